import { describe, expect, it } from 'vitest';
import { addDays, monthsBefore, type ObservedDays, observe, orgVerdict } from './observed-days.ts';

const START: ObservedDays = { lastDay: null, count: 0, wait: 0 };
const through = (days: readonly string[], from = START): ObservedDays => days.reduce(observe, from);
const daily = (from: string, count: number): string[] => Array.from({ length: count }, (_, day) => addDays(from, day));

describe('days on which Orgbench was in use', () => {
  it('count once each, whatever the clock says in between', () => {
    expect(through(['2026-01-01', '2026-01-01', '2026-01-02'])).toEqual({ lastDay: '2026-01-02', count: 2, wait: 0 });
  });

  it.each([
    ['forward by a year', '2027-01-03'],
    ['back by a year', '2025-01-03'],
    ['back by a day', '2026-01-01'],
  ])('removals wait for three more of them when the clock was set %s', (_, day) => {
    const before = through(['2026-01-01', '2026-01-02']);
    const after = observe(before, day);
    expect(after.wait).toBe(3);
    expect(through(daily(addDays(day, 1), 2), after).wait).toBe(1);
    expect(through(daily(addDays(day, 1), 3), after).wait).toBe(0);
  });

  it('somebody who comes every other month does not keep everything for ever', () => {
    const visits = ['2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01', '2026-09-01'];
    expect(visits.map((_, index) => through(visits.slice(0, index + 1)).wait)).toEqual([0, 3, 2, 1, 0]);
  });
});

describe('months', () => {
  it.each([
    ['2026-06-15', 12, '2025-06-15'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2026-01-31', 2, '2025-11-30'],
    ['2028-02-29', 12, '2027-02-28'],
  ])('%s less %i is %s', (day, months, expected) => {
    expect(monthsBefore(day, months)).toBe(expected);
  });
});

describe('metadata of an org that nobody opens', () => {
  const use = (openedOn: string, announcedOn: string | null = null, announcedCount: number | null = null) => ({
    openedOn,
    announcedOn,
    announcedCount,
  });
  const seen = (count: number, wait = 0): ObservedDays => ({ lastDay: '2026-06-15', count, wait });

  it('is kept until 12 months are over, and is then announced', () => {
    expect(orgVerdict(use('2025-06-16'), seen(9), '2026-06-15', 12)).toBe('keep');
    expect(orgVerdict(use('2025-06-15'), seen(9), '2026-06-15', 12)).toBe('announce');
  });

  it('is not announced while the clock is doubted', () => {
    expect(orgVerdict(use('2024-01-01'), seen(9, 2), '2026-06-15', 12)).toBe('keep');
  });

  it('is removed 30 days after the announcement, and not sooner', () => {
    expect(orgVerdict(use('2024-01-01', '2026-05-17', 1), seen(20), '2026-06-15', 12)).toBe('announced');
    expect(orgVerdict(use('2024-01-01', '2026-05-16', 1), seen(20), '2026-06-15', 12)).toBe('remove');
  });

  it('is not removed when those 30 days passed without Orgbench being used on five of them', () => {
    expect(orgVerdict(use('2024-01-01', '2026-01-01', 16), seen(20), '2026-06-15', 12)).toBe('announced');
    expect(orgVerdict(use('2024-01-01', '2026-01-01', 15), seen(20), '2026-06-15', 12)).toBe('remove');
  });

  it('stays when the org is opened again, or the period is made longer', () => {
    expect(orgVerdict(use('2026-06-14', '2026-05-01', 1), seen(20), '2026-06-15', 12)).toBe('withdraw');
    expect(orgVerdict(use('2024-12-01', '2026-05-01', 1), seen(20), '2026-06-15', 24)).toBe('withdraw');
  });
});
