import type { Cell, SheetColumn, SheetPlan } from '../../../domain/sheets/book.ts';

/** A table of an answer, complete in memory: such answers are as large as a window shows them. */
export type AnswerTable = { readonly columns: readonly SheetColumn[]; readonly rows: readonly (readonly Cell[])[] };

export function column(header: string, width = 24, wraps = false): SheetColumn {
  return { header, width, wraps };
}

export function answerSheet(id: string, name: string, { columns, rows }: AnswerTable): SheetPlan {
  return { id, name, kind: 'data', title: null, columns, hasHeader: true, rowCount: rows.length, rows: () => rows };
}
