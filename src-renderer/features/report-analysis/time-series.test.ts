import { describe, expect, it } from 'vitest';
import { ageSeries, timeSeries } from './time-series.ts';

describe('counts by month as bars', () => {
  it('have no gaps, and what has no month beside them', () => {
    const series = timeSeries([
      { label: '2026-02', count: 3 },
      { label: '2025-11', count: 1 },
      { label: 'never', count: 2 },
      { label: 'unknown', count: 4 },
    ]);
    expect(series.bars).toEqual([
      { label: '2025-11', count: 1 },
      { label: '2025-12', count: 0 },
      { label: '2026-01', count: 0 },
      { label: '2026-02', count: 3 },
    ]);
    expect(series).toMatchObject({ unit: 'month', never: 2, unknown: 4, top: 4 });
  });

  it('become quarters, then years, where there are too many to see', () => {
    const quarters = timeSeries([
      { label: '2015-01', count: 1 },
      { label: '2015-03', count: 1 },
      { label: '2026-11', count: 5 },
    ]);
    expect(quarters.unit).toBe('quarter');
    expect(quarters.bars[0]).toEqual({ label: '2015 Q1', count: 2 });
    expect(quarters.bars.at(-1)).toEqual({ label: '2026 Q4', count: 5 });
    const years = timeSeries([
      { label: '2001-12', count: 1 },
      { label: '2026-11', count: 5 },
    ]);
    expect(years.unit).toBe('year');
    expect(years.bars).toHaveLength(26);
  });

  it('are none where nothing was counted', () => {
    expect(timeSeries([])).toMatchObject({ bars: [], never: 0 });
  });
});

describe('counts by how long ago', () => {
  it('leave no empty years, and have what was never run among them', () => {
    const { bars, top } = ageSeries(
      [
        { label: '2026-11', count: 7 },
        { label: '2026-10', count: 1 },
        { label: '2026-08', count: 2 },
        { label: '2025-11', count: 3 },
        { label: '2019-01', count: 1 },
        { label: 'never', count: 4 },
      ],
      Date.parse('2026-11-23T12:00:00Z'),
    );
    expect(bars.map(({ age, count }) => `${age} ${count}`)).toEqual([
      'never 4',
      'older 1',
      'years5 0',
      'years2 0',
      'year 3',
      'months6 0',
      'months3 2',
      'lastMonth 1',
      'thisMonth 7',
    ]);
    expect(top).toBe(8);
  });
});
