import { createHash } from 'node:crypto';
import {
  carryDefinition,
  type CustomFieldRow,
  type DefinedPart,
  type EntityDefinitionRow,
  type FieldDefinitionRow,
  hiddenField,
  withDefinition,
} from '../../../domain/metadata/definition-facts.ts';
import type { DescribedFacts, FieldFacts, PicklistValueFacts } from '../../../domain/metadata/facts.ts';
import { FIELD_FLAG, hasFlag } from '../../../domain/metadata/field-flags.ts';
import type { Database } from '../database.ts';
import {
  type Cell,
  DEFINITION_CELLS,
  definedPart,
  FIELD_CELLS,
  fieldCells,
  type FieldRecord,
  type FieldVersion,
  OBJECT_CELLS,
  objectCells,
  type ObjectRecord,
  picklistText,
  type RawField,
  type StoredField,
  storedField,
  storedObject,
  withDefinedPart,
} from './rows.ts';
import { versionedList, versionedTable } from './versions.ts';

/** Where a write belongs. */
export type WriteContext = { readonly connectionKey: number; readonly snapshot: number; readonly readAt: string };

/** Created and modified dates of a custom object, from the Tooling CustomObject. */
export type ObjectDates = { readonly createdDate: string | null; readonly lastModifiedDate: string | null };

/** Definitions of one object; absent parts were not read. */
export type ObjectDefinitions = {
  readonly object: string;
  readonly entity: EntityDefinitionRow | undefined;
  readonly dates: ObjectDates | undefined;
  readonly fields: readonly FieldDefinitionRow[];
  readonly customFields: readonly CustomFieldRow[];
  /** `full`: all rows of the object, so a hidden field that is not among them is gone. `changed`: newer rows only. */
  readonly scope: 'full' | 'changed';
};

type DefinedField = Pick<StoredField, 'id' | 'validFrom' | 'rowHash'> & {
  readonly cells: readonly Cell[];
  readonly part: DefinedPart;
};

const NAME_CELL = FIELD_CELLS.indexOf('name');

type DefinitionPair = readonly [FieldDefinitionRow | undefined, CustomFieldRow | undefined];

/** What FieldDefinition and CustomField say, by the API name of the field. */
function pairedDefinitions(definitions: ObjectDefinitions): Map<string, DefinitionPair> {
  const customById = new Map(definitions.customFields.map((row) => [row.id, row]));
  const customByName = new Map(definitions.customFields.map((row) => [row.name, row]));
  const pairs = new Map<string, DefinitionPair>();
  for (const row of definitions.fields) {
    const custom = customById.get(row.customFieldId ?? '') ?? customByName.get(row.name);
    if (custom !== undefined) customByName.delete(custom.name);
    pairs.set(row.name, [row, custom]);
  }
  for (const [name, row] of customByName) pairs.set(name, [pairs.get(name)?.[0], row]);
  return pairs;
}

/** Writes what was read from an org. Callers group calls in one transaction per answer. */
export function createCatalogWriter(db: Database) {
  const fields = versionedTable(db, 'field', FIELD_CELLS, DEFINITION_CELLS);
  const objects = versionedTable(db, 'sobject', OBJECT_CELLS);
  const putRecordTypes = versionedList(db, 'record_type', [
    'object',
    'name',
    'label',
    'active',
    'is_default',
    'master',
  ]);
  const putChildren = versionedList(db, 'child_relationship', [
    'object',
    'child_object',
    'field',
    'relationship_name',
    'cascade_delete',
  ]);
  const fieldsNow = db.prepare(
    'SELECT * FROM field_now WHERE connection_key = ? AND object = ? COLLATE NOCASE AND object = ?',
  );
  const rawFieldsNow = db
    .prepare(
      `SELECT id, valid_from, row_hash, ${FIELD_CELLS.join(', ')} FROM field_now
       WHERE connection_key = ? AND object = ? COLLATE NOCASE AND object = ?`,
    )
    .raw();
  const anyFieldNow = db
    .prepare('SELECT 1 FROM field_now WHERE connection_key = ? AND object = ? COLLATE NOCASE AND object = ? LIMIT 1')
    .pluck();
  const objectNow = db.prepare('SELECT * FROM sobject WHERE connection_key = ? AND name = ? AND valid_to IS NULL');
  const findPicklist = db.prepare('SELECT id FROM picklist WHERE connection_key = ? AND hash = ?').pluck();
  const addPicklist = db.prepare(
    'INSERT INTO picklist (connection_key, hash, value_count, values_json) VALUES (?, ?, ?, ?)',
  );
  const markRead = db.prepare(
    `UPDATE org_object SET describe_modified = ?, read_at = ?, read_in = ?, is_new = 0, vanished = 0
     WHERE connection_key = ? AND name = ?`,
  );
  const confirmRead = db.prepare(
    'UPDATE org_object SET read_at = ?, read_in = ?, vanished = 0 WHERE connection_key = ? AND name = ?',
  );
  const forgetDefinitions = db.prepare(
    'UPDATE org_object SET definitions_in = NULL WHERE connection_key = ? AND name = ?',
  );
  const markDefined = db.prepare('UPDATE org_object SET definitions_in = ? WHERE connection_key = ? AND name = ?');
  const countFields = db.prepare(
    `UPDATE org_object SET (field_count, custom_field_count) = (
       SELECT count(*), coalesce(sum(flags & 1), 0) FROM field_now
       WHERE connection_key = @key AND object = @name COLLATE NOCASE AND object = @name)
     WHERE connection_key = @key AND name = @name`,
  );

  const currentFields = (key: number, object: string): Map<string, StoredField> =>
    new Map((fieldsNow.all(key, object, object) as FieldRecord[]).map((row) => [row.name, storedField(row)]));
  /** Read as cells: definitions concern every field once more, and change few of its facts. */
  const definedFields = (key: number, object: string): Map<string, DefinedField> =>
    new Map(
      (rawFieldsNow.all(key, object, object) as RawField[]).map(([id, validFrom, rowHash, ...cells]) => [
        String(cells[NAME_CELL]),
        { id, validFrom, rowHash, cells, part: definedPart(cells) },
      ]),
    );
  const currentObject = (key: number, name: string) => {
    const row = objectNow.get(key, name) as ObjectRecord | undefined;
    return row === undefined ? undefined : storedObject(row);
  };

  const picklistId = (key: number, values: readonly PicklistValueFacts[]): number => {
    const json = picklistText(values);
    const hash = createHash('sha256').update(json).digest();
    const found = findPicklist.get(key, hash) as number | undefined;
    return found ?? Number(addPicklist.run(key, hash, values.length, json).lastInsertRowid);
  };
  const version = (key: number, { picklistValues, ...facts }: FieldFacts): FieldVersion => ({
    ...facts,
    picklistId: picklistValues === null || picklistValues.length === 0 ? null : picklistId(key, picklistValues),
    picklistCount: picklistValues === null ? null : picklistValues.length,
  });

  /** Writes one describe. Facts that definitions brought earlier are carried over. */
  const saveDescribe = (at: WriteContext, facts: DescribedFacts, describeModified: string | null): void => {
    const { connectionKey: key, snapshot } = at;
    const name = facts.object.name;
    const stored = currentObject(key, name);
    const object =
      stored === undefined
        ? facts.object
        : {
            ...facts.object,
            description: stored.description,
            createdDate: stored.createdDate,
            lastModifiedDate: stored.lastModifiedDate,
            unknown: facts.object.unknown.filter((fact) => stored.unknown.includes(fact)),
          };
    objects.put(key, snapshot, stored, objectCells(object));

    const left = currentFields(key, name);
    let namesChanged = false;
    for (const field of facts.fields) {
      const old = left.get(field.name);
      left.delete(field.name);
      if (old === undefined || hasFlag(old.flags, FIELD_FLAG.noAccess)) namesChanged = true;
      const whole = old === undefined ? field : carryDefinition(field, old);
      fields.put(key, snapshot, old, fieldCells(version(key, whole)));
    }
    for (const old of left.values()) {
      namesChanged = true;
      // A hidden field is never in a describe: only definitions, read anew, can tell that it is gone.
      if (!hasFlag(old.flags, FIELD_FLAG.noAccess)) fields.end(snapshot, old);
    }
    if (namesChanged) forgetDefinitions.run(key, name);
    putRecordTypes(
      key,
      snapshot,
      name,
      facts.recordTypes.map((row) => [
        name,
        row.name,
        row.label,
        Number(row.active),
        Number(row.isDefault),
        Number(row.master),
      ]),
    );
    putChildren(
      key,
      snapshot,
      name,
      facts.childRelationships.map((row) => [
        name,
        row.childObject,
        row.field,
        row.relationshipName,
        Number(row.cascadeDelete),
      ]),
    );
    markRead.run(describeModified, at.readAt, snapshot, key, name);
    countFields.run({ key, name });
  };

  const saveObjectDefinition = (at: WriteContext, definitions: ObjectDefinitions): void => {
    const { entity, dates } = definitions;
    const stored = currentObject(at.connectionKey, definitions.object);
    if (stored === undefined || (entity === undefined && dates === undefined)) return;
    const createdDate = dates?.createdDate ?? stored.createdDate;
    const lastModifiedDate = entity?.lastModifiedDate ?? dates?.lastModifiedDate ?? stored.lastModifiedDate;
    const known = new Set<string>();
    if (entity !== undefined) known.add('description');
    if (createdDate !== null) known.add('createdDate');
    if (lastModifiedDate !== null) known.add('lastModifiedDate');
    const whole = {
      ...stored,
      description: entity === undefined ? stored.description : entity.description,
      createdDate,
      lastModifiedDate,
      unknown: stored.unknown.filter((fact) => !known.has(fact)),
    };
    objects.put(at.connectionKey, at.snapshot, stored, objectCells(whole));
  };

  /** Adds definitions of one object that has been described; fields that only definitions name become hidden fields. */
  const saveDefinitions = (at: WriteContext, definitions: ObjectDefinitions): void => {
    const { connectionKey: key, snapshot } = at;
    saveObjectDefinition(at, definitions);
    const left = definedFields(key, definitions.object);
    const pairs = pairedDefinitions(definitions);
    let counted = false;
    for (const [name, [definition, custom]] of pairs) {
      const old = left.get(name);
      left.delete(name);
      if (old === undefined) {
        fields.put(
          key,
          snapshot,
          undefined,
          fieldCells(version(key, hiddenField(definitions.object, name, definition, custom))),
        );
        counted = true;
      } else {
        // A hidden field has its label and help text from definitions too.
        const narrow = !hasFlag(old.part.flags, FIELD_FLAG.noAccess);
        const cells = withDefinedPart(old.cells, withDefinition(old.part, definition, custom));
        fields.put(key, snapshot, old, cells, narrow);
      }
    }
    if (definitions.scope === 'full') {
      for (const old of left.values()) {
        if (!hasFlag(old.part.flags, FIELD_FLAG.noAccess)) continue;
        fields.end(snapshot, old);
        counted = true;
      }
      markDefined.run(snapshot, key, definitions.object);
    }
    if (counted) countFields.run({ key, name: definitions.object });
  };

  /** Both at once: of an object that is not in the store each field is written once, with all that is known of it. */
  const saveWhole = (
    at: WriteContext,
    facts: DescribedFacts,
    describeModified: string | null,
    definitions: ObjectDefinitions,
  ): void => {
    const name = facts.object.name;
    const isNew = currentObject(at.connectionKey, name) === undefined;
    if (isNew && anyFieldNow.get(at.connectionKey, name, name) === undefined) {
      const pairs = pairedDefinitions(definitions);
      const fieldsOf = facts.fields.map((field) => {
        const [definition, custom] = pairs.get(field.name) ?? [];
        pairs.delete(field.name);
        return withDefinition(field, definition, custom);
      });
      for (const [hidden, [definition, custom]] of pairs) fieldsOf.push(hiddenField(name, hidden, definition, custom));
      saveDescribe(at, { ...facts, fields: fieldsOf }, describeModified);
      saveObjectDefinition(at, definitions);
      if (definitions.scope === 'full') markDefined.run(at.snapshot, at.connectionKey, name);
      return;
    }
    saveDescribe(at, facts, describeModified);
    saveDefinitions(at, definitions);
  };

  return {
    saveDescribe,
    saveDefinitions,
    saveWhole,
    /** The org says that nothing changed since the describe that is in the store. */
    confirmDescribe: (at: WriteContext, name: string): void => {
      confirmRead.run(at.readAt, at.snapshot, at.connectionKey, name);
    },
  };
}
