import { describe, expect, it } from 'vitest';
import { dateLiteral } from './date-literals.ts';

// A Friday.
const nowMs = Date.parse('2026-11-20T15:30:00Z');

function span(literal: string): string {
  const found = dateLiteral(literal, nowMs);
  if (found === null) return 'none';
  return [found.fromMs, found.toMs].map((at) => new Date(at).toISOString().slice(0, 10)).join(' to ');
}

describe('a date literal of SOQL', () => {
  it.each([
    ['TODAY', '2026-11-20 to 2026-11-20'],
    ['YESTERDAY', '2026-11-19 to 2026-11-19'],
    ['TOMORROW', '2026-11-21 to 2026-11-21'],
    ['THIS_WEEK', '2026-11-15 to 2026-11-21'],
    ['LAST_WEEK', '2026-11-08 to 2026-11-14'],
    ['LAST_MONTH', '2026-10-01 to 2026-10-31'],
    ['NEXT_QUARTER', '2027-01-01 to 2027-03-31'],
    ['THIS_FISCAL_YEAR', '2026-01-01 to 2026-12-31'],
    ['LAST_N_DAYS:30', '2026-10-21 to 2026-11-20'],
    ['NEXT_N_DAYS:7', '2026-11-21 to 2026-11-27'],
    ['LAST_N_MONTHS:3', '2026-08-01 to 2026-10-31'],
    ['NEXT_N_YEARS:2', '2027-01-01 to 2028-12-31'],
    ['N_DAYS_AGO:5', '2026-11-15 to 2026-11-15'],
    ['LAST_90_DAYS', '2026-08-22 to 2026-11-20'],
    ['SOMEDAY', 'none'],
    ['LAST_N_DAYS', 'none'],
  ])('%s is %s', (literal, expected) => {
    expect(span(literal)).toBe(expected);
  });
});
