import { failure, json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { OrgRequest } from '../http/request.ts';
import { mintId } from '../ids.ts';
import type { OrgState } from '../org-state.ts';
import { isHidden as isHiddenFrom, rightsOf } from '../rights.ts';
import { columnMetadata } from './column-metadata.ts';
import { batchSizeOf, keepCursor } from './cursors.ts';
import { refuseSecondBatch } from './refusals.ts';
import { runQuery } from './run-query.ts';
import type { QueryResult } from './run-query.ts';
import { SoqlError } from './soql-error.ts';
import type { Row, Table } from './table.ts';
import type { QueryApi } from './tables.ts';

const longestQuery = 100_000;

/** `GET …/query?q=…`, also `/queryAll` and `/tooling/query`. */
export async function answerQuery(
  state: OrgState,
  request: OrgRequest,
  version: string,
  api: QueryApi,
): Promise<Reply> {
  const soql = request.query.get('q');
  if (soql === null || soql.trim() === '') return failure(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  if (soql.length > longestQuery)
    return failure(400, 'MALFORMED_QUERY', 'SOQL statements cannot be longer than 100000 characters.');
  const base = `/services/data/${version}/${api === 'tooling' ? 'tooling/' : ''}sobjects`;
  try {
    const rights = rightsOf(state, request);
    const isHidden = (name: string): boolean => isHiddenFrom(rights, api, name);
    const result = await runQuery({ model: state.model, api, base, nowMs: state.now(), isHidden, rights }, soql.trim());
    if (request.query.get('columns') === 'true')
      return json(200, columnMetadata(result.table, result.selected, result.isGrouped === true));
    if (result.count !== undefined) return json(200, page(api, result.table, [], result.count, undefined));
    refuseSecondBatch(result.table, result.records.length);
    return firstPage(state, version, api, result, batchSizeOf(request.headers['sforce-query-options']));
  } catch (cause) {
    if (cause instanceof SoqlError) return failure(400, cause.errorCode, cause.message);
    throw cause;
  }
}

function firstPage(state: OrgState, version: string, api: QueryApi, result: QueryResult, batchSize: number): Reply {
  const { table, records } = result;
  if (records.length <= batchSize) return json(200, page(api, table, records.slice(), records.length, undefined));
  const name = mintId('01g', `${state.now()}:${state.dailyRequests.used}:${state.cursors.size}:${table.name}`);
  keepCursor(state.cursors, name, { table, records, batchSize, api });
  const next = `${queryBase(version, api)}/${name}-${batchSize}`;
  return json(200, page(api, table, records.slice(0, batchSize), records.length, next));
}

/** `GET …/query/{locator}`: the page that a nextRecordsUrl names, `01g…-2000`. */
export function answerMore(state: OrgState, version: string, api: QueryApi, locator: string): Reply {
  const [, name = '', offset = ''] = /^(\w+)-(\d+)$/.exec(locator) ?? [];
  const cursor = state.cursors.get(name);
  const from = Number(offset);
  if (cursor === undefined || cursor.api !== api || from >= cursor.records.length)
    return failure(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  const to = from + cursor.batchSize;
  const next = to < cursor.records.length ? `${queryBase(version, api)}/${name}-${to}` : undefined;
  return json(200, page(api, cursor.table, cursor.records.slice(from, to), cursor.records.length, next));
}

function queryBase(version: string, api: QueryApi): string {
  return `/services/data/${version}/${api === 'tooling' ? 'tooling/' : ''}query`;
}

/** The two APIs wrap their records differently. */
function page(
  api: QueryApi,
  table: Table,
  records: readonly Row[],
  totalSize: number,
  nextRecordsUrl: string | undefined,
): Record<string, unknown> {
  const done = nextRecordsUrl === undefined;
  const next = done ? {} : { nextRecordsUrl };
  if (api === 'data') return { totalSize, done, ...next, records };
  const queryLocator = nextRecordsUrl?.split('/').at(-1) ?? null;
  return { size: records.length, totalSize, done, queryLocator, ...next, entityTypeName: table.name, records };
}
