import { EngineFailure } from '../failure.ts';
import type { Purpose } from '../network/gateway-types.ts';
import { bodyOf, failureOfCode, orgErrorOf, orgErrorOfBody } from './answers.ts';
import type { Caller } from './caller.ts';
import { compositeGet } from './composite.ts';
import type { QueryOptions, QueryResult, SObjectRecord } from './org-client.ts';

type Page = {
  readonly totalSize?: number;
  readonly size?: number;
  readonly done?: boolean;
  readonly nextRecordsUrl?: string;
  readonly records?: readonly SObjectRecord[];
};

const MAX_QUERIES = 5;
/** Orgs answer 414 from about 16,000 characters; a longer query travels in a composite's body. */
const MAX_URL_LENGTH = 8_000;

/** Reads one query page by page. */
export async function* queryPages(
  caller: Caller,
  versionPath: string,
  soql: string,
  options: QueryOptions,
): AsyncGenerator<readonly SObjectRecord[], void, void> {
  const tooling = options.tooling === true;
  const root = tooling ? `${versionPath}/tooling` : versionPath;
  const purpose: Purpose = tooling ? 'definitions' : 'query';
  const headers =
    options.batchSize === undefined ? {} : { headers: { 'Sforce-Query-Options': `batchSize=${options.batchSize}` } };
  const url = queryUrl(root, soql);
  let page: Page;
  if (url.length > MAX_URL_LENGTH) {
    const call = { purpose, url: `${root}/composite`, signal: options.signal };
    const { answers } = await compositeGet(caller, call, [{ url, ...headers }]);
    page = pageOf(answers[0]?.status ?? 0, answers[0]?.body, caller);
  } else {
    page = await getPage(caller, purpose, url, headers, options.signal);
  }
  yield page.records ?? [];
  while (page.done === false && page.nextRecordsUrl !== undefined) {
    page = await getPage(caller, purpose, page.nextRecordsUrl, headers, options.signal);
    yield page.records ?? [];
  }
}

/** One Tooling composite of up to 5 queries; each answer is read to its end. */
export async function toolingMany(
  caller: Caller,
  versionPath: string,
  queries: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly QueryResult[]> {
  if (queries.length < 1 || queries.length > MAX_QUERIES) {
    throw new EngineFailure('bad-input', `A Tooling composite has 1 to ${MAX_QUERIES} queries, not ${queries.length}.`);
  }
  const root = `${versionPath}/tooling`;
  const parts = queries.map((soql) => ({ url: queryUrl(root, soql) }));
  const call = { purpose: 'definitions', url: `${root}/composite`, signal } as const;
  const { answers } = await compositeGet(caller, call, parts);
  const results: QueryResult[] = [];
  for (const answer of answers) {
    if (answer.status !== 200) {
      const error = orgErrorOfBody(answer.body);
      const reason = error.message === '' ? `The org answered with status ${answer.status}.` : error.message;
      results.push({ state: 'error', code: error.code || `HTTP_${answer.status}`, reason });
      continue;
    }
    let page = answer.body as Page;
    const records = [...(page.records ?? [])];
    const totalSize = page.totalSize ?? page.size ?? records.length;
    while (page.done === false && page.nextRecordsUrl !== undefined) {
      page = await getPage(caller, 'definitions', page.nextRecordsUrl, {}, signal);
      records.push(...(page.records ?? []));
    }
    results.push({ state: 'read', records, totalSize });
  }
  return results;
}

function queryUrl(root: string, soql: string): string {
  return `${root}/query?q=${encodeURIComponent(soql)}`;
}

async function getPage(
  caller: Caller,
  purpose: Purpose,
  url: string,
  headers: { readonly headers?: Readonly<Record<string, string>> },
  signal: AbortSignal | undefined,
): Promise<Page> {
  const response = await caller.send({ purpose, url, ...headers, signal });
  if (response.status === 400) throw refusedQuery(orgErrorOf(response.text), caller);
  if (response.status !== 200) throw caller.fail(response);
  return pageOf(200, bodyOf(response, caller.host), caller);
}

function pageOf(status: number, body: unknown, caller: Caller): Page {
  if (status !== 200) throw refusedQuery(orgErrorOfBody(body), caller);
  const page = body as Page | null;
  if (page === null || !Array.isArray(page.records)) {
    throw new EngineFailure('org-refused', `${caller.host} answered a query without records. Try again.`, {
      retryable: true,
    });
  }
  return page;
}

function refusedQuery(error: { readonly code: string; readonly message: string }, caller: Caller): EngineFailure {
  const named = failureOfCode(error, caller.host);
  if (named !== null) return caller.noticed(named);
  return new EngineFailure('org-refused', `${caller.host} refused a query. It says: ${error.code}: ${error.message}`);
}
