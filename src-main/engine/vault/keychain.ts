import { EngineFailure } from '../failure.ts';
import type { Keychain } from '../ports.ts';

const SERVICE = 'Orgbench';
/** A locked or missing secret service can keep a caller waiting for ever. */
export const KEYCHAIN_TIMEOUT_MS = 2000;

type Keytar = {
  readonly getPassword: (service: string, account: string) => Promise<string | null>;
  readonly setPassword: (service: string, account: string, password: string) => Promise<void>;
  readonly deletePassword: (service: string, account: string) => Promise<boolean>;
};

/**
 * The operating system's keychain through keytar: Keychain on macOS, Credential Manager on Windows, the Secret Service
 * on Linux.
 *
 * Every call ends within 2 s, the loading of keytar aside. Throws `keychain-unavailable` for all that can be wrong there
 * (no D-Bus, no daemon, a locked or missing collection, no answer): what a person can do about it is the same.
 */
export function createSystemKeychain(load: () => Promise<Keytar> = loadKeytar): Keychain {
  const call = async <T>(ask: (keytar: Keytar) => Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    try {
      // Loading stops the process meanwhile, on a cold disk for longer than the keychain takes to answer.
      const keytar = await load();
      const tooLate = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('no answer in time')), KEYCHAIN_TIMEOUT_MS);
      });
      return await Promise.race([ask(keytar), tooLate]);
    } catch (error) {
      if (error instanceof EngineFailure) throw error;
      throw keychainUnavailable(error);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    read: (account) => call((keytar) => keytar.getPassword(SERVICE, account)),
    create: (account, secret) =>
      call(async (keytar) => {
        if ((await keytar.getPassword(SERVICE, account)) !== null) {
          throw new EngineFailure(
            'vault-exists',
            'The keychain already has an entry for this vault; it was not changed.',
          );
        }
        await keytar.setPassword(SERVICE, account, secret);
      }),
    remove: (account) =>
      call(async (keytar) => {
        await keytar.deletePassword(SERVICE, account);
      }),
  };
}

export function keychainUnavailable(cause: unknown): EngineFailure {
  return new EngineFailure(
    'keychain-unavailable',
    "The operating system's keychain did not answer, so the device secret cannot be read. Unlock or start the keychain and try again. This does not count as a wrong password.",
    { retryable: true, cause },
  );
}

async function loadKeytar(): Promise<Keytar> {
  // Loaded on first use: its native part needs libsecret on Linux, which a server or a container may not have.
  const module = await import('keytar');
  return module.default ?? module;
}
