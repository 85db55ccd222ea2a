import type { Cell, SheetColumn } from '../../../domain/sheets/book.ts';

/** How one column of a source is shown in a sheet. */
export type ColumnShape<Row> = {
  /** Header in words, as the grid has it. */
  readonly label: string;
  /** Header as Salesforce's API calls it. */
  readonly api: string;
  /** Characters. */
  readonly width: number;
  readonly wraps: boolean;
  readonly cell: (row: Row) => Cell;
};

/** Shown for what could not be read, which is neither empty nor zero. */
export const UNKNOWN = 'unknown';

type Look = { readonly width: number; readonly wraps?: boolean };

/** A shape in one line. */
export function shape<Row>(
  label: string,
  api: string,
  look: number | Look,
  cell: (row: Row) => Cell,
): ColumnShape<Row> {
  const { width, wraps = false } = typeof look === 'number' ? { width: look } : look;
  return { label, api, width, wraps, cell };
}

/** The columns of a sheet, with headers in words or as the API calls them. */
export function sheetColumns(
  shapes: readonly Omit<ColumnShape<never>, 'cell'>[],
  headers: 'label' | 'api',
): SheetColumn[] {
  return shapes.map(({ label, api, width, wraps }) => ({ header: headers === 'label' ? label : api, width, wraps }));
}
