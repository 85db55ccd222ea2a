import { EngineFailure } from '../../failure.ts';
import { withoutTokens } from '../answers.ts';

/** An error of the OAuth endpoints: `error` and `error_description`. */
export type OAuthError = { readonly error: string; readonly description: string };

const CHECK_CLIENT_ID =
  'Compare the client id in the External Client App card with the Consumer Key in Setup, External Client App Manager.';
const SAME_CALLBACKS =
  'Add all callback addresses of the External Client App card to the app in Setup, letter by letter.';

type Sentence = { readonly when: RegExp; readonly message: (host: string) => string };

/** Each of Salesforce's refusals in plain words with its next step; the first that fits. */
const SENTENCES: readonly Sentence[] = [
  {
    when: /^access_denied\b|end-user denied/i,
    message: () =>
      'Access was denied in the browser, so nothing was connected. Start again and choose Allow to let Orgbench read metadata.',
  },
  {
    when: /redirect_uri/i,
    message: (host) => `${host} does not know the callback address of this computer for this app. ${SAME_CALLBACKS}`,
  },
  {
    when: /app must be installed|not installed/i,
    message: () =>
      'The External Client App is not installed in this org. Ask an administrator to install it there, or to register one in the org itself and use its client id.',
  },
  {
    when: /OAUTH_APP_BLOCKED|blocked by admin/i,
    message: () =>
      'An administrator has blocked this app in the org. Ask to have it unblocked in Setup, Connected Apps OAuth Usage.',
  },
  {
    when: /OAUTH_APP_ACCESS_DENIED|not admin approved|hasn.t approved this consumer|OAUTH_APPROVAL_ERROR/i,
    message: () =>
      "This user is not approved for the app. Ask an administrator to add the user's profile or a permission set to the policies of the External Client App.",
  },
  {
    when: /^(?:invalid_client_id|invalid_client)\b|client identifier invalid|invalid client credentials/i,
    message: (host) => `${host} does not know this client id. ${CHECK_CLIENT_ID}`,
  },
  {
    when: /code.?challenge|code.?verifier|pkce/i,
    message: () =>
      'The proof of this sign-in (PKCE) was not accepted. Start again; if it happens once more, check that the app requires PKCE and no secret.',
  },
  {
    when: /client.?secret/i,
    message: () =>
      'The app asks for a client secret, which a desktop app cannot keep. Turn off "Require Secret for Web Server Flow" and "Require Secret for Refresh Token Flow" in its OAuth settings.',
  },
  {
    when: /ip restricted/i,
    message: () =>
      'The org does not allow a sign-in from this network (IP restriction). Connect from an allowed network, or ask an administrator to relax the IP policy of the app.',
  },
  {
    when: /inactive user/i,
    message: () => 'The user has been deactivated in the org. Ask an administrator, or sign in as another user.',
  },
  {
    when: /inactive organi[sz]ation/i,
    message: () => 'The org has been deactivated. Ask its administrator, or connect another org.',
  },
  {
    when: /expired authorization code|invalid authorization code|authentication failure/i,
    message: (host) => `${host} did not accept the answer of the browser any more. Start the sign-in again.`,
  },
  {
    when: /invalid_scope|scope/i,
    message: () =>
      'The app does not grant what Orgbench needs. Select the scopes "Manage user data via APIs (api)" and "Perform requests at any time (refresh_token, offline_access)" in its OAuth settings.',
  },
];

/** What the user is told when a browser sign-in was refused. */
export function signInRefused(error: OAuthError, host: string): EngineFailure {
  const words = `${error.error} ${error.description}`;
  const known = SENTENCES.find(({ when }) => when.test(words));
  const message =
    known?.message(host) ??
    `${host} refused the sign-in (${clean(error.error)}${error.description === '' ? '' : `: ${clean(error.description)}`}). Start again, or ask an administrator of the org.`;
  return new EngineFailure('sign-in-failed', message, { retryable: true });
}

/**
 * Why a stored sign-in cannot be renewed, as a sentence for the signed-out connection; null when it may work again
 * later (a network that is not allowed, a service that is down).
 */
export function endOfSignIn(error: OAuthError, status: number, host: string): string | null {
  if (status < 400 || status > 499 || status === 429 || status === 420) return null;
  const words = `${error.error} ${error.description}`;
  if (/ip restricted/i.test(words)) return null;
  if (/expired access\/refresh token|token validity expired/i.test(words)) {
    return `${host} no longer accepts the stored sign-in: it expired, was revoked, or was used twice. Sign in again.`;
  }
  const known = SENTENCES.find(({ when }) => when.test(words));
  if (known !== undefined) return `${known.message(host)} Then sign in again.`;
  return error.error.startsWith('invalid_') ? `${host} no longer accepts the stored sign-in. Sign in again.` : null;
}

/** Reads an error from JSON, from a form (`error=…&error_description=…`), or from a page that shows one. */
export function oauthErrorOf(text: string): OAuthError | null {
  try {
    const value = JSON.parse(text) as { readonly error?: unknown; readonly error_description?: unknown } | null;
    if (typeof value?.error === 'string') {
      return {
        error: value.error,
        description: typeof value.error_description === 'string' ? value.error_description : '',
      };
    }
  } catch {
    // Not JSON: a form or a page, read below.
  }
  const match = /\berror=([A-Za-z_]{3,60})(?:&(?:amp;)?error_description=([^"'<>\s&]{0,300}))?/.exec(text);
  if (match === null) return null;
  const form = new URLSearchParams(`error=${match[1]}&description=${match[2] ?? ''}`);
  return { error: form.get('error') ?? '', description: form.get('description') ?? '' };
}

/** What a server said, kept to one harmless line. */
function clean(text: string): string {
  return withoutTokens(text)
    .replace(/[^\p{L}\p{N} .,:;'_()/-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
