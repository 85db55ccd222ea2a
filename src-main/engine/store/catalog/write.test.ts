import { describe, expect, it } from 'vitest';
import type { FieldQuery } from '../../../../src-preload/contract/catalog.ts';
import { customFieldRow, fieldDefinitionRow } from '../../../domain/metadata/definition-facts.ts';
import { describeFacts } from '../../../domain/metadata/describe-facts.ts';
import { openStore } from '../../../../test/support/network.ts';
import { createCatalogStore } from './index.ts';
import type { ObjectDefinitions } from './write.ts';

const READ_AT = '2026-01-01T00:00:00.000Z';
const PUMP = {
  name: 'Heat_Pump__c',
  label: 'Heat pump',
  custom: true,
  fields: [
    { name: 'Name', label: 'Name', type: 'string', length: 80 },
    { name: 'Power__c', label: 'Power', type: 'double', precision: 8, scale: 2, custom: true },
    {
      name: 'State__c',
      label: 'State',
      type: 'picklist',
      custom: true,
      picklistValues: [{ value: 'On', label: 'On' }],
    },
  ],
};

function definitions(scope: ObjectDefinitions['scope']): ObjectDefinitions {
  const parent = { QualifiedApiName: PUMP.name };
  const rows = ['Name', 'Power__c', 'Hidden__c'].map((name) =>
    fieldDefinitionRow({ QualifiedApiName: name, EntityDefinition: parent, DataType: 'Text(80)', IsIndexed: true }),
  );
  const custom = customFieldRow({
    Id: '00N000000000001AAA',
    DeveloperName: 'Power',
    EntityDefinition: parent,
    Description: 'In kilowatts',
    CreatedDate: '2024-01-10T09:00:00.000+0000',
    LastModifiedDate: '2024-02-10T09:00:00.000+0000',
  });
  return {
    object: PUMP.name,
    entity: { name: PUMP.name, durableId: null, label: null, description: 'A pump', lastModifiedDate: null },
    dates: undefined,
    fields: rows.filter((row) => row !== null),
    customFields: custom === null ? [] : [custom],
    scope,
  };
}

function openCatalog() {
  const db = openStore();
  const add = db.prepare(
    `INSERT INTO connection (key, id, name, group_name, colour, notes, type, instance_url, created_at)
     VALUES (?, ?, ?, '', '', '', 'production', 'https://acme.my.salesforce.com', ?)`,
  );
  const catalog = createCatalogStore(db);
  const org = (key: number) => {
    add.run(key, `c${key}`, `Org ${key}`, READ_AT);
    catalog.list.saveList(key, [PUMP], null, READ_AT);
    return { connectionKey: key, snapshot: catalog.snapshots.begin(key, null, READ_AT), readAt: READ_AT };
  };
  const query = (key: number, over: Partial<FieldQuery> = {}): FieldQuery => ({
    connectionId: `c${key}`,
    objects: null,
    quick: '',
    filters: [],
    sort: [],
    ...over,
  });
  /** Everything that is in the store of an org, without what differs between orgs. */
  const stored = (key: number) => ({
    fields: db
      .prepare('SELECT * FROM field_now WHERE connection_key = ? ORDER BY name')
      .all(key)
      .map((row) => ({ ...(row as object), id: 0, connection_key: 0, valid_from: 0, picklist_id: 0, row_hash: '' })),
    object: db.prepare('SELECT label, description, unknown FROM sobject WHERE connection_key = ?').all(key),
    list: db
      .prepare('SELECT name, read_at, field_count, custom_field_count FROM org_object WHERE connection_key = ?')
      .all(key),
    complete: catalog.list.list(key).map(({ definitionsIn }) => definitionsIn !== null),
  });
  return { db, catalog, org, query, stored };
}

describe('an object that is described and defined at once', () => {
  it.each(['full', 'changed'] as const)('is in the store as if both had come one after the other (%s)', (scope) => {
    const { catalog, org, stored } = openCatalog();
    const [apart, together] = [org(1), org(2)];
    catalog.transaction(() => {
      catalog.write.saveDescribe(apart, describeFacts(PUMP), null);
      catalog.write.saveDefinitions(apart, definitions(scope));
      catalog.write.saveWhole(together, describeFacts(PUMP), null, definitions(scope));
    });
    expect(stored(2)).toEqual(stored(1));
    expect(stored(2).fields).toHaveLength(4);
  });

  it('keeps the history of one that was there before', () => {
    const { db, catalog, org, stored } = openCatalog();
    const first = org(1);
    catalog.transaction(() => catalog.write.saveDescribe(first, describeFacts(PUMP), null));
    const second = { ...first, snapshot: catalog.snapshots.begin(1, null, READ_AT) };
    catalog.transaction(() => catalog.write.saveWhole(second, describeFacts(PUMP), null, definitions('full')));
    expect(stored(1).fields).toHaveLength(4);
    expect(db.prepare('SELECT count(*) FROM field WHERE valid_to = ?').pluck().get(second.snapshot)).toBe(2);
  });
});

describe('a page in an order that no index has', () => {
  it('shows the same rows whether it is asked for first or after a page far down', () => {
    const { db, catalog, org, query } = openCatalog();
    const at = org(1);
    const fields = Array.from({ length: 5000 }, (_none, index) => ({
      name: `F${index}__c`,
      label: 'F',
      type: 'string',
      length: (index * 7919) % 251,
    }));
    catalog.transaction(() => catalog.write.saveDescribe(at, describeFacts({ ...PUMP, fields }), null));
    const asked = query(1, { sort: [{ column: 'length', direction: 'desc' }] });
    const first = catalog.fieldPage(asked, 0, 200);
    expect(first.total).toBe(5000);
    expect(first.rows[0]?.length).toBe(250);
    const far = catalog.fieldPage(asked, 4800, 200).rows.map(({ length }) => length);
    expect(far.at(-1)).toBeNull();
    expect(catalog.fieldPage(asked, 0, 200).rows).toEqual(first.rows);
    expect(createCatalogStore(db).fieldPage(asked, 0, 200).rows).toEqual(first.rows);
  });
});
