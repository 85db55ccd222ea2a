import type { Connection as JsforceConnection } from 'jsforce';
import type { z } from 'zod';
import type { orgFacts, orgUser } from '../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../failure.ts';
import type { Caller } from './caller.ts';
import { orgTypeOf } from './org-type.ts';

/** Who is signed in. */
export type OrgUser = z.infer<typeof orgUser>;
/** The org that a token belongs to. */
export type OrgFacts = z.infer<typeof orgFacts>;

type UserInfo = {
  readonly user_id?: string;
  readonly organization_id?: string;
  readonly preferred_username?: string;
  readonly name?: string;
  readonly email?: string;
};

type OrganizationRecord = {
  readonly Id: string;
  readonly Name: string | null;
  readonly OrganizationType: string | null;
  readonly InstanceName: string | null;
  readonly IsSandbox: boolean | null;
  readonly TrialExpirationDate: string | null;
  readonly NamespacePrefix: string | null;
  readonly Country: string | null;
};

type UserRecord = { readonly Id: string; readonly Name: string | null; readonly Username: string | null };

export const ORGANIZATION_COLUMNS =
  'Id, Name, OrganizationType, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, Country';
export const USER_COLUMNS = 'Id, Name, Username';

/**
 * Asks the org who is signed in and what it is.
 *
 * `jsforce` carries the queries. The userinfo resource names user and org; a session that is not an OAuth one gets 403
 * there (as does a dead one), so the list of resources and the User record answer instead.
 */
export async function readIdentity(
  caller: Caller,
  versionPath: string,
  jsforce: JsforceConnection,
  signal: AbortSignal | undefined,
): Promise<{ readonly user: OrgUser; readonly org: OrgFacts }> {
  const { user, orgId } =
    (await fromUserinfo(caller, signal)) ?? (await fromResources(caller, versionPath, jsforce, signal));
  const organization = await readOrganization(jsforce);
  const type = orgTypeOf(caller.origin, {
    isSandbox: organization?.IsSandbox ?? null,
    organizationType: organization?.OrganizationType ?? null,
    trialExpirationDate: organization?.TrialExpirationDate ?? null,
  });
  return {
    user,
    org: {
      id: organization?.Id ?? orgId,
      // Without the record there is still the name that people know the org by: its My Domain.
      name: organization?.Name ?? caller.host.split('.', 1)[0] ?? caller.host,
      edition: organization?.OrganizationType ?? null,
      instance: organization?.InstanceName ?? null,
      country: organization?.Country ?? null,
      type,
      namespacePrefix: organization?.NamespacePrefix ?? null,
    },
  };
}

type Found = { readonly user: OrgUser; readonly orgId: string };

async function fromUserinfo(caller: Caller, signal: AbortSignal | undefined): Promise<Found | null> {
  const response = await caller.send({ purpose: 'identity', url: '/services/oauth2/userinfo', signal });
  if (response.status === 403 || response.status === 404) return null;
  if (response.status !== 200) throw caller.fail(response);
  const info = parseInfo(response.text);
  if (info?.user_id === undefined || info.organization_id === undefined) return null;
  return {
    orgId: info.organization_id,
    user: {
      id: info.user_id,
      username: info.preferred_username ?? info.user_id,
      name: info.name ?? null,
      email: info.email ?? null,
    },
  };
}

function parseInfo(text: string): UserInfo | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as UserInfo) : null;
  } catch {
    // Not JSON: the other way is asked.
    return null;
  }
}

async function fromResources(
  caller: Caller,
  versionPath: string,
  jsforce: JsforceConnection,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const { value } = await caller.json<{ readonly identity?: string }>({
    purpose: 'identity',
    url: versionPath,
    signal,
  });
  const match = /\/id\/(00D[A-Za-z0-9]{12,15})\/(005[A-Za-z0-9]{12,15})$/.exec(value.identity ?? '');
  const [, orgId, userId] = match ?? [];
  if (orgId === undefined || userId === undefined) {
    throw new EngineFailure('org-refused', `${caller.host} does not say who is signed in. Use another access token.`);
  }
  const result = await jsforce.query<UserRecord>(`SELECT ${USER_COLUMNS} FROM User WHERE Id = '${userId}'`);
  const record = result.records[0];
  return {
    orgId,
    user: { id: record?.Id ?? userId, username: record?.Username ?? userId, name: record?.Name ?? null, email: null },
  };
}

/** Null when this user may not read it: the facts that need it are then left out. */
async function readOrganization(jsforce: JsforceConnection): Promise<OrganizationRecord | null> {
  try {
    const result = await jsforce.query<OrganizationRecord>(`SELECT ${ORGANIZATION_COLUMNS} FROM Organization`);
    return result.records[0] ?? null;
  } catch (error) {
    const mayBeMissing =
      error instanceof EngineFailure && (error.code === 'no-permission' || error.code === 'org-refused');
    if (mayBeMissing && !error.retryable) return null;
    throw error;
  }
}
