import { createFaults, type Fault } from './faults.ts';
import { addFolder, isInside, putFile, webUrlOf } from './graph/drive-store.ts';
import { GraphFailure, graphError } from './graph/errors.ts';
import { createGraphHost } from './graph/graph-host.ts';
import { sharingLink } from './graph/shares.ts';
import { createUploads, fileAt } from './graph/uploads.ts';
import type { Asked, Reply } from './http-kit.ts';
import type { Browser } from './login/authorize.ts';
import { createLoginHost } from './login/login-host.ts';
import { createTokenBook } from './login/tokens.ts';
import { startHost, type Logged } from './server.ts';
import { createWorkbookDoor } from './workbook/door.ts';
import { viewWorkbook, type WorkbookView } from './workbook/view.ts';
import {
  addApp,
  addPerson,
  addTenant,
  createWorld,
  PERSONAL_TENANT_ID,
  PERSONAL_UPLOAD_HOST,
  type AppRegistration,
  type Drive,
  type Item,
  type Person,
  type Switches,
  type Tenant,
  type World,
} from './world.ts';

export type { Fault } from './faults.ts';

export type FakeMicrosoft = {
  /** Loopback origins by real origin, as the app's gateway takes them. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** A client id whose app has `http://localhost` as a desktop redirect and takes every kind of account. */
  readonly app: AppRegistration;
  readonly tenant: Tenant;
  /** adele@contoso.onmicrosoft.com */
  readonly worker: Person;
  /** A colleague in the same tenant, an administrator. */
  readonly admin: Person;
  /** pat@outlook.com */
  readonly personal: Person;
  readonly browser: Browser;
  readonly switches: Switches;
  /** The clock that all expiry follows. */
  readonly advance: (ms: number) => void;
  readonly now: () => number;

  readonly fault: (fault: Fault) => void;
  readonly clearFaults: () => void;
  readonly faultsLeft: () => number;
  readonly requests: () => readonly Logged[];
  readonly clearRequests: () => void;

  /** Puts a file where a path says, `Exports/OrgX.xlsx`; folders on the way are made. */
  readonly addFile: (person: Person, path: string, content: Buffer) => Item;
  /** Null when there is none. */
  readonly file: (person: Person, path: string) => Item | null;
  /** Every file of a person with its path, in the order of the paths. */
  readonly files: (person: Person) => readonly { readonly path: string; readonly item: Item }[];
  /** The app's own folder, as a path; null before it is made. */
  readonly appFolderPath: (person: Person) => string | null;
  /** The cells as they are now: of the uploaded bytes, or of what the workbook API made of them. */
  readonly workbook: (item: Item) => WorkbookView;
  readonly webUrl: (item: Item) => string;
  /** A link as the "Share" button gives it; `with` may then open everything of that drive. */
  readonly share: (item: Item, person: Person) => string;
  readonly openUploads: () => readonly {
    readonly name: string;
    readonly received: number;
    readonly total: number | null;
  }[];

  /** All refresh tokens of the person so far become useless, and its access tokens with them. */
  readonly revokeTokens: (person: Person) => void;
  /** Access tokens now in use become expired; refreshing helps. */
  readonly expireAccessTokens: () => void;
  readonly addPerson: (name: string, user: string, tenant?: Tenant) => Person;
  readonly close: () => Promise<void>;
};

export type FakeMicrosoftOptions = {
  /** Name of the registered app, and so of its folder. */
  readonly appName?: string;
};

/** Microsoft's sign-in service, Graph and its upload hosts, on loopback, with a state of their own. */
export async function startFakeMicrosoft(options: FakeMicrosoftOptions = {}): Promise<FakeMicrosoft> {
  let offset = 0;
  const now = (): number => Date.now() + offset;
  const world: World = createWorld(now);
  const tenant = addTenant(world, 'Contoso');
  const personalTenant = world.tenants.find((candidate) => candidate.id === PERSONAL_TENANT_ID) ?? tenant;
  const worker = addPerson(world, { name: 'Adele Vance', user: 'adele', tenant });
  const admin = addPerson(world, { name: 'Megan Bowen', user: 'megan', tenant, admin: true });
  const personal = addPerson(world, { name: 'Pat Fakehall', user: 'pat', tenant: personalTenant });
  const app = addApp(world, tenant, options.appName ?? 'Orgbench');
  const browser: Browser = { mode: 'auto', person: worker, answer: 'accept' };
  const faults = createFaults();
  const book = createTokenBook();
  const uploads = createUploads(world);
  const workbooks = createWorkbookDoor(world);
  const log: Logged[] = [];

  const login = createLoginHost(world, book, browser);
  const graph = createGraphHost(world, book, uploads, workbooks);
  const uploadHost = async (asked: Asked): Promise<Reply> => {
    try {
      return uploads.atHost(asked);
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      return graphError(asked, now(), error.parts);
    }
  };
  const start = (origin: string, answer: (asked: Asked) => Promise<Reply>) =>
    startHost({ origin, answer, faults, now, log: (entry) => void log.push(entry) });
  const hosts = await Promise.all([
    start('https://login.microsoftonline.com', async (asked) => login(asked)),
    start('https://graph.microsoft.com', graph),
    start(`https://${tenant.uploadHost}`, uploadHost),
    start(`https://${PERSONAL_UPLOAD_HOST}`, uploadHost),
  ]);

  const driveOf = (item: Item): Drive => {
    const drive = world.drives.get(item.driveId);
    if (drive === undefined) throw new Error(`The drive of ${item.name} is gone.`);
    return drive;
  };
  const pathOf = (drive: Drive, item: Item): string => {
    const parent = item.parentId === null ? undefined : drive.items.get(item.parentId);
    return parent === undefined || parent.parentId === null ? item.name : `${pathOf(drive, parent)}/${item.name}`;
  };

  return {
    endpoints: Object.fromEntries(hosts.map((host) => [host.origin, host.loopback])),
    app,
    tenant,
    worker,
    admin,
    personal,
    browser,
    switches: world.switches,
    now,
    advance: (ms) => {
      offset += ms;
    },
    fault: faults.add,
    clearFaults: faults.clear,
    faultsLeft: faults.left,
    requests: () => log,
    clearRequests: () => void log.splice(0),
    addFile: (person, path, content) => {
      const names = path.split('/');
      const name = names.pop() ?? '';
      return putFile(world, person.drive, folderAt(world, person.drive, names), name, content, 'replace').item;
    },
    file: (person, path) => fileAt(person.drive, path),
    files: ({ drive }) =>
      [...drive.items.values()]
        .filter((item) => item.kind === 'file' && isInside(drive, item, drive.rootId))
        .map((item) => ({ path: pathOf(drive, item), item }))
        .sort((left, right) => (left.path < right.path ? -1 : 1)),
    appFolderPath: ({ drive }) => {
      const folder = [...drive.items.values()].find((item) => item.appFolderOf === app.clientId);
      return folder === undefined ? null : pathOf(drive, folder);
    },
    workbook: (item) => viewWorkbook(workbooks.open(item)),
    webUrl: (item) => webUrlOf(driveOf(item), item),
    share: (item, person) => {
      const drive = driveOf(item);
      drive.sharedWith.add(person.id);
      return sharingLink(drive, item);
    },
    openUploads: uploads.open,
    revokeTokens: (person) => {
      for (const grant of book.refresh.values()) if (grant.person === person) grant.revoked = true;
      for (const [token, grant] of book.access) if (grant.person === person) book.access.delete(token);
    },
    expireAccessTokens: () => {
      for (const [token, grant] of book.access) book.access.set(token, { ...grant, expiresAt: now() });
    },
    addPerson: (name, user, inTenant = tenant) => addPerson(world, { name, user, tenant: inTenant }),
    close: async () => {
      await Promise.all(hosts.map((host) => host.close()));
    },
  };
}

function folderAt(world: World, drive: Drive, names: readonly string[]): Item {
  let at = drive.items.get(drive.rootId);
  for (const name of names) {
    if (at === undefined) break;
    at = addFolder(world, drive, at.id, name, 'replace');
  }
  if (at === undefined) throw new Error('The drive has no root.');
  return at;
}
