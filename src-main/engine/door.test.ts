import { describe, expect, it } from 'vitest';
import { ALL_REQUESTS } from '../../src-preload/contract/ledger.ts';
import type { AnyEngineMethod } from '../../src-preload/contract/index.ts';
import { createDoor } from './door.ts';
import { EngineFailure } from './failure.ts';
import type { Handlers } from './ports.ts';
import { createErrorLog } from './privacy/error-log/error-log.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';

function doorWith(handlers: Partial<Handlers<AnyEngineMethod>>) {
  const lines: string[] = [];
  const errorLog = createErrorLog({ dataDir: tempFolder(), now: Date.now, log: (line) => lines.push(line) });
  const door = createDoor({ handlers: () => handlers, failed: errorLog.failed });
  const ask = async (method: string, input: unknown, signal = new AbortController().signal) =>
    JSON.parse(await door(method, input, { hostPath: null, signal }));
  return { ask, lines };
}

const status = {
  state: 'locked',
  deviceSecret: null,
  keychainAvailable: null,
  recoveryKit: null,
  retryAfterMs: 0,
} as const;

describe("the engine's door", () => {
  it('strips what the contract does not list, so that a careless service leaks nothing', async () => {
    const { ask } = doorWith({ 'vault.status': () => ({ ...status, secretsKey: 'leak' }) });
    expect(await ask('vault.status', {})).toEqual({ ok: true, value: status });
  });

  it.each(['__proto__', 'constructor', 'toString', 'vault', '', 'app.info'])('does not know %j', async (method) => {
    expect(await doorWith({}).ask(method, {})).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('refuses an input that is not exactly what the method takes, without repeating it', async () => {
    const { ask } = doorWith({ 'ledger.list': () => ({ rows: [], total: 0 }) });
    const answer = await ask('ledger.list', { ...ALL_REQUESTS, offset: -1, limit: 10, text: 'planted' });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'bad-input', message: expect.stringContaining('offset') },
    });
    expect(JSON.stringify(answer)).not.toContain('planted');
    for (const input of [undefined, null, 'x', { extra: 1 }]) {
      expect(await ask('ledger.totals', input)).toMatchObject({ error: { code: 'bad-input' } });
    }
  });

  it('passes a named failure on with its next step', async () => {
    const { ask, lines } = doorWith({
      'vault.status': () => {
        throw new EngineFailure('wait-before-retry', 'Wait.', { retryable: true, retryAfterMs: 500 });
      },
    });
    expect(await ask('vault.status', {})).toMatchObject({
      error: { code: 'wait-before-retry', message: 'Wait.', retryable: true, retryAfterMs: 500 },
    });
    expect(lines).toEqual([]);
  });

  it('keeps the text of an unexpected error to itself, in the answer and in the log', async () => {
    const { ask, lines } = doorWith({
      'vault.status': () => {
        throw new Error('planted-secret in a message\n    with a second planted-secret line');
      },
    });
    const { error } = await ask('vault.status', {});
    expect(error.code).toBe('internal');
    expect(lines.join('\n')).toContain(error.traceId);
    expect(JSON.stringify(error) + lines.join('\n')).not.toContain('planted-secret');
  });

  it('refuses an answer that breaks the contract', async () => {
    const { ask } = doorWith({ 'vault.status': () => ({ ...status, retryAfterMs: Number.NaN }) });
    expect(await ask('vault.status', {})).toMatchObject({ error: { code: 'internal' } });
  });

  it('answers a cancelled call at once, although the service goes on', async () => {
    const controller = new AbortController();
    const { ask } = doorWith({ 'vault.status': () => new Promise(() => {}) });
    const answer = ask('vault.status', {}, controller.signal);
    controller.abort();
    expect(await answer).toMatchObject({ error: { code: 'cancelled' } });
  });
});
