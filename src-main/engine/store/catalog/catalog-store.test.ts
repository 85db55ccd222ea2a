import { describe, expect, it } from 'vitest';
import type { FieldFilter, FieldQuery } from '../../../../src-preload/contract/catalog.ts';
import { type DescribedField, type DescribedObject, describeFacts } from '../../../domain/metadata/describe-facts.ts';
import { openCatalogStore } from '../../../../test/support/catalog-store.ts';

const READ_AT = '2026-01-01T00:00:00.000Z';

function field(name: string, label: string, more: Partial<DescribedField> = {}): DescribedField {
  return { name, label, type: 'string', length: 80, custom: name.endsWith('__c'), ...more };
}

function openCatalog(objects: readonly DescribedObject[]) {
  const { db, catalog } = openCatalogStore(READ_AT);
  catalog.list.saveList(1, objects, null, READ_AT);
  const snapshot = catalog.snapshots.begin(1, null, READ_AT);
  catalog.transaction(() => {
    for (const object of objects) {
      const at = { connectionKey: 1, snapshot, readAt: READ_AT };
      catalog.write.saveDescribe(at, describeFacts(object), null);
    }
  });
  const index = (): void => {
    while (catalog.searchIndex.step().done < catalog.searchIndex.step().total);
  };
  index();
  const query = (over: Partial<FieldQuery> = {}): FieldQuery => ({
    connectionId: 'c',
    objects: null,
    quick: '',
    filters: [],
    sort: [],
    ...over,
  });
  return {
    db,
    catalog,
    index,
    query,
    names: (over: Partial<FieldQuery>) => catalog.fieldPage(query(over), 0, 1000).rows.map((row) => row.name),
    found: (text: string, limit = 20) =>
      catalog.search('c', text, limit).hits.map((hit) => `${hit.kind} ${hit.name} ${hit.matchedIn}`),
  };
}

const PUMP: DescribedObject = {
  name: 'Heat_Pump__c',
  label: 'Heat pump',
  custom: true,
  fields: [
    field('Serial_Number__c', 'Serial number', { inlineHelpText: 'Eight digits, 100% unique (see plate)' }),
    field('Amount__c', 'Amount (net)', { type: 'currency', precision: 18, scale: 2, length: 0 }),
    field('Status__c', 'Status', { type: 'picklist', picklistValues: [{ value: 'On', label: 'On' }] }),
    field('IsActive__c', 'Active', { type: 'boolean', length: 0, nillable: false, createable: true }),
    field('Owner__c', 'Owner', {
      type: 'reference',
      referenceTo: ['User', 'Group'],
      nillable: false,
      createable: true,
    }),
  ],
};
const VISIT: DescribedObject = {
  name: 'Visit__c',
  label: 'Visit',
  custom: true,
  fields: [field('Pump_Serial__c', 'Pump serial'), field('amount__c', 'Amount'), field('Z__c', 'Ärger')],
};

describe('the field grid', () => {
  it('sorts by an indexed column either way, ignoring case, and puts rows in one order over all pages', () => {
    const { names, catalog, query } = openCatalog([PUMP, VISIT]);
    const up = names({ sort: [{ column: 'label', direction: 'asc' }] });
    expect(up.slice(0, 3)).toEqual(['IsActive__c', 'amount__c', 'Amount__c']);
    expect(names({ sort: [{ column: 'label', direction: 'desc' }] })).toEqual(up.toReversed());
    const paged = [0, 3, 6].flatMap(
      (offset) => catalog.fieldPage(query({ sort: [{ column: 'label', direction: 'asc' }] }), offset, 3).rows,
    );
    expect(paged.map((row) => row.name)).toEqual(up);
  });

  it('puts empty values last in both directions', () => {
    const { catalog, query } = openCatalog([PUMP, VISIT]);
    for (const direction of ['asc', 'desc'] as const) {
      const { rows } = catalog.fieldPage(query({ sort: [{ column: 'precision', direction }] }), 0, 50);
      expect(rows[0]?.name).toBe('Amount__c');
    }
  });

  const cases: readonly [title: string, filter: FieldFilter, expected: readonly string[]][] = [
    [
      'contains, punctuation literally',
      { column: 'helpText', operator: 'contains', value: '100%' },
      ['Serial_Number__c'],
    ],
    ['contains an underscore literally', { column: 'name', operator: 'contains', value: 'l_N' }, ['Serial_Number__c']],
    ['equals, ignoring case', { column: 'type', operator: 'equals', value: 'Currency' }, ['Amount__c']],
    ['a number', { column: 'scale', operator: 'equals', value: '2' }, ['Amount__c']],
    ['is true', { column: 'required', operator: 'isTrue', value: '' }, ['Owner__c']],
    ['is not empty', { column: 'referenceTo', operator: 'isNotEmpty', value: '' }, ['Owner__c']],
    ['one of several targets', { column: 'referenceTo', operator: 'contains', value: 'Group' }, ['Owner__c']],
    [
      'an object label',
      { column: 'objectLabel', operator: 'equals', value: 'visit' },
      ['amount__c', 'Pump_Serial__c', 'Z__c'],
    ],
    ['unknown is not empty', { column: 'description', operator: 'isEmpty', value: '' }, []],
  ];
  it.each(cases)('filters by %s', (_title, filter, expected) => {
    const { names } = openCatalog([PUMP, VISIT]);
    expect(names({ filters: [filter] })).toEqual(expected);
  });

  it('finds unknown values by their own filter', () => {
    const { names } = openCatalog([PUMP, VISIT]);
    expect(names({ filters: [{ column: 'description', operator: 'isUnknown', value: '' }] })).toHaveLength(8);
  });

  it('finds quick text in label, API name or help text, however short', () => {
    const { names, catalog, query } = openCatalog([PUMP, VISIT]);
    expect(names({ quick: '(net)' })).toEqual(['Amount__c']);
    expect(names({ quick: 'UNIQUE (see' })).toEqual(['Serial_Number__c']);
    expect(names({ quick: 'z_' })).toEqual(['Z__c']);
    expect(catalog.fieldPage(query({ quick: 'amount' }), 0, 1)).toMatchObject({ total: 2, unfiltered: 8 });
  });

  it('limits to objects, and counts without looking at the rows', () => {
    const { catalog, query } = openCatalog([PUMP, VISIT]);
    expect(catalog.fieldPage(query({ objects: ['Visit__c'] }), 0, 2)).toMatchObject({ total: 3, unfiltered: 8 });
    expect(catalog.fieldPage(query({ objects: ['visit__C'] }), 0, 2).rows).toEqual([]);
  });

  it('streams all rows of a query in its order', () => {
    const { catalog, query, names } = openCatalog([PUMP, VISIT]);
    const streamed = [...catalog.iterateFields(query())].flat().map((row) => row.name);
    expect(streamed).toEqual(names({}));
  });
});

describe('search', () => {
  it('puts exact matches first, then names that begin so, then inner parts; objects before fields', () => {
    const { found } = openCatalog([PUMP, VISIT]);
    expect(found('visit')).toEqual(['object Visit__c label']);
    expect(found('status')).toEqual(['field Status__c label']);
    expect(found('pump')).toEqual(['field Pump_Serial__c name', 'object Heat_Pump__c name']);
  });

  const texts: readonly [title: string, text: string, first: string][] = [
    ['an inner part of an API name', 'rial_Num', 'field Serial_Number__c name'],
    ['two words in either order', 'serial pump', 'field Pump_Serial__c name'],
    ['punctuation literally', '(net)', 'field Amount__c label'],
    ['one letter', 'z', 'field Z__c name'],
    ['a short word beside a long one', 'heat pu', 'object Heat_Pump__c label'],
    ['help text', '100% unique', 'field Serial_Number__c helpText'],
    ['a letter with a diaeresis, ignoring case', 'ärger', 'field Z__c label'],
    ['quotes and operators literally', '"x" OR', ''],
  ];
  it.each(texts)('finds %s', (_title, text, first) => {
    const { found } = openCatalog([PUMP, VISIT]);
    expect(found(text)[0] ?? '').toBe(first);
  });

  it('says that there is more than the limit', () => {
    const { catalog } = openCatalog([PUMP, VISIT]);
    expect(catalog.search('c', 'amount', 1)).toMatchObject({ more: true, hits: [{ name: 'amount__c' }] });
  });

  it('follows a change and a removal without being rebuilt', () => {
    const { catalog, db, found } = openCatalog([PUMP, VISIT]);
    const next = catalog.snapshots.begin(1, null, READ_AT);
    const renamed = { ...VISIT, fields: [field('Pump_Serial__c', 'Number of the unit')] };
    catalog.transaction(() => {
      catalog.write.saveDescribe({ connectionKey: 1, snapshot: next, readAt: READ_AT }, describeFacts(renamed), null);
    });
    expect(found('ärger')).toEqual([]);
    expect(found('number of the unit')).toEqual(['field Pump_Serial__c label']);
    catalog.transaction(() => catalog.list.setChosen(1, ['Heat_Pump__c']));
    db.prepare('DELETE FROM connection WHERE key = 1').run();
    db.prepare("INSERT INTO field_names (field_names) VALUES ('integrity-check')").run();
    expect(db.prepare('SELECT count(*) FROM field').pluck().get()).toBe(0);
  });
});

describe('an org that was not read', () => {
  it('has no row in the store, also after it was looked at', () => {
    const { db, catalog } = openCatalog([]);
    db.prepare('DELETE FROM org_state').run();
    expect(catalog.list.state(1)).toEqual({
      listModified: null,
      listReadAt: null,
      everChosen: false,
      lastReadAt: null,
    });
    expect(db.prepare('SELECT count(*) FROM org_state').pluck().get()).toBe(0);
    // What is noted is kept from then on.
    catalog.list.setLastReadAt(1, READ_AT);
    expect(catalog.list.state(1).lastReadAt).toBe(READ_AT);
  });
});
