/*
 * Functions that make a part of a date out of a date or a point in time, for GROUP BY. The service counts in the user's
 * time zone only on request; without it everything is UTC, and so it is here.
 */

const dayMs = 86_400_000;

function dayOfYear(at: Date): number {
  return Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / dayMs) + 1;
}

const parts: Readonly<Record<string, (at: Date) => number | string>> = {
  CALENDAR_YEAR: (at) => at.getUTCFullYear(),
  CALENDAR_QUARTER: (at) => Math.floor(at.getUTCMonth() / 3) + 1,
  CALENDAR_MONTH: (at) => at.getUTCMonth() + 1,
  DAY_IN_MONTH: (at) => at.getUTCDate(),
  DAY_IN_WEEK: (at) => at.getUTCDay() + 1,
  DAY_IN_YEAR: dayOfYear,
  DAY_ONLY: (at) => at.toISOString().slice(0, 10),
  HOUR_IN_DAY: (at) => at.getUTCHours(),
  WEEK_IN_MONTH: (at) => Math.floor((at.getUTCDate() - 1) / 7) + 1,
  WEEK_IN_YEAR: (at) => Math.floor((dayOfYear(at) - 1) / 7) + 1,
};

/** The function of that name, or undefined where there is none; case is ignored. What is no date gives null. */
export function dateFunction(name: string): ((value: unknown) => number | string | null) | undefined {
  const part = parts[name.toUpperCase()];
  if (part === undefined) return undefined;
  return (value) => {
    const at = new Date(typeof value === 'string' ? value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : Number.NaN);
    return Number.isNaN(at.getTime()) ? null : part(at);
  };
}
