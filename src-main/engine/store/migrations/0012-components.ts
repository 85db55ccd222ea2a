import type { Migration } from '../migrate.ts';

/**
 * What is read of an org besides its objects and fields: areas, each chosen by itself.
 *
 * A component is versioned by validity as fields are. What all types share has columns; a type's own facts are one JSON
 * text, because no screen asks two types the same question about them. `search_text` is what search looks through besides
 * name and label: the description and the texts of the definition.
 *
 * Permissions are rows of their own: an org has up to a million of them. They name their permission set and their object
 * or field by the keys of `permission_holder` and `permission_target`, so that a row stays small.
 *
 * `usage` holds "A uses B" as it was read last. It has no history: it follows from definitions, which have. What formulas
 * and lookups of fields use is not in it: it is answered from `field`, by the two indexes at the end. `custom_field_id`
 * gives the field behind an id, as dependencies name one.
 */
export const components: Migration = {
  id: 12,
  name: 'components',
  sql: `
    CREATE TABLE area_state (
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      area TEXT NOT NULL,
      chosen INTEGER NOT NULL DEFAULT 0,
      -- never, reading, read, partly, unknown, stopped
      state TEXT NOT NULL DEFAULT 'never',
      read_at TEXT,
      -- The snapshot that read it last, or is reading it.
      read_in INTEGER,
      -- JSON: up to when changes are certainly in the store, in the words of the area's reader.
      watermark TEXT,
      PRIMARY KEY (connection_key, area)
    ) WITHOUT ROWID;

    CREATE TABLE component (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      row_hash BLOB NOT NULL,
      area TEXT NOT NULL,
      type TEXT NOT NULL,
      name TEXT NOT NULL,
      label TEXT NOT NULL,
      object TEXT,
      namespace TEXT,
      -- 15 characters where it is a Salesforce id.
      org_id TEXT,
      description TEXT,
      created_date TEXT,
      created_by TEXT,
      last_modified_date TEXT,
      last_modified_by TEXT,
      facts TEXT NOT NULL,
      search_text TEXT,
      -- JSON list of the facts that could not be read; NULL when all are known.
      unknown TEXT,
      -- Not part of the version: when it was last confirmed.
      read_at TEXT NOT NULL,
      read_in INTEGER NOT NULL
    );
    CREATE UNIQUE INDEX component_now_name ON component (connection_key, type, name) WHERE valid_to IS NULL;
    CREATE INDEX component_now_object ON component (connection_key, object) WHERE valid_to IS NULL AND object IS NOT NULL;
    CREATE INDEX component_now_org_id ON component (connection_key, org_id) WHERE valid_to IS NULL AND org_id IS NOT NULL;
    CREATE INDEX component_now_area ON component (connection_key, area) WHERE valid_to IS NULL;

    -- What grids show of the components of now: definitions lie between those, too large to walk over for an order.
    CREATE TABLE component_cell (
      id INTEGER PRIMARY KEY REFERENCES component(id) ON DELETE CASCADE,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      type TEXT NOT NULL,
      name TEXT NOT NULL,
      label TEXT NOT NULL,
      object TEXT,
      namespace TEXT,
      description TEXT,
      created_date TEXT,
      created_by TEXT,
      last_modified_date TEXT,
      last_modified_by TEXT,
      -- SQLite's binary JSON: the facts that are columns. An order by one of them is read five times as fast as from text.
      facts BLOB NOT NULL,
      unknown TEXT,
      -- 1: of a package, or switched off. Search shows these after the others.
      aside INTEGER NOT NULL
    );
    CREATE INDEX component_cell_name ON component_cell (connection_key, type, name COLLATE NOCASE, aside);
    CREATE INDEX component_cell_label ON component_cell (connection_key, type, label COLLATE NOCASE, aside);
    CREATE TRIGGER component_left_cells AFTER UPDATE OF valid_to ON component WHEN new.valid_to IS NOT NULL
    BEGIN
      DELETE FROM component_cell WHERE id = old.id;
    END;

    -- Full text of components, as migration 2 has it of fields: rows with an id up to components_to are in it.
    ALTER TABLE search_state ADD COLUMN components_to INTEGER NOT NULL DEFAULT 0;
    CREATE VIEW component_now AS SELECT * FROM component WHERE valid_to IS NULL;
    CREATE VIRTUAL TABLE component_names USING fts5(
      name, label, content='component_now', content_rowid='id', tokenize='trigram'
    );
    CREATE VIRTUAL TABLE component_texts USING fts5(
      description, search_text, content='component_now', content_rowid='id', tokenize='trigram'
    );
    CREATE TRIGGER component_left_search AFTER DELETE ON component
    WHEN old.valid_to IS NULL AND old.id <= (SELECT components_to FROM search_state)
    BEGIN
      INSERT INTO component_names (component_names, rowid, name, label) VALUES ('delete', old.id, old.name, old.label);
      INSERT INTO component_texts (component_texts, rowid, description, search_text)
        SELECT 'delete', old.id, old.description, old.search_text
        WHERE old.description IS NOT NULL OR old.search_text IS NOT NULL;
    END;
    CREATE TRIGGER component_changed_in_search AFTER UPDATE OF valid_to, name, label, description, search_text ON component
    WHEN old.valid_to IS NULL AND old.id <= (SELECT components_to FROM search_state)
    BEGIN
      INSERT INTO component_names (component_names, rowid, name, label)
        SELECT 'delete', old.id, old.name, old.label
        WHERE new.valid_to IS NOT NULL OR new.label IS NOT old.label OR new.name IS NOT old.name;
      INSERT INTO component_names (rowid, name, label)
        SELECT new.id, new.name, new.label
        WHERE new.valid_to IS NULL AND (new.label IS NOT old.label OR new.name IS NOT old.name);
      INSERT INTO component_texts (component_texts, rowid, description, search_text)
        SELECT 'delete', old.id, old.description, old.search_text
        WHERE (old.description IS NOT NULL OR old.search_text IS NOT NULL)
          AND (new.valid_to IS NOT NULL
            OR new.description IS NOT old.description OR new.search_text IS NOT old.search_text);
      INSERT INTO component_texts (rowid, description, search_text)
        SELECT new.id, new.description, new.search_text
        WHERE (new.description IS NOT NULL OR new.search_text IS NOT NULL) AND new.valid_to IS NULL
          AND (new.description IS NOT old.description OR new.search_text IS NOT old.search_text);
    END;

    CREATE TABLE permission_holder (
      key INTEGER PRIMARY KEY,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      -- 15-character id of the PermissionSet that holds the permissions (a profile's own one for a profile), or of the
      -- MutingPermissionSet.
      org_id TEXT NOT NULL,
      UNIQUE (connection_key, org_id)
    );
    CREATE TABLE permission_target (
      key INTEGER PRIMARY KEY,
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      object TEXT NOT NULL,
      -- Empty: the object itself.
      field TEXT NOT NULL,
      UNIQUE (connection_key, object, field)
    );
    CREATE TABLE object_permission (
      id INTEGER PRIMARY KEY,
      holder_key INTEGER NOT NULL REFERENCES permission_holder(key) ON DELETE CASCADE,
      target_key INTEGER NOT NULL REFERENCES permission_target(key) ON DELETE CASCADE,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      -- Bits: 1 read, 2 create, 4 edit, 8 delete, 16 view all records, 32 modify all records, 64 view all fields.
      rights INTEGER NOT NULL
    );
    CREATE INDEX object_permission_of_holder ON object_permission (holder_key, target_key);
    CREATE INDEX object_permission_of_target ON object_permission (target_key);
    CREATE TABLE field_permission (
      id INTEGER PRIMARY KEY,
      holder_key INTEGER NOT NULL REFERENCES permission_holder(key) ON DELETE CASCADE,
      target_key INTEGER NOT NULL REFERENCES permission_target(key) ON DELETE CASCADE,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      -- Bits: 1 read, 4 edit.
      rights INTEGER NOT NULL
    );
    CREATE INDEX field_permission_of_holder ON field_permission (holder_key, target_key);
    CREATE INDEX field_permission_of_target ON field_permission (target_key);
    -- Who has which permission set or group, as it was read last; no more than the two ids and when it ends.
    CREATE TABLE permission_assignment (
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      -- 15-character ids: of the assignment, of the user, of the permission set, of the group it stands for.
      org_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      set_id TEXT NOT NULL,
      group_id TEXT,
      expires_at TEXT,
      -- 0: the org says that it does not count (any more).
      active INTEGER NOT NULL,
      PRIMARY KEY (connection_key, org_id)
    ) WITHOUT ROWID;
    CREATE INDEX permission_assignment_of_user ON permission_assignment (connection_key, user_id);

    CREATE TABLE usage (
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      source TEXT NOT NULL,
      from_type TEXT NOT NULL,
      from_name TEXT NOT NULL,
      to_type TEXT NOT NULL,
      to_name TEXT NOT NULL,
      via TEXT NOT NULL,
      PRIMARY KEY (connection_key, source, from_type, from_name, to_type, to_name, via)
    ) WITHOUT ROWID;
    CREATE INDEX usage_of ON usage (connection_key, to_type, to_name COLLATE NOCASE);
    CREATE INDEX usage_by ON usage (connection_key, from_type, from_name COLLATE NOCASE);

    CREATE TABLE custom_field_id (
      connection_key INTEGER NOT NULL REFERENCES connection(key) ON DELETE CASCADE,
      -- 15 characters.
      org_id TEXT NOT NULL,
      object TEXT NOT NULL,
      field TEXT NOT NULL,
      PRIMARY KEY (connection_key, org_id)
    ) WITHOUT ROWID;

    CREATE INDEX field_now_formula ON field (connection_key) WHERE valid_to IS NULL AND formula IS NOT NULL;
    CREATE INDEX field_now_reference ON field (connection_key) WHERE valid_to IS NULL AND reference_to IS NOT NULL;
    -- The flag of fields that only definitions name, because the signed-in user may not see them.
    CREATE INDEX field_now_hidden ON field (connection_key) WHERE valid_to IS NULL AND (flags & 32768) <> 0;
  `,
};
