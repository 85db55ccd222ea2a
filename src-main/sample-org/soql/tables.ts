import type { BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';
import { furtherCatalogTables } from './catalog-tables.ts';
import { customFieldTable, customObjectTable, validationRuleTable } from './custom-tables.ts';
import { activity, entityDefinitionTable, entityRow } from './entity-table.ts';
import { entityParticleTable, fieldDefinitionTable } from './field-tables.ts';
import {
  organizationTable,
  profileTable,
  recordTypeTable,
  toolingRecordTypeTable,
  userTable,
} from './people-tables.ts';
import { accessTables, permissionSetTable } from './access-tables.ts';
import { codeTables, layoutTables } from './code-tables.ts';
import { dependencyTable } from './dependency-table.ts';
import { dataFlowTables, toolingFlowTables } from './flow-tables.ts';
import { dataNamedTables, toolingNamedTables } from './named-tables.ts';
import { packageVersionTable } from './package-versions.ts';
import { reportTables } from './report-tables.ts';
import { recordsOf } from '../content/records/records.ts';
import { sameKey } from './table.ts';
import type { Column, Relation, Row, Table } from './table.ts';

export type QueryApi = 'data' | 'tooling';

const catalogTables: readonly Table[] = [
  entityDefinitionTable,
  fieldDefinitionTable,
  entityParticleTable,
  ...furtherCatalogTables,
];

/** Only the Tooling API knows what the Metadata API says of a thing, and whether a package may change it. */
function withoutToolingColumns(table: Table): Table {
  return { ...table, columns: table.columns.filter(({ name }) => !/^(FullName|Metadata|ManageableState)$/.test(name)) };
}

/** What the data API knows besides the objects of the bundle and those of the catalog. */
const dataSetupTables: readonly Table[] = [
  ...reportTables,
  ...accessTables,
  ...dataFlowTables,
  ...[...codeTables, ...dataNamedTables].map(withoutToolingColumns),
];

/** What the Tooling API has no word for, although the data API has it. */
export function isDataOnly(name: string): boolean {
  const wanted = name.toLowerCase();
  return dataSetupTables.some((table) => table.name.toLowerCase() === wanted);
}

/** What the Tooling API knows here besides Organization. */
export const toolingTables: readonly Table[] = [
  ...catalogTables,
  customFieldTable,
  customObjectTable,
  validationRuleTable,
  toolingRecordTypeTable,
  userTable,
  profileTable,
  permissionSetTable,
  ...codeTables,
  ...layoutTables,
  ...toolingFlowTables,
  ...toolingNamedTables,
  dependencyTable,
  packageVersionTable,
];

const found = new WeakMap<OrgModel, Map<string, Table | undefined>>();

/** The table of that name in an API, or undefined where the API has no such type. Case is ignored. */
export function findTable(model: OrgModel, api: QueryApi, name: string): Table | undefined {
  const known = found.get(model) ?? new Map<string, Table | undefined>();
  found.set(model, known);
  // By its exact name: a bundle may hold objects whose names differ in case alone.
  const key = `${api} ${name}`;
  if (!known.has(key)) known.set(key, makeTable(model, api, name));
  return known.get(key);
}

function makeTable(model: OrgModel, api: QueryApi, name: string): Table | undefined {
  const wanted = name.toLowerCase();
  const data = [userTable, profileTable, recordTypeTable, ...catalogTables, ...dataSetupTables];
  const own = [organizationTable(model), ...(api === 'tooling' ? toolingTables : data)];
  const table = own.find((candidate) => candidate.name.toLowerCase() === wanted);
  const object = model.object(name);
  if (table !== undefined) return object === undefined || table.isCatalog ? table : widened(table, object);
  return api === 'data' && object !== undefined ? recordTable(object) : undefined;
}

function columnsOf(object: BundleObject): readonly Column[] {
  return object.fields
    .filter((field) => field.hiddenFromDescribe !== true)
    .map(({ name, type, length = type === 'textarea' ? 0 : undefined }) =>
      length === undefined ? { name, type } : { name, type, length },
    );
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

/** An object of the bundle: its fields can be asked for; records it has where the bundle says how many. */
function recordTable(object: BundleObject): Table {
  return {
    name: object.name,
    label: object.label,
    keyPrefix: object.keyPrefix ?? null,
    key: 'Id',
    columns: columnsOf(object),
    relations: relationsOf(object),
    isCatalog: false,
    rows: (model) => recordsOf(model, object.name),
  };
}

const indexes = new WeakMap<OrgModel, Map<string, ReadonlyMap<string, Row>>>();

/** The row that a key names in a table, or undefined. */
export function findRow(model: OrgModel, table: Table, key: unknown): Row | undefined {
  if (typeof key !== 'string') return undefined;
  const known = indexes.get(model) ?? new Map<string, ReadonlyMap<string, Row>>();
  indexes.set(model, known);
  // Where rows are made for one object only, its part of the key says for which.
  const home = table.reified === undefined ? '' : (key.split('.')[0] ?? '');
  const name = `${table.name} ${home}`;
  const index = known.get(name) ?? indexOf(model, table, home);
  known.set(name, index);
  return index.get(sameKey(key));
}

function indexOf(model: OrgModel, table: Table, home: string): ReadonlyMap<string, Row> {
  const rows = table.rows(model, new Map(home === '' ? [] : [['durableid', [home]]]));
  // Activity stands in no list of objects, but its fields point to it.
  const more = table.name === 'EntityDefinition' ? [entityRow(model, activity)] : [];
  return new Map([...more, ...rows].map((row) => [sameKey(String(row[table.key])), row]));
}
