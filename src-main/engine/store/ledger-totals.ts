import type { Output } from '../../../src-preload/contract/index.ts';
import type { Database } from './database.ts';
import { localDay, localDayOf } from './ledger-days.ts';
import type { LedgerConditions, LedgerWhere } from './ledger-filter.ts';

export type LedgerTotals = Output<'ledger.totals'>;

type Sums = { requests: number; refused: number; bytesIn: number; bytesOut: number };
type Day = { readonly day: string; readonly from: string; readonly until: string };
type RawRow = readonly [kindId: number | null, isRefused: number, bytesIn: number, bytesOut: number, at: string];
type Kind = { readonly purpose: string; readonly host: string };

const NO_KIND: Kind = { purpose: '', host: '' };

/**
 * Adds the ledger up by purpose and local day. Day by day, along the index, and here rather than by GROUP BY: SQLite would
 * sort the rows first, which takes three times as long.
 */
export function createLedgerTotals(db: Database, whereOf: (filter: LedgerConditions) => LedgerWhere) {
  const next = db.prepare<[string], string | null>('SELECT min(at) FROM ledger WHERE at >= ?').pluck();
  const everyKind = db
    .prepare<[], readonly [number, string, string]>('SELECT id, purpose, host FROM ledger_kind')
    .raw();

  /**
   * The days that have rows: one row of a clock that was wrong by decades must not cost a look at each day in between.
   * SQLite's own conversion to local time asks the system for every row; a day's ends are asked for once a day.
   */
  function* daysOf({ fromDay = null, toDay = null }: LedgerConditions): Generator<Day> {
    let at = next.get(fromDay === null ? '' : localDay(fromDay).from) ?? null;
    while (at !== null) {
      const day = localDayOf(at);
      if (toDay !== null && day > toDay) return;
      const ofDay = { day, ...localDay(day) };
      yield ofDay;
      // At the end of time there is no later day.
      if (ofDay.until <= at) return;
      at = next.get(ofDay.until) ?? null;
    }
  }

  return (filter: LedgerConditions): LedgerTotals => {
    const { conditions, values } = whereOf({ ...filter, fromDay: null, toDay: null });
    const rowsOfDay = db
      .prepare<LedgerWhere['values'], RawRow>(
        `SELECT kind_id, state = 'refused', bytes_in, bytes_out, at FROM ledger INDEXED BY ledger_at
         WHERE ${['at >= @from', 'at < @until', ...conditions].join(' AND ')} ORDER BY at`,
      )
      .raw();
    const kinds = new Map<number | null, Kind>(everyKind.all().map(([id, purpose, host]) => [id, { purpose, host }]));
    const byPurpose = new Map<string, Sums>();
    const byDay: { day: string; sums: Sums }[] = [];
    const byBoth: { day: string; purpose: string; requests: number }[] = [];
    const hosts = new Set<string>();
    let since: string | null = null;

    for (const { day, from, until } of daysOf(filter)) {
      const rows = rowsOfDay.all({ ...values, from, until });
      if (rows.length === 0) continue;
      since ??= rows[0]?.[4] ?? null;
      const ofDay = noSums();
      const purposes = new Map<string, Sums>();
      for (const row of rows) {
        const { purpose, host } = kinds.get(row[0]) ?? NO_KIND;
        let sums = purposes.get(purpose);
        if (sums === undefined) purposes.set(purpose, (sums = noSums()));
        if (row[1] === 0) {
          sums.requests += 1;
          hosts.add(host);
        } else {
          sums.refused += 1;
        }
        sums.bytesIn += row[2];
        sums.bytesOut += row[3];
      }
      for (const [purpose, sums] of purposes) {
        const soFar = byPurpose.get(purpose) ?? noSums();
        byPurpose.set(purpose, soFar);
        addTo(soFar, sums);
        addTo(ofDay, sums);
        if (sums.requests > 0) byBoth.push({ day, purpose, requests: sums.requests });
      }
      byDay.push({ day, sums: ofDay });
    }
    return {
      byPurpose: [...byPurpose].map(([purpose, sums]) => ({ purpose, ...sums })).toSorted(byName),
      byDay: byDay.map(({ day, sums }) => ({ day, ...sums })).toReversed(),
      byPurposeAndDay: byBoth.toSorted((one, other) =>
        one.day === other.day ? byName(one, other) : newestFirst(one, other),
      ),
      hosts: [...hosts].toSorted(),
      since,
    };
  };
}

function noSums(): Sums {
  return { requests: 0, refused: 0, bytesIn: 0, bytesOut: 0 };
}

function addTo(sums: Sums, more: Sums): void {
  sums.requests += more.requests;
  sums.refused += more.refused;
  sums.bytesIn += more.bytesIn;
  sums.bytesOut += more.bytesOut;
}

type Named = { readonly purpose: string };
type Dated = { readonly day: string };
const byName = (one: Named, other: Named): number => (one.purpose < other.purpose ? -1 : 1);
const newestFirst = (one: Dated, other: Dated): number => (one.day > other.day ? -1 : 1);
