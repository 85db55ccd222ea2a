import { join } from 'node:path';
import { accountBinding } from '../../src-main/engine/accounts/accounts-service.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { tokenBinding } from '../../src-main/engine/salesforce/oauth/token-binding.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createStore, type Store } from '../../src-main/engine/store/store.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { createSecretSealer } from '../../src-main/engine/vault/secret-sealer.ts';
import type { SecretSealer } from '../../src-main/engine/ports.ts';
import { createVault, unlockVault, type VaultDeps } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { Envelope } from '../../src-preload/contract/errors.ts';
import type { AnyEngineMethod, Input, Output } from '../../src-preload/contract/index.ts';
import type { SecretOutcome, SecretPayload } from '../../src-preload/contract/vault.ts';
import { TEST_PASSWORD, TEST_POLICY } from './engine-parts.ts';

/* Vaults with something in them that is worth a backup. Imports no test runner: a child process uses it too. */

export const BACKUP_PASSWORD = 'quartz lantern otter meadow';
export const PLANTED_TOKEN = '00D5g000004planted!refresh';
export const PLANTED_ORIGIN = 'https://acme.my.salesforce.com';
export const PLANTED_CONNECTION = 'connection-1';
export const PLANTED_ACCOUNT = 'account-1';
const ORG_ID = '00D5g000004plantedAAA';
const AT = '2026-10-01T08:00:00.000Z';

const depsOf = (dataDir: string): VaultDeps => ({
  dataDir,
  keychain: null,
  policy: TEST_POLICY,
  delay: createWrongPasswordDelay(dataDir, Date.now),
});

/** The store of a vault that no engine has open, for planting and for looking. */
export async function withStore<T>(
  dataDir: string,
  work: (store: Store, sealer: SecretSealer) => T,
  { create = false }: { readonly create?: boolean } = {},
): Promise<T> {
  const keys = create
    ? await createVault(depsOf(dataDir), { password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false })
    : await unlockVault(depsOf(dataDir), TEST_PASSWORD);
  const db = openDatabase(join(dataDir, STORE_FILE), keys.dbKeys);
  try {
    return work(createStore(db), createSecretSealer(keys.vaultId, keys.secretsKey));
  } finally {
    db.close();
  }
}

export const tokenSeal = (field: string) => tokenBinding(field, PLANTED_CONNECTION, PLANTED_ORIGIN, ORG_ID);
export const accountSeal = (field: string) => accountBinding(PLANTED_ACCOUNT, field, 'google', 'subject-1');

/** A vault with one of everything that a person makes, and `historyLines` exports. */
export function plantVault(dataDir: string, historyLines = 3): Promise<void> {
  return withStore(dataDir, (store, sealer) => plant(store, sealer, historyLines), { create: true });
}

function plant(store: Store, sealer: SecretSealer, historyLines: number): void {
  store.settings.change({ 'preference.density': '"comfortable"', 'preference.dismissedHints': '["first"]' }, []);
  store.connections.create(
    PLANTED_CONNECTION,
    { name: 'Acme', group: 'Größe 客户', colour: 'teal', notes: 'line one\nline two\r\nC:\\org', forgetAtLock: false },
    {
      type: 'production',
      instanceUrl: PLANTED_ORIGIN,
      apiVersion: '62.0',
      user: { id: '0055g000004planted', username: 'jo@acme.example', name: 'Jo', email: 'jo@acme.example' },
      org: {
        id: ORG_ID,
        name: 'Acme Corp',
        edition: 'Enterprise Edition',
        instance: 'EU47',
        country: null,
        type: 'production',
        namespacePrefix: null,
      },
    },
    {
      secrets: ['accessToken', 'refreshToken'].map((field) => ({
        field,
        box: sealer.seal(tokenSeal(field), PLANTED_TOKEN),
      })),
      oauth: { loginUrl: 'https://login.salesforce.com', clientId: '3MVG9', grantedScopes: null },
    },
    new Date().toISOString(),
  );
  store.backup.addChosenObjects(PLANTED_CONNECTION, ['Account', 'Invoice__c']);
  store.accounts.signIn(
    PLANTED_ACCOUNT,
    {
      provider: 'google',
      subject: 'subject-1',
      name: 'jo@acme.example',
      person: 'Jo',
      kind: 'unknown',
      access: 'ownFiles',
    },
    () => [{ field: 'tokens', box: sealer.seal(accountSeal('tokens'), PLANTED_TOKEN) }],
    AT,
  );
  const spec = {
    source: {
      kind: 'objects' as const,
      connectionId: PLANTED_CONNECTION,
      names: null,
      columns: ['name' as const],
      headers: 'label' as const,
    },
    destination: { kind: 'file' as const, format: 'csv' as const },
    cover: false,
    defuse: true,
  };
  store.presets.save({ id: 'preset-1', name: 'Monthly list', spec }, AT);
  store.backup.transaction(() => {
    for (let line = 0; line < historyLines; line += 1) {
      const id = `export-${String(line).padStart(6, '0')}`;
      store.exports.start({
        id,
        jobId: 'job',
        title: 'Objects',
        connectionId: PLANTED_CONNECTION,
        connectionName: 'Acme',
        destination: 'file',
        format: 'csv',
        targetName: `objects-${line}.csv`,
        accountId: null,
        accountName: null,
        filePath: '/home/jo/secret-place/objects.csv',
        spec,
        fingerprint: null,
        startedAt: AT,
      });
      store.exports.finish(id, {
        state: 'done',
        finishedAt: AT,
        link: null,
        rows: line,
        sheets: 1,
        cutCells: 0,
        error: null,
      });
    }
  });
}

/** What a person made, as the store answers it: equal before a backup and after its restore. */
export function madeByPerson(store: Store) {
  return {
    preferences: [...store.settings.list('preference.')],
    // A restored sign-in counts as used then.
    connections: store.backup.connections().map(({ signedOutReason: _reason, lastUsedAt: _used, ...row }) => row),
    chosen: store.connections.list().map(({ id }) => store.backup.chosenObjects(id)),
    accounts: store.backup.accounts().map(({ signedOutReason: _reason, ...row }) => row),
    presets: store.backup.presets(),
    exports: store.backup.exportRuns(),
  };
}

/** Asks by the engine's door. */
export async function askEngine<M extends AnyEngineMethod>(
  engine: Engine,
  method: M,
  input: Input<M>,
  hostPath: string | null = null,
): Promise<Envelope<Output<M>>> {
  const text = await engine.call(method, input, { hostPath, signal: new AbortController().signal });
  return JSON.parse(text) as Envelope<Output<M>>;
}

/** Gives a secret as the secret page does, with the path that the shell passes beside it. */
export async function submitSecret(
  engine: Engine,
  payload: SecretPayload,
  hostPath: string | null,
): Promise<Envelope<SecretOutcome>> {
  const channel = await askEngine(engine, 'vault.secretChannel', { purpose: payload.purpose, connectionId: null });
  if (!channel.ok) return channel;
  const sealed = await sealForEngine(channel.value.publicKey, channel.value.channelId, payload);
  return askEngine(engine, 'vault.submitSecret', sealed, hostPath);
}
