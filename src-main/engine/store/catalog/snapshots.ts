import type { Database } from '../database.ts';

export type SnapshotState =
  | 'running'
  | 'complete'
  | 'partial'
  | 'signed-out'
  | 'budget-stopped'
  | 'offline'
  | 'cancelled'
  | 'interrupted'
  | 'failed';

export type Snapshot = {
  readonly id: number;
  readonly jobId: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly state: SnapshotState;
  readonly reason: string | null;
};

export type StoredUnknown = { readonly area: string; readonly name: string; readonly reason: string };

/** Reading runs, and what they could not read. */
export function createSnapshots(db: Database) {
  const columns =
    'id, job_id AS jobId, started_at AS startedAt, finished_at AS finishedAt, state, reason FROM snapshot';
  const latest = db.prepare(`SELECT ${columns} WHERE connection_key = ? ORDER BY id DESC LIMIT 1`);
  const add = db.prepare(
    `INSERT INTO snapshot (connection_key, job_id, started_at, state) VALUES (?, ?, ?, 'running')`,
  );
  const reopen = db.prepare(
    `UPDATE snapshot SET job_id = ?, finished_at = NULL, state = 'running', reason = NULL WHERE id = ?`,
  );
  const finish = db.prepare('UPDATE snapshot SET state = ?, reason = ?, finished_at = ? WHERE id = ?');
  const interrupt = db.prepare(`UPDATE snapshot SET state = 'interrupted', finished_at = ? WHERE state = 'running'`);
  const unknown = db.prepare(
    'SELECT area, name, reason FROM unknown_part WHERE connection_key = ? ORDER BY area, name',
  );
  const putUnknown = db.prepare(
    'INSERT OR REPLACE INTO unknown_part (connection_key, area, name, reason) VALUES (?, ?, ?, ?)',
  );
  const clearUnknown = db.prepare('DELETE FROM unknown_part WHERE connection_key = ? AND area = ? AND name = ?');
  const clearArea = db.prepare('DELETE FROM unknown_part WHERE connection_key = ? AND area = ?');

  return {
    latest: (key: number): Snapshot | null => (latest.get(key) as Snapshot | undefined) ?? null,
    begin: (key: number, jobId: string | null, startedAt: string): number =>
      Number(add.run(key, jobId, startedAt).lastInsertRowid),
    /** Goes on with a snapshot that was stopped. */
    reopen: (id: number, jobId: string | null): void => {
      reopen.run(jobId, id);
    },
    finish: (id: number, state: SnapshotState, reason: string | null, at: string): void => {
      finish.run(state, reason, at, id);
    },
    /** At start: whatever was still running was ended with the program. */
    interruptRunning: (at: string): void => {
      interrupt.run(at);
    },
    unknownParts: (key: number): StoredUnknown[] => unknown.all(key) as StoredUnknown[],
    putUnknown: (key: number, part: StoredUnknown): void => {
      putUnknown.run(key, part.area, part.name, part.reason);
    },
    clearUnknown: (key: number, area: string, name: string): void => {
      clearUnknown.run(key, area, name);
    },
    clearArea: (key: number, area: string): void => {
      clearArea.run(key, area);
    },
  };
}
