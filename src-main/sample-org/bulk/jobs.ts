import { randomInt } from 'node:crypto';
import { mintId } from '../ids.ts';
import type { QueryApi } from '../soql/tables.ts';

/** A query job of Bulk API 2.0, with its rows once they are read. */
export interface BulkJob {
  readonly id: string;
  readonly operation: 'query' | 'queryAll';
  readonly soql: string;
  readonly object: string;
  /** A job of the Tooling API and one of the data API do not know each other. */
  readonly api: QueryApi;
  /** `68.0`: results are handed out in the version that made the job. */
  readonly version: string;
  readonly lineEnding: 'LF' | 'CRLF';
  readonly columnDelimiter: string;
  readonly createdById: string;
  readonly createdAtMs: number;
  changedAtMs: number;
  state: 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
  errorMessage: string | null;
  /** The line of names, then one line for each record; each with its line ending. */
  lines: readonly string[];
}

/** Jobs of one org. */
export interface BulkJobs {
  /** @returns undefined where the day has no more jobs */
  add(
    job: Pick<
      BulkJob,
      'operation' | 'soql' | 'object' | 'api' | 'version' | 'lineEnding' | 'columnDelimiter' | 'createdById'
    >,
  ): BulkJob | undefined;
  find(api: QueryApi, id: string): BulkJob | undefined;
  /** Newest first. */
  list(api: QueryApi): readonly BulkJob[];
  delete(job: BulkJob): void;
  /** Jobs made in the last 24 hours. */
  usedToday(): number;
}

export const jobsPerDay = 10_000;
const dayMs = 86_400_000;
/** Results are kept for a week. */
const keptMs = 7 * dayMs;

export function createBulkJobs(now: () => number): BulkJobs {
  let jobs: BulkJob[] = [];
  let made: number[] = [];
  const usedToday = (): number => {
    made = made.filter((at) => at > now() - dayMs);
    return made.length;
  };
  const living = (): readonly BulkJob[] => {
    jobs = jobs.filter(({ createdAtMs }) => createdAtMs > now() - keptMs);
    return jobs;
  };
  return {
    add(asked) {
      if (usedToday() >= jobsPerDay) return undefined;
      const createdAtMs = now();
      made.push(createdAtMs);
      const id = mintId('750', `${createdAtMs}:${randomInt(2 ** 40)}`);
      const job: BulkJob = {
        ...asked,
        id,
        createdAtMs,
        changedAtMs: createdAtMs,
        state: 'UploadComplete',
        errorMessage: null,
        lines: [],
      };
      jobs.push(job);
      return job;
    },
    find: (api, id) => living().find((job) => job.api === api && job.id.slice(0, 15) === id.slice(0, 15)),
    list: (api) =>
      living()
        .filter((job) => job.api === api)
        .toReversed(),
    delete(job) {
      jobs = jobs.filter((one) => one !== job);
    },
    usedToday,
  };
}
