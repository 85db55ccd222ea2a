import { randomUUID } from 'node:crypto';
import type { Workbook } from './workbook/model.ts';

/** The tenant of all personal Microsoft accounts (learn.microsoft.com/entra/identity-platform/id-token-claims-reference, `tid`). */
export const PERSONAL_TENANT_ID = '9188040d-6c67-4c5b-b112-36a304b66dad';
export const PERSONAL_UPLOAD_HOST = 'my.microsoftpersonalcontent.com';

export type Tenant = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly kind: 'work' | 'personal';
  /** Where the bytes of its people's drives go. */
  readonly uploadHost: string;
  /** `adminOnly`: nobody but an admin may consent for an app. */
  userConsent: 'allowed' | 'adminOnly';
  /** Scopes granted for the whole tenant, by client id. */
  readonly adminConsents: Map<string, Set<string>>;
};

export type Person = {
  /** The object id (`oid`). */
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly tenant: Tenant;
  readonly admin: boolean;
  /** Scopes consented by this person, by client id. */
  readonly consents: Map<string, Set<string>>;
  /** What stands in the way of a token: a second factor asked for anew, an access policy, a disabled account. */
  policy: 'none' | 'mfaNeeded' | 'blocked' | 'disabled';
  readonly drive: Drive;
};

export type AppAudience = 'myOrg' | 'multipleOrgs' | 'orgsAndPersonal' | 'personalOnly';

export type AppRegistration = {
  readonly clientId: string;
  readonly name: string;
  readonly homeTenantId: string;
  audience: AppAudience;
  /** `native` is the portal's "Mobile and desktop applications". */
  redirects: { readonly uri: string; readonly platform: 'native' | 'web' | 'spa' }[];
};

export type Item = {
  readonly id: string;
  readonly guid: string;
  readonly driveId: string;
  parentId: string | null;
  name: string;
  readonly kind: 'file' | 'folder';
  content: Buffer;
  /** The number in the eTag: any change. */
  version: number;
  /** The number in the cTag: changes of the content. */
  contentVersion: number;
  readonly createdAt: number;
  modifiedAt: number;
  /** Set: this folder is the app folder of that client. */
  appFolderOf: string | null;
  /** Another program holds the file. */
  locked: boolean;
  /** The cells, once the workbook API was used; null when the content was replaced since. */
  workbook: Workbook | null;
};

export type Drive = {
  readonly id: string;
  readonly type: 'business' | 'personal';
  readonly ownerId: string;
  readonly ownerName: string;
  /** Start of the addresses of its items, without a slash at the end. */
  readonly webBase: string;
  readonly uploadBase: string;
  readonly rootId: string;
  readonly items: Map<string, Item>;
  /** Bytes. */
  quota: number;
  serial: number;
  /** Whether each person beside the owner can open everything in it. */
  readonly sharedWith: Set<string>;
};

export type Switches = {
  /** How many ms an access token is good for. */
  accessTokenLifeMs: number;
  /** Whether a work tenant knows the app folder; the documents disagree (drive-get-specialfolder lists the scope for personal accounts only). */
  workAppFolder: boolean;
  /** Answers to `createSession` with `Prefer: respond-async`: how many polls say `running` before it is there; null: at once. */
  slowSessionPolls: number | null;
  /** The polled operation ends as failed. */
  sessionFails: boolean;
  /** Ms that a write to a workbook takes; another write that arrives meanwhile is refused. */
  workbookWriteMs: number;
  /** Largest body of `PUT …/content`, in bytes (250 MB, api-facts §4.2 line 269). */
  largestPut: number;
  /** Largest JSON body of the workbook API, in bytes (5 MB, api-facts §4.3 line 288). */
  largestRangeBody: number;
};

export type World = {
  readonly now: () => number;
  readonly tenants: Tenant[];
  readonly people: Person[];
  readonly apps: AppRegistration[];
  readonly drives: Map<string, Drive>;
  readonly switches: Switches;
};

export function createWorld(now: () => number): World {
  return {
    now,
    tenants: [
      {
        id: PERSONAL_TENANT_ID,
        name: 'Microsoft accounts',
        domain: 'outlook.com',
        kind: 'personal',
        uploadHost: PERSONAL_UPLOAD_HOST,
        userConsent: 'allowed',
        adminConsents: new Map(),
      },
    ],
    people: [],
    apps: [],
    drives: new Map(),
    switches: {
      accessTokenLifeMs: 3_599_000,
      workAppFolder: true,
      slowSessionPolls: null,
      sessionFails: false,
      workbookWriteMs: 1,
      largestPut: 250 * 1024 * 1024,
      largestRangeBody: 5 * 1024 * 1024,
    },
  };
}

export function addTenant(world: World, name: string): Tenant {
  const word = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const tenant: Tenant = {
    id: randomUUID(),
    name,
    domain: `${word}.onmicrosoft.com`,
    kind: 'work',
    uploadHost: `${word}-my.sharepoint.com`,
    userConsent: 'allowed',
    adminConsents: new Map(),
  };
  world.tenants.push(tenant);
  return tenant;
}

export type NewPerson = {
  readonly name: string;
  /** The part before the @. */
  readonly user: string;
  readonly tenant: Tenant;
  readonly admin?: boolean;
};

export function addPerson(world: World, { name, user, tenant, admin = false }: NewPerson): Person {
  const personal = tenant.kind === 'personal';
  const cid = randomUUID().replaceAll('-', '').slice(0, 16);
  const id = personal ? `00000000-0000-0000-${cid.slice(0, 4)}-${cid.slice(4)}` : randomUUID();
  const site = personal ? cid : `${user}_${tenant.domain}`.replace(/[.@]/g, '_');
  const driveId = personal ? cid.toUpperCase() : `b!${Buffer.from(id + tenant.id.slice(0, 13)).toString('base64url')}`;
  const drive: Drive = {
    id: driveId,
    type: personal ? 'personal' : 'business',
    ownerId: id,
    ownerName: name,
    webBase: personal ? `https://onedrive.live.com/personal/${site}` : `https://${tenant.uploadHost}/personal/${site}`,
    uploadBase: `https://${tenant.uploadHost}/personal/${site}/_api/v2.0/drives/${driveId}`,
    rootId: personal ? `${driveId}!101` : '01ROOTFOLDERV6Y2GOVW7725BZO354PWSELRRZ',
    items: new Map(),
    quota: 1024 ** 4,
    serial: 101,
    sharedWith: new Set(),
  };
  const at = world.now();
  drive.items.set(drive.rootId, {
    id: drive.rootId,
    guid: randomUUID(),
    driveId,
    parentId: null,
    name: 'root',
    kind: 'folder',
    content: Buffer.alloc(0),
    version: 1,
    contentVersion: 1,
    createdAt: at,
    modifiedAt: at,
    appFolderOf: null,
    locked: false,
    workbook: null,
  });
  world.drives.set(driveId, drive);
  const person: Person = {
    id,
    name,
    address: `${user}@${tenant.domain}`,
    tenant,
    admin,
    consents: new Map(),
    policy: 'none',
    drive,
  };
  world.people.push(person);
  return person;
}

export function addApp(world: World, tenant: Tenant, name: string): AppRegistration {
  const app: AppRegistration = {
    clientId: randomUUID(),
    name,
    homeTenantId: tenant.id,
    audience: 'orgsAndPersonal',
    redirects: [{ uri: 'http://localhost', platform: 'native' }],
  };
  world.apps.push(app);
  return app;
}
