import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { formatAgo, formatBytes, formatDuration } from './format.ts';
import { type MessageId, t } from './t.ts';

describe('the English catalog', () => {
  it('holds only messages that compile and fill in', () => {
    const broken = (Object.keys(en) as MessageId[]).filter((id) => {
      const names = [...en[id].matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '');
      const text = t(id, Object.fromEntries(names.map((name) => [name, 2])));
      return text === '' || text === id || /[{}]/.test(text);
    });
    expect(broken).toEqual([]);
  });

  it('keeps to plain statements', () => {
    const loud = Object.entries(en).filter(([, text]) => /[\w.)]!(?=\s|$)|\b(please|oops|sorry)\b/i.test(text));
    expect(loud).toEqual([]);
  });
});

describe('figures in words', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');

  it('tells how long ago in the largest unit that fits', () => {
    expect(formatAgo('2026-11-23T11:59:30Z', now)).toBe('just now');
    expect(formatAgo('2026-11-23T11:15:00Z', now)).toBe('45 min ago');
    expect(formatAgo('2026-11-23T10:00:00Z', now)).toBe('2 h ago');
    expect(formatAgo('2026-11-22T10:00:00Z', now)).toBe('1 day ago');
    expect(formatAgo('2026-09-01T10:00:00Z', now)).toBe('1 Sept 2026');
  });

  it('rounds durations up, so that a wait never ends early', () => {
    expect(formatDuration(400)).toBe('1 s');
    expect(formatDuration(60_000)).toBe('1 min');
    expect(formatDuration(61_000)).toBe('1 min 1 s');
    expect(formatDuration(3_660_000)).toBe('1 h 1 min');
  });

  it('shows bytes in decimal units', () => {
    expect(formatBytes(0)).toBe('0 B');
    expect(formatBytes(999)).toBe('999 B');
    expect(formatBytes(728_300)).toBe('728.3 kB');
    expect(formatBytes(1_500_000)).toBe('1.5 MB');
  });
});
