import { describe, expect, it } from 'vitest';
import { matchColumns } from './table-columns.ts';

describe('the columns of a table', () => {
  it('are filled in the order of the table', () => {
    expect(matchColumns('Fields', ['Type', 'Object', 'Name'], ['Object', 'Name', 'Type'])).toEqual([2, 0, 1]);
  });

  it('are the same whatever their case and the spaces around them', () => {
    expect(matchColumns('Fields', [' API name ', 'LABEL'], ['Label', 'API Name'])).toEqual([1, 0]);
  });

  it.each([
    [['Object'], ['Object', 'Name'], 'the table has no column "Name"'],
    [['Object', 'Owner'], ['Object'], 'the export has no column "Owner"'],
    [['Object'], ['Object', 'object'], 'the export has more than one column "object"'],
  ])('table %j and export %j: %s', (table, headers, reason) => {
    expect(() => matchColumns('Fields', table, headers)).toThrow(reason);
  });

  it('are named up to eight, and counted beyond', () => {
    const headers = Array.from({ length: 12 }, (_, index) => `Column ${index}`);
    expect(() => matchColumns('Fields', ['Column 0'], headers)).toThrow('"Column 8" and 3 more');
  });
});
