// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { installFakeBridge } from '../testing/fake-bridge.ts';
import { CallError, call, failureOf, listen } from './client.ts';

describe('calls from the page', () => {
  it('answer the value, and throw the failure with its code', async () => {
    installFakeBridge({
      'vault.status': () => ({
        state: 'locked',
        deviceSecret: null,
        keychainAvailable: null,
        recoveryKit: null,
        retryAfterMs: 0,
      }),
      'connections.list': () => ({ code: 'vault-locked', message: 'Orgbench is locked.', retryable: true }),
    });
    expect((await call('vault.status', {})).state).toBe('locked');
    const thrown = await call('connections.list', {}).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(CallError);
    expect(failureOf(thrown)).toEqual({ code: 'vault-locked', message: 'Orgbench is locked.', retryable: true });
  });

  it('are cancelled where they run, by their own id', async () => {
    const bridge = installFakeBridge({ 'app.lock': () => ({}) });
    const abort = new AbortController();
    const pending = call('app.lock', {}, abort.signal);
    abort.abort();
    await pending;
    expect(bridge.cancelled).toEqual([expect.stringMatching(/^p\d+$/)]);
    const after = new AbortController();
    await call('app.lock', {}, after.signal);
    after.abort();
    expect(bridge.cancelled).toHaveLength(1);
  });

  it('hear events until they stop listening', () => {
    const bridge = installFakeBridge({});
    const heard: string[] = [];
    const stop = listen('app.command', ({ command }) => heard.push(command));
    bridge.send('app.command', { command: 'search' });
    stop();
    bridge.send('app.command', { command: 'filter' });
    expect(heard).toEqual(['search']);
  });
});
