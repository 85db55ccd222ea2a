import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ATTEMPTS_FILE } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { AnyEngineMethod, Input, Output } from '../../src-preload/contract/index.ts';
import { TEST_PASSWORD } from '../support/engine.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const newVault = { purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false } as const;

describe('the engine in a process of its own', () => {
  it('makes a vault from a sealed secret, locks, refuses a wrong password and unlocks with the right one', async () => {
    const dataDir = tempFolder();
    const first = await startEngineChild(dataDir);
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

    // One wrong password more, and the wait is longer than a busy machine takes for the next try.
    writeFileSync(join(dataDir, ATTEMPTS_FILE), JSON.stringify({ failures: 3, upMs: 0 }));
    const second = await startEngineChild(dataDir);
    expect(await second.call('vault.status', {})).toMatchObject({ value: { state: 'locked', deviceSecret: 'none' } });
    expect(await second.submit({ purpose: 'unlock', password: `${TEST_PASSWORD}r` })).toMatchObject({
      ok: false,
      error: { code: 'wrong-password' },
    });
    expect(await second.submit({ purpose: 'unlock', password: TEST_PASSWORD })).toMatchObject({
      error: { code: 'wait-before-retry' },
    });
    await expect
      .poll(() => second.submit({ purpose: 'unlock', password: TEST_PASSWORD }), { timeout: 20_000 })
      .toMatchObject({ ok: true });
    expect(await second.call('preferences.read', {})).toMatchObject({ value: { density: 'comfortable' } });
  });

  it('asks its host for the sample org, connects, reads it and tells how far it is', async () => {
    const { instanceUrl, accessToken } = await sampleOrgForTest({ bundle: createSampleBundle() });
    const { call, events } = await startEngineChild(tempFolder(), (question) =>
      question === 'sampleOrg' ? { instanceUrl, accessToken } : null,
    );
    const value = async <M extends AnyEngineMethod>(method: M, input: Input<M>): Promise<Output<M>> => {
      const answer = await call(method, input);
      if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
      return answer.value;
    };
    await value('vault.openSample', {});
    const { id: connectionId } = await value('connections.connectSample', { name: 'Sample org' });
    const { objects } = await value('objects.available', { connectionId, refresh: true });
    const names = objects.filter((object) => object.suggested).map((object) => object.name);
    await value('objects.choose', { connectionId, names });
    const { jobId } = await value('sync.start', { connectionId });
    await expect
      .poll(() => value('sync.status', { connectionId }), { timeout: 20_000 })
      .toMatchObject({ state: 'complete', read: names.length, job: { id: jobId, state: 'done' } });
    expect(await value('catalog.overview', { connectionId })).toMatchObject({ objects: names.length });
    const kinds = new Set(events.map((text) => JSON.parse(text).event));
    expect(kinds).toEqual(new Set(['connections.changed', 'catalog.changed', 'job.progress']));
  });

  it('ends by itself when its parent goes', async () => {
    const { child, exited } = await startEngineChild(tempFolder());
    child.disconnect();
    await exited;
    expect(child.exitCode).toBe(0);
  });

  it('answers a cancelled call once, as cancelled', async () => {
    const { send, call } = await startEngineChild(tempFolder());
    const answered = call('vault.status', {});
    send({ kind: 'cancel', id: '1' });
    const answer = await answered;
    expect(answer.ok ? 'in time' : answer.error.code).toMatch(/^(in time|cancelled)$/);
  });
});
