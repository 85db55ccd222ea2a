import { z } from 'zod';
import type { AccountHandle } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import type { CloudGateway, CloudRequest } from '../../network/cloud-types.ts';
import { scopeOf } from './access.ts';
import { renewalRefused } from './entra-errors.ts';
import { createMsal } from './msal.ts';

/** Names of the sealed secrets of an account. */
export const TOKEN_CACHE = 'tokenCache';
export const SIGN_IN = 'signIn';

/** What a renewal needs beside the tokens: the preferences may have been changed since the person signed in. */
const storedSignIn = z.object({ clientId: z.string(), tenant: z.string(), homeAccountId: z.string() });
export type StoredSignIn = z.infer<typeof storedSignIn>;

/**
 * The access tokens of signed-in accounts, renewed when they have expired.
 *
 * One renewal at a time for each account, whoever asks.
 */
export function createStoredSignIns(gateway: CloudGateway) {
  const renewals = new Map<string, Promise<string>>();

  const end = (account: AccountHandle, failure: EngineFailure): EngineFailure => {
    account.signedOut(failure.message);
    return failure;
  };

  const renew = async (
    account: AccountHandle,
    trigger: CloudRequest['trigger'],
    refusedToken: string | null,
  ): Promise<string> => {
    const { name, access } = account.account();
    const stored = readSignIn(account);
    if (stored === null) {
      throw end(
        account,
        new EngineFailure('account-signed-out', `No sign-in is stored for ${name}. Sign in to Microsoft again.`),
      );
    }
    // No signal: a renewal belongs to everybody who waits for it.
    const { application, outcome } = await createMsal(gateway, {
      ...stored,
      account: { id: account.id, name },
      trigger,
      cache: {
        read: () => account.readSecret(TOKEN_CACHE),
        write: (text) => {
          // Signed out in the meantime: what comes back is not kept.
          if (account.account().signedIn) account.writeSecret(TOKEN_CACHE, text);
        },
      },
    });
    const person = await application.getTokenCache().getAccountByHomeId(stored.homeAccountId);
    const ask = async (forceRefresh: boolean) => {
      if (person === null) return { ok: false, error: null } as const;
      return outcome(() =>
        application.acquireTokenSilent({ account: person, scopes: [scopeOf(access)], forceRefresh }),
      );
    };
    let answer = await ask(false);
    // Still good by its date, and refused all the same: it was revoked.
    if (answer.ok && answer.result.accessToken === refusedToken) answer = await ask(true);
    if (answer.ok) return answer.result.accessToken;
    if (answer.error === null) {
      throw end(
        account,
        new EngineFailure('account-signed-out', `The stored sign-in of ${name} has ended. Sign in to Microsoft again.`),
      );
    }
    const { over, failure } = renewalRefused(answer.error, { ...stored, name });
    throw over ? end(account, failure) : failure;
  };

  return {
    /**
     * A token for what the account was asked for. `refusedToken` is one that Microsoft just refused, or null.
     *
     * Throws `account-signed-out` (and signs the account out with the reason), `admin-consent`, `throttled`, and what
     * the gateway throws.
     */
    accessToken: async (
      account: AccountHandle,
      trigger: CloudRequest['trigger'],
      refusedToken: string | null = null,
    ): Promise<string> => {
      const running = renewals.get(account.id);
      const shared = await running;
      if (shared !== undefined && shared !== refusedToken) return shared;
      const mine = renewals.get(account.id) ?? renew(account, trigger, refusedToken);
      renewals.set(account.id, mine);
      try {
        return await mine;
      } finally {
        if (renewals.get(account.id) === mine) renewals.delete(account.id);
      }
    },
  };
}
export type StoredSignIns = ReturnType<typeof createStoredSignIns>;

function readSignIn(account: AccountHandle): StoredSignIn | null {
  const text = account.readSecret(SIGN_IN);
  if (text === null) return null;
  const parsed = storedSignIn.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
