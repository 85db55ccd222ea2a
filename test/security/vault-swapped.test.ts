/*
 * The attack: someone, or a backup that was put back into the wrong place, exchanges files between two data folders of
 * the same person. Both have their entry in the keychain. A vault.json that came from the other folder opens with its own
 * password; it must not get hold of this folder's store, and must not take the place of what is left of the right one.
 */
import { copyFileSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { VAULT_COPY, VAULT_FILE } from '../../src-main/engine/vault/vault-names.ts';
import { ATTEMPTS_FILE } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import { copyOf, expectSentence, fingerprint, OPENED, opening, outcomeOf } from '../support/attacked-vault.ts';
import { ask, TEST_POLICY, testEngine } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PASSWORDS = { a: 'heron gravel tulip oxide', b: 'anchor meadow violin cobalt' } as const;
type Name = keyof typeof PASSWORDS;
const names = ['a', 'b'] as const;
const FILES = [VAULT_FILE, VAULT_COPY, STORE_FILE] as const;
/** Every way to put vault.json, its copy and the store together from two folders. */
const mixtures = names.flatMap((vault) =>
  names.flatMap((copy) => names.map((store): readonly [Name, Name, Name] => [vault, copy, store])),
);

async function twoFolders() {
  const keychain = createMemoryKeychain();
  const folders = { a: tempFolder(), b: tempFolder() };
  const kits = { a: newRecoveryKey(), b: newRecoveryKey() };
  for (const name of names) {
    const engine = testEngine(folders[name], { keychain });
    const password = PASSWORDS[name];
    await engine.createVault({ password, deviceSecret: 'keychain', acceptWeak: false, recoveryKey: kits[name] });
    await ask(engine, 'preferences.write', { set: { fieldColumns: [name] }, reset: [] });
    // With the log that a kill leaves: it belongs to the vault as much as the store does.
    cpSync(folders[name], `${folders[name]}-killed`, { recursive: true });
    await engine.close();
  }
  return { keychain, folders, kits };
}

function put(mixture: readonly [Name, Name, Name], folders: Readonly<Record<Name, string>>): string {
  const folder = tempFolder();
  for (const [index, file] of FILES.entries())
    copyFileSync(join(folders[mixture[index] ?? 'a'], file), join(folder, file));
  return folder;
}

describe('the files of two data folders, exchanged', () => {
  // @promise 1: a vault.json in another vault's folder opens nothing there and replaces nothing
  it.each(mixtures)('vault.json of %s, copy of %s, store of %s', async (vault, copy, store) => {
    const { keychain, folders } = await twoFolders();
    const folder = put([vault, copy, store], folders);
    const before = fingerprint(folder);
    const fits = vault === store;
    for (const name of names) {
      const outcome = await opening(testEngine(folder, { keychain, uptimeMs: afterAnyWait() }), PASSWORDS[name]);
      if (name !== vault) expectSentence(outcome, 'wrong-password');
      else expectSentence(outcome, fits ? OPENED.code : 'store-damaged');
    }
    const { [ATTEMPTS_FILE]: _attempts, ...after } = fingerprint(folder);
    // Where they belong together, the copy is the right one's now; where they do not, nothing was touched.
    expect(after[VAULT_COPY]).toBe(before[fits ? VAULT_FILE : VAULT_COPY]);
    expect(after[VAULT_FILE]).toBe(before[VAULT_FILE]);
    expect(fits || after[STORE_FILE] === before[STORE_FILE]).toBe(true);
    // Put right again, everything is there.
    copyFileSync(join(folders[store], VAULT_FILE), join(folder, VAULT_FILE));
    const engine = testEngine(folder, { keychain, uptimeMs: afterAnyWait() });
    await engine.unlock(PASSWORDS[store]);
    expect(await ask(engine, 'preferences.read', {})).toMatchObject({ value: { fieldColumns: [store] } });
  });

  it('is not settled by a new password, a kit or renewed keys either: each is refused before it writes', async () => {
    const { keychain, folders, kits } = await twoFolders();
    const folder = put(['b', 'a', 'a'], folders);
    const before = fingerprint(folder);
    const recovering = testEngine(folder, { keychain });
    const kit = { recoveryKey: kits.b, newPassword: PASSWORDS.a, acceptWeak: false, deviceSecret: 'keychain' } as const;
    expectSentence(await outcomeOf(recovering.recover(kit)), 'store-damaged');
    await recovering.close();
    expect(fingerprint(folder)).toEqual(before);
    expect(keychain.entries.size).toBe(2);
  });

  it('under an open session: what would replace the foreign vault.json is refused', async () => {
    const { keychain, folders } = await twoFolders();
    const folder = copyOf(folders.a);
    const engine = testEngine(folder, { keychain });
    await engine.unlock(PASSWORDS.a);
    copyFileSync(join(folders.b, VAULT_FILE), join(folder, VAULT_FILE));
    const renewal = { password: PASSWORDS.b, newPassword: 'latch orchid timber fjord', acceptWeak: false };
    expectSentence(await outcomeOf(engine.renewKeys(renewal)), 'store-damaged');
    expect(fingerprint(folder)[VAULT_FILE]).toBe(fingerprint(folders.b)[VAULT_FILE]);
    expect(fingerprint(folder)[VAULT_COPY]).toBe(fingerprint(folders.a)[VAULT_FILE]);
    expect(await ask(engine, 'preferences.read', {})).toMatchObject({ value: { fieldColumns: ['a'] } });
  });

  it('does not let a dearer cost of today wrap the foreign one anew', async () => {
    const { keychain, folders } = await twoFolders();
    const folder = put(['b', 'a', 'a'], folders);
    const before = fingerprint(folder);
    const dearer = testEngine(folder, { keychain, policy: { ...TEST_POLICY, minCost: 5 } });
    expectSentence(await opening(dearer, PASSWORDS.b), 'store-damaged');
    expect(fingerprint(folder)).toEqual(before);
  });

  it('with the log of a killed engine leaves store and log as they were', async () => {
    const { keychain, folders } = await twoFolders();
    const log = `${STORE_FILE}-wal`;
    const killed = (name: Name): string => `${folders[name]}-killed`;
    expect(existsSync(join(killed('a'), log))).toBe(true);
    for (const [file, from] of [
      [VAULT_FILE, killed('b')],
      [STORE_FILE, killed('b')],
      [log, killed('b')],
    ] as const) {
      const folder = copyOf(killed('a'));
      copyFileSync(join(from, file), join(folder, file));
      const before = fingerprint(folder);
      for (const password of Object.values(PASSWORDS)) {
        const engine = testEngine(folder, { keychain, uptimeMs: afterAnyWait() });
        const open = await outcomeOf(engine.unlock(password));
        // A log of a few pages is noticed where they are read.
        const read = open.code === 'opened' ? await outcomeOf(() => engine.services().checkIntegrity()) : open;
        await engine.close();
        const fits = password === PASSWORDS[file === VAULT_FILE ? 'b' : 'a'];
        expectSentence(read, fits ? 'store-damaged' : 'wrong-password');
      }
      const after = fingerprint(folder);
      for (const kept of [STORE_FILE, log, VAULT_FILE, VAULT_COPY]) {
        expect({ file, kept, same: after[kept] === before[kept] }).toEqual({ file, kept, same: true });
      }
      // The one file put back, the vault is whole.
      copyFileSync(join(killed('a'), file), join(folder, file));
      const engine = testEngine(folder, { keychain, uptimeMs: afterAnyWait() });
      await engine.unlock(PASSWORDS.a);
      engine.services().checkIntegrity();
      expect(await ask(engine, 'preferences.read', {})).toMatchObject({ value: { fieldColumns: ['a'] } });
    }
  });
});

let hours = 0;
/** The computer's running time, an hour later at each call of this: no wait of before is left. */
function afterAnyWait(): () => number {
  hours += 1;
  const upMs = hours * 3_600_000;
  return () => upMs;
}
