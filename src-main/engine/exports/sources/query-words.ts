import type { FieldColumn, FieldFilter, FieldQuery } from '../../../../src-preload/contract/catalog.ts';
import { GRID_SHAPES } from './field-columns.ts';

export const OPERATORS: Readonly<Record<FieldFilter['operator'], string>> = {
  contains: 'contains',
  equals: 'is',
  isEmpty: 'is empty',
  isNotEmpty: 'is not empty',
  isUnknown: 'is unknown',
  isTrue: 'is yes',
  isFalse: 'is no',
  before: 'is before',
  after: 'is on or after',
};
export const WITHOUT_VALUE: ReadonlySet<FieldFilter['operator']> = new Set([
  'isEmpty',
  'isNotEmpty',
  'isUnknown',
  'isTrue',
  'isFalse',
]);

const nameOf = (column: FieldColumn): string => GRID_SHAPES[column].label;

/** The beginning of a list, and how much more there is. */
export function cutList(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  const more = names.length - most;
  return more > 0 ? `${shown} and ${more.toLocaleString('en')} more` : shown;
}

/** What a query leaves out, one sentence for each filter; empty when it leaves out nothing. */
export function filterWords(query: FieldQuery): string[] {
  return [
    ...(query.quick === '' ? [] : [`Label, API name or help text contains "${query.quick}"`]),
    ...query.filters.map(({ column, operator, value }) => {
      const words = `${nameOf(column)} ${OPERATORS[operator]}`;
      return WITHOUT_VALUE.has(operator) ? words : `${words} "${value}"`;
    }),
  ];
}

/** The order of the rows in words. */
export function sortWords(query: FieldQuery): string {
  if (query.sort.length === 0) return 'Object, then field, by API name';
  return query.sort
    .map(({ column, direction }) => `${nameOf(column)}, ${direction === 'asc' ? 'ascending' : 'descending'}`)
    .join('; then ');
}
