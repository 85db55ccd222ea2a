import type { GridColumn, GridSort } from './types.ts';

/** Rows that hold the text in one of their columns, in the order asked for; what is unknown or empty comes last. */
export function arrangeRows<Row>(
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
  quick: string,
  sort: readonly GridSort[],
): readonly Row[] {
  const needle = quick.trim().toLowerCase();
  const found =
    needle === ''
      ? rows
      : rows.filter((row) => columns.some((column) => (column.text(row) ?? '').toLowerCase().includes(needle)));
  const orders = sort.flatMap(({ column: id, direction }) => {
    const column = columns.find((one) => one.id === id);
    return column === undefined ? [] : [orderOf(column, direction === 'desc' ? -1 : 1)];
  });
  if (orders.length === 0) return found;
  return found.toSorted((a, b) => orders.map((order) => order(a, b)).find((result) => result !== 0) ?? 0);
}

function orderOf<Row>(column: GridColumn<Row>, sign: 1 | -1): (a: Row, b: Row) => number {
  const valueOf = (row: Row): string | number => {
    const value = column.value?.(row);
    return typeof value === 'number' ? value : (column.text(row) ?? '');
  };
  return (a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === '' || y === '') return Number(x === '') - Number(y === '');
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
  };
}
