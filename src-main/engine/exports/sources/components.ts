import type { CellValue, ComponentQuery, ComponentRow } from '../../../../src-preload/contract/components.ts';
import type { Column, ColumnKind } from '../../../domain/areas/columns-kinds.ts';
import { columnsOf, isCommonColumn } from '../../../domain/areas/columns.ts';
import type { Cell } from '../../../domain/sheets/book.ts';
import { EngineFailure } from '../../failure.ts';
import { type ColumnShape, shape, UNKNOWN } from './column-shape.ts';
import { OPERATORS, WITHOUT_VALUE } from './query-words.ts';

const WIDTHS: Readonly<Record<ColumnKind, number>> = { text: 30, count: 12, date: 24, boolean: 10, list: 50 };
const WIDE: Readonly<Record<string, number>> = { name: 40, description: 60, formula: 60 };

/** The columns of a type as sheets show them; throws `bad-input` for one that the type does not have. */
export function componentShapes(type: string, columns: readonly string[]): ColumnShape<ComponentRow>[] {
  const known = new Map(columnsOf(type).map((column) => [column.id, column]));
  return columns.map((id) => {
    const column = known.get(id);
    if (column === undefined) throw new EngineFailure('bad-input', `${type} has no column ${id}.`);
    const width = WIDE[id] ?? WIDTHS[column.kind];
    return shape(column.title, id, { width, wraps: column.kind === 'list' || id in WIDE }, (row) =>
      cellOf(row, column),
    );
  });
}

function cellOf(row: ComponentRow, { id }: Column): Cell {
  if (row.unknown.includes(id)) return UNKNOWN;
  const value = isCommonColumn(id) ? commonValue(row, id) : row.cells[id];
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(', ') : value;
}

function commonValue(row: ComponentRow, id: string): CellValue {
  switch (id) {
    case 'label':
    case 'name':
    case 'object':
    case 'namespace':
    case 'description':
    case 'createdDate':
    case 'createdBy':
    case 'lastModifiedDate':
    case 'lastModifiedBy':
    case 'readAt':
      return row[id];
    default:
      return null;
  }
}

/** What a query leaves out, one sentence for each filter. */
export function componentFilterWords({ type, quick, filters }: ComponentQuery): string[] {
  const titleOf = titles(type);
  return [
    ...(quick === '' ? [] : [`Label, API name or description contains "${quick}"`]),
    ...filters.map(({ column, operator, value }) => {
      const words = `${titleOf(column)} ${OPERATORS[operator]}`;
      return WITHOUT_VALUE.has(operator) ? words : `${words} "${value}"`;
    }),
  ];
}

export function componentSortWords({ type, sort }: ComponentQuery): string {
  const titleOf = titles(type);
  if (sort.length === 0) return titleOf('label');
  return sort
    .map(({ column, direction }) => `${titleOf(column)}, ${direction === 'asc' ? 'ascending' : 'descending'}`)
    .join('; then ');
}

function titles(type: string): (id: string) => string {
  const known = new Map(columnsOf(type).map(({ id, title }) => [id, title]));
  return (id) => known.get(id) ?? id;
}
