import { describe, expect, it } from 'vitest';
import type { LedgerFacts } from './attempts.ts';
import { createRefusalRows } from './refusal-rows.ts';

const START = Date.parse('2026-11-23T12:00:00Z');

function rig() {
  const clock = { ms: START };
  const written: { readonly row: LedgerFacts; readonly reason: string }[] = [];
  const rows = createRefusalRows(
    (row, reason) => written.push({ row, reason }),
    () => clock.ms,
  );
  const refuse = (times: number): void => {
    for (let count = 0; count < times; count += 1) rows.refuse(rowAt(clock.ms), 'No.');
  };
  return { clock, written, rows, refuse };
}

function rowAt(ms: number): LedgerFacts {
  return {
    at: new Date(ms).toISOString(),
    purpose: 'query',
    trigger: 'sync',
    connectionId: 'c1',
    connectionName: 'Acme',
    method: 'GET',
    host: 'acme.my.salesforce.com',
    path: '/services/data/v68.0/query',
    reads: '',
    parts: 0,
    attempt: 1,
    bytesOut: 10,
  };
}

describe('refused requests', () => {
  it('have a row each, up to 60 a minute', () => {
    const { written, refuse, clock } = rig();
    refuse(60);
    clock.ms += 60_000;
    refuse(60);
    expect(written).toHaveLength(120);
    expect(new Set(written.map(({ reason }) => reason))).toEqual(new Set(['No.']));
  });

  it('beyond that are counted, and one row says how many', () => {
    const { written, refuse, clock } = rig();
    refuse(500);
    expect(written).toHaveLength(60);
    clock.ms += 60_000;
    refuse(1);
    expect(written.slice(60)).toEqual([
      {
        row: { ...rowAt(START), path: '', bytesOut: 0 },
        reason:
          '440 more requests like this were refused since 2026-11-23T12:00:00.000Z; they have no rows of their own.',
      },
      { row: rowAt(clock.ms), reason: 'No.' },
    ]);
  });

  it('of a flood are summed up every 1,000, and at the end, so that none is forgotten', () => {
    const { written, refuse, rows } = rig();
    refuse(100_000);
    rows.end();
    rows.end();
    expect(written).toHaveLength(60 + 100);
    const summed = written.slice(60).map(({ reason }) => Number.parseInt(reason, 10));
    expect(summed.reduce((sum, count) => sum + count, 60)).toBe(100_000);
  });

  it('of several connections and purposes are summed up apart', () => {
    const { written, refuse, rows } = rig();
    refuse(60);
    const others = [{ connectionId: 'c1' }, { connectionId: 'c2' }, { purpose: 'describe' }, { connectionId: 'c2' }];
    for (const other of others) rows.refuse({ ...rowAt(START), ...other }, 'No.');
    rows.end();
    expect(
      written.slice(60).map(({ row, reason }) => [row.connectionId, row.purpose, Number.parseInt(reason, 10)]),
    ).toEqual([
      ['c1', 'query', 1],
      ['c2', 'query', 2],
      ['c1', 'describe', 1],
    ]);
  });

  it('are counted anew when the clock was set back', () => {
    const { written, refuse, clock } = rig();
    refuse(61);
    clock.ms -= 3_600_000;
    refuse(1);
    expect(written).toHaveLength(62);
  });
});
