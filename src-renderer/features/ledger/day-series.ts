/** Requests of one purpose on one local calendar day, `YYYY-MM-DD`. */
export type DayCount = { readonly day: string; readonly purpose: string; readonly requests: number };

export type Column = {
  /** First and last day, both included; the same where a column is a day. */
  readonly from: string;
  readonly to: string;
  readonly total: number;
  /** In the order of the series; the last one is the rest, where there is one. */
  readonly counts: readonly number[];
};

export type DaySeries = {
  readonly unit: 'day' | 'week';
  /** The purposes with most requests, most first; `null` stands for all others together. */
  readonly series: readonly (string | null)[];
  /** Oldest first, without gaps. */
  readonly columns: readonly Column[];
  /** Where the axis ends: a round number that no column exceeds. */
  readonly top: number;
};

/** More would not be told apart by colour. */
const MAX_SERIES = 6;
/** Fewer would be blocks, not bars. */
const MIN_COLUMNS = 14;
const MAX_DAYS = 124;
const DAY_MS = 86_400_000;

// A calendar day has no time zone: it is counted with as if it were in UTC, where every day has 24 hours.
const numberOf = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Counts by day and purpose as the columns of a picture; weeks where there are too many days to see. */
export function daySeries(counts: readonly DayCount[]): DaySeries {
  const sums = new Map<string, number>();
  for (const { purpose, requests } of counts) sums.set(purpose, (sums.get(purpose) ?? 0) + requests);
  const ranked = [...sums].filter(([, sum]) => sum > 0).toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const named = ranked.slice(0, ranked.length > MAX_SERIES + 1 ? MAX_SERIES : MAX_SERIES + 1).map(([name]) => name);
  const series = ranked.length > named.length ? [...named, null] : named;
  if (ranked.length === 0) return { unit: 'day', series: [], columns: [], top: 1 };

  const days = counts.filter(({ requests }) => requests > 0).map(({ day }) => numberOf(day));
  const last = days.reduce((a, b) => Math.max(a, b));
  const first = days.reduce((a, b) => Math.min(a, b));
  const unit = last - first + 1 > MAX_DAYS ? 'week' : 'day';
  const step = unit === 'week' ? 7 : 1;
  const length = Math.max(MIN_COLUMNS, Math.ceil((last - first + 1) / step));
  const start = last - length * step + 1;

  const columns = Array.from({ length }, (_, index) => ({
    from: dayOf(start + index * step),
    to: dayOf(start + index * step + step - 1),
    counts: series.map(() => 0),
  }));
  for (const { day, purpose, requests } of counts) {
    const column = columns[Math.floor((numberOf(day) - start) / step)];
    const at = named.indexOf(purpose);
    const place = at === -1 ? series.length - 1 : at;
    if (column !== undefined && requests > 0) column.counts[place] = (column.counts[place] ?? 0) + requests;
  }
  const summed = columns.map((column) => ({ ...column, total: column.counts.reduce((a, b) => a + b, 0) }));
  return { unit, series, columns: summed, top: roundUp(Math.max(...summed.map(({ total }) => total))) };
}

/** The next 1, 2, 4 or 5 times a power of ten, so that half of it is a number to read as well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return (([1, 2, 4, 5, 10] as const).find((factor) => factor * power >= value) ?? 10) * power;
}
