import type { Migration } from '../migrate.ts';

/** Counts of product analytics, and what was chosen about it. Apart from the preferences: a backup carries no counts. */
export const analytics: Migration = {
  id: 6,
  name: 'analytics',
  sql: `
    CREATE TABLE analytics_state (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      is_on INTEGER NOT NULL DEFAULT 0,
      asked INTEGER NOT NULL DEFAULT 0,
      -- Random; there only while it is on.
      sender_id TEXT,
      last_sent_at TEXT
    );
    INSERT INTO analytics_state (one) VALUES (1);

    CREATE TABLE analytics_count (
      -- ISO date, local time.
      day TEXT NOT NULL,
      feature TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (day, feature)
    ) WITHOUT ROWID;
  `,
};
