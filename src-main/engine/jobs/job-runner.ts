import { randomUUID } from 'node:crypto';
import type { Job, JobState } from '../../../src-preload/contract/jobs.ts';
import { createRate } from '../../domain/reading/rate.ts';
import { EngineFailure, toFailure } from '../failure.ts';
import type { Clock, Emit, Handlers } from '../ports.ts';
import type { JobsRepository } from '../store/jobs-repository.ts';
import { canRepeat, jobFacts } from './job-parameters.ts';

export type JobProgress = {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  /** What is being done side by side, by area. */
  readonly parts?: Record<string, { done: number; total: number }>;
};

/** What a running job is given. */
export type RunningJob = {
  readonly id: string;
  readonly signal: AbortSignal;
  /** Says how far it is. Events are coalesced, so this may be called for every row. */
  readonly progress: (progress: JobProgress) => void;
};

export type JobPlan = {
  readonly kind: Job['kind'];
  readonly title: string;
  readonly connectionId: string | null;
  /** Kept with the job; must hold no secret. */
  readonly parameters: unknown;
  /** Cancels the job from outside, beside `jobs.cancel`. */
  readonly signal?: AbortSignal;
  /** When Orgbench locks or closes, the job counts as interrupted: the person did not cancel it. */
  readonly isInterruptedByLock?: boolean;
};

export type JobWork = (job: RunningJob) => Promise<Readonly<Record<string, number>>>;

export type StartedJob = {
  readonly id: string;
  /** The counts; rejects with what the work threw, which is stored with the job either way. */
  readonly done: Promise<Readonly<Record<string, number>>>;
};

/** Why a job's signal fires when Orgbench locks or closes. */
export const LOCKED_MEANWHILE = new DOMException('Orgbench was locked or closed.', 'AbortError');

/** At most four events a second: more would only be drawn over. */
const EVENT_EVERY_MS = 250;

type RunnerDeps = {
  readonly jobs: JobsRepository;
  readonly now: Clock;
  readonly emit: Emit;
  /** Told what a job failed of; for the error log. Not of jobs that were cancelled or interrupted. */
  readonly onFailed?: (kind: Job['kind'], error: unknown, jobId: string) => void;
};

/** Runs long work as jobs: started, listed, cancelled, remembered. */
export function createJobRunner(deps: RunnerDeps) {
  const { jobs, now, emit } = deps;
  const running = new Map<string, { job: Job; readonly abort: AbortController; readonly done: Promise<unknown> }>();
  const iso = (): string => new Date(now()).toISOString();
  jobs.interruptRunning(iso());

  const run = (plan: JobPlan, work: JobWork): StartedJob => {
    const abort = new AbortController();
    const cancelWith = (): void => abort.abort();
    if (plan.signal?.aborted === true) abort.abort();
    plan.signal?.addEventListener('abort', cancelWith, { once: true });
    const rate = createRate();
    let job: Job = {
      id: randomUUID(),
      kind: plan.kind,
      connectionId: plan.connectionId,
      title: plan.title,
      state: 'running',
      progress: { stage: 'starting', done: 0, total: 0, ratePerSecond: null, remainingMs: null },
      startedAt: iso(),
      finishedAt: null,
      counts: {},
      parameters: jobFacts(plan.kind, plan.parameters),
      canRepeat: false,
      error: null,
    };
    let lastEventAt = 0;
    let pending: NodeJS.Timeout | null = null;
    const set = (next: Job): void => {
      job = next;
      const entry = running.get(job.id);
      if (entry !== undefined) entry.job = job;
    };
    const tell = (): void => {
      if (pending !== null) clearTimeout(pending);
      pending = null;
      lastEventAt = now();
      emit('job.progress', { job });
    };
    const progress = (step: JobProgress): void => {
      if (job.state !== 'running') return;
      const isNewStage = step.stage !== job.progress.stage;
      set({ ...job, progress: { ...step, ...rate(now(), step.done, step.total) } });
      const wait = lastEventAt + EVENT_EVERY_MS - now();
      // A stage may be over before its turn comes.
      if (wait <= 0 || isNewStage) tell();
      else pending ??= setTimeout(tell, wait);
    };
    const finish = (state: JobState, change: Partial<Job>): void => {
      plan.signal?.removeEventListener('abort', cancelWith);
      const ended = { ...job, ...change, state, finishedAt: iso() };
      set({ ...ended, canRepeat: canRepeat(ended, plan.parameters) });
      running.delete(job.id);
      jobs.save(job, plan.parameters);
      tell();
    };

    jobs.save(job, plan.parameters);
    const done = (async () => {
      // The job is listed before its work begins, so that even work that fails at once is found running.
      await Promise.resolve();
      try {
        const counts = await work({ id: job.id, signal: abort.signal, progress });
        finish('done', { counts });
        return counts;
      } catch (error) {
        const failure = toFailure(error, job.id);
        if (plan.isInterruptedByLock === true && abort.signal.reason === LOCKED_MEANWHILE) {
          finish('interrupted', {});
          throw error;
        }
        const state = failure.code === 'cancelled' || abort.signal.aborted ? 'cancelled' : 'failed';
        finish(state, { error: failure });
        if (state === 'failed') deps.onFailed?.(plan.kind, error, job.id);
        throw error;
      }
    })();
    // The failure is kept with the job; whoever does not wait for it must not bring the process down.
    done.catch(() => undefined);
    running.set(job.id, { job, abort, done });
    tell();
    return { id: job.id, done };
  };

  const cancel = (jobId: string): void => {
    const entry = running.get(jobId);
    if (entry === undefined) throw new EngineFailure('not-found', 'This job is not running.');
    entry.abort.abort();
  };

  const handlers: Handlers<'jobs.list' | 'jobs.cancel'> = {
    'jobs.list': ({ limit }) => ({
      jobs: jobs.list(limit).map((job) => running.get(job.id)?.job ?? job),
    }),
    'jobs.cancel': ({ jobId }) => {
      cancel(jobId);
      return {};
    },
  };
  return {
    run,
    handlers,
    /** The job of that kind that is running for a connection, or null. */
    runningFor(connectionId: string, kind: Job['kind']): Job | null {
      for (const { job } of running.values()) {
        if (job.connectionId === connectionId && job.kind === kind) return job;
      }
      return null;
    },
    /** The newest job of that kind for a connection, or null. */
    latest: (connectionId: string, kind: Job['kind']): Job | null => jobs.latest(connectionId, kind),
    /** Cancels what runs (for one connection, or all) and waits until it has stopped. */
    async stop(connectionId?: string): Promise<void> {
      const stopping = [...running.values()].filter(
        ({ job }) => connectionId === undefined || job.connectionId === connectionId,
      );
      for (const { abort } of stopping) abort.abort(connectionId === undefined ? LOCKED_MEANWHILE : undefined);
      await Promise.allSettled(stopping.map(({ done }) => done));
    },
  };
}
export type JobRunner = ReturnType<typeof createJobRunner>;
