import { describe, expect, it } from 'vitest';
import { formatColumns, moveColumn, parseColumns, swapPairs, toggleColumn } from './column-list.ts';

const known = new Set(['label', 'name', 'object', 'objectLabel', 'type']);
const ids = (columns: readonly { readonly id: string }[]): string[] => columns.map(({ id }) => id);

describe('remembered columns', () => {
  it('come back in their order and with their widths', () => {
    const columns = parseColumns(['name:220', 'label', 'type:90.4'], known, []);
    expect(columns).toEqual([{ id: 'name', widthPx: 220 }, { id: 'label' }, { id: 'type', widthPx: 90 }]);
    expect(formatColumns(columns)).toEqual(['name:220', 'label', 'type:90']);
  });

  it('leave out what this build does not know, what is repeated, and widths that make no sense', () => {
    const columns = parseColumns(['gone:100', 'label:-5', 'label:80', 'type:999999', 'name:wide'], known, []);
    expect(columns).toEqual([{ id: 'label' }, { id: 'type' }, { id: 'name' }]);
  });

  it('are the defaults while nothing is stored', () => {
    expect(ids(parseColumns([], known, ['label', 'type']))).toEqual(['label', 'type']);
    expect(ids(parseColumns(['gone'], known, ['label']))).toEqual(['label']);
  });
});

describe('the column chooser', () => {
  it('shows a column at the end, hides it, and keeps at least one', () => {
    expect(ids(toggleColumn([{ id: 'label' }], 'type'))).toEqual(['label', 'type']);
    expect(ids(toggleColumn([{ id: 'label' }, { id: 'type' }], 'label'))).toEqual(['type']);
    expect(ids(toggleColumn([{ id: 'label' }], 'label'))).toEqual(['label']);
  });

  it('moves a column by one place and never before the frozen one', () => {
    const columns = [{ id: 'label' }, { id: 'name' }, { id: 'type' }];
    expect(ids(moveColumn(columns, 'type', -1))).toEqual(['label', 'type', 'name']);
    expect(ids(moveColumn(columns, 'name', 1))).toEqual(['label', 'type', 'name']);
    expect(moveColumn(columns, 'name', -1)).toBe(columns);
    expect(moveColumn(columns, 'label', 1)).toBe(columns);
    expect(moveColumn(columns, 'type', 1)).toBe(columns);
  });
});

describe('the label and API name switch', () => {
  const pairs = [
    ['label', 'name'],
    ['objectLabel', 'object'],
  ] as const;

  it('exchanges names in place and twice gives the first list again', () => {
    const columns = [{ id: 'label', widthPx: 240 }, { id: 'name' }, { id: 'objectLabel' }, { id: 'type' }];
    const swapped = swapPairs(columns, pairs);
    expect(swapped).toEqual([{ id: 'name', widthPx: 240 }, { id: 'label' }, { id: 'object' }, { id: 'type' }]);
    expect(swapPairs(swapped, pairs)).toEqual(columns);
  });
});
