import { describe, expect, it } from 'vitest';
import { daySeries } from './day-series.ts';

const on = (day: string, purpose: string, requests: number) => ({ day, purpose, requests });

describe('the picture of requests per day', () => {
  it('has every day from the first to the last, days without a request as well', () => {
    const { columns, series, unit } = daySeries([on('2026-03-30', 'describe', 3), on('2026-03-01', 'limits', 1)]);
    expect(unit).toBe('day');
    expect(series).toEqual(['describe', 'limits']);
    expect(columns).toHaveLength(30);
    expect(columns[0]).toEqual({ from: '2026-03-01', to: '2026-03-01', total: 1, counts: [0, 1] });
    expect(columns[1]?.total).toBe(0);
    expect(columns.at(-1)).toMatchObject({ to: '2026-03-30', counts: [3, 0] });
  });

  it('shows a single day among the days before it', () => {
    const { columns } = daySeries([on('2026-11-23', 'describe', 12)]);
    expect(columns).toHaveLength(14);
    expect(columns.map(({ total }) => total).slice(-2)).toEqual([0, 12]);
  });

  it('keeps every request when there are more purposes than colours', () => {
    const counts = Array.from({ length: 11 }, (_, index) => on('2026-11-23', `purpose ${index}`, 10 + index));
    const { series, columns } = daySeries(counts);
    expect(series).toHaveLength(7);
    expect([series[0], series.at(-1)]).toEqual(['purpose 10', null]);
    expect(columns.at(-1)?.total).toBe(counts.reduce((sum, { requests }) => sum + requests, 0));
  });

  it('joins days to weeks where days could not be seen, and loses none of them', () => {
    const counts = Array.from({ length: 400 }, (_, index) =>
      on(new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10), 'describe', 1),
    );
    const { unit, columns } = daySeries(counts);
    expect(unit).toBe('week');
    expect(columns.reduce((sum, { total }) => sum + total, 0)).toBe(400);
    expect(columns.at(-1)).toMatchObject({ from: '2026-01-29', to: '2026-02-04', total: 7 });
  });

  it('ends its axis at a round number that no column exceeds', () => {
    const topOf = (most: number): number => daySeries([on('2026-11-23', 'describe', most)]).top;
    expect([1, 3, 9, 41, 777, 1204].map(topOf)).toEqual([1, 4, 10, 50, 1000, 2000]);
  });

  it('is empty without requests', () => {
    expect(daySeries([on('2026-11-23', 'describe', 0)])).toMatchObject({ series: [], columns: [] });
  });
});
