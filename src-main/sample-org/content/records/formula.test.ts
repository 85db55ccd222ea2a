import { describe, expect, it } from 'vitest';
import { createOrgModel } from '../../org-model.ts';
import { createSampleBundle } from '../index.ts';
import { type FormulaValue, parseFormula } from './formula.ts';
import { recordsOf } from './records.ts';

const values: Readonly<Record<string, FormulaValue>> = {
  Amount: 1000,
  Empty: null,
  Stage__c: 'Won',
  Start__c: new Date('2026-01-31'),
  'Site__r.Name': 'Mill Lane',
};

function evaluated(text: string, blankIsZero = true): FormulaValue {
  const now = new Date('2026-11-20T12:00:00Z');
  return parseFormula(text)({ read: (path) => values[path] ?? null, now, blankIsZero });
}

describe('a formula', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['-(2 + 3) ^ 2', 25],
    ['IF(Amount > 500, "large", "small")', 'large'],
    ['IF(Amount = 0, 0, Empty / Amount)', 0],
    ['AND(ISPICKVAL(Stage__c, "Won"), NOT(ISBLANK(Amount)))', true],
    ['OR(ISBLANK(Empty), 1 > 2)', true],
    ['"at " & Site__r.Name', 'at Mill Lane'],
    ['TODAY() - Start__c', 293],
    ['Amount / Empty', null],
    ['MIN(Amount, 3, 7)', 3],
    ['VALUE("12") <> 12 || FALSE', false],
  ])('%s is %s', (text, expected) => {
    expect(evaluated(text)).toBe(expected);
  });

  it('keeps a missing number missing where blanks are not zero', () => {
    expect(evaluated('Empty + 1', false)).toBeNull();
    expect(evaluated('Empty + 1')).toBe(1);
  });

  it('counts months on dates', () => {
    expect(evaluated('ADDMONTHS(Start__c, 12)')).toEqual(new Date('2027-01-31'));
  });

  it.each(['1 +', 'IF(1', 'LOOKUP(1)', 'a # b', '(1 2)'])('that is broken is refused with its text: %s', (text) => {
    expect(() => evaluated(text)).toThrow(text);
  });

  it('of the sample company can always be read, and its fields have values in the records', () => {
    const model = createOrgModel(createSampleBundle());
    const texts = model.bundle.sobjects.flatMap(({ fields }) => fields.flatMap(({ formula = [] }) => formula));
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expect(() => parseFormula(text)).not.toThrow();
    for (const row of recordsOf(model, 'Stock_Level__c').slice(0, 20))
      expect(row.Available__c).toBeCloseTo(Number(row.On_Hand__c ?? 0) - Number(row.Reserved__c ?? 0), 1);
    const margins = recordsOf(model, 'Opportunity').map(({ Gross_Margin__c }) => Gross_Margin__c);
    expect(margins.every((margin) => typeof margin === 'number')).toBe(true);
    const days = recordsOf(model, 'Invoice__c').map(({ Days_Overdue__c }) => Days_Overdue__c);
    expect(days.some((count) => Number(count) > 30)).toBe(true);
  });
});
