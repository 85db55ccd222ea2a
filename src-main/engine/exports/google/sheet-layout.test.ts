import { describe, expect, it } from 'vitest';
import type { SheetPlan } from '../../../domain/sheets/book.ts';
import { checkGrid, columnLetters, gridCells, layoutOf, layoutOfSheet, rangeOf, tabTitlesFor } from './sheet-layout.ts';

function plan(change: Partial<SheetPlan> = {}): SheetPlan {
  return {
    id: 'fields',
    name: 'Fields',
    kind: 'data',
    title: null,
    columns: [
      { header: 'Name', width: 20, wraps: false },
      { header: 'Label', width: 20, wraps: false },
    ],
    hasHeader: true,
    rowCount: 3,
    rows: () => [],
    ...change,
  };
}

describe('the grid of a tab', () => {
  it('has exactly the rows and columns that are filled', () => {
    expect(layoutOfSheet(plan(), 7, 'Fields')).toMatchObject({ rows: 4, columns: 2, frozenRows: 1, firstDataRow: 1 });
  });

  it('has room for a title that is wider than the columns, and freezes it with the header', () => {
    const wide = plan({ title: ['Account', null, 'Back to the index'] });
    expect(layoutOfSheet(wide, 7, 'Fields')).toMatchObject({ rows: 5, columns: 3, frozenRows: 2, firstDataRow: 2 });
  });

  it('freezes nothing when there are no rows to scroll, which Google refuses', () => {
    expect(layoutOfSheet(plan({ rowCount: 0 }), 7, 'Fields')).toMatchObject({ rows: 1, frozenRows: 0 });
  });

  it('is never empty', () => {
    expect(layoutOfSheet(plan({ rowCount: 0, hasHeader: false, columns: [] }), 7, 'x')).toMatchObject({
      rows: 1,
      columns: 1,
    });
  });
});

describe('the limits of a spreadsheet', () => {
  const wide = Array.from({ length: 20 }, (_, index) => ({ header: `c${index}`, width: 10, wraps: false }));

  it('are met exactly by 10,000,000 cells, headers and all tabs included', () => {
    const sheets = layoutOf({
      title: '',
      sheets: [plan({ columns: wide, rowCount: 249_999 }), plan({ id: 'b', columns: wide, rowCount: 249_999 })],
    });
    expect(gridCells(sheets)).toBe(10_000_000);
    expect(() => checkGrid(sheets)).not.toThrow();
    expect(() => checkGrid(sheets, 1)).toThrow(/10,000,000 cells, beside the 1 that/);
  });

  it('are told before anything is sent', () => {
    const sheets = layoutOf({ title: '', sheets: [plan({ columns: wide, rowCount: 500_000 })] });
    expect(() => checkGrid(sheets)).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('count columns too', () => {
    const columns = Array.from({ length: 18_279 }, () => ({ header: '', width: 1, wraps: false }));
    expect(() => checkGrid(layoutOf({ title: '', sheets: [plan({ columns })] }))).toThrow(/18279 columns/);
  });
});

describe('tab titles', () => {
  it('keep API names that Excel would shorten, and are cut at 100 characters', () => {
    const long = 'An_object_with_a_name_that_is_longer_than_31__c';
    expect(tabTitlesFor([long, 'x'.repeat(120)])).toEqual([long, 'x'.repeat(100)]);
  });

  it('are unique ignoring case, also against tabs that are there already', () => {
    expect(tabTitlesFor(['Visit__c', 'visit__c', 'Notes'], ['notes'])).toEqual(['Visit__c', 'visit__c~2', 'Notes~2']);
    const [first, second] = tabTitlesFor(['x'.repeat(120), 'x'.repeat(130)]);
    expect(second).toHaveLength(100);
    expect(second).not.toBe(first);
  });

  it('never are empty, edged with quotes or broken inside a character', () => {
    expect(tabTitlesFor(["''", ' ', "'a'\n'b'"])).toEqual(['Sheet', 'Sheet~2', "a' 'b"]);
    expect(tabTitlesFor([`${'x'.repeat(99)}\u{1f600}`])[0]?.isWellFormed()).toBe(true);
  });
});

describe('a range', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [18_277, 'ZZZ'],
  ])('has column %i as %s', (column, letters) => {
    expect(columnLetters(column)).toBe(letters);
  });

  it('quotes the name of the tab and doubles the quotes in it', () => {
    expect(rangeOf("Bob's 'A1:B2'!", 1, 2001, 0, 20)).toBe("'Bob''s ''A1:B2''!'!A2:T2001");
  });
});
