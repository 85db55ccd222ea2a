import type { Preflight } from '../../../src-preload/contract/preflight.ts';
import type { Database } from './database.ts';

/** What one pre-flight found; the scopes are the same for all and not kept. */
export type KeptPreflight = Pick<Preflight, 'connectionId' | 'at' | 'username' | 'areas' | 'apiCalls'>;

type Row = {
  readonly at: string;
  readonly username: string | null;
  readonly areas: string;
  readonly api_calls: number;
};

/** The last pre-flight of each connection; it goes with its connection. */
export function createPreflightRepository(db: Database) {
  const put = db.prepare(
    `INSERT OR REPLACE INTO preflight (connection_key, at, username, areas, api_calls)
     SELECT key, @at, @username, @areas, @apiCalls FROM connection WHERE id = @connectionId`,
  );
  const last = db.prepare<[string], Row>(
    `SELECT preflight.* FROM preflight JOIN connection ON connection.key = preflight.connection_key
     WHERE connection.id = ?`,
  );
  return {
    /** Nothing is kept for a connection that was removed meanwhile. */
    save: ({ areas, ...found }: KeptPreflight): void => {
      put.run({ ...found, areas: JSON.stringify(areas) });
    },
    last: (connectionId: string): KeptPreflight | null => {
      const row = last.get(connectionId);
      if (row === undefined) return null;
      const { at, username, areas, api_calls } = row;
      return { connectionId, at, username, areas: JSON.parse(areas) as Preflight['areas'], apiCalls: api_calls };
    },
  };
}
export type PreflightRepository = ReturnType<typeof createPreflightRepository>;
