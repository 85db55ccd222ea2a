import type { Database } from './database.ts';

/**
 * The calls to each org that Salesforce counts, by minute: a composite is one call, a batch as many as it has parts;
 * sign-ins and the list of versions count for nothing, nor does what was refused here, or there for want of a session.
 */
export function createOrgCallsRepository(db: Database) {
  const orgOf = db
    .prepare<[string], string | null>('SELECT substr(org_id, 1, 15) FROM connection WHERE id = ?')
    .pluck();
  const byMinute = db.prepare<
    { readonly id: string; readonly from: string; readonly to: string },
    { readonly minute: string; readonly calls: number }
  >(`
    SELECT substr(at, 1, 16) AS minute,
      sum(CASE WHEN path LIKE '%/composite/batch' THEN max(parts, 1) ELSE 1 END) AS calls
    FROM ledger INDEXED BY ledger_at
    WHERE at >= @from AND at < @to AND state <> 'refused' AND coalesce(status, 0) <> 401
      AND (path GLOB '/services/data/v[0-9]*' OR path GLOB '/services/Soap/*')
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
