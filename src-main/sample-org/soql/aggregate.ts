import type { FieldType, GroupByClause, Query } from '@jetstreamapp/soql-parser-js';
import { SoqlError } from './soql-error.ts';
import type { Row } from './table.ts';
import type { Reader } from './where.ts';

/** COUNT, COUNT_DISTINCT, MIN, MAX and GROUP BY on data objects; unnamed results are `expr0`, `expr1`, … */
export function aggregate(
  query: Query,
  selected: readonly FieldType[],
  rows: readonly Row[],
  readerOf: (path: string) => Reader,
): readonly Row[] {
  if (query.having !== undefined) throw new SoqlError('MALFORMED_QUERY', 'HAVING is not supported by the sample org.');
  const clauses: readonly GroupByClause[] =
    query.groupBy === undefined ? [] : Array.isArray(query.groupBy) ? query.groupBy : [query.groupBy];
  const keys = clauses.map((clause) => {
    if (!('field' in clause)) throw new SoqlError('MALFORMED_QUERY', 'GROUP BY takes fields only here.');
    return { path: clause.field, reader: readerOf(clause.field) };
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
  return [...groups.values()].map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(columns.map(({ name, of }) => [name, of(group)])),
  }));
}

interface ResultColumn {
  readonly name: string;
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
      const [parameter] = field.parameters;
      const reader = readerOf(typeof parameter === 'string' ? parameter : 'Id');
      return { name, of: (group) => reduce(field.functionName.toUpperCase(), group.map(reader.read)) };
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
      of: ([first]) => (first === undefined ? null : reader.read(first)),
    };
  });
}

function reduce(name: string, values: readonly unknown[]): unknown {
  const present = values.filter((value) => value !== null && value !== undefined);
  const sorted = present.map(String).toSorted();
  switch (name) {
    case 'COUNT':
      return present.length;
    case 'COUNT_DISTINCT':
      return new Set(present).size;
    case 'MIN':
      return sorted[0] ?? null;
    case 'MAX':
      return sorted.at(-1) ?? null;
    default:
      throw new SoqlError('MALFORMED_QUERY', `The function ${name} is not supported by the sample org.`);
  }
}
