import { describe, expect, it } from 'vitest';
import { dateGroup, durationOf, periodOf } from './report-periods.ts';

const now = Date.parse('2026-11-23T15:30:00Z');

function days(duration: string, fiscalStartMonth = 1): string {
  const period = periodOf(duration, now, fiscalStartMonth);
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return period === null ? 'everything' : `${day(period.fromMs)} until ${day(period.untilMs)}`;
}

describe('periods of reports', () => {
  it.each([
    ['TODAY', '2026-11-23 until 2026-11-24'],
    ['LAST_N_DAYS:7', '2026-11-16 until 2026-11-24'],
    ['NEXT_N_DAYS:30', '2026-11-24 until 2026-12-24'],
    ['THIS_WEEK', '2026-11-22 until 2026-11-29'],
    ['LAST_MONTH', '2026-10-01 until 2026-11-01'],
    ['NEXT_QUARTER', '2027-01-01 until 2027-04-01'],
    ['LAST_YEAR', '2025-01-01 until 2026-01-01'],
    ['LAST_N_MONTHS:3', '2026-08-01 until 2026-11-01'],
    ['NEXT_N_YEARS:2', '2027-01-01 until 2029-01-01'],
    ['INTERVAL_LAST90', '2026-08-25 until 2026-11-24'],
    ['INTERVAL_PREVCUR2FY', '2024-01-01 until 2027-01-01'],
    ['INTERVAL_CUSTOM', 'everything'],
  ])('%s is %s', (duration, expected) => {
    expect(days(duration)).toBe(expected);
  });

  it('count fiscal years and quarters from their first month', () => {
    expect(days('THIS_FISCAL_YEAR', 4)).toBe('2026-04-01 until 2027-04-01');
    expect(days('THIS_FISCAL_YEAR', 12)).toBe('2025-12-01 until 2026-12-01');
    expect(days('THIS_FISCAL_QUARTER', 2)).toBe('2026-11-01 until 2027-02-01');
  });

  it('are named as the Analytics API names them', () => {
    expect(['INTERVAL_CURY', 'INTERVAL_LASTMONTH', 'INTERVAL_NEXT30'].map(durationOf)).toEqual([
      'THIS_YEAR',
      'LAST_MONTH',
      'NEXT_N_DAYS:30',
    ]);
  });
});

describe('dates in groups', () => {
  it('are named after the month, the quarter or the year, with its first day', () => {
    expect(dateGroup('2013-05-18', 'Month', 1)).toEqual({ value: '2013-05-01', label: 'May 2013' });
    expect(dateGroup('2026-11-23', 'Quarter', 1)).toEqual({ value: '2026-10-01', label: 'Q4 CY2026' });
    expect(dateGroup('2026-02-10', 'FiscalQuarter', 4)).toEqual({ value: '2026-01-01', label: 'Q4 FY2026' });
    expect(dateGroup('2026-02-10', 'FiscalYear', 4)).toEqual({ value: '2025-04-01', label: 'FY2026' });
    expect(dateGroup('2026-02-10', 'Day', 1)).toBeNull();
  });
});
