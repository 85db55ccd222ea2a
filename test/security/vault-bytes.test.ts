/*
 * The attack: a fault of the disk, or someone who can write to the data folder, changes one byte of vault.json, whichever
 * it is. Asked through the whole engine, with the keychain there and a kit made: every change is called damage, in words,
 * before a password is tried; it is never a wrong password, and it is never healed by writing over it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeviceSecretChoice } from '../../src-main/engine/vault/device-secret.ts';
import { VAULT_COPY, VAULT_FILE } from '../../src-main/engine/vault/vault-names.ts';
import { ATTEMPTS_FILE } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import { expectSentence, fingerprint, OPENED, outcomeOf } from '../support/attacked-vault.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The long run changes every bit of each byte. */
const IS_LONG = process.env['ORGBENCH_LONG'] === '1';
const BITS = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80];
const OTHER_PASSWORD = 'anchor meadow violin cobalt';

async function lockedVault(deviceSecret: DeviceSecretChoice) {
  const dataDir = tempFolder();
  const keychain = createMemoryKeychain();
  const recoveryKey = newRecoveryKey();
  const made = testEngine(dataDir, { keychain });
  await made.createVault({ password: TEST_PASSWORD, deviceSecret, acceptWeak: false, recoveryKey });
  await ask(made, 'preferences.write', { set: { fieldColumns: ['kept'] }, reset: [] });
  await made.close();
  const path = join(dataDir, VAULT_FILE);
  return { dataDir, keychain, recoveryKey, path, bytes: readFileSync(path), engine: testEngine(dataDir, { keychain }) };
}

describe('vault.json with one bit of any byte changed', () => {
  // @promise 1: a single bit of vault.json that was changed is called damage, by password and by kit, and left as it is
  it.each(['keychain', 'none'] as const)(
    'is refused as damaged, wherever it is (device secret: %s)',
    async (deviceSecret) => {
      const { dataDir, path, bytes, engine, recoveryKey } = await lockedVault(deviceSecret);
      const before = fingerprint(dataDir);
      const kit = { recoveryKey, newPassword: OTHER_PASSWORD, acceptWeak: false, deviceSecret } as const;
      for (let index = 0; index < bytes.length; index += 1) {
        const rotating = BITS[index % BITS.length] ?? 1;
        for (const bit of IS_LONG ? BITS : [rotating]) {
          const changed = Buffer.from(bytes);
          changed[index] = (changed[index] ?? 0) ^ bit;
          writeFileSync(path, changed);
          const outcome = await outcomeOf(engine.unlock(TEST_PASSWORD));
          expect({ index, bit, code: outcome.code }).toEqual({ index, bit, code: 'vault-damaged' });
          if (bit === rotating) {
            expectSentence(outcome, 'vault-damaged');
            expectSentence(await outcomeOf(engine.recover(kit)), 'vault-damaged');
          }
          expect(readFileSync(path).equals(changed)).toBe(true);
        }
      }
      expect(await engine.status()).toMatchObject({ state: 'locked', recoveryKit: null, retryAfterMs: 0 });
      // Nothing else was touched: no attempt was counted, copy and store are as they were.
      expect(Object.keys(before)).not.toContain(ATTEMPTS_FILE);
      writeFileSync(path, bytes);
      expect(fingerprint(dataDir)).toEqual(before);
      expect(await outcomeOf(engine.unlock(TEST_PASSWORD))).toEqual(OPENED);
      expect(await ask(engine, 'preferences.read', {})).toMatchObject({ value: { fieldColumns: ['kept'] } });
    },
    IS_LONG ? 600_000 : 120_000,
  );

  it('is mended by its copy, as the sentence says', async () => {
    const { path, bytes, dataDir, engine } = await lockedVault('keychain');
    writeFileSync(path, Buffer.from(bytes).fill('?', 40, 41));
    const { message } = await outcomeOf(engine.unlock(TEST_PASSWORD));
    expect(message).toContain(`Its copy beside it, ${VAULT_COPY}, may still be whole: put that in its place`);
    writeFileSync(path, readFileSync(join(dataDir, VAULT_COPY)));
    expect(await outcomeOf(engine.unlock(TEST_PASSWORD))).toEqual(OPENED);
  });

  it('in the copy alone keeps nobody out, and the copy is made anew', async () => {
    const { path, bytes, dataDir, keychain } = await lockedVault('keychain');
    for (const index of [0, 100, bytes.length - 1]) {
      writeFileSync(join(dataDir, VAULT_COPY), Buffer.from(bytes).fill('?', index, index + 1));
      const engine = testEngine(dataDir, { keychain });
      expect(await outcomeOf(engine.unlock(TEST_PASSWORD))).toEqual(OPENED);
      await engine.close();
      expect(readFileSync(join(dataDir, VAULT_COPY)).equals(readFileSync(path))).toBe(true);
    }
  });

  it('in both is refused, and neither is written over', async () => {
    const { bytes, dataDir, engine } = await lockedVault('keychain');
    for (const name of [VAULT_FILE, VAULT_COPY]) {
      writeFileSync(join(dataDir, name), Buffer.from(bytes).fill('?', 60, 61));
    }
    const before = fingerprint(dataDir);
    expectSentence(await outcomeOf(engine.unlock(TEST_PASSWORD)), 'vault-damaged');
    expect(fingerprint(dataDir)).toEqual(before);
  });
});
