import { describe, expect, it } from 'vitest';
import { comparableDefinition } from './report-analysis-definition.ts';
import type { AnalysedDashboard, AnalysedReport, AnalysisInput } from './report-analysis-input.ts';
import { analyseReports } from './report-analysis.ts';
import { type ReportDefinition, reportDefinition } from './reports.ts';

const base: ReportDefinition = reportDefinition({
  reportMetadata: {
    reportType: { type: 'AccountList', label: 'Accounts' },
    detailColumns: ['Account.Name', 'Account.Region__c'],
    reportFilters: [
      { column: 'Account.Region__c', operator: 'equals', value: 'N' },
      { column: 'Account.Name', operator: 'contains', value: 'x' },
    ],
  },
});
const shown = comparableDefinition(base, 'Tabular');
const ada = { id: '005000000000001', name: 'Ada Ivers' };
const bo = { id: '005000000000002', name: 'Bo Lund' };

function report(name: string, change: Partial<AnalysedReport> = {}): AnalysedReport {
  return {
    name: `Sales/${name}`,
    label: name,
    folder: 'Sales',
    isPrivate: false,
    format: 'Tabular',
    reportType: 'Accounts',
    lastRunDate: '2026-10-01T00:00:00.000Z',
    createdDate: '2024-03-05T00:00:00.000Z',
    lastModifiedDate: '2024-03-05T00:00:00.000Z',
    createdBy: ada,
    lastModifiedBy: ada,
    definition: { ...shown, exact: name, anyOrder: name },
    ...change,
  };
}

function dashboard(change: Partial<AnalysedDashboard> = {}): AnalysedDashboard {
  return {
    name: 'Board/Sales',
    label: 'Sales board',
    folder: 'Board',
    isPrivate: false,
    lastModifiedDate: null,
    createdBy: ada,
    lastModifiedBy: ada,
    runningUser: ada,
    components: [],
    ...change,
  };
}

function analysed(change: Partial<AnalysisInput>) {
  const steps = analyseReports({
    reports: [],
    dashboards: [],
    readAt: { reports: '2026-11-01T00:00:00.000Z', dashboards: '2026-11-01T00:00:00.000Z' },
    active: new Map([
      [ada.id, true],
      [bo.id, false],
    ]),
    documented: [],
    staleDays: 180,
    nowMs: Date.parse('2026-11-01T00:00:00.000Z'),
    ...change,
  });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const kinds = (result: ReturnType<typeof analysed>): string[] =>
  result.findings.map(({ kind, name }) => `${kind}: ${name}`);

describe('reports that nobody runs', () => {
  it('are those without a last run and those whose last run is older than the limit', () => {
    const reports = [
      report('Fresh'),
      report('Never', { lastRunDate: null }),
      report('Old', { lastRunDate: '2026-05-04T23:59:59.000Z' }),
      report('Just', { lastRunDate: '2026-05-05T00:00:00.000Z' }),
    ];
    const result = analysed({ reports });
    expect(kinds(result)).toEqual(['never run: Sales/Never', 'not run lately: Sales/Old']);
    expect(result.findings[0]).toMatchObject({ sure: 'certain', doubt: null });
    expect(result.findings[0]?.why).toContain('5 Mar 2024');
    expect(result.findings[1]?.why).toContain('180 days');
    expect(kinds(analysed({ reports, staleDays: 10 }))).toContain('not run lately: Sales/Fresh');
  });

  it('are only likely so while a dashboard shows them', () => {
    const components = [{ title: 'Won', reportId: '00O000000000001', report: 'Sales/Never' }];
    const result = analysed({
      reports: [report('Never', { lastRunDate: null })],
      dashboards: [dashboard({ components })],
    });
    expect(result.findings[0]).toMatchObject({ kind: 'never run', sure: 'likely' });
    expect(result.findings[0]?.doubt).toContain('Sales board');
  });

  it('are only likely so while not all dashboards were read', () => {
    const reports = [report('Never', { lastRunDate: null })];
    const readAt = { reports: '2026-11-01T00:00:00.000Z', dashboards: null };
    const doubted = { sure: 'likely', doubt: expect.stringContaining('Not all dashboards were read') };
    expect(analysed({ reports, readAt }).findings[0]).toMatchObject(doubted);
    expect(analysed({ reports, dashboards: [dashboard({ components: null })] }).findings[0]).toMatchObject(doubted);
  });
});

describe('people who left', () => {
  it('are found as creators, last modifiers and running users', () => {
    const reports = [report('A', { createdBy: bo }), report('B', { lastModifiedBy: bo })];
    const result = analysed({ reports, dashboards: [dashboard({ createdBy: bo, runningUser: bo })] });
    expect(kinds(result)).toEqual([
      'creator inactive: Sales/A',
      'last modifier inactive: Sales/B',
      'creator inactive: Board/Sales',
      'running user inactive: Board/Sales',
      'component fails: Board/Sales',
    ]);
    expect(result.findings[0]?.why).toBe('Bo Lund made it and is no longer an active user.');
    expect(result.findings.at(-1)).toMatchObject({ sure: 'likely' });
  });

  it('are a gap, not an empty list, while users were not read', () => {
    const result = analysed({ reports: [report('A', { createdBy: bo })], active: null });
    expect(result.findings).toEqual([]);
    expect(result.gaps.some((gap) => gap.startsWith('Users were not read'))).toBe(true);
  });

  it('do not include users that the store does not have', () => {
    expect(analysed({ reports: [report('A', { createdBy: { id: '005000000000009', name: null } })] }).findings).toEqual(
      [],
    );
  });
});

describe('duplicates', () => {
  const reordered = comparableDefinition({ ...base, columns: base.columns.toReversed() }, 'Tabular');

  it('are certain when everything is the same, whatever their names', () => {
    const result = analysed({
      reports: [report('A', { definition: shown }), report('B', { definition: shown }), report('C')],
    });
    expect(kinds(result)).toEqual(['duplicate definition: Sales/A', 'duplicate definition: Sales/B']);
    expect(result.findings[0]).toMatchObject({ sure: 'certain' });
    expect(result.findings[0]?.why).toContain('Sales/B');
  });

  it('are likely when columns stand in another order', () => {
    const result = analysed({ reports: [report('A', { definition: shown }), report('B', { definition: reordered })] });
    expect(result.findings.map(({ sure }) => sure)).toEqual(['likely', 'likely']);
  });

  it('are none when a filter, a time frame or the format differs, or when filters are swapped under a filter logic', () => {
    const logic = { ...base, filterLogic: '1 OR 2' };
    const swapped = { ...logic, filters: logic.filters.toReversed() };
    const dated = {
      ...base,
      dateFilter: {
        column: 'CREATED_DATE',
        label: null,
        field: null,
        duration: 'TODAY',
        startDate: null,
        endDate: null,
      },
    };
    const all = [
      comparableDefinition(base, 'Tabular'),
      comparableDefinition(base, 'Summary'),
      comparableDefinition(logic, 'Tabular'),
      comparableDefinition(swapped, 'Tabular'),
      comparableDefinition(dated, 'Tabular'),
      comparableDefinition({ ...base, filters: base.filters.slice(1) }, 'Tabular'),
    ];
    expect(new Set(all.map(({ anyOrder }) => anyOrder)).size).toBe(all.length);
  });

  it('are not claimed of joined reports, whose columns nobody described', () => {
    const joined = { ...shown, whole: false };
    const result = analysed({ reports: [report('A', { definition: joined }), report('B', { definition: joined })] });
    expect(result.findings).toEqual([]);
    expect(result.gaps.some((gap) => gap.includes('joined'))).toBe(true);
  });
});

describe('places and dashboards', () => {
  it('finds what stands in a private folder', () => {
    expect(kinds(analysed({ reports: [report('Mine', { isPrivate: true })] }))).toEqual(['private folder: Sales/Mine']);
  });

  it('finds components whose report is not among those read', () => {
    const components = [
      { title: 'Won', reportId: '00O000000000001', report: 'Sales/Won' },
      { title: 'Lost', reportId: '00O000000000002', report: null },
      { title: 'Note', reportId: null, report: null },
    ];
    const dashboards = [dashboard({ components })];
    const result = analysed({ dashboards });
    expect(kinds(result)).toEqual(['report gone or not visible: Board/Sales']);
    expect(result.findings[0]?.why).toContain('"Lost"');
    expect(kinds(analysed({ dashboards, readAt: { reports: null, dashboards: 'x' } }))).toEqual([]);
  });

  it('says that failing components are unknown without records', () => {
    expect(analysed({ dashboards: [dashboard()] }).gaps.some((gap) => gap.includes('hold records'))).toBe(true);
  });
});

describe('fields', () => {
  const documented = [
    { object: 'Account', name: 'Region__c', label: 'Region' },
    { object: 'Account', name: 'Colour__c', label: 'Colour' },
  ];

  it('are counted by reports, and documented ones that none uses are found', () => {
    const result = analysed({ reports: [report('A'), report('B')], documented });
    expect(result.fields).toEqual([
      { field: 'Account.Name', reports: 2 },
      { field: 'Account.Region__c', reports: 2 },
    ]);
    expect(kinds(result)).toEqual(['documented field unused: Account.Colour__c']);
    expect(result.findings[0]).toMatchObject({ sure: 'likely', label: 'Colour' });
  });

  it('are not called unused while no definition was read', () => {
    const result = analysed({ reports: [report('A', { definition: null })], documented });
    expect(result.findings).toEqual([]);
    expect(result.gaps.some((gap) => gap.startsWith('The definitions of 1 report'))).toBe(true);
  });
});

it('charts reports by month, folder, format and report type', () => {
  const reports = [
    report('A'),
    report('B', { lastRunDate: null, format: 'Summary', folder: 'Board' }),
    report('C', { lastRunDate: '2025-01-03T00:00:00.000Z', createdDate: null, reportType: null }),
  ];
  expect(analysed({ reports }).charts).toEqual({
    lastRun: [
      { label: '2025-01', count: 1 },
      { label: '2026-10', count: 1 },
      { label: 'never', count: 1 },
    ],
    created: [
      { label: '2024-03', count: 2 },
      { label: 'unknown', count: 1 },
    ],
    folders: [
      { label: 'Board', fresh: 0, stale: 0, never: 1 },
      { label: 'Sales', fresh: 1, stale: 1, never: 0 },
    ],
    formats: [
      { label: 'Tabular', count: 2 },
      { label: 'Summary', count: 1 },
    ],
    reportTypes: [
      { label: 'Accounts', count: 2 },
      { label: 'unknown', count: 1 },
    ],
  });
});
