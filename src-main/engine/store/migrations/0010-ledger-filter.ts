import type { Migration } from '../migrate.ts';

/** What the outbound ledger is filtered, counted and added up by. */
export const ledgerFilter: Migration = {
  id: 10,
  name: 'ledger filter',
  sql: `
    -- What requests have in common: the same is sent again and again, so that a filter looks through some hundred of these
    -- instead of every row. No row of the ledger, no kind: what is removed there is removed here.
    CREATE TABLE ledger_kind (
      id INTEGER PRIMARY KEY,
      purpose TEXT NOT NULL,
      host TEXT NOT NULL,
      -- Empty: none. In a unique index two nulls would differ.
      connection_id TEXT NOT NULL,
      -- Purpose, trigger, connection, method, address and what is read, in lower case: by Unicode's rules, those of rows
      -- that were here before by SQLite's, which know ASCII only.
      text TEXT NOT NULL,
      UNIQUE (text, purpose, host, connection_id)
    );
    INSERT INTO ledger_kind (text, purpose, host, connection_id)
      SELECT DISTINCT lower(purpose || ' ' || trigger_name || ' ' || coalesce(connection_name, '') || ' ' || method || ' '
        || host || path || ' ' || reads), purpose, host, coalesce(connection_id, '') FROM ledger;

    ALTER TABLE ledger ADD COLUMN kind_id INTEGER;
    UPDATE ledger SET kind_id = (SELECT id FROM ledger_kind AS kind
      WHERE kind.text = lower(ledger.purpose || ' ' || trigger_name || ' ' || coalesce(connection_name, '') || ' '
          || method || ' ' || ledger.host || path || ' ' || reads)
        AND kind.purpose = ledger.purpose AND kind.host = ledger.host
        AND kind.connection_id = coalesce(ledger.connection_id, ''));

    -- All that lists, counts and sums need: a row of the ledger is read only to be shown.
    DROP INDEX ledger_at;
    CREATE INDEX ledger_at ON ledger (at, id, kind_id, state, status, bytes_in, bytes_out);
  `,
};
