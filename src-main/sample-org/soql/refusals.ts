import type { FieldType, Query } from '@jetstreamapp/soql-parser-js';
import { queryFacts } from '../describe/field-types.ts';
import { SoqlError } from './soql-error.ts';
import type { Table } from './table.ts';
import { comparisons, equalityFilter } from './where.ts';
import type { BooleanTree, Reader } from './where.ts';

/** Rows that one answer holds at most; catalog objects cannot be read further than that. */
export const largestBatch = 2000;
const largestOffset = 2000;

/**
 * Refuses what the service refuses before it looks at a row: catalog objects (EntityDefinition and its like) know only
 * conditions joined by AND, no counting, no grouping and no offset, and some of them insist on a filter.
 * @throws SoqlError
 */
export function refuseByRules(soql: string, table: Table, query: Query, tree: BooleanTree | undefined): void {
  if ((query.offset ?? 0) > largestOffset)
    throw new SoqlError('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${largestOffset}`);
  refuseUnfiltered(table, tree);
  refuseRestricted(soql, table, query, tree);
  if (!table.isCatalog) return;
  if (/\bCOUNT(_DISTINCT)?\s*\(/i.test(selectClause(soql)) || query.groupBy !== undefined || query.offset !== undefined)
    throw new SoqlError('MALFORMED_QUERY', notForThisStorage);
  if (tree !== undefined && hasBranch(tree, 'or')) throw new SoqlError('MALFORMED_QUERY', 'Disjunctions not supported');
  if (tree !== undefined && hasBranch(tree, 'not')) throw new SoqlError('MALFORMED_QUERY', 'Negation not supported');
}

/** Some objects answer only where the query says of what. */
function refuseUnfiltered(table: Table, tree: BooleanTree | undefined): void {
  if (table.reified === undefined) return;
  const filter = equalityFilter(tree);
  if (table.reified.paths.some((path) => filter.has(path))) return;
  throw new SoqlError(
    'MALFORMED_QUERY',
    `${table.name}: a filter on a reified column is required [${table.reified.named}]`,
  );
}

const notForThisStorage =
  'The requested operation is not yet supported by this SObject storage type, contact salesforce.com support for more information.';

/** MetadataComponentDependency: no counting, no grouping, no offset; filters by `=` and `IN` on Ids and types. */
function refuseRestricted(soql: string, table: Table, query: Query, tree: BooleanTree | undefined): void {
  const { restricted } = table;
  if (restricted === undefined) return;
  if (/\bCOUNT(_DISTINCT)?\s*\(/i.test(selectClause(soql)) || query.groupBy !== undefined || query.offset !== undefined)
    throw new SoqlError('MALFORMED_QUERY', notForThisStorage);
  for (const { path, operator } of tree === undefined ? [] : comparisons(tree))
    if (!restricted.filterable.includes(path.toLowerCase()) || (operator !== '=' && operator !== 'IN'))
      throw new SoqlError('INVALID_FIELD', `field '${path}' can not be filtered in a query call`);
}

/** A field is selected once, and by its own name: only results of functions have an alias. @throws SoqlError */
export function refuseSelection(selected: readonly FieldType[]): void {
  const seen = new Set<string>();
  for (const field of selected) {
    if (field.type !== 'Field' && field.type !== 'FieldRelationship') continue;
    if ('alias' in field) throw new SoqlError('MALFORMED_QUERY', 'only aggregate expressions use field aliasing');
    const path = [...(field.type === 'FieldRelationship' ? field.relationships : []), field.field].join('.');
    if (seen.has(path.toLowerCase())) throw new SoqlError('INVALID_FIELD', `duplicate field selected: ${path}`);
    seen.add(path.toLowerCase());
  }
}

/** Long texts and structures have no order, and some objects none at all. @throws SoqlError */
export function refuseOrder(table: Table, query: Query, readerOf: (path: string) => Reader): void {
  const clauses = query.orderBy === undefined ? [] : Array.isArray(query.orderBy) ? query.orderBy : [query.orderBy];
  for (const clause of clauses) {
    if (!('field' in clause) || query.groupBy !== undefined) continue;
    if (table.restricted === undefined && queryFacts(readerOf(clause.field)).sortable) continue;
    throw new SoqlError('MALFORMED_QUERY', `field '${clause.field}' can not be sorted in a query call`);
  }
}

/** Catalog objects have no further pages, so a result that would need one is refused. */
export function refuseSecondBatch(table: Table, size: number): void {
  if (!table.isCatalog || size <= largestBatch) return;
  throw new SoqlError(
    'EXCEEDED_ID_LIMIT',
    `${table.name} does not support queryMore(), use LIMIT to restrict the results to a single batch`,
  );
}

function selectClause(soql: string): string {
  return soql.slice(0, Math.max(0, soql.search(/\bFROM\b/i)));
}

function hasBranch(tree: BooleanTree, kind: 'or' | 'not'): boolean {
  if (tree.kind === kind) return true;
  if (tree.kind === 'comparison') return false;
  return tree.kind === 'not' ? hasBranch(tree.part, kind) : tree.parts.some((part) => hasBranch(part, kind));
}
