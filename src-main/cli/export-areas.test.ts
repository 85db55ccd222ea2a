import { describe, expect, it } from 'vitest';
import { columnsOf } from '../domain/areas/columns.ts';
import { areaGridOf, areaSourceOf } from './export-areas.ts';

const NOTHING = { columns: null, headers: null, object: null, filter: '' } as const;

describe('--grid of what was read besides objects and fields', () => {
  it('takes a type or its area, with all columns unless some are named', () => {
    for (const name of ['Flow', 'flows']) {
      expect(areaSourceOf(areaGridOf(name, { ...NOTHING, filter: 'order' }), 'c')).toEqual({
        kind: 'components',
        query: { connectionId: 'c', type: 'Flow', quick: 'order', filters: [], sort: [] },
        columns: columnsOf('Flow').map(({ id }) => id),
        headers: 'label',
      });
    }
    expect(areaGridOf('Report', { ...NOTHING, columns: ['label', 'lastRunDate'] })).toMatchObject({
      columns: ['label', 'lastRunDate'],
    });
  });

  it('takes answers: access to objects or to the fields of one, findings, uses of a field', () => {
    const question = (object: string | null) => areaSourceOf(areaGridOf('access', { ...NOTHING, object }), 'c');
    expect(question(null)).toMatchObject({ question: { of: 'objects' } });
    expect(question('Account')).toMatchObject({ question: { of: 'fields', object: 'Account' } });
    expect(areaSourceOf(areaGridOf('report-analysis', NOTHING), 'c')).toMatchObject({ kinds: null, staleDays: 180 });
    expect(areaSourceOf(areaGridOf('where-used', { ...NOTHING, object: 'Account.Phone' }), 'c')).toEqual({
      kind: 'whereUsed',
      connectionId: 'c',
      object: 'Account',
      name: 'Phone',
    });
    const several = areaGridOf('where-used', { ...NOTHING, object: 'Account.Phone,Contact.Email' });
    expect(areaSourceOf(several, 'c')).toEqual({
      kind: 'fieldsUsed',
      connectionId: 'c',
      fields: [
        { object: 'Account', name: 'Phone' },
        { object: 'Contact', name: 'Email' },
      ],
    });
  });

  it('refuses what does not belong to it', () => {
    expect(() => areaGridOf('where-used', NOTHING)).toThrow(/Object\.Field/);
    expect(() => areaGridOf('Flow', { ...NOTHING, columns: ['nonsense'] })).toThrow(/no column "nonsense"/);
    expect(() => areaGridOf('Flow', { ...NOTHING, object: 'Account' })).toThrow(/takes no --object/);
    expect(() => areaGridOf('access', { ...NOTHING, headers: 'api' })).toThrow(/takes no --columns/);
  });
});
