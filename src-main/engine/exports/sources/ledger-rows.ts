import type { LedgerColumn, LedgerRow } from '../../../../src-preload/contract/ledger.ts';
import type { Cell } from '../../../domain/sheets/book.ts';
import type { LedgerRepository } from '../../store/ledger-repository.ts';
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

type LedgerFilter = { readonly text: string; readonly connectionId: string | null };

/**
 * Requests up to `at`, newest first. Those that were sent later, by the export itself for instance, move the pages
 * while they are read and are left out, so that reading twice gives the same rows.
 */
export function ledgerRows(ledger: Pick<LedgerRepository, 'list'>, filter: LedgerFilter, at: Date) {
  const until = at.toISOString();

  function* rows(): Generator<LedgerRow> {
    let offset = 0;
    let lastId = Number.POSITIVE_INFINITY;
    let begun = false;
    for (;;) {
      const page = ledger.list({ ...filter, offset, limit: PAGE_ROWS });
      // Rows that came in front since the last page push known ones into this one; those have greater ids.
      for (const row of page.rows) {
        if (row.id >= lastId) continue;
        lastId = row.id;
        begun ||= row.at <= until;
        if (begun) yield row;
      }
      offset += page.rows.length;
      if (page.rows.length < PAGE_ROWS) return;
    }
  }

  const count = (): number => {
    let later = 0;
    for (;;) {
      const page = ledger.list({ ...filter, offset: later, limit: PAGE_ROWS });
      const first = page.rows.findIndex((row) => row.at <= until);
      if (first !== -1) return page.total - later - first;
      later += page.rows.length;
      if (page.rows.length < PAGE_ROWS) return 0;
    }
  };

  return { rows, count };
}
