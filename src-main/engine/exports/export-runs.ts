import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import type {
  ExportDestination,
  ExportSpec,
  GoogleDestination,
  MicrosoftDestination,
} from '../../../src-preload/contract/exports.ts';
import { type Book, bookRows } from '../../domain/sheets/book.ts';
import type { AccountsService } from '../accounts/accounts-service.ts';
import type { AccountHandle, AccountProvider } from '../accounts/provider.ts';
import { EngineFailure, toFailure } from '../failure.ts';
import { type JobRunner, LOCKED_MEANWHILE, type RunningJob } from '../jobs/job-runner.ts';
import type { Clock } from '../ports.ts';
import type { ExportsRepository, FinishedExport, NewExport } from '../store/exports-repository.ts';
import type { Agreed } from './consent.ts';
import { connectionOf, destinationKind, exportTitle, targetName } from './export-words.ts';
import { writeBookToFile } from './files/write-book.ts';

type RunDeps = {
  readonly exports: ExportsRepository;
  readonly connectionName: (connectionId: string) => string;
  readonly jobs: JobRunner;
  readonly accounts: Pick<AccountsService, 'signedInHandle' | 'providers'>;
  readonly now: Clock;
};

type FileDestination = Extract<ExportDestination, { readonly kind: 'file' }>;
export type CloudDestination = Exclude<ExportDestination, FileDestination>;
export type CloudSpec = ExportSpec & { readonly destination: CloudDestination };

/** What is kept of an export that stopped on its way, beside what the provider saved. */
const stopped = z.object({
  at: z.string(),
  // Absent in those of before: then no row is taken for one of that export, and it begins anew.
  ledgerId: z.number().default(0),
  fingerprint: z.string(),
  state: z.unknown(),
});
export type StoppedExport = z.infer<typeof stopped>;

type Outcome = Pick<FinishedExport, 'targetName' | 'link' | 'rows' | 'sheets' | 'cutCells'>;

/** How long taking back what a cancelled export left may take. */
const DISCARD_MS = 30_000;

/** What an earlier run of an export left to go on with, or null. */
export function stoppedExport(resume: unknown): StoppedExport | null {
  return stopped.safeParse(resume).data ?? null;
}

/** Runs exports as jobs and keeps the history of them: whatever happens, both say the same in the end. */
export function createExportRuns({ exports, connectionName, jobs, accounts, now }: RunDeps) {
  const iso = (): string => new Date(now()).toISOString();

  /** Runs the work under a job and writes down how it ended. */
  const run = (
    exportId: string,
    spec: ExportSpec,
    remark: string,
    work: (job: RunningJob) => Promise<Outcome>,
  ): string => {
    const connectionId = connectionOf(spec.source);
    const title = exportTitle(spec.source, connectionId === null ? null : connectionName(connectionId));
    const plan = {
      kind: 'export',
      title: `${title} to ${destinationKind(spec.destination)}${remark}`,
      connectionId,
      parameters: { exportId, spec },
      isInterruptedByLock: true,
    } as const;
    return jobs.run(plan, async (job) => {
      try {
        const outcome = await work(job);
        exports.finish(exportId, { ...outcome, state: 'done', finishedAt: iso(), error: null });
        return { rows: outcome.rows, sheets: outcome.sheets, cutCells: outcome.cutCells };
      } catch (error) {
        const state = stateAfter(error, job.signal);
        const failure = state === 'interrupted' ? null : toFailure(error, job.id);
        const nothing = { link: null, rows: 0, sheets: 0, cutCells: 0 };
        exports.finish(exportId, { ...nothing, state, finishedAt: iso(), error: failure });
        throw error;
      }
    }).id;
  };

  const begin = (
    spec: ExportSpec,
    known: Pick<NewExport, 'targetName' | 'accountId' | 'accountName' | 'filePath' | 'fingerprint'>,
    work: (job: RunningJob, exportId: string) => Promise<Outcome>,
  ): { readonly jobId: string; readonly exportId: string } => {
    const exportId = randomUUID();
    const connectionId = connectionOf(spec.source);
    const name = connectionId === null ? null : connectionName(connectionId);
    const jobId = run(exportId, spec, '', (job) => work(job, exportId));
    // The work of a job begins after this turn, so its record is there before it is needed.
    exports.start({
      ...known,
      id: exportId,
      jobId,
      title: exportTitle(spec.source, name),
      connectionId,
      connectionName: name,
      destination: spec.destination.kind,
      format: spec.destination.kind === 'file' ? spec.destination.format : null,
      spec,
      startedAt: iso(),
    });
    return { jobId, exportId };
  };

  const startFile = (spec: ExportSpec & { readonly destination: FileDestination }, book: Book, path: string) =>
    begin(
      spec,
      { targetName: basename(path), accountId: null, accountName: null, filePath: path, fingerprint: null },
      async (job) => {
        const total = bookRows(book);
        const options = { format: spec.destination.format, defuse: spec.defuse };
        const { rows, sheets, cutCells } = await writeBookToFile(book, options, path, {
          signal: job.signal,
          onRows: (done) => job.progress({ stage: 'rows', done, total }),
        });
        return { link: null, rows, sheets, cutCells };
      },
    );

  const sendWith = async <D extends CloudDestination>(
    provider: AccountProvider<D>,
    destination: D,
    what: Sending,
    job: RunningJob,
  ): Promise<Outcome> => {
    const { account, book, exportId, agreed } = what;
    const progress = (stage: string, done: number, total: number): void => job.progress({ stage, done, total });
    let left: unknown = what.resume;
    const saveResume = (state: unknown): void => {
      left = state ?? null;
      exports.saveResume(exportId, left === null ? null : { ...agreed, state: left });
    };
    try {
      if (what.discard !== null) {
        await provider.discard(account, what.discard, job.signal);
        saveResume(null);
      }
      // Once begun, the target is there because this export made it: only the first run asks whether it fits.
      if (left === null) await provider.check(account, destination, book, job.signal);
      const sent = await provider.send({
        account,
        destination,
        book,
        exportId,
        resume: left,
        saveResume,
        watch: { signal: job.signal, progress },
      });
      saveResume(null);
      const { url, name, rows, sheets, cutCells } = sent;
      return { targetName: name, link: url, rows, sheets, cutCells };
    } catch (error) {
      if (stateAfter(error, job.signal) === 'cancelled' && left !== null) {
        await takeBack(provider, account, left);
        saveResume(null);
      }
      throw error;
    }
  };

  const send = (what: Sending, job: RunningJob): Promise<Outcome> => {
    const { destination } = what;
    return destination.kind === 'google'
      ? sendWith<GoogleDestination>(accounts.providers.google, destination, what, job)
      : sendWith<MicrosoftDestination>(accounts.providers.microsoft, destination, what, job);
  };

  const startCloud = (spec: CloudSpec, account: AccountHandle, book: Book, agreed: Agreed) =>
    begin(
      spec,
      {
        targetName: targetName(spec.destination),
        accountId: account.id,
        accountName: account.account().name,
        filePath: null,
        fingerprint: agreed.fingerprint,
      },
      (job, exportId) =>
        send({ account, book, agreed, exportId, destination: spec.destination, resume: null, discard: null }, job),
    );

  /** Goes on from `resume`, or takes `discard` back and begins anew. */
  const goOn = (
    exportId: string,
    spec: CloudSpec,
    sending: Pick<Sending, 'account' | 'book' | 'agreed' | 'resume' | 'discard'>,
  ): { readonly jobId: string } => {
    const remark = sending.discard === null ? '' : ', anew because the data have changed';
    const jobId = run(exportId, spec, remark, (job) =>
      send({ ...sending, exportId, destination: spec.destination }, job),
    );
    exports.startAgain(exportId, jobId);
    return { jobId };
  };

  return { startFile, startCloud, goOn };
}

type Sending = {
  readonly account: AccountHandle;
  readonly destination: CloudDestination;
  readonly book: Book;
  /** When the book was made, and what it was then. */
  readonly agreed: Agreed;
  readonly exportId: string;
  /** What the provider saved in an earlier run; null at the first. */
  readonly resume: unknown;
  /** What an earlier run left that does not fit the data any more; null when there is nothing. */
  readonly discard: unknown;
};

function stateAfter(error: unknown, signal: AbortSignal): 'interrupted' | 'cancelled' | 'failed' {
  if (signal.aborted) return signal.reason === LOCKED_MEANWHILE ? 'interrupted' : 'cancelled';
  return error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'failed';
}

async function takeBack<D>(provider: AccountProvider<D>, account: AccountHandle, left: unknown): Promise<void> {
  try {
    await provider.discard(account, left, AbortSignal.timeout(DISCARD_MS));
  } catch (error) {
    const why = error instanceof EngineFailure ? error.message : 'it did not answer in time.';
    throw new EngineFailure(
      'cancelled',
      `The export was cancelled, but what it had sent could not be removed: ${why} Delete the unfinished file there.`,
      { cause: error },
    );
  }
}
