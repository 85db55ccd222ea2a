import type { Credentials } from 'google-auth-library';
import { EngineFailure } from '../../failure.ts';
import type { AccountHandle, ProviderDeps, SignedIn, SignInRequest } from '../../accounts/provider.ts';
import { type CloudCall, createCloudFetch } from '../../network/cloud-fetch.ts';
import { type CallbackAnswer, listenForCallback } from '../../network/loopback.ts';
import { createPkce, createState } from '../../salesforce/oauth/pkce.ts';
import { googleFailure, oauthFailure, oauthRefusalOf, scopeUnticked, SIGN_IN_RULES } from './google-failures.ts';
import { type GoogleLibraries, googleLibraries } from './google-libraries.ts';
import {
  accessSecret,
  clientOfPreferences,
  DRIVE_FILE_SCOPE,
  lifetimeMs,
  type OAuthClientOfPerson,
  SECRET_FIELDS,
} from './google-tokens.ts';
import { fetchThrough, refusedAnswer, unwrapped } from './library-errors.ts';

export type GoogleSignInDeps = ProviderDeps & {
  /** How long the browser may take; 5 minutes when absent. */
  readonly timeoutMs?: number | undefined;
};

const TIMEOUT_MS = 5 * 60_000;
const PERMISSIONS_PAGE = 'https://myaccount.google.com/connections';

/**
 * Signing in with the system's browser: Google's flow for desktop apps with PKCE and a callback under 127.0.0.1
 * (Google, "OAuth 2.0 for iOS & Desktop Apps"). Asks for `drive.file` and nothing else.
 *
 * Throws `client-id-missing`, `scope-missing`, `admin-consent`, `sign-in-failed`, what the gateway throws, and an
 * AbortError when the signal fires.
 */
export async function signInToGoogle(deps: GoogleSignInDeps, request: SignInRequest): Promise<SignedIn> {
  const client = clientOfPreferences(deps.preferences);
  const { signal } = request;
  signal.throwIfAborted();
  const libraries = await googleLibraries();
  const state = createState();
  const { verifier, challenge } = createPkce();
  const { promise: answered, resolve, reject } = Promise.withResolvers<string>();
  // Whoever waits for it may already have been told of another failure.
  answered.catch(() => undefined);
  const onAnswer = (answer: CallbackAnswer): 'done' | 'not done' => {
    const code = codeOf(answer);
    if (typeof code === 'string') resolve(code);
    else reject(code);
    return typeof code === 'string' ? 'done' : 'not done';
  };
  // Desktop clients may use any port, and nothing is registered (Google, "Loopback IP address").
  const place = { ports: [0], hostName: '127.0.0.1', path: '/', vendor: 'Google', state } as const;
  const listener = await listenForCallback(place, onAnswer);
  if (listener === null) {
    throw failed('The answer of the browser cannot be received: this computer has no free port. Start again later.');
  }
  const { redirectUri } = listener;
  const cancel = (): void => reject(new DOMException('Cancelled.', 'AbortError'));
  const timer = setTimeout(() => reject(tooLate(listener.foreignAnswers())), deps.timeoutMs ?? TIMEOUT_MS);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    const auth = oauthClient(deps, libraries, client, redirectUri, signal);
    const address = auth.generateAuthUrl({
      access_type: 'offline',
      prompt: 'consent',
      scope: DRIVE_FILE_SCOPE,
      state,
      code_challenge: challenge,
      // The library's enum is a declaration only; its one useful value is this word.
      code_challenge_method: 'S256' as never,
      ...(request.previous === null ? {} : { login_hint: request.previous.name }),
    });
    await openBrowser(deps, address);
    const code = await answered;
    listener.close();
    const tokens = await exchange(auth, code, verifier);
    return await complete(deps, libraries, client, tokens, signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    listener.close();
  }
}

async function exchange(
  auth: ReturnType<GoogleLibraries['createOAuthClient']>,
  code: string,
  codeVerifier: string,
): Promise<Credentials> {
  try {
    const { tokens } = await auth.getToken({ code, codeVerifier });
    return tokens;
  } catch (error) {
    const inner = unwrapped(error);
    const answer = refusedAnswer(error);
    if (inner instanceof EngineFailure || answer === null) throw inner;
    const refusal = oauthRefusalOf(answer.data);
    throw refusal === null || answer.status >= 500
      ? googleFailure(answer.status, answer.data)
      : oauthFailure(refusal, SIGN_IN_RULES);
  }
}

async function complete(
  deps: ProviderDeps,
  libraries: GoogleLibraries,
  client: OAuthClientOfPerson,
  tokens: Credentials,
  signal: AbortSignal,
): Promise<SignedIn> {
  const { access_token: accessToken, refresh_token: refreshToken } = tokens;
  if (typeof accessToken !== 'string' || typeof refreshToken !== 'string') {
    throw failed(
      'Google gave no lasting sign-in. Remove Orgbench among the connections of your Google account and start again.',
    );
  }
  if (!(tokens.scope ?? '').split(' ').includes(DRIVE_FILE_SCOPE)) {
    // What was granted without it serves nothing, so it is given back.
    await revokeToken(deps, { id: '', name: 'Google' }, refreshToken, 'sign in');
    throw scopeUnticked();
  }
  const user = await whoIs(deps, libraries, accessToken, signal);
  return {
    ...user,
    kind: 'unknown',
    access: 'ownFiles',
    secrets: {
      [SECRET_FIELDS.refreshToken]: refreshToken,
      [SECRET_FIELDS.accessToken]: accessSecret(accessToken, deps.now() + lifetimeMs(tokens)),
      [SECRET_FIELDS.client]: JSON.stringify(client),
    },
  };
}

/** `drive.file` is enough for this one, so no scope is needed for the name alone. */
async function whoIs(
  deps: ProviderDeps,
  libraries: GoogleLibraries,
  accessToken: string,
  signal: AbortSignal,
): Promise<Pick<SignedIn, 'subject' | 'name' | 'person'>> {
  const auth = libraries.createOAuthClient({});
  auth.setCredentials({ access_token: accessToken, token_type: 'Bearer' });
  const described = { ...signInCall('the name of the account', true), accessToken, signal };
  const answer = await libraries.drive.about
    .get(
      { auth, fields: 'user(displayName,emailAddress,permissionId)' },
      {
        retry: false,
        validateStatus: () => true,
        fetchImplementation: fetchThrough(createCloudFetch(deps.gateway, () => described)),
      },
    )
    .catch((error: unknown) => {
      throw unwrapped(error);
    });
  if (answer.status >= 400) throw googleFailure(answer.status, answer.data);
  const { permissionId, emailAddress, displayName } = answer.data.user ?? {};
  if (typeof permissionId !== 'string' || typeof emailAddress !== 'string') {
    throw failed('Google did not say whose account it is. Start the sign-in again.');
  }
  return { subject: permissionId, name: emailAddress, person: displayName ?? '' };
}

/** Revokes at Google; see `AccountProvider.revoke`. */
export async function revokeGoogle(
  deps: ProviderDeps,
  account: AccountHandle,
): Promise<{ readonly revoked: boolean; readonly reason: string | null }> {
  const token = account.readSecret(SECRET_FIELDS.refreshToken);
  // Signed out before: there is nothing that could be given back.
  if (token === null) return { revoked: true, reason: null };
  const problem = await revokeToken(deps, { id: account.id, name: account.account().name }, token, 'sign out');
  if (problem === null) return { revoked: true, reason: null };
  return {
    revoked: false,
    reason: `Google could not be told to end the sign-in: ${problem} Remove Orgbench yourself at ${PERMISSIONS_PAGE}.`,
  };
}

/** With the token in the body: in the address it would be written down on its way. Answers what went wrong, or null. */
async function revokeToken(
  deps: ProviderDeps,
  account: CloudCall['account'],
  token: string,
  trigger: CloudCall['trigger'],
): Promise<string | null> {
  try {
    const { status, body } = await deps.gateway.cloud({
      ...signInCall('the end of the sign-in', true),
      purpose: 'google account',
      account,
      trigger,
      method: 'POST',
      url: 'https://oauth2.googleapis.com/revoke',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
    });
    // 400 `invalid_token`: the token is dead already.
    if (status === 200 || (status === 400 && Buffer.from(body).toString('utf8').includes('invalid_token'))) return null;
    return `it answered with status ${status}.`;
  } catch (error) {
    if (error instanceof EngineFailure) return error.message;
    throw error;
  }
}

function oauthClient(
  deps: ProviderDeps,
  libraries: GoogleLibraries,
  client: OAuthClientOfPerson,
  redirectUri: string,
  signal: AbortSignal,
) {
  // A code is good for one use, so the exchange is not repeated when it may have arrived.
  const described = { ...signInCall('tokens for the answer of the browser', false), signal };
  return libraries.createOAuthClient({
    clientId: client.id,
    clientSecret: client.secret,
    redirectUri,
    transporterOptions: { fetchImplementation: fetchThrough(createCloudFetch(deps.gateway, () => described)) },
  });
}

function signInCall(about: string, repeatable: boolean): CloudCall {
  return {
    purpose: 'google sign in',
    trigger: 'sign in',
    account: { id: '', name: 'Google' },
    accessToken: null,
    about,
    repeatable,
  };
}

async function openBrowser(deps: ProviderDeps, url: string): Promise<void> {
  try {
    await deps.openBrowser(url);
  } catch (cause) {
    throw new EngineFailure(
      'sign-in-failed',
      'The browser could not be opened. Choose a default browser in the settings of the operating system and start again.',
      { retryable: true, cause },
    );
  }
}

/** The code, or why there is none. The listener has compared the state. */
function codeOf(answer: CallbackAnswer): string | EngineFailure {
  const { code, error } = answer;
  if (error !== undefined) {
    return oauthFailure({ error, description: answer['error_description'] ?? '' }, SIGN_IN_RULES);
  }
  if (code !== undefined && /^[\x21-\x7e]{4,4000}$/.test(code)) return code;
  return failed('Google sent the browser back without an answer. Start the sign-in again.');
}

function tooLate(foreignAnswers: number): EngineFailure {
  const other =
    foreignAnswers === 0 ? '' : ' What did come back was the answer of another sign-in: close older sign-in tabs.';
  return failed(
    `The browser did not come back in time, so no account was added.${other} If Google showed an error there ("Access blocked", "invalid client"), compare the client id in Preferences with your Google Cloud project; otherwise start again.`,
  );
}

function failed(message: string): EngineFailure {
  return new EngineFailure('sign-in-failed', message, { retryable: true });
}
