import type { Migration } from '../migrate.ts';

/** What the signed-in user may read of an org, as it was last tried, and what the sign-in was granted. */
export const preflight: Migration = {
  id: 11,
  name: 'preflight',
  sql: `
    CREATE TABLE preflight (
      connection_key INTEGER PRIMARY KEY REFERENCES connection(key) ON DELETE CASCADE,
      at TEXT NOT NULL,
      username TEXT,
      -- A JSON list: area, state, finding, missing permission, consequence.
      areas TEXT NOT NULL,
      api_calls INTEGER NOT NULL
    );

    -- What a browser sign-in was granted, as Salesforce says it: names with spaces between. Null: not said.
    ALTER TABLE connection ADD COLUMN granted_scopes TEXT;
  `,
};
