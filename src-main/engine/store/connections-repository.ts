import type { Connection, OrgType } from '../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../failure.ts';
import type { Database } from './database.ts';

/** A connection as the store keeps it: the contract's row and the number that the large tables point to. */
export type ConnectionRecord = Connection & { readonly key: number };

export type ConnectionLook = {
  readonly name: string;
  readonly group: string;
  readonly colour: string;
  readonly notes: string;
};

/** What an org said about itself and the user. */
export type ConnectionFacts = {
  readonly type: OrgType;
  readonly instanceUrl: string;
  readonly apiVersion: string;
  readonly user: NonNullable<Connection['user']>;
  readonly org: NonNullable<Connection['org']>;
};

export type SealedSecret = { readonly field: string; readonly box: Uint8Array };

/** Connections and their sealed secrets. Methods that name a connection throw `not-found` when it is not there. */
export type ConnectionsRepository = {
  /** By group and name. */
  readonly list: () => readonly ConnectionRecord[];
  readonly find: (id: string) => ConnectionRecord | null;
  readonly findByName: (name: string) => ConnectionRecord | null;
  readonly get: (id: string) => ConnectionRecord;
  /** Throws `name-taken`. The secret, where there is one, is stored in the same transaction. */
  readonly create: (
    id: string,
    look: ConnectionLook,
    facts: ConnectionFacts,
    secret: SealedSecret | null,
    at: string,
  ) => ConnectionRecord;
  /** New facts and, where there is one, a new secret: the connection is signed in afterwards. */
  readonly signIn: (id: string, facts: ConnectionFacts, secret: SealedSecret | null, at: string) => ConnectionRecord;
  /** Throws `name-taken`. */
  readonly edit: (id: string, look: ConnectionLook) => ConnectionRecord;
  readonly secret: (id: string, field: string) => Uint8Array | null;
  /** Forgets every secret of the connection and keeps the reason. */
  readonly signOut: (id: string, reason: string) => ConnectionRecord;
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
  const updateReason = db.prepare<[string, string]>('UPDATE connection SET signed_out_reason = ? WHERE id = ?');
  const updateUsed = db.prepare<[string, string]>('UPDATE connection SET last_used_at = ? WHERE id = ?');
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
  const replaceSecret = (key: number, secret: SealedSecret | null): void => {
    dropSecrets.run(key);
    if (secret !== null) putSecret.run(key, secret.field, secret.box);
  };

  const create = db.transaction(
    (id: string, look: ConnectionLook, facts: ConnectionFacts, secret: SealedSecret | null, at: string) => {
      insert.run({ id, ...look, ...bound(facts), at });
      const record = get(id);
      replaceSecret(record.key, secret);
      return record;
    },
  );
  const signIn = db.transaction((id: string, facts: ConnectionFacts, secret: SealedSecret | null, at: string) => {
    const { key } = get(id);
    updateFacts.run({ id, ...bound(facts), at });
    if (secret !== null) replaceSecret(key, secret);
    return get(id);
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
    create: (id, look, facts, secret, at) => uniqueName(look.name, () => create(id, look, facts, secret, at)),
    signIn,
    edit: (id, look) =>
      uniqueName(look.name, () => {
        updateLook.run({ id, ...look });
        return get(id);
      }),
    secret: (id, field) => secretOf.get(id, field)?.box ?? null,
    signOut,
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
    apiUsage: row.api_used === null || row.api_max === null ? null : { used: row.api_used, max: row.api_max },
  };
}
