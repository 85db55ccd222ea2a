import type { Credentials } from 'google-auth-library';
import { z } from 'zod';
import { EngineFailure } from '../../failure.ts';
import type { AccountHandle, ProviderDeps } from '../../accounts/provider.ts';
import { type CloudCall, createCloudFetch } from '../../network/cloud-fetch.ts';
import { waitUnlessAborted } from './wait-unless-aborted.ts';
import { googleFailure, oauthFailure, oauthRefusalOf, REFRESH_RULES } from './google-failures.ts';
import { googleLibraries } from './google-libraries.ts';
import { fetchThrough, refusedAnswer, unwrapped } from './library-errors.ts';

/** The only scope that is ever asked for: files that Orgbench makes, and no other (api: "Choose Drive API scopes"). */
export const DRIVE_FILE_SCOPE = 'https://www.googleapis.com/auth/drive.file';

/** Fields of the sealed secrets of a Google account. */
export const SECRET_FIELDS = { refreshToken: 'refreshToken', accessToken: 'accessToken', client: 'client' } as const;

const storedAccess = z.object({ token: z.string(), expiresAtMs: z.number() });
/** The client that the tokens were issued to: another one cannot renew them. */
const storedClient = z.object({ id: z.string(), secret: z.string() });
export type OAuthClientOfPerson = z.infer<typeof storedClient>;

/** A token this close to its end is renewed before it is used. */
const MARGIN_MS = 2 * 60_000;

type Wanted = {
  readonly trigger: CloudCall['trigger'];
  readonly signal: AbortSignal;
  /** A token that Google refused just now; null at the first try. */
  readonly refused: string | null;
};

/** The client id and secret that the person entered; throws `client-id-missing`. */
export function clientOfPreferences(preferences: ProviderDeps['preferences']): OAuthClientOfPerson {
  const { googleClientId: id, googleClientSecret: secret } = preferences();
  if (id !== '' && secret !== '') return { id, secret };
  throw new EngineFailure(
    'client-id-missing',
    id === ''
      ? 'No client id of Google is set. Preferences show step by step how to make one, then start again.'
      : 'The client secret that belongs to the client id of Google is not set. Google asks for it with desktop apps too; enter it in Preferences.',
  );
}

/** The library has turned the seconds of the answer into a date of the system's clock. */
export function lifetimeMs(tokens: Credentials): number {
  return typeof tokens.expiry_date === 'number' ? Math.max(tokens.expiry_date - Date.now(), 0) : 0;
}

export function accessSecret(token: string, expiresAtMs: number): string {
  return JSON.stringify({ token, expiresAtMs });
}

/** Access tokens of accounts: kept sealed, renewed in time, one renewal at a time for each account. */
export function createGoogleTokens(deps: ProviderDeps) {
  const renewals = new Map<string, Promise<string>>();

  const renew = (account: AccountHandle, refreshToken: string, trigger: CloudCall['trigger']): Promise<string> => {
    const running = renewals.get(account.id);
    if (running !== undefined) return running;
    // No signal: several requests may wait for it, and one of them being cancelled must not fail the others.
    const mine = refresh(account, refreshToken, trigger).finally(() => renewals.delete(account.id));
    renewals.set(account.id, mine);
    return mine;
  };

  const refresh = async (
    account: AccountHandle,
    refreshToken: string,
    trigger: CloudCall['trigger'],
  ): Promise<string> => {
    const client = clientOf(account);
    const libraries = await googleLibraries();
    const described: CloudCall = {
      purpose: 'google account',
      trigger,
      account: { id: account.id, name: account.account().name },
      accessToken: null,
      about: 'a new access token',
      // Google gives a second token as willingly as the first; neither ends the other.
      repeatable: true,
    };
    const auth = libraries.createOAuthClient({
      clientId: client.id,
      clientSecret: client.secret,
      transporterOptions: { fetchImplementation: fetchThrough(createCloudFetch(deps.gateway, () => described)) },
    });
    auth.setCredentials({ refresh_token: refreshToken });
    const startedAtMs = deps.now();
    const { token, res } = await auth.getAccessToken().catch((error: unknown) => {
      throw refreshFailure(account, error);
    });
    if (typeof token !== 'string' || token === '') {
      throw new EngineFailure('sign-in-failed', 'Google renewed the sign-in without a token. Sign in again.');
    }
    const tokens: Credentials = res?.data ?? {};
    // Google keeps the refresh token; should it ever send another, that one counts before the new access token does.
    if (typeof tokens.refresh_token === 'string' && tokens.refresh_token !== refreshToken) {
      account.writeSecret(SECRET_FIELDS.refreshToken, tokens.refresh_token);
    }
    account.writeSecret(SECRET_FIELDS.accessToken, accessSecret(token, startedAtMs + lifetimeMs(tokens)));
    return token;
  };

  const clientOf = (account: AccountHandle): OAuthClientOfPerson => {
    const stored = readJson(account.readSecret(SECRET_FIELDS.client), storedClient);
    if (stored === null) return clientOfPreferences(deps.preferences);
    const { googleClientId, googleClientSecret } = deps.preferences();
    // A secret that was exchanged in the Google Cloud project is entered in the preferences.
    return googleClientId === stored.id && googleClientSecret !== ''
      ? { id: stored.id, secret: googleClientSecret }
      : stored;
  };

  return {
    /** Throws `account-signed-out` and the failures of a renewal; an AbortError when the signal fires. */
    accessToken: async (account: AccountHandle, wanted: Wanted): Promise<string> => {
      wanted.signal.throwIfAborted();
      const refreshToken = account.readSecret(SECRET_FIELDS.refreshToken);
      if (refreshToken === null) throw signedOut(account);
      const running = renewals.get(account.id);
      if (running !== undefined) return waitUnlessAborted(running, wanted.signal);
      const access = readJson(account.readSecret(SECRET_FIELDS.accessToken), storedAccess);
      // Another request may have renewed it since this one was refused.
      const isGood = access !== null && access.token !== wanted.refused && access.expiresAtMs - MARGIN_MS > deps.now();
      if (isGood) return access.token;
      return waitUnlessAborted(renew(account, refreshToken, wanted.trigger), wanted.signal);
    },
  };
}

function signedOut(account: AccountHandle): EngineFailure {
  const reason = account.account().signedOutReason;
  return new EngineFailure(
    'account-signed-out',
    reason ?? 'This account is signed out. Sign in again in Preferences, Accounts.',
    { retryable: true },
  );
}

function refreshFailure(account: AccountHandle, error: unknown): unknown {
  const inner = unwrapped(error);
  if (inner instanceof EngineFailure) return inner;
  const answer = refusedAnswer(error);
  if (answer === null) return inner;
  const refusal = oauthRefusalOf(answer.data);
  if (refusal === null || answer.status >= 500) return googleFailure(answer.status, answer.data);
  const failure = oauthFailure(refusal, REFRESH_RULES);
  if (failure.code === 'account-signed-out') account.signedOut(failure.message);
  return failure;
}

function readJson<T>(text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
