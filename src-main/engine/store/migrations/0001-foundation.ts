import type { Migration } from '../migrate.ts';

/** Settings, connections with their sealed secrets, the outbound ledger and the list of jobs. */
export const foundation: Migration = {
  id: 1,
  name: 'foundation',
  sql: `
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    -- "key" is what the large tables point to: an integer costs a million rows 30 MB less than the text id.
    CREATE TABLE connection (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL COLLATE NOCASE UNIQUE,
      group_name TEXT NOT NULL,
      colour TEXT NOT NULL,
      notes TEXT NOT NULL,
      type TEXT NOT NULL,
      instance_url TEXT NOT NULL,
      api_version TEXT,
      org_id TEXT,
      user_json TEXT,
      org_json TEXT,
      signed_out_reason TEXT,
      created_at TEXT NOT NULL,
      last_used_at TEXT,
      api_used INTEGER,
      api_max INTEGER
    );

    CREATE TABLE sealed_secret (
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      field TEXT NOT NULL,
      box BLOB NOT NULL,
      PRIMARY KEY (connection_key, field)
    ) WITHOUT ROWID;

    CREATE TABLE ledger (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      purpose TEXT NOT NULL,
      trigger_name TEXT NOT NULL,
      connection_id TEXT,
      connection_name TEXT,
      method TEXT NOT NULL,
      host TEXT NOT NULL,
      path TEXT NOT NULL,
      reads TEXT NOT NULL,
      parts INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      state TEXT NOT NULL,
      status INTEGER,
      bytes_in INTEGER NOT NULL DEFAULT 0,
      bytes_out INTEGER NOT NULL DEFAULT 0,
      ms INTEGER,
      error TEXT
    );
    CREATE INDEX ledger_at ON ledger (at);

    CREATE TABLE job (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      connection_id TEXT,
      title TEXT NOT NULL,
      state TEXT NOT NULL,
      parameters TEXT NOT NULL,
      progress TEXT NOT NULL,
      counts TEXT NOT NULL,
      error TEXT,
      started_at TEXT NOT NULL,
      finished_at TEXT
    );
    CREATE INDEX job_started ON job (started_at);
  `,
};
