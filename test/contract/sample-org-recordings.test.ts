import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBundle } from '../../src-main/sample-org/bundle.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { shapeDifferences, shapeOf } from '../support/json-shape.ts';
import { reportOrg, reportsAskedAt } from '../support/report-org.ts';
import { ask, query } from '../support/sample-org.ts';
import { hasSharedData, sharedDataPath } from '../support/shared-data.ts';

type Json = Readonly<Record<string, unknown>>;

interface Orgs {
  /** Serves the bundle of a real org. */
  readonly real: SampleOrg;
  /** Serves the built-in company with reports and records. */
  readonly company: SampleOrg;
}

/** Recordings of one kind of request, and what the sample org answers for such requests. */
interface Kind {
  readonly files: readonly string[];
  readonly answers: (orgs: Orgs) => Promise<readonly unknown[]>;
}

const bodies = async (org: SampleOrg, paths: readonly string[]): Promise<readonly unknown[]> =>
  Promise.all(paths.map(async (path) => (await ask(org, path)).json));

const described = ['Account', 'Contact', 'Case', 'Event', 'Lead', 'Opportunity', 'OpportunityContactRole'];
const misc = (name: string): string => `misc/restforce.${name}_response.json`;

async function reportRun(org: SampleOrg, name: string): Promise<unknown> {
  const { json } = await query(org, `SELECT Id FROM Report WHERE DeveloperName = '${name}'`);
  const id = String((json as { readonly records: readonly Json[] }).records[0]?.Id);
  return (await ask(org, `analytics/reports/${id}?includeDetails=true`)).json;
}

const smallPage = { headers: { 'Sforce-Query-Options': 'batchSize=200' } };
const allAccounts = `query?q=${encodeURIComponent('SELECT Id, Name FROM Account')}`;

const kinds: Readonly<Record<string, Kind>> = {
  describeGlobal: {
    files: ['describe/_global.json'],
    answers: ({ real }) => bodies(real, ['sobjects']),
  },
  describe: {
    files: described.map((name) => `describe/${name}.json`),
    answers: ({ real }) =>
      bodies(
        real,
        described.map((name) => `sobjects/${name}/describe`),
      ),
  },
  'describe of a custom object': {
    files: ['describe/Custom__c.json'],
    answers: ({ real }) => bodies(real, ['sobjects/Level__c/describe']),
  },
  'describe of an old version': {
    files: [misc('sobject_describe_success')],
    answers: ({ real }) => bodies(real, ['sobjects/Account/describe']),
  },
  'describeGlobal of an old version': {
    files: [misc('describe_sobjects_success'), misc('list_sobjects_success')],
    answers: ({ real }) => bodies(real, ['sobjects']),
  },
  'describeGlobal of the Tooling API': {
    files: ['tooling/_global.json'],
    answers: ({ real }) => bodies(real, ['tooling/sobjects']),
  },
  'a record': {
    files: ['record/Organization.json', misc('sobject_find_success')],
    answers: async ({ real }) => {
      const { json } = await query(real, 'SELECT Id FROM Organization');
      const id = String((json as { readonly records: readonly Json[] }).records[0]?.Id);
      return bodies(real, [`sobjects/Organization/${id}`]);
    },
  },
  'a record that is not there': {
    files: [misc('sobject_find_error')],
    answers: ({ real }) => bodies(real, ['sobjects/User/005000000000000AAA']),
  },
  'a query': {
    files: [misc('query_success')],
    answers: async ({ company }) => [(await query(company, 'SELECT Id, Name, Owner.Name FROM Account LIMIT 5')).json],
  },
  'the first page of a query': {
    files: [misc('query_paginated_first_page')],
    answers: async ({ company }) => [(await ask(company, allAccounts, smallPage)).json],
  },
  'the last page of a query': {
    files: [misc('query_paginated_last_page')],
    answers: async ({ company }) => {
      const { json } = await ask(company, allAccounts, smallPage);
      return bodies(company, [String((json as Json).nextRecordsUrl)]);
    },
  },
  'a query that groups': {
    files: [misc('query_aggregate_success')],
    answers: async ({ company }) => [
      (await query(company, 'SELECT OwnerId, COUNT(Id) FROM Account GROUP BY OwnerId')).json,
    ],
  },
  versions: {
    files: [misc('services_data_success')],
    answers: ({ real }) => bodies(real, ['/services/data']),
  },
  'a report run': {
    files: ['tabular_basic', 'summary_basic_single_group', 'matrix_basic'].map(
      (name) => `analytics/report-run.${name}.json`,
    ),
    answers: ({ company }) =>
      Promise.all(['All_Accounts', 'By_Owner', 'Pipeline'].map((name) => reportRun(company, name))),
  },
};

/** Recordings of requests that the sample org does not answer, because no part of the app makes them. */
const notServed: Readonly<Record<string, string>> = {
  ['misc/restforce.recent_success_response.json']: 'recent',
  [misc('list_view_results_success')]: 'sobjects/Account/listviews/00B000000000000AAA/results',
  [misc('search_success')]: 'search?q=FIND%20%7BAcme%7D',
  [misc('search_error')]: 'search?q=FIND%20Acme',
};

/** The differences there are, each with its reason. A difference that is gone must go from here too. */
const known: readonly { readonly kind: string; readonly line: RegExp; readonly because: string }[] = [
  {
    kind: 'describe',
    line: /^missing childRelationships\[\]\.junction(IdListNames|ReferenceTo)\[\]$/,
    because: 'a bundle keeps no junction relationships of activities',
  },
  {
    kind: 'describe of a custom object',
    line: /^extra urls\.\*$/,
    because: 'the authors of the recording emptied its addresses',
  },
  {
    kind: 'describeGlobal of the Tooling API',
    line: /^missing sobjects\[\]\.dataTranslationEnabled$/,
    because: 'the recording has it for two objects, which the sample org does not serve',
  },
  {
    kind: 'a query',
    line: /^missing records\[\]\.\*\.\*\[\]$/,
    because: 'the recording holds a subquery, which the sample org refuses',
  },
  {
    kind: 'describe of an old version',
    line: /^extra /,
    because: 'the recording is of version 20.0; these keys came later',
  },
  {
    kind: 'describeGlobal of an old version',
    line: /^extra /,
    because: 'the recording is of version 23.0; these keys came later',
  },
  {
    kind: 'a report run',
    line: /^extra reportMetadata\./,
    because:
      'the recordings are of version 29.0, and their authors cut reportMetadata; the keys are those of the newest one',
  },
];

/** Objects whose keys are data: fields of records, addresses by name, parts of a report by their code. */
const isMap = (path: string): boolean =>
  /(^|\.)(factMap|urls|\w+ColumnInfo)$|^records\[\](\.\*)?$/.test(path) || path === 'factMap';

describe.runIf(hasSharedData())('answers of the sample org have the keys and types of recorded ones', () => {
  let orgs: Orgs;

  beforeAll(async () => {
    const [real, company] = await Promise.all([
      startSampleOrg({ bundle: await loadBundle(sharedDataPath('real-org.json.gz')), failsOnWrites: true }),
      startSampleOrg({ bundle: reportOrg(), now: () => reportsAskedAt, failsOnWrites: true }),
    ]);
    orgs = { real, company };
    return async () => {
      await Promise.all([real.close(), company.close()]);
    };
  });

  const recording = (file: string): unknown => JSON.parse(readFileSync(sharedDataPath('real-responses', file), 'utf8'));

  it('every recording is compared', () => {
    const onDisk = readdirSync(sharedDataPath('real-responses'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replaceAll('\\', '/'));
    const compared = [...Object.values(kinds).flatMap(({ files }) => files), ...Object.keys(notServed)];
    expect(compared.toSorted()).toEqual(onDisk.toSorted());
  });

  it.each(Object.keys(kinds))('%s', async (name) => {
    const kind = kinds[name];
    const isRecord = name === 'a record';
    const mapped = (path: string): boolean => isMap(path) || (isRecord && path === '');
    const recorded = shapeOf((kind?.files ?? []).map(recording), mapped);
    const ours = shapeOf((await kind?.answers(orgs)) ?? [], mapped);
    const reasons = known.filter((difference) => difference.kind === name);
    const differences = shapeDifferences(recorded, ours);
    expect(differences.filter((line) => !reasons.some((reason) => reason.line.test(line)))).toEqual([]);
    const gone = reasons.filter((reason) => !differences.some((line) => reason.line.test(line)));
    expect(gone.map(({ because }) => because)).toEqual([]);
  });

  it.each(Object.entries(notServed))('%s: no such resource here', async (_file, path) => {
    expect((await ask(orgs.real, path)).status).toBe(404);
  });
});
