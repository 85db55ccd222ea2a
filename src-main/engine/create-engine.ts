import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyEngineMethod, Output } from '../../src-preload/contract/index.ts';
import type { VaultState } from '../../src-preload/contract/vault.ts';
import { createDoor } from './door.ts';
import { EngineFailure } from './failure.ts';
import type { CallContext, Clock, Emit, Handlers, HostQuestions, Keychain } from './ports.ts';
import { ANALYTICS_ADDRESS } from './privacy/analytics/address.ts';
import { createServices, type EngineServices } from './services.ts';
import { createErrorLog } from './privacy/error-log/error-log.ts';
import type { Endpoints } from './test-endpoints.ts';
import { KEYCHAIN_ENTRY_LEFT, revokeEverything } from './privacy/rights/revoke-everything.ts';
import { createSubmitSecret } from './submit-secret.ts';
import { type Database, openDatabase } from './store/database.ts';
import { adoptStore, prepareStore, proveStoreIn } from './store/first-store.ts';
import { acquireFolderLock, type FolderLock } from './store/folder-lock.ts';
import { createStore } from './store/store.ts';
import { STORE_FILE } from './store/store-file.ts';
import { createTemporaryFolder, removeTemporaryFolders } from './store/temporary-folder.ts';
import { keychainAnswers } from './vault/device-secret.ts';
import { createSystemKeychain } from './vault/keychain.ts';
import { PRODUCT_POLICY, type VaultPolicy } from './vault/policy.ts';
import { resetDataFolder } from './vault/reset.ts';
import { createSecretChannels } from './vault/secret-channels.ts';
import { createSecretSealer } from './vault/secret-sealer.ts';
import { changePassword, recoverVault, renewRecoveryKit } from './vault/change-vault.ts';
import { beginRenewal, finishRenewal, type KeyRenewal, RENEWAL_UNFINISHED } from './vault/renew-keys.ts';
import {
  createVault,
  type NewVault,
  type OpenKeys,
  temporaryKeys,
  unlockVault,
  type VaultDeps,
} from './vault/vault.ts';
import { recoveryWrapOf, type VaultFile } from './vault/vault-format.ts';
import { readVault, somethingKept, vaultExists, vaultText } from './vault/vault-file.ts';
import { createWrongPasswordDelay } from './vault/wrong-password-delay.ts';

export type EngineDeps = {
  /** Absolute path; made with mode 0700 when it is not there. */
  readonly dataDir: string;
  /** Who holds the data folder, as a second program is told. */
  readonly program: string;
  /** How long to wait for another program that holds the data folder. */
  readonly lockWaitMs: number;
  readonly host: HostQuestions;
  readonly emit: Emit;
  /** The operating system's when absent; null: none is wanted. */
  readonly keychain?: Keychain | null;
  /** For tests only; the product's is PRODUCT_POLICY. */
  readonly policy?: VaultPolicy;
  /** For tests only: the clock, and how many milliseconds the computer has been running. */
  readonly now?: Clock;
  readonly uptimeMs?: () => number;
  /** For tests only: where requests to Google and Microsoft end. */
  readonly endpoints?: Endpoints;
  /** For tests only: where counts of analytics go; the product's is ANALYTICS_ADDRESS. */
  readonly analyticsAddress?: string | null;
  /** Redacted lines about unexpected failures; nothing is written when absent. */
  readonly log?: (line: string) => void;
  /** The engine before this one ended without having been asked to. */
  readonly restarted?: boolean;
};

/** How long a question for the status waits for the keychain; until it answers, "not known" is the answer. */
const KEYCHAIN_PATIENCE_MS = 150;

type Session = {
  readonly state: 'unlocked' | 'sample';
  readonly services: EngineServices;
  readonly close: () => Promise<void>;
};

/**
 * The engine: vault, store, network and everything on top of them, as plain functions without Electron. The desktop app
 * runs it in a process of its own, the command line and tests in theirs.
 *
 * One engine holds a data folder at a time, from the first vault action until `close`.
 */
export function createEngine(deps: EngineDeps) {
  const { dataDir, host, emit, policy = PRODUCT_POLICY, now = Date.now, log = () => {} } = deps;
  const keychain = deps.keychain === undefined ? createSystemKeychain() : deps.keychain;
  const delay = createWrongPasswordDelay(dataDir, deps.uptimeMs);
  const errorLog = createErrorLog({ dataDir, now, log });
  if (deps.restarted === true) errorLog.restarted();
  const vault: VaultDeps = { dataDir, keychain, policy, delay, proveStore: proveStoreIn(dataDir) };
  const channels = createSecretChannels(now);
  let lock: FolderLock | null = null;
  let session: Session | null = null;
  let keychainAvailable: boolean | null = null;
  let keychainProbe: Promise<void> | null = null;
  let closed = false;
  let renewalNotice: string | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** One vault action at a time: two passwords tried at once would share one delay. */
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const result = turn.then(async () => {
      if (closed) throw new EngineFailure('engine-gone', 'Orgbench was closed.');
      return action();
    });
    turn = result.catch(() => undefined);
    return result;
  };

  const holdFolder = async (): Promise<void> => {
    if (lock !== null) return;
    lock = await acquireFolderLock(dataDir, { waitMs: deps.lockWaitMs, program: deps.program });
    removeTemporaryFolders(dataDir);
  };

  /** Frees the disk of what a killed sample session left. The folder is not held: nobody has asked for it yet. */
  const clearLeftovers = (): Promise<void> =>
    inTurn(async () => {
      if (lock !== null || !existsSync(dataDir)) return;
      const held = await acquireFolderLock(dataDir, { waitMs: 0, program: deps.program });
      try {
        removeTemporaryFolders(dataDir);
      } finally {
        held.release();
      }
    });

  const state = (): VaultState => {
    if (session !== null) return session.state;
    return somethingKept(dataDir) ? 'locked' : 'absent';
  };

  const closeSession = async (): Promise<void> => {
    const open = session;
    session = null;
    await open?.close();
  };

  const openSession = (kind: Session['state'], folder: string, keys: OpenKeys, removeFolder: () => void): Session => {
    let db: Database | null = null;
    const release = (): void => {
      errorLog.close();
      db?.close();
      keys.secretsKey.fill(0);
      keys.oldSecretsKey?.fill(0);
      removeFolder();
    };
    try {
      if (kind === 'unlocked') adoptStore(join(folder, STORE_FILE));
      db = openDatabase(join(folder, STORE_FILE), keys.dbKeys);
      const store = createStore(db);
      if (kind === 'unlocked') errorLog.open(store.errorLog);
      else errorLog.openTemporary(store.errorLog);
      const services = createServices({
        store,
        jobFailed: errorLog.jobFailed,
        sealer: createSecretSealer(keys.vaultId, keys.secretsKey, keys.oldSecretsKey),
        host,
        now,
        emit,
        policy,
        endpoints: deps.endpoints,
        analyticsAddress: deps.analyticsAddress === undefined ? ANALYTICS_ADDRESS : deps.analyticsAddress,
        isSample: kind === 'sample',
      });
      return { state: kind, services, close: () => services.close().finally(release) };
    } catch (error) {
      release();
      throw error;
    } finally {
      for (const key of keys.dbKeys) key.fill(0);
    }
  };

  const replaceSession = async (open: () => Session): Promise<void> => {
    await closeSession();
    session = open();
  };

  /** The session of proven keys. Goes on with a renewal of the keys that was killed or had no room on the disk. */
  const enter = async (keys: OpenKeys): Promise<{ readonly deviceSecret: 'keychain' | 'none' }> => {
    if (session?.state === 'unlocked') {
      // The window was only covered while a job went on: the password lets the person back in, the job stays.
      forget(keys);
    } else {
      await closeSession();
      try {
        renewalNotice = (await finishRenewal(vault, keys)) ? null : RENEWAL_UNFINISHED;
      } catch (error) {
        forget(keys);
        throw error;
      }
      session = openSession('unlocked', dataDir, keys, () => {});
    }
    return { deviceSecret: keys.deviceSecret };
  };

  const ensureUnlocked = (): void => {
    if (session?.state === 'unlocked') return;
    throw new EngineFailure('vault-locked', 'Orgbench is locked. Unlock it and try again.');
  };

  const createNew = (choice: NewVault): Promise<{ readonly deviceSecret: 'keychain' | 'none' }> =>
    inTurn(async () => {
      await holdFolder();
      if (session?.state === 'unlocked' || somethingKept(dataDir)) {
        throw new EngineFailure('vault-exists', 'There is a vault in this data folder already. Unlock or reset it.');
      }
      const keys = await createVault(
        { ...vault, prepareStore: (key) => prepareStore(join(dataDir, STORE_FILE), key) },
        choice,
      );
      await replaceSession(() => openSession('unlocked', dataDir, keys, () => {}));
      return { deviceSecret: keys.deviceSecret };
    });

  const unlock = (
    password: string,
    { waitMs = 0 }: { readonly waitMs?: number } = {},
  ): Promise<{ readonly deviceSecret: 'keychain' | 'none' }> =>
    inTurn(async () => {
      await holdFolder();
      if (!somethingKept(dataDir)) throw new EngineFailure('vault-missing', 'There is no vault in this data folder.');
      await delay.sitOut(waitMs);
      return enter(await unlockVault(vault, password));
    });

  const recover = (
    secret: Parameters<typeof recoverVault>[1],
  ): Promise<{ readonly deviceSecret: 'keychain' | 'none' }> =>
    inTurn(async () => {
      await holdFolder();
      if (!somethingKept(dataDir)) throw new EngineFailure('vault-missing', 'There is no vault in this data folder.');
      return enter(await recoverVault(vault, secret));
    });

  const changeSecret = (change: () => Promise<void>): Promise<void> =>
    inTurn(async () => {
      ensureUnlocked();
      await change();
    });

  /** Jobs are stopped: they would write into a store that is being replaced. */
  const renewKeys = (renewal: KeyRenewal): Promise<{ readonly deviceSecret: 'keychain' | 'none' }> =>
    inTurn(async () => {
      ensureUnlocked();
      const keys = await beginRenewal(vault, renewal);
      await closeSession();
      return enter(keys);
    });

  const openSample = (): Promise<void> =>
    inTurn(async () => {
      await holdFolder();
      if (session?.state === 'unlocked') {
        throw new EngineFailure('not-allowed', 'Lock Orgbench before opening a sample session.');
      }
      await replaceSession(() => {
        const folder = createTemporaryFolder(dataDir);
        return openSession('sample', folder.path, temporaryKeys(), folder.remove);
      });
    });

  const emptyFolder = async () => {
    await closeSession();
    const { keychainEntryLeft } = await resetDataFolder(dataDir, keychain, policy);
    const { folderRemoved = false, left = [] } = lock?.giveUp() ?? {};
    lock = null;
    return { keychainEntryLeft, folderRemoved, left: [...left] };
  };

  const reset = () =>
    inTurn(async () => {
      await holdFolder();
      return emptyFolder();
    });

  /** Deletes here whatever the others answer: what they did not end is told. */
  const deleteEverything = (): Promise<Output<'rights.deleteEverything'>> =>
    inTurn(async () => {
      ensureUnlocked();
      const { revoked, notRevoked } = await revokeEverything(services().handlers);
      const { keychainEntryLeft, ...folder } = await emptyFolder();
      const alsoLeft = keychainEntryLeft ? [KEYCHAIN_ENTRY_LEFT] : [];
      return { revoked, notRevoked: [...notRevoked, ...alsoLeft], ...folder };
    });

  const services = (): EngineServices => {
    if (session === null) throw new EngineFailure('vault-locked', 'Orgbench is locked. Unlock it and try again.');
    return session.services;
  };

  const status = async (): Promise<Output<'vault.status'>> => {
    keychainProbe ??= keychainAnswers(keychain).then((answers) => {
      keychainAvailable = answers;
    });
    // A keychain that keeps silent does so for 2 s; the first screen does not wait for that.
    await Promise.race([keychainProbe, sleep(KEYCHAIN_PATIENCE_MS)]);
    const header = readHeader();
    return {
      state: state(),
      deviceSecret: header?.deviceSecret.kind ?? null,
      recoveryKit: header === null ? null : recoveryWrapOf(header) !== null,
      keychainAvailable,
      retryAfterMs: delay.remainingMs(),
      notice: session === null ? null : (renewalNotice ?? session.services.clockNotice),
    };
  };

  const readHeader = (): VaultFile | null => {
    if (!vaultExists(dataDir)) return null;
    try {
      return readVault(dataDir, policy);
    } catch {
      // A vault that cannot be read says so when it is unlocked.
      return null;
    }
  };

  const submit = createSubmitSecret({
    channels,
    now,
    services: () => services(),
    vaultText: () => vaultText(dataDir),
    createVault: createNew,
    unlock,
    recover,
    changePassword: (secret) => changeSecret(() => changePassword(vault, secret)),
    renewKit: (secret) => changeSecret(() => renewRecoveryKit(vault, secret)),
    renewKeys,
  });

  const vaultHandlers: Handlers<
    | 'rights.deleteEverything'
    | 'vault.status'
    | 'vault.reset'
    | 'vault.openSample'
    | 'vault.secretChannel'
    | 'vault.submitSecret'
    | 'log.report'
  > = {
    'vault.status': status,
    'vault.reset': () => reset().then(() => ({})),
    'rights.deleteEverything': deleteEverything,
    'vault.openSample': () => openSample().then(() => ({})),
    'vault.secretChannel': ({ purpose, connectionId }) => channels.open(purpose, connectionId),
    'vault.submitSecret': submit,
    'log.report': (error) => {
      errorLog.pageFailed(error);
      return {};
    },
  };
  const door = createDoor({
    handlers: (): Partial<Handlers<AnyEngineMethod>> => ({ ...session?.services.handlers, ...vaultHandlers }),
    failed: errorLog.failed,
  });

  return {
    /** One JSON text, the envelope of value or failure; never rejects. `input` is the parsed JSON. */
    call: (method: string, input: unknown, context: CallContext): Promise<string> => door(method, input, context),
    status,
    createVault: createNew,
    /** `waitMs`: sit out up to so much of the delay after wrong passwords instead of refusing (command line). */
    unlock,
    /** Opens the vault with its recovery kit under a new password. */
    recover,
    /** Makes every key anew: someone knows the password or has the kit. */
    renewKeys,
    openSample,
    /** For a start: removes what an earlier, killed session left. Throws `vault-in-use` when another one runs. */
    clearLeftovers,
    /** Revokes sign-ins, then deletes vault, store, keychain entry and folder. Throws `vault-locked`. */
    deleteEverything,
    /** The same without a password, and so without revoking anything. */
    reset,
    /** Typed access for the command line and tests; throws `vault-locked`. */
    services,
    /** Puts the failure of a command into the error log, redacted; the calls of `call` are in it already. */
    failed: errorLog.failed,
    /** A line of the shell for the error log: what `redact` made of an error there. */
    shellFailed: errorLog.shellFailed,
    /** Stops what runs, forgets the keys, frees the data folder. */
    close: async (): Promise<void> => {
      if (closed) return;
      try {
        await inTurn(closeSession);
      } finally {
        closed = true;
        lock?.release();
      }
    },
  };
}
export type Engine = ReturnType<typeof createEngine>;

function forget(keys: OpenKeys): void {
  keys.secretsKey.fill(0);
  keys.oldSecretsKey?.fill(0);
  for (const key of keys.dbKeys) key.fill(0);
}
