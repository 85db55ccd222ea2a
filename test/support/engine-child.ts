import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Envelope } from '../../src-preload/contract/errors.ts';
import type { AnyEngineMethod, Input, Output } from '../../src-preload/contract/index.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { SecretOutcome, SecretPayload } from '../../src-preload/contract/vault.ts';
import type { FromEngine, HostQuestionName, ToEngine } from '../../src-main/engine/messages.ts';

const entry = resolve(import.meta.dirname, '../../src-main/engine/entry.ts');
/** What a call answers when the child ends before it could. */
const GONE = JSON.stringify({ ok: false, error: { code: 'engine-gone', message: 'Killed.', retryable: true } });

/** The engine as the shell runs it: a child process that is spoken to in messages. Killed when the test has finished. */
export async function startEngineChild(
  dataDir: string,
  answer: (question: HostQuestionName) => unknown = () => null,
  script = entry,
) {
  const child = fork(script, [], {
    serialization: 'advanced',
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<string, (text: string) => void>();
  const events: string[] = [];
  let ready = () => {};
  const started = new Promise<void>((done) => {
    ready = done;
  });
  const exited = new Promise<void>((done) => {
    child.once('exit', () => {
      for (const tell of waiting.values()) tell(GONE);
      ready();
      done();
    });
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  child.on('message', (message: FromEngine) => {
    if (message.kind === 'ready') ready();
    if (message.kind === 'event') events.push(message.text);
    if (message.kind === 'ask') {
      send({ kind: 'told', id: message.id, ok: true, value: JSON.stringify(answer(message.question)) });
    }
    if (message.kind === 'answer') waiting.get(message.id)?.(message.text);
  });
  const send = (message: ToEngine): void => {
    if (child.connected) child.send(message, () => {});
  };
  send({ kind: 'start', dataDir, program: 'test', options: { lockWaitMs: 5000, useKeychain: false } });
  await started;
  let last = 0;
  const call = async <M extends AnyEngineMethod>(
    method: M,
    input: Input<M>,
    hostPath: string | null = null,
  ): Promise<Envelope<Output<M>>> => {
    last += 1;
    const id = String(last);
    const text = await new Promise<string>((done) => {
      waiting.set(id, done);
      if (child.connected) send({ kind: 'call', id, method, input: JSON.stringify(input), hostPath });
      else done(GONE);
    });
    return JSON.parse(text) as Envelope<Output<M>>;
  };
  /** Gives a secret as the secret page does: sealed to a one-time key of the engine. */
  const submit = async (payload: SecretPayload): Promise<Envelope<SecretOutcome>> => {
    const channel = await call('vault.secretChannel', { purpose: payload.purpose, connectionId: null });
    if (!channel.ok) return channel;
    return call('vault.submitSecret', await sealForEngine(channel.value.publicKey, channel.value.channelId, payload));
  };
  return { child, exited, events, send, call, submit };
}
