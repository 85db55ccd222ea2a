import type { Cell } from '../../../domain/sheets/book.ts';
import type { Output } from '../../../../src-preload/contract/index.ts';
import { type AnswerTable, answerRows, column } from './answer-table.ts';

type Answer = Output<'usage.ofField'>;

const COLUMNS = [
  column('Type', 22),
  column('API name', 50),
  column('Label', 40),
  column('How', 40, true),
  column('Source', 40, true),
];

export function whereUsedTable({ rows }: Answer): AnswerTable {
  return { columns: COLUMNS, ...answerRows(rows, cells) };
}

/** The same with the field of each row before it. */
export function fieldsUsedTable({ rows }: Output<'usage.ofFields'>): AnswerTable {
  return { columns: [column('Field', 40), ...COLUMNS], ...answerRows(rows, (row) => [row.field, ...cells(row)]) };
}

function cells({ type, name, label, shown, via, source }: Answer['rows'][number]): readonly Cell[] {
  // Where there is no label, only a name that reads otherwise than it is written.
  return [type, name, label ?? (shown === name ? null : shown), via.join(', '), source.join(', ')];
}

/** How much of each source was read, a line each: a list that is empty must not look as if nothing used the field. */
export function coverageWords({ coverage }: Pick<Answer, 'coverage'>): string[] {
  return coverage.map(({ source, state, readAt, reason }) =>
    [`${source}: ${state}`, ...(readAt === null ? [] : [`as of ${readAt}`]), ...(reason === null ? [] : [reason])].join(
      ', ',
    ),
  );
}
