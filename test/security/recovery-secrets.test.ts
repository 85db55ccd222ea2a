/*
 * The attack: the shell, which relays what secret pages send and knows where a kit is saved, looks for the recovery key
 * or a password in everything that comes out of the engine, and in the data folder.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newRecoveryKey, parseRecoveryKey, recoveryGroups } from '../../src-preload/contract/recovery-kit.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { OTHER_PASSWORD } from '../support/changed-vault.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { tempFolder } from '../support/temp-folder.ts';

function overheardEngine(dataDir: string) {
  const heard: string[] = [];
  const engine = testEngine(dataDir, {
    keychain: createMemoryKeychain(),
    emit: (event, value) => heard.push(JSON.stringify({ event, value })),
    log: (line) => heard.push(line),
  });
  const call = async (method: string, input: unknown, hostPath: string | null = null) => {
    const text = await engine.call(method, input, { hostPath, signal: new AbortController().signal });
    heard.push(text);
    return JSON.parse(text);
  };
  const submit = async (payload: SecretPayload, hostPath: string | null = null) => {
    const { value } = await call('vault.secretChannel', { purpose: payload.purpose, connectionId: null });
    const sealed = await sealForEngine(value.publicKey, value.channelId, payload);
    heard.push(JSON.stringify(sealed));
    return call('vault.submitSecret', sealed, hostPath);
  };
  return { engine, heard, call, submit };
}

const newVault = { purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false } as const;
const next = { newPassword: OTHER_PASSWORD, acceptWeak: false, deviceSecret: 'keychain' } as const;

/** Every way a key could be written down. */
function spellings(recoveryKey: string): readonly string[] {
  const bytes = Buffer.from(parseRecoveryKey(recoveryKey) ?? []);
  return [recoveryKey, recoveryGroups(recoveryKey).join(''), bytes.toString('base64'), bytes.toString('hex')];
}

describe('the recovery key', () => {
  // @promise 2: a recovery key goes into the engine sealed and never comes out
  it('never comes out of the engine, whatever is asked and whatever fails, and is in no file of the folder', async () => {
    const dataDir = tempFolder();
    const { heard, call, submit } = overheardEngine(dataDir);
    const keys = Array.from({ length: 4 }, newRecoveryKey) as [string, string, string, string];
    const [first, second, third, foreign] = keys;
    expect(await submit({ ...newVault, recoveryKey: `${first}0` })).toMatchObject({ error: { code: 'bad-input' } });
    expect(await submit({ ...newVault, recoveryKey: first })).toMatchObject({ ok: true });
    expect(await submit({ purpose: 'renew-kit', password: TEST_PASSWORD, recoveryKey: second })).toMatchObject({
      ok: true,
    });
    expect(await submit({ purpose: 'recover', recoveryKey: foreign, ...next })).toMatchObject({
      error: { code: 'wrong-recovery-key' },
    });
    expect(await submit({ purpose: 'recover', recoveryKey: second, ...next })).toMatchObject({ ok: true });
    const renewal = { purpose: 'renew-keys', password: OTHER_PASSWORD, acceptWeak: false, recoveryKey: third } as const;
    expect(await submit({ ...renewal, newPassword: 'short' })).toMatchObject({ error: { code: 'weak-password' } });
    expect(await submit({ ...renewal, newPassword: TEST_PASSWORD })).toMatchObject({ ok: true });
    expect(await call('vault.status', {})).toMatchObject({ value: { recoveryKit: true } });
    const files = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name), 'latin1'));
    expect(heard.length).toBeGreaterThan(15);
    for (const secret of [...keys.flatMap(spellings), TEST_PASSWORD, OTHER_PASSWORD]) {
      for (const text of [...heard, ...files]) expect(text.includes(secret)).toBe(false);
    }
  });

  it('is written to the chosen file, for its owner only, and to none when the vault did not take it', async () => {
    const folder = tempFolder();
    const { submit } = overheardEngine(join(folder, 'data'));
    const path = join(folder, 'kit.txt');
    const recoveryKey = newRecoveryKey();
    expect(await submit({ ...newVault, password: 'short', recoveryKey }, path)).toMatchObject({ ok: false });
    expect(readdirSync(folder)).not.toContain('kit.txt');
    expect(await submit({ ...newVault, recoveryKey }, path)).toMatchObject({ ok: true });
    const text = readFileSync(path, 'utf8');
    const [, typed = ''] = /\n\n([\s\S]+?)\n\n/.exec(text) ?? [];
    expect(parseRecoveryKey(typed)).toEqual(parseRecoveryKey(recoveryKey));
    // Windows has no such bits; the folder's own rights count there.
    expect(process.platform === 'win32' ? 0o600 : statSync(path).mode & 0o777).toBe(0o600);
  });

  it('does not cost the kit that lies at the chosen place, until the vault has taken the new one', async () => {
    const folder = tempFolder();
    const { submit } = overheardEngine(join(folder, 'data'));
    const path = join(folder, 'kit.txt');
    const first = newRecoveryKey();
    expect(await submit({ ...newVault, recoveryKey: first }, path)).toMatchObject({ ok: true });
    const text = readFileSync(path, 'utf8');
    const renewal = { purpose: 'renew-kit', recoveryKey: newRecoveryKey() } as const;
    expect(await submit({ ...renewal, password: 'not the password' }, path)).toMatchObject({
      error: { code: 'wrong-password', retryAfterMs: expect.any(Number) },
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(folder).toSorted()).toEqual(['data', 'kit.txt']);
    expect(await submit({ purpose: 'recover', recoveryKey: first, ...next })).toMatchObject({ ok: true });
    expect(await submit({ ...renewal, password: OTHER_PASSWORD }, path)).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toContain(recoveryGroups(renewal.recoveryKey).slice(0, 4).join('  '));
    expect(readdirSync(folder).toSorted()).toEqual(['data', 'kit.txt']);
  });

  it('stays saved when the renewal fails after the vault took it', async () => {
    const folder = tempFolder();
    const dataDir = join(folder, 'data');
    const { engine, submit } = overheardEngine(dataDir);
    const path = join(folder, 'kit.txt');
    expect(await submit(newVault)).toMatchObject({ ok: true });
    // The store cannot be written anew: a folder lies where its copy is made.
    mkdirSync(join(dataDir, 'store.db.renewed', 'inside'), { recursive: true });
    const recoveryKey = newRecoveryKey();
    const renewal = { purpose: 'renew-keys', password: TEST_PASSWORD, newPassword: OTHER_PASSWORD } as const;
    expect(await submit({ ...renewal, acceptWeak: false, recoveryKey }, path)).toMatchObject({ ok: false });
    expect(readFileSync(path, 'utf8')).toContain(recoveryGroups(recoveryKey).slice(0, 4).join('  '));
    rmSync(join(dataDir, 'store.db.renewed'), { recursive: true });
    expect(await submit({ purpose: 'recover', recoveryKey, ...next })).toMatchObject({ ok: true });
    expect(await engine.status()).toMatchObject({ state: 'unlocked', recoveryKit: true });
  });

  it('that cannot be saved changes nothing', async () => {
    const folder = tempFolder();
    const { submit, call } = overheardEngine(join(folder, 'data'));
    writeFileSync(join(folder, 'file'), '');
    const recoveryKey = newRecoveryKey();
    expect(await submit({ ...newVault, recoveryKey }, join(folder, 'file', 'kit.txt'))).toMatchObject({
      error: { code: 'export-failed', message: expect.stringContaining('kit.txt') },
    });
    expect(await call('vault.status', {})).toMatchObject({ value: { state: 'absent' } });
  });
});
