import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { accountBinding } from '../../src-main/engine/accounts/accounts-service.ts';
import { openDatabase, type Database } from '../../src-main/engine/store/database.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { createStore, type Store } from '../../src-main/engine/store/store.ts';
import { PRODUCT_POLICY } from '../../src-main/engine/vault/policy.ts';
import { createSecretSealer } from '../../src-main/engine/vault/secret-sealer.ts';
import { createVault } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';

export const PLANTED_PASSWORD = 'lamp tundra velvet quarry';

export type Planted = {
  readonly db: Database;
  readonly store: Store;
  /** An account that is signed in at Google, with a token that no server knows. */
  readonly signInGoogle: (name: string) => void;
};

/** A vault of the product's strength in the profile of an app that is not running, with what `plant` puts into its store. */
export async function plantAppVault(profile: string, plant: (planted: Planted) => void): Promise<void> {
  const dataDir = join(profile, 'data');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const keys = await createVault(
    { dataDir, keychain: null, policy: PRODUCT_POLICY, delay: createWrongPasswordDelay(dataDir, Date.now) },
    { password: PLANTED_PASSWORD, deviceSecret: 'none', acceptWeak: false },
  );
  const db = openDatabase(join(dataDir, STORE_FILE), keys.dbKeys);
  try {
    const store = createStore(db);
    const sealer = createSecretSealer(keys.vaultId, keys.secretsKey);
    const signInGoogle = (name: string): void => {
      store.accounts.signIn(
        'planted-account',
        { provider: 'google', subject: 'subject-1', name, person: 'Jo', kind: 'unknown', access: 'ownFiles' },
        (id) => [
          {
            field: 'refreshToken',
            box: sealer.seal(accountBinding(id, 'refreshToken', 'google', 'subject-1'), 'planted'),
          },
        ],
        new Date().toISOString(),
      );
    };
    plant({ db, store, signInGoogle });
  } finally {
    db.close();
  }
}
