import { describe, expect, it } from 'vitest';
import type { FieldQuery } from '../../../../src-preload/contract/catalog.ts';
import { openCatalogStore } from '../../../../test/support/catalog-store.ts';
import { seededRandom } from '../../../../test/support/random.ts';
import { describeFacts } from '../../../domain/metadata/describe-facts.ts';

const READ_AT = '2026-01-01T00:00:00.000Z';
const SEED = 20_261_123;
const OBJECTS = 30;
const FIELDS_EACH = 400;
const TOTAL = OBJECTS * FIELDS_EACH;
const PAGE_ROWS = 200;
const TYPES = ['string', 'double', 'picklist', 'date'];

/** Names that repeat across objects, types and dates that many fields share, and some that have no date. */
function openLarge() {
  const { db, catalog } = openCatalogStore(READ_AT);
  const random = seededRandom(SEED);
  const objects = Array.from({ length: OBJECTS }, (_object, at) => ({
    // Two of a kind that differ in case only: their fields are mixed in the order of objects.
    name: `${at % 2 === 0 ? 'thing' : 'Thing'}_${Math.floor(at / 2)}__c`,
    label: `Thing ${at}`,
    custom: true,
    fields: Array.from({ length: FIELDS_EACH }, (_field, index) => ({
      name: `${index % 2 === 0 ? 'f' : 'F'}${(index * 131) % FIELDS_EACH}__c`,
      label: `Label ${Math.floor(random() * 50)}`,
      type: TYPES[Math.floor(random() * TYPES.length)] ?? 'string',
    })),
  }));
  catalog.list.saveList(1, objects, null, READ_AT);
  const snapshot = catalog.snapshots.begin(1, null, READ_AT);
  catalog.transaction(() => {
    for (const object of objects) {
      catalog.write.saveDescribe({ connectionKey: 1, snapshot, readAt: READ_AT }, describeFacts(object), null);
    }
    db.prepare(`UPDATE field SET last_modified_date = '2026-01-0' || (id % 9 + 1) WHERE id % 5 <> 0`).run();
    db.prepare('UPDATE field SET type = NULL WHERE id % 11 = 0').run();
  });
  return { catalog, objects };
}

const everyOrder = (['object', 'name', 'label', 'type', 'lastModifiedDate'] as const).flatMap((column) =>
  (['asc', 'desc'] as const).map((direction) => ({ column, direction })),
);

describe('pages of an order that an index has', () => {
  it('are, asked for anywhere, what stands there in the whole answer', () => {
    const { catalog } = openLarge();
    const random = seededRandom(SEED);
    for (const order of everyOrder) {
      const query: FieldQuery = { connectionId: 'c', objects: null, quick: '', filters: [], sort: [order] };
      const all = [...catalog.iterateFields(query)].flat().map(({ id }) => id);
      expect(new Set(all).size).toBe(TOTAL);
      const anywhere = Array.from({ length: 10 }, () => Math.floor(random() * TOTAL));
      for (const offset of [0, 1900, 2000, TOTAL / 2, TOTAL / 2 + 300, TOTAL - 100, TOTAL, ...anywhere]) {
        const { rows, total } = catalog.fieldPage(query, offset, PAGE_ROWS);
        expect(total).toBe(TOTAL);
        const where = `${order.column} ${order.direction}, offset ${offset}, seed ${SEED}`;
        expect(
          rows.map(({ id }) => id),
          where,
        ).toEqual(all.slice(offset, offset + PAGE_ROWS));
      }
    }
  });

  it('show what was written since', () => {
    const { catalog, objects } = openLarge();
    const query: FieldQuery = {
      connectionId: 'c',
      objects: null,
      quick: '',
      filters: [],
      sort: [{ column: 'name', direction: 'asc' }],
    };
    const before = catalog.fieldPage(query, TOTAL - 10, 10).rows;
    const snapshot = catalog.snapshots.begin(1, null, READ_AT);
    const late = { name: 'Zz__c', label: 'Late', custom: true, fields: [{ name: 'ZZ__c', label: 'Z', type: 'date' }] };
    catalog.list.saveList(1, [...objects, late], null, READ_AT);
    catalog.transaction(() =>
      catalog.write.saveDescribe({ connectionKey: 1, snapshot, readAt: READ_AT }, describeFacts(late), null),
    );
    const { rows, total } = catalog.fieldPage(query, TOTAL - 9, 10);
    expect(total).toBe(TOTAL + 1);
    expect(rows.map(({ name }) => name)).toEqual([...before.slice(1).map(({ name }) => name), 'ZZ__c']);
  });
});
