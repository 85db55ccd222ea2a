import { randomUUID } from 'node:crypto';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../failure.ts';
import type { Gateway, Trigger } from '../network/gateway-types.ts';
import type { Clock, Emit, Handlers, HostQuestions, SecretSealer } from '../ports.ts';
import type { ConnectionFacts, ConnectionRecord, ConnectionsRepository } from '../store/connections-repository.ts';
import { normaliseInstanceUrl } from './address.ts';
import { type OrgClientDeps, createOrgClient } from './create-org-client.ts';
import type { OrgClient } from './org-client.ts';

export type ConnectionsDeps = {
  readonly store: { readonly connections: ConnectionsRepository };
  readonly gateway: Pick<Gateway, 'request'>;
  readonly sealer: SecretSealer;
  readonly host: Pick<HostQuestions, 'sampleOrg'>;
  readonly now: Clock;
  readonly emit: Emit;
  /** Called before a connection is deleted, so that what still reads through it can stop. */
  readonly beforeRemove?: (connectionId: string) => Promise<void>;
};

export type TokenSignIn = {
  readonly name: string;
  readonly group: string;
  readonly colour: string;
  readonly notes: string;
  readonly instanceUrl: string;
  readonly token: string;
  /** Signs an existing connection in again; its name and look stay as they are. */
  readonly connectionId?: string | undefined;
};

type Methods =
  | 'connections.list'
  | 'connections.connectSample'
  | 'connections.edit'
  | 'connections.test'
  | 'connections.signOut'
  | 'connections.remove';

export type ConnectionsService = {
  readonly handlers: Handlers<Methods>;
  /**
   * Signs in with a pasted access token: asks the org who it is first, and stores nothing unless that worked.
   *
   * Throws `bad-address`, `bad-input` (the token's form), `name-taken`, `org-mismatch`, and what `OrgClient` throws.
   */
  readonly connectWithToken: (input: TokenSignIn, signal?: AbortSignal) => Promise<Connection>;
  /** A client for the signed-in connection. Throws `not-found` and `signed-out`. */
  readonly openClient: (connectionId: string, trigger: Trigger) => Promise<OrgClient>;
};

const TOKEN_FIELD = 'accessToken';
/**
 * The address kept for the embedded sample org. It has no port because the port is another one at every start; an
 * address on this computer that a person enters always has one.
 */
const EMBEDDED_SAMPLE = 'http://127.0.0.1';

export function createConnectionsService(deps: ConnectionsDeps): ConnectionsService {
  const { connections } = deps.store;
  const nowIso = (): string => new Date(deps.now()).toISOString();
  const changed = (): void => deps.emit('connections.changed', {});

  const clientFor = (
    connection: { readonly id: string; readonly name: string; readonly apiVersion: string | null },
    access: Access,
    trigger: Trigger,
  ): Promise<OrgClient> =>
    createOrgClient({
      gateway: deps.gateway,
      now: deps.now,
      trigger,
      apiVersion: connection.apiVersion,
      connection: { id: connection.id, name: connection.name, ...access },
      // A sign-in that is being tried concerns the stored connection only once it has worked: a wrong token must not
      // sign out what is signed in.
      ...(trigger === 'connect' ? {} : noticesOf(connection.id)),
    });

  const noticesOf = (id: string): Pick<OrgClientDeps, 'onUsage' | 'onSignedOut'> => ({
    onUsage: (usage) => connections.setUsage(id, usage.used, usage.max),
    onSignedOut: (failure) => {
      const record = connections.find(id);
      // The embedded org issues a token at every start, so a dead one is no reason to ask the user for anything.
      if (record === null || !record.signedIn || isEmbedded(record)) return;
      connections.signOut(record.id, failure.message);
      changed();
    },
  });

  const storedAccess = async (record: ConnectionRecord): Promise<Access> => {
    if (!record.signedIn) {
      throw new EngineFailure('signed-out', `${record.name} is signed out. ${record.signedOutReason ?? ''}`.trim());
    }
    if (isEmbedded(record)) {
      const sample = await deps.host.sampleOrg();
      return { origin: normaliseInstanceUrl(sample.instanceUrl), accessToken: sample.accessToken };
    }
    const box = connections.secret(record.id, TOKEN_FIELD);
    const origin = record.instanceUrl;
    if (box === null) throw new EngineFailure('signed-out', `${record.name} has no stored sign-in. Sign in again.`);
    return { origin, accessToken: deps.sealer.open(bindingOf(record.id, origin, record.org?.id ?? ''), box) };
  };

  const openClient = async (connectionId: string, trigger: Trigger): Promise<OrgClient> => {
    const record = connections.get(connectionId);
    const access = await storedAccess(record);
    connections.touch(record.id, nowIso());
    return clientFor(record, access, trigger);
  };

  /** Asks the org who it is, with the API version negotiated anew. */
  const readFacts = async (
    connection: { readonly id: string; readonly name: string },
    access: Access,
    trigger: Trigger,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly facts: ConnectionFacts; readonly client: OrgClient }> => {
    const client = await clientFor({ ...connection, apiVersion: null }, access, trigger);
    const { user, org } = await client.identity(signal === undefined ? {} : { signal });
    return { client, facts: { type: org.type, instanceUrl: access.origin, apiVersion: client.apiVersion, user, org } };
  };

  const saveUsage = (client: OrgClient, id: string): void => {
    const usage = client.usage();
    if (usage !== null) connections.setUsage(id, usage.used, usage.max);
  };

  const ensureNameFree = (name: string): void => {
    if (connections.findByName(name) === null) return;
    throw new EngineFailure('name-taken', `A connection named "${name}" exists already. Choose another name.`);
  };

  const connectWithToken = async (input: TokenSignIn, signal?: AbortSignal): Promise<Connection> => {
    const access = { origin: normaliseInstanceUrl(input.instanceUrl), accessToken: cleanToken(input.token) };
    const existing = input.connectionId === undefined ? null : connections.get(input.connectionId);
    const look = { name: input.name.trim(), group: input.group, colour: input.colour, notes: input.notes };
    if (existing === null) ensureNameFree(look.name);
    const id = existing?.id ?? randomUUID();
    const { facts, client } = await readFacts({ id, name: existing?.name ?? look.name }, access, 'connect', signal);
    if (existing !== null) ensureSameOrg(existing, facts);
    const secret = {
      field: TOKEN_FIELD,
      box: deps.sealer.seal(bindingOf(id, access.origin, facts.org.id), access.accessToken),
    };
    if (existing === null) connections.create(id, look, facts, secret, nowIso());
    else connections.signIn(id, facts, secret, nowIso());
    saveUsage(client, id);
    changed();
    return publicOf(connections.get(id));
  };

  const connectSample = async (name: string, signal: AbortSignal): Promise<Connection> => {
    const known = connections.findByName(name);
    if (known !== null && !isEmbedded(known)) ensureNameFree(name);
    const sample = await deps.host.sampleOrg();
    const access = { origin: normaliseInstanceUrl(sample.instanceUrl), accessToken: sample.accessToken };
    const id = known?.id ?? randomUUID();
    const { facts, client } = await readFacts({ id, name }, access, 'connect', signal);
    const embedded: ConnectionFacts = { ...facts, type: 'sample', instanceUrl: EMBEDDED_SAMPLE };
    if (known === null) connections.create(id, { name, group: '', colour: '', notes: '' }, embedded, null, nowIso());
    else connections.signIn(id, embedded, null, nowIso());
    saveUsage(client, id);
    changed();
    return publicOf(connections.get(id));
  };

  const test = async (id: string, signal: AbortSignal): Promise<Connection> => {
    const record = connections.get(id);
    const access = await storedAccess(record);
    const { facts } = await readFacts(record, access, 'test', signal);
    ensureSameOrg(record, facts);
    const kept = isEmbedded(record) ? { ...facts, type: record.type, instanceUrl: record.instanceUrl } : facts;
    connections.signIn(id, kept, null, nowIso());
    changed();
    return publicOf(connections.get(id));
  };

  /** Tells Salesforce first; whatever it answers, the token is forgotten by the caller afterwards. */
  const revoke = async (record: ConnectionRecord, trigger: Trigger, signal: AbortSignal): Promise<Revoked> => {
    if (!record.signedIn) return { revoked: false, reason: 'The connection was signed out already.' };
    if (isEmbedded(record)) {
      return { revoked: false, reason: 'The sample org runs inside Orgbench; there is no session to end.' };
    }
    let access: Access;
    try {
      access = await storedAccess(record);
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      return { revoked: false, reason: error.message };
    }
    // A revoke names no API version, so none is negotiated for it.
    const client = await clientFor({ ...record, apiVersion: record.apiVersion ?? 'none' }, access, trigger);
    const answer = await client.revoke({ signal });
    return answer.revoked ? { revoked: true, reason: null } : answer;
  };

  return {
    connectWithToken,
    openClient,
    handlers: {
      'connections.list': () => ({ connections: connections.list().map(publicOf) }),
      'connections.connectSample': ({ name }, { signal }) => connectSample(name.trim(), signal),
      'connections.edit': ({ id, name, group, colour, notes }) => {
        const edited = connections.edit(id, { name: name.trim(), group, colour, notes });
        changed();
        return publicOf(edited);
      },
      'connections.test': ({ id }, { signal }) => test(id, signal),
      'connections.signOut': async ({ id }, { signal }) => {
        const answer = await revoke(connections.get(id), 'sign out', signal);
        const connection = connections.signOut(id, 'You signed out.');
        changed();
        return { connection: publicOf(connection), ...answer };
      },
      'connections.remove': async ({ id }, { signal }) => {
        const record = connections.get(id);
        await deps.beforeRemove?.(id);
        const answer = await revoke(record, 'remove', signal);
        connections.remove(id);
        changed();
        return answer;
      },
    },
  };
}

type Access = { readonly origin: string; readonly accessToken: string };
type Revoked = { readonly revoked: boolean; readonly reason: string | null };

function bindingOf(connectionId: string, origin: string, orgId: string): Parameters<SecretSealer['seal']>[0] {
  // An id comes with 15 or 18 characters, depending on who is asked; the binding must not.
  return { connectionId, field: TOKEN_FIELD, origin, orgId: orgId.slice(0, 15) };
}

function isEmbedded(record: Connection): boolean {
  return record.type === 'sample' && record.instanceUrl === EMBEDDED_SAMPLE;
}

function publicOf(record: ConnectionRecord): Connection {
  const { key: _key, ...connection } = record;
  return connection;
}

/** A session id, an OAuth access token or a JWT: one run of printable characters. */
function cleanToken(text: string): string {
  const token = text.trim();
  if (/^[A-Za-z0-9!._~+/=-]{15,4000}$/.test(token)) return token;
  throw new EngineFailure(
    'bad-input',
    'This does not look like an access token: it has spaces, line breaks or other characters that no token has. Copy it again.',
  );
}

/** Ids have 15 or 18 characters; the last three only repeat the case of the others. */
function ensureSameOrg(record: ConnectionRecord, facts: ConnectionFacts): void {
  if (record.org === null || record.org.id.slice(0, 15) === facts.org.id.slice(0, 15)) return;
  throw new EngineFailure(
    'org-mismatch',
    `${record.name} belongs to the org ${record.org.name}, but this sign-in is for ${facts.org.name}. Add it as a new connection instead.`,
  );
}
