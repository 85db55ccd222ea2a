import type { Failure } from '../../../src-preload/contract/errors.ts';
import type { ExportFormat } from '../../../src-preload/contract/app.ts';
import type { ExportRecord, ExportSpec } from '../../../src-preload/contract/exports.ts';
import { exportSpec } from '../../../src-preload/contract/exports.ts';
import type { JobState } from '../../../src-preload/contract/jobs.ts';
import { EngineFailure } from '../failure.ts';
import type { Database } from './database.ts';

/** What is known when an export starts. */
export type NewExport = {
  readonly id: string;
  readonly jobId: string;
  readonly title: string;
  readonly connectionId: string | null;
  readonly connectionName: string | null;
  readonly destination: ExportRecord['destination'];
  readonly format: ExportFormat | null;
  readonly targetName: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  /** Of a file export; it never leaves the engine but to the shell. */
  readonly filePath: string | null;
  readonly spec: ExportSpec;
  readonly fingerprint: string | null;
  readonly startedAt: string;
};

export type FinishedExport = {
  readonly state: JobState;
  readonly finishedAt: string;
  readonly targetName?: string | undefined;
  readonly link: string | null;
  readonly rows: number;
  readonly sheets: number;
  readonly cutCells: number;
  readonly error: Failure | null;
};

/** An export with what only the engine may know of it. */
export type StoredExport = {
  readonly record: ExportRecord;
  readonly accountId: string | null;
  readonly filePath: string | null;
  readonly fingerprint: string | null;
  /** What the provider saved to go on with; null when there is nothing. */
  readonly resume: unknown;
};

type Row = {
  readonly id: string;
  readonly job_id: string;
  readonly state: string;
  readonly title: string;
  readonly connection_id: string | null;
  readonly connection_name: string | null;
  readonly destination: string;
  readonly format: string | null;
  readonly target_name: string;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly link: string | null;
  readonly file_path: string | null;
  readonly row_count: number;
  readonly sheet_count: number;
  readonly cut_cells: number;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly error: string | null;
  readonly spec: string;
  readonly fingerprint: string | null;
  readonly resume: string | null;
};

/** The history of exports. */
export function createExportsRepository(db: Database) {
  const insert = db.prepare(
    `INSERT INTO export_run (id, job_id, state, title, connection_id, connection_name, destination, format, target_name,
       account_id, account_name, file_path, started_at, spec, fingerprint)
     VALUES (@id, @jobId, 'running', @title, @connectionId, @connectionName, @destination, @format, @targetName,
       @accountId, @accountName, @filePath, @startedAt, @spec, @fingerprint)`,
  );
  const again = db.prepare(
    `UPDATE export_run SET job_id = @jobId, state = 'running', finished_at = NULL, error = NULL, link = NULL WHERE id = @id`,
  );
  const finish = db.prepare(
    `UPDATE export_run SET state = @state, finished_at = @finishedAt, target_name = coalesce(@targetName, target_name),
       link = @link, row_count = @rows, sheet_count = @sheets, cut_cells = @cutCells, error = @error WHERE id = @id`,
  );
  const saveResume = db.prepare('UPDATE export_run SET resume = ? WHERE id = ?');
  const list = db.prepare<[string | null, string | null, number], Row>(
    `SELECT * FROM export_run WHERE ? IS NULL OR connection_id = ? ORDER BY started_at DESC, rowid DESC LIMIT ?`,
  );
  const adopt = db.prepare(
    `UPDATE export_run SET account_id = @id, spec = json_set(spec, '$.destination.accountId', @id)
     WHERE destination = @provider AND account_name = @name AND account_id NOT IN (SELECT id FROM account)`,
  );
  const byId = db.prepare<[string], Row>('SELECT * FROM export_run WHERE id = ?');
  const remove = db.prepare('DELETE FROM export_run WHERE id = ?');
  const runningFiles = db.prepare<[], { readonly path: string }>(
    `SELECT file_path AS path FROM export_run WHERE state = 'running' AND file_path IS NOT NULL`,
  );
  const interrupt = db.prepare(`UPDATE export_run SET state = 'interrupted', finished_at = ? WHERE state = 'running'`);

  const toStored = (row: Row): StoredExport => ({
    record: {
      id: row.id,
      jobId: row.job_id,
      state: row.state as JobState,
      title: row.title,
      connectionId: row.connection_id,
      connectionName: row.connection_name,
      destination: row.destination as ExportRecord['destination'],
      format: row.format as ExportFormat | null,
      targetName: row.target_name,
      accountName: row.account_name,
      link: row.link,
      hasFile: row.file_path !== null && row.state === 'done',
      rows: row.row_count,
      sheets: row.sheet_count,
      cutCells: row.cut_cells,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      error: row.error === null ? null : (JSON.parse(row.error) as Failure),
      canResume: row.resume !== null && (row.state === 'failed' || row.state === 'interrupted'),
      hasLeftover: row.resume !== null && row.state !== 'running',
      // Settings of an older or newer version may not fit this one's: the line stays, it just cannot be repeated.
      spec: exportSpec.safeParse(JSON.parse(row.spec)).data ?? null,
    },
    accountId: row.account_id,
    filePath: row.file_path,
    fingerprint: row.fingerprint,
    resume: row.resume === null ? null : JSON.parse(row.resume),
  });

  return {
    start: (run: NewExport): void => {
      insert.run({ ...run, spec: JSON.stringify(run.spec) });
    },
    /** The same export under a new job. */
    startAgain: (id: string, jobId: string): void => {
      again.run({ id, jobId });
    },
    finish: (id: string, end: FinishedExport): void => {
      finish.run({
        id,
        ...end,
        targetName: end.targetName ?? null,
        error: end.error === null ? null : JSON.stringify(end.error),
      });
    },
    /** Null clears it. */
    saveResume: (id: string, state: unknown): void => {
      saveResume.run(state === null || state === undefined ? null : JSON.stringify(state), id);
    },
    /** Newest first; of one connection, or of all when null. */
    list: (connectionId: string | null, limit: number): StoredExport[] =>
      list.all(connectionId, connectionId, limit).map(toStored),
    /** Throws `not-found`. */
    get: (id: string): StoredExport => {
      const row = byId.get(id);
      if (row === undefined) throw new EngineFailure('not-found', 'This export is no longer in the history.');
      return toStored(row);
    },
    /**
     * An account that was signed out and is signed in again has a new id: its exports are its own again, so that one
     * that stopped can go on.
     */
    adopt: (account: { readonly id: string; readonly provider: string; readonly name: string }): void => {
      adopt.run({ id: account.id, provider: account.provider, name: account.name });
    },
    remove: (id: string): void => {
      remove.run(id);
    },
    /**
     * At start: whatever was still running was ended with the program.
     *
     * @returns the paths that files were being written to
     */
    interruptRunning: (at: string): readonly string[] => {
      const paths = runningFiles.all().map(({ path }) => path);
      interrupt.run(at);
      return paths;
    },
  };
}
export type ExportsRepository = ReturnType<typeof createExportsRepository>;
