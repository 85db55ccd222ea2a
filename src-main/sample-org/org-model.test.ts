import { describe, expect, it } from 'vitest';
import { customObject, smallOrg, textField } from '../../test/support/small-org.ts';
import { createOrgModel, datesOf } from './org-model.ts';

describe('an org made of an odd bundle', () => {
  it('finds objects whose names differ in case alone by their own spelling, and others in any', () => {
    const model = createOrgModel(
      smallOrg([
        customObject('Site__c', [], { label: 'First' }),
        customObject('SITE__c', [], { label: 'Second' }),
        customObject('Part__c', []),
      ]),
    );
    expect(model.object('Site__c')?.label).toBe('First');
    expect(model.object('SITE__c')?.label).toBe('Second');
    expect(model.object('part__C')?.name).toBe('Part__c');
    expect(model.object('constructor')).toBeUndefined();
  });

  it('takes a text that is no date for no date', () => {
    const field = textField('Note__c', { createdDate: 'yesterday', lastModifiedDate: '2024-13-45' });
    const model = createOrgModel(smallOrg([customObject('Part__c', [field])]));
    expect(model.newestChangeMs).toBe(Date.parse('2024-01-06T09:00:00.000Z'));
    const minted = datesOf(field, 'Part__c.Note__c');
    expect(minted).toEqual(datesOf({}, 'Part__c.Note__c'));
    expect(datesOf({ createdDate: 'yesterday', lastModifiedDate: '2024-02-10T09:00:00Z' }, 'x')).toEqual({
      createdDate: '2024-02-10T09:00:00.000+0000',
      lastModifiedDate: '2024-02-10T09:00:00.000+0000',
    });
  });
});
