/*
 * The attack: someone takes a copy of the data folder (a backup, a synchronised folder, a stolen disk) and the master
 * password, but not the operating system's keychain; or has a keychain with an entry of another device; or the keychain is
 * there but locked. None of it opens, none of it counts as a wrong password, the entry that is there is never overwritten,
 * and back at home everything opens as before. With a real keychain as well, locked by its own means.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Keychain } from '../../src-main/engine/ports.ts';
import { createSystemKeychain } from '../../src-main/engine/vault/keychain.ts';
import { ATTEMPTS_FILE } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import { copyOf, expectSentence, fingerprint, OPENED, opening, outcomeOf } from '../support/attacked-vault.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { tempFolder } from '../support/temp-folder.ts';

async function home() {
  const dataDir = tempFolder();
  const keychain = createMemoryKeychain();
  const recoveryKey = newRecoveryKey();
  const engine = testEngine(dataDir, { keychain });
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'keychain', acceptWeak: false, recoveryKey });
  await ask(engine, 'preferences.write', { set: { fieldColumns: ['kept'] }, reset: [] });
  await engine.close();
  return { dataDir, keychain, recoveryKey };
}

/** A keychain that holds what `entries` says under every account that is asked for. */
function withEntry(value: string): Keychain & { readonly created: string[] } {
  const created: string[] = [];
  return {
    created,
    read: async () => value,
    create: async (account) => void created.push(account),
    remove: async () => {},
  };
}

/** The product's own keychain code over a library that never answers, as with a locked collection and no screen. */
const locked = (): Keychain => {
  const never = (): Promise<never> => new Promise(() => {});
  return createSystemKeychain(async () => ({ getPassword: never, setPassword: never, deletePassword: never }));
};

const otherDevices: readonly (readonly [string, () => Keychain | null, string])[] = [
  ['without its keychain entry', createMemoryKeychain, 'device-secret-missing'],
  [
    'with the entry of another device',
    () => withEntry(Buffer.alloc(32, 7).toString('base64')),
    'device-secret-missing',
  ],
  [
    'with an entry that was cut short',
    () => withEntry(Buffer.alloc(31, 7).toString('base64')),
    'device-secret-missing',
  ],
  ['with an entry that is no key', () => withEntry('not base64 at all \u0000'), 'device-secret-missing'],
  ['with an empty entry', () => withEntry(''), 'device-secret-missing'],
  ['with a locked keychain', locked, 'keychain-unavailable'],
  ['where no keychain is wanted', () => null, 'keychain-unavailable'],
];

describe('a copy of the data folder', () => {
  // @promise 1: a copied folder does not open without the keychain, not even with the right password
  it.each(otherDevices)('%s is refused with the right password, in words', async (_what, keychainThere, code) => {
    const { dataDir, keychain, recoveryKey } = await home();
    const copy = copyOf(dataDir);
    const before = fingerprint(copy);
    for (const password of [TEST_PASSWORD, 'not the password at all']) {
      expectSentence(await opening(testEngine(copy, { keychain: keychainThere() }), password), code);
    }
    // No attempt was counted and no file was touched.
    expect(fingerprint(copy)).toEqual(before);
    expect(existsSync(join(copy, ATTEMPTS_FILE))).toBe(false);
    // With the entry it opens, and so it does at home.
    for (const folder of [copy, dataDir]) {
      const engine = testEngine(folder, { keychain });
      await engine.unlock(TEST_PASSWORD);
      expect(await ask(engine, 'preferences.read', {})).toMatchObject({ value: { fieldColumns: ['kept'] } });
      await engine.close();
    }
    // The way out that the sentence names.
    const there = keychainThere();
    const kit = {
      recoveryKey,
      newPassword: 'anchor meadow violin cobalt',
      acceptWeak: false,
      deviceSecret: 'none',
    } as const;
    expect(await outcomeOf(testEngine(copy, { keychain: there }).recover(kit))).toEqual(OPENED);
    const created = there !== null && 'created' in there ? there.created : [];
    expect(created).toEqual([]);
  });

  it('whose kit is to make an entry in a keychain that does not answer is left as it was', async () => {
    const { dataDir, recoveryKey } = await home();
    const copy = copyOf(dataDir);
    const before = fingerprint(copy);
    const kit = {
      recoveryKey,
      newPassword: 'anchor meadow violin cobalt',
      acceptWeak: false,
      deviceSecret: 'keychain',
    } as const;
    const outcome = await outcomeOf(testEngine(copy, { keychain: locked() }).recover(kit));
    expect(outcome).toMatchObject({ code: 'keychain-unavailable' });
    expect(outcome.message).toMatch(/cannot be stored there\. Nothing was changed\. Unlock or start the keychain/);
    expect(fingerprint(copy)).toEqual(before);
  });
});

const hasKeyring = ['gnome-keyring-daemon', 'dbus-run-session', 'gdbus'].every((name) =>
  existsSync(`/usr/bin/${name}`),
);

describe.skipIf(!hasKeyring)('a real keychain', () => {
  it('that is locked keeps the vault closed within seconds and counts nothing; unlocked it opens', async () => {
    const folder = tempFolder();
    const homeFolder = join(folder, 'home');
    const otherHome = join(folder, 'other');
    for (const one of [homeFolder, otherHome]) mkdirSync(one);
    const dataDir = join(folder, 'vault');
    const made = await inSession(homeFolder, dataDir, ['create', 'unlock', 'lock', 'unlock']);
    expect(made.map(({ code }) => code)).toEqual(['opened', 'opened', 'keychain-unavailable']);
    expectSentence(made[2] ?? OPENED, 'keychain-unavailable');
    const [elsewhere] = await inSession(otherHome, dataDir, ['unlock']);
    expectSentence(elsewhere ?? OPENED, 'device-secret-missing');
    expect(existsSync(join(dataDir, ATTEMPTS_FILE))).toBe(false);
    const copy = join(folder, 'copy');
    cpSync(dataDir, copy, { recursive: true });
    expect(await inSession(homeFolder, copy, ['unlock'])).toEqual([OPENED]);
  }, 60_000);
});

/** Steps one after another in one session with a real keychain; `lock` locks it from outside. */
async function inSession(homeFolder: string, dataDir: string, steps: readonly string[]) {
  const { DISPLAY: _display, DBUS_SESSION_BUS_ADDRESS: _bus, ...environment } = process.env;
  const helper = join(import.meta.dirname, '../support/with-keychain.sh');
  const child = join(import.meta.dirname, '../support/keychain-steps-process.ts');
  const args = ['--', 'bash', helper, homeFolder, process.execPath, '--no-warnings', child, dataDir, ...steps];
  const { stdout } = await promisify(execFile)('dbus-run-session', args, { env: environment });
  return JSON.parse(stdout) as { code: string; message: string }[];
}
