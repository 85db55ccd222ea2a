/*
 * The attack: someone knows the master password, has the recovery kit, kept copies of vault.json and of the keychain's
 * entry. After "renew all keys" all of that together opens nothing that is on the disk now.
 */
import { cpSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../src-main/cli/run.ts';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { recoverVault } from '../../src-main/engine/vault/change-vault.ts';
import { createSecretSealer } from '../../src-main/engine/vault/secret-sealer.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { VAULT_COPY, VAULT_FILE } from '../../src-main/engine/vault/vault-names.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import { depsOf, expectWhole, fillVault, openingPasswords, OTHER_PASSWORD } from '../support/changed-vault.ts';
import { ask, TEST_PASSWORD, testEngine, testHost } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof fs>();
  return { ...original, statfsSync: vi.fn<typeof fs.statfsSync>(original.statfsSync) };
});

const renewal = (recoveryKey?: string) =>
  ({ password: TEST_PASSWORD, newPassword: OTHER_PASSWORD, acceptWeak: false, recoveryKey }) as const;

async function renewed() {
  const dataDir = tempFolder();
  const keychain = createMemoryKeychain();
  const before = await fillVault(dataDir, keychain);
  const kept = { vault: readFileSync(join(dataDir, VAULT_FILE)), keychain: new Map(keychain.entries) };
  const engine = testEngine(dataDir, { keychain });
  await engine.unlock(TEST_PASSWORD);
  const recoveryKey = newRecoveryKey();
  await engine.renewKeys(renewal(recoveryKey));
  return { dataDir, keychain, before, kept, engine, recoveryKey };
}

describe('renewing all keys', () => {
  // @promise 1: after all keys were renewed the old password, kit, vault.json and keychain entry open nothing
  it('leaves nothing on the disk that the old password, kit, vault.json and device secret open', async () => {
    const { dataDir, keychain, before, kept, engine, recoveryKey } = await renewed();
    expect(await engine.status()).toMatchObject({ state: 'unlocked', recoveryKit: true });
    await engine.close();
    expect(await openingPasswords(dataDir, [TEST_PASSWORD, OTHER_PASSWORD], keychain)).toEqual([OTHER_PASSWORD]);
    const now = await expectWhole(dataDir, OTHER_PASSWORD, before.connectionId, keychain);
    const secret = { newPassword: OTHER_PASSWORD, acceptWeak: false, deviceSecret: 'keychain' } as const;
    await expect(
      recoverVault(depsOf(dataDir, keychain), { ...secret, recoveryKey: before.recoveryKey }),
    ).rejects.toMatchObject({ code: 'wrong-recovery-key' });
    await expect(recoverVault(depsOf(dataDir, keychain), { ...secret, recoveryKey })).resolves.toEqual(now);

    // The old device secret is gone from the keychain, and no file keeps an old wrap.
    for (const [account, value] of kept.keychain) {
      expect(keychain.entries.has(account)).toBe(false);
      expect([...keychain.entries.values()]).not.toContain(value);
    }
    expect(readFileSync(join(dataDir, VAULT_COPY))).toEqual(readFileSync(join(dataDir, VAULT_FILE)));
    expect(readdirSync(dataDir).filter((name) => name.includes('renewed') || name.endsWith('.new'))).toEqual([]);

    // With everything the thief kept put back, the old keys come out, but the store is no longer under them.
    const thief = tempFolder();
    cpSync(dataDir, thief, { recursive: true });
    for (const name of [VAULT_FILE, VAULT_COPY]) writeFileSync(join(thief, name), kept.vault);
    const oldKeychain = createMemoryKeychain();
    for (const [account, value] of kept.keychain) oldKeychain.entries.set(account, value);
    const oldKeys = await unlockVault(depsOf(thief, oldKeychain), TEST_PASSWORD);
    expect(oldKeys.dbKeys).toEqual(before.keys.dbKeys);
    expect(() => openDatabase(join(thief, STORE_FILE), oldKeys.dbKeys)).toThrow(
      expect.objectContaining({ code: 'store-damaged' }),
    );
    expect(now.secretsKey).not.toEqual(oldKeys.secretsKey);
    const binding = { connectionId: before.connectionId, field: 'f', origin: 'o', orgId: 'i' };
    const box = createSecretSealer(now.vaultId, now.secretsKey).seal(binding, 'token');
    expect(() => createSecretSealer(oldKeys.vaultId, oldKeys.secretsKey).open(binding, box)).toThrow('Sign in again');
  });

  it('keeps every connection signed in: its token was sealed anew', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const dataDir = tempFolder();
    const engine = testEngine(dataDir);
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false });
    const look = { name: 'Company', group: '', colour: '', notes: '', connectionId: null };
    const { id } = await engine
      .services()
      .connectWithToken({ ...look, instanceUrl: org.instanceUrl, token: org.accessToken });
    await engine.renewKeys(renewal());
    expect(await ask(engine, 'connections.test', { id })).toMatchObject({ ok: true, value: { signedIn: true } });
    await engine.close();
    const next = testEngine(dataDir);
    await next.unlock(OTHER_PASSWORD);
    expect(await ask(next, 'connections.test', { id })).toMatchObject({ ok: true, value: { signedIn: true } });
  });

  it('can be done again, and without a kit', async () => {
    const { dataDir, keychain, before, engine } = await renewed();
    await engine.renewKeys({ password: OTHER_PASSWORD, newPassword: TEST_PASSWORD, acceptWeak: false });
    expect(await engine.status()).toMatchObject({ state: 'unlocked', recoveryKit: false });
    await engine.close();
    await expectWhole(dataDir, TEST_PASSWORD, before.connectionId, keychain);
    expect(keychain.entries.size).toBe(1);
  });

  it('asks for the password and for an open vault', async () => {
    const dataDir = tempFolder();
    await fillVault(dataDir);
    const engine = testEngine(dataDir);
    await expect(engine.renewKeys(renewal())).rejects.toMatchObject({ code: 'vault-locked' });
    await engine.unlock(TEST_PASSWORD);
    await expect(engine.renewKeys({ ...renewal(), password: 'not the password' })).rejects.toMatchObject({
      code: 'wrong-password',
    });
    expect(await engine.status()).toMatchObject({ state: 'unlocked', recoveryKit: true });
  });

  it('does not take the password that someone may know as the new one', async () => {
    const dataDir = tempFolder();
    await fillVault(dataDir);
    const engine = testEngine(dataDir);
    await engine.unlock(TEST_PASSWORD);
    const same = { password: TEST_PASSWORD, newPassword: TEST_PASSWORD, acceptWeak: true };
    await expect(engine.renewKeys(same)).rejects.toMatchObject({ code: 'weak-password' });
  });

  it('is refused before anything is changed when the disk has no room for a second store', async () => {
    const dataDir = tempFolder();
    const { connectionId } = await fillVault(dataDir);
    const engine = testEngine(dataDir);
    await engine.unlock(TEST_PASSWORD);
    vi.mocked(statfsSync).mockReturnValueOnce({ bavail: 10, bsize: 4096 } as ReturnType<typeof statfsSync>);
    await expect(engine.renewKeys(renewal())).rejects.toMatchObject({ code: 'disk-full' });
    await engine.close();
    await expectWhole(dataDir, TEST_PASSWORD, connectionId);
  });

  it('goes on at the next unlock when the disk filled up in the middle', async () => {
    const dataDir = tempFolder();
    const { connectionId } = await fillVault(dataDir);
    const engine = testEngine(dataDir);
    await engine.unlock(TEST_PASSWORD);
    const roomy = statfsSync(dataDir);
    const full = { bavail: 10, bsize: 4096 } as ReturnType<typeof statfsSync>;
    vi.mocked(statfsSync).mockReturnValueOnce(roomy).mockReturnValueOnce(full);
    await engine.renewKeys(renewal());
    // The new password is in force, and everything can be read; what is still to do is said.
    expect((await engine.status()).notice).toMatch(/renewal of all keys is not finished.*Free some space/);
    expect(engine.services().store.connections.list()).toHaveLength(1);
    await engine.close();
    expect(await openingPasswords(dataDir, [TEST_PASSWORD, OTHER_PASSWORD])).toEqual([OTHER_PASSWORD]);
    const next = testEngine(dataDir);
    await next.unlock(OTHER_PASSWORD);
    expect((await next.status()).notice).toBeNull();
    await next.close();
    await expectWhole(dataDir, OTHER_PASSWORD, connectionId);
  });

  it('is said on the command line as well while it is not finished', async () => {
    const dataDir = tempFolder();
    // The product's own policy, because the command line takes no other.
    const engine = createEngine({
      dataDir,
      program: 'test',
      lockWaitMs: 0,
      keychain: null,
      emit: () => {},
      host: testHost,
    });
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true });
    const roomy = statfsSync(dataDir);
    const full = { bavail: 10, bsize: 4096 } as ReturnType<typeof statfsSync>;
    vi.mocked(statfsSync).mockReturnValueOnce(roomy).mockReturnValueOnce(full);
    await engine.renewKeys(renewal());
    await engine.close();
    const run = async () => {
      const [stdout, stderr] = [new PassThrough(), new PassThrough()];
      const said = Promise.all([text(stdout), text(stderr)]);
      const environment = { ORGBENCH_PASSWORD: OTHER_PASSWORD };
      const argv = ['connections', '--data-dir', dataDir, '--json'];
      const code = await runCommandLine(argv, { stdin: Readable.from([]), stdout, stderr, environment });
      stdout.end();
      stderr.end();
      const [out, errors] = await said;
      return { code, out, errors };
    };
    vi.mocked(statfsSync).mockReturnValueOnce(full);
    const before = await run();
    expect(before).toMatchObject({ code: 0, out: '{"connections":[]}\n' });
    expect(before.errors).toMatch(/^The renewal of all keys is not finished.*Free some space.*\n$/);
    expect(await run()).toEqual({ code: 0, out: '{"connections":[]}\n', errors: '' });
  });
});
