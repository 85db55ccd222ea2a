import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { EngineFailure } from '../failure.ts';
import type { Emit } from '../ports.ts';
import { openStore } from '../../../test/support/network.ts';
import { createJobsRepository } from '../store/jobs-repository.ts';
import { createJobRunner, type JobPlan } from './job-runner.ts';

const PLAN: JobPlan = { kind: 'export', title: 'Export', connectionId: null, parameters: {} };

function runner() {
  const db = openStore();
  const events: Job[] = [];
  const emit: Emit = (event, value) => {
    if (event === 'job.progress') events.push((value as { job: Job }).job);
  };
  const repository = createJobsRepository(db);
  return { repository, events, jobs: createJobRunner({ jobs: repository, now: Date.now, emit }), emit };
}

describe('a job', () => {
  it('ends with its counts, and is listed', async () => {
    const { jobs, repository } = runner();
    const started = jobs.run(PLAN, async () => ({ rows: 3 }));
    expect(await started.done).toEqual({ rows: 3 });
    expect(repository.list(10)).toMatchObject([{ id: started.id, state: 'done', counts: { rows: 3 }, error: null }]);
  });

  it('keeps why it failed, without the text of an unexpected error', async () => {
    const { jobs, repository } = runner();
    const named = jobs.run(PLAN, async () => {
      throw new EngineFailure('disk-full', 'The disk is full.');
    });
    await expect(named.done).rejects.toThrow('The disk is full.');
    expect(repository.list(1)).toMatchObject([{ state: 'failed', error: { code: 'disk-full' } }]);
    const surprise = jobs.run(PLAN, () => {
      throw new Error('a secret');
    });
    await expect(surprise.done).rejects.toThrow('a secret');
    expect(JSON.stringify(repository.list(1))).not.toContain('a secret');
  });

  it.each([
    ['interrupted by a lock when it goes on later', true, 'interrupted', null],
    ['cancelled by a lock when it does not', false, 'cancelled', expect.objectContaining({ code: 'cancelled' })],
  ] as const)('is %s', async (_name, isInterruptedByLock, state, error) => {
    const { jobs, repository } = runner();
    const started = jobs.run({ ...PLAN, isInterruptedByLock }, async ({ signal }) => {
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      signal.throwIfAborted();
      return {};
    });
    await Promise.resolve();
    await jobs.stop();
    expect(repository.list(1)).toMatchObject([{ id: started.id, state, error }]);
  });

  it('is cancelled by its id', async () => {
    const { jobs, repository } = runner();
    const started = jobs.run(PLAN, async ({ signal }) => {
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      signal.throwIfAborted();
      return {};
    });
    await Promise.resolve();
    await jobs.handlers['jobs.cancel']({ jobId: started.id }, { signal: new AbortController().signal, hostPath: null });
    await expect(started.done).rejects.toMatchObject({ name: 'AbortError' });
    expect(repository.list(1)).toMatchObject([{ state: 'cancelled' }]);
  });

  it('tells its progress at most four times a second, and its end in any case', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { jobs, events } = runner();
    const { done } = jobs.run(PLAN, async ({ progress }) => {
      for (let at = 0; at < 2000; at += 1) {
        progress({ stage: 'rows', done: at, total: 2000 });
        await vi.advanceTimersByTimeAsync(1);
      }
      return {};
    });
    await done;
    expect(events.length).toBeLessThanOrEqual(2 + 8 + 1);
    expect(events.at(-1)).toMatchObject({ state: 'done' });
    expect(events.some((job) => job.progress.ratePerSecond !== null)).toBe(true);
  });

  it('that was running when the program ended is interrupted at the next start', () => {
    const { repository, emit } = runner();
    repository.save(
      {
        id: 'left',
        kind: 'sync',
        connectionId: null,
        title: 'Left',
        state: 'running',
        progress: { stage: 'describes', done: 1, total: 2, ratePerSecond: null, remainingMs: null },
        startedAt: '2026-01-01T00:00:00.000Z',
        finishedAt: null,
        counts: {},
        parameters: [],
        canRepeat: false,
        error: null,
      },
      null,
    );
    createJobRunner({ jobs: repository, now: Date.now, emit });
    expect(repository.list(1)).toMatchObject([{ id: 'left', state: 'interrupted' }]);
  });
});
