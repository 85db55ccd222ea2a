/*
 * SOQL's date literals: TODAY, LAST_WEEK, NEXT_N_MONTHS:3 and the rest, in days of universal time. A week begins on
 * Sunday, as in the service for locales of English; the fiscal year begins in January here.
 */

/** From the first to the last millisecond. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const dayMs = 86_400_000;

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** The first millisecond of the unit that is `offset` units away from the one that an instant lies in. */
function startOf(unit: Unit, instantMs: number, offset: number): number {
  const today = Math.floor(instantMs / dayMs) * dayMs;
  const at = new Date(today);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  switch (unit) {
    case 'DAY':
      return today + offset * dayMs;
    case 'WEEK':
      return today + (offset * 7 - at.getUTCDay()) * dayMs;
    case 'MONTH':
      return Date.UTC(year, month + offset, 1);
    case 'QUARTER':
      return Date.UTC(year, Math.floor(month / 3) * 3 + offset * 3, 1);
    case 'YEAR':
      return Date.UTC(year + offset, 0, 1);
  }
}

const single: Readonly<Record<string, number>> = { LAST: -1, THIS: 0, NEXT: 1 };

/** The span that a date literal names, or null for a word that is none. */
export function dateLiteral(literal: string, nowMs: number): Span | null {
  const [name = '', number] = literal.toUpperCase().replace('FISCAL_', '').split(':');
  const units = (unit: Unit, from: number, until: number): Span => ({
    fromMs: startOf(unit, nowMs, from),
    toMs: startOf(unit, nowMs, until) - 1,
  });
  if (name === 'TODAY') return units('DAY', 0, 1);
  if (name === 'YESTERDAY') return units('DAY', -1, 0);
  if (name === 'TOMORROW') return units('DAY', 1, 2);
  if (name === 'LAST_90_DAYS') return units('DAY', -90, 1);
  if (name === 'NEXT_90_DAYS') return units('DAY', 1, 91);
  const [, which, unit] = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name) ?? [];
  if (which !== undefined) return units(unit as Unit, single[which] ?? 0, (single[which] ?? 0) + 1);
  const count = Number(number);
  if (!Number.isInteger(count)) return null;
  const [, direction, several] = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(name) ?? [];
  // The last n days end with today, the last n months with the month before this one.
  if (direction === 'LAST') return units(several as Unit, -count, several === 'DAY' ? 1 : 0);
  if (direction === 'NEXT') return units(several as Unit, 1, count + 1);
  const [, ago] = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(name) ?? [];
  return ago === undefined ? null : units(ago as Unit, -count, 1 - count);
}
