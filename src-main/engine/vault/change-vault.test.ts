import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { newRecoveryKey } from '../../../src-preload/contract/recovery-kit.ts';
import { TEST_PASSWORD, TEST_POLICY } from '../../../test/support/engine.ts';
import { createMemoryKeychain } from '../../../test/support/memory-keychain.ts';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { changePassword, recoverVault, renewRecoveryKit } from './change-vault.ts';
import { createVault, unlockVault, type VaultDeps } from './vault.ts';
import { VAULT_COPY, VAULT_FILE } from './vault-names.ts';
import { createWrongPasswordDelay } from './wrong-password-delay.ts';

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof fs>();
  return { ...original, renameSync: vi.fn<typeof fs.renameSync>(original.renameSync) };
});

const OTHER_PASSWORD = 'anchor meadow violin cobalt';
const NEW = { newPassword: OTHER_PASSWORD, acceptWeak: false } as const;

function vaultDeps(dataDir = tempFolder()): VaultDeps & { readonly keychain: ReturnType<typeof createMemoryKeychain> } {
  const delay = createWrongPasswordDelay(dataDir, Date.now);
  return { dataDir, keychain: createMemoryKeychain(), policy: TEST_POLICY, delay };
}

async function vaultWithKit(deps = vaultDeps()) {
  const recoveryKey = newRecoveryKey();
  const made = await createVault(deps, {
    password: TEST_PASSWORD,
    deviceSecret: 'keychain',
    acceptWeak: false,
    recoveryKey,
  });
  return { deps, recoveryKey, made };
}

const files = (dataDir: string): readonly string[] =>
  [VAULT_FILE, VAULT_COPY].map((name) => readFileSync(join(dataDir, name), 'utf8'));

describe('a change of the master password', () => {
  it('opens the same keys with the new one; the old one and no copy of it open anything', async () => {
    const { deps, made } = await vaultWithKit();
    await changePassword(deps, { password: TEST_PASSWORD, ...NEW });
    await expect(unlockVault(deps, OTHER_PASSWORD)).resolves.toEqual(made);
    await expect(unlockVault(deps, TEST_PASSWORD)).rejects.toMatchObject({ code: 'wrong-password' });
    const [file, copy] = files(deps.dataDir);
    expect(copy).toBe(file);
  });

  it('has removed the copy under the old one before the new file takes its place', async () => {
    const { deps } = await vaultWithKit();
    const { renameSync: rename } = await vi.importActual<typeof fs>('node:fs');
    const copies: boolean[] = [];
    vi.mocked(renameSync).mockImplementation((from, to) => {
      if (to === join(deps.dataDir, VAULT_FILE)) copies.push(existsSync(join(deps.dataDir, VAULT_COPY)));
      rename(from, to);
    });
    await changePassword(deps, { password: TEST_PASSWORD, ...NEW });
    vi.mocked(renameSync).mockImplementation(rename);
    expect(copies).toEqual([false]);
  });

  it('that cannot be written leaves the file and its copy as they were', async () => {
    const { deps } = await vaultWithKit();
    const before = files(deps.dataDir);
    // A folder where the new file is drafted.
    mkdirSync(join(deps.dataDir, `${VAULT_FILE}.new`));
    await expect(changePassword(deps, { password: TEST_PASSWORD, ...NEW })).rejects.toThrow('vault.json.new');
    expect(files(deps.dataDir)).toEqual(before);
    await expect(unlockVault(deps, TEST_PASSWORD)).resolves.toBeDefined();
  });

  it('asks for the old one, counts a wrong one, and changes nothing then', async () => {
    const dataDir = tempFolder();
    // No time passes between the two.
    const delay = createWrongPasswordDelay(dataDir, () => 1_000_000);
    const { deps } = await vaultWithKit({ ...vaultDeps(dataDir), delay });
    const before = files(deps.dataDir);
    await expect(changePassword(deps, { password: 'not the password', ...NEW })).rejects.toMatchObject({
      code: 'wrong-password',
    });
    await expect(changePassword(deps, { password: TEST_PASSWORD, ...NEW })).rejects.toMatchObject({
      code: 'wait-before-retry',
    });
    expect(files(deps.dataDir)).toEqual(before);
  });

  it('has the rules of a first one', async () => {
    const { deps } = await vaultWithKit();
    const weak = { password: TEST_PASSWORD, newPassword: 'password123456' };
    await expect(changePassword(deps, { ...weak, acceptWeak: false })).rejects.toMatchObject({ code: 'weak-password' });
    await changePassword(deps, { ...weak, acceptWeak: true });
    await expect(unlockVault(deps, weak.newPassword)).resolves.toBeDefined();
  });

  it('leaves the recovery kit valid', async () => {
    const { deps, recoveryKey, made } = await vaultWithKit();
    await changePassword(deps, { password: TEST_PASSWORD, ...NEW });
    await expect(recoverVault(deps, { recoveryKey, ...NEW, deviceSecret: 'keychain' })).resolves.toEqual(made);
  });
});

describe('a recovery kit', () => {
  it('opens the vault after a forgotten password and sets a new one', async () => {
    const { deps, recoveryKey, made } = await vaultWithKit();
    const typed = recoveryKey.toLowerCase().replaceAll('-', ' ');
    await expect(recoverVault(deps, { recoveryKey: typed, ...NEW, deviceSecret: 'keychain' })).resolves.toEqual(made);
    await expect(unlockVault(deps, OTHER_PASSWORD)).resolves.toEqual(made);
    await expect(unlockVault(deps, TEST_PASSWORD)).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it('works while wrong passwords make the next one wait', async () => {
    const { deps, recoveryKey } = await vaultWithKit();
    await expect(unlockVault(deps, 'not the password')).rejects.toMatchObject({ code: 'wrong-password' });
    await recoverVault(deps, { recoveryKey, ...NEW, deviceSecret: 'keychain' });
    await expect(unlockVault(deps, OTHER_PASSWORD)).resolves.toBeDefined();
  });

  it.each(['keychain', 'none'] as const)('opens it without the keychain; a new secret goes to %s', async (choice) => {
    const { deps, recoveryKey, made } = await vaultWithKit();
    const elsewhere = { ...deps, keychain: createMemoryKeychain() };
    await expect(unlockVault(elsewhere, TEST_PASSWORD)).rejects.toMatchObject({ code: 'device-secret-missing' });
    const opened = await recoverVault(elsewhere, { recoveryKey, ...NEW, deviceSecret: choice });
    expect(opened).toEqual({ ...made, deviceSecret: choice });
    await expect(unlockVault(elsewhere, OTHER_PASSWORD)).resolves.toEqual(opened);
    expect(elsewhere.keychain.entries.size).toBe(choice === 'keychain' ? 1 : 0);
    // The kit was bound to the device secret that is gone; it must go on working.
    await expect(recoverVault(elsewhere, { recoveryKey, ...NEW, deviceSecret: choice })).resolves.toEqual(opened);
  });

  it('never overwrites another entry of the keychain', async () => {
    const { deps, recoveryKey } = await vaultWithKit();
    const [account = ''] = deps.keychain.entries.keys();
    const foreign = Buffer.alloc(32, 7).toString('base64');
    deps.keychain.entries.set(account, foreign);
    await recoverVault(deps, { recoveryKey, ...NEW, deviceSecret: 'keychain' });
    expect(deps.keychain.entries.get(account)).toBe(foreign);
    await expect(unlockVault(deps, OTHER_PASSWORD)).resolves.toBeDefined();
  });

  it('that was mistyped, or belongs to another vault, is told apart and not counted', async () => {
    const { deps, recoveryKey } = await vaultWithKit();
    const before = files(deps.dataDir);
    const recover = (key: string) => recoverVault(deps, { recoveryKey: key, ...NEW, deviceSecret: 'keychain' });
    await expect(recover(recoveryKey.slice(0, -1))).rejects.toMatchObject({ code: 'bad-input' });
    await expect(recover(newRecoveryKey())).rejects.toMatchObject({ code: 'wrong-recovery-key' });
    expect(deps.delay.remainingMs()).toBe(0);
    expect(files(deps.dataDir)).toEqual(before);
  });

  it('that was declined is said to be missing', async () => {
    const deps = vaultDeps();
    await createVault(deps, { password: TEST_PASSWORD, deviceSecret: 'keychain', acceptWeak: false });
    await expect(
      recoverVault(deps, { recoveryKey: newRecoveryKey(), ...NEW, deviceSecret: 'keychain' }),
    ).rejects.toMatchObject({ code: 'no-recovery-kit' });
  });

  it('can be renewed or made later with the password; the one before opens nothing any more', async () => {
    const { deps, recoveryKey, made } = await vaultWithKit();
    const renewed = newRecoveryKey();
    await expect(renewRecoveryKit(deps, { password: 'not the password', recoveryKey: renewed })).rejects.toMatchObject({
      code: 'wrong-password',
    });
    deps.delay.clear();
    await renewRecoveryKit(deps, { password: TEST_PASSWORD, recoveryKey: renewed });
    await expect(unlockVault(deps, TEST_PASSWORD)).resolves.toEqual(made);
    const recover = (key: string) => recoverVault(deps, { recoveryKey: key, ...NEW, deviceSecret: 'keychain' });
    await expect(recover(recoveryKey)).rejects.toMatchObject({ code: 'wrong-recovery-key' });
    await expect(recover(renewed)).resolves.toEqual(made);
  });

  it('is not in the data folder in any form', async () => {
    const { deps, recoveryKey } = await vaultWithKit();
    const plain = recoveryKey.replaceAll('-', '');
    for (const text of files(deps.dataDir)) {
      for (const secret of [recoveryKey, plain]) expect(text).not.toContain(secret);
    }
  });

  it('opens nothing when its slot was moved from another vault', async () => {
    const { deps } = await vaultWithKit();
    const other = await vaultWithKit();
    const [mine = ''] = files(deps.dataDir);
    const [theirs = ''] = files(other.deps.dataDir);
    const slot = JSON.parse(theirs).wraps.find((wrap: { slot: string }) => wrap.slot === 'recovery');
    const changed = JSON.parse(mine);
    changed.wraps = changed.wraps.map((wrap: { slot: string }) => (wrap.slot === 'recovery' ? slot : wrap));
    for (const name of [VAULT_FILE, VAULT_COPY]) writeFileSync(join(deps.dataDir, name), JSON.stringify(changed));
    await expect(
      recoverVault(deps, { recoveryKey: other.recoveryKey, ...NEW, deviceSecret: 'keychain' }),
    ).rejects.toMatchObject({ code: 'vault-damaged' });
  });
});
