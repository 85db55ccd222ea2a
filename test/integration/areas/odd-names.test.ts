import { describe, expect, it } from 'vitest';
import type { ComponentQuery } from '../../../src-preload/contract/components.ts';
import type { Component } from '../../../src-main/domain/areas/component.ts';
import { createAreaStore } from '../../../src-main/engine/store/areas/index.ts';
import { openCatalogStore } from '../../support/catalog-store.ts';

const READ_AT = '2026-01-01T00:00:00.000Z';
const LONG = `${'Every morning somebody looks at this. '.repeat(1400)}The needle stands at the end.`;

const report = (name: string, label: string, over: Partial<Component> = {}): Component => ({
  type: 'Report',
  name,
  label,
  object: null,
  namespace: null,
  orgId: null,
  description: null,
  createdDate: null,
  createdBy: null,
  lastModifiedDate: null,
  lastModifiedBy: null,
  facts: { format: 'Tabular', columns: [label] },
  searchText: null,
  unknown: [],
  ...over,
});

function open(components: readonly Component[], indexed: boolean) {
  const { db, catalog } = openCatalogStore(READ_AT);
  const areas = createAreaStore(db);
  const save = (some: readonly Component[], snapshot = 1): void =>
    catalog.transaction(() => {
      for (const one of some) areas.components.save({ connectionKey: 1, snapshot, readAt: READ_AT }, 'reports', one);
    });
  catalog.snapshots.begin(1, null, READ_AT);
  save(components);
  while (indexed && catalog.searchIndex.step().done < catalog.searchIndex.step().total);
  const page = (over: Partial<ComponentQuery>, offset = 0, limit = 1000) =>
    areas.componentPages.page(
      1,
      { connectionId: 'c', type: 'Report', quick: '', filters: [], sort: [], ...over },
      offset,
      limit,
    );
  return { db, save, page, found: (text: string) => catalog.search('c', text, 50).hits.map(({ name }) => name) };
}

describe.each([true, false])('components with unusual names (indexed: %s)', (indexed) => {
  it('are different where only the case differs', () => {
    const { page, found } = open(
      [report('F/Total', 'Total'), report('F/TOTAL', 'TOTAL'), report('F/total', 'total')],
      indexed,
    );
    expect(found('total').toSorted()).toEqual(['F/TOTAL', 'F/Total', 'F/total']);
    expect(found('F/TOTAL').toSorted()).toEqual(['F/TOTAL', 'F/Total', 'F/total']);
    const pages = [0, 1, 2].map((at) => page({}, at, 1).rows[0]?.name);
    expect(new Set(pages).size).toBe(3);
    const equal = { column: 'name', operator: 'equals', value: 'f/total' } as const;
    expect(page({ filters: [equal] }).total).toBe(3);
  });

  it('are all found and paged where many have the same label', () => {
    const same = Array.from({ length: 45 }, (_none, at) => report(`F/Copy_${String(at).padStart(2, '0')}`, 'Pipeline'));
    const { page, found } = open(same, indexed);
    expect(found('pipeline')).toEqual(same.map(({ name }) => name));
    for (const direction of ['asc', 'desc'] as const) {
      const sort = [{ column: 'label', direction }];
      const names = [0, 20, 40].flatMap((offset) => page({ sort }, offset, 20).rows.map(({ name }) => name));
      expect(new Set(names).size).toBe(45);
    }
  });

  it('are found by right-to-left text, whole, begun, by a word, beside other text and with marks', () => {
    const labels = ['تقرير المبيعات الشهرية', 'דוח מכירות חודשי', 'Sales ‏(מכירות)‏ 2026', 'العُمَلاء'];
    const { page, found } = open(
      labels.map((label, at) => report(`F/Rtl_${at}`, label)),
      indexed,
    );
    labels.forEach((label, at) => expect(found(label), label).toEqual([`F/Rtl_${at}`]));
    expect(found('تقرير')).toEqual(['F/Rtl_0']);
    expect(found('المبيعات')).toEqual(['F/Rtl_0']);
    expect(found('מכירות').toSorted()).toEqual(['F/Rtl_1', 'F/Rtl_2']);
    expect(found('2026 מכירות')).toEqual(['F/Rtl_2']);
    expect(page({ quick: 'מכירות' }).total).toBe(2);
    const order = page({ sort: [{ column: 'label', direction: 'asc' }] }).rows.map(({ label }) => label);
    expect(order.toSorted()).toEqual(labels.toSorted());
  });

  it('are found at the end of 50,000 characters, with a short excerpt, and shown whole', () => {
    expect(LONG.length).toBeGreaterThan(50_000);
    const { page, found } = open(
      [report('F/Long', 'Long', { description: LONG }), report('F/Short', 'Short')],
      indexed,
    );
    expect(found('needle stands')).toEqual(['F/Long']);
    expect(page({ quick: 'needle' }).rows.map(({ name }) => name)).toEqual(['F/Long']);
    const sorted = page({ sort: [{ column: 'description', direction: 'desc' }] }).rows;
    expect(sorted.map(({ name }) => name)).toEqual(['F/Long', 'F/Short']);
    expect(sorted[0]?.description).toBe(LONG);
  });
});

describe('pages of a large type', () => {
  it('stand in the same order the first time and from the kept order, and follow what changes', () => {
    const many = Array.from({ length: 2500 }, (_none, at) => {
      const columns = at % 5 === 0 ? [] : [`Column ${(at * 7919) % 613}`, 'Z'];
      return report(`F/R_${at}`, `Report ${(at * 31) % 977}`, { facts: { format: null, columns } });
    });
    const { db, save, page } = open(many, true);
    const keptOrders = () => Number(db.prepare('SELECT count(*) FROM component_order').pluck().get());
    for (const column of ['columns', 'label', 'name']) {
      for (const direction of ['asc', 'desc'] as const) {
        const sort = [{ column, direction }];
        const first = page({ sort }, 900, 200);
        // Anything written elsewhere makes the pages forget what they hold in memory.
        db.prepare('UPDATE search_state SET indexed_to = indexed_to').run();
        expect(page({ sort }, 900, 200)).toEqual(first);
        // A filter that leaves nothing out is answered without the kept order.
        const all = [{ column: 'name', operator: 'contains', value: 'F/' } as const];
        expect(page({ sort, filters: all }, 900, 200).rows).toEqual(first.rows);
      }
    }
    expect(keptOrders()).toBe(6);
    expect(() => page({ sort: [{ column: 'formula', direction: 'asc' }] })).toThrow(/no column/);
    save([report('F/R_7', 'AAA first', { facts: { format: null, columns: ['AAA'] } })], 2);
    expect(keptOrders()).toBe(0);
    expect(page({ sort: [{ column: 'columns', direction: 'asc' }] }, 0, 1).rows[0]?.name).toBe('F/R_7');
    expect(page({}, 0, 1)).toMatchObject({ total: 2500, rows: [{ name: 'F/R_7' }] });
  });
});
