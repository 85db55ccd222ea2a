import { describe, expect, it } from 'vitest';
import { betterFirst, chooseHits, fitNames, GRADES, kindAmong, type Ordered, shortName } from './search-rank.ts';

const hit = (over: Partial<Ordered>): Ordered => ({
  kind: 'field',
  name: 'Amount__c',
  object: 'Order',
  chars: 9,
  isAside: false,
  grade: GRADES.begins,
  ...over,
});

describe('the order of search hits', () => {
  const fits: readonly (readonly [kind: string, name: string, label: string, text: string, grade: number | null])[] = [
    ['object', 'Level__c', 'Stage', 'level', GRADES.called],
    ['object', 'npsp__Level__c', 'Stage', 'level', GRADES.called],
    ['field', 'X1__c', 'Close Date', 'close date', GRADES.called],
    ['Report', 'Sales/Pipeline', 'All of it', 'pipeline', GRADES.called],
    ['ValidationRule', 'Account.Has_Owner', 'Has_Owner', 'account.has_owner', GRADES.called],
    ['field', 'Close_Date__c', 'End', 'clo', GRADES.begins],
    ['field', 'LastCloseDate', 'Ended', 'close', GRADES.word],
    ['field', 'Disclosed__c', 'Told', 'closet', null],
    ['field', 'Disclosed__c', 'Told', 'closed', GRADES.inside],
    ['field', 'Close_Date__c', 'Closing day', 'day close', GRADES.wordsBegin],
    ['field', 'Disclosed__c', 'On a Sunday', 'day closed', GRADES.words],
    ['field', 'Close_Date__c', 'Closing day', 'day open', null],
  ];
  it.each(fits)('grades %s %s "%s" for "%s"', (kind, name, label, text, grade) => {
    expect(fitNames(kind, name, label, { whole: text, words: text.split(' ') })?.grade ?? null).toBe(grade);
  });

  it('is fit, then kind, then what is not of a package nor switched off, then length, then name', () => {
    const wanted = [
      hit({ grade: GRADES.called, kind: 'ApexClass', chars: 40 }),
      hit({ kind: 'object', isAside: true, chars: 40 }),
      hit({ chars: 8 }),
      hit({ name: 'A__c' }),
      hit({ name: 'A__c', object: 'Zone' }),
      hit({}),
      hit({ isAside: true, chars: 3 }),
      hit({ kind: 'Report' }),
      hit({ kind: 'Dashboard' }),
      hit({ kind: 'companion' }),
      hit({ kind: 'ApexClass' }),
      hit({ grade: GRADES.word, kind: 'object' }),
    ];
    expect(wanted.toReversed().toSorted(betterFirst)).toEqual(wanted);
  });

  it('takes histories, shares, feeds and change events, and their fields, for less than what they accompany', () => {
    for (const name of ['OrderHistory', 'Order__Share', 'OrderFeed', 'Order__ChangeEvent']) {
      expect(kindAmong('object', name), name).toBe('companion');
      expect(kindAmong('field', name), name).toBe('companion');
    }
    expect(kindAmong('object', 'Order')).toBe('object');
    expect(kindAmong('field', 'Share_Of_Cost__c')).toBe('field');
  });

  it('lets no kind fill the list while others have hits, and fills it all the same', () => {
    const fields = Array.from({ length: 60 }, (_none, at) => hit({ name: `F${at}__c` }));
    const reports = Array.from({ length: 4 }, (_none, at) =>
      hit({ kind: 'Report', name: `R${at}`, grade: GRADES.word }),
    );
    const shown = chooseHits([...reports, ...fields], 20);
    expect(shown).toHaveLength(20);
    expect(shown.slice(0, 16).every(({ kind }) => kind === 'field')).toBe(true);
    expect(shown.slice(16).map(({ name }) => name)).toEqual(['R0', 'R1', 'R2', 'R3']);
    expect(chooseHits(fields, 20)).toEqual(fields.toSorted(betterFirst).slice(0, 20));
    expect(chooseHits(reports, 20)).toHaveLength(4);
  });

  it('knows what people call a thing', () => {
    const names = [
      ['object', 'npsp__Recurring_Donation__c', 'Recurring_Donation'],
      ['object', 'Routing__mdt', 'Routing'],
      ['field', 'Amount', 'Amount'],
      ['Report', 'Sales/Won', 'Won'],
      ['RecordType', 'Case.Complaint', 'Complaint'],
    ] as const;
    for (const [kind, name, short] of names) expect(shortName(kind, name)).toBe(short);
  });
});
