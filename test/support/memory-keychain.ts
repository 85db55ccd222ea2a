import type { Keychain } from '../../src-main/engine/ports.ts';

/** A keychain in memory; `entries` is the inside, for a test that takes it away or looks into it. */
export function createMemoryKeychain(): Keychain & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    read: async (account) => entries.get(account) ?? null,
    create: async (account, secret) => {
      if (entries.has(account)) throw new Error('the entry exists');
      entries.set(account, secret);
    },
    remove: async (account) => {
      entries.delete(account);
    },
  };
}
