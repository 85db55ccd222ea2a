import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FromEngine, ToEngine } from '../../src-main/engine/messages.ts';
import type { Envelope } from '../../src-preload/contract/errors.ts';
import type { AnyEngineMethod, Input, Output } from '../../src-preload/contract/index.ts';

/** What a process has used. Processor time is that of all its threads; `rssMb` is now, `peakMb` the most so far. */
export type Usage = { readonly peakMb: number; readonly rssMb: number; readonly cpuMs: number };

const ROOT = join(import.meta.dirname, '..', '..');
const ENTRY = join(ROOT, 'out', 'main', 'engine.js');

/**
 * The engine as the app starts it, in a process that tells what it uses; with the org in the place of the sample org.
 *
 * @param dataDir an empty folder of its own
 *
 * Throws when the app has not been built.
 */
export async function startBuiltEngine(
  dataDir: string,
  org: { readonly instanceUrl: string; readonly accessToken: string },
) {
  if (!existsSync(ENTRY)) throw new Error('The built engine is measured. Run "npm run build" first.');
  const child = fork(ENTRY, [], {
    serialization: 'advanced',
    // As the app does where the engine is a Node process (src-main/engine-host/child.ts).
    execArgv: ['--max-semi-space-size=4', '--require', join(import.meta.dirname, 'usage-on-request.cjs')],
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  if (child.stdin === null || child.stdout === null) throw new Error('The engine has no pipes.');
  const { stdin } = child;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answers = new Map<string, (text: string) => void>();
  const ready = Promise.withResolvers<void>();
  const jobEnds = new Map<string, () => void>();
  const ended = new Set<string>();
  const send = (message: ToEngine): void => {
    child.send(message);
  };
  const hear = (text: string): void => {
    const { event, value } = JSON.parse(text) as { event: string; value: { job?: { id: string; state: string } } };
    if (event !== 'job.progress' || value.job === undefined || value.job.state === 'running') return;
    ended.add(value.job.id);
    jobEnds.get(value.job.id)?.();
  };
  child.on('message', (message: FromEngine) => {
    if (message.kind === 'ready') ready.resolve();
    if (message.kind === 'event') hear(message.text);
    if (message.kind === 'answer') answers.get(message.id)?.(message.text);
    if (message.kind !== 'ask') return;
    const value = message.question === 'sampleOrg' ? org : null;
    send({ kind: 'told', id: message.id, ok: true, value: JSON.stringify(value) });
  });
  let last = 0;
  const value = async <M extends AnyEngineMethod>(method: M, input: Input<M>): Promise<Output<M>> => {
    last += 1;
    const id = String(last);
    const text = await new Promise<string>((resolve) => {
      answers.set(id, resolve);
      send({ kind: 'call', id, method, input: JSON.stringify(input), hostPath: null });
    });
    answers.delete(id);
    const answer = JSON.parse(text) as Envelope<Output<M>>;
    if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
    return answer.value;
  };
  const jobEnd = async (id: string): Promise<void> => {
    if (ended.has(id)) return;
    await new Promise<void>((resolve) => {
      jobEnds.set(id, resolve);
    });
  };
  send({ kind: 'start', dataDir, program: 'bench', options: { lockWaitMs: 0, useKeychain: false } });
  await ready.promise;
  await value('vault.openSample', {});
  const { id: connectionId } = await value('connections.connectSample', { name: 'Org' });
  const { objects } = await value('objects.available', { connectionId, refresh: true });
  await value('objects.choose', { connectionId, names: objects.map(({ name }) => name) });
  return {
    value,
    connectionId,
    usage: async (): Promise<Usage> => {
      stdin.write('\n');
      return JSON.parse(String((await lines.next()).value)) as Usage;
    },
    /** Reads all objects; ends when they are stored and can be searched. */
    read: async (): Promise<void> => {
      const { jobId } = await value('sync.start', { connectionId });
      await jobEnd(jobId);
      const { state } = await value('sync.status', { connectionId });
      if (state !== 'complete') throw new Error(`Reading ended as ${state}.`);
    },
    close: async (): Promise<void> => {
      send({ kind: 'close' });
      await exited;
    },
  };
}
