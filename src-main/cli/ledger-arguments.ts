import { type LedgerFilter, ledgerFilter, ledgerState } from '../../src-preload/contract/ledger.ts';
import { ANALYTICS_PURPOSE } from '../engine/network/analytics-gateway.ts';
import { CLOUD_PURPOSES } from '../engine/network/cloud-types.ts';
import { PURPOSES } from '../engine/network/gateway-types.ts';
import { oneOf, UsageError } from './usage.ts';

/** Whatever a row of the ledger can be for. */
const EVERY_PURPOSE: readonly string[] = [...PURPOSES, ...CLOUD_PURPOSES, ANALYTICS_PURPOSE];

/** Which rows of the ledger, before the org is looked up. */
export type LedgerRows = Omit<LedgerFilter, 'connectionId' | 'text'>;

export type LedgerChoice = {
  /** Name of a connection or account; null: all, and what was sent for none. */
  readonly org: string | null;
  readonly rows: LedgerRows;
  readonly text: string;
  /** The newest so many; null: all. */
  readonly limit: number | null;
  readonly totals: boolean;
};

export const LEDGER_ROW_OPTIONS = ['purpose', 'host', 'state', 'from'] as const;

export type LedgerValues = {
  readonly [K in (typeof LEDGER_ROW_OPTIONS)[number] | 'to' | 'until' | 'org' | 'text' | 'totals' | 'limit']?:
    | string
    | boolean
    | undefined;
};

/** Reads the conditions; the last day is `--to`, or `--until` where `--to` is a format. Throws UsageError. */
export function ledgerRowsOf(values: LedgerValues, lastDay: 'to' | 'until'): LedgerRows {
  const state = textOf(values, 'state');
  const purpose = textOf(values, 'purpose')?.toLowerCase() ?? null;
  const rows = {
    purpose: purpose === null ? null : oneOf('purpose', purpose, EVERY_PURPOSE),
    host: textOf(values, 'host')?.toLowerCase() ?? null,
    state: state === null ? null : oneOf('state', state, ledgerState.options),
    fromDay: dayOf(values, 'from'),
    toDay: dayOf(values, lastDay),
  };
  if (rows.fromDay !== null && rows.toDay !== null && rows.fromDay > rows.toDay) {
    throw new UsageError(`--from is a day after --${lastDay}.`);
  }
  return rows;
}

/** Reads what to list. Throws UsageError with one plain sentence. */
export function ledgerChoice(values: LedgerValues, limit: number | null): LedgerChoice {
  const totals = values.totals === true;
  if (totals && limit !== null) throw new UsageError('--totals does not take --limit: it adds up every row.');
  return {
    org: textOf(values, 'org'),
    rows: ledgerRowsOf(values, 'to'),
    text: searchedText(textOf(values, 'text') ?? ''),
    limit,
    totals,
  };
}

function dayOf(values: LedgerValues, name: 'from' | 'to' | 'until'): string | null {
  const given = textOf(values, name);
  if (ledgerFilter.shape.fromDay.safeParse(given).success) return given;
  throw new UsageError(`--${name} takes a day as YYYY-MM-DD, not "${given}".`);
}

function searchedText(text: string): string {
  if (ledgerFilter.shape.text.safeParse(text).success) return text;
  throw new UsageError('--text takes 200 characters at most.');
}

/** Null when the option is absent. Empty it is refused: an empty variable of a script never meant all rows. */
function textOf(values: LedgerValues, name: keyof LedgerValues): string | null {
  const value = values[name];
  if (typeof value !== 'string') return null;
  if (value === '') throw new UsageError(`--${name} takes a text that is not empty.`);
  return value;
}
