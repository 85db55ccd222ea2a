import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_REQUESTS } from '../../src-preload/contract/ledger.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { ask, TEST_PASSWORD, testEngine } from '../../test/support/engine.ts';
import { createMemoryKeychain } from '../../test/support/memory-keychain.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import type { Engine } from './create-engine.ts';

const newVault = { password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false } as const;

async function submit(engine: Engine, payload: SecretPayload, connectionId: string | null = null) {
  const { value } = (await ask(engine, 'vault.secretChannel', { purpose: payload.purpose, connectionId })) as {
    value: { channelId: string; publicKey: string };
  };
  return ask(engine, 'vault.submitSecret', await sealForEngine(value.publicKey, value.channelId, payload));
}

function sampleFolders(dataDir: string): readonly string[] {
  return readdirSync(dataDir).filter((name) => name.startsWith('sample-'));
}

describe('the state of the vault', () => {
  it('goes from absent over unlocked to locked, and back with the password', async () => {
    const dataDir = join(tempFolder(), 'new');
    const first = testEngine(dataDir);
    expect(await first.status()).toEqual({
      state: 'absent',
      deviceSecret: null,
      keychainAvailable: false,
      recoveryKit: null,
      retryAfterMs: 0,
      notice: null,
    });
    await first.createVault(newVault);
    expect(await first.status()).toMatchObject({ state: 'unlocked', deviceSecret: 'none' });
    await first.close();
    const second = testEngine(dataDir);
    expect(await second.status()).toMatchObject({ state: 'locked', deviceSecret: 'none' });
    await second.unlock(TEST_PASSWORD);
    expect(await second.status()).toMatchObject({ state: 'unlocked' });
  });

  it('keeps a job running when the password is given again to a window that was only covered', async () => {
    const engine = testEngine(tempFolder());
    await engine.createVault(newVault);
    const { services } = engine;
    const before = services();
    await expect(engine.unlock('not the password at all')).rejects.toMatchObject({ code: 'wrong-password' });
    await engine.unlock(TEST_PASSWORD, { waitMs: 5000 });
    expect(services()).toBe(before);
    expect(await ask(engine, 'jobs.list', { limit: 1 })).toMatchObject({ ok: true });
  });

  it('answers nothing about the store while locked', async () => {
    const engine = testEngine(tempFolder());
    for (const [method, input] of [
      ['preferences.read', {}],
      ['connections.list', {}],
      ['ledger.totals', ALL_REQUESTS],
    ] as const) {
      expect(await ask(engine, method, input)).toMatchObject({ ok: false, error: { code: 'vault-locked' } });
    }
    expect(() => engine.services()).toThrow(expect.objectContaining({ code: 'vault-locked' }));
  });

  it('refuses to make a vault over one that is there', async () => {
    const dataDir = tempFolder();
    const engine = testEngine(dataDir);
    await engine.createVault(newVault);
    await expect(engine.createVault(newVault)).rejects.toMatchObject({ code: 'vault-exists' });
    await engine.close();
    await expect(testEngine(dataDir).createVault(newVault)).rejects.toMatchObject({ code: 'vault-exists' });
  });

  it('never takes a vault without its store for a new one', async () => {
    const dataDir = tempFolder();
    const engine = testEngine(dataDir);
    await engine.createVault(newVault);
    await engine.close();
    rmSync(join(dataDir, 'store.db'));
    await expect(testEngine(dataDir).unlock(TEST_PASSWORD)).rejects.toMatchObject({
      code: 'store-damaged',
      message: expect.stringContaining('store.db is missing'),
    });
  });

  it('finishes a vault whose making was ended just before its store got its name', async () => {
    const dataDir = tempFolder();
    const engine = testEngine(dataDir);
    await engine.createVault(newVault);
    await engine.close();
    renameSync(join(dataDir, 'store.db'), join(dataDir, 'store.db.first'));
    const next = testEngine(dataDir);
    await next.unlock(TEST_PASSWORD);
    expect(await next.status()).toMatchObject({ state: 'unlocked' });
  });

  it('never takes a store without its vault.json for an empty folder', async () => {
    const dataDir = tempFolder();
    writeFileSync(join(dataDir, 'store.db'), 'x');
    const engine = testEngine(dataDir);
    expect(await engine.status()).toMatchObject({ state: 'locked' });
    await expect(engine.createVault(newVault)).rejects.toMatchObject({ code: 'vault-exists' });
    await expect(engine.unlock(TEST_PASSWORD)).rejects.toMatchObject({ code: 'vault-damaged' });
  });

  it('says that there is no vault to unlock', async () => {
    await expect(testEngine(tempFolder()).unlock(TEST_PASSWORD)).rejects.toMatchObject({ code: 'vault-missing' });
  });

  it('sits out the delay of a mistyped password where the caller allows it', async () => {
    // No time passes before the second try.
    let goesOnAtMs = Number.POSITIVE_INFINITY;
    const uptimeMs = () => 1_000_000 + Math.max(0, performance.now() - goesOnAtMs);
    const engine = testEngine(tempFolder(), { uptimeMs });
    await engine.createVault(newVault);
    await engine.unlock(TEST_PASSWORD);
    await expect(engine.unlock('not the password')).rejects.toMatchObject({ code: 'wrong-password' });
    await expect(engine.unlock(TEST_PASSWORD)).rejects.toMatchObject({ code: 'wait-before-retry' });
    goesOnAtMs = performance.now();
    await engine.unlock(TEST_PASSWORD, { waitMs: 60_000 });
  });

  it('lets one engine in at a time', async () => {
    const dataDir = tempFolder();
    const first = testEngine(dataDir);
    await first.createVault(newVault);
    const second = testEngine(dataDir);
    await expect(second.unlock(TEST_PASSWORD)).rejects.toMatchObject({ code: 'vault-in-use' });
    await first.close();
    await second.unlock(TEST_PASSWORD);
  });
});

describe('a sample session', () => {
  it('keeps nothing: its folder is gone when it ends', async () => {
    const dataDir = tempFolder();
    const engine = testEngine(dataDir);
    expect(await ask(engine, 'vault.openSample', {})).toEqual({ ok: true, value: {} });
    expect(await engine.status()).toMatchObject({ state: 'sample' });
    expect(await ask(engine, 'preferences.write', { set: { scheme: 'dark' }, reset: [] })).toMatchObject({ ok: true });
    expect(sampleFolders(dataDir)).toHaveLength(1);
    await engine.close();
    expect(sampleFolders(dataDir)).toEqual([]);
    expect(await testEngine(dataDir).status()).toMatchObject({ state: 'absent' });
  });

  it('that was killed is removed at the next start', async () => {
    const dataDir = tempFolder();
    mkdirSync(join(dataDir, 'sample-left'));
    writeFileSync(join(dataDir, 'sample-left', 'store.db'), 'x');
    await testEngine(dataDir).clearLeftovers();
    expect(sampleFolders(dataDir)).toEqual([]);
  });

  it('ends when a vault is made, and does not reach into it', async () => {
    const dataDir = tempFolder();
    const engine = testEngine(dataDir);
    await engine.openSample();
    await ask(engine, 'preferences.write', { set: { scheme: 'dark' }, reset: [] });
    await engine.createVault(newVault);
    expect(await engine.status()).toMatchObject({ state: 'unlocked' });
    expect(sampleFolders(dataDir)).toEqual([]);
    expect(await ask(engine, 'preferences.read', {})).toMatchObject({ value: { scheme: 'system' } });
  });

  it('does not open over an unlocked vault', async () => {
    const engine = testEngine(tempFolder());
    await engine.createVault(newVault);
    await expect(engine.openSample()).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a sealed secret', () => {
  it('makes a vault and unlocks it', async () => {
    const dataDir = tempFolder();
    const keychain = createMemoryKeychain();
    const first = testEngine(dataDir, { keychain });
    expect(await submit(first, { purpose: 'create-vault', ...newVault })).toEqual({
      ok: true,
      value: { purpose: 'create-vault', connectionId: null, deviceSecret: 'keychain' },
    });
    await first.close();
    const second = testEngine(dataDir, { keychain });
    expect(await submit(second, { purpose: 'unlock', password: TEST_PASSWORD })).toMatchObject({ ok: true });
  });

  it('with a weak password is refused with what to do about it', async () => {
    const engine = testEngine(tempFolder());
    const weak = { purpose: 'create-vault', ...newVault, password: 'password123456' } as const;
    expect(await submit(engine, weak)).toMatchObject({ error: { code: 'weak-password', action: 'accept-weak' } });
    expect(await submit(engine, { ...weak, acceptWeak: true })).toMatchObject({ ok: true });
  });

  it('with a token is refused while locked', async () => {
    const payload: SecretPayload = {
      purpose: 'access-token',
      token: '00Dxx0000000000!AAAA.bbbb',
      instanceUrl: 'https://example.my.salesforce.com',
      name: 'Example',
      group: '',
      colour: '',
      notes: '',
      connectionId: null,
    };
    expect(await submit(testEngine(tempFolder()), payload)).toMatchObject({ error: { code: 'vault-locked' } });
  });
});

describe('a reset', () => {
  it('removes vault, store and the entry in the keychain, and nothing that is not its own', async () => {
    const dataDir = tempFolder();
    const keychain = createMemoryKeychain();
    const engine = testEngine(dataDir, { keychain });
    await engine.createVault(newVault);
    writeFileSync(join(dataDir, 'window.json'), '{}');
    expect(await ask(engine, 'vault.reset', { confirm: 'delete everything' })).toEqual({ ok: true, value: {} });
    expect(await engine.status()).toMatchObject({ state: 'absent' });
    expect(keychain.entries.size).toBe(0);
    expect(readdirSync(dataDir)).toEqual(['window.json']);
    await engine.createVault(newVault);
    expect(existsSync(join(dataDir, 'store.db'))).toBe(true);
  });

  it('works on a damaged vault and asks for the exact words', async () => {
    const dataDir = tempFolder();
    writeFileSync(join(dataDir, 'vault.json'), 'damaged');
    const engine = testEngine(dataDir);
    expect(await ask(engine, 'vault.reset', { confirm: 'yes' })).toMatchObject({ error: { code: 'bad-input' } });
    expect(existsSync(join(dataDir, 'vault.json'))).toBe(true);
    expect(await ask(engine, 'vault.reset', { confirm: 'delete everything' })).toMatchObject({ ok: true });
    expect(await engine.status()).toMatchObject({ state: 'absent' });
  });
});
