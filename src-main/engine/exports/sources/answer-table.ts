import type { Cell, SheetColumn, SheetPlan } from '../../../domain/sheets/book.ts';

/** A table of an answer; cells are made when a row is asked for, because a matrix has some hundred thousand of them. */
export type AnswerTable = {
  readonly columns: readonly SheetColumn[];
  readonly count: number;
  readonly rows: () => Iterable<readonly Cell[]>;
};

export function column(header: string, width = 24, wraps = false): SheetColumn {
  return { header, width, wraps };
}

/** Rows of cells that are made one after another. */
export function answerRows<Row>(
  rows: readonly Row[],
  cells: (row: Row) => readonly Cell[],
): Pick<AnswerTable, 'count' | 'rows'> {
  function* made(): Generator<readonly Cell[]> {
    for (const row of rows) yield cells(row);
  }
  return { count: rows.length, rows: made };
}

/** The rows of several one after another. */
export function answerParts(...parts: readonly ReturnType<typeof answerRows>[]): ReturnType<typeof answerRows> {
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    *rows() {
      for (const part of parts) yield* part.rows();
    },
  };
}

export function answerSheet(id: string, name: string, { columns, count, rows }: AnswerTable): SheetPlan {
  return { id, name, kind: 'data', title: null, columns, hasHeader: true, rowCount: count, rows };
}
