import { describe, expect, it } from 'vitest';
import { type CallsOfMinute, createCallBudget } from './call-budget.ts';

const START = Date.parse('2026-11-23T12:00:30Z');
const HOUR = 3_600_000;

function rig(limit: number, rows: readonly CallsOfMinute[] = []) {
  const clock = { ms: START };
  const asked: string[][] = [];
  const budget = createCallBudget(
    {
      orgOf: (id) => (id.startsWith('same') ? 'org' : id),
      byMinute: (...question) => {
        asked.push(question);
        return rows;
      },
    },
    () => limit,
    () => clock.ms,
  );
  return { budget, clock, asked };
}

describe('the budget of an org', () => {
  it('is spent after as many calls, and comes back call by call after 24 hours', () => {
    const { budget, clock } = rig(3);
    for (let count = 0; count < 3; count += 1) {
      expect(budget.waitMsFor('a', 1)).toBe(0);
      budget.add('a', 1);
      clock.ms += HOUR;
    }
    expect(budget.of('a')).toEqual({ budget: 3, left: 0 });
    // The first call's minute ends 30 s after it, and leaves the window 24 hours later.
    const waitMs = budget.waitMsFor('a', 1);
    expect(waitMs).toBe(24 * HOUR - 3 * HOUR + 30_000);
    clock.ms += waitMs;
    expect(budget.waitMsFor('a', 1)).toBe(0);
    expect(budget.waitMsFor('a', 2)).toBe(HOUR);
  });

  it('begins with what the ledger says of the last 24 hours', () => {
    const { budget, asked } = rig(100, [
      { minute: '2026-11-22T12:05', calls: 60 },
      { minute: '2026-11-23T11:59', calls: 39 },
    ]);
    expect(budget.of('a')).toEqual({ budget: 100, left: 1 });
    expect(budget.waitMsFor('a', 2)).toBe(Date.parse('2026-11-23T12:06:00Z') - START);
    expect(asked).toEqual([['a', '2026-11-22T12:00:30.000Z', '2026-11-24T12:00:30.000Z']]);
  });

  it('is one for all connections to the org, and another for other orgs', () => {
    const { budget } = rig(10);
    budget.add('same 1', 4);
    budget.add('same 2', 4);
    budget.add('other', 1);
    expect(budget.of('same 1').left).toBe(2);
    expect(budget.of('other').left).toBe(9);
  });

  it('gives a call back that did not count', () => {
    const { budget } = rig(1);
    budget.add('a', 1);
    budget.add('a', -1);
    expect(budget.waitMsFor('a', 1)).toBe(0);
  });

  it('survives a clock that is set back', () => {
    const { budget, clock } = rig(2);
    budget.add('a', 1);
    clock.ms -= 10 * HOUR;
    budget.add('a', 1);
    expect(budget.waitMsFor('a', 1)).toBeGreaterThan(0);
    clock.ms += 24 * HOUR + 60_000;
    expect(budget.of('a').left).toBe(1);
  });
});
