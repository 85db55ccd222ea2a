import type { AuthenticationResult } from '@azure/msal-node';
import type { Account } from '../../../../src-preload/contract/accounts.ts';
import type { ProviderDeps, SignedIn, SignInRequest } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { type CallbackAnswer, listenForCallback } from '../../network/loopback.ts';
import { createPkce, createState } from '../../salesforce/oauth/pkce.ts';
import { greaterAccess, isGranted, scopeOf } from './access.ts';
import { type EntraContext, entraError, signInRefused } from './entra-errors.ts';
import { createMsal, withoutTelltale } from './msal.ts';
import { SIGN_IN, type StoredSignIn, TOKEN_CACHE } from './stored-sign-in.ts';

const TIMEOUT_MS = 5 * 60_000;
/** The tenant of all personal accounts. Source: learn.microsoft.com/entra/identity-platform/id-token-claims-reference (`tid`) */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * Signs in through the system's browser: authorization code with PKCE, back to a free port of this computer.
 *
 * Throws `client-id-missing`, `sign-in-failed` and `admin-consent` with sentences of their own, an AbortError when it
 * was cancelled, and what the gateway throws.
 */
export async function signInToMicrosoft(deps: ProviderDeps, request: SignInRequest): Promise<SignedIn> {
  const { microsoftClientId: clientId, microsoftTenant: tenant } = deps.preferences();
  if (clientId === '') {
    throw new EngineFailure(
      'client-id-missing',
      'No app is named for Microsoft sign-ins yet. Register one in Microsoft Entra and enter its application (client) id in the preferences.',
    );
  }
  const access = greaterAccess(request.access, request.previous?.access);
  const context: EntraContext = { clientId, tenant, name: request.previous?.name ?? '' };
  let cacheText = '';
  const { application, outcome } = await createMsal(deps.gateway, {
    clientId,
    tenant,
    account: { id: request.previous?.id ?? '', name: request.previous?.name ?? 'Microsoft' },
    trigger: 'sign in',
    signal: request.signal,
    cache: {
      read: () => cacheText,
      write: (text) => {
        cacheText = text;
      },
    },
  });
  const scopes = [scopeOf(access)];
  const pkce = createPkce();
  const nonce = createState();
  const browser = await askBrowser(deps, request.signal, context, async (redirectUri, state) => {
    const address = new URL(
      await application.getAuthCodeUrl({
        scopes,
        redirectUri,
        state,
        nonce,
        codeChallenge: pkce.challenge,
        codeChallengeMethod: 'S256',
        // Who is known is not asked to choose; whoever signs in for the first time may have several accounts.
        ...(request.previous === null ? { prompt: 'select_account' } : { loginHint: request.previous.name }),
      }),
    );
    address.search = withoutTelltale(address.searchParams).toString();
    return address.href;
  });
  const answer = await outcome(() =>
    application.acquireTokenByCode({
      scopes,
      redirectUri: browser.redirectUri,
      code: browser.code,
      codeVerifier: pkce.verifier,
      nonce,
    }),
  );
  if (!answer.ok) throw answer.error === null ? unusable() : signInRefused(answer.error, context);
  if (!isGranted(access, answer.result.scopes)) {
    throw new EngineFailure(
      'scope-missing',
      `Microsoft did not grant the permission ${scopeOf(access)}, so nothing was connected. Check the "API permissions" of the app, and sign in again.`,
      { retryable: true },
    );
  }
  return signedIn(answer.result, access, { clientId, tenant }, cacheText);
}

function signedIn(
  { account }: AuthenticationResult,
  access: Account['access'],
  app: Pick<StoredSignIn, 'clientId' | 'tenant'>,
  cacheText: string,
): SignedIn {
  if (account === null || account.homeAccountId === '') throw unusable();
  const claims: Readonly<Record<string, unknown>> = account.idTokenClaims ?? {};
  const text = (name: string): string => (typeof claims[name] === 'string' ? claims[name] : '');
  const stored: StoredSignIn = { ...app, homeAccountId: account.homeAccountId };
  return {
    subject: account.homeAccountId,
    name: text('preferred_username') || account.username || account.homeAccountId,
    person: text('name') || (account.name ?? ''),
    kind: (text('tid') || account.tenantId) === PERSONAL_TENANT ? 'personal' : 'work',
    access,
    secrets: { [TOKEN_CACHE]: cacheText, [SIGN_IN]: JSON.stringify(stored) },
  };
}

/** Opens the browser at the address that is made for the port that listens, and waits for the code it brings back. */
async function askBrowser(
  deps: Pick<ProviderDeps, 'openBrowser'>,
  signal: AbortSignal,
  context: EntraContext,
  addressFor: (redirectUri: string, state: string) => Promise<string>,
): Promise<{ readonly code: string; readonly redirectUri: string }> {
  const state = createState();
  const { promise: answered, resolve, reject } = Promise.withResolvers<string>();
  answered.catch(() => undefined);
  const onAnswer = (answer: CallbackAnswer): 'done' | 'not done' => {
    const code = codeOf(answer, context);
    if (typeof code === 'string') resolve(code);
    else reject(code);
    return typeof code === 'string' ? 'done' : 'not done';
  };
  const listener = await listenForCallback(
    { ports: [0], hostName: 'localhost', path: '', vendor: 'Microsoft', state },
    onAnswer,
  );
  if (listener === null) {
    throw failed(
      'The answer of the browser cannot be received: no port of this computer is free. Close some programs and start again.',
    );
  }
  const cancel = (): void => reject(new DOMException('Cancelled.', 'AbortError'));
  const timer = setTimeout(() => reject(tooLate(listener.foreignAnswers())), TIMEOUT_MS);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    await open(deps, await addressFor(listener.redirectUri, state));
    return { code: await answered, redirectUri: listener.redirectUri };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    listener.close();
  }
}

async function open({ openBrowser }: Pick<ProviderDeps, 'openBrowser'>, address: string): Promise<void> {
  try {
    await openBrowser(address);
  } catch (cause) {
    throw new EngineFailure(
      'sign-in-failed',
      'The browser could not be opened. Choose a default browser in the settings of the operating system and start again.',
      { retryable: true, cause },
    );
  }
}

function codeOf(answer: CallbackAnswer, context: EntraContext): string | EngineFailure {
  const refused = entraError(answer);
  if (refused !== null) return signInRefused(refused, context);
  const { code } = answer;
  if (code !== undefined && /^[\x21-\x7e]{4,8000}$/.test(code)) return code;
  return failed('Microsoft sent the browser back without an answer. Start the sign-in again.');
}

function tooLate(foreignAnswers: number): EngineFailure {
  const foreign =
    foreignAnswers === 0 ? '' : ' What came back belonged to another sign-in, so close older sign-in tabs first.';
  return failed(
    `The browser did not come back within 5 minutes, so nothing was connected.${foreign} If it showed an error of Microsoft, give that text to an administrator; otherwise start again.`,
  );
}

function unusable(): EngineFailure {
  return failed(
    'Microsoft’s answer to the sign-in names no account, so nothing was connected. Start the sign-in again.',
  );
}

function failed(message: string): EngineFailure {
  return new EngineFailure('sign-in-failed', message, { retryable: true });
}
