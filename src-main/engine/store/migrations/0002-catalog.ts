import type { Migration } from '../migrate.ts';

/**
 * What was read from the orgs.
 *
 * `org_object` is the org's own list (describeGlobal) with what is chosen and how far it has been read; it is not
 * versioned. `sobject`, `field`, `record_type` and `child_relationship` are versioned by validity: a row holds from
 * snapshot `valid_from` until `valid_to`, so history costs only what changed. "Now" is `valid_to IS NULL`, which every
 * index below is partial to.
 *
 * Names compare exactly (two fields may differ in case only); indexes for sorting and prefix search are NOCASE.
 *
 * Full text: two trigram tables over the "now" view, disjoint, because a column filter on one wide table costs 3 to 10
 * times as much. Rows with an id up to `search_state.indexed_to` are in them and triggers keep those current; newer
 * rows are added in slices after a read, so a large first read does not pay row by row and a kill at any moment leaves
 * both in step. AUTOINCREMENT because a reused id would never be indexed.
 */
export const catalog: Migration = {
  id: 2,
  name: 'catalog',
  sql: `
    CREATE TABLE org_state (
      connection_key INTEGER PRIMARY KEY REFERENCES connection(key) ON DELETE CASCADE,
      list_modified TEXT,
      list_read_at TEXT,
      ever_chosen INTEGER NOT NULL DEFAULT 0,
      last_read_at TEXT
    );

    CREATE TABLE org_object (
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      name TEXT NOT NULL,
      label TEXT NOT NULL,
      kind TEXT NOT NULL,
      namespace TEXT,
      associate_type TEXT,
      associate_parent TEXT,
      suggested INTEGER NOT NULL,
      chosen INTEGER NOT NULL DEFAULT 0,
      is_new INTEGER NOT NULL DEFAULT 0,
      vanished INTEGER NOT NULL DEFAULT 0,
      -- The describe's Last-Modified header: what If-Modified-Since sends; says nothing about the object itself.
      describe_modified TEXT,
      read_at TEXT,
      read_in INTEGER,
      definitions_in INTEGER,
      -- Up to when changed definitions are certainly in the store. Of each object: a read may be of some of them only.
      definitions_since TEXT,
      field_count INTEGER NOT NULL DEFAULT 0,
      custom_field_count INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (connection_key, name)
    ) WITHOUT ROWID;

    CREATE TABLE snapshot (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      job_id TEXT,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      state TEXT NOT NULL,
      reason TEXT,
      read_since TEXT
    );
    CREATE INDEX snapshot_connection ON snapshot (connection_key, id);

    CREATE TABLE unknown_part (
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      area TEXT NOT NULL,
      name TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (connection_key, area, name)
    ) WITHOUT ROWID;

    CREATE TABLE sobject (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      row_hash BLOB NOT NULL,
      name TEXT NOT NULL,
      label TEXT NOT NULL,
      label_plural TEXT,
      kind TEXT NOT NULL,
      namespace TEXT,
      key_prefix TEXT,
      description TEXT,
      flags INTEGER NOT NULL,
      created_date TEXT,
      last_modified_date TEXT,
      unknown TEXT
    );
    CREATE UNIQUE INDEX sobject_now_name ON sobject (connection_key, name) WHERE valid_to IS NULL;

    -- A picklist is stored once for all fields that have it.
    CREATE TABLE picklist (
      id INTEGER PRIMARY KEY,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      hash BLOB NOT NULL,
      value_count INTEGER NOT NULL,
      values_json TEXT NOT NULL,
      UNIQUE (connection_key, hash)
    );

    CREATE TABLE field (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      row_hash BLOB NOT NULL,
      object TEXT NOT NULL,
      name TEXT NOT NULL,
      label TEXT NOT NULL,
      type TEXT,
      length INTEGER,
      precision INTEGER,
      scale INTEGER,
      -- API names, joined with commas in the describe's order.
      reference_to TEXT,
      relationship_name TEXT,
      controller_name TEXT,
      picklist_id INTEGER REFERENCES picklist(id),
      picklist_count INTEGER,
      formula TEXT,
      default_value TEXT,
      help_text TEXT,
      description TEXT,
      namespace TEXT,
      data_type TEXT,
      flags INTEGER NOT NULL,
      created_date TEXT,
      last_modified_date TEXT,
      -- JSON list of the facts that could not be read; NULL when all are known.
      unknown TEXT
    );
    CREATE INDEX field_now_object ON field (connection_key, object COLLATE NOCASE, name COLLATE NOCASE) WHERE valid_to IS NULL;
    CREATE INDEX field_now_name ON field (connection_key, name COLLATE NOCASE) WHERE valid_to IS NULL;
    CREATE INDEX field_now_label ON field (connection_key, label COLLATE NOCASE) WHERE valid_to IS NULL;
    CREATE INDEX field_now_type ON field (connection_key, type) WHERE valid_to IS NULL;
    CREATE INDEX field_now_modified ON field (connection_key, last_modified_date) WHERE valid_to IS NULL;
    CREATE INDEX field_picklist ON field (picklist_id) WHERE picklist_id IS NOT NULL;

    CREATE TABLE record_type (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      row_hash BLOB NOT NULL,
      object TEXT NOT NULL,
      name TEXT NOT NULL,
      label TEXT NOT NULL,
      active INTEGER NOT NULL,
      is_default INTEGER NOT NULL,
      master INTEGER NOT NULL
    );
    CREATE INDEX record_type_now ON record_type (connection_key, object) WHERE valid_to IS NULL;

    CREATE TABLE child_relationship (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      row_hash BLOB NOT NULL,
      object TEXT NOT NULL,
      child_object TEXT NOT NULL,
      field TEXT NOT NULL,
      relationship_name TEXT,
      cascade_delete INTEGER NOT NULL
    );
    CREATE INDEX child_relationship_now ON child_relationship (connection_key, object) WHERE valid_to IS NULL;

    CREATE TABLE search_state (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      indexed_to INTEGER NOT NULL
    );
    INSERT INTO search_state VALUES (1, 0);

    CREATE VIEW field_now AS SELECT * FROM field WHERE valid_to IS NULL;

    CREATE VIRTUAL TABLE field_names USING fts5(
      name, label, content='field_now', content_rowid='id', tokenize='trigram'
    );
    CREATE VIRTUAL TABLE field_texts USING fts5(
      help_text, description, content='field_now', content_rowid='id', tokenize='trigram'
    );

    CREATE TRIGGER field_left_search AFTER DELETE ON field
    WHEN old.valid_to IS NULL AND old.id <= (SELECT indexed_to FROM search_state)
    BEGIN
      INSERT INTO field_names (field_names, rowid, name, label) VALUES ('delete', old.id, old.name, old.label);
      INSERT INTO field_texts (field_texts, rowid, help_text, description)
        SELECT 'delete', old.id, old.help_text, old.description
        WHERE old.help_text IS NOT NULL OR old.description IS NOT NULL;
    END;

    CREATE TRIGGER field_changed_in_search AFTER UPDATE OF valid_to, label, help_text, description ON field
    WHEN old.valid_to IS NULL AND old.id <= (SELECT indexed_to FROM search_state)
    BEGIN
      INSERT INTO field_names (field_names, rowid, name, label)
        SELECT 'delete', old.id, old.name, old.label
        WHERE new.valid_to IS NOT NULL OR new.label IS NOT old.label;
      INSERT INTO field_names (rowid, name, label)
        SELECT new.id, new.name, new.label
        WHERE new.valid_to IS NULL AND new.label IS NOT old.label;
      INSERT INTO field_texts (field_texts, rowid, help_text, description)
        SELECT 'delete', old.id, old.help_text, old.description
        WHERE (old.help_text IS NOT NULL OR old.description IS NOT NULL)
          AND (new.valid_to IS NOT NULL
            OR new.help_text IS NOT old.help_text OR new.description IS NOT old.description);
      INSERT INTO field_texts (rowid, help_text, description)
        SELECT new.id, new.help_text, new.description
        WHERE (new.help_text IS NOT NULL OR new.description IS NOT NULL) AND new.valid_to IS NULL
          AND (new.help_text IS NOT old.help_text OR new.description IS NOT old.description);
    END;
  `,
};
