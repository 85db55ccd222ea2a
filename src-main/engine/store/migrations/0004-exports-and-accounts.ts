import type { Migration } from '../migrate.ts';

/** Accounts at Google and Microsoft with their sealed secrets, the history of exports, and presets. */
export const exportsAndAccounts: Migration = {
  id: 4,
  name: 'exports and accounts',
  sql: `
    CREATE TABLE account (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      provider TEXT NOT NULL,
      -- The provider's own id of the person: one account for each.
      subject TEXT NOT NULL,
      name TEXT NOT NULL,
      person TEXT NOT NULL,
      kind TEXT NOT NULL,
      access TEXT NOT NULL,
      signed_out_reason TEXT,
      created_at TEXT NOT NULL,
      last_used_at TEXT,
      UNIQUE (provider, subject)
    );

    CREATE TABLE account_secret (
      account_key INTEGER NOT NULL REFERENCES account(key) ON DELETE CASCADE,
      field TEXT NOT NULL,
      box BLOB NOT NULL,
      PRIMARY KEY (account_key, field)
    ) WITHOUT ROWID;

    -- Names are kept as they were: an org, an account or a file may be gone when somebody asks what was sent where.
    CREATE TABLE export_run (
      id TEXT PRIMARY KEY,
      job_id TEXT NOT NULL,
      state TEXT NOT NULL,
      title TEXT NOT NULL,
      connection_id TEXT,
      connection_name TEXT,
      destination TEXT NOT NULL,
      format TEXT,
      target_name TEXT NOT NULL,
      account_id TEXT,
      account_name TEXT,
      link TEXT,
      file_path TEXT,
      row_count INTEGER NOT NULL DEFAULT 0,
      sheet_count INTEGER NOT NULL DEFAULT 0,
      cut_cells INTEGER NOT NULL DEFAULT 0,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      error TEXT,
      spec TEXT NOT NULL,
      -- What the data were when it began: an export goes on only over the same.
      fingerprint TEXT,
      -- Where it stood at the provider; NULL when there is nothing to go on with.
      resume TEXT
    );
    CREATE INDEX export_run_started ON export_run (started_at);

    CREATE TABLE export_preset (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL COLLATE NOCASE UNIQUE,
      spec TEXT NOT NULL,
      changed_at TEXT NOT NULL
    );
  `,
};
