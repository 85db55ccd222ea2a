import { t } from '../../i18n/t.ts';

const OPERATORS = [
  'contains',
  'equals',
  'isEmpty',
  'isNotEmpty',
  'isUnknown',
  'isTrue',
  'isFalse',
  'before',
  'after',
] as const;
export type FilterOperator = (typeof OPERATORS)[number];

/** What a column's values are, and so which conditions make sense for it. */
export type FilterKind = 'text' | 'number' | 'flag' | 'date';

/** One condition on one column. */
export type GridFilter<Column extends string = string> = {
  readonly column: Column;
  readonly operator: FilterOperator;
  readonly value: string;
};

/** A column that can be filtered by. */
export type FilterColumn<Column extends string = string> = {
  readonly id: Column;
  readonly header: string;
  readonly kind: FilterKind;
  /** Conditions, the usual one first; those of its kind when absent. */
  readonly operators?: readonly FilterOperator[];
  /** Offered while a value is typed. */
  readonly values?: readonly string[];
};

const OF_KIND: Readonly<Record<FilterKind, readonly FilterOperator[]>> = {
  text: ['contains', 'equals', 'isEmpty', 'isNotEmpty', 'isUnknown'],
  number: ['equals', 'isEmpty', 'isNotEmpty', 'isUnknown'],
  flag: ['isTrue', 'isFalse', 'isUnknown'],
  date: ['after', 'before', 'isEmpty', 'isUnknown'],
};

/** Conditions that make sense for a column, the usual one first. */
export const operatorsOf = (column: FilterColumn): readonly FilterOperator[] =>
  column.operators ?? OF_KIND[column.kind];

export const isOperator = (text: string | null): text is FilterOperator => OPERATORS.some((one) => one === text);

export const needsValue = (operator: FilterOperator): boolean =>
  operator === 'contains' || operator === 'equals' || operator === 'before' || operator === 'after';

/** "Type is “picklist”" */
export function filterText(columns: readonly FilterColumn[], { column, operator, value }: GridFilter): string {
  const header = columns.find(({ id }) => id === column)?.header ?? column;
  const words = { column: header, operator: t(`grid.operator.${operator}`) };
  return needsValue(operator) ? t('grid.filter.with', { ...words, value }) : t('grid.filter.without', words);
}

/** Replaces, adds (`at` undefined) or removes (`filter` null) one filter; undefined when none is left. */
export function changeFilter<Filter>(
  filters: readonly Filter[],
  at: number | undefined,
  filter: Filter | null,
): Filter[] | undefined {
  const next =
    at === undefined
      ? [...filters, ...(filter === null ? [] : [filter])]
      : filters.flatMap((one, index) => (index === at ? (filter === null ? [] : [filter]) : [one]));
  return next.length === 0 ? undefined : next;
}
