import { EngineFailure } from '../failure.ts';
import type { GatewayResponse, Purpose } from '../network/gateway-types.ts';
import { waitMs } from '../network/retry.ts';
import { withoutTokens } from './answers.ts';
import { type BulkRow, readBulkCsv } from './bulk-csv.ts';
import type { Caller } from './caller.ts';

export type BulkOptions = {
  readonly purpose: Purpose;
  /** A job of the Tooling API. */
  readonly tooling?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Rows an answer; 50,000 when absent. */
  readonly maxRecords?: number;
  /** Once the job is done: how many rows there are to come. */
  readonly onCounted?: (rows: number) => void;
};

type Job = {
  readonly id?: unknown;
  readonly state?: unknown;
  readonly errorMessage?: unknown;
  readonly numberRecordsProcessed?: unknown;
};

const PAGE_RECORDS = 50_000;
/** Rows handed over at once, so that whoever writes them gives way in between. */
const CHUNK_ROWS = 2_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A job that the org has not finished by then waits behind others, and the read goes on without it. */
const LONGEST_JOB_MS = 30 * 60_000;
const CREATE_TIMEOUT_MS = 60_000;
const CLEAN_UP_TIMEOUT_MS = 15_000;
const OPEN_STATES: ReadonlySet<unknown> = new Set(['UploadComplete', 'InProgress']);

/**
 * Runs one query as a Bulk API 2.0 job: makes it, asks with growing pauses until it is done, hands over its lines page by
 * page in chunks of up to 2,000 rows, and removes it, also when it failed, was cancelled, or is no longer listened to.
 *
 * Throws `org-refused` for a query or job that the org refuses, with its own words, and for one that takes more than 30
 * minutes; what `Caller` throws; AbortError when the signal fires.
 */
export async function* bulkQuery(
  caller: Caller,
  versionPath: string,
  soql: string,
  { purpose, tooling = false, signal, maxRecords = PAGE_RECORDS, onCounted }: BulkOptions,
): AsyncGenerator<readonly BulkRow[], void, void> {
  const root = `${versionPath}/${tooling ? 'tooling/' : ''}jobs/query`;
  signal?.throwIfAborted();
  // Without the signal: a job whose number never came back could not be removed.
  const made = await caller.json<Job>({
    purpose,
    method: 'POST',
    url: root,
    body: JSON.stringify({ operation: 'query', query: soql }),
    timeoutMs: CREATE_TIMEOUT_MS,
  });
  const { id } = made.value;
  if (typeof id !== 'string') {
    throw new EngineFailure('org-refused', `${caller.host} did not say which bulk job it started. Try again.`);
  }
  // The lines are asked for in the version that made the job, which orgs insist on.
  const job = `${root}/${id}`;
  let open = true;
  try {
    const rows = await untilDone(caller, job, purpose, signal);
    open = false;
    onCounted?.(rows);
    let locator: string | null = null;
    do {
      const place: string = locator === null ? '' : `&locator=${encodeURIComponent(locator)}`;
      const url = `${job}/results?maxRecords=${maxRecords}${place}`;
      const response: GatewayResponse = await caller.send({ purpose, url, signal });
      if (response.status !== 200) throw caller.fail(response);
      yield* chunksOf(response.text, caller.host);
      locator = locatorOf(response);
    } while (locator !== null);
  } finally {
    await cleanUp(caller, job, purpose, open);
  }
}

/** Answers how many rows the job found. */
async function untilDone(
  caller: Caller,
  job: string,
  purpose: Purpose,
  signal: AbortSignal | undefined,
): Promise<number> {
  let pauseMs = FIRST_WAIT_MS;
  for (let waitedMs = 0; waitedMs < LONGEST_JOB_MS; waitedMs += pauseMs) {
    await waitMs(pauseMs, signal);
    const { value } = await caller.json<Job>({ purpose, url: job, signal });
    if (value.state === 'JobComplete') {
      return typeof value.numberRecordsProcessed === 'number' ? value.numberRecordsProcessed : 0;
    }
    if (!OPEN_STATES.has(value.state)) throw ended(caller.host, value);
    pauseMs = Math.min(pauseMs * 2, LONGEST_WAIT_MS);
  }
  throw new EngineFailure(
    'org-refused',
    `${caller.host} has not finished a bulk job within ${LONGEST_JOB_MS / 60_000} minutes. Read again later.`,
    { retryable: true },
  );
}

function ended(host: string, job: Job): EngineFailure {
  const said = typeof job.errorMessage === 'string' ? ` It says: ${withoutTokens(job.errorMessage).slice(0, 300)}` : '';
  const what = job.state === 'Aborted' ? 'was stopped in the org' : 'failed in the org';
  return new EngineFailure('org-refused', `A bulk job of ${host} ${what}.${said}`);
}

function locatorOf({ headers }: GatewayResponse): string | null {
  const locator = headers['sforce-locator'];
  return locator === undefined || locator === 'null' || locator === '' ? null : locator;
}

function* chunksOf(text: string, host: string): Generator<readonly BulkRow[], void, void> {
  let chunk: BulkRow[] = [];
  try {
    for (const row of readBulkCsv(text)) {
      chunk.push(row);
      if (chunk.length < CHUNK_ROWS) continue;
      yield chunk;
      chunk = [];
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const message = `The lines of a bulk job of ${host} are not complete. Try again.`;
    throw new EngineFailure('org-refused', message, { retryable: true, cause });
  }
  if (chunk.length > 0) yield chunk;
}

/** Has a signal of its own: a cancelled read cleans up as well. The org removes by itself what stays, after a week. */
async function cleanUp(caller: Caller, job: string, purpose: Purpose, open: boolean): Promise<void> {
  const common = { purpose, url: job, timeoutMs: CLEAN_UP_TIMEOUT_MS } as const;
  try {
    if (open) await caller.send({ ...common, method: 'PATCH', body: JSON.stringify({ state: 'Aborted' }) });
    await caller.send({ ...common, method: 'DELETE' });
  } catch (error) {
    // Signed out, offline, budget, or the vault was locked: what the read itself came to must not be hidden by it.
    if (!(error instanceof EngineFailure)) throw error;
  }
}
