import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import { accountBinding } from '../../src-main/engine/accounts/accounts-service.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createStore } from '../../src-main/engine/store/store.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { recoverVault } from '../../src-main/engine/vault/change-vault.ts';
import { createSecretSealer } from '../../src-main/engine/vault/secret-sealer.ts';
import { createVault, type OpenKeys, unlockVault, type VaultDeps } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import type { Keychain } from '../../src-main/engine/ports.ts';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import { TEST_PASSWORD, TEST_POLICY } from './engine.ts';

/*
 * A vault with something in it, and what must still be true after its secrets were changed.
 */

export const OTHER_PASSWORD = 'anchor meadow violin cobalt';
const SETTINGS = 20_000;
const TOKEN = '00D5g000004planted!token';
const ORIGIN = 'https://acme.my.salesforce.com';
const ACCOUNT_ID = 'planted-account';
const accountSeal = (id: string) => accountBinding(id, 'tokens', 'google', 'subject-1');
const ORG_ID = '00D5g000004plantedAAA';

export function depsOf(dataDir: string, keychain: Keychain | null = null): VaultDeps {
  // A fresh clock each time: the tests try wrong passwords on purpose and do not wait for the next one.
  const later = Date.now() + 3_600_000;
  return { dataDir, keychain, policy: TEST_POLICY, delay: createWrongPasswordDelay(dataDir, () => later) };
}

/** A vault with a kit, settings enough to make the store take a while to write, and a connection with a sealed token. */
export async function fillVault(
  dataDir: string,
  keychain: Keychain | null = null,
): Promise<{ readonly recoveryKey: string; readonly connectionId: string; readonly keys: OpenKeys }> {
  const recoveryKey = newRecoveryKey();
  const choice = { password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false, recoveryKey } as const;
  const keys = await createVault(depsOf(dataDir, keychain), choice);
  const connectionId = randomUUID();
  const db = openDatabase(join(dataDir, STORE_FILE), keys.dbKeys);
  const store = createStore(db);
  const entries = Array.from({ length: SETTINGS }, (_, index) => [`planted-${index}`, `"${'x'.repeat(60)}"`] as const);
  store.settings.change(Object.fromEntries(entries), []);
  const binding = { connectionId, field: 'accessToken', origin: ORIGIN, orgId: ORG_ID.slice(0, 15) };
  const box = createSecretSealer(keys.vaultId, keys.secretsKey).seal(binding, TOKEN);
  store.connections.create(
    connectionId,
    { name: 'Acme', group: '', colour: '', notes: '' },
    {
      type: 'production',
      instanceUrl: ORIGIN,
      apiVersion: '62.0',
      user: { id: '0055g000004planted', username: 'jo@acme.example', name: 'Jo', email: null },
      org: {
        id: ORG_ID,
        name: 'Acme',
        edition: null,
        instance: null,
        country: null,
        type: 'production',
        namespacePrefix: null,
      },
    },
    { secrets: [{ field: 'accessToken', box }], oauth: null },
    new Date().toISOString(),
  );
  const account = { provider: 'google', subject: 'subject-1', name: 'jo@acme.example', person: 'Jo' } as const;
  store.accounts.signIn(
    ACCOUNT_ID,
    { ...account, kind: 'unknown', access: 'ownFiles' },
    (id) => [
      {
        field: 'tokens',
        box: createSecretSealer(keys.vaultId, keys.secretsKey).seal(accountSeal(id), TOKEN),
      },
    ],
    new Date().toISOString(),
  );
  db.close();
  return { recoveryKey, connectionId, keys };
}

/** Which of the passwords open the vault now. */
export async function openingPasswords(
  dataDir: string,
  passwords: readonly string[],
  keychain: Keychain | null = null,
): Promise<readonly string[]> {
  const opening: string[] = [];
  for (const password of passwords) {
    const deps = depsOf(dataDir, keychain);
    deps.delay.clear();
    const opened = await unlockVault(deps, password).then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ code: 'wrong-password' });
        return false;
      },
    );
    if (opened) opening.push(password);
    deps.delay.clear();
  }
  return opening;
}

/** Whether a kit opens the vault. Looks only: what it changes is the password of a copy of the folder. */
export async function kitOpens(copyOfFolder: string, recoveryKey: string): Promise<boolean> {
  const secret = {
    recoveryKey,
    newPassword: 'latch orchid timber fjord',
    acceptWeak: false,
    deviceSecret: 'none',
  } as const;
  return recoverVault(depsOf(copyOfFolder), secret).then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'wrong-recovery-key' });
      return false;
    },
  );
}

/** The store of a closed engine opens with exactly one key, is whole, and its token is sealed under the vault's key. */
export async function expectWhole(
  dataDir: string,
  password: string,
  connectionId: string,
  keychain: Keychain | null = null,
): Promise<OpenKeys> {
  const keys = await unlockVault(depsOf(dataDir, keychain), password);
  expect(keys.oldSecretsKey).toBeNull();
  expect(keys.dbKeys).toHaveLength(1);
  const db = openDatabase(join(dataDir, STORE_FILE), keys.dbKeys);
  const store = createStore(db);
  expect(store.settings.list('planted-').size).toBe(SETTINGS);
  store.checkIntegrity();
  const box = store.connections.secret(connectionId, 'accessToken') ?? new Uint8Array();
  const binding = { connectionId, field: 'accessToken', origin: ORIGIN, orgId: ORG_ID.slice(0, 15) };
  const sealer = createSecretSealer(keys.vaultId, keys.secretsKey);
  expect(sealer.open(binding, box)).toBe(TOKEN);
  const accountBox = store.accounts.secret(ACCOUNT_ID, 'tokens') ?? new Uint8Array();
  expect(sealer.open(accountSeal(ACCOUNT_ID), accountBox)).toBe(TOKEN);
  db.close();
  return keys;
}
