import { randomUUID } from 'node:crypto';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Input } from '../../../src-preload/contract/index.ts';
import type { Preferences } from '../../../src-preload/contract/preferences.ts';
import { EngineFailure } from '../failure.ts';
import type { Gateway, Trigger } from '../network/gateway-types.ts';
import type { Clock, Emit, Handlers, HostQuestions, SecretSealer } from '../ports.ts';
import type {
  ConnectionFacts,
  ConnectionLook,
  ConnectionRecord,
  ConnectionsRepository,
  OAuthOrigin,
} from '../store/connections-repository.ts';
import { normaliseInstanceUrl } from './address.ts';
import { type OrgClientDeps, createOrgClient } from './create-org-client.ts';
import { EMBEDDED_SAMPLE, isEmbedded } from './embedded-sample.ts';
import { createBrowserSignIn } from './oauth/browser-sign-in.ts';
import { checkClientId } from './oauth/check-client-id.ts';
import { normaliseLoginUrl } from './oauth/login-address.ts';
import { createStoredSignIns } from './oauth/stored-sign-in.ts';
import type { OrgClient } from './org-client.ts';

export type ConnectionsDeps = {
  readonly store: { readonly connections: ConnectionsRepository };
  readonly gateway: Pick<Gateway, 'request' | 'tryAgain' | 'endRecords'>;
  readonly sealer: SecretSealer;
  readonly host: Pick<HostQuestions, 'sampleOrg' | 'openExternal'>;
  /** What the person chose: the app of browser sign-ins, and how long an unused sign-in is kept. */
  readonly preferences: () => Pick<Preferences, 'oauthClientId' | 'signInDays'>;
  /** For tests only: how long the browser may take, and the ports where it is awaited. */
  readonly browser?: { readonly timeoutMs?: number; readonly ports?: readonly number[] };
  readonly now: Clock;
  readonly emit: Emit;
  /** Called before a connection is deleted, so that what still reads through it can stop. */
  readonly beforeRemove?: (connectionId: string) => Promise<void>;
  /** Called when one was deleted: its text is still in the file. */
  readonly afterRemove?: () => void;
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
  | 'connections.signInWithBrowser'
  | 'connections.checkClientId'
  | 'connections.edit'
  | 'connections.setReads'
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
  readonly openClient: (connectionId: string, trigger: Trigger, signal?: AbortSignal) => Promise<OrgClient>;
  /** For the lock: ends a sign-in that waits for the browser, and forgets what must not outlive the lock. */
  readonly close: () => void;
  /** For the lock, after `close`: waits a moment for the answer to a renewal, whose new token exists nowhere else. */
  readonly settled: () => Promise<void>;
};

const DAY_MS = 24 * 3_600_000;
/** Shorter than an engine that locks may live. */
const RENEWAL_END_MS = 2000;
const FORGOTTEN = 'The sign-in was forgotten when Orgbench locked, as chosen for this connection. Sign in again.';

export function createConnectionsService(deps: ConnectionsDeps): ConnectionsService {
  const { connections } = deps.store;
  const nowIso = (): string => new Date(deps.now()).toISOString();
  const changed = (): void => deps.emit('connections.changed', {});
  const signOut = (id: string, reason: string): void => {
    connections.signOut(id, reason);
    changed();
  };
  const signIns = createStoredSignIns({ connections, gateway: deps.gateway, sealer: deps.sealer, signOut });
  // The host checks once more that the address is a sign-in page.
  const { openExternal: openBrowser } = deps.host;
  const browser = createBrowserSignIn({ gateway: deps.gateway, openBrowser, ...deps.browser });

  /** The sentence for a sign-in that lay unused too long; null while it may be used. */
  const expiry = (record: ConnectionRecord): string | null => {
    const days = deps.preferences().signInDays;
    const usedAt = Date.parse(record.lastUsedAt ?? record.createdAt);
    if (!record.signedIn || isEmbedded(record) || deps.now() - usedAt < days * DAY_MS) return null;
    return `The sign-in was not used for ${days} ${days === 1 ? 'day' : 'days'} and was dropped. Sign in again.`;
  };
  const forgetAtLock = (): void => {
    for (const record of connections.list()) {
      if (record.forgetAtLock && record.signedIn && !isEmbedded(record)) connections.signOut(record.id, FORGOTTEN);
    }
  };
  // A kill leaves no time to forget anything: what it left is forgotten before it can be used.
  forgetAtLock();
  for (const record of connections.list()) {
    const reason = expiry(record);
    if (reason !== null) connections.signOut(record.id, reason);
  }

  const clientFor = (
    connection: { readonly id: string; readonly name: string; readonly apiVersion: string | null },
    access: Access,
    trigger: Trigger,
    signal?: AbortSignal,
  ): Promise<OrgClient> => {
    // A client is made when a person starts something, never by itself: that is a reason to ask an org again that is left
    // alone after failures.
    deps.gateway.tryAgain(access.origin);
    return createOrgClient({
      gateway: deps.gateway,
      now: deps.now,
      trigger,
      signal,
      apiVersion: connection.apiVersion,
      connection: { id: connection.id, name: connection.name, origin: access.origin, accessToken: access.accessToken },
      renew: access.renewable ? (used) => signIns.renew(connection.id, used, trigger) : undefined,
      // A sign-in that is being tried concerns the stored connection only once it has worked: a wrong token must not
      // sign out what is signed in.
      ...(trigger === 'connect' ? {} : noticesOf(connection.id)),
    });
  };

  const noticesOf = (id: string): Pick<OrgClientDeps, 'onUsage' | 'onSignedOut'> => ({
    onUsage: (usage) => connections.setUsage(id, usage.used, usage.max),
    onSignedOut: (failure) => {
      const record = connections.find(id);
      // The embedded org issues a token at every start, so a dead one is no reason to ask the user for anything.
      if (record === null || !record.signedIn || isEmbedded(record)) return;
      signOut(record.id, failure.message);
    },
  });

  const storedAccess = async (record: ConnectionRecord): Promise<Access> => {
    if (!record.signedIn) {
      throw new EngineFailure('signed-out', `${record.name} is signed out. ${record.signedOutReason ?? ''}`.trim());
    }
    if (isEmbedded(record)) {
      const sample = await deps.host.sampleOrg();
      return { origin: normaliseInstanceUrl(sample.instanceUrl), accessToken: sample.accessToken, renewable: false };
    }
    const unused = expiry(record);
    if (unused !== null) {
      signOut(record.id, unused);
      throw new EngineFailure('signed-out', unused);
    }
    const accessToken = signIns.accessToken(record);
    if (accessToken === null) {
      throw new EngineFailure('signed-out', `${record.name} has no stored sign-in. Sign in again.`);
    }
    return { origin: record.instanceUrl, accessToken, renewable: signIns.isRenewable(record) };
  };

  const openClient: ConnectionsService['openClient'] = async (connectionId, trigger, signal) => {
    const record = connections.get(connectionId);
    const access = await storedAccess(record);
    connections.touch(record.id, nowIso());
    return clientFor(record, access, trigger, signal);
  };

  /** Asks the org who it is, with the API version negotiated anew. */
  const readFacts = async (
    connection: { readonly id: string; readonly name: string },
    access: Access,
    trigger: Trigger,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly facts: ConnectionFacts; readonly client: OrgClient }> => {
    const client = await clientFor({ ...connection, apiVersion: null }, access, trigger, signal);
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

  /** Asks the org who it is with the new sign-in, and stores nothing unless that worked and it is the same org. */
  const finishSignIn = async (
    { look, existing, id }: Target,
    tokens: { readonly origin: string; readonly accessToken: string; readonly refreshToken: string | null },
    oauth: OAuthOrigin | null,
    signal: AbortSignal | undefined,
  ): Promise<Connection> => {
    const access = { origin: tokens.origin, accessToken: tokens.accessToken, renewable: false };
    const { facts, client } = await readFacts({ id, name: existing?.name ?? look.name }, access, 'connect', signal);
    if (existing !== null) ensureSameOrg(existing, facts);
    const signIn = { secrets: signIns.seal(id, access.origin, facts.org.id, tokens), oauth };
    if (existing === null) connections.create(id, look, facts, signIn, nowIso());
    else connections.signIn(id, facts, signIn, nowIso());
    saveUsage(client, id);
    changed();
    return publicOf(connections.get(id));
  };

  const targetOf = (look: ConnectionLook, connectionId: string | null | undefined): Target => {
    const existing = connectionId === null || connectionId === undefined ? null : connections.get(connectionId);
    if (existing === null) ensureNameFree(usableName(look.name));
    return { look, existing, id: existing?.id ?? randomUUID() };
  };

  const connectWithToken = async (input: TokenSignIn, signal?: AbortSignal): Promise<Connection> => {
    const origin = normaliseInstanceUrl(input.instanceUrl);
    const accessToken = cleanToken(input.token);
    const look = { name: input.name.trim(), group: input.group, colour: input.colour, notes: input.notes };
    const target = targetOf(look, input.connectionId);
    return finishSignIn(target, { origin, accessToken, refreshToken: null }, null, signal);
  };

  const connectWithBrowser = async (
    input: Input<'connections.signInWithBrowser'>,
    signal: AbortSignal,
  ): Promise<Connection> => {
    const clientId = deps.preferences().oauthClientId;
    if (clientId === '') {
      throw new EngineFailure(
        'client-id-missing',
        'Signing in with the browser needs the client id of an External Client App. Enter it first; the card beside the form shows how an administrator registers one.',
      );
    }
    const loginUrl = normaliseLoginUrl(input.loginUrl);
    const look = { name: input.name.trim(), group: input.group, colour: input.colour, notes: '' };
    const target = targetOf(look, input.connectionId);
    const name = target.existing?.name ?? look.name;
    const tokens = await browser.signIn({ id: target.id, name, loginUrl, clientId }, signal);
    const found = { origin: tokens.instanceUrl, ...tokens };
    try {
      return await finishSignIn(target, found, { loginUrl, clientId, grantedScopes: tokens.scopes }, signal);
    } catch (error) {
      // Nothing was stored, so nobody could end this sign-in later. No signal: it may be why this failed.
      const access = { origin: found.origin, accessToken: tokens.refreshToken ?? tokens.accessToken, renewable: false };
      await (await clientFor({ id: target.id, name, apiVersion: 'none' }, access, 'connect')).revoke();
      throw error;
    }
  };

  const connectSample = async (name: string, signal: AbortSignal): Promise<Connection> => {
    const known = connections.findByName(name);
    if (known !== null && !isEmbedded(known)) ensureNameFree(name);
    const sample = await deps.host.sampleOrg();
    const origin = normaliseInstanceUrl(sample.instanceUrl);
    const access = { origin, accessToken: sample.accessToken, renewable: false };
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
    // Signed out while the org answered: what was tried is forgotten, and must not look signed in again.
    const now = connections.get(id);
    if (!now.signedIn) throw new EngineFailure('signed-out', `${now.name} is signed out. ${now.signedOutReason ?? ''}`);
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
    let token: string | null;
    try {
      token = signIns.revocable(record);
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      return { revoked: false, reason: error.message };
    }
    if (token === null) return { revoked: false, reason: 'There is no stored sign-in to revoke.' };
    const access = { origin: record.instanceUrl, accessToken: token, renewable: false };
    // A revoke names no API version, so none is negotiated for it.
    const client = await clientFor({ ...record, apiVersion: record.apiVersion ?? 'none' }, access, trigger);
    const answer = await client.revoke({ signal });
    return answer.revoked ? { revoked: true, reason: null } : answer;
  };

  return {
    connectWithToken,
    openClient,
    close: () => {
      browser.cancel();
      forgetAtLock();
    },
    settled: () => signIns.settled(RENEWAL_END_MS),
    handlers: {
      'connections.list': () => ({ connections: connections.list().map(publicOf) }),
      'connections.connectSample': ({ name }, { signal }) => connectSample(usableName(name), signal),
      'connections.signInWithBrowser': (input, { signal }) => connectWithBrowser(input, signal),
      'connections.checkClientId': (input, { signal }) => checkClientId(deps.gateway, input, signal),
      'connections.edit': ({ id, name, group, colour, notes, forgetAtLock }) => {
        const edited = connections.edit(id, { name: usableName(name), group, colour, notes, forgetAtLock });
        changed();
        return publicOf(edited);
      },
      'connections.setReads': ({ id, reads, confirm }) => {
        const { name } = connections.get(id);
        if (reads === 'metadata and records' && confirm.trim() !== name) {
          throw new EngineFailure(
            'bad-input',
            `Records stay off: what was typed is not the name of the connection. Type ${name} to allow them.`,
          );
        }
        const connection = connections.setReads(id, reads);
        if (reads === 'metadata') deps.gateway.endRecords(id);
        changed();
        return publicOf(connection);
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
        deps.afterRemove?.();
        changed();
        return answer;
      },
    },
  };
}

/** `renewable`: there is a refresh token, so that a dead access token is replaced. */
type Access = { readonly origin: string; readonly accessToken: string; readonly renewable: boolean };
type Revoked = { readonly revoked: boolean; readonly reason: string | null };
/** What a sign-in is for: a new connection, or one that exists. */
type Target = { readonly id: string; readonly look: ConnectionLook; readonly existing: ConnectionRecord | null };

function publicOf(record: ConnectionRecord): Connection {
  const { key: _key, oauth: _oauth, ...connection } = record;
  return connection;
}

const MAX_NAME_CHARS = 80;

/** The name without blanks around it. The command line asks the engine past the limits of the page. */
function usableName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= MAX_NAME_CHARS && !/\p{Cc}/u.test(name)) return name;
  throw new EngineFailure('bad-input', `A connection's name is one line of 1 to ${MAX_NAME_CHARS} characters.`);
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
