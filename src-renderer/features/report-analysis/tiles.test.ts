import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src-preload/contract/report-analysis.ts';
import { daysOf, toggleKind } from './analysis-search.ts';
import { tilesOf } from './tiles.ts';

const READ = { reports: true, dashboards: true, users: true, fields: true };
const finding = (rest: Partial<Finding>): Finding => ({
  kind: 'never run',
  type: 'Report',
  name: 'Sales/Old',
  label: 'Old',
  folder: 'Sales',
  why: 'Nobody has run it.',
  sure: 'certain',
  doubt: null,
  lastRunDate: null,
  lastModifiedDate: null,
  ...rest,
});
const tile = (kind: Finding['kind'], findings: readonly Finding[], read = READ) =>
  tilesOf(findings, read).find((one) => one.kind === kind);

describe('the kinds of findings', () => {
  it('are counted, with those that are not certain', () => {
    const found = [finding({}), finding({ name: 'Sales/Other', sure: 'likely', doubt: 'A dashboard shows it.' })];
    expect(tile('never run', found)).toMatchObject({ count: 2, notCertain: 1, state: 'known', why: null });
    expect(tile('private folder', found)).toMatchObject({ count: 0, state: 'known' });
  });

  it('are unknown, not 0, where what they rest on was not read', () => {
    const read = { ...READ, users: false };
    expect(tile('creator inactive', [], read)).toMatchObject({ state: 'unknown', why: 'Users were not read.' });
    expect(tile('running user inactive', [], { ...READ, dashboards: false })).toMatchObject({ state: 'unknown' });
    expect(tile('never run', [], read)).toMatchObject({ state: 'known' });
  });

  it('say that there may be more where only records could tell', () => {
    expect(tile('component fails', [])).toMatchObject({ state: 'unknown' });
    expect(tile('component fails', [finding({ kind: 'component fails' })])).toMatchObject({
      state: 'atLeast',
      count: 1,
    });
  });

  it('are chosen one by one; none means all', () => {
    expect(toggleKind([], 'never run')).toEqual(['never run']);
    expect(toggleKind(['never run'], 'private folder')).toEqual(['never run', 'private folder']);
    expect(toggleKind(['never run'], 'never run')).toBeUndefined();
  });

  it('take a number of days and nothing else', () => {
    expect(['180', ' 30', '0', '99999', 'x', ''].map(daysOf)).toEqual([180, 30, null, null, null, null]);
  });
});
