import { describe, expect, it } from 'vitest';
import { nextBatchSize } from './batch-size.ts';
import { definitionChunks, soqlList } from './definition-chunks.ts';
import { budgetVerdict, estimateCalls } from './price.ts';
import { createRate } from './rate.ts';
import { nextWatermark } from './watermark.ts';

describe('the batch size', () => {
  it.each([
    ['grows while answers are small', 10, { parts: 10, bodyBytes: 200_000, ms: 100 }, 15],
    ['stops at 25', 25, { parts: 25, bodyBytes: 200_000, ms: 100 }, 25],
    ['stays for middling answers', 10, { parts: 10, bodyBytes: 2_000_000, ms: 100 }, 10],
    ['stays for slow answers', 10, { parts: 10, bodyBytes: 200_000, ms: 4_000 }, 10],
    ['falls to 5 after more than 5 MB', 20, { parts: 20, bodyBytes: 5_000_001, ms: 100 }, 5],
    ['falls to 5 after more than 10 s', 20, { parts: 20, bodyBytes: 100, ms: 10_001 }, 5],
    ['learns nothing from a short last batch', 10, { parts: 2, bodyBytes: 1000, ms: 10 }, 10],
  ] as const)('%s', (_title, current, facts, next) => {
    expect(nextBatchSize(current, facts)).toBe(next);
  });
});

describe('groups of objects for one query', () => {
  it('stay below 2,000 expected rows', () => {
    const objects = Array.from({ length: 100 }, (_one, index) => ({ name: `O${index}__c`, fields: 90 }));
    const chunks = definitionChunks(objects);
    expect(chunks.flat()).toEqual(objects);
    for (const chunk of chunks) expect(chunk.reduce((sum, { fields }) => sum + fields, 0)).toBeLessThan(2000);
  });

  it('give an object that is too large one of its own', () => {
    const chunks = definitionChunks([
      { name: 'A', fields: 10 },
      { name: 'B', fields: 5000 },
      { name: 'C', fields: 10 },
    ]);
    expect(chunks.map((chunk) => chunk.map(({ name }) => name))).toEqual([['A'], ['B'], ['C']]);
  });

  it('stay below what an address may hold', () => {
    const objects = Array.from({ length: 1000 }, (_one, index) => ({
      name: `An_object_with_a_long_name_${index}__c`,
      fields: 0,
    }));
    for (const chunk of definitionChunks(objects)) {
      expect(encodeURIComponent(soqlList(chunk.map(({ name }) => name))).length).toBeLessThan(14_000);
    }
  });

  it('quote what would end a text literal', () => {
    expect(soqlList(["O'Neil", 'a\\b'])).toBe("'O\\'Neil', 'a\\\\b'");
  });
});

describe('the budget', () => {
  it.each([
    [null, null, 0, 'fine'],
    [10_499, 15_000, 0, 'fine'],
    [10_500, 15_000, 0, 'warn'],
    [13_499, 15_000, 0, 'warn'],
    [13_500, 15_000, 0, 'stop'],
    [10_000, 15_000, 600, 'warn'],
  ] as const)('%s of %s with %s planned is %s', (used, max, planned, verdict) => {
    expect(budgetVerdict(used, max, planned)).toBe(verdict);
  });

  it('estimates more calls for more objects, and none for none', () => {
    expect(estimateCalls(0)).toBe(0);
    expect(estimateCalls(1)).toBe(4);
    expect(estimateCalls(312)).toBeGreaterThan(estimateCalls(100));
    expect(estimateCalls(576, 10_337)).toBeGreaterThan(30);
    expect(estimateCalls(576, 10_337)).toBeLessThan(70);
  });
});

describe('the rate', () => {
  it('is unknown at first, then what the last seconds were like', () => {
    const rate = createRate();
    expect(rate(0, 0, 100)).toEqual({ ratePerSecond: null, remainingMs: null });
    expect(rate(1000, 10, 100)).toEqual({ ratePerSecond: 10, remainingMs: 9000 });
    for (let at = 2; at <= 12; at += 1) rate(at * 1000, 10 + (at - 1) * 5, 100);
    expect(rate(13_000, 70, 100).ratePerSecond).toBeCloseTo(5, 1);
  });

  it('starts anew when another stage begins', () => {
    const rate = createRate();
    rate(0, 0, 10);
    rate(1000, 10, 10);
    expect(rate(1100, 0, 50)).toEqual({ ratePerSecond: null, remainingMs: null });
  });
});

describe('from when on definitions are asked for again', () => {
  const started = Date.parse('2026-05-01T12:00:00.000Z');
  it.each([
    ['the newest date seen', '2026-01-01T00:00:00.000Z', null, '2026-01-01T00:00:00.000Z'],
    ['never later than just before the read began', '2026-05-01T12:00:30.000Z', null, '2026-05-01T11:59:00.000Z'],
    ['never back', '2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ['as before when nothing was newer', null, '2026-02-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ['a day back where no definition has a date', null, null, '2026-04-30T12:00:00.000Z'],
  ] as const)('is %s', (_title, newest, previous, expected) => {
    expect(nextWatermark(newest, previous, started)).toBe(expected);
  });
});
