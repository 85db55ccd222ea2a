import type { ComponentQuery } from '../../../../src-preload/contract/components.ts';
import type { Column, ColumnKind } from '../../../domain/areas/columns-kinds.ts';
import { columnsOf, isCommonColumn } from '../../../domain/areas/columns.ts';
import { valuesInWords, vocabularyOf } from '../../../domain/areas/words.ts';
import { EngineFailure } from '../../failure.ts';
import { likeAnywhere, type SqlPart } from '../catalog/field-where.ts';

/** The common columns as SQL over `m` (what grids show) and `c` (the component itself). */
const COMMON_SQL: Readonly<Record<string, string>> = {
  label: 'm.label',
  name: 'm.name',
  object: 'm.object',
  namespace: 'm.namespace',
  description: 'm.description',
  createdDate: 'm.created_date',
  createdBy: 'm.created_by',
  lastModifiedDate: 'm.last_modified_date',
  lastModifiedBy: 'm.last_modified_by',
  readAt: 'c.read_at',
};
/** Only these are beside the component itself. */
const OF_COMPONENT = new Set(['readAt']);

type ColumnSql = { readonly id: string; readonly sql: string; readonly kind: ColumnKind };
type Filter = ComponentQuery['filters'][number];

export type ComponentSql = {
  readonly from: string;
  readonly where: SqlPart;
  readonly orderBy: string;
};

/** The only SQL that a column id can become: ids that the type does not have are refused. */
function columnSql(columns: ReadonlyMap<string, Column>, type: string, id: string): ColumnSql {
  const column = columns.get(id);
  if (column === undefined) throw new EngineFailure('bad-input', `${type} has no column ${id}.`);
  const sql = isCommonColumn(id)
    ? (COMMON_SQL[id] ?? 'NULL')
    : column.kind === 'list'
      ? `nullif(json_extract(m.facts, '$.${id}'), '[]')`
      : `json_extract(m.facts, '$.${id}')`;
  return { id, sql, kind: column.kind };
}

function itemsOf({ id }: ColumnSql): string {
  return `SELECT 1 FROM json_each(m.facts, '$.${id}') WHERE`;
}

/** Rows that match as stored, or whose words match: people look for what they see. */
function orInWords(type: string, column: ColumnSql, part: SqlPart, { operator, value }: Filter): SqlPart {
  if (operator !== 'contains' && operator !== 'equals') return part;
  const values = valuesInWords(type, column.id, value, operator === 'equals' ? 'are' : 'contain');
  if (values.length === 0) return part;
  const either = `(SELECT value FROM json_each(?))`;
  const sql = column.kind === 'list' ? `EXISTS (${itemsOf(column)} value IN ${either})` : `${column.sql} IN ${either}`;
  return { sql: `(${part.sql} OR ${sql})`, values: [...part.values, JSON.stringify(values)] };
}

/** What a column is ordered by: its words where it has some. */
function orderSql(type: string, { id, sql, kind }: ColumnSql): string {
  const vocabulary = kind === 'text' ? vocabularyOf(type, id) : null;
  if (vocabulary === null) return sql;
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const cases = Object.entries(vocabulary).map(([value, word]) => `WHEN ${quoted(value)} THEN ${quoted(word)}`);
  return `CASE ${sql} ${cases.join(' ')} ELSE ${sql} END`;
}

function filterSql(column: ColumnSql, { operator, value }: Filter): SqlPart {
  const { sql, kind } = column;
  const unknown: SqlPart = { sql: `coalesce(instr(m.unknown, ?), 0) > 0`, values: [JSON.stringify(column.id)] };
  switch (operator) {
    case 'contains': {
      if (kind !== 'list') return likeAnywhere([`CAST(${sql} AS TEXT)`], value);
      const like = likeAnywhere(['value'], value);
      return { sql: `EXISTS (${itemsOf(column)} ${like.sql})`, values: like.values };
    }
    case 'equals':
      if (kind === 'list') return { sql: `EXISTS (${itemsOf(column)} value = ? COLLATE NOCASE)`, values: [value] };
      if (kind === 'text') return { sql: `${sql} = ? COLLATE NOCASE`, values: [value] };
      if (kind === 'date') return { sql: `substr(${sql}, 1, length(?)) = ?`, values: [value, value] };
      return { sql: `${sql} = CAST(? AS NUMERIC)`, values: [kind === 'boolean' ? Number(value === 'true') : value] };
    case 'isEmpty':
      return { sql: `(${sql} IS NULL AND NOT ${unknown.sql})`, values: unknown.values };
    case 'isNotEmpty':
      return { sql: `${sql} IS NOT NULL`, values: [] };
    case 'isUnknown':
      return unknown;
    case 'isTrue':
      return { sql: `${sql} = 1`, values: [] };
    case 'isFalse':
      return { sql: `${sql} = 0`, values: [] };
    case 'before':
      return { sql: `${sql} < ${kind === 'count' ? 'CAST(? AS NUMERIC)' : '?'}`, values: [value] };
    case 'after':
      return { sql: `${sql} > ${kind === 'count' ? 'CAST(? AS NUMERIC)' : '?'}`, values: [value] };
  }
}

/** Turns a query of the contract into parameterised SQL over `component_cell`; throws `bad-input` for a column of another type. */
export function componentSql(connectionKey: number, query: ComponentQuery): ComponentSql {
  const columns = new Map(columnsOf(query.type).map((column) => [column.id, column]));
  const sqlOf = (id: string): ColumnSql => columnSql(columns, query.type, id);
  const quick = query.quick.trim();
  const parts: SqlPart[] = [
    { sql: 'm.connection_key = ? AND m.type = ?', values: [connectionKey, query.type] },
    ...(quick === '' ? [] : [likeAnywhere(['m.label', 'm.name', 'm.description'], quick)]),
    ...query.filters.map((filter) => {
      const column = sqlOf(filter.column);
      return orInWords(query.type, column, filterSql(column, filter), filter);
    }),
  ];
  const sort = query.sort.length === 0 ? [{ column: 'label', direction: 'asc' } as const] : query.sort;
  const terms = sort.map(({ column, direction }) => {
    const sorted = sqlOf(column);
    const { kind } = sorted;
    const sql = orderSql(query.type, sorted);
    const collate = kind === 'text' || kind === 'list' ? ' COLLATE NOCASE' : '';
    // A label is never empty, and an index has it in this order.
    return `${sql}${collate} ${direction === 'asc' ? 'ASC' : 'DESC'}${column === 'label' ? '' : ' NULLS LAST'}`;
  });
  const used = [...query.filters, ...query.sort].some(({ column }) => OF_COMPONENT.has(column));
  return {
    from: `component_cell m${used ? ' JOIN component c ON c.id = m.id' : ''}`,
    where: { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) },
    // A total order: without it two pages could show the same row.
    orderBy: [...terms, `m.id ${sort.at(-1)?.direction === 'desc' ? 'DESC' : 'ASC'}`].join(', '),
  };
}
