import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FactEntry, GroupingValue } from '../../src-main/sample-org/analytics/run-report.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { reportOrg, reportsAskedAt } from '../support/report-org.ts';
import { type Answer, ask, query, sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { readSheets } from '../support/workbook.ts';

type Json = Readonly<Record<string, unknown>>;
interface Run {
  readonly allData: boolean;
  readonly attributes: Json;
  readonly factMap: Readonly<Record<string, FactEntry>>;
  readonly groupingsDown: { readonly groupings: readonly GroupingValue[] };
  readonly groupingsAcross: { readonly groupings: readonly GroupingValue[] };
  readonly hasDetailRows: boolean;
  readonly reportMetadata: Json;
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let org: SampleOrg;
let ids: ReadonlyMap<string, string>;

beforeEach(async () => {
  let nowMs = reportsAskedAt;
  org = await sampleOrgForTest({ bundle: reportOrg(), now: () => (nowMs += 10), dailyRequests: 100_000 });
  const rows = (await query(org, 'SELECT Id, DeveloperName FROM Report')).json as { readonly records: readonly Json[] };
  ids = new Map(rows.records.map((row) => [String(row.DeveloperName), String(row.Id)]));
});

const idOf = (name: string): string => ids.get(name) ?? '';
const runOf = (answer: Answer): Run => answer.json as Run;
const post = (path: string, body: unknown): Promise<Answer> =>
  ask(org, path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const rowCount = (fact: FactEntry | undefined): unknown => fact?.aggregates.at(-1)?.value;

describe('reports of the sample org', () => {
  it('lists what the user viewed last, newest first, and nothing else', async () => {
    const { json } = await ask(org, 'analytics/reports');
    const url = `/services/data/v68.0/analytics/reports/${idOf('Pipeline')}`;
    expect((json as readonly Json[]).map(({ name }) => name)).toEqual(['Pipeline by stage and month', 'All accounts']);
    expect((json as readonly Json[])[0]).toEqual({
      describeUrl: `${url}/describe`,
      id: idOf('Pipeline'),
      instancesUrl: `${url}/instances`,
      name: 'Pipeline by stage and month',
      url,
    });
  });

  it('describes a report with the columns of its type, each with the field behind it', async () => {
    const { status, json } = await ask(org, `analytics/reports/${idOf('Pipeline')}/describe`);
    expect(status).toBe(200);
    const described = json as Readonly<Record<string, Json>>;
    expect(Object.keys(described).toSorted()).toEqual([
      'attributes',
      'reportExtendedMetadata',
      'reportMetadata',
      'reportTypeMetadata',
    ]);
    expect(described.reportMetadata).toMatchObject({
      aggregates: ['s!AMOUNT', 'mx!AMOUNT', 'RowCount'],
      detailColumns: ['OPPORTUNITY_NAME', 'AMOUNT', 'CLOSE_DATE'],
      reportFormat: 'MATRIX',
      reportType: { type: 'Opportunity' },
    });
    expect(described.reportExtendedMetadata).toMatchObject({
      detailColumnInfo: { AMOUNT: { dataType: 'currency' } },
      groupingColumnInfo: { ACCOUNT_NAME: { groupingLevel: 1 } },
    });
    const categories = described.reportTypeMetadata?.categories as readonly { readonly columns: Json }[];
    expect(categories[0]?.columns).toMatchObject({
      'Opportunity.StageName': { dataType: 'picklist', entityColumnName: 'Opportunity.StageName', isCustom: false },
    });
    expect(categories.length).toBeGreaterThan(1);
  });

  it('runs over the records of the org: rows, totals and links agree with a query', async () => {
    const run = runOf(await ask(org, `analytics/reports/${idOf('All_Accounts')}?includeDetails=true`));
    expect([run.allData, run.hasDetailRows]).toEqual([true, true]);
    const found = await query(org, 'SELECT Id, Name FROM Account ORDER BY Name');
    const records = (found.json as { readonly records: readonly Json[] }).records;
    const cells = run.factMap['T!T']?.rows.map(({ dataCells }) => dataCells[0]) ?? [];
    expect(cells.map((cell) => cell?.value).toSorted()).toEqual(records.map(({ Id }) => Id).toSorted());
    expect(cells.map((cell) => cell?.label)).toContain(records[0]?.Name);
    expect(rowCount(run.factMap['T!T'])).toBe(records.length);
    const owner = run.factMap['T!T']?.rows[0]?.dataCells[2];
    expect(owner?.value).toMatch(/^005/);
    expect(owner?.label).toMatch(/^\w+ /);
  });

  it('leaves the rows out unless they are asked for', async () => {
    const run = runOf(await ask(org, `analytics/reports/${idOf('All_Accounts')}`));
    expect(run.factMap['T!T']?.rows).toEqual([]);
    expect(run.hasDetailRows).toBe(false);
    expect(rowCount(run.factMap['T!T'])).toBe(300);
  });

  it('a matrix has a fact for each crossing, and its parts add up to the whole', async () => {
    const run = runOf(await ask(org, `analytics/reports/${idOf('Pipeline')}?includeDetails=true`));
    const flat = (groups: readonly GroupingValue[]): readonly string[] =>
      groups.flatMap((group) => [group.key, ...flat(group.groupings)]);
    const down = ['T', ...flat(run.groupingsDown.groupings)];
    const across = ['T', ...flat(run.groupingsAcross.groupings)];
    const crossings = down.flatMap((left) => across.map((right) => `${left}!${right}`));
    expect(Object.keys(run.factMap).toSorted()).toEqual(crossings.toSorted());
    const sumOf = (keys: readonly string[]): number =>
      keys.reduce((sum, key) => sum + Number(run.factMap[`${key}!T`]?.aggregates[0]?.value), 0);
    const top = run.groupingsDown.groupings.map(({ key }) => key);
    const leaves = run.groupingsDown.groupings.flatMap(({ groupings }) => groupings.map(({ key }) => key));
    const total = Number(run.factMap['T!T']?.aggregates[0]?.value);
    expect(total).toBeGreaterThan(0);
    expect(sumOf(top)).toBeCloseTo(total, 0);
    expect(sumOf(leaves)).toBeCloseTo(total, 0);
    // Rows stand at the innermost crossing alone.
    const withRows = Object.entries(run.factMap).filter(([, { rows }]) => rows.length > 0);
    expect(withRows.every(([key]) => /^\d+_\d+!\d+$/.test(key))).toBe(true);
    expect(run.groupingsAcross.groupings[0]?.label).toMatch(/^Q[1-4] CY\d{4}$/);
    const quarters = run.groupingsAcross.groupings.map(({ value }) => String(value));
    expect(quarters).toEqual(quarters.toSorted().toReversed());
    expect(run.groupingsDown.groupings.map(({ label }) => label)).not.toContain('Closed Lost');
  });

  it('money has an amount, a date its own notation, nothing is a dash; a bucket has no value', async () => {
    const run = runOf(await ask(org, `analytics/reports/${idOf('By_Owner')}?includeDetails=true`));
    const rows = Object.values(run.factMap).flatMap((fact) => fact.rows);
    expect(rows).toHaveLength(400);
    const amounts = rows.map(({ dataCells }) => dataCells[0]);
    expect(amounts.find((cell) => cell?.value !== null)).toMatchObject({
      value: { currency: null },
      label: expect.stringMatching(/^\D?[\d,.]+$/),
    });
    expect(rows[0]?.dataCells[2]).toEqual({ label: '-', value: null });
  });

  it('a run may change filters, logic, columns and groups, and saves nothing', async () => {
    const body = {
      reportMetadata: {
        reportFilters: [
          { column: 'AMOUNT', operator: 'greaterThan', value: '9000' },
          { column: 'STAGE_NAME', operator: 'contains', value: 'won' },
          { column: 'CLOSE_DATE', operator: 'lessThan', value: '2026-06-01' },
        ],
        reportBooleanFilter: '1 AND (2 OR 3)',
        detailColumns: ['OPPORTUNITY_NAME', 'AMOUNT', 'STAGE_NAME', 'CLOSE_DATE'],
        groupingsDown: [],
        groupingsAcross: [],
        reportFormat: 'TABULAR',
      },
    };
    const run = runOf(await post(`analytics/reports/${idOf('Pipeline')}?includeDetails=true`, body));
    const rows = run.factMap['T!T']?.rows ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const { dataCells } of rows) {
      expect(dataCells[1]?.value).toMatchObject({ amount: expect.toSatisfy((amount: number) => amount > 9000) });
      expect(/won/i.test(dataCells[2]?.label ?? '') || String(dataCells[3]?.value) < '2026-06-01').toBe(true);
    }
    const stored = await ask(org, `analytics/reports/${idOf('Pipeline')}/describe`);
    expect((stored.json as { readonly reportMetadata: Json }).reportMetadata.reportFormat).toBe('MATRIX');
  });

  it('a report that was never saved runs too', async () => {
    const run = runOf(
      await post('analytics/reports/query?includeDetails=true', {
        reportMetadata: {
          reportType: { type: 'AccountList' },
          detailColumns: ['ACCOUNT.NAME'],
          reportFormat: 'TABULAR',
        },
      }),
    );
    expect(run.factMap['T!T']?.rows).toHaveLength(300);
    expect(run.attributes).toMatchObject({ reportId: null });
  });

  it.each([
    ['a column', { detailColumns: ['NO_SUCH_COLUMN'] }, 'The column NO_SUCH_COLUMN is invalid.'],
    [
      'an operator',
      { reportFilters: [{ column: 'AMOUNT', operator: 'near', value: '1' }] },
      'The filter operator near is invalid.',
    ],
    ['a logic', { reportBooleanFilter: '1 AND 9' }, 'The filter logic is invalid: 1 AND 9'],
    ['a list', { reportFilters: 'AMOUNT' }, 'The request body is invalid: reportMetadata has a part of another type.'],
    [
      'a date',
      { reportFilters: [{ column: 'CLOSE_DATE', operator: 'equals', value: 'soon' }], reportBooleanFilter: null },
      'CLOSE_DATE should be filtered by a date, not by soon.',
    ],
  ])('refuses %s that there is not', async (_what, reportMetadata, message) => {
    const answer = await post(`analytics/reports/${idOf('Pipeline')}`, { reportMetadata });
    expect([answer.status, answer.json]).toEqual([400, [{ errorCode: 'BAD_REQUEST', message }]]);
  });

  it('a report that is not there, or not the user’s to see, is not found', async () => {
    const all = reportOrg().reports ?? [];
    expect(ids.size).toBe(all.length - 1);
    const hidden = org.issueToken({ without: ['ViewPublicReports'] });
    const noRuns = org.issueToken({ without: ['RunReports'] });
    const asked = (token: string) =>
      ask(org, `analytics/reports/${idOf('Pipeline')}`, { headers: { Authorization: `Bearer ${token}` } });
    expect((await asked(hidden)).status).toBe(404);
    expect((await ask(org, 'analytics/reports/00O000000000000AAA')).json).toMatchObject([{ errorCode: 'NOT_FOUND' }]);
    expect((await asked(noRuns)).json).toMatchObject([{ errorCode: 'FORBIDDEN' }]);
  });

  it('500 runs an hour, counted in the limits; then they are refused', async () => {
    const limitOf = async (): Promise<unknown> => ((await ask(org, 'limits')).json as Json).HourlySyncReportRuns;
    expect(await limitOf()).toEqual({ Max: 500, Remaining: 500 });
    const path = `analytics/reports/${idOf('All_Accounts')}`;
    for (let run = 0; run < 500; run += 1) await ask(org, path);
    expect(await limitOf()).toEqual({ Max: 500, Remaining: 0 });
    const refused = await ask(org, path);
    expect([refused.status, refused.json]).toMatchObject([
      403,
      [{ errorCode: 'FORBIDDEN', message: expect.stringContaining('500') }],
    ]);
  });

  it('sends a workbook to whoever accepts one', async () => {
    const headers = { Authorization: `Bearer ${org.accessToken}`, Accept: workbookType };
    const path = `/services/data/v68.0/analytics/reports/${idOf('Pipeline')}`;
    for (const init of [
      { headers },
      { method: 'POST', body: '{}', headers: { ...headers, 'Content-Type': 'application/json' } },
    ]) {
      const answer = await fetch(org.instanceUrl + path, init);
      expect(answer.headers.get('content-type')).toBe(workbookType);
      expect(answer.headers.get('content-disposition')).toContain('Pipeline%20by%20stage%20and%20month.xlsx');
      const file = join(tempFolder(), 'report.xlsx');
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
      const [sheet] = await readSheets(file);
      expect(sheet?.sheet).toBe('Pipeline by stage and month');
      expect(sheet?.data[0]?.[0]).toBe('Pipeline by stage and month');
      expect(sheet?.data[2]?.slice(-3)).toEqual(['Opportunity Name', 'Amount', 'Close Date']);
      const records = runOf(await ask(org, path)).factMap['T!T']?.aggregates;
      expect(sheet?.data.at(-1)?.slice(0, 4)).toEqual(['Total', ...(records ?? []).map(({ value }) => value)]);
    }
  });
});

describe('asynchronous runs', () => {
  it('go from new over running to success, are listed, and can be deleted', async () => {
    const base = `analytics/reports/${idOf('All_Accounts')}/instances`;
    const started = (await post(`${base}?includeDetails=true`, {})).json as Json;
    expect(started).toMatchObject({
      completionDate: null,
      hasDetailRows: true,
      status: 'New',
      ownerId: expect.stringMatching(/^005/),
    });
    expect(started.id).toMatch(/^0LG/);
    const states: unknown[] = [];
    let last: Run | undefined;
    for (let poll = 0; poll < 3; poll += 1) {
      last = runOf(await ask(org, String(started.url)));
      states.push(last.attributes.status);
    }
    expect(states).toEqual(['Running', 'Success', 'Success']);
    expect(last?.attributes).toMatchObject({ type: 'ReportInstance', id: started.id, reportId: idOf('All_Accounts') });
    expect(last?.factMap['T!T']?.rows).toHaveLength(300);
    expect((await ask(org, base)).json).toMatchObject([{ id: started.id, status: 'Success' }]);
    expect((await ask(org, String(started.url), { method: 'DELETE' })).status).toBe(204);
    expect((await ask(org, base)).json).toEqual([]);
    expect(((await ask(org, 'limits')).json as Json).HourlyAsyncReportRuns).toEqual({ Max: 1200, Remaining: 1199 });
  });
});

describe('dashboards of the sample org', () => {
  it('are listed, described and answered; a component whose report was deleted says so', async () => {
    const [listed] = (await ask(org, 'analytics/dashboards')).json as readonly Json[];
    expect(listed).toMatchObject({ name: 'Sales board', id: expect.stringMatching(/^01Z/) });
    const path = `analytics/dashboards/${String(listed?.id)}`;
    expect((await ask(org, `${path}/describe`)).json).toMatchObject({
      components: [
        {
          header: 'Pipeline',
          reportId: idOf('Pipeline'),
          properties: { aggregates: [{ name: 's!AMOUNT' }], visualizationType: 'Bar' },
        },
        { header: 'Gone', reportId: expect.stringMatching(/^00O/) },
      ],
      layout: { numColumns: 12 },
    });
    const results = (await ask(org, path)).json as { readonly componentData: readonly Json[] };
    expect(results.componentData).toMatchObject([
      { status: { dataStatus: 'DATA' }, reportResult: { attributes: null, reportMetadata: { id: idOf('Pipeline') } } },
      { status: { dataStatus: 'ERROR', errorSeverity: 'Error' }, reportResult: null },
    ]);
    expect((await ask(org, `${path}/status`)).json).toMatchObject({ componentStatus: [{ refreshStatus: 'IDLE' }, {}] });
  });
});

describe('the built-in company', () => {
  it('every report runs, and shows fields of its org', async () => {
    const company = await sampleOrgForTest({ bundle: createSampleBundle(), now: () => reportsAskedAt });
    const soql = 'SELECT Id, Name FROM Report';
    const { records } = (await query(company, soql)).json as { readonly records: readonly Json[] };
    expect(records.length).toBeGreaterThanOrEqual(100);
    const totals: number[] = [];
    for (const { Id: id, Name: name } of records) {
      const answer = await ask(company, `analytics/reports/${String(id)}`);
      expect([name, answer.status]).toEqual([name, 200]);
      totals.push(Number(rowCount(runOf(answer).factMap['T!T'])));
    }
    // Some ask for what there is not; a company whose reports were mostly empty would be none.
    expect(totals.filter((total) => total > 0).length).toBeGreaterThan(records.length * 0.8);
  });

  it('every dashboard answers, and only reports that were deleted or are kept back are missing', async () => {
    const company = await sampleOrgForTest({ bundle: createSampleBundle(), now: () => reportsAskedAt });
    const { records } = (await query(company, 'SELECT Id FROM Dashboard')).json as {
      readonly records: readonly Json[];
    };
    const states: string[] = [];
    for (const { Id: id } of records) {
      const { status, json } = await ask(company, `analytics/dashboards/${String(id)}`);
      expect(status).toBe(200);
      const { componentData } = json as { readonly componentData: readonly { readonly status: Json }[] };
      states.push(...componentData.map((one) => `${String(one.status.dataStatus)} ${String(one.status.errorCode)}`));
    }
    expect(new Set(states)).toEqual(new Set(['DATA null', 'NODATA null', 'ERROR REPORT_UNAVAILABLE']));
  });
});

describe('report types', () => {
  it('are listed and described', async () => {
    const groups = (await ask(org, 'analytics/reportTypes')).json as readonly {
      readonly reportTypes: readonly Json[];
    }[];
    const accounts = groups.flatMap(({ reportTypes }) => reportTypes).find(({ type }) => type === 'AccountList');
    const { json } = await ask(org, String(accounts?.describeUrl));
    expect(json).toMatchObject({ reportMetadata: { reportType: { type: 'AccountList' } } });
  });
});
