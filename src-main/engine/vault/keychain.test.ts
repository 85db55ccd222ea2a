import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSystemKeychain, KEYCHAIN_TIMEOUT_MS } from './keychain.ts';

afterEach(() => vi.useRealTimers());

const never = () => new Promise<never>(() => {});

function keytarWith(entries: Map<string, string>) {
  return {
    getPassword: async (_service: string, account: string) => entries.get(account) ?? null,
    setPassword: async (_service: string, account: string, password: string) => {
      entries.set(account, password);
    },
    deletePassword: async (_service: string, account: string) => entries.delete(account),
  };
}

describe("the operating system's keychain", () => {
  it('stores, reads and removes an entry', async () => {
    const keychain = createSystemKeychain(async () => keytarWith(new Map()));
    expect(await keychain.read('vault')).toBeNull();
    const entries = new Map<string, string>();
    const filled = createSystemKeychain(async () => keytarWith(entries));
    await filled.create('vault', 'secret');
    expect(await filled.read('vault')).toBe('secret');
    await filled.remove('vault');
    expect(entries.size).toBe(0);
  });

  it('never overwrites an entry', async () => {
    const entries = new Map([['vault', 'older']]);
    const keychain = createSystemKeychain(async () => keytarWith(entries));
    await expect(keychain.create('vault', 'newer')).rejects.toMatchObject({ code: 'vault-exists' });
    expect(entries.get('vault')).toBe('older');
  });

  it('is given up after two seconds without an answer', async () => {
    vi.useFakeTimers();
    const keychain = createSystemKeychain(async () => ({ ...keytarWith(new Map()), getPassword: never }));
    const failed = keychain.read('vault').catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(KEYCHAIN_TIMEOUT_MS);
    expect(await failed).toMatchObject({ code: 'keychain-unavailable' });
  });

  it.each([
    'Cannot autolaunch D-Bus without X11 $DISPLAY',
    'Object does not exist at path "/org/freedesktop/secrets/collection/login"',
  ])('reports "%s" as not available', async (message) => {
    const refuse = async () => {
      throw new Error(message);
    };
    const keychain = createSystemKeychain(async () => ({ ...keytarWith(new Map()), getPassword: refuse }));
    await expect(keychain.read('vault')).rejects.toMatchObject({ code: 'keychain-unavailable', retryable: true });
  });

  it('reports a native part that does not load as not available', async () => {
    const keychain = createSystemKeychain(() => Promise.reject(new Error('libsecret-1.so.0: cannot open')));
    await expect(keychain.read('vault')).rejects.toMatchObject({ code: 'keychain-unavailable' });
  });
});
