import { describe, expect, it } from 'vitest';
import { compareRows, createRowMerger, type SourcedFact } from './usage-rows.ts';

const fact = (fromName: string, via: string, source: string) => ({
  fromType: 'Flow',
  fromName,
  toType: 'CustomField',
  toName: 'Account.Industry',
  via,
  source,
});

function mergeRows(facts: readonly SourcedFact[], end: 'from' | 'to') {
  const merger = createRowMerger<string>(end);
  for (const one of facts) merger.add(one);
  return [...merger.rows()].sort(compareRows);
}

describe('rows of where a field is used', () => {
  it('are one for each component, with every way and every source', () => {
    const rows = mergeRows(
      [fact('B', 'recordLookups', 'flows'), fact('A', 'expression', 'flows'), fact('B', 'dependency', 'dependencies')],
      'from',
    );
    expect(rows).toEqual([
      { type: 'Flow', name: 'A', via: ['expression'], source: ['flows'] },
      { type: 'Flow', name: 'B', via: ['dependency', 'recordLookups'], source: ['flows', 'dependencies'] },
    ]);
  });

  it('take names that differ in case alone as one, as the org does', () => {
    expect(mergeRows([fact('Sync', 'start', 'flows'), fact('SYNC', 'start', 'flows')], 'from')).toHaveLength(1);
    expect(mergeRows([fact('Sync', 'start', 'flows'), fact('Other', 'start', 'flows')], 'to')).toEqual([
      { type: 'CustomField', name: 'Account.Industry', via: ['start'], source: ['flows'] },
    ]);
  });
});
