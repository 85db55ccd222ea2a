import { describe, expect, it } from 'vitest';
import { expectedRows, rowsRead } from './access-progress.ts';

const counted = (totalSize: number) => ({ state: 'read', records: [], totalSize }) as const;
const refused = { state: 'error', code: 'INSUFFICIENT_ACCESS', reason: 'No.' } as const;

describe('how far permissions are', () => {
  it('is said in rows, of as many as are expected', () => {
    const steps: string[] = [];
    const rows = rowsRead({ step: (done, total) => void steps.push(`${done}/${total}`) });
    rows.expect(30);
    rows.add(20);
    rows.expect(5);
    rows.add(15);
    // Rows of holders that differ are read again, and nobody counted them.
    rows.add(100);
    expect(steps).toEqual(['0/30', '20/30', '20/35', '35/35', '135/135']);
  });

  it('expects all rows at first, later those that changed, and none that are refused', () => {
    const counts = { total: counted(400), changed: counted(3) };
    expect(expectedRows(counts, null)).toBe(400);
    expect(expectedRows(counts, '2026-01-01T00:00:00Z')).toBe(3);
    expect(expectedRows({ ...counts, changed: refused }, '2026-01-01T00:00:00Z')).toBe(400);
    expect(expectedRows({ ...counts, total: refused }, null)).toBe(0);
  });
});
