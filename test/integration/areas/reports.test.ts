import { describe, expect, it } from 'vitest';
import { durationOf } from '../../../src-main/sample-org/analytics/report-periods.ts';
import type { BundleReport } from '../../../src-main/sample-org/bundle-parts.ts';
import { loadBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import type { ReportDefinition } from '../../../src-main/domain/areas/reports.ts';
import { type AreaKit, areaKit, catalogUnknown, printScores, scores } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';
import { storedFolder } from '../../support/bundle-people.ts';

const utc = (date: string | undefined): string | null => (date === undefined ? null : new Date(date).toISOString());

/** What a bundle says of a report, in the words of the store. */
function wantedOf(report: BundleReport): object {
  const grouping = ({
    field,
    dateGranularity,
    sortOrder,
  }: {
    field: string;
    dateGranularity?: string;
    sortOrder?: string;
  }) => ({
    column: field,
    dateGranularity: dateGranularity ?? 'None',
    sortOrder: sortOrder ?? 'Asc',
  });
  return {
    label: report.label ?? report.name,
    description: report.description ?? null,
    folder: report.folder,
    format: report.format ?? 'Tabular',
    lastRunDate: utc(report.lastRunDate),
    createdDate: utc(report.createdDate),
    lastModifiedDate: utc(report.lastModifiedDate),
    reportType: report.reportType,
    scope: report.scope ?? 'organization',
    showDetails: report.showDetails !== false,
    columns: (report.columns ?? []).map(({ field, aggregateTypes }) => ({
      column: field,
      aggregates: aggregateTypes ?? [],
    })),
    groupingsDown: (report.groupingsDown ?? []).map(grouping),
    groupingsAcross: (report.groupingsAcross ?? []).map(grouping),
    filters: (report.filters ?? []).map(({ column, operator, value }) => ({ column, operator, value: value ?? '' })),
    filterLogic: report.filterLogic ?? null,
    // Without one the service names the report type's own date and no limits.
    timeFrame:
      report.timeFrame === undefined
        ? 'CREATED_DATE CUSTOM'
        : `${report.timeFrame.column} ${durationOf(report.timeFrame.interval)}`,
    buckets: (report.buckets ?? []).map(({ name, sourceColumn }) => `${name} ${sourceColumn}`),
    crossFilters: (report.crossFilters ?? []).map(
      ({ operation, relatedTable, relatedColumn }) => `${operation} ${relatedTable}.${relatedColumn}`,
    ),
    formulas: (report.aggregates ?? []).map(({ name, formula }) => `${name} ${formula}`),
    chart: (report.chart?.['chartType'] as string | undefined) ?? null,
    sort: report.sortColumn === undefined ? [] : [report.sortColumn],
    rowLimit: report.rowLimit ?? null,
  };
}

function storedOf(kit: AreaKit, name: string): object | null {
  const one = kit.rig.areas.components.one(kit.key, 'Report', name);
  if (one === null) return null;
  const definition = one.facts['definition'] as unknown as ReportDefinition;
  const grouping = ({ column, dateGranularity, sortOrder }: ReportDefinition['groupingsDown'][number]) => ({
    column,
    dateGranularity,
    sortOrder,
  });
  return {
    label: one.label,
    description: one.description,
    folder: one.facts['folder'],
    format: one.facts['format'],
    lastRunDate: one.facts['lastRunDate'],
    createdDate: one.createdDate,
    lastModifiedDate: one.lastModifiedDate,
    reportType: definition.reportType,
    scope: definition.scope,
    showDetails: definition.showDetails,
    columns: definition.columns.map(({ column, aggregates }) => ({ column, aggregates })),
    groupingsDown: definition.groupingsDown.map(grouping),
    groupingsAcross: definition.groupingsAcross.map(grouping),
    filters: definition.filters.map(({ column, operator, value }) => ({ column, operator, value })),
    filterLogic: definition.filterLogic,
    timeFrame: `${definition.dateFilter?.column} ${definition.dateFilter?.duration}`,
    buckets: definition.buckets.map(({ name: bucket, column }) => `${bucket} ${column}`),
    crossFilters: definition.crossFilters.map(
      ({ includes, relatedObject, relatedField }) =>
        `${includes ? 'with' : 'without'} ${relatedObject}.${relatedField}`,
    ),
    formulas: definition.formulas.map(({ name: formula, formula: text }) => `${formula} ${text}`),
    chart: definition.chart?.type ?? null,
    sort: definition.sort.map(({ column }) => column),
    rowLimit: definition.rowLimit?.rows ?? null,
  };
}

function differences(kit: AreaKit, reports: readonly BundleReport[]): unknown[] {
  return reports.flatMap((report) => {
    const wanted = wantedOf(report);
    const found = storedOf(kit, `${report.folder}/${report.name}`);
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ wanted, found }];
  });
}

const describesOf = (kit: AreaKit): number =>
  kit.requests().filter(({ path }) => /\/reports\/\w+\/describe/.test(path)).length;

describe('reports of the built-in sample org', () => {
  it('are in the store with their definitions, the own private ones under the id of whose they are', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['reports'], 'all');
    expect(catalogUnknown(outcome)).toEqual([]);
    const reports = kit.rig.areas.components.ofType(kit.key, 'Report');
    const visible = (bundle.reports ?? []).filter(({ folder, name }) =>
      reports.some((one) => one.name === `${storedFolder(bundle, folder)}/${name}`),
    );
    expect(visible).toHaveLength(reports.length);
    const renamed = visible.map((one) => ({ ...one, folder: storedFolder(bundle, one.folder) }));
    expect(differences(kit, renamed)).toEqual([]);
    expect(visible.some(({ folder }) => folder === 'unfiled$public')).toBe(true);
    const privateOnes = reports.filter(({ facts }) => facts['folderKind'] === 'private');
    expect(privateOnes.length).toBeGreaterThan(0);
    expect(privateOnes.every(({ name }) => /^005\w{12}\//.test(name))).toBe(true);
    expect(new Set(reports.map(({ readAt }) => readAt.slice(0, 4))).size).toBe(1);
    expect(kit.byName('ReportFolder').size).toBe((bundle.folders ?? []).filter(({ type }) => type === 'Report').length);
    expect(kit.byName('ReportType').size).toBeGreaterThan(50);
  }, 30_000);

  it('cost next to nothing to read again, and no definition', async () => {
    const kit = await areaKit(createSampleBundle());
    const first = await kit.read(['reports']);
    kit.requests();
    const again = await kit.read(['reports']);
    expect(describesOf(kit)).toBe(0);
    expect(again.bytesIn / first.bytesIn).toBeLessThan(0.02);
    expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
  }, 30_000);

  it('are asked for again when they change, get a new last run without that, move, and end when they are deleted', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    await kit.read(['reports']);
    const open = (bundle.reports ?? []).filter(({ folder }) => !/[@$]/.test(folder));
    const [changed, run, moved, gone] = open;
    if (changed === undefined || run === undefined || moved === undefined || gone === undefined) {
      throw new Error('The sample org has too few reports.');
    }
    const other = open.find(({ folder }) => folder !== moved.folder)?.folder ?? '';
    const now = new Date().toISOString();
    const change = (one: BundleReport): BundleReport[] => {
      if (one === gone) return [];
      if (one === changed) return [{ ...one, columns: [{ field: 'CREATED_DATE' }], lastModifiedDate: now }];
      if (one === run) return [{ ...one, lastRunDate: now }];
      return one === moved ? [{ ...one, folder: other, lastModifiedDate: now }] : [one];
    };
    const reports = (bundle.reports ?? []).flatMap(change);
    kit.org.replaceBundle({ ...bundle, reports });
    kit.requests();
    await kit.read(['reports']);
    expect(describesOf(kit)).toBe(2);
    const later = reports.filter(({ folder }) => !folder.includes('@'));
    expect(differences(kit, later)).toEqual([]);
    const names = kit.byName('Report');
    expect(names.has(`${gone.folder}/${gone.name}`)).toBe(false);
    expect(names.has(`${moved.folder}/${moved.name}`)).toBe(false);
    const uses = (name: string) => kit.rig.areas.usage.uses(kit.key, 'Report', name);
    expect(uses(`${moved.folder}/${moved.name}`)).toEqual([]);
    expect(uses(`${other}/${moved.name}`).length).toBeGreaterThan(0);
    expect(uses(`${gone.folder}/${gone.name}`)).toEqual([]);
  }, 30_000);

  it('go on where a read was stopped: what arrived is not asked for again', async () => {
    const kit = await areaKit(createSampleBundle());
    const cut = kit.org.faults.add({ match: /\/reports\/\w+\/describe/, after: 40, kind: 'cut' });
    await expect(kit.read(['reports'])).rejects.toThrow('was not reached');
    cut();
    expect(kit.rig.areas.states.list(kit.key)[0]).toMatchObject({ area: 'reports', state: 'stopped' });
    const has = () =>
      [...kit.byName('Report').values()].filter(({ facts }) => facts['definition'] !== undefined).length;
    const arrived = has();
    expect(arrived).toBeGreaterThan(0);
    kit.requests();
    const outcome = await kit.read(['reports']);
    expect(catalogUnknown(outcome)).toEqual([]);
    expect(describesOf(kit)).toBe(kit.byName('Report').size - arrived);
    expect(has()).toBe(kit.byName('Report').size);
  }, 30_000);

  it('are unknown with the org’s reason where it asks to slow down, and asked for by the next read', async () => {
    const kit = await areaKit(createSampleBundle());
    const body = JSON.stringify([
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'ConcurrentRequests Limit exceeded.' },
    ]);
    const slow = kit.org.faults.add({
      match: /\/reports\/\w+\/describe/,
      after: 30,
      kind: 'status',
      status: 429,
      body,
    });
    const outcome = await kit.read(['reports']);
    const [part] = catalogUnknown(outcome);
    expect(part?.name).toMatch(/^definitions of \d+ reports/);
    expect(part?.reason).toContain('slow down');
    const unread = [...kit.byName('Report').values()].filter(({ unknown }) => unknown.includes('columns'));
    expect(unread.length).toBeGreaterThan(50);
    expect(kit.rig.areas.states.list(kit.key)[0]?.state).toBe('partly');
    slow();
    expect(catalogUnknown(await kit.read(['reports']))).toEqual([]);
    expect([...kit.byName('Report').values()].every(({ unknown }) => unknown.length === 0)).toBe(true);
  }, 30_000);

  it('say which one could not be described, and keep the others', async () => {
    const kit = await areaKit(createSampleBundle());
    kit.org.faults.add({
      match: /\/reports\/\w+\/describe/,
      after: 10,
      times: 1,
      kind: 'status',
      status: 400,
      body: '[{"errorCode":"BAD_REQUEST","message":"The report type is gone."}]',
    });
    const outcome = await kit.read(['reports']);
    expect(catalogUnknown(outcome)).toMatchObject([{ reason: 'The report type is gone.' }]);
    const unread = [...kit.byName('Report').values()].filter(({ facts }) => facts['definition'] === undefined);
    expect(unread.map(({ name }) => `definition of ${name}`)).toEqual(catalogUnknown(outcome).map(({ name }) => name));
  }, 30_000);

  it('are unknown, never none, for a user who may not run reports', async () => {
    const kit = await areaKit(createSampleBundle(), {}, { without: ['RunReports'] });
    const outcome = await kit.read(['reports', 'dashboards']);
    expect(catalogUnknown(outcome).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Report', 'report types', 'Dashboard']),
    );
    expect(kit.byName('Report').size).toBe(0);
    expect(kit.rig.areas.states.list(kit.key).every(({ state }) => state !== 'read')).toBe(true);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('reports of a real organisation', () => {
  it('are in the store exactly as its bundle has them, with the fields that they use', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['reports'], 'all');
    expect(catalogUnknown(outcome)).toEqual([]);
    expect(kit.byName('Report').size).toBe(bundle.reports?.length);
    expect(differences(kit, bundle.reports ?? [])).toEqual([]);
    // Custom report types too: their columns say it.
    const objects = new Map((bundle.reportTypes ?? []).map(({ name, baseObject }) => [`${name}__c`, baseObject]));
    const custom = [...kit.byName('Report').values()].filter(({ facts }) => objects.has(String(facts['reportType'])));
    expect(custom.length).toBeGreaterThan(0);
    for (const { name, object, facts } of custom) {
      expect(`${name}: ${object}`).toBe(`${name}: ${objects.get(String(facts['reportType']))}`);
    }
    const used = new Set(custom.map(({ facts }) => String(facts['reportType']).replace(/__c$/, '')));
    for (const name of used) expect(kit.byName('ReportType').get(name)?.object).toBe(objects.get(`${name}__c`));
    const found = scores(kit, bundle, 'report definitions', ['Report']);
    printScores('reports', found);
    for (const { recall } of found) expect(recall).toBeGreaterThanOrEqual(0.98);

    // Codes of standard report types that the bundle's dependencies resolve nowhere (its schema names some), or to a
    // field of another object; the org's own description resolves them.
    const truth = new Set(
      (bundle.dependencies ?? []).flatMap(({ from, to }) =>
        from.type === 'Report' ? [`${from.name} → ${to.name}`] : [],
      ),
    );
    const uses = [...kit.byName('Report').values()].flatMap(({ name, facts }) => {
      const { reportType, columns, groupingsDown, groupingsAcross, filters } = facts[
        'definition'
      ] as unknown as ReportDefinition;
      return [...columns, ...groupingsDown, ...groupingsAcross, ...filters].flatMap(({ column, field }) =>
        field === null ? [] : [{ column: `${reportType} ${column}`, isTrue: truth.has(`${name} → ${field}`) }],
      );
    });
    const resolved = new Set(uses.filter(({ isTrue }) => isTrue).map(({ column }) => column));
    const unresolved = [...new Set(uses.map(({ column }) => column))].filter((column) => !resolved.has(column));
    const judged = uses.filter(({ column }) => resolved.has(column));
    const precision = judged.filter(({ isTrue }) => isTrue).length / judged.length;
    console.info(`columns that the bundle resolves: precision ${(precision * 100).toFixed(1)} %`);
    console.info(
      `${unresolved.length} codes that it does not resolve: ${unresolved.toSorted().slice(0, 8).join(', ')}, …`,
    );
    expect(precision).toBeGreaterThanOrEqual(0.98);
  }, 60_000);
});
