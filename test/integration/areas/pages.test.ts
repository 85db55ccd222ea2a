import { describe, expect, it } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import {
  COMPONENT_TYPES,
  componentDetail,
  componentMethods,
  type ComponentQuery,
  type ComponentType,
} from '../../../src-preload/contract/components.ts';
import { ownColumnsOf } from '../../../src-main/domain/areas/columns.ts';
import { SECTION_SPECS } from '../../../src-main/engine/areas/component-sections-specs.ts';
import { createComponentsService } from '../../../src-main/engine/areas/components-service.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';
import { callContext } from '../../support/sync-rig.ts';

function serviceOf({ rig, connectionId }: AreaKit) {
  const { handlers } = createComponentsService({ store: { catalog: rig.catalog, areas: rig.areas } });
  const query = (type: ComponentType, asked: Partial<ComponentQuery> = {}): ComponentQuery => ({
    connectionId,
    type,
    quick: '',
    filters: [],
    sort: [],
    ...asked,
  });
  return {
    page: async (type: ComponentType, asked: Partial<ComponentQuery> = {}, offset = 0, limit = 1000) => {
      const input = { query: query(type, asked), offset, limit };
      return componentMethods['components.page'].output.parse(await handlers['components.page'](input, callContext()));
    },
    one: async (type: ComponentType, name: string) =>
      componentDetail.parse(await handlers['components.one']({ connectionId, type, name }, callContext())),
    link: (type: ComponentType, name: string) =>
      handlers['components.link']({ connectionId, type, name }, callContext()),
  };
}

/** Facts that Orgbench keeps for its own work: ids behind names that are shown, and what state a definition is of. */
const UNSHOWN_FACTS = new Set([
  'definedAs',
  'definitionOf',
  'folder',
  'folderId',
  'createdById',
  'lastModifiedById',
  'runningUserId',
  'activeVersionId',
  'latestVersionId',
  'permissionSetId',
  'memberIds',
  'mutingId',
  'parentId',
]);

/** Types that the sample company has none of. */
const NONE_IN_SAMPLE = new Set<string>(['WorkflowFieldUpdate']);

describe('components in grids and drawers', () => {
  it('show every fact that was read, each in a column or in the drawer, and no column without facts', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read([...CATALOG_AREAS], 'all');
    const service = serviceOf(kit);
    const notShown: string[] = [];
    const notRead: string[] = [];
    for (const type of COMPONENT_TYPES) {
      const columns = ownColumnsOf(type).map(({ id }) => id);
      const inDrawer = (SECTION_SPECS[type] ?? []).flatMap(({ facts }) => facts);
      const all = kit.rig.areas.components.ofType(kit.key, type);
      const read = new Set(all.flatMap(({ facts }) => Object.keys(facts)));
      expect(all.length === 0, type).toBe(NONE_IN_SAMPLE.has(type));
      for (const fact of read) {
        if (!columns.includes(fact) && !inDrawer.includes(fact) && !UNSHOWN_FACTS.has(fact)) {
          notShown.push(`${type}.${fact}`);
        }
      }
      if (all.length > 0) notRead.push(...columns.filter((id) => !read.has(id)).map((id) => `${type}.${id}`));
      const page = await service.page(type);
      expect([page.total, page.unfiltered, page.rows.length], type).toEqual([
        all.length,
        all.length,
        Math.min(all.length, 1000),
      ]);
      // Each drawer keeps the contract.
      for (const { name } of all.slice(0, 20)) await service.one(type, name);
      for (const { id } of ownColumnsOf(type)) {
        const sorted = await service.page(type, { sort: [{ column: id, direction: 'desc' }] });
        expect(sorted.total).toBe(all.length);
      }
    }
    expect(notShown).toEqual([]);
    expect(notRead).toEqual([]);
  }, 60_000);

  it('are filtered and sorted by any column, page by page', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(['reports', 'flows', 'validation-rules']);
    const { page, one, link } = serviceOf(kit);
    const reports = kit.rig.areas.components.ofType(kit.key, 'Report');

    const byRun = await page('Report', { sort: [{ column: 'lastRunDate', direction: 'desc' }] });
    const dates = byRun.rows.map(({ cells }) => cells.lastRunDate ?? '');
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect(dates.at(-1)).toBe('');

    // People look for the words that they see; the value behind stays for exports.
    const screens = await page('Flow', {
      filters: [{ column: 'processType', operator: 'contains', value: 'screen' }],
    });
    expect(screens.total).toBeGreaterThan(0);
    expect(new Set(screens.rows.map(({ cells, shown }) => `${cells.processType} ${shown.processType}`))).toEqual(
      new Set(['Flow Screen flow']),
    );
    const equal = await page('Flow', {
      filters: [{ column: 'processType', operator: 'equals', value: 'Screen Flow' }],
    });
    expect(equal.total).toBe(screens.total);
    const byType = await page('Flow', { sort: [{ column: 'processType', direction: 'asc' }] });
    const types = byType.rows.map(({ cells, shown }) => String(shown.processType ?? cells.processType));
    expect(types).toEqual(types.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));

    const pages = [0, 40, 80].map((offset) =>
      page('Report', { sort: [{ column: 'format', direction: 'asc' }] }, offset, 40),
    );
    const names = (await Promise.all(pages)).flatMap(({ rows }) => rows.map(({ name }) => name));
    expect(new Set(names).size).toBe(reports.length);

    const field = 'Warranty_Claim__c.Claim_Status__c';
    const using = reports.filter(({ facts }) => (facts.fields as readonly string[]).includes(field));
    const listed = await page('Report', { filters: [{ column: 'fields', operator: 'equals', value: field }] });
    expect(listed.rows.map(({ name }) => name).toSorted()).toEqual(using.map(({ name }) => name).toSorted());
    expect(listed.total).toBe(using.length);
    expect(listed.unfiltered).toBe(reports.length);

    const never = await page('Report', { filters: [{ column: 'lastRunDate', operator: 'isEmpty', value: '' }] });
    expect(never.total).toBe(reports.filter(({ facts }) => facts.lastRunDate === null).length);
    const active = await page('Flow', { filters: [{ column: 'active', operator: 'isTrue', value: '' }] });
    expect(active.rows.every(({ cells }) => cells.active === true)).toBe(true);
    const big = await page('Flow', { filters: [{ column: 'versionCount', operator: 'after', value: '9' }] });
    expect(big.rows.every(({ cells }) => Number(cells.versionCount) > 9)).toBe(true);

    const quick = await page('Report', { quick: 'CLAIM' });
    expect(quick.total).toBe(
      reports.filter(({ label, name, description }) => /claim/i.test(`${label}\n${name}\n${description ?? ''}`)).length,
    );
    expect((await page('Report', { quick: "'; DROP TABLE component; --" })).total).toBe(0);
    await expect(page('Report', { sort: [{ column: 'formula', direction: 'asc' }] })).rejects.toThrow(/no column/);

    const rule = kit.rig.areas.components.ofType(kit.key, 'ValidationRule')[0];
    const detail = await one('ValidationRule', rule?.name ?? '');
    expect(detail.sections.find(({ code }) => code !== null)?.code).toBe(rule?.facts.formula);
    expect(await link('Report', reports[0]?.name ?? '')).toEqual({
      url: null,
      reason: expect.stringContaining('sample'),
    });
    await expect(one('Report', 'No/Such')).rejects.toThrow(/has not been read/);
  }, 30_000);

  it('are not shown any more once they are gone or their area is no longer chosen', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(['apex']);
    const { page } = serviceOf(kit);
    const before = await page('ApexClass');
    const [gone] = before.rows;
    const { catalog, areas } = kit.rig;
    const at = {
      connectionKey: kit.key,
      snapshot: catalog.snapshots.begin(kit.key, null, before.rows[0]?.readAt ?? ''),
      readAt: '',
    };
    catalog.transaction(() => areas.components.end(at, 'ApexClass', gone?.name ?? ''));
    const after = await page('ApexClass');
    expect(after.total).toBe(before.total - 1);
    expect(after.rows.some(({ name }) => name === gone?.name)).toBe(false);
    catalog.transaction(() => areas.components.removeArea(kit.key, 'apex'));
    expect((await page('ApexClass')).unfiltered).toBe(0);
    expect(kit.rig.db.prepare('SELECT count(*) FROM component_cell').pluck().get()).toBe(0);
  });
});
