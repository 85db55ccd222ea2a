import { describe, expect, it } from 'vitest';
import { createStateHolder } from '../ipc/app-state.ts';
import type { EngineHost } from './engine-host.ts';
import { createSessionLock } from './session-lock.ts';

function setUp(
  options: { readonly vault: 'unlocked' | 'sample' | 'locked'; readonly jobs: number },
  submitted: Promise<unknown> = Promise.resolve(),
) {
  const done: string[] = [];
  const state = createStateHolder([], () => {});
  state.patch({ vault: options.vault, engine: 'running' });
  const engine: EngineHost = {
    call: () => ({ id: 'c1', answer: Promise.resolve('') }),
    cancel: () => {},
    failed: () => true,
    start: () => void done.push('engine started'),
    stop: async () => void done.push('engine ended'),
    pid: () => 1,
  };
  const lock = createSessionLock({
    state,
    engine,
    runningJobs: () => options.jobs,
    forgetJobs: () => {},
    window: () => ({ renewPage: async () => void done.push('page renewed') }),
    closeSecret: () => {},
    submitted: () => submitted,
  });
  return { done, state, lock };
}

describe('locking', () => {
  it('ends the page and the engine and starts fresh ones', async () => {
    const { done, state, lock } = setUp({ vault: 'unlocked', jobs: 0 });
    await lock.lock('command');
    expect(done).toEqual(['page renewed', 'engine ended', 'engine started']);
    expect(state.read()).toMatchObject({ vault: 'locked', notice: 'Orgbench is locked.' });
  });

  it('does nothing when it is locked already', async () => {
    const { done, lock } = setUp({ vault: 'locked', jobs: 0 });
    await lock.lock('idle');
    expect(done).toEqual([]);
  });

  it('stops a running job on command, before sleep and with the screen, and says so', async () => {
    for (const reason of ['command', 'suspend', 'screen-lock'] as const) {
      const { done, state, lock } = setUp({ vault: 'unlocked', jobs: 1 });
      await lock.lock(reason);
      expect(done).toContain('engine ended');
      expect(state.read().notice).toContain('A job was running and was stopped');
    }
  });

  it('covers the window when idle during a job and ends the engine when the job has ended', async () => {
    const { done, state, lock } = setUp({ vault: 'unlocked', jobs: 1 });
    await lock.lock('idle');
    expect(done).toEqual(['page renewed']);
    expect(lock.isCovered()).toBe(true);
    expect(state.read().vault).toBe('locked');
    lock.onJobsEnded();
    await expect.poll(() => done).toEqual(['page renewed', 'engine ended', 'engine started']);
    expect(lock.isCovered()).toBe(false);
  });

  it('keeps the engine when the password is given while the job still runs', async () => {
    const { done, lock } = setUp({ vault: 'unlocked', jobs: 1 });
    await lock.lock('idle');
    lock.uncover();
    lock.onJobsEnded();
    expect(done).toEqual(['page renewed']);
  });

  it('does not end the engine under a password that is on its way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { done, lock } = setUp({ vault: 'unlocked', jobs: 1 }, promise);
    await lock.lock('idle');
    lock.onJobsEnded();
    lock.uncover();
    resolve();
    await lock.lock('idle');
    expect(done).not.toContain('engine ended');
  });

  it('stops the covered job when the computer goes to sleep', async () => {
    const { done, lock } = setUp({ vault: 'unlocked', jobs: 1 });
    await lock.lock('idle');
    await lock.lock('suspend');
    expect(done).toEqual(['page renewed', 'engine ended', 'engine started']);
  });

  it('leaves a sample session alone when idle and ends it on command', async () => {
    const { done, state, lock } = setUp({ vault: 'sample', jobs: 1 });
    await lock.lock('idle');
    expect(done).toEqual([]);
    await lock.lock('command');
    expect(done).toContain('engine ended');
    expect(state.read()).toMatchObject({
      vault: 'absent',
      notice: 'The sample session has ended. Nothing of it was kept.',
    });
  });
});
