import type { FieldType, GroupByClause, Query } from '@jetstreamapp/soql-parser-js';
import { queryFacts } from '../describe/field-types.ts';
import { dateFunction } from './date-functions.ts';
import { SoqlError } from './soql-error.ts';
import type { Row } from './table.ts';
import { booleanTree, compareText, predicate } from './where.ts';
import type { Reader } from './where.ts';

/**
 * COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX, GROUP BY and HAVING on data objects; unnamed results are `expr0`, `expr1`, …
 * @param nowMs what TODAY and its like in HAVING are counted from
 */
export function aggregate(
  query: Query,
  selected: readonly FieldType[],
  rows: readonly Row[],
  readerOf: (path: string) => Reader,
  nowMs: number,
): readonly Row[] {
  const clauses: readonly GroupByClause[] =
    query.groupBy === undefined ? [] : Array.isArray(query.groupBy) ? query.groupBy : [query.groupBy];
  const keys = clauses.map((clause) => {
    const path = 'field' in clause ? clause.field : written(clause.fn);
    return { path, reader: keyReader(path, readerOf) };
  });
  const groups = new Map<string, Row[]>();
  // Without GROUP BY there is one result, also over no rows.
  if (keys.length === 0) groups.set('[]', []);
  for (const row of rows) {
    const key = JSON.stringify(keys.map(({ reader }) => reader.read(row)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const columns = resultColumns(
    selected,
    keys.map(({ path }) => path.toLowerCase()),
    readerOf,
  );
  const grouped = keys.map(({ path }) => path);
  const results = kept([...groups.values()], query, grouped, readerOf, nowMs).map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(columns.map(({ name, of }) => [name, of(group)])),
  }));
  return inOrder(results, query, columns);
}

/** Reads what is grouped by: a field, or a part of a date, `CALENDAR_YEAR(CreatedDate)`. */
function keyReader(path: string, readerOf: (path: string) => Reader): Reader {
  const [, name, parameter = ''] = /^(\w+)\((.*)\)$/.exec(path) ?? [];
  if (name === undefined) return readerOf(path);
  const part = dateFunction(name);
  if (part === undefined)
    throw new SoqlError('MALFORMED_QUERY', `Grouping by the function ${name} is not supported by the sample org.`);
  const reader = readerOf(parameter);
  return { type: 'int', read: (row) => part(reader.read(row)) };
}

/** The groups that HAVING lets through. It names grouped fields and functions, as the select list does. */
function kept(
  groups: readonly (readonly Row[])[],
  { having }: Query,
  grouped: readonly string[],
  readerOf: (path: string) => Reader,
  nowMs: number,
): readonly (readonly Row[])[] {
  if (having === undefined) return groups;
  const passes = predicate(booleanTree(having, { nowMs }), (path): Reader => {
    const isKey = grouped.some((one) => one.toLowerCase() === path.toLowerCase());
    const [, name, parameter = ''] = /^(\w+)\((.*)\)$/.exec(path) ?? [];
    if (name === undefined && !isKey)
      throw new SoqlError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${path}`);
    const reader = isKey ? keyReader(path, readerOf) : readerOf(parameter.trim() === '' ? 'Id' : parameter.trim());
    const valueOf = (rows: readonly Row[]): unknown =>
      isKey ? rows[0] && reader.read(rows[0]) : reduce((name ?? '').toUpperCase(), rows.map(reader.read));
    return { type: isKey ? reader.type : 'double', read: ({ rows }) => valueOf(rows as readonly Row[]) };
  });
  return groups.filter((rows) => passes({ rows }));
}

/** Orders groups by a result, named by its alias or written as its function: `ORDER BY COUNT(Id) DESC`. */
function inOrder(results: readonly Row[], query: Query, columns: readonly ResultColumn[]): readonly Row[] {
  const clauses = query.orderBy === undefined ? [] : Array.isArray(query.orderBy) ? query.orderBy : [query.orderBy];
  let ordered = results;
  for (const clause of clauses.toReversed()) {
    const text = 'fn' in clause ? written(clause.fn) : clause.field;
    const column = columns.find(
      ({ name, source }) => source !== null && [name, source].some((one) => one.toLowerCase() === text.toLowerCase()),
    );
    if (column === undefined) continue;
    const sign = clause.order === 'DESC' ? -1 : 1;
    ordered = ordered.toSorted((a, b) => sign * compareResults(a[column.name], b[column.name]));
  }
  return ordered;
}

function written({ functionName, parameters }: { functionName?: string; parameters?: unknown[] }): string {
  return `${functionName ?? ''}(${(parameters ?? []).map(String).join(',')})`;
}

function compareResults(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
}

interface ResultColumn {
  readonly name: string;
  /** `COUNT(Id)` for a function, null for a grouped field. */
  readonly source: string | null;
  of(group: readonly Row[]): unknown;
}

function resultColumns(
  selected: readonly FieldType[],
  grouped: readonly string[],
  readerOf: (path: string) => Reader,
): readonly ResultColumn[] {
  let unnamed = 0;
  return selected.map((field) => {
    if (field.type === 'FieldFunctionExpression') {
      const name = field.alias ?? `expr${unnamed++}`;
      const source = written(field);
      if (dateFunction(field.functionName) !== undefined) {
        if (!grouped.includes(source.toLowerCase()))
          throw new SoqlError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${source}`);
        const key = keyReader(source, readerOf);
        return { name, source, of: ([first]) => (first === undefined ? null : key.read(first)) };
      }
      const [parameter] = field.parameters;
      const reader = readerOf(typeof parameter === 'string' ? parameter : 'Id');
      refuseAggregate(field.functionName.toUpperCase(), String(parameter), reader);
      return {
        name,
        source,
        of: (group) => reduce(field.functionName.toUpperCase(), group.map(reader.read)),
      };
    }
    if (field.type !== 'Field' && field.type !== 'FieldRelationship')
      throw new SoqlError('MALFORMED_QUERY', 'Subqueries cannot be grouped.');
    const path = field.type === 'FieldRelationship' ? [...field.relationships, field.field].join('.') : field.field;
    if (!grouped.includes(path.toLowerCase()))
      throw new SoqlError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${path}`);
    const reader = readerOf(path);
    const alias = field.type === 'Field' ? field.alias : undefined;
    return {
      name: alias ?? path.split('.').at(-1) ?? path,
      source: null,
      of: ([first]) => (first === undefined ? null : reader.read(first)),
    };
  });
}

/** @throws SoqlError where a field's values cannot be added up or put in order */
function refuseAggregate(name: string, field: string, column: Reader): void {
  const isSum = /^(SUM|AVG)$/.test(name) && !/^(int|long|double|currency|percent)$/.test(column.type);
  if (isSum || !queryFacts(column).aggregatable)
    throw new SoqlError('MALFORMED_QUERY', `field ${field} does not support aggregate operator ${name}`);
}

function reduce(name: string, values: readonly unknown[]): unknown {
  const present = values.filter((value) => value !== null && value !== undefined);
  const sorted = present.toSorted(compareResults);
  const sum = (): number => present.reduce((total: number, value) => total + Number(value), 0);
  switch (name) {
    case 'COUNT':
      return present.length;
    case 'COUNT_DISTINCT':
      return new Set(present).size;
    case 'SUM':
      return present.length === 0 ? null : Number(sum().toFixed(6));
    case 'AVG':
      return present.length === 0 ? null : sum() / present.length;
    case 'MIN':
      return sorted[0] ?? null;
    case 'MAX':
      return sorted.at(-1) ?? null;
    default:
      throw new SoqlError('MALFORMED_QUERY', `The function ${name} is not supported by the sample org.`);
  }
}
