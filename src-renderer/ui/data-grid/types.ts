/** One column of a grid: what it is called, what its cells say, and how they are drawn. */
export type GridColumn<Row> = {
  readonly id: string;
  readonly header: string;
  readonly widthPx: number;
  readonly sortable?: boolean;
  readonly filterable?: boolean;
  readonly numeric?: boolean;
  /** API names and other identifiers. */
  readonly mono?: boolean;
  /** Shows a copy button on hover and focus. */
  readonly copyable?: boolean;
  /** What is copied, and drawn unless `show` or `paint` does; `''` when empty, null when unknown. */
  readonly text: (row: Row) => string | null;
  /** What is drawn, where that differs from what is copied (dates). */
  readonly show?: (row: Row) => string | null;
  /** Draws more than text (badges). */
  readonly paint?: (row: Row) => Node;
  /** The value in a JSON copy; the text when absent. */
  readonly value?: (row: Row) => string | number | boolean | readonly string[] | null;
};

export type GridSort = { readonly column: string; readonly direction: 'asc' | 'desc' };

/** A column that is shown, with its width in pixels when it was changed. */
export type ShownColumn = { readonly id: string; readonly widthPx?: number };

/** Where rows come from, in pages. */
export type RowSource<Row> = {
  /** Changes when other rows (or another order) are wanted. */
  readonly key: string;
  /** Changes when the same question may have a new answer. */
  readonly version: number | string;
  readonly load: (
    offset: number,
    limit: number,
    signal: AbortSignal,
  ) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>;
};
