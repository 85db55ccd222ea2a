type Counted = { readonly label: string; readonly count: number };
export type Bar = { readonly label: string; readonly count: number };
export type Series = {
  readonly unit: 'month' | 'quarter' | 'year';
  /** Oldest first, without gaps. */
  readonly bars: readonly Bar[];
  readonly never: number;
  readonly unknown: number;
  /** Where the axis ends: a round number that no bar exceeds. */
  readonly top: number;
};

/** More bars than this are put together into quarters, and those into years. */
const MOST_BARS = 60;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** Counts by month (`YYYY-MM`, with `never` and `unknown` beside them) as bars without gaps. */
export function timeSeries(counts: readonly Counted[]): Series {
  const of = (label: string): number => counts.find((one) => one.label === label)?.count ?? 0;
  const months = counts.flatMap(({ label, count }) => {
    const month = monthOf(label);
    return month === null ? [] : [{ month, count }];
  });
  const rest = { never: of('never'), unknown: of('unknown') };
  if (months.length === 0) return { unit: 'month', bars: [], top: 1, ...rest };
  const first = Math.min(...months.map(({ month }) => month));
  const last = Math.max(...months.map(({ month }) => month));
  const unit = (['month', 'quarter'] as const).find((one) => (last - first + 1) / MONTHS[one] <= MOST_BARS) ?? 'year';
  const step = MONTHS[unit];
  const start = Math.floor(first / step);
  const sums = Array.from({ length: Math.floor(last / step) - start + 1 }, () => 0);
  for (const { month, count } of months) {
    const at = Math.floor(month / step) - start;
    sums[at] = (sums[at] ?? 0) + count;
  }
  const bars = sums.map((count, index) => ({ label: labelOf(start + index, unit), count }));
  return { unit, bars, top: roundUp(Math.max(...sums)), ...rest };
}

/** Up to how many months ago, counted from this month; the last one is open. */
const AGES = [
  ['thisMonth', 0],
  ['lastMonth', 1],
  ['months3', 3],
  ['months6', 6],
  ['year', 12],
  ['years2', 24],
  ['years5', 60],
  ['older', Infinity],
] as const;
export type Age = (typeof AGES)[number][0] | 'never' | 'unknown';
export type Ages = { readonly bars: readonly { readonly age: Age; readonly count: number }[]; readonly top: number };

/** Counts by month as counts by how long ago that was, the longest first: one old month leaves no empty years. */
export function ageSeries(counts: readonly Counted[], nowMs: number): Ages {
  const now = new Date(nowMs);
  const thisMonth = now.getUTCFullYear() * 12 + now.getUTCMonth();
  const sums = new Map<Age, number>(AGES.map(([age]) => [age, 0]));
  const add = (age: Age, count: number): void => void sums.set(age, (sums.get(age) ?? 0) + count);
  for (const { label, count } of counts) {
    const month = monthOf(label);
    if (month === null) add(label === 'never' ? 'never' : 'unknown', count);
    else add(AGES.find(([, most]) => thisMonth - month <= most)?.[0] ?? 'older', count);
  }
  const order: readonly Age[] = ['unknown', 'never', ...AGES.map(([age]) => age).toReversed()];
  const bars = order.flatMap((age) => {
    const count = sums.get(age);
    return count === undefined ? [] : [{ age, count }];
  });
  return { bars, top: roundUp(Math.max(1, ...bars.map(({ count }) => count))) };
}

/** The month of `YYYY-MM` as a number, for differences; null for what is none. */
function monthOf(label: string): number | null {
  const found = /^(\d{4})-(\d{2})$/.exec(label);
  return found === null ? null : Number(found[1]) * 12 + Number(found[2]) - 1;
}

function labelOf(index: number, unit: Series['unit']): string {
  if (unit === 'year') return String(index);
  if (unit === 'quarter') return `${Math.floor(index / 4)} Q${(index % 4) + 1}`;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

const STEPS = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10] as const;

/** A round number just above, of which half is a number to read as well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const tops = STEPS.map((step) => Math.round(step * power * 10) / 10);
  return tops.find((top) => top >= value && Number.isInteger(top)) ?? 10 * power;
}
