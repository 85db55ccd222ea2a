import type { BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';
import { customFieldTable, customObjectTable, validationRuleTable } from './custom-tables.ts';
import { activity, entityDefinitionTable, entityRow } from './entity-table.ts';
import { entityParticleTable, fieldDefinitionTable } from './field-tables.ts';
import { organizationTable, profileTable, recordTypeTable, userTable } from './people-tables.ts';
import { dataSetupTables, toolingSetupTables } from './setup-tables.ts';
import { sameKey } from './table.ts';
import type { Column, Relation, Row, Table } from './table.ts';

export type QueryApi = 'data' | 'tooling';

const catalogTables: readonly Table[] = [entityDefinitionTable, fieldDefinitionTable, entityParticleTable];

/** What the Tooling API knows here besides Organization, User, Profile and RecordType. */
export const toolingTables: readonly Table[] = [
  ...catalogTables,
  customFieldTable,
  customObjectTable,
  validationRuleTable,
  ...toolingSetupTables,
];

/** The table of that name in an API, or undefined where the API has no such type. Case is ignored. */
export function findTable(model: OrgModel, api: QueryApi, name: string): Table | undefined {
  const wanted = name.toLowerCase();
  const people = [organizationTable(model), userTable, profileTable, recordTypeTable];
  const own = [...people, ...(api === 'tooling' ? toolingTables : [...catalogTables, ...dataSetupTables])];
  const table = own.find((candidate) => candidate.name.toLowerCase() === wanted);
  const object = model.object(name);
  if (table !== undefined) return object === undefined || table.isCatalog ? table : widened(table, object);
  return api === 'data' && object !== undefined ? emptyTable(object) : undefined;
}

function columnsOf(object: BundleObject): readonly Column[] {
  return object.fields
    .filter((field) => field.hiddenFromDescribe !== true)
    .map(({ name, type, length }) => (length === undefined ? { name, type } : { name, type, length }));
}

function relationsOf(object: BundleObject): readonly Relation[] {
  return object.fields.flatMap((field) => {
    const target = field.referenceTo?.includes('User') === true ? 'User' : field.referenceTo?.[0];
    return field.relationshipName === undefined || target === undefined
      ? []
      : [{ name: field.relationshipName, target, via: field.name }];
  });
}

/** Fields of the bundle's object join the table's own; what the org mints no value for is null. */
function widened(table: Table, object: BundleObject): Table {
  const known = new Set(table.columns.map((column) => column.name.toLowerCase()));
  const related = new Set(table.relations.map((relation) => relation.name.toLowerCase()));
  return {
    ...table,
    columns: [...table.columns, ...columnsOf(object).filter((column) => !known.has(column.name.toLowerCase()))],
    relations: [...table.relations, ...relationsOf(object).filter((it) => !related.has(it.name.toLowerCase()))],
  };
}

/** An object of the bundle: its fields can be asked for, but the sample org holds no records. */
function emptyTable(object: BundleObject): Table {
  return {
    name: object.name,
    label: object.label,
    keyPrefix: object.keyPrefix ?? null,
    key: 'Id',
    columns: columnsOf(object),
    relations: relationsOf(object),
    isCatalog: false,
    rows: () => [],
  };
}

const indexes = new WeakMap<OrgModel, Map<string, ReadonlyMap<string, Row>>>();

/** The row that a key names in a table, or undefined. */
export function findRow(model: OrgModel, table: Table, key: unknown): Row | undefined {
  if (typeof key !== 'string') return undefined;
  const known = indexes.get(model) ?? new Map<string, ReadonlyMap<string, Row>>();
  indexes.set(model, known);
  const index = known.get(table.name) ?? indexOf(model, table);
  known.set(table.name, index);
  return index.get(sameKey(key));
}

function indexOf(model: OrgModel, table: Table): ReadonlyMap<string, Row> {
  const rows = table.rows(model, new Map());
  // Activity stands in no list of objects, but its fields point to it.
  const more = table.name === 'EntityDefinition' ? [entityRow(model, activity)] : [];
  return new Map([...more, ...rows].map((row) => [sameKey(String(row[table.key])), row]));
}
