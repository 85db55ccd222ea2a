import type { FieldFunctionExpression, FieldType, OrderByClause, Query } from '@jetstreamapp/soql-parser-js';
import { queryFacts } from '../describe/field-types.ts';
import { objectTraits } from '../describe/object-traits.ts';
import type { OrgModel } from '../org-model.ts';
import { everything, lacks } from '../rights.ts';
import type { Rights } from '../rights.ts';
import { aggregate } from './aggregate.ts';
import { childQuery } from './child-queries.ts';
import type { ParentFilter } from './child-queries.ts';
import { aggregateColumns } from './column-metadata.ts';
import type { AskedColumn } from './column-metadata.ts';
import { refuseValues } from './filter-values.ts';
import { refuseByRules, refuseOrder, refuseSelection } from './refusals.ts';
import { hiddenType, noSuchColumn, noSuchRelationship, noSuchType, SoqlError } from './soql-error.ts';
import { valueOf } from './table.ts';
import type { Column, Records, Row, Table } from './table.ts';
import { findRow, findTable, isDataOnly } from './tables.ts';
import type { QueryApi } from './tables.ts';
import { booleanTree, comparisons, compareText, equalityFilter, predicate } from './where.ts';
import type { Reader } from './where.ts';

/** A query with its rows, still to be cut into pages. */
export interface QueryResult {
  readonly table: Table;
  /** For COUNT() alone: the number; there are no records then. */
  readonly count?: number;
  readonly records: Records;
  /** The rows that the records are shaped from; absent where they are groups. */
  readonly rows?: readonly Row[];
  /** Columns asked for, in the order asked. */
  readonly selected: readonly AskedColumn[];
  /** Whether the query has GROUP BY. */
  readonly isGrouped?: boolean;
}

export interface QueryPlace {
  readonly model: OrgModel;
  readonly api: QueryApi;
  /** For example `/services/data/v68.0/tooling/sobjects`. */
  readonly base: string;
  readonly nowMs: number;
  /** Whether an sObject is kept from the user. */
  readonly isHidden?: (name: string) => boolean;
  /** What the user who asks may do; absent: everything. */
  readonly rights?: Rights;
  /** A query of a Bulk job: it gets what some objects keep from REST. */
  readonly isBulk?: boolean;
}

/** Runs a query. @throws SoqlError in the service's words */
export async function runQuery(place: QueryPlace, soql: string): Promise<QueryResult> {
  return answerOf(place, soql, await parse(soql));
}

/** The values of the one column that a query in `IN (SELECT …)` selects. */
function semiJoin(place: QueryPlace, soql: string, query: Query): readonly string[] {
  const { selected, records } = answerOf(place, soql, query);
  const [column] = selected;
  if (column === undefined || selected.length > 1)
    throw new SoqlError('MALFORMED_QUERY', 'semi join sub-selects can only query a single field');
  const read = (record: Row): unknown =>
    column.name.split('.').reduce<unknown>((at, step) => (at as Row | null | undefined)?.[step], record);
  return records.slice().flatMap((record) => {
    const value = read(record);
    return value === null || value === undefined ? [] : [String(value)];
  });
}

function answerOf(place: QueryPlace, soql: string, query: Query): QueryResult {
  const name = query.sObject ?? '';
  const table = findTable(place.model, place.api, name);
  if (table === undefined)
    throw place.api === 'tooling' && isDataOnly(name) ? hiddenType(soql, name, 'tooling') : noSuchType(soql, name);
  if (place.isHidden?.(table.name) === true) throw hiddenType(soql, table.name, place.api);
  const object = place.api === 'data' && !table.isCatalog ? place.model.object(table.name) : undefined;
  if (object !== undefined && !objectTraits(place.model, object).queryable)
    throw new SoqlError('INVALID_TYPE_FOR_OPERATION', `entity type ${table.name} does not support query`);
  return answerFrom(place, soql, query, table);
}

/** The answer to a query of a table. @param parents the records that a query of children is asked for */
function answerFrom(place: QueryPlace, soql: string, query: Query, table: Table, parents?: ParentFilter): QueryResult {
  const readerOf = (path: string): Reader => reader(place, soql, table, withoutAlias(path, query, table));
  const valuesOf = (inner: Query): readonly string[] => semiJoin(place, soql, inner);
  const tree = query.where === undefined ? undefined : booleanTree(query.where, { nowMs: place.nowMs, valuesOf });
  const scope = scopeOf(place, table, query);
  if (parents === undefined) refuseByRules(soql, table, query, tree);
  for (const comparison of tree === undefined ? [] : comparisons(tree)) {
    const column = readerOf(comparison.path);
    refuseUnfilterable(comparison.path, column);
    refuseValues(soql, comparison, column.type, table.isCatalog || place.api === 'tooling');
  }
  refuseOrder(table, query, readerOf);
  const asked = expand(place, query, table);
  const inner = asked.filter((field) => field.type === 'FieldSubquery');
  const selected = asked.filter((field) => field.type !== 'FieldSubquery');
  const isCountOnly = selected.length === 1 && isFunction(selected[0]) && selected[0].parameters?.length === 0;
  const isAggregate = query.groupBy !== undefined || selected.some(isFunction);
  if (!isAggregate) refuseSelection(selected);
  const projection = isAggregate ? [] : selected.map((field) => columnReader(place, soql, table, query, field));
  if (place.isBulk === true && projection.some(({ reader: { type } }) => /^(address|location)$/.test(type)))
    throw new SoqlError('FUNCTIONALITY_NOT_ENABLED', 'Selecting compound data not supported in Bulk Query');
  const filter = new Map([...equalityFilter(tree), ...(parents === undefined ? [] : parents.filter)]);
  let rows = seenRows(place, table, table.rows(place.model, filter), scope);
  if (parents !== undefined) rows = rows.filter(parents.isWanted);
  if (tree !== undefined) rows = rows.filter(predicate(tree, readerOf));
  if (isCountOnly) return { table, count: limited(rows, query).length, records: [], selected: [] };
  if (table.restricted !== undefined)
    rows = rows.slice(0, place.isBulk === true ? table.restricted.bulkCap : table.restricted.cap);
  rows = ordered(rows, isAggregate ? rowOrder(query) : query.orderBy, readerOf);
  // Groups come in the order of their first rows, so ordering the rows orders them too.
  if (isAggregate) {
    if (inner.length > 0) throw new SoqlError('MALFORMED_QUERY', 'Subqueries cannot be grouped.');
    const records = limited(aggregate(query, selected, rows, readerOf, place.nowMs), query);
    const isGrouped = query.groupBy !== undefined;
    return { table, records, selected: aggregateColumns(selected, readerOf), isGrouped };
  }
  // Children are cut for each parent, not all together.
  if (parents === undefined) rows = limited(rows, query);
  refuseSeveralWithMetadata(projection, rows.length);
  const children = inner.map(({ subquery }) => childQuery(place, soql, table, rows, subquery, answerFrom));
  return {
    table,
    records: shapedByPage(rows, (row) => ({
      ...project(place, table, row, projection),
      ...Object.fromEntries(children.map(({ name, of }) => [name, of(row)])),
    })),
    rows,
    selected: [
      ...projection.map(({ path, reader: { type } }) => ({
        name: path.join('.'),
        type,
        lookups: lookups(place, table, path),
      })),
      ...children.flatMap(({ columns }) => columns),
    ],
  };
}

/** A query of a large org has more rows than anybody reads at once. */
function shapedByPage(rows: readonly Row[], shape: (row: Row) => Row): Records {
  return { length: rows.length, slice: (from, until) => rows.slice(from, until).map(shape) };
}

/** The scope of a query, lower case. @throws SoqlError for one that the object or the user has not */
function scopeOf(place: QueryPlace, table: Table, query: Query): string {
  const scope = query.usingScope?.toLowerCase() ?? 'everything';
  if (scope === 'everything') return scope;
  const isFolderContent = table.name === 'Report' || table.name === 'Dashboard';
  if (scope === 'allprivate' && isFolderContent && !lacks(place.rights ?? everything, 'ManagePvtRptsAndDashbds'))
    return scope;
  if (scope === 'mine' && table.columns.some(({ name }) => name === 'OwnerId')) return scope;
  throw new SoqlError('INVALID_QUERY_SCOPE', `Scope '${query.usingScope ?? ''}' is not supported for '${table.name}'`);
}

/** The rows that the user sees in a scope. */
function seenRows(place: QueryPlace, table: Table, rows: readonly Row[], scope: string): readonly Row[] {
  const view = { rights: place.rights ?? everything, scope };
  const { visible, restricted } = table;
  let seen = visible === undefined ? rows : rows.filter((row) => visible(place.model, row, view));
  if (restricted !== undefined && place.isBulk !== true) seen = seen.filter((row) => !restricted.isBulkOnly(row));
  return scope === 'mine' ? seen.filter((row) => row.OwnerId === place.model.runningUser.Id) : seen;
}

/** The part of an aggregate's order that names fields; what names results is applied to the groups. */
function rowOrder(query: Query): OrderByClause[] {
  const clauses = query.orderBy === undefined ? [] : Array.isArray(query.orderBy) ? query.orderBy : [query.orderBy];
  return clauses.filter((clause) => 'field' in clause && !isAlias(query, clause.field));
}

function isAlias(query: Query, name: string): boolean {
  return (query.fields ?? []).some(
    (field) => isFunction(field) && (field.alias ?? '').toLowerCase() === name.toLowerCase(),
  );
}

function limited(rows: readonly Row[], { offset = 0, limit }: Query): readonly Row[] {
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}

async function parse(soql: string): Promise<Query> {
  // The parser takes half a second to load: only an org that is queried pays for it.
  const { parseQuery } = await import('@jetstreamapp/soql-parser-js');
  try {
    return parseQuery(soql);
  } catch (cause) {
    const found = /but found:? '?(-->)?\s*([^'\n<]*)/.exec(cause instanceof Error ? cause.message : '')?.[2];
    throw new SoqlError(
      'MALFORMED_QUERY',
      `unexpected token: '${found === undefined || found === '' ? '<EOF>' : found}'`,
    );
  }
}

function withoutAlias(path: string, query: Query, table: Table): string {
  const [first = '', ...rest] = path.split('.');
  const names = [query.sObjectAlias, table.name].map((name) => name?.toLowerCase());
  return rest.length > 0 && names.includes(first.toLowerCase()) ? rest.join('.') : path;
}

/** FIELDS(ALL) and its like stand for all columns, and are refused without a LIMIT of at most 200. */
function expand(place: QueryPlace, query: Query, table: Table): readonly FieldType[] {
  const fields = query.fields ?? [];
  if (!fields.some((field) => isFunction(field) && field.functionName.toUpperCase() === 'FIELDS')) return fields;
  if (query.limit === undefined || query.limit > 200)
    throw new SoqlError('MALFORMED_QUERY', 'The SOQL FIELDS function must have a LIMIT of at most 200');
  const [group] = fields.flatMap((field) => (isFunction(field) ? field.parameters : []));
  const ofGroup = (name: string): boolean =>
    String(group).toUpperCase() === 'ALL' || name.endsWith('__c') === (String(group).toUpperCase() === 'CUSTOM');
  return table.columns
    .filter((column) => ofGroup(column.name) && !isHiddenField(place, table, column))
    .map((column) => ({ type: 'Field', field: column.name }));
}

function isHiddenField(place: QueryPlace, table: Table, column: Column): boolean {
  return place.rights?.hiddenFields?.has(`${table.name}.${column.name}`) === true;
}

function isFunction(field: FieldType | undefined): field is FieldFunctionExpression {
  return field?.type === 'FieldFunctionExpression';
}

interface SelectedColumn {
  /** Relationship names, then the column's name, as the schema writes them. */
  readonly path: readonly string[];
  readonly reader: Reader;
}

function columnReader(place: QueryPlace, soql: string, table: Table, query: Query, field: FieldType): SelectedColumn {
  if (field.type !== 'Field' && field.type !== 'FieldRelationship')
    throw new SoqlError('MALFORMED_QUERY', 'TYPEOF is not supported by the sample org.');
  const steps = field.type === 'FieldRelationship' ? [...field.relationships, field.field] : [field.field];
  const path = withoutAlias(steps.join('.'), query, table);
  return { path: canonicalPath(place, table, path), reader: reader(place, soql, table, path) };
}

function canonicalPath(place: QueryPlace, table: Table, path: string): readonly string[] {
  const [first = '', ...rest] = path.split('.');
  const same = (name: string): boolean => name.toLowerCase() === first.toLowerCase();
  if (rest.length === 0) return [table.columns.find((column) => same(column.name))?.name ?? first];
  const relation = table.relations.find((candidate) => same(candidate.name));
  const target = relation === undefined ? undefined : findTable(place.model, place.api, relation.target);
  return [relation?.name ?? first, ...(target === undefined ? rest : canonicalPath(place, target, rest.join('.')))];
}

/** The fields that the relationships of a canonical path go by. */
function lookups(place: QueryPlace, table: Table, [first = '', ...rest]: readonly string[]): readonly string[] {
  const relation = table.relations.find((candidate) => candidate.name === first);
  if (rest.length === 0 || relation === undefined) return [];
  const target = findTable(place.model, place.api, relation.target);
  return [relation.via, ...(target === undefined ? [] : lookups(place, target, rest))];
}

function reader(place: QueryPlace, soql: string, table: Table, path: string): Reader {
  const [first = '', ...rest] = path.split('.');
  const same = (name: string): boolean => name.toLowerCase() === first.toLowerCase();
  if (rest.length === 0) {
    const column = table.columns.find((candidate) => same(candidate.name));
    if (column === undefined || isHiddenField(place, table, column)) throw noSuchColumn(soql, first, table.name);
    const { type, length } = column;
    return { type, ...(length === undefined ? {} : { length }), read: (row) => valueOf(row, column) };
  }
  const relation = table.relations.find((candidate) => same(candidate.name));
  const target = relation === undefined ? undefined : findTable(place.model, place.api, relation.target);
  if (relation === undefined || target === undefined || place.isHidden?.(target.name) === true)
    throw noSuchRelationship(soql, first);
  const inner = reader(place, soql, target, rest.join('.'));
  return {
    ...inner,
    read(row) {
      const parent = findRow(place.model, target, row[relation.via]);
      return parent === undefined ? null : inner.read(parent);
    },
  };
}

function refuseUnfilterable(path: string, column: Reader): void {
  if (queryFacts(column).filterable) return;
  throw new SoqlError('INVALID_FIELD', `field '${path}' can not be filtered in a query call`);
}

function refuseSeveralWithMetadata(projection: readonly SelectedColumn[], size: number): void {
  const asksForMetadata = projection.some(
    ({ path }) => path.length === 1 && /^(Metadata|FullName)$/.test(path[0] ?? ''),
  );
  if (!asksForMetadata || size <= 1) return;
  throw new SoqlError(
    'MALFORMED_QUERY',
    `When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: ${size}`,
  );
}

function ordered(
  rows: readonly Row[],
  orderBy: OrderByClause | OrderByClause[] | undefined,
  readerOf: (path: string) => Reader,
): readonly Row[] {
  const clauses = orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy];
  if (clauses.length === 0) return rows;
  const keys = clauses.map((clause) => {
    if (!('field' in clause)) throw new SoqlError('MALFORMED_QUERY', 'ORDER BY takes fields only here.');
    const isDescending = clause.order === 'DESC';
    return {
      read: readerOf(clause.field),
      isDescending,
      nullsFirst: (clause.nulls ?? (isDescending ? 'LAST' : 'FIRST')) === 'FIRST',
    };
  });
  return rows.toSorted((a, b) => {
    for (const { read, isDescending, nullsFirst } of keys) {
      const [left, right] = [read.read(a), read.read(b)];
      if (left === right) continue;
      if (left === null) return nullsFirst ? -1 : 1;
      if (right === null) return nullsFirst ? 1 : -1;
      const order = compareValues(left, right);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}

/** A record as REST shows it: its attributes, then the columns asked for, parents as records of their own. */
function project(place: QueryPlace, table: Table, row: Row, projection: readonly SelectedColumn[]): Row {
  const record: Record<string, unknown> = { attributes: attributes(place, table, row) };
  for (const { path, reader: read } of projection) {
    let at = record;
    let atTable = table;
    let atRow: Row | undefined = row;
    for (const step of path.slice(0, -1)) {
      const relation = atTable.relations.find((candidate) => candidate.name === step);
      const target = relation === undefined ? undefined : findTable(place.model, place.api, relation.target);
      atRow =
        relation === undefined || target === undefined ? undefined : findRow(place.model, target, atRow[relation.via]);
      if (target === undefined || atRow === undefined) break;
      const known = at[step] as Record<string, unknown> | undefined;
      const next = known ?? { attributes: attributes(place, target, atRow) };
      at[step] = next;
      at = next;
      atTable = target;
    }
    const last = path.at(-1) ?? '';
    // A parent that is not there is null as a whole, whatever is asked of it.
    if (atRow === undefined) record[path[0] ?? last] ??= null;
    else at[last] = read.read(row);
  }
  return record;
}

function attributes(place: QueryPlace, table: Table, row: Row): { readonly type: string; readonly url: string } {
  return { type: table.name, url: `${place.base}/${table.name}/${String(row[table.key])}` };
}
