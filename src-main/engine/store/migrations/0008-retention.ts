import type { Migration } from '../migrate.ts';

/** When each org was last opened, which removals are under way, and whether the store has to be compacted. */
export const retention: Migration = {
  id: 8,
  name: 'retention',
  sql: `
    -- Days are UTC, as YYYY-MM-DD.
    CREATE TABLE org_use (
      connection_key INTEGER PRIMARY KEY REFERENCES connection(key) ON DELETE CASCADE,
      opened_on TEXT,
      -- The day on which the removal of its metadata was announced, and the count of observed days at that time.
      announced_on TEXT,
      announced_count INTEGER
    );

    -- Days on which Orgbench was unlocked, as counted and not as the clock says.
    CREATE TABLE observed_days (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      last_day TEXT,
      day_count INTEGER NOT NULL,
      wait_days INTEGER NOT NULL
    );
    INSERT INTO observed_days VALUES (1, NULL, 0, 0);

    -- What somebody told to remove. A row stays until all of it is gone, so that a killed removal is ended later.
    CREATE TABLE removal (
      id INTEGER PRIMARY KEY,
      part TEXT NOT NULL,
      target TEXT
    );

    -- due: 0 nothing was removed, 1 rows were removed, 2 rows that the full-text tables know of were removed.
    CREATE TABLE compaction (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      due INTEGER NOT NULL,
      done_on TEXT
    );
    INSERT INTO compaction VALUES (1, 0, NULL);

    -- In the same transaction as the deletion, whoever deletes: a kill right after it must not lose this.
    CREATE TRIGGER connection_leaves_nothing AFTER DELETE ON connection
    BEGIN
      UPDATE compaction SET due = 2;
    END;
  `,
};
