import { namespaceOf } from '../../domain/metadata/api-names.ts';
import { kindOf } from '../../domain/metadata/object-kind.ts';
import type { Database } from './database.ts';
import { nameStoreFailure } from './store-failure.ts';

/** A connection as a backup keeps it. JSON texts are the store's own. */
export type ConnectionRow = {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly colour: string;
  readonly notes: string;
  readonly type: string;
  readonly instanceUrl: string;
  readonly apiVersion: string | null;
  readonly orgId: string | null;
  readonly user: string | null;
  readonly org: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly loginUrl: string | null;
  readonly clientId: string | null;
  readonly forgetAtLock: number;
  /** Null: signed in. */
  readonly signedOutReason: string | null;
};

export type AccountRow = {
  readonly id: string;
  readonly provider: string;
  readonly subject: string;
  readonly name: string;
  readonly person: string;
  readonly kind: string;
  readonly access: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly signedOutReason: string | null;
};

export type PresetRow = {
  readonly id: string;
  readonly name: string;
  readonly spec: string;
  readonly changedAt: string;
};

/** A line of the export history without what only this computer knows: the file's place, and where to go on. */
export type ExportRow = {
  readonly id: string;
  readonly state: string;
  readonly title: string;
  readonly connectionId: string | null;
  readonly connectionName: string | null;
  readonly destination: string;
  readonly format: string | null;
  readonly targetName: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly link: string | null;
  readonly rows: number;
  readonly sheets: number;
  readonly cutCells: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly error: string | null;
  readonly spec: string;
};

type Secret = { readonly field: string; readonly box: Uint8Array };

/**
 * Rows as backups read and write them: with their own ids and dates, also those that this version could not use. What
 * the features themselves do with these tables stands in their own repositories.
 */
export function createBackupRepository(db: Database) {
  const connections = db.prepare<[], ConnectionRow>(`
    SELECT id, name, group_name AS "group", colour, notes, type, instance_url AS instanceUrl, api_version AS apiVersion,
      org_id AS orgId, user_json AS "user", org_json AS org, created_at AS createdAt, last_used_at AS lastUsedAt,
      login_url AS loginUrl, client_id AS clientId, forget_at_lock AS forgetAtLock, signed_out_reason AS signedOutReason
    FROM connection ORDER BY name COLLATE NOCASE`);
  const addConnection = db.prepare(`
    INSERT INTO connection (id, name, group_name, colour, notes, type, instance_url, api_version, org_id, user_json,
      org_json, signed_out_reason, created_at, last_used_at, login_url, client_id, forget_at_lock)
    VALUES (@id, @name, @group, @colour, @notes, @type, @instanceUrl, @apiVersion, @orgId, @user, @org,
      @signedOutReason, @createdAt, @lastUsedAt, @loginUrl, @clientId, @forgetAtLock)`);
  const signInConnection = db.prepare(
    `UPDATE connection SET signed_out_reason = NULL, login_url = @loginUrl, client_id = @clientId,
       granted_scopes = NULL, last_used_at = @lastUsedAt WHERE id = @id`,
  );
  const connectionSecrets = db.prepare<[string], Secret>(`
    SELECT field, box FROM sealed_secret JOIN connection ON connection.key = connection_key WHERE connection.id = ?`);
  const putConnectionSecret = db.prepare<[string, string, Uint8Array]>(
    `INSERT OR REPLACE INTO sealed_secret (connection_key, field, box)
     VALUES ((SELECT key FROM connection WHERE id = ?), ?, ?)`,
  );

  const accounts = db.prepare<[], AccountRow>(`
    SELECT id, provider, subject, name, person, kind, access, created_at AS createdAt, last_used_at AS lastUsedAt,
      CASE WHEN EXISTS (SELECT 1 FROM account_secret WHERE account_key = account.key) THEN NULL
        ELSE coalesce(signed_out_reason, 'Signed out.') END AS signedOutReason
    FROM account ORDER BY provider, name COLLATE NOCASE`);
  const addAccount = db.prepare(`
    INSERT INTO account (id, provider, subject, name, person, kind, access, signed_out_reason, created_at, last_used_at)
    VALUES (@id, @provider, @subject, @name, @person, @kind, @access, @signedOutReason, @createdAt, @lastUsedAt)`);
  const signInAccount = db.prepare('UPDATE account SET signed_out_reason = NULL, last_used_at = ? WHERE id = ?');
  const accountSecrets = db.prepare<[string], Secret>(
    'SELECT field, box FROM account_secret WHERE account_key = (SELECT key FROM account WHERE id = ?)',
  );
  const putAccountSecret = db.prepare<[string, string, Uint8Array]>(
    `INSERT OR REPLACE INTO account_secret (account_key, field, box)
     VALUES ((SELECT key FROM account WHERE id = ?), ?, ?)`,
  );

  const chosenObjects = db
    .prepare<[string], string>(
      `SELECT org_object.name FROM org_object JOIN connection ON connection.key = connection_key
       WHERE connection.id = ? AND chosen = 1 ORDER BY org_object.name`,
    )
    .pluck();
  const connectionKey = db.prepare<[string], number>('SELECT key FROM connection WHERE id = ?').pluck();
  const chooseObject = db.prepare(`
    INSERT INTO org_object (connection_key, name, label, kind, namespace, suggested, chosen)
    VALUES (@key, @name, @name, @kind, @namespace, 0, 1)
    ON CONFLICT (connection_key, name) DO UPDATE SET chosen = 1, is_new = 0`);
  const markChosen = db.prepare(
    `INSERT INTO org_state (connection_key, ever_chosen) VALUES (?, 1)
     ON CONFLICT (connection_key) DO UPDATE SET ever_chosen = 1`,
  );

  const presets = db.prepare<[], PresetRow>(
    'SELECT id, name, spec, changed_at AS changedAt FROM export_preset ORDER BY name',
  );
  const putPreset = db.prepare(
    `INSERT INTO export_preset (id, name, spec, changed_at) VALUES (@id, @name, @spec, @changedAt)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, spec = excluded.spec, changed_at = excluded.changed_at`,
  );

  const exportRuns = db.prepare<[], ExportRow>(`
    SELECT id, CASE state WHEN 'running' THEN 'interrupted' ELSE state END AS state, title,
      connection_id AS connectionId, connection_name AS connectionName, destination, format, target_name AS targetName,
      account_id AS accountId, account_name AS accountName, link, row_count AS rows, sheet_count AS sheets,
      cut_cells AS cutCells, started_at AS startedAt, finished_at AS finishedAt, error, spec
    FROM export_run ORDER BY started_at, rowid`);
  const exportRunExists = db.prepare<[string], number>('SELECT 1 FROM export_run WHERE id = ?').pluck();
  const addExportRun = db.prepare(`
    INSERT INTO export_run (id, job_id, state, title, connection_id, connection_name, destination, format, target_name,
      account_id, account_name, link, row_count, sheet_count, cut_cells, started_at, finished_at, error, spec)
    VALUES (@id, '', @state, @title, @connectionId, @connectionName, @destination, @format, @targetName,
      @accountId, @accountName, @link, @rows, @sheets, @cutCells, @startedAt, @finishedAt, @error, @spec)`);
  const counts = db.prepare<[], { readonly exports: number; readonly presets: number }>(
    'SELECT (SELECT count(*) FROM export_run) AS exports, (SELECT count(*) FROM export_preset) AS presets',
  );

  return {
    /** Everything that `work` writes, or nothing of it. Throws `disk-full` and the store's other failures. */
    transaction: <T>(work: () => T): T => {
      try {
        return db.transaction(work).immediate();
      } catch (error) {
        throw nameStoreFailure(error);
      }
    },
    connections: (): readonly ConnectionRow[] => connections.all(),
    connectionSecrets: (id: string): readonly Secret[] => connectionSecrets.all(id),
    addConnection: (row: ConnectionRow, secrets: readonly Secret[]): void => {
      addConnection.run(row);
      for (const { field, box } of secrets) putConnectionSecret.run(row.id, field, box);
    },
    signInConnection: (
      row: Pick<ConnectionRow, 'id' | 'loginUrl' | 'clientId' | 'lastUsedAt'>,
      secrets: readonly Secret[],
    ): void => {
      const { id, loginUrl, clientId, lastUsedAt } = row;
      signInConnection.run({ id, loginUrl, clientId, lastUsedAt });
      for (const { field, box } of secrets) putConnectionSecret.run(id, field, box);
    },
    accounts: (): readonly AccountRow[] => accounts.all(),
    accountSecrets: (id: string): readonly Secret[] => accountSecrets.all(id),
    addAccount: (row: AccountRow, secrets: readonly Secret[]): void => {
      addAccount.run(row);
      for (const { field, box } of secrets) putAccountSecret.run(row.id, field, box);
    },
    signInAccount: (id: string, lastUsedAt: string | null, secrets: readonly Secret[]): void => {
      signInAccount.run(lastUsedAt, id);
      for (const { field, box } of secrets) putAccountSecret.run(id, field, box);
    },
    /** API names. */
    chosenObjects: (connectionId: string): readonly string[] => chosenObjects.all(connectionId),
    /** Adds to what is chosen; an object that the org's list does not have yet gets its label and kind when it is read. */
    addChosenObjects: (connectionId: string, names: readonly string[]): void => {
      const key = connectionKey.get(connectionId);
      if (key === undefined) return;
      markChosen.run(key);
      for (const name of names) {
        const kind = kindOf({ name, custom: name.endsWith('__c') });
        chooseObject.run({ key, name, kind, namespace: namespaceOf(name) });
      }
    },
    presets: (): readonly PresetRow[] => presets.all(),
    putPreset: (row: PresetRow): void => {
      putPreset.run(row);
    },
    exportRuns: (): readonly ExportRow[] => exportRuns.all(),
    hasExportRun: (id: string): boolean => exportRunExists.get(id) !== undefined,
    addExportRun: (row: ExportRow): void => {
      addExportRun.run(row);
    },
    counts: (): { readonly exports: number; readonly presets: number } => counts.get() ?? { exports: 0, presets: 0 },
  };
}
export type BackupRepository = ReturnType<typeof createBackupRepository>;
