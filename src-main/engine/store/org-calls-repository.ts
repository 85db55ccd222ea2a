import { countedCalls } from '../../domain/reading/counted-calls.ts';
import type { Database } from './database.ts';

/** The calls to each org that Salesforce counts, by minute, from the rows of the ledger. */
export function createOrgCallsRepository(db: Database) {
  // The rule stands in one place, and SQLite asks it there.
  db.function('counted_calls', { deterministic: true }, (path: unknown, parts: unknown, status: unknown) =>
    countedCalls({ path: String(path), parts: Number(parts), status: status === null ? null : Number(status) }),
  );
  const orgOf = db
    .prepare<[string], string | null>('SELECT substr(org_id, 1, 15) FROM connection WHERE id = ?')
    .pluck();
  const byMinute = db.prepare<
    { readonly id: string; readonly from: string; readonly to: string },
    { readonly minute: string; readonly calls: number }
  >(`
    SELECT substr(at, 1, 16) AS minute, sum(counted_calls(path, parts, status)) AS calls
    FROM ledger INDEXED BY ledger_at
    WHERE at >= @from AND at < @to AND state <> 'refused'
      AND (connection_id = @id OR connection_id IN (
        SELECT other.id FROM connection AS other JOIN connection AS own
          ON substr(own.org_id, 1, 15) = substr(other.org_id, 1, 15)
        WHERE own.id = @id))
    GROUP BY minute ORDER BY minute`);
  return {
    /** The org of a connection; the connection itself while nothing is known of it. */
    orgOf: (connectionId: string): string => orgOf.get(connectionId) ?? connectionId,
    /** Oldest first. Times are ISO 8601; `to` is not included. */
    byMinute: (connectionId: string, from: string, to: string) => byMinute.all({ id: connectionId, from, to }),
  };
}
export type OrgCallsRepository = ReturnType<typeof createOrgCallsRepository>;
