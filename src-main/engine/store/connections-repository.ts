import type { Connection, OrgType, ReadingMode } from '../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../failure.ts';
import type { Database } from './database.ts';

/** A connection as the store keeps it: the contract's row and the number that the large tables point to. */
export type ConnectionRecord = Connection & { readonly key: number; readonly oauth: OAuthOrigin | null };

/** The sign-in page and the app that a refresh token belongs to. */
export type OAuthOrigin = {
  readonly loginUrl: string;
  readonly clientId: string;
  /** OAuth scopes as Salesforce named them at the sign-in; null: not known. */
  readonly grantedScopes: readonly string[] | null;
};

export type ConnectionLook = {
  readonly name: string;
  readonly group: string;
  readonly colour: string;
  readonly notes: string;
  /** Left as it is when absent. */
  readonly forgetAtLock?: boolean | undefined;
};

/** What an org said about itself and the user. */
export type ConnectionFacts = {
  readonly type: OrgType;
  readonly instanceUrl: string;
  readonly apiVersion: string;
  readonly user: NonNullable<Connection['user']>;
  readonly org: NonNullable<Connection['org']>;
};

/** What a sign-in brought: its sealed tokens, and where they came from when it was the browser. */
export type StoredSignIn = { readonly secrets: readonly SealedSecret[]; readonly oauth: OAuthOrigin | null };

export type SealedSecret = { readonly field: string; readonly box: Uint8Array };

/** Connections and their sealed secrets. Methods that name a connection throw `not-found` when it is not there. */
export type ConnectionsRepository = {
  /** By group and name. */
  readonly list: () => readonly ConnectionRecord[];
  readonly find: (id: string) => ConnectionRecord | null;
  readonly findByName: (name: string) => ConnectionRecord | null;
  readonly get: (id: string) => ConnectionRecord;
  /** Throws `name-taken`. The sign-in, where there is one, is stored in the same transaction. */
  readonly create: (
    id: string,
    look: ConnectionLook,
    facts: ConnectionFacts,
    signIn: StoredSignIn | null,
    at: string,
  ) => ConnectionRecord;
  /** New facts and, where there is one, a new sign-in: the connection is signed in afterwards. */
  readonly signIn: (id: string, facts: ConnectionFacts, signIn: StoredSignIn | null, at: string) => ConnectionRecord;
  /** Throws `name-taken`. */
  readonly edit: (id: string, look: ConnectionLook) => ConnectionRecord;
  readonly secret: (id: string, field: string) => Uint8Array | null;
  /** Puts these secrets in the place of older ones of the same field, all or none. */
  readonly storeSecrets: (id: string, secrets: readonly SealedSecret[]) => void;
  /** Forgets every secret of the connection and keeps the reason. */
  readonly signOut: (id: string, reason: string) => ConnectionRecord;
  readonly setReads: (id: string, reads: ReadingMode) => ConnectionRecord;
  /** What may be read through a connection; metadata only for one that is not stored (yet). */
  readonly readsOf: (id: string) => ReadingMode;
  readonly touch: (id: string, at: string) => void;
  readonly setUsage: (id: string, used: number, max: number) => void;
  /** Deletes the connection with everything that was read through it. */
  readonly remove: (id: string) => void;
};

type Row = {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly group_name: string;
  readonly colour: string;
  readonly notes: string;
  readonly type: OrgType;
  readonly instance_url: string;
  readonly api_version: string | null;
  readonly user_json: string | null;
  readonly org_json: string | null;
  readonly signed_out_reason: string | null;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly last_read_at: string | null;
  readonly api_used: number | null;
  readonly api_max: number | null;
  readonly login_url: string | null;
  readonly client_id: string | null;
  readonly granted_scopes: string | null;
  readonly forget_at_lock: number;
  readonly reads: ReadingMode;
};

const SELECT = `
  SELECT connection.*, org_state.last_read_at
  FROM connection LEFT JOIN org_state ON org_state.connection_key = connection.key`;

export function createConnectionsRepository(db: Database): ConnectionsRepository {
  const all = db.prepare<[], Row>(`${SELECT} ORDER BY group_name COLLATE NOCASE, name COLLATE NOCASE`);
  const byId = db.prepare<[string], Row>(`${SELECT} WHERE connection.id = ?`);
  const byName = db.prepare<[string], Row>(`${SELECT} WHERE connection.name = ?`);
  const insert = db.prepare(`
    INSERT INTO connection (id, name, group_name, colour, notes, type, instance_url, api_version, org_id, user_json,
                            org_json, created_at, last_used_at)
    VALUES (@id, @name, @group, @colour, @notes, @type, @instanceUrl, @apiVersion, @orgId, @user, @org, @at, @at)`);
  const updateFacts = db.prepare(`
    UPDATE connection SET type = @type, instance_url = @instanceUrl, api_version = @apiVersion, org_id = @orgId,
      user_json = @user, org_json = @org, signed_out_reason = NULL, last_used_at = @at
    WHERE id = @id`);
  const updateLook = db.prepare(
    'UPDATE connection SET name = @name, group_name = @group, colour = @colour, notes = @notes WHERE id = @id',
  );
  const updateForget = db.prepare<[number, string]>('UPDATE connection SET forget_at_lock = ? WHERE id = ?');
  const updateReads = db.prepare<[ReadingMode, string]>('UPDATE connection SET reads = ? WHERE id = ?');
  const readsOf = db.prepare<[string], ReadingMode>('SELECT reads FROM connection WHERE id = ?').pluck();
  const updateOAuth = db.prepare<[string | null, string | null, string | null, string]>(
    'UPDATE connection SET login_url = ?, client_id = ?, granted_scopes = ? WHERE id = ?',
  );
  const updateReason = db.prepare<[string, string]>('UPDATE connection SET signed_out_reason = ? WHERE id = ?');
  // Never back: after a clock that was set back is right again, the sign-in would count as unused and be dropped.
  const updateUsed = db.prepare<[string, string]>(
    `UPDATE connection SET last_used_at = max(coalesce(last_used_at, ''), ?) WHERE id = ?`,
  );
  const updateUsage = db.prepare<[number, number, string]>(
    'UPDATE connection SET api_used = ?, api_max = ? WHERE id = ?',
  );
  const deleteRow = db.prepare<[string]>('DELETE FROM connection WHERE id = ?');
  const secretOf = db.prepare<[string, string], { readonly box: Buffer }>(`
    SELECT box FROM sealed_secret JOIN connection ON connection.key = sealed_secret.connection_key
    WHERE connection.id = ? AND field = ?`);
  const putSecret = db.prepare<[number, string, Uint8Array]>(
    'INSERT OR REPLACE INTO sealed_secret (connection_key, field, box) VALUES (?, ?, ?)',
  );
  const dropSecrets = db.prepare<[number]>('DELETE FROM sealed_secret WHERE connection_key = ?');

  const find = (id: string): ConnectionRecord | null => recordOf(byId.get(id));
  const get = (id: string): ConnectionRecord => {
    const record = find(id);
    if (record === null) throw new EngineFailure('not-found', 'This connection does not exist any more.');
    return record;
  };
  const replaceSignIn = ({ key, id }: ConnectionRecord, signIn: StoredSignIn | null): void => {
    if (signIn === null) return;
    dropSecrets.run(key);
    for (const { field, box } of signIn.secrets) putSecret.run(key, field, box);
    const { loginUrl = null, clientId = null, grantedScopes = null } = signIn.oauth ?? {};
    updateOAuth.run(loginUrl, clientId, grantedScopes?.join(' ') ?? null, id);
  };
  const look = (id: string, { name, group, colour, notes, forgetAtLock }: ConnectionLook): void => {
    updateLook.run({ id, name, group, colour, notes });
    if (forgetAtLock !== undefined) updateForget.run(forgetAtLock ? 1 : 0, id);
  };

  const create = db.transaction(
    (id: string, chosen: ConnectionLook, facts: ConnectionFacts, signIn: StoredSignIn | null, at: string) => {
      const { name, group, colour, notes } = chosen;
      insert.run({ id, name, group, colour, notes, ...bound(facts), at });
      look(id, chosen);
      replaceSignIn(get(id), signIn);
      return get(id);
    },
  );
  const signIn = db.transaction((id: string, facts: ConnectionFacts, signed: StoredSignIn | null, at: string) => {
    const record = get(id);
    updateFacts.run({ id, ...bound(facts), at });
    replaceSignIn(record, signed);
    return get(id);
  });
  const storeSecrets = db.transaction((id: string, secrets: readonly SealedSecret[]) => {
    const { key } = get(id);
    for (const { field, box } of secrets) putSecret.run(key, field, box);
  });
  const signOut = db.transaction((id: string, reason: string) => {
    const { key } = get(id);
    updateReason.run(reason, id);
    dropSecrets.run(key);
    return get(id);
  });

  return {
    list: () => all.all().flatMap((row) => recordOf(row) ?? []),
    find,
    findByName: (name) => recordOf(byName.get(name)),
    get,
    create: (id, chosen, facts, signed, at) => uniqueName(chosen.name, () => create(id, chosen, facts, signed, at)),
    signIn,
    edit: (id, chosen) =>
      uniqueName(chosen.name, () => {
        look(id, chosen);
        return get(id);
      }),
    secret: (id, field) => secretOf.get(id, field)?.box ?? null,
    storeSecrets,
    signOut,
    setReads: (id, reads) => {
      updateReads.run(reads, id);
      return get(id);
    },
    readsOf: (id) => readsOf.get(id) ?? 'metadata',
    touch: (id, at) => {
      updateUsed.run(at, id);
    },
    setUsage: (id, used, max) => {
      updateUsage.run(used, max, id);
    },
    remove: (id) => {
      deleteRow.run(id);
    },
  };
}

function bound(facts: ConnectionFacts): Readonly<Record<string, string>> {
  return {
    type: facts.type,
    instanceUrl: facts.instanceUrl,
    apiVersion: facts.apiVersion,
    orgId: facts.org.id,
    user: JSON.stringify(facts.user),
    org: JSON.stringify(facts.org),
  };
}

function uniqueName<T>(name: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
    throw new EngineFailure('name-taken', `A connection named "${name}" exists already. Choose another name.`);
  }
}

function oauthOf({ login_url: loginUrl, client_id: clientId, granted_scopes: scopes }: Row): OAuthOrigin | null {
  if (loginUrl === null || clientId === null) return null;
  return { loginUrl, clientId, grantedScopes: scopes?.split(' ') ?? null };
}

function recordOf(row: Row | undefined): ConnectionRecord | null {
  if (row === undefined) return null;
  return {
    key: row.key,
    id: row.id,
    name: row.name,
    group: row.group_name,
    colour: row.colour,
    notes: row.notes,
    type: row.type,
    instanceUrl: row.instance_url,
    apiVersion: row.api_version,
    signedIn: row.signed_out_reason === null,
    signedOutReason: row.signed_out_reason,
    user: row.user_json === null ? null : (JSON.parse(row.user_json) as Connection['user']),
    org: row.org_json === null ? null : (JSON.parse(row.org_json) as Connection['org']),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    lastReadAt: row.last_read_at,
    loginUrl: row.login_url,
    forgetAtLock: row.forget_at_lock !== 0,
    reads: row.reads,
    oauth: oauthOf(row),
    apiUsage: row.api_used === null || row.api_max === null ? null : { used: row.api_used, max: row.api_max },
  };
}
