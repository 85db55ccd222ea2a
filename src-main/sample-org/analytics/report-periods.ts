/** A stretch of time: `fromMs` belongs to it, `untilMs` does not. */
export interface Period {
  readonly fromMs: number;
  readonly untilMs: number;
}

const dayMs = 86_400_000;

/** Intervals of report files by what the Analytics API calls them. Others keep their own name. */
const durations: Readonly<Record<string, string>> = {
  INTERVAL_CUSTOM: 'CUSTOM',
  INTERVAL_CURRENT: 'THIS_FISCAL_QUARTER',
  INTERVAL_PREV1: 'LAST_FISCAL_QUARTER',
  INTERVAL_NEXT1: 'NEXT_FISCAL_QUARTER',
  INTERVAL_CURFY: 'THIS_FISCAL_YEAR',
  INTERVAL_PREVFY: 'LAST_FISCAL_YEAR',
  INTERVAL_NEXTFY: 'NEXT_FISCAL_YEAR',
  INTERVAL_CURY: 'THIS_YEAR',
  INTERVAL_PREVY: 'LAST_YEAR',
  INTERVAL_NEXTY: 'NEXT_YEAR',
  INTERVAL_CURQ: 'THIS_QUARTER',
  INTERVAL_PREVQ: 'LAST_QUARTER',
  INTERVAL_NEXTQ: 'NEXT_QUARTER',
  INTERVAL_YESTERDAY: 'YESTERDAY',
  INTERVAL_TODAY: 'TODAY',
  INTERVAL_TOMORROW: 'TOMORROW',
};

export function durationOf(interval: string): string {
  const unit = /^INTERVAL_(LAST|THIS|NEXT)(WEEK|MONTH)$/.exec(interval);
  if (unit !== null) return `${unit[1]}_${unit[2]}`;
  const days = /^INTERVAL_(LAST|NEXT)(\d+)$/.exec(interval);
  return days === null ? (durations[interval] ?? interval) : `${days[1]}_N_DAYS:${days[2]}`;
}

/**
 * The period that a duration names, counted in days of universal time.
 * @param fiscalStartMonth first month of the fiscal year, 1 to 12
 * @returns null for `CUSTOM` and for a name that is none: nothing is left out then
 */
export function periodOf(duration: string, nowMs: number, fiscalStartMonth: number): Period | null {
  const name = durationOf(duration).toUpperCase();
  const today = Math.floor(nowMs / dayMs) * dayMs;
  const days = (from: number, until: number): Period => ({
    fromMs: today + from * dayMs,
    untilMs: today + until * dayMs,
  });
  if (name === 'TODAY') return days(0, 1);
  if (name === 'YESTERDAY') return days(-1, 0);
  if (name === 'TOMORROW') return days(1, 2);
  const counted = /^(LAST|NEXT)_N_DAYS:(\d+)$/.exec(name);
  if (counted !== null) return counted[1] === 'LAST' ? days(-Number(counted[2]), 1) : days(1, Number(counted[2]) + 1);
  const units = /^(LAST|NEXT)_N_(WEEK|MONTH|QUARTER|YEAR)S:(\d+)$/.exec(name);
  if (units !== null) {
    // Whole units before or after the running one, which is not among them.
    const bound = (which: string): Period | null => periodOf(`${which}_${units[2]}`, nowMs, fiscalStartMonth);
    const current = bound('THIS');
    if (current === null) return null;
    const start = new Date(current.fromMs);
    const count = (units[1] === 'LAST' ? -1 : 1) * Number(units[3]);
    const monthsEach = units[2] === 'YEAR' ? 12 : units[2] === 'QUARTER' ? 3 : 1;
    const other = (from: Date): number =>
      units[2] === 'WEEK'
        ? from.getTime() + count * 7 * dayMs
        : Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + count * monthsEach, 1);
    return count < 0
      ? { fromMs: other(start), untilMs: current.fromMs }
      : { fromMs: current.untilMs, untilMs: other(new Date(current.untilMs)) };
  }
  const several = /^INTERVAL_PREVCUR(\d?)FY$/.exec(name);
  if (several !== null) return years(nowMs, fiscalStartMonth, -Number(several[1] === '' ? 1 : several[1]), 1);
  const [, which, fiscal, unit] = /^(LAST|THIS|NEXT)_(FISCAL_)?(WEEK|MONTH|QUARTER|YEAR)$/.exec(name) ?? [];
  if (which === undefined) return null;
  const offset = which === 'LAST' ? -1 : which === 'NEXT' ? 1 : 0;
  const startMonth = fiscal === undefined ? 1 : fiscalStartMonth;
  if (unit === 'WEEK') {
    const sunday = -new Date(today).getUTCDay();
    return days(sunday + offset * 7, sunday + offset * 7 + 7);
  }
  if (unit === 'YEAR') return years(nowMs, startMonth, offset, offset + 1);
  const length = unit === 'QUARTER' ? 3 : 1;
  const now = new Date(nowMs);
  const month = now.getUTCMonth();
  const first = month - ((((month - (startMonth - 1)) % length) + length) % length);
  const at = (steps: number): number => Date.UTC(now.getUTCFullYear(), first + steps * length, 1);
  return { fromMs: at(offset), untilMs: at(offset + 1) };
}

function years(nowMs: number, startMonth: number, from: number, until: number): Period {
  const now = new Date(nowMs);
  const year = now.getUTCFullYear() - (now.getUTCMonth() < startMonth - 1 ? 1 : 0);
  const at = (offset: number): number => Date.UTC(year + offset, startMonth - 1, 1);
  return { fromMs: at(from), untilMs: at(until) };
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** The group that a date belongs to: the first day of its period, and what the period is called. */
export function dateGroup(
  value: string,
  granularity: string,
  fiscalStartMonth: number,
): { readonly value: string; readonly label: string } | null {
  const at = new Date(value.length === 10 ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(at.getTime())) return null;
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  switch (granularity.toUpperCase()) {
    case 'DAY':
      return null;
    case 'WEEK': {
      const from = Date.UTC(year, month, at.getUTCDate() - at.getUTCDay());
      return { value: day(from), label: `${day(from)} - ${day(from + 6 * dayMs)}` };
    }
    case 'MONTH':
      return { value: day(Date.UTC(year, month, 1)), label: `${months[month] ?? ''} ${year}` };
    case 'QUARTER':
    case 'FISCALQUARTER': {
      const start = granularity.toUpperCase() === 'QUARTER' ? 0 : fiscalStartMonth - 1;
      const quarter = Math.floor(((((month - start) % 12) + 12) % 12) / 3);
      const first = month - ((((month - start) % 3) + 3) % 3);
      const named = year + (start > 0 && month >= start ? 1 : 0);
      return { value: day(Date.UTC(year, first, 1)), label: `Q${quarter + 1} ${start === 0 ? 'CY' : 'FY'}${named}` };
    }
    case 'YEAR':
      return { value: day(Date.UTC(year, 0, 1)), label: `CY${year}` };
    case 'FISCALYEAR': {
      const start = fiscalStartMonth - 1;
      const first = year - (month < start ? 1 : 0);
      return { value: day(Date.UTC(first, start, 1)), label: `FY${first + (start > 0 ? 1 : 0)}` };
    }
    case 'MONTHINYEAR':
      return { value: String(month + 1), label: months[month] ?? '' };
    default:
      return null;
  }
}
