import type { Output } from '../../../../src-preload/contract/index.ts';
import { type AnswerTable, answerRows, column } from './answer-table.ts';

export function whereUsedTable({ rows }: Output<'usage.ofField'>): AnswerTable {
  return {
    columns: [
      column('Type', 22),
      column('API name', 50),
      column('Label', 40),
      column('How', 40, true),
      column('Source', 40, true),
    ],
    ...answerRows(rows, ({ type, name, label, shown, via, source }) => [
      type,
      name,
      // Where there is no label, only a name that reads otherwise than it is written.
      label ?? (shown === name ? null : shown),
      via.join(', '),
      source.join(', '),
    ]),
  };
}

/** How much of each source was read, a line each: a list that is empty must not look as if nothing used the field. */
export function coverageWords({ coverage }: Output<'usage.ofField'>): string[] {
  return coverage.map(({ source, state, readAt, reason }) =>
    [`${source}: ${state}`, ...(readAt === null ? [] : [`as of ${readAt}`]), ...(reason === null ? [] : [reason])].join(
      ', ',
    ),
  );
}
