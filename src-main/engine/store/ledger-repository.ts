import type { LedgerRow } from '../../../src-preload/contract/ledger.ts';
import type { Database } from './database.ts';

/** What is known before a request is sent. */
export type LedgerStart = {
  readonly at: string;
  readonly purpose: string;
  readonly trigger: string;
  readonly connectionId: string | null;
  readonly connectionName: string | null;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly reads: string;
  readonly parts: number;
  readonly attempt: number;
  readonly bytesOut: number;
};

/** What is known afterwards. */
export type LedgerEnd = {
  readonly state: 'done' | 'failed';
  readonly status: number | null;
  readonly bytesIn: number;
  readonly ms: number;
  readonly error: string | null;
};

export type LedgerQuery = {
  readonly offset: number;
  readonly limit: number;
  /** Part of purpose, connection, host, path or what is read; taken literally. */
  readonly text: string;
  readonly connectionId: string | null;
};

export type LedgerTotals = {
  readonly byPurpose: readonly {
    readonly purpose: string;
    readonly requests: number;
    readonly bytesIn: number;
    readonly bytesOut: number;
  }[];
  readonly hosts: readonly string[];
  readonly since: string | null;
};

/** The outbound ledger: one row for each attempt, and one for each request that was refused. */
export type LedgerRepository = {
  /** Writes the row before anything is sent and returns its id. */
  readonly begin: (start: LedgerStart) => number;
  readonly complete: (id: number, end: LedgerEnd) => void;
  /** A request that a guard stopped: nothing was sent. */
  readonly refuse: (start: LedgerStart, reason: string) => void;
  /** Newest first. */
  readonly list: (query: LedgerQuery) => { readonly rows: LedgerRow[]; readonly total: number };
  /** Of what was sent: refused requests count for nothing. */
  readonly totals: () => LedgerTotals;
};

const COLUMNS = `id, at, purpose, trigger_name AS "trigger", connection_id AS connectionId,
  connection_name AS connectionName, method, host, path, reads, parts, attempt, state, status,
  bytes_in AS bytesIn, bytes_out AS bytesOut, ms, error`;

/**
 * Creates the repository once for each opened store, and marks rows still "sent": they belong to an engine that was
 * ended, so what came of them is unknown.
 */
export function createLedgerRepository(db: Database): LedgerRepository {
  const insert = db.prepare<LedgerStart & { readonly state: string; readonly error: string | null }>(`
    INSERT INTO ledger (at, purpose, trigger_name, connection_id, connection_name, method, host, path, reads, parts,
                        attempt, bytes_out, state, error)
    VALUES (@at, @purpose, @trigger, @connectionId, @connectionName, @method, @host, @path, @reads, @parts,
            @attempt, @bytesOut, @state, @error)`);
  const update = db.prepare<[string, number | null, number, number, string | null, number]>(
    'UPDATE ledger SET state = ?, status = ?, bytes_in = ?, ms = ?, error = ? WHERE id = ?',
  );
  const where = `
    WHERE (@connectionId IS NULL OR connection_id = @connectionId)
      AND (@text = '' OR instr(lower(purpose || ' ' || coalesce(connection_name, '') || ' ' || method || ' ' || host
           || path || ' ' || reads || ' ' || state || ' ' || coalesce(status, '')), lower(@text)) > 0)`;
  const page = db.prepare<LedgerQuery, LedgerRow>(
    `SELECT ${COLUMNS} FROM ledger ${where} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
  );
  const count = db.prepare<LedgerQuery, { readonly total: number }>(`SELECT count(*) AS total FROM ledger ${where}`);
  const purposes = db.prepare<[], LedgerTotals['byPurpose'][number]>(`
    SELECT purpose, count(*) AS requests, sum(bytes_in) AS bytesIn, sum(bytes_out) AS bytesOut
    FROM ledger WHERE state <> 'refused' GROUP BY purpose ORDER BY purpose`);
  const hosts = db.prepare<[], { readonly host: string }>(
    "SELECT DISTINCT host FROM ledger WHERE state <> 'refused' ORDER BY host",
  );
  const first = db.prepare<[], { readonly at: string | null }>('SELECT min(at) AS at FROM ledger');
  db.prepare("UPDATE ledger SET state = 'unknown' WHERE state = 'sent'").run();

  return {
    begin: (start) => Number(insert.run({ ...start, state: 'sent', error: null }).lastInsertRowid),
    complete: (id, end) => {
      update.run(end.state, end.status, end.bytesIn, end.ms, end.error, id);
    },
    refuse: (start, reason) => {
      insert.run({ ...start, bytesOut: 0, state: 'refused', error: reason });
    },
    list: (query) => ({ rows: page.all(query), total: count.get(query)?.total ?? 0 }),
    totals: () => ({
      byPurpose: purposes.all(),
      hosts: hosts.all().map((row) => row.host),
      since: first.get()?.at ?? null,
    }),
  };
}
