import { EngineFailure } from '../failure.ts';
import type { Purpose } from '../network/gateway-types.ts';
import { bodyOf, failureOfCode, orgErrorOf, orgErrorOfBody } from './answers.ts';
import type { Caller } from './caller.ts';
import { compositeGet } from './composite.ts';
import type { CallOptions, FirstPage, QueryOptions, QueryResult, RecordResult, SObjectRecord } from './org-client.ts';

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
  const purpose: Purpose = options.purpose ?? (tooling ? 'definitions' : 'query');
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
  yield* pagesAfter(caller, purpose, page, headers, options.signal);
}

/** One Tooling composite of up to 5 queries; each answer is read to its end. */
export function toolingMany(
  caller: Caller,
  versionPath: string,
  queries: readonly string[],
  { signal, purpose = 'definitions' }: CallOptions & { readonly purpose?: Purpose },
): Promise<readonly QueryResult[]> {
  return manyQueries(caller, versionPath, queries, {
    purpose,
    tooling: true,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** One composite of up to 5 queries of the data API; each answer is read to its end. */
export function queryMany(
  caller: Caller,
  versionPath: string,
  queries: readonly string[],
  { signal, purpose }: CallOptions & { readonly purpose: Purpose },
): Promise<readonly QueryResult[]> {
  return manyQueries(caller, versionPath, queries, {
    purpose,
    tooling: false,
    ...(signal === undefined ? {} : { signal }),
  });
}

/**
 * One composite of up to 5 queries: the first page of each, and the further ones as they are wanted. For answers that need
 * not be held whole.
 */
export async function firstPages(
  caller: Caller,
  versionPath: string,
  queries: readonly string[],
  { signal, purpose, tooling = false }: CallOptions & { readonly purpose: Purpose; readonly tooling?: boolean },
): Promise<readonly FirstPage[]> {
  if (queries.length < 1 || queries.length > MAX_QUERIES) {
    throw new EngineFailure('bad-input', `A composite has 1 to ${MAX_QUERIES} queries, not ${queries.length}.`);
  }
  const root = tooling ? `${versionPath}/tooling` : versionPath;
  const parts = queries.map((soql) => ({ url: queryUrl(root, soql) }));
  const { answers } = await compositeGet(caller, { purpose, url: `${root}/composite`, signal }, parts);
  return answers.map(({ status, body }): FirstPage => {
    if (status !== 200) return refusedPart(status, body);
    const page = body as Page;
    const records = page.records ?? [];
    return {
      state: 'read',
      records,
      totalSize: page.totalSize ?? page.size ?? records.length,
      rest: () => pagesAfter(caller, purpose, page, {}, signal),
    };
  });
}

async function* pagesAfter(
  caller: Caller,
  purpose: Purpose,
  first: Page,
  headers: { readonly headers?: Readonly<Record<string, string>> },
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly SObjectRecord[], void, void> {
  let page = first;
  while (page.done === false && page.nextRecordsUrl !== undefined) {
    page = await getPage(caller, purpose, page.nextRecordsUrl, headers, signal);
    yield page.records ?? [];
  }
}

async function manyQueries(
  caller: Caller,
  versionPath: string,
  queries: readonly string[],
  options: CallOptions & { readonly purpose: Purpose; readonly tooling: boolean },
): Promise<readonly QueryResult[]> {
  const results: QueryResult[] = [];
  for (const page of await firstPages(caller, versionPath, queries, options)) results.push(await wholeAnswer(page));
  return results;
}

/** The answer with all its pages. */
export async function wholeAnswer(page: FirstPage): Promise<QueryResult> {
  if (page.state === 'error') return page;
  const records = [...page.records];
  for await (const more of page.rest()) records.push(...more);
  return { state: 'read', records, totalSize: page.totalSize };
}

/** How many rows there are; the org answers with a number and no records. */
export async function countRows(
  caller: Caller,
  versionPath: string,
  sObject: string,
  options: QueryOptions & { readonly where?: string },
): Promise<number> {
  const { tooling = false, where, purpose = tooling ? 'definitions' : 'query' } = options;
  const root = tooling ? `${versionPath}/tooling` : versionPath;
  const soql = `SELECT COUNT() FROM ${sObject}${where === undefined ? '' : ` WHERE ${where}`}`;
  const page = await getPage(caller, purpose, queryUrl(root, soql), {}, options.signal);
  const count = page.totalSize ?? page.size;
  if (count !== undefined) return count;
  throw new EngineFailure('org-refused', `${caller.host} does not say how many rows ${sObject} has.`);
}

const MAX_RECORDS = 25;

/** Whole records of one Tooling sObject by id, in the order asked, as one composite request. */
export async function toolingRecords(
  caller: Caller,
  versionPath: string,
  type: string,
  ids: readonly string[],
  { signal, purpose }: CallOptions & { readonly purpose: Purpose },
): Promise<readonly RecordResult[]> {
  if (ids.length < 1 || ids.length > MAX_RECORDS) {
    throw new EngineFailure('bad-input', `A Tooling composite has 1 to ${MAX_RECORDS} records, not ${ids.length}.`);
  }
  const root = `${versionPath}/tooling`;
  const parts = ids.map((id) => ({ url: `${root}/sobjects/${type}/${id}` }));
  const { answers } = await compositeGet(caller, { purpose, url: `${root}/composite`, signal }, parts);
  return answers.map(({ status, body }) =>
    status === 200 ? { state: 'read', record: body as SObjectRecord } : refusedPart(status, body),
  );
}

/** One resource by its path; a refusal of the org is an answer, unless it concerns every request to come. */
export async function resource(
  caller: Caller,
  versionPath: string,
  path: string,
  { signal, purpose }: CallOptions & { readonly purpose: Purpose },
): Promise<RecordResult> {
  const response = await caller.send({ purpose, url: `${versionPath}${path}`, signal });
  if (response.status === 200) {
    return { state: 'read', record: bodyOf<SObjectRecord>(response, caller.host) };
  }
  const failure = caller.fail(response);
  if (failure.code === 'no-permission' || response.status === 404 || response.status === 400) {
    const error = orgErrorOf(response.text);
    return { state: 'error', code: error.code || `HTTP_${response.status}`, reason: error.message || failure.message };
  }
  throw caller.noticed(failure);
}

function refusedPart(status: number, body: unknown): Extract<RecordResult, { state: 'error' }> {
  const error = orgErrorOfBody(body);
  const reason = error.message === '' ? `The org answered with status ${status}.` : error.message;
  return { state: 'error', code: error.code || `HTTP_${status}`, reason };
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
