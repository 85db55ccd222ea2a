import type { FieldType } from '@jetstreamapp/soql-parser-js';
import type { Column, Table } from './table.ts';
import type { Reader } from './where.ts';

/** A column of a query's answer. `name` is the path of its value in a record. */
export interface AskedColumn extends Column {
  /** The lookup fields that the relationships of `name` go by, one each. */
  readonly lookups?: readonly string[];
  /** A column of a query of children, under the relationship's name. */
  readonly isOfChildren?: boolean;
  /** Set for a function's result: how the service writes the function, `count(Id)`. */
  readonly function?: string;
}

const apexTypes: Readonly<Record<string, string>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  long: 'Long',
  double: 'Double',
  currency: 'Double',
  percent: 'Double',
  date: 'Date',
  datetime: 'Datetime',
};
const numberTypes: readonly string[] = ['int', 'double', 'currency', 'percent', 'long'];
/** Functions whose result is a number, whatever they are given. */
const counting = /^(count|count_distinct|sum|avg|calendar_\w+|day_in_\w+|hour_in_day|week_in_\w+)\(/;

/** The columns of a query with functions or GROUP BY, named as in its records. */
export function aggregateColumns(
  selected: readonly FieldType[],
  readerOf: (path: string) => Reader,
): readonly AskedColumn[] {
  let unnamed = 0;
  return selected.map((field) => {
    if (field.type === 'FieldFunctionExpression') {
      const parameters = (field.parameters ?? []).filter((one) => typeof one === 'string');
      const written = `${field.functionName.toLowerCase()}(${parameters.join(', ')})`;
      const type = counting.test(written) ? 'double' : readerOf(parameters[0] ?? 'Id').type;
      return { name: field.alias ?? `expr${unnamed++}`, type, function: written };
    }
    const path =
      field.type === 'FieldRelationship'
        ? [...field.relationships, field.field].join('.')
        : field.type === 'Field'
          ? field.field
          : '';
    const alias = field.type === 'Field' ? field.alias : undefined;
    return { name: alias ?? path.split('.').at(-1) ?? path, type: readerOf(path).type };
  });
}

/** The answer to `&columns=true`, which the Salesforce CLI asks: the columns of a query instead of its rows. */
export function columnMetadata(
  table: Table,
  columns: readonly AskedColumn[],
  isGrouped: boolean,
): Record<string, unknown> {
  return {
    columnMetadata: tree(columns.map((column) => ({ ...column, path: column.name.split('.') }))),
    entityName: table.name,
    groupBy: isGrouped,
    idSelected: columns.some(({ name }) => name === 'Id'),
    keyPrefix: table.keyPrefix,
  };
}

type Placed = AskedColumn & { readonly path: readonly string[] };

/** Fields of one parent stand together, as columns joined to a column that is the parent. */
function tree(columns: readonly Placed[]): readonly Record<string, unknown>[] {
  const parents = new Map<string, Placed[]>();
  const shown: (Placed | string)[] = [];
  for (const column of columns) {
    const [first = '', ...rest] = column.path;
    if (rest.length === 0) {
      shown.push(column);
      continue;
    }
    const known = parents.get(first);
    if (known === undefined) {
      parents.set(first, [column]);
      shown.push(first);
    } else known.push(column);
  }
  return shown.map((one) => (typeof one === 'string' ? parent(one, parents.get(one) ?? []) : leaf(one)));
}

function leaf({ path, type, function: written }: Placed): Record<string, unknown> {
  const [name = ''] = path;
  const isNumber = numberTypes.includes(type);
  return {
    aggregate: written !== undefined,
    apexType: written === undefined ? (apexTypes[type] ?? 'String') : null,
    booleanType: written === undefined && type === 'boolean',
    columnName: name,
    custom: name.endsWith('__c'),
    displayName: written ?? name,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: isNumber,
    textType: written === undefined && apexTypes[type] === undefined,
    updatable: false,
  };
}

function parent(name: string, columns: readonly Placed[]): Record<string, unknown> {
  return {
    aggregate: columns.some(({ isOfChildren }) => isOfChildren === true),
    apexType: null,
    booleanType: false,
    columnName: name,
    custom: name.endsWith('__r'),
    displayName: name,
    foreignKeyName: columns[0]?.lookups?.[0] ?? null,
    insertable: false,
    joinColumns: tree(
      columns.map(({ isOfChildren: _own, ...column }) => ({
        ...column,
        path: column.path.slice(1),
        lookups: column.lookups?.slice(1),
      })),
    ),
    numberType: false,
    textType: false,
    updatable: false,
  };
}
