import { salesforceDateTime } from '../dates.ts';
import { textPart } from '../http/body.ts';
import { failure, json, notFound } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { OrgRequest } from '../http/request.ts';
import type { OrgState } from '../org-state.ts';
import { isHidden, rightsOf } from '../rights.ts';
import { runQuery } from '../soql/run-query.ts';
import { SoqlError } from '../soql/soql-error.ts';
import type { QueryApi } from '../soql/tables.ts';
import { csvLines, delimiters } from './csv.ts';
import { jobsPerDay } from './jobs.ts';
import type { BulkJob } from './jobs.ts';

interface Place {
  readonly state: OrgState;
  readonly request: OrgRequest;
  /** `v68.0` */
  readonly version: string;
  readonly api: QueryApi;
}

/** Requests under `…/jobs/query` and `…/tooling/jobs/query`. */
export async function answerBulk(
  state: OrgState,
  request: OrgRequest,
  version: string,
  api: QueryApi,
  path: string,
): Promise<Reply> {
  // Query jobs came with version 47.0, those of the Tooling API with 49.0.
  if (Number.parseFloat(version.slice(1)) < (api === 'data' ? 47 : 49)) return notFound();
  const place: Place = { state, request, version, api };
  const [id = '', part, ...more] = path.split('/');
  if (id === '') return request.method === 'POST' ? createJob(place) : listJobs(place);
  const job = state.bulkJobs.find(api, id);
  if (job === undefined || more.length > 0) return notFound();
  if (part === 'results' && request.method === 'GET') return results(place, job);
  if (part !== undefined) return notFound();
  if (request.method === 'PATCH') return abort(place, job);
  if (request.method === 'DELETE') return remove(place, job);
  await advance(place, job);
  return json(200, details(job));
}

function createJob(place: Place): Reply {
  const { state, request, api } = place;
  const asked = parse(request.body);
  if (asked === undefined) return failure(400, 'JSON_PARSER_ERROR', 'The request body is not a JSON object.');
  const { operation, query, contentType = 'CSV', lineEnding = 'LF', columnDelimiter = 'COMMA' } = asked;
  if (operation !== 'query' && operation !== 'queryAll')
    return failure(400, 'INVALIDJOB', `Unable to find operation: ${String(operation)}`);
  if (typeof query !== 'string' || query.trim() === '') return failure(400, 'API_ERROR', 'Query is missing or blank.');
  if (contentType !== 'CSV' || (lineEnding !== 'LF' && lineEnding !== 'CRLF'))
    return failure(400, 'INVALIDJOB', 'Only the content type CSV, and the line endings LF and CRLF are supported.');
  if (typeof columnDelimiter !== 'string' || delimiters[columnDelimiter] === undefined)
    return failure(400, 'INVALIDJOB', `Unable to find columnDelimiter: ${String(columnDelimiter)}`);
  const refused = refusalOf(query);
  if (refused !== undefined) return failure(400, 'API_ERROR', refused);
  const job = state.bulkJobs.add({
    operation,
    soql: query.trim(),
    object: /\bFROM\s+(\w+)/i.exec(query)?.[1] ?? '',
    api,
    version: versionOf(place),
    lineEnding,
    columnDelimiter,
    createdById: state.model.runningUser.Id,
  });
  if (job === undefined)
    return failure(400, 'EXCEEDED_QUOTA', `ApiBulkV2QueryJobs Limit exceeded: ${jobsPerDay} jobs in 24 hours.`);
  return json(200, listing(job));
}

/** What a bulk query cannot do. A subquery has the wording of recorded refusals. */
function refusalOf(soql: string): string | undefined {
  const plain = soql.replaceAll(/'(?:[^'\\]|\\.)*'/g, "''");
  const select = plain.slice(0, Math.max(0, plain.search(/\bFROM\b/i)));
  if (/\(\s*SELECT\b/i.test(plain.replace(/\bWHERE\b[\s\S]*$/i, '')))
    return 'Aggregate Relationships not supported in Bulk V2 Query with CSV content type.';
  if (
    /\bGROUP\s+BY\b|\bOFFSET\b|\bTYPEOF\b/i.test(plain) ||
    /\b(COUNT|COUNT_DISTINCT|SUM|AVG|MIN|MAX)\s*\(/i.test(select)
  )
    return 'Aggregate functions, GROUP BY, OFFSET and TYPEOF are not supported in Bulk V2 Query.';
  return undefined;
}

function versionOf({ version }: Place): string {
  return version.slice(1);
}

function parse(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // Not JSON: the caller answers with the service's error for it.
    return undefined;
  }
}

/** Asking for a job moves it on: waiting, then running, then done. */
async function advance(place: Place, job: BulkJob): Promise<void> {
  const { state, request } = place;
  if (job.state === 'UploadComplete') {
    job.state = 'InProgress';
  } else if (job.state === 'InProgress') {
    try {
      const rights = rightsOf(state, request);
      const base = `/services/data/${place.version}/${place.api === 'tooling' ? 'tooling/' : ''}sobjects`;
      const { records, selected } = await runQuery(
        {
          model: state.model,
          api: place.api,
          base,
          nowMs: state.now(),
          rights,
          isBulk: true,
          isHidden: (name) => isHidden(rights, place.api, name),
        },
        job.soql,
      );
      job.lines = csvLines(
        selected.map(({ name }) => name),
        records.slice(),
        { delimiter: delimiters[job.columnDelimiter] ?? ',', ending: job.lineEnding === 'LF' ? '\n' : '\r\n' },
      );
      job.state = 'JobComplete';
    } catch (cause) {
      if (!(cause instanceof SoqlError)) throw cause;
      job.state = 'Failed';
      job.errorMessage = `${cause.errorCode}: ${cause.message}`;
    }
  } else return;
  job.changedAtMs = state.now();
}

function listing(job: BulkJob): Readonly<Record<string, unknown>> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: salesforceDateTime(job.createdAtMs),
    systemModstamp: salesforceDateTime(job.changedAtMs),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(job.version),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

function details(job: BulkJob): Readonly<Record<string, unknown>> {
  return {
    ...listing(job),
    jobType: 'V2Query',
    numberRecordsProcessed: Math.max(0, job.lines.length - 1),
    retries: 0,
    totalProcessingTime: job.changedAtMs - job.createdAtMs,
    isPkChunkingSupported: job.api === 'data',
    ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
  };
}

const jobsOfPage = 1000;

function listJobs({ state, version, api, request }: Place): Reply {
  const jobs = state.bulkJobs.list(api);
  const from = Number(Buffer.from(request.query.get('queryLocator') ?? '', 'base64').toString('utf8') || 0);
  const until = from + jobsOfPage;
  const done = until >= jobs.length;
  const path = `/services/data/${version}/${api === 'tooling' ? 'tooling/' : ''}jobs/query`;
  const locator = Buffer.from(String(until)).toString('base64');
  return json(200, {
    done,
    records: jobs.slice(from, until).map((job) => ({ ...listing(job), jobType: 'V2Query' })),
    nextRecordsUrl: done ? null : `${path}?queryLocator=${encodeURIComponent(locator)}`,
  });
}

/** Records of one page where the caller names no number. */
const recordsOfPage = 50_000;

function results(place: Place, job: BulkJob): Reply {
  if (job.version !== versionOf(place))
    return failure(
      409,
      'API_ERROR',
      `The job was created in API version ${job.version}; ask for its results in that version.`,
    );
  if (job.state !== 'JobComplete')
    return failure(
      400,
      'INVALIDJOBSTATE',
      `Results are available when the job is complete; its state is ${job.state}.`,
    );
  const { query } = place.request;
  const maxRecords = Number(query.get('maxRecords') ?? recordsOfPage);
  const from = locatedAt(query.get('locator'));
  const [header = '', ...records] = job.lines;
  if (!Number.isInteger(maxRecords) || maxRecords < 1)
    return failure(400, 'API_ERROR', 'maxRecords is not a number above zero.');
  if (from === undefined || from > records.length) return failure(400, 'API_ERROR', 'The locator is invalid.');
  const page = records.slice(from, from + maxRecords);
  const until = from + page.length;
  const locator = until < records.length ? Buffer.from(String(until)).toString('base64url') : 'null';
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/csv',
      'Sforce-Locator': locator,
      'Sforce-NumberOfRecords': String(page.length),
    },
    body: [textPart(`${header}${page.join('')}`)],
  };
}

/** Where a locator points; undefined for one that was never handed out. */
function locatedAt(locator: string | null): number | undefined {
  if (locator === null) return 0;
  const text = Buffer.from(locator, 'base64url').toString('utf8');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function abort(place: Place, job: BulkJob): Reply {
  if (parse(place.request.body)?.state !== 'Aborted')
    return failure(400, 'INVALIDJOBSTATE', 'The only state that can be set is Aborted.');
  if (job.state !== 'UploadComplete' && job.state !== 'InProgress')
    return failure(400, 'INVALIDJOBSTATE', `A job in the state ${job.state} cannot be aborted.`);
  job.state = 'Aborted';
  job.changedAtMs = place.state.now();
  return json(200, listing(job));
}

function remove(place: Place, job: BulkJob): Reply {
  if (job.state === 'UploadComplete' || job.state === 'InProgress')
    return failure(400, 'INVALIDJOBSTATE', `A job in the state ${job.state} cannot be deleted. Abort it first.`);
  place.state.bulkJobs.delete(job);
  return { status: 204, headers: {} };
}
