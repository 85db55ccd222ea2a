import type { LedgerColumn, LedgerFilter, LedgerRow } from '../../../../src-preload/contract/ledger.ts';
import type { Cell } from '../../../domain/sheets/book.ts';
import type { LedgerPlace, LedgerRepository } from '../../store/ledger-repository.ts';
import { type ColumnShape, shape, UNKNOWN } from './column-shape.ts';

const STATES: Readonly<Record<LedgerRow['state'], string>> = {
  sent: 'On its way',
  done: 'Done',
  failed: 'Failed',
  refused: 'Refused',
  unknown: 'Unknown',
};

/** What only an answer brings; while there is none, or when none was seen, it is not known. */
const answered =
  (value: (row: LedgerRow) => Cell) =>
  (row: LedgerRow): Cell =>
    row.state === 'sent' || row.state === 'unknown' ? UNKNOWN : value(row);

/** Columns of the outbound ledger. */
export const LEDGER_SHAPES: Readonly<Record<LedgerColumn, ColumnShape<LedgerRow>>> = {
  at: shape('Time', 'at', 24, (row) => row.at),
  purpose: shape('Purpose', 'purpose', 22, (row) => row.purpose),
  trigger: shape('Trigger', 'trigger', 18, (row) => row.trigger),
  connectionName: shape('Connection', 'connectionName', 22, (row) => row.connectionName),
  method: shape('Method', 'method', 9, (row) => row.method),
  host: shape('Host', 'host', 34, (row) => row.host),
  path: shape('Path', 'path', 60, (row) => row.path),
  reads: shape('Reads', 'reads', 40, (row) => row.reads),
  parts: shape('Parts', 'parts', 8, (row) => row.parts),
  attempt: shape('Attempt', 'attempt', 9, (row) => row.attempt),
  state: shape('State', 'state', 11, (row) => STATES[row.state]),
  status: shape(
    'Status',
    'status',
    9,
    answered((row) => row.status),
  ),
  bytesIn: shape(
    'Bytes received',
    'bytesIn',
    15,
    answered((row) => row.bytesIn),
  ),
  bytesOut: shape('Bytes sent', 'bytesOut', 12, (row) => row.bytesOut),
  ms: shape(
    'Milliseconds',
    'ms',
    13,
    answered((row) => row.ms),
  ),
  error: shape('Error', 'error', { width: 50, wraps: true }, (row) => row.error),
};

const PAGE_ROWS = 1000;
/** Behind every time that a row can have. */
const LAST_TIME = '9999-12-31T23:59:59.999Z';

/**
 * Requests, newest first. Those with an id above `upToId` were sent later, by the export itself for instance, and are left
 * out, so that reading twice gives the same rows. Their times do not tell: the clock may have been set back.
 */
export function ledgerRows(ledger: Pick<LedgerRepository, 'before' | 'count'>, filter: LedgerFilter, upToId: number) {
  const start: LedgerPlace = { at: LAST_TIME, id: upToId, upToId };

  function* rows(): Generator<LedgerRow> {
    let place = start;
    for (;;) {
      const page = ledger.before(filter, place, PAGE_ROWS);
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_ROWS) return;
      place = { at: last.at, id: last.id - 1, upToId };
    }
  }

  return { rows, count: (): number => ledger.count(filter, start) };
}

/** The filter in words, for the cover; a line for each condition. */
export function ledgerFilterWords(filter: LedgerFilter): readonly string[] {
  const { text, purpose, host, state, fromDay, toDay } = filter;
  return [
    ...(text === '' ? [] : [`A part of the row contains "${text}"`]),
    ...(purpose === null ? [] : [`Purpose: ${purpose}`]),
    ...(host === null ? [] : [`Host: ${host}`]),
    ...(state === null ? [] : [`State: ${STATES[state]}`]),
    ...(fromDay === null ? [] : [`From ${fromDay}`]),
    ...(toDay === null ? [] : [`To ${toDay}, that day included`]),
  ];
}
