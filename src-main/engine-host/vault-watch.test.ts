import { describe, expect, it } from 'vitest';
import type { AppState } from '../../src-preload/contract/app.ts';
import { createStateHolder } from '../ipc/app-state.ts';
import { createVaultWatch } from './vault-watch.ts';

/** The watch of a session whose engine dies and, with `status`, comes back and answers. */
function setUp(vault: AppState['vault'], status: AppState['vault'] = 'locked') {
  const done: string[] = [];
  const state = createStateHolder([], () => {});
  state.patch({ vault, engine: 'running' });
  const watch = createVaultWatch({
    state,
    ask: (async () => ({ state: status })) as never,
    relay: { forgetJobs: () => {} } as never,
    closeSecret: () => void done.push('secret closed'),
    renewPage: () => void done.push('page renewed'),
    sessionLock: { uncover: () => {}, isCovered: () => false } as never,
  });
  const crash = async (): Promise<void> => {
    watch.onEngineState('gone');
    watch.onEngineState('starting');
    watch.onEngineState('running');
    await expect.poll(() => state.read().engine).toBe('running');
  };
  return { done, state, watch, crash };
}

describe('an engine that stops unexpectedly', () => {
  it('ends the page, which knows what the keys opened', async () => {
    const { done, state, crash } = setUp('unlocked');
    await crash();
    expect(done).toEqual(['secret closed', 'page renewed']);
    expect(state.read()).toMatchObject({ vault: 'locked', notice: expect.stringContaining('Unlock to go on') });
  });

  it('ends the page also when it is not started again', () => {
    const { done, watch } = setUp('unlocked');
    watch.onEngineState('failed');
    expect(done).toEqual(['secret closed', 'page renewed']);
  });

  it('leaves a page alone that knows nothing', async () => {
    const { done, state, crash } = setUp('absent', 'absent');
    await crash();
    expect(done).toEqual(['secret closed']);
    expect(state.read().notice).not.toContain('Unlock');
  });

  it('promises nothing of a sample session, whose store went with its key', async () => {
    const { done, state, crash } = setUp('sample', 'absent');
    await crash();
    expect(done).toContain('page renewed');
    expect(state.read()).toMatchObject({
      vault: 'absent',
      notice: expect.stringContaining('open the sample org again'),
    });
  });
});

describe('a vault that is deleted', () => {
  it('takes the notices about it along', async () => {
    const { state, watch } = setUp('unlocked', 'absent');
    state.patch({ notice: "This computer's clock says 2025-11-23." });
    await watch.refresh();
    expect(state.read()).toMatchObject({ vault: 'absent', notice: null });
  });

  it('leaves the notice of a sample session that has ended', async () => {
    const { state, watch } = setUp('absent', 'absent');
    state.patch({ notice: 'The sample session has ended.' });
    await watch.refresh();
    expect(state.read().notice).toBe('The sample session has ended.');
  });
});
