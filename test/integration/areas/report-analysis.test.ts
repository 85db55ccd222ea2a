import { expect, it } from 'vitest';
import { createReportAnalysisService } from '../../../src-main/engine/areas/report-analysis-service.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { contract } from '../../../src-preload/contract/index.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';
import { callContext } from '../../support/sync-rig.ts';
import { storedFolder } from '../../support/bundle-people.ts';

const NOW = Date.parse('2026-11-23T00:00:00.000Z');

async function analysed(kit: AreaKit, staleDays = 180) {
  const service = createReportAnalysisService({ store: kit.rig, now: () => NOW });
  const { connectionId } = kit;
  return service.handlers['reports.analysis']({ connectionId, staleDays }, callContext());
}

it('finds in the sample org what its bundle holds: stale reports, people who left, deleted reports', async () => {
  const bundle = createSampleBundle();
  const kit = await areaKit(bundle);
  await kit.read(['reports', 'dashboards', 'users'], 'all');
  const result = await analysed(kit);
  const stored = kit.byName('Report');
  const pathOf = (folder: string, name: string): string => `${storedFolder(bundle, folder)}/${name}`;
  const visible = (bundle.reports ?? []).filter(({ folder, name }) => stored.has(pathOf(folder, name)));
  const found = (kind: string): string[] =>
    result.findings
      .filter((one) => one.kind === kind && one.type === 'Report')
      .map(({ name }) => name)
      .toSorted();
  const wanted = (test: (report: (typeof visible)[number]) => boolean): string[] =>
    visible
      .filter(test)
      .map(({ folder, name }) => pathOf(folder, name))
      .toSorted();
  const limit = new Date(NOW - 180 * 86_400_000).toISOString();
  const at = (date: string): string => new Date(date).toISOString();
  expect(found('never run')).toEqual(wanted(({ lastRunDate }) => lastRunDate === undefined));
  expect(found('not run lately')).toEqual(
    wanted(({ lastRunDate }) => lastRunDate !== undefined && at(lastRunDate) < limit),
  );
  expect(found('never run').length).toBeGreaterThan(0);
  expect(found('not run lately').length).toBeGreaterThan(0);
  const inactive = new Set(
    (bundle.org.users ?? []).flatMap(({ username, active }) => (active === true ? [] : [username])),
  );
  expect(found('creator inactive')).toEqual(wanted(({ createdBy }) => inactive.has(createdBy ?? '')));
  expect(found('creator inactive').length).toBeGreaterThan(0);
  expect(found('private folder')).toEqual(wanted(({ folder }) => folder.includes('@')));

  const ofDashboards = (kind: string): string[] =>
    result.findings
      .filter((one) => one.kind === kind && one.type === 'Dashboard')
      .map(({ name }) => name)
      .toSorted();
  const dashboards = (bundle.dashboards ?? []).map((one) => ({ ...one, path: `${one.folder}/${one.name}` }));
  expect(ofDashboards('report gone or not visible')).toEqual(
    dashboards
      .filter(({ components }) => components?.some(({ report }) => report !== undefined && !stored.has(report)))
      .map(({ path }) => path)
      .toSorted(),
  );
  expect(ofDashboards('report gone or not visible').length).toBeGreaterThan(0);
  expect(ofDashboards('running user inactive')).toEqual(
    dashboards
      .filter(
        ({ runningUser, dashboardType }) =>
          (dashboardType ?? 'SpecifiedUser') === 'SpecifiedUser' && inactive.has(runningUser ?? ''),
      )
      .map(({ path }) => path)
      .toSorted(),
  );

  expect(result.reports).toBe(stored.size);
  expect(result.fields[0]?.reports).toBeGreaterThan(1);
  expect(result.fields[0]?.label).not.toBeNull();
  expect(result.findings.some(({ kind }) => kind === 'documented field unused')).toBe(true);
  const sum = (list: readonly { readonly count: number }[]): number => list.reduce((all, { count }) => all + count, 0);
  for (const list of [result.charts.lastRun, result.charts.created, result.charts.formats, result.charts.reportTypes]) {
    expect(sum(list)).toBe(stored.size);
  }
  expect(contract['reports.analysis'].output.safeParse(result).success).toBe(true);
}, 30_000);

it('finds two reports of the same definition, and follows the limit of days', async () => {
  const bundle = createSampleBundle();
  const first = bundle.reports?.find(({ folder, columns }) => !folder.includes('@') && (columns ?? []).length > 2);
  if (first === undefined) throw new Error('The sample org has no public report with columns.');
  const copy = { ...first, name: 'A_copy', label: 'Made again', description: 'By somebody else' };
  const kit = await areaKit({ ...bundle, reports: [...(bundle.reports ?? []), copy] });
  await kit.read(['reports']);
  const result = await analysed(kit, 3650);
  const doubles = result.findings.filter(({ kind }) => kind === 'duplicate definition');
  expect(doubles.map(({ name }) => name)).toEqual(
    expect.arrayContaining([`${first.folder}/${first.name}`, `${first.folder}/A_copy`]),
  );
  expect(doubles.every(({ why }) => why.startsWith('Same report type'))).toBe(true);
  const stale = (days: number) =>
    analysed(kit, days).then(({ findings }) => findings.filter(({ kind }) => kind === 'not run lately').length);
  expect(await stale(1)).toBeGreaterThan(await stale(365));
}, 30_000);

it('says what it cannot tell before anything was read, and finds nothing then', async () => {
  const kit = await areaKit(createSampleBundle());
  const result = await analysed(kit);
  expect(result).toMatchObject({
    reports: 0,
    dashboards: 0,
    findings: [],
    readAt: { reports: null, dashboards: null },
  });
  expect(result.gaps.length).toBeGreaterThanOrEqual(4);
}, 30_000);
