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
    const found = /^(\d{4})-(\d{2})$/.exec(label);
    return found === null ? [] : [{ month: Number(found[1]) * 12 + Number(found[2]) - 1, count }];
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

function labelOf(index: number, unit: Series['unit']): string {
  if (unit === 'year') return String(index);
  if (unit === 'quarter') return `${Math.floor(index / 4)} Q${(index % 4) + 1}`;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The next 1, 2, 4 or 5 times a power of ten, so that half of it is a number to read as well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return (([1, 2, 4, 5, 10] as const).find((factor) => factor * power >= value) ?? 10) * power;
}
