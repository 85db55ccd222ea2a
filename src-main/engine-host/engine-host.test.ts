import { describe, expect, it } from 'vitest';
import type { FromEngine, ToEngine } from '../engine/messages.ts';
import { createEngineHost } from './engine-host.ts';

/** An engine's process as the host sees it: messages in, messages out, an exit. */
function setUp(answer: (question: string, input: string) => Promise<string> = async () => 'null') {
  const processes: { sent: ToEngine[]; killed: boolean; say: (message: FromEngine) => void; exit: () => void }[] = [];
  const states: string[] = [];
  const events: string[] = [];
  const host = createEngineHost({
    dataDir: '/data',
    start: ({ onMessage, onExit }) => {
      const process = { sent: [] as ToEngine[], killed: false, say: onMessage, exit: () => onExit(1) };
      processes.push(process);
      return {
        pid: () => processes.length,
        post: (message) => void process.sent.push(message as ToEngine),
        kill: () => {
          process.killed = true;
          onExit(null);
        },
      };
    },
    answer,
    onEvent: (text) => void events.push(text),
    onState: (state) => void states.push(state),
    now: () => 0,
  });
  host.start();
  const current = () => {
    const process = processes.at(-1);
    if (process === undefined) throw new Error('no engine was started');
    return process;
  };
  return { host, processes, states, events, current };
}

const code = (text: string): unknown => (JSON.parse(text) as { error?: { code: string } }).error?.code;

describe('the engine host', () => {
  it('starts the engine with its data folder and passes answers on as they came', async () => {
    const { host, states, current } = setUp();
    current().say({ kind: 'ready' });
    const call = host.call('vault.status', '{}');
    expect(current().sent).toEqual([
      { kind: 'start', dataDir: '/data', program: 'Orgbench', options: { lockWaitMs: 3000, useKeychain: true } },
      { kind: 'call', id: call.id, method: 'vault.status', input: '{}', hostPath: null },
    ]);
    current().say({ kind: 'answer', id: call.id, text: '{"ok":true,"value": 1 }' });
    expect(await call.answer).toBe('{"ok":true,"value": 1 }');
    expect(states).toEqual(['starting', 'running']);
  });

  it('hands lines for the error log to an engine that is ready, and says when there is none', async () => {
    const { host, current } = setUp();
    const line = { event: 620, code: 'Error', place: '', traceId: null };
    expect(host.failed(line)).toBe(false);
    current().say({ kind: 'ready' });
    expect(host.failed(line)).toBe(true);
    expect(current().sent.at(-1)).toEqual({ kind: 'failed', line });
    current().exit();
    expect(host.failed(line)).toBe(false);
    current().say({ kind: 'ready' });
    const stopped = host.stop();
    expect(host.failed(line)).toBe(false);
    current().exit();
    await stopped;
    expect(host.failed(line)).toBe(false);
  });

  it('fails calls in flight when the engine ends, and gives up after three restarts', async () => {
    const { host, states, processes, current } = setUp();
    const call = host.call('vault.status', '{}');
    current().exit();
    expect(code(await call.answer)).toBe('engine-gone');
    current().exit();
    current().exit();
    current().exit();
    expect(processes).toHaveLength(4);
    expect(states.filter((state) => state !== 'starting')).toEqual(['gone', 'gone', 'gone', 'failed']);
    expect(code(await host.call('vault.status', '{}').answer)).toBe('engine-gone');
  });

  it('tells an engine that it takes the place of one that stopped, but not one that was locked', async () => {
    const { host, current } = setUp();
    const options = () => current().sent.map((message) => (message.kind === 'start' ? message.options : null))[0];
    expect(options()).not.toHaveProperty('restarted');
    current().exit();
    expect(options()).toMatchObject({ restarted: true });
    const stopped = host.stop();
    current().exit();
    await stopped;
    host.start();
    expect(options()).not.toHaveProperty('restarted');
  });

  it('does not count an end that was asked for as a crash', async () => {
    const { host, states, current } = setUp();
    const call = host.call('vault.status', '{}');
    const stopped = host.stop();
    expect(current().sent.at(-1)).toEqual({ kind: 'close' });
    expect(code(await host.call('vault.status', '{}').answer)).toBe('engine-gone');
    current().exit();
    await stopped;
    expect(code(await call.answer)).toBe('engine-gone');
    expect(states).toEqual(['starting']);
  });

  it('ignores what an engine that was replaced still says', async () => {
    const { host, processes, events, current } = setUp();
    current().exit();
    const call = host.call('vault.status', '{}');
    processes[0]?.say({ kind: 'answer', id: call.id, text: 'old' });
    processes[0]?.say({ kind: 'event', text: 'old' });
    current().say({ kind: 'answer', id: call.id, text: 'new' });
    expect(await call.answer).toBe('new');
    expect(events).toEqual([]);
  });

  it('cancels a call that runs, and only such a call', () => {
    const { host, current } = setUp();
    const call = host.call('catalog.search', '{}');
    host.cancel('another');
    host.cancel(call.id);
    expect(current().sent.slice(2)).toEqual([{ kind: 'cancel', id: call.id }]);
  });

  it('refuses to relay an answer that no page could hold', async () => {
    const { host, current } = setUp();
    const call = host.call('catalog.fields', '{}');
    current().say({ kind: 'answer', id: call.id, text: ' '.repeat(64 * 1024 * 1024 + 1) });
    expect(code(await call.answer)).toBe('too-large');
  });

  it('answers the questions of the engine, with a reason when it cannot', async () => {
    const { current } = setUp(async (question) => {
      if (question === 'sampleOrg') throw new Error('The sample org did not start in time. Try again.');
      return '"http://proxy.example:3128"';
    });
    current().say({ kind: 'ask', id: 'q1', question: 'proxyFor', input: '{"url":"https://acme.my.salesforce.com"}' });
    current().say({ kind: 'ask', id: 'q2', question: 'sampleOrg', input: '{}' });
    await expect
      .poll(() => current().sent.slice(1))
      .toEqual([
        { kind: 'told', id: 'q1', ok: true, value: '"http://proxy.example:3128"' },
        { kind: 'told', id: 'q2', ok: false, value: 'The sample org did not start in time. Try again.' },
      ]);
  });
});
