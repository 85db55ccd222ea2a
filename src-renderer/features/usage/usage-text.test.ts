import { describe, expect, it } from 'vitest';
import type { UsageCoverage, UsageRow } from '../../../src-preload/contract/usage.ts';
import { coverageLine, isNothingRead, usageGroups, usageTypeName, viaText } from './usage-text.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const source = (name: UsageCoverage['source'], rest: Partial<UsageCoverage> = {}): UsageCoverage => ({
  source: name,
  state: 'read',
  readAt: '2026-11-23T10:00:00Z',
  reason: null,
  ...rest,
});
const row = (type: string, name: string, rest: Partial<UsageRow> = {}): UsageRow => ({
  type,
  name,
  label: null,
  shown: rest.label ?? name,
  via: ['column'],
  source: ['report definitions'],
  ...rest,
});

describe('the coverage of an answer', () => {
  it('names how many sources were read, how long ago, and what is missing', () => {
    const line = coverageLine(
      [
        source('report definitions'),
        source('flows', { readAt: '2026-11-23T11:00:00Z' }),
        source('formulas', { state: 'partly', reason: 'Some.' }),
        source('layouts', { state: 'not read', readAt: null, reason: 'Not chosen.' }),
      ],
      NOW,
    );
    expect(line).toBe('read 2 of 4 sources 2 h ago; formulas: partly read; layouts: not read');
  });

  it('counts what is missing where it is too much to name', () => {
    const missing = (['flows', 'layouts', 'lookups', 'formulas'] as const).map((name) =>
      source(name, { state: 'not read', readAt: null }),
    );
    expect(coverageLine(missing, NOW)).toBe('read none of 4 sources; 4 sources not read');
    expect(isNothingRead(missing)).toBe(true);
  });
});

describe('the uses of a field', () => {
  const rows = [
    row('Profile', 'Sales User', { via: ['edit'] }),
    row('Report', 'Sales/Pipeline', { label: 'Pipeline' }),
    row('OddType', 'x'),
    row('Report', 'Sales/Amounts', { label: 'Amounts', via: ['filter'] }),
  ];

  it('stand in groups by type, permissions last, each by label', () => {
    const groups = usageGroups(rows, '');
    expect(groups.map(({ type }) => type)).toEqual(['Report', 'OddType', 'Profile']);
    expect(groups[0]?.rows.map(({ label }) => label)).toEqual(['Amounts', 'Pipeline']);
  });

  it('are found by name, label, type and how', () => {
    expect(usageGroups(rows, 'filter').flatMap((group) => group.rows)).toHaveLength(1);
    expect(usageGroups(rows, 'REPORTS').flatMap((group) => group.rows)).toHaveLength(2);
  });

  it('keep the name of the API where a type has no other', () => {
    expect(usageTypeName('Report')).toBe('Reports');
    expect(usageTypeName('OddType')).toBe('OddType');
  });
});

it('reads how something is used as words', () => {
  expect(viaText(['layoutItem', 'code-string', 'recordLookups'])).toBe('layout item, code string, record lookups');
  expect(viaText(['Sales_Reports/OpenPipeline', 'component'])).toBe('report Sales_Reports/OpenPipeline, component');
});
