import { describe, expect, it } from 'vitest';
import { addressOf, areaOf, columnLetters, sheetOfAddress } from './range-address.ts';

describe('an address in a workbook', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('column %i is %s', (column, letters) => {
    expect(columnLetters(column)).toBe(letters);
    expect(areaOf(`${letters}1`)?.firstColumn).toBe(column);
  });

  it.each([
    ["'It''s'!A1:C3", "It's", 'A1:C3'],
    ['Fields!B2', 'Fields', 'B2:B2'],
    ["'a!b'!$B$2:$C$10", 'a!b', 'B2:C10'],
  ])('%s', (address, sheet, cells) => {
    const area = areaOf(address);
    expect(sheetOfAddress(address)).toBe(sheet);
    expect(area === null ? '' : addressOf(area)).toBe(cells);
  });

  it.each(['', 'Fields', 'A:A', 'A0B', '#REF!'])('%j is none', (address) => {
    expect(areaOf(address)).toBeNull();
  });
});
