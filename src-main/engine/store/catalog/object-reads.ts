import type { FieldRow, ObjectRow } from '../../../../src-preload/contract/catalog.ts';
import type { ObjectKind } from '../../../../src-preload/contract/objects.ts';
import { FIELD_FLAG, hasFlag, OBJECT_FLAG } from '../../../domain/metadata/field-flags.ts';
import type { PicklistValueFacts } from '../../../domain/metadata/facts.ts';
import type { Database } from '../database.ts';
import { JOINED_COLUMNS, JOINED_FIELDS, type JoinedField, toFieldRow } from './field-rows.ts';
import { type ObjectRecord, picklistValues, unknownList } from './rows.ts';

type JoinedObject = ObjectRecord & {
  readonly field_count: number;
  readonly custom_field_count: number;
  readonly record_type_count: number;
  readonly read_at: string | null;
  readonly vanished: number;
};

export type StoredRecordType = {
  readonly name: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly master: boolean;
};
export type StoredChild = {
  readonly childObject: string;
  readonly field: string;
  readonly relationshipName: string | null;
  readonly cascadeDelete: boolean;
};
export type StoredParent = {
  readonly field: string;
  readonly relationshipName: string | null;
  readonly referenceTo: string[];
};
export type ObjectWhole = ObjectRow & {
  readonly recordTypes: StoredRecordType[];
  readonly childRelationships: StoredChild[];
};

/** One field with what only its drawer shows. */
export type FieldWhole = {
  readonly row: FieldRow;
  readonly flags: number;
  readonly relationshipName: string | null;
  readonly controllerName: string | null;
  readonly dataType: string | null;
  readonly picklist: readonly PicklistValueFacts[];
};

// The master record type is the platform's stand-in for "none"; it is stored, and counted by nobody.
const OBJECTS = `SELECT o.*, l.field_count, l.custom_field_count, l.read_at, l.vanished,
    (SELECT count(*) FROM record_type r WHERE r.connection_key = o.connection_key AND r.object = o.name
      AND r.valid_to IS NULL AND r.master = 0) AS record_type_count
  FROM sobject o JOIN org_object l ON l.connection_key = o.connection_key AND l.name = o.name
  WHERE o.connection_key = ? AND o.valid_to IS NULL`;

function toObjectRow(row: JoinedObject): ObjectRow {
  return {
    name: row.name,
    label: row.label,
    labelPlural: row.label_plural,
    kind: row.kind as ObjectKind,
    custom: hasFlag(row.flags, OBJECT_FLAG.custom),
    namespace: row.namespace,
    keyPrefix: row.key_prefix,
    description: row.description,
    fieldCount: row.field_count,
    customFieldCount: row.custom_field_count,
    recordTypeCount: row.record_type_count,
    createdDate: row.created_date,
    lastModifiedDate: row.last_modified_date,
    readAt: row.read_at ?? '',
    unknown: unknownList(row.unknown),
    vanished: row.vanished === 1,
  };
}

type RecordTypeRecord = { name: string; label: string; active: number; is_default: number; master: number };
type ChildRecord = { child_object: string; field: string; relationship_name: string | null; cascade_delete: number };

/** Reads objects, and single fields with everything about them. */
export function createObjectReads(db: Database) {
  const all = db.prepare(`${OBJECTS} ORDER BY o.name COLLATE NOCASE, o.name`);
  const one = db.prepare(`${OBJECTS} AND o.name = ?`);
  const recordTypes = db.prepare(
    `SELECT name, label, active, is_default, master FROM record_type
     WHERE connection_key = ? AND object = ? AND valid_to IS NULL ORDER BY master, id`,
  );
  const children = db.prepare(
    `SELECT child_object, field, relationship_name, cascade_delete FROM child_relationship
     WHERE connection_key = ? AND object = ? AND valid_to IS NULL ORDER BY child_object COLLATE NOCASE, field`,
  );
  const parents = db.prepare(
    `SELECT name, relationship_name, reference_to FROM field_now
     WHERE connection_key = ? AND object = ? COLLATE NOCASE AND object = ? AND reference_to IS NOT NULL
     ORDER BY name COLLATE NOCASE`,
  );
  const field = db.prepare(
    `SELECT ${JOINED_COLUMNS} FROM ${JOINED_FIELDS}
     WHERE f.connection_key = ? AND f.object = ? COLLATE NOCASE AND f.object = ?
       AND f.name = ? COLLATE NOCASE AND f.name = ? AND f.valid_to IS NULL`,
  );
  const picklist = db.prepare('SELECT values_json FROM picklist WHERE id = ?').pluck();
  const overview = db.prepare(
    `SELECT count(*) AS objects, coalesce(sum(flags & 1), 0) AS customObjects FROM sobject
     WHERE connection_key = ? AND valid_to IS NULL`,
  );
  const counts = db.prepare(
    `SELECT coalesce(sum(field_count), 0) AS fields, coalesce(sum(custom_field_count), 0) AS customFields
     FROM org_object WHERE connection_key = ?`,
  );
  const undocumented = db
    .prepare(
      `SELECT count(*) FROM field_now WHERE connection_key = ? AND (flags & 1) = 1
         AND description IS NULL AND help_text IS NULL AND coalesce(instr(unknown, '"description"'), 0) = 0`,
    )
    .pluck();

  const hidden = db.prepare(
    `SELECT object, name FROM field_now WHERE connection_key = ? AND (flags & ${FIELD_FLAG.noAccess}) <> 0
     ORDER BY object COLLATE NOCASE, name COLLATE NOCASE`,
  );

  const recordTypesOf = (key: number, name: string): StoredRecordType[] =>
    (recordTypes.all(key, name) as RecordTypeRecord[]).map((row) => ({
      name: row.name,
      label: row.label,
      active: row.active === 1,
      isDefault: row.is_default === 1,
      master: row.master === 1,
    }));
  const childrenOf = (key: number, name: string): StoredChild[] =>
    (children.all(key, name) as ChildRecord[]).map((row) => ({
      childObject: row.child_object,
      field: row.field,
      relationshipName: row.relationship_name,
      cascadeDelete: row.cascade_delete === 1,
    }));
  const whole = (key: number, row: JoinedObject): ObjectWhole => ({
    ...toObjectRow(row),
    recordTypes: recordTypesOf(key, row.name),
    childRelationships: childrenOf(key, row.name),
  });

  return {
    objects: (key: number): ObjectRow[] => (all.all(key) as JoinedObject[]).map(toObjectRow),
    /** Null when it was not read. `flags` are the object's. */
    object: (key: number, name: string): (ObjectWhole & { flags: number; parents: StoredParent[] }) | null => {
      const row = one.get(key, name) as JoinedObject | undefined;
      if (row === undefined) return null;
      const lookups = parents.all(key, name, name) as {
        name: string;
        relationship_name: string | null;
        reference_to: string;
      }[];
      return {
        ...whole(key, row),
        flags: row.flags,
        parents: lookups.map((lookup) => ({
          field: lookup.name,
          relationshipName: lookup.relationship_name,
          referenceTo: lookup.reference_to.split(','),
        })),
      };
    },
    *iterateObjects(key: number): Generator<ObjectWhole> {
      for (const row of all.all(key) as JoinedObject[]) yield whole(key, row);
    },
    field: (key: number, object: string, name: string, orgNamespace: string | null): FieldWhole | null => {
      const row = field.get(key, object, object, name, name) as JoinedField | undefined;
      if (row === undefined) return null;
      return {
        row: toFieldRow(row, orgNamespace),
        flags: row.flags,
        relationshipName: row.relationship_name,
        controllerName: row.controller_name,
        dataType: row.data_type,
        picklist: row.picklist_id === null ? [] : picklistValues(picklist.get(row.picklist_id) as string),
      };
    },
    overview: (key: number) => ({
      ...(overview.get(key) as { objects: number; customObjects: number }),
      ...(counts.get(key) as { fields: number; customFields: number }),
      undocumented: Number(undocumented.get(key)),
    }),
    hiddenFields: (key: number) => hidden.all(key) as { object: string; name: string }[],
    /** Fields in the store of the named objects. */
    fieldCount: (key: number, names: readonly string[]): number =>
      Number(
        db
          .prepare(
            `SELECT coalesce(sum(field_count), 0) FROM org_object
             WHERE connection_key = ? AND name IN (SELECT value FROM json_each(?))`,
          )
          .pluck()
          .get(key, JSON.stringify(names)),
      ),
  };
}
