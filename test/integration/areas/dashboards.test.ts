import { describe, expect, it } from 'vitest';
import type { BundleDashboard } from '../../../src-main/sample-org/bundle-parts.ts';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit, catalogUnknown, printScores, scores } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

const AGGREGATES: Readonly<Record<string, string>> = { Sum: 's', Average: 'a', Maximum: 'mx', Minimum: 'm' };

function wantedOf(dashboard: BundleDashboard, visible: ReadonlySet<string>): object {
  return {
    label: dashboard.title ?? dashboard.name,
    description: dashboard.description ?? null,
    folder: dashboard.folder,
    type: dashboard.dashboardType ?? 'SpecifiedUser',
    created: dashboard.createdDate === undefined ? null : new Date(dashboard.createdDate).toISOString(),
    changed: dashboard.lastModifiedDate === undefined ? null : new Date(dashboard.lastModifiedDate).toISOString(),
    filters: (dashboard.filters ?? []).map(({ name }) => name),
    components: (dashboard.components ?? []).map((one) => ({
      kind: one.componentType ?? 'Table',
      header: one.header ?? null,
      title: one.title ?? null,
      report: one.report !== undefined && visible.has(one.report) ? one.report : null,
      groupings: one.groupingColumns ?? [],
      aggregates: (one.summaries ?? []).map(({ column, aggregate }) =>
        column === 'RowCount' ? column : `${AGGREGATES[aggregate ?? 'Sum'] ?? 's'}!${column}`,
      ),
    })),
  };
}

function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const visible = new Set(kit.byName('Report').keys());
  const stored = kit.byName('Dashboard');
  return (bundle.dashboards ?? []).flatMap((dashboard) => {
    const one = stored.get(`${dashboard.folder}/${dashboard.name}`);
    const components = (one?.facts['components'] ?? []) as readonly Readonly<Record<string, unknown>>[];
    const found = {
      label: one?.label,
      description: one?.description,
      folder: one?.facts['folder'],
      type: one?.facts['dashboardType'],
      created: one?.createdDate,
      changed: one?.lastModifiedDate,
      filters: one?.facts['filters'],
      components: components.map(({ kind, header, title, report, groupings, aggregates }) => ({
        kind,
        header,
        title,
        report,
        groupings,
        aggregates,
      })),
    };
    const wanted = wantedOf(dashboard, visible);
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ wanted, found }];
  });
}

describe('dashboards of the built-in sample org', () => {
  it('are in the store with their components, and say how many reports are gone or not visible', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    expect(catalogUnknown(await kit.read(['reports', 'dashboards']))).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const broken = [...kit.byName('Dashboard').values()].filter(({ facts }) => Number(facts['missingReports']) > 0);
    const deleted = new Set((bundle.reports ?? []).map(({ folder, name }) => `${folder}/${name}`));
    const wanted = (bundle.dashboards ?? []).filter(({ components }) =>
      components?.some(({ report }) => report !== undefined && !deleted.has(report)),
    );
    expect(wanted.length).toBeGreaterThan(0);
    for (const { folder, name } of wanted) expect(broken.map((one) => one.name)).toContain(`${folder}/${name}`);
  }, 30_000);

  it('cost next to nothing to read again, and lose a report that was deleted since', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    await kit.read(['reports', 'dashboards']);
    kit.requests();
    await kit.read(['reports', 'dashboards']);
    expect(kit.requests().some(({ path }) => path.includes('/describe'))).toBe(false);

    const shown = (bundle.dashboards ?? [])
      .flatMap(({ components }) => components ?? [])
      .find(({ report }) => kit.byName('Report').has(report ?? ''))?.report;
    const reports = (bundle.reports ?? []).filter(({ folder, name }) => `${folder}/${name}` !== shown);
    const later = { ...bundle, reports };
    kit.org.replaceBundle(later);
    await kit.read(['reports', 'dashboards']);
    expect(differences(kit, later)).toEqual([]);
    expect(kit.rig.areas.usage.usedBy(kit.key, 'Report', shown ?? '')).toEqual([]);
  }, 30_000);

  it('keep their reports where the org does not describe them, and say that the rest is unknown', async () => {
    const kit = await areaKit(createSampleBundle());
    const body = '[{"errorCode":"FORBIDDEN","message":"You cannot see this dashboard."}]';
    const refused = kit.org.faults.add({
      match: /dashboards\/\w+\/describe/,
      times: 1,
      kind: 'status',
      status: 403,
      body,
    });
    const outcome = await kit.read(['reports', 'dashboards']);
    expect(catalogUnknown(outcome)).toMatchObject([{ reason: 'You cannot see this dashboard.' }]);
    const one = [...kit.byName('Dashboard').values()].find(({ unknown }) => unknown.includes('filters'));
    expect(one?.facts['reports']).not.toEqual([]);
    expect(one?.facts['componentCount']).toBeGreaterThan(0);
    refused();
    expect(catalogUnknown(await kit.read(['reports', 'dashboards']))).toEqual([]);
    expect([...kit.byName('Dashboard').values()].every(({ unknown }) => unknown.length === 0)).toBe(true);
  }, 30_000);

  it('do not say which reports are missing while reports are not read', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(['dashboards']);
    const all = [...kit.byName('Dashboard').values()];
    expect(all.length).toBeGreaterThan(0);
    expect(all.every(({ facts }) => facts['missingReports'] === null)).toBe(true);
    expect(all.every(({ unknown }) => unknown.includes('reports') && unknown.includes('missingReports'))).toBe(true);
    await kit.read(['reports', 'dashboards']);
    expect([...kit.byName('Dashboard').values()].every(({ unknown }) => unknown.length === 0)).toBe(true);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('dashboards of a real organisation', () => {
  it('are in the store exactly as its bundle has them, with their reports', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    expect(catalogUnknown(await kit.read(['reports', 'dashboards']))).toEqual([]);
    expect(kit.byName('Dashboard').size).toBe(bundle.dashboards?.length);
    expect(differences(kit, bundle)).toEqual([]);
    const found = scores(kit, bundle, 'dashboard components', ['Dashboard']);
    printScores('dashboards', found);
    for (const { recall, precision } of found) expect([recall, precision]).toEqual([1, 1]);
  }, 60_000);
});
