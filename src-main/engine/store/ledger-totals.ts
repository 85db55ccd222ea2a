import type { Output } from '../../../src-preload/contract/index.ts';
import type { Database } from './database.ts';
import { localDay, localDayOf } from './ledger-days.ts';
import { type LedgerConditions, ledgerWhere } from './ledger-filter.ts';

export type LedgerTotals = Output<'ledger.totals'>;

type Sums = {
  readonly requests: number;
  readonly refused: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
};
type Cell = Sums & { readonly since: string };
type Place = { readonly purpose: string; readonly host: string };

const NOTHING: Sums = { requests: 0, refused: 0, bytesIn: 0, bytesOut: 0 };

/**
 * Adds the ledger up by purpose, host and local day: the requests of such a cell lie side by side in the index, so each
 * is read once and nothing is sorted.
 */
export function createLedgerTotals(db: Database) {
  const nextPlace = db.prepare<[string, string], Place>(
    'SELECT purpose, host FROM ledger INDEXED BY ledger_facts WHERE (purpose, host) > (?, ?) ORDER BY purpose, host LIMIT 1',
  );
  const nextTime = db
    .prepare<{ readonly purpose: string; readonly host: string; readonly from: string }, string | null>(
      'SELECT min(at) FROM ledger INDEXED BY ledger_facts WHERE purpose = @purpose AND host = @host AND at >= @from',
    )
    .pluck();

  /** Which purposes sent to which hosts, or would have. */
  const places = (): Place[] => {
    const found: Place[] = [];
    for (let place = nextPlace.get('', ''); place !== undefined; place = nextPlace.get(place.purpose, place.host)) {
      found.push(place);
    }
    return found;
  };

  const totals = (filter: LedgerConditions): LedgerTotals => {
    const { purpose = null, host = null, fromDay = null, toDay = null } = filter;
    // Which purpose, host and times are given with each cell; what is left of the filter is the same for all.
    const { conditions, values } = ledgerWhere({ ...filter, purpose: null, host: null, fromDay: null, toDay: null });
    const cell = db.prepare<Record<string, string | number>, Cell | (Sums & { readonly since: null })>(`
      SELECT count(*) FILTER (WHERE state <> 'refused') AS requests, count(*) FILTER (WHERE state = 'refused') AS refused,
        coalesce(sum(bytes_in), 0) AS bytesIn,
        -- What was refused never left.
        coalesce(sum(bytes_out) FILTER (WHERE state <> 'refused'), 0) AS bytesOut, min(at) AS since
      FROM ledger INDEXED BY ledger_facts
      WHERE ${['purpose = @purpose', 'host = @host', 'at >= @from', 'at < @until', ...conditions].join(' AND ')}`);
    const byPurpose = new Map<string, Sums>();
    const byDay = new Map<string, Sums>();
    const byBoth = new Map<string, Map<string, number>>();
    const hosts = new Set<string>();
    let since: string | null = null;

    const take = (place: Place, day: string, found: Cell): void => {
      byPurpose.set(place.purpose, plus(byPurpose.get(place.purpose), found));
      byDay.set(day, plus(byDay.get(day), found));
      if (since === null || found.since < since) since = found.since;
      if (found.requests === 0) return;
      hosts.add(place.host);
      const ofDay = byBoth.get(day) ?? new Map<string, number>();
      ofDay.set(place.purpose, (ofDay.get(place.purpose) ?? 0) + found.requests);
      byBoth.set(day, ofDay);
    };

    for (const place of places()) {
      if ((purpose !== null && place.purpose !== purpose) || (host !== null && place.host !== host)) continue;
      let from = fromDay === null ? '' : localDay(fromDay).from;
      for (;;) {
        const first = nextTime.get({ ...place, from });
        if (first === null || first === undefined) break;
        const day = localDayOf(first);
        if (toDay !== null && day > toDay) break;
        const { until } = localDay(day);
        const found = cell.get({ ...values, ...place, from: first, until });
        if (found !== undefined && found.since !== null) take(place, day, found);
        from = until;
      }
    }
    const newestFirst = (one: readonly [string, unknown], other: readonly [string, unknown]): number =>
      one[0] < other[0] ? 1 : -1;
    return {
      byPurpose: [...byPurpose].toSorted().map(([name, sums]) => ({ purpose: name, ...sums })),
      byDay: [...byDay].toSorted(newestFirst).map(([day, sums]) => ({ day, ...sums })),
      byPurposeAndDay: [...byBoth]
        .toSorted(newestFirst)
        .flatMap(([day, ofDay]) => [...ofDay].map(([name, requests]) => ({ day, purpose: name, requests }))),
      hosts: [...hosts].toSorted(),
      since,
    };
  };

  return { places, totals };
}

function plus(sums: Sums = NOTHING, { requests, refused, bytesIn, bytesOut }: Sums): Sums {
  return {
    requests: sums.requests + requests,
    refused: sums.refused + refused,
    bytesIn: sums.bytesIn + bytesIn,
    bytesOut: sums.bytesOut + bytesOut,
  };
}
