import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryKeychain } from '../../../test/support/memory-keychain.ts';
import { TEST_PASSWORD, TEST_POLICY } from '../../../test/support/engine.ts';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import type { Keychain } from '../ports.ts';
import { keychainUnavailable } from './keychain.ts';
import { PRODUCT_POLICY } from './policy.ts';
import { createVault, unlockVault, type VaultDeps } from './vault.ts';
import { parseVault, passwordWrapOf } from './vault-format.ts';
import { VAULT_COPY, VAULT_FILE } from './vault-names.ts';
import { ATTEMPTS_FILE, createWrongPasswordDelay } from './wrong-password-delay.ts';

const silentKeychain: Keychain = {
  read: async () => {
    throw keychainUnavailable(undefined);
  },
  create: async () => {
    throw keychainUnavailable(undefined);
  },
  remove: async () => {},
};

function vaultIn(dataDir: string, overrides: Partial<VaultDeps> = {}): VaultDeps {
  const delay = createWrongPasswordDelay(dataDir, Date.now);
  return { dataDir, keychain: createMemoryKeychain(), policy: TEST_POLICY, delay, ...overrides };
}

const choice = { password: TEST_PASSWORD, deviceSecret: 'keychain', acceptWeak: false } as const;

describe('a new vault', () => {
  it('opens with its password and gives the same keys', async () => {
    const deps = vaultIn(tempFolder());
    const made = await createVault(deps, choice);
    const opened = await unlockVault(deps, TEST_PASSWORD);
    expect(opened).toEqual(made);
  });

  it('can be read and written by its owner only', async () => {
    const deps = vaultIn(tempFolder());
    await createVault(deps, choice);
    expect(statSync(join(deps.dataDir, VAULT_FILE)).mode & 0o777).toBe(0o600);
    expect(statSync(deps.dataDir).mode & 0o777).toBe(0o700);
  });

  it('accepts the same password typed in another Unicode form', async () => {
    const deps = vaultIn(tempFolder());
    await createVault(deps, { ...choice, password: 'Zürich gravel tulip oxide' });
    await expect(unlockVault(deps, 'Zu\u0308rich gravel tulip oxide')).resolves.toBeDefined();
  });

  it('tells long passwords apart that differ after 72 bytes', async () => {
    const deps = vaultIn(tempFolder());
    const long = 'heron gravel tulip oxide '.repeat(8);
    await createVault(deps, { ...choice, password: `${long}a` });
    await expect(unlockVault(deps, `${long}b`)).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it('takes at least 250 ms a guess and cost 12 with the policy that ships', async () => {
    expect(PRODUCT_POLICY).toEqual({ lowestAcceptedCost: 12, minCost: 12, maxCost: 16, minGuessMs: 250 });
    const deps = vaultIn(tempFolder(), { policy: PRODUCT_POLICY });
    await createVault(deps, choice);
    const wrap = passwordWrapOf(parseVault(readFileSync(join(deps.dataDir, VAULT_FILE), 'utf8'), PRODUCT_POLICY));
    expect(wrap.kdf.cost).toBeGreaterThanOrEqual(12);
    expect(wrap.kdf.cost).toBeLessThanOrEqual(16);
  });

  it('raises the cost until a guess takes long enough', async () => {
    const deps = vaultIn(tempFolder(), { policy: { ...TEST_POLICY, minGuessMs: 1_000_000, maxCost: 6 } });
    await createVault(deps, choice);
    const wrap = passwordWrapOf(parseVault(readFileSync(join(deps.dataDir, VAULT_FILE), 'utf8'), TEST_POLICY));
    expect(wrap.kdf.cost).toBe(6);
  });

  it('is wrapped anew at unlock when the required cost has risen', async () => {
    const deps = vaultIn(tempFolder());
    const made = await createVault(deps, choice);
    const opened = await unlockVault({ ...deps, policy: { ...TEST_POLICY, minCost: 5 } }, TEST_PASSWORD);
    expect(opened).toEqual(made);
    const wrap = passwordWrapOf(parseVault(readFileSync(join(deps.dataDir, VAULT_FILE), 'utf8'), TEST_POLICY));
    expect(wrap.kdf.cost).toBe(5);
    expect(readFileSync(join(deps.dataDir, VAULT_COPY), 'utf8')).toBe(
      readFileSync(join(deps.dataDir, VAULT_FILE), 'utf8'),
    );
    await expect(unlockVault(deps, TEST_PASSWORD)).resolves.toEqual(made);
  });
});

describe('the rules for a master password', () => {
  it.each(['', 'elevenchars', '           '])('refuse %j: fewer than 12 characters', async (password) => {
    const deps = vaultIn(tempFolder());
    await expect(createVault(deps, { ...choice, password, acceptWeak: true })).rejects.toMatchObject({
      code: 'weak-password',
    });
    expect(existsSync(join(deps.dataDir, VAULT_FILE))).toBe(false);
  });

  it('accept a weak one only after a second confirmation', async () => {
    const deps = vaultIn(tempFolder());
    const weak = { ...choice, password: 'password123456' };
    await expect(createVault(deps, weak)).rejects.toMatchObject({ code: 'weak-password', action: 'accept-weak' });
    await expect(createVault(deps, { ...weak, acceptWeak: true })).resolves.toBeDefined();
  });
});

describe('the device secret', () => {
  it('is in the keychain and not in the folder when the keychain answers', async () => {
    const keychain = createMemoryKeychain();
    const deps = vaultIn(tempFolder(), { keychain });
    expect((await createVault(deps, { ...choice, deviceSecret: 'auto' })).deviceSecret).toBe('keychain');
    const [secret] = keychain.entries.values();
    expect(readFileSync(join(deps.dataDir, VAULT_FILE), 'utf8')).not.toContain(secret);
  });

  it('is in vault.json when there is no keychain and the choice is auto', async () => {
    const deps = vaultIn(tempFolder(), { keychain: silentKeychain });
    expect((await createVault(deps, { ...choice, deviceSecret: 'auto' })).deviceSecret).toBe('none');
    await expect(unlockVault(deps, TEST_PASSWORD)).resolves.toMatchObject({ deviceSecret: 'none' });
  });

  it('is refused in words when the keychain was chosen and does not answer', async () => {
    const deps = vaultIn(tempFolder(), { keychain: silentKeychain });
    await expect(createVault(deps, choice)).rejects.toMatchObject({ code: 'keychain-unavailable' });
    expect(existsSync(join(deps.dataDir, VAULT_FILE))).toBe(false);
  });

  it.each([
    ['absent', 'device-secret-missing', createMemoryKeychain()],
    ['silent', 'keychain-unavailable', silentKeychain],
    ['not wanted', 'keychain-unavailable', null],
  ])('that is %s is told apart from a wrong password and not counted', async (_what, code, keychain) => {
    const deps = vaultIn(tempFolder());
    await createVault(deps, choice);
    await expect(unlockVault({ ...deps, keychain }, TEST_PASSWORD)).rejects.toMatchObject({ code });
    expect(deps.delay.remainingMs()).toBe(0);
    expect(existsSync(join(deps.dataDir, ATTEMPTS_FILE))).toBe(false);
    await expect(unlockVault(deps, TEST_PASSWORD)).resolves.toBeDefined();
  });

  it('of another vault in the keychain is noticed', async () => {
    const keychain = createMemoryKeychain();
    const deps = vaultIn(tempFolder(), { keychain });
    await createVault(deps, choice);
    for (const account of keychain.entries.keys())
      keychain.entries.set(account, Buffer.alloc(32, 7).toString('base64'));
    await expect(unlockVault(deps, TEST_PASSWORD)).rejects.toMatchObject({ code: 'device-secret-missing' });
  });
});

describe('wrong passwords', () => {
  it('make the next try wait, longer each time, also when the program or the computer was started anew', async () => {
    // How long the computer has been running.
    let upMs = 1_000_000;
    const dataDir = tempFolder();
    const keychain = createMemoryKeychain();
    const restarted = () => vaultIn(dataDir, { keychain, delay: createWrongPasswordDelay(dataDir, () => upMs) });
    await createVault(restarted(), choice);
    for (const expected of [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]) {
      await expect(unlockVault(restarted(), 'heron gravel tulip oxides')).rejects.toMatchObject({
        code: 'wrong-password',
        retryAfterMs: expected,
      });
      const before = upMs;
      upMs = 0;
      await expect(unlockVault(restarted(), TEST_PASSWORD)).rejects.toMatchObject({
        code: 'wait-before-retry',
        retryAfterMs: expected,
      });
      upMs = before + expected;
    }
    await expect(unlockVault(restarted(), TEST_PASSWORD)).resolves.toBeDefined();
    expect(restarted().delay.remainingMs()).toBe(0);
  });

  it('are counted before the answer is known, so that ending the process does not make a guess free', async () => {
    const deps = vaultIn(tempFolder());
    await createVault(deps, choice);
    deps.delay.count();
    expect(deps.delay.remainingMs()).toBeGreaterThan(0);
  });
});

describe('vault.json', () => {
  it.each([
    ['cut short', (text: string) => text.slice(0, 100)],
    ['emptied', () => ''],
  ])('that was %s is restored from its copy', async (_what, harm) => {
    const deps = vaultIn(tempFolder());
    const made = await createVault(deps, choice);
    const path = join(deps.dataDir, VAULT_FILE);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, harm(text));
    await expect(unlockVault(deps, TEST_PASSWORD)).resolves.toEqual(made);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('that was cut short together with its copy is reported, and nothing is deleted', async () => {
    const deps = vaultIn(tempFolder());
    await createVault(deps, choice);
    for (const name of [VAULT_FILE, VAULT_COPY]) {
      const path = join(deps.dataDir, name);
      writeFileSync(path, readFileSync(path, 'utf8').slice(0, 100));
    }
    await expect(unlockVault(deps, TEST_PASSWORD)).rejects.toMatchObject({ code: 'vault-damaged' });
    expect(existsSync(join(deps.dataDir, VAULT_FILE))).toBe(true);
  });
});
