import { describe, expect, it } from 'vitest';
import { openStore } from '../../../../test/support/network.ts';
import { customObject, textField } from '../../../../test/support/small-org.ts';
import { describeFacts } from '../../../domain/metadata/describe-facts.ts';
import type { BundleObject } from '../../../sample-org/bundle.ts';
import { createSampleBundle } from '../../../sample-org/content/index.ts';
import { createCatalogStore } from './index.ts';
import { createSearch } from './search.ts';

const READ_AT = '2026-01-01T00:00:00.000Z';

/** A store with these orgs; the name of an org is its id in capitals. */
function openOrgs(orgs: Readonly<Record<string, readonly BundleObject[]>>) {
  const db = openStore();
  const insert = db.prepare(
    `INSERT INTO connection (key, id, name, group_name, colour, notes, type, instance_url, created_at)
     VALUES (?, ?, ?, '', '', '', 'sandbox', 'https://acme.my.salesforce.com', ?)`,
  );
  const catalog = createCatalogStore(db);
  for (const [at, [id, objects]] of Object.entries(orgs).entries()) {
    const connectionKey = at + 1;
    insert.run(connectionKey, id, id.toUpperCase(), READ_AT);
    const described = objects.map(({ name, label, fields }) => ({
      name,
      label,
      fields: fields.map((field) => ({
        name: field.name,
        label: field.label,
        type: field.type,
        inlineHelpText: field.helpText ?? null,
      })),
    }));
    catalog.list.saveList(connectionKey, described, null, READ_AT);
    const snapshot = catalog.snapshots.begin(connectionKey, null, READ_AT);
    catalog.transaction(() => {
      for (const object of described) {
        catalog.write.saveDescribe({ connectionKey, snapshot, readAt: READ_AT }, describeFacts(object), null);
      }
    });
  }
  while (catalog.searchIndex.step().done < catalog.searchIndex.step().total);
  const found = (among: string | readonly string[] | null, text: string, limit = 20): readonly string[] =>
    catalog
      .search(among, text, limit)
      .hits.map((hit) => `${hit.connectionId} ${hit.kind === 'object' ? '' : `${hit.object}.`}${hit.name}`);
  return { db, catalog, found };
}

const WAREHOUSE = [
  customObject('Pallet__c', [
    textField('Weight__c', { helpText: 'Gross, with the pallet jack' }),
    textField('Bay__c', { label: 'Loading bay' }),
    textField('Shared_Code__c'),
  ]),
];
const CLINIC = [
  customObject('Patient__c', [
    textField('Body_Weight__c'),
    textField('Weight__c'),
    textField('Bay__c', { label: 'Bed bay', helpText: 'Where the pallet of blankets stands' }),
    textField('Shared_Code__c'),
  ]),
];
const orgs = () => openOrgs({ warehouse: WAREHOUSE, clinic: CLINIC, nothing: [] });

describe('search across orgs', () => {
  it('finds what only one of them has, and says which', () => {
    const { catalog, found } = orgs();
    expect(found(null, 'Loading')).toEqual(['warehouse Pallet__c.Bay__c']);
    expect(catalog.search(null, 'patient', 5).hits[0]).toMatchObject({
      connectionId: 'clinic',
      connectionName: 'CLINIC',
      name: 'Patient__c',
    });
    expect(found(null, 'nowhere')).toEqual([]);
  });

  it('puts better fits first whichever org they are in', () => {
    const { found } = orgs();
    // The name itself before a word in it, objects before help texts: no org comes before the other as a whole.
    expect(found(null, 'weight')).toEqual([
      'warehouse Pallet__c.Weight__c',
      'clinic Patient__c.Weight__c',
      'clinic Patient__c.Body_Weight__c',
    ]);
    expect(found(null, 'pallet')).toEqual([
      'warehouse Pallet__c',
      'clinic Patient__c.Bay__c',
      'warehouse Pallet__c.Weight__c',
    ]);
  });

  it('shows equal fits in the order in which the orgs are named', () => {
    const both = { one: WAREHOUSE, two: WAREHOUSE };
    const { found } = openOrgs(both);
    expect(found(['two', 'one'], 'bay__c')).toEqual(['two Pallet__c.Bay__c', 'one Pallet__c.Bay__c']);
    expect(found(['one', 'two'], 'bay__c')).toEqual(['one Pallet__c.Bay__c', 'two Pallet__c.Bay__c']);
    expect(found(['two', 'one'], 'alle')).toEqual([
      'two Pallet__c',
      'one Pallet__c',
      'two Pallet__c.Weight__c',
      'one Pallet__c.Weight__c',
    ]);
  });

  it('leaves out orgs that are not named, and stays quiet about one in which nothing was read', () => {
    const { found } = orgs();
    expect(found('warehouse', 'shared')).toEqual(['warehouse Pallet__c.Shared_Code__c']);
    expect(found(['clinic', 'nothing'], 'shared')).toEqual(['clinic Patient__c.Shared_Code__c']);
    expect(found('nothing', 'shared')).toEqual([]);
    expect(() => found(['clinic', 'gone'], 'shared')).toThrow('There is no such connection.');
    expect(openOrgs({}).found(null, 'shared')).toEqual([]);
  });

  it('keeps the limit over all of them and says that there is more', () => {
    const { catalog } = orgs();
    const answer = catalog.search(null, 'shared code', 1);
    expect(answer.hits).toHaveLength(1);
    expect(answer.more).toBe(true);
    expect(catalog.search(null, 'shared code', 2).more).toBe(false);
  });

  it('finds one and two characters in each, and says so when the time was over', () => {
    const { db, found } = orgs();
    expect(found(null, 'ba')).toEqual(['warehouse Pallet__c.Bay__c', 'clinic Patient__c.Bay__c']);
    const many = Array.from({ length: 3000 }, (_none, at) => textField(`F${at}__c`));
    const wide = openOrgs({ one: [customObject('Wide__c', many)], two: [customObject('Wide__c', many)] });
    const both = [
      { key: 1, id: 'one', name: 'ONE' },
      { key: 2, id: 'two', name: 'TWO' },
    ];
    expect(createSearch(wide.db, { budgetMs: 0, sureFields: 0 })(both, '~', 20)).toEqual({ hits: [], more: true });
    expect(createSearch(wide.db, { budgetMs: 0, sureFields: 100_000 })(both, '~', 20).more).toBe(false);
    expect(createSearch(db)([], 'ba', 20)).toEqual({ hits: [], more: false });
  });

  it('answers for one org as if there were no other', () => {
    const { sobjects } = createSampleBundle();
    const alone = openOrgs({ sample: sobjects });
    const among = openOrgs({ warehouse: WAREHOUSE, sample: sobjects, clinic: CLINIC });
    for (const text of ['serial', 'account', 'kW', 'date', 'warranty', 'e', '%']) {
      expect(among.found('sample', text, 40), text).toEqual(alone.found('sample', text, 40));
      expect(among.found(null, text, 40).filter((hit) => hit.startsWith('sample ')).length, text).toBeGreaterThan(0);
    }
  });
});
