import type { Account, Provider } from '../../../src-preload/contract/accounts.ts';
import { EngineFailure } from '../failure.ts';
import type { Database } from './database.ts';

/** An account as the store keeps it. */
export type AccountRecord = Account & { readonly subject: string };

export type AccountFacts = Pick<Account, 'provider' | 'name' | 'person' | 'kind' | 'access'> & {
  readonly subject: string;
};

type Row = {
  readonly key: number;
  readonly id: string;
  readonly provider: string;
  readonly subject: string;
  readonly name: string;
  readonly person: string;
  readonly kind: string;
  readonly access: string;
  readonly signed_out_reason: string | null;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly secrets: number;
};

/** Accounts at Google and Microsoft, with their sealed secrets. Methods that name one throw `not-found`. */
export function createAccountsRepository(db: Database) {
  const columns = `account.*, (SELECT count(*) FROM account_secret WHERE account_key = account.key) AS secrets`;
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM account ORDER BY provider, name COLLATE NOCASE`);
  const byId = db.prepare<[string], Row>(`SELECT ${columns} FROM account WHERE id = ?`);
  const bySubject = db.prepare<[string, string], Row>(
    `SELECT ${columns} FROM account WHERE provider = ? AND subject = ?`,
  );
  const insert = db.prepare(
    `INSERT INTO account (id, provider, subject, name, person, kind, access, created_at)
     VALUES (@id, @provider, @subject, @name, @person, @kind, @access, @at)
     ON CONFLICT (provider, subject) DO UPDATE SET name = excluded.name, person = excluded.person,
       kind = excluded.kind, access = excluded.access, signed_out_reason = NULL`,
  );
  const putSecret = db.prepare(
    `INSERT INTO account_secret (account_key, field, box) VALUES ((SELECT key FROM account WHERE id = ?), ?, ?)
     ON CONFLICT (account_key, field) DO UPDATE SET box = excluded.box`,
  );
  const getSecret = db.prepare<[string, string], { readonly box: Uint8Array }>(
    `SELECT box FROM account_secret WHERE account_key = (SELECT key FROM account WHERE id = ?) AND field = ?`,
  );
  const dropSecret = db.prepare(
    'DELETE FROM account_secret WHERE account_key = (SELECT key FROM account WHERE id = ?) AND field = ?',
  );
  const dropSecrets = db.prepare(
    'DELETE FROM account_secret WHERE account_key = (SELECT key FROM account WHERE id = ?)',
  );
  const setReason = db.prepare('UPDATE account SET signed_out_reason = ? WHERE id = ?');
  const setUsed = db.prepare('UPDATE account SET last_used_at = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM account WHERE id = ?');

  const toRecord = (row: Row): AccountRecord => ({
    id: row.id,
    provider: row.provider as Provider,
    subject: row.subject,
    name: row.name,
    person: row.person,
    kind: row.kind as Account['kind'],
    access: row.access as Account['access'],
    signedIn: row.secrets > 0,
    signedOutReason: row.secrets > 0 ? null : (row.signed_out_reason ?? 'Signed out.'),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  });
  const get = (id: string): AccountRecord => {
    const row = byId.get(id);
    if (row === undefined) throw new EngineFailure('not-found', 'This account is no longer there.');
    return toRecord(row);
  };
  const findBySubject = (provider: Provider, subject: string): AccountRecord | null => {
    const row = bySubject.get(provider, subject);
    return row === undefined ? null : toRecord(row);
  };

  return {
    /** By provider and name. */
    list: (): readonly AccountRecord[] => all.all().map(toRecord),
    get,
    findBySubject,
    /**
     * Stores an account with its secrets in one transaction; one of the same person is signed in again under its own id.
     * `seal` is given the id that the seals are bound to.
     */
    signIn: (
      id: string,
      facts: AccountFacts,
      seal: (accountId: string) => readonly { readonly field: string; readonly box: Uint8Array }[],
      at: string,
    ): AccountRecord =>
      db
        .transaction(() => {
          const known = findBySubject(facts.provider, facts.subject)?.id ?? id;
          insert.run({ ...facts, id: known, at });
          dropSecrets.run(known);
          for (const { field, box } of seal(known)) putSecret.run(known, field, box);
          return get(known);
        })
        .immediate(),
    secret: (id: string, field: string): Uint8Array | null => getSecret.get(id, field)?.box ?? null,
    storeSecret: (id: string, field: string, box: Uint8Array): void => {
      get(id);
      putSecret.run(id, field, box);
    },
    dropSecret: (id: string, field: string): void => {
      dropSecret.run(id, field);
    },
    /** Forgets the secrets; the account stays listed with the reason. */
    signOut: (id: string, reason: string): void =>
      db
        .transaction(() => {
          dropSecrets.run(id);
          setReason.run(reason, id);
        })
        .immediate(),
    used: (id: string, at: string): void => {
      setUsed.run(at, id);
    },
    remove: (id: string): void => {
      remove.run(id);
    },
  };
}
export type AccountsRepository = ReturnType<typeof createAccountsRepository>;
