import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FromEngine, ToEngine } from '../../src-main/engine/messages.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { TEST_PASSWORD } from '../support/engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

const entry = resolve(import.meta.dirname, '../../src-main/engine/entry.ts');

/** The engine as the shell runs it: a child process that is spoken to in messages. */
async function startChild(dataDir: string) {
  const child = fork(entry, [], { serialization: 'advanced', execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const waiting = new Map<string, (text: string) => void>();
  const events: string[] = [];
  let ready = () => {};
  const started = new Promise<void>((done) => {
    ready = done;
  });
  child.on('message', (message: FromEngine) => {
    if (message.kind === 'ready') ready();
    if (message.kind === 'event') events.push(message.text);
    if (message.kind === 'answer') waiting.get(message.id)?.(message.text);
  });
  const send = (message: ToEngine) => child.send(message);
  send({ kind: 'start', dataDir, program: 'test', options: { lockWaitMs: 5000, useKeychain: false } });
  await started;
  let last = 0;
  const call = (method: string, input: unknown) => {
    last += 1;
    const id = String(last);
    return new Promise<string>((done) => {
      waiting.set(id, done);
      send({ kind: 'call', id, method, input: JSON.stringify(input), hostPath: null });
    }).then((text) => JSON.parse(text));
  };
  const submit = async (payload: SecretPayload) => {
    const channel = await call('vault.secretChannel', { purpose: payload.purpose, connectionId: null });
    return call('vault.submitSecret', await sealForEngine(channel.value.publicKey, channel.value.channelId, payload));
  };
  return { child, exited, events, send, call, submit };
}

const newVault = { purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false } as const;

describe('the engine in a process of its own', () => {
  it('makes a vault from a sealed secret, locks, refuses a wrong password and unlocks with the right one', async () => {
    const dataDir = tempFolder();
    const first = await startChild(dataDir);
    expect(await first.call('vault.status', {})).toMatchObject({ ok: true, value: { state: 'absent' } });
    expect(await first.call('preferences.read', {})).toMatchObject({ ok: false, error: { code: 'vault-locked' } });
    expect(await first.submit(newVault)).toEqual({
      ok: true,
      value: { purpose: 'create-vault', connectionId: null, deviceSecret: 'none' },
    });
    expect(await first.call('preferences.write', { set: { density: 'comfortable' }, reset: [] })).toMatchObject({
      ok: true,
    });
    expect(first.events.map((text) => JSON.parse(text).event)).toContain('preferences.changed');
    first.send({ kind: 'close' });
    await first.exited;

    const second = await startChild(dataDir);
    expect(await second.call('vault.status', {})).toMatchObject({ value: { state: 'locked', deviceSecret: 'none' } });
    expect(await second.submit({ purpose: 'unlock', password: `${TEST_PASSWORD}r` })).toMatchObject({
      ok: false,
      error: { code: 'wrong-password' },
    });
    expect(await second.submit({ purpose: 'unlock', password: TEST_PASSWORD })).toMatchObject({
      error: { code: 'wait-before-retry' },
    });
    await expect
      .poll(() => second.submit({ purpose: 'unlock', password: TEST_PASSWORD }), { timeout: 10_000 })
      .toMatchObject({ ok: true });
    expect(await second.call('preferences.read', {})).toMatchObject({ value: { density: 'comfortable' } });
  });

  it('ends by itself when its parent goes', async () => {
    const { child, exited } = await startChild(tempFolder());
    child.disconnect();
    await exited;
    expect(child.exitCode).toBe(0);
  });

  it('answers a cancelled call once, as cancelled', async () => {
    const { send, call } = await startChild(tempFolder());
    const answered = call('vault.status', {});
    send({ kind: 'cancel', id: '1' });
    expect(['cancelled', undefined]).toContain((await answered).error?.code);
  });
});
