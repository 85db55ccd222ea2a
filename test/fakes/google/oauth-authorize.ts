import type { FakeReply, FakeRequest } from './http.ts';
import { empty, html, text } from './http.ts';
import { newCode } from './ids.ts';
import type { GoogleState, OAuthClient } from './types.ts';

/*
 * The authorization endpoint for desktop apps.
 * Source: https://developers.google.com/identity/protocols/oauth2/native-app (parameters, errors) and
 * https://developers.google.com/identity/protocols/oauth2/resources/loopback-migration (loopback stays for desktop).
 */

const CODE_LIFE_MS = 10 * 60_000;

/** What a person may be asked for here; the long names are what the answer carries. */
const SCOPES: Readonly<Record<string, { readonly name: string; readonly sentence: string }>> = {
  openid: { name: 'openid', sentence: 'Associate you with your personal info on Google' },
  email: {
    name: 'https://www.googleapis.com/auth/userinfo.email',
    sentence: 'See your primary Google Account email address',
  },
  profile: { name: 'https://www.googleapis.com/auth/userinfo.profile', sentence: 'See your personal info' },
  'https://www.googleapis.com/auth/drive.file': {
    name: 'https://www.googleapis.com/auth/drive.file',
    sentence: 'See, edit, create, and delete only the specific Google Drive files you use with this app',
  },
  'https://www.googleapis.com/auth/drive': {
    name: 'https://www.googleapis.com/auth/drive',
    sentence: 'See, edit, create, and delete all of your Google Drive files',
  },
  'https://www.googleapis.com/auth/drive.readonly': {
    name: 'https://www.googleapis.com/auth/drive.readonly',
    sentence: 'See and download all your Google Drive files',
  },
  'https://www.googleapis.com/auth/spreadsheets': {
    name: 'https://www.googleapis.com/auth/spreadsheets',
    sentence: 'See, edit, create, and delete all your Google Sheets spreadsheets',
  },
  'https://www.googleapis.com/auth/spreadsheets.readonly': {
    name: 'https://www.googleapis.com/auth/spreadsheets.readonly',
    sentence: 'See all your Google Sheets spreadsheets',
  },
};
/** These are never offered as a box to untick. */
const ALWAYS_GRANTED = new Set(['openid', SCOPES.email?.name, SCOPES.profile?.name]);

type Asked = {
  readonly client: OAuthClient;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
  readonly challenge: string | null;
  readonly method: 'S256' | 'plain';
  readonly offline: boolean;
  readonly consentForced: boolean;
};

/** GET https://accounts.google.com/o/oauth2/v2/auth, and the form of its page. */
export function authorize(state: GoogleState, request: FakeRequest): FakeReply {
  const userAgent = request.headers['user-agent'] ?? '';
  // https://developers.googleblog.com/upcoming-security-changes-to-googles-oauth-20-authorization-endpoint-in-embedded-webviews/
  if (/; wv\)|Electron\//.test(userAgent)) return refusalPage(403, 'disallowed_useragent', 'Use a secure browser.');
  const pressed = request.method === 'POST' ? new URLSearchParams(request.body.toString('utf8')) : null;
  const asked = readAsked(state, request.query);
  if ('status' in asked) return asked;
  const { consent } = state;
  if (consent.mode === 'adminPolicy') {
    return refusalPage(
      400,
      'admin_policy_enforced',
      `Access to ${asked.client.appName} is blocked by the administrator of your institution.`,
    );
  }
  if (consent.mode === 'notTester') {
    const { appName } = asked.client;
    const detail = `${appName} has not completed the Google verification process. It is being tested and can only be accessed by developer-approved testers.`;
    return refusalPage(403, 'access_denied', detail);
  }
  if (consent.mode === 'deny' || pressed?.get('answer') === 'cancel') return back(asked, { error: 'access_denied' });
  if (consent.mode === 'page' && pressed === null) return consentPage(state, asked, request);
  const ticked = pressed === null ? null : new Set(pressed.getAll('scope'));
  const granted = asked.scopes.filter(
    (scope) =>
      ALWAYS_GRANTED.has(scope) || (ticked === null ? !state.consent.untick.includes(scope) : ticked.has(scope)),
  );
  return back(asked, { code: issueCode(state, asked, granted), scope: granted.join(' ') });
}

function issueCode(state: GoogleState, asked: Asked, scopes: readonly string[]): string {
  const { email } = state.consent;
  const grant = `${asked.client.clientId} ${email}`;
  const code = newCode();
  state.codes.set(code, {
    code,
    clientId: asked.client.clientId,
    email,
    redirectUri: asked.redirectUri,
    scopes,
    challenge: asked.challenge,
    method: asked.method,
    offline: asked.offline,
    // A refresh token comes with the first consent only, or when the consent is asked for again (prompt=consent).
    newRefreshToken: asked.offline && (asked.consentForced || !state.grants.has(grant)),
    expiresAt: state.now() + CODE_LIFE_MS,
    used: false,
  });
  state.grants.add(grant);
  return code;
}

/** The browser goes back to the app; errors carry the state as well. */
function back(asked: Asked, answer: Readonly<Record<string, string>>): FakeReply {
  const target = new URL(asked.redirectUri);
  if (asked.state !== null) target.searchParams.set('state', asked.state);
  // RFC 9207.
  target.searchParams.set('iss', 'https://accounts.google.com');
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  return empty(302, { Location: target.href });
}

/** Every refusal here is a page in the browser: the app hears nothing of it. */
function readAsked(state: GoogleState, query: URLSearchParams): Asked | FakeReply {
  const wrong = (detail: string) => refusalPage(400, 'invalid_request', detail);
  const clientId = query.get('client_id') ?? '';
  if (clientId === '') return wrong('Missing required parameter: client_id');
  const client = state.clients.get(clientId);
  if (client === undefined) return refusalPage(401, 'invalid_client', 'The OAuth client was not found.');
  for (const name of ['redirect_uri', 'response_type', 'scope']) {
    if ((query.get(name) ?? '') === '') return wrong(`Missing required parameter: ${name}`);
  }
  for (const name of new Set(query.keys())) {
    if (query.getAll(name).length > 1) return wrong(`OAuth 2 parameters can only have a single value: ${name}`);
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isLoopback(redirectUri)) {
    return refusalPage(
      400,
      'redirect_uri_mismatch',
      "You can't sign in because this app sent an invalid request. The redirect address is not a loopback address.",
    );
  }
  if (query.get('response_type') !== 'code')
    return refusalPage(400, 'unsupported_response_type', 'Invalid response_type');
  const names = (query.get('scope') ?? '').split(' ').filter((name) => name !== '');
  const unknown = names.filter((name) => scopeOf(name) === null);
  if (unknown.length > 0) {
    return refusalPage(400, 'invalid_scope', `Some requested scopes were invalid. {invalid=[${unknown.join(', ')}]}`);
  }
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method') ?? 'plain';
  if (challenge === null && state.requirePkce) return wrong('Missing required parameter: code_challenge');
  if (method !== 'S256' && method !== 'plain')
    return wrong(`Invalid parameter value for code_challenge_method: ${method}`);
  if (challenge !== null && !/^[A-Za-z0-9._~-]{43,128}$/.test(challenge)) {
    return wrong('Invalid parameter value for code_challenge');
  }
  const access = query.get('access_type') ?? 'online';
  if (access !== 'online' && access !== 'offline') return wrong(`Invalid parameter value for access_type: ${access}`);
  const prompts = (query.get('prompt') ?? '').split(' ').filter((name) => name !== '');
  const strange = prompts.find((name) => !['none', 'consent', 'select_account'].includes(name));
  if (strange !== undefined) return wrong(`Invalid parameter value for prompt: Invalid prompt: ${strange}`);
  return {
    client,
    redirectUri,
    scopes: [...new Set(names.flatMap((name) => scopeOf(name) ?? []))],
    state: query.get('state'),
    challenge,
    method,
    offline: access === 'offline',
    consentForced: prompts.includes('consent'),
  };
}

function scopeOf(name: string): string | null {
  const known = SCOPES[name] ?? Object.values(SCOPES).find((scope) => scope.name === name);
  return known?.name ?? null;
}

/** A desktop client registers no address: any port of the loopback, by address or as `localhost`. */
function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const plain = url.hash === '' && url.username === '' && url.password === '' && url.search === '';
  return url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname) && plain;
}

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
}

function refusalPage(status: number, error: string, detail: string): FakeReply {
  return html(
    status,
    page(
      'Error - Google Accounts',
      `<h1>Access blocked</h1><p>${escaped(detail)}</p><p>Error ${status}: ${escaped(error)}</p>`,
    ),
  );
}

/** The consent page with a box for each scope that can be refused (granular permissions). */
function consentPage(state: GoogleState, asked: Asked, request: FakeRequest): FakeReply {
  const boxes = asked.scopes.map((scope) => {
    const known = Object.values(SCOPES).find((candidate) => candidate.name === scope);
    const sentence = escaped(known?.sentence ?? scope);
    if (ALWAYS_GRANTED.has(scope)) return `<li>${sentence}</li>`;
    const ticked = state.consent.untick.includes(scope) ? '' : ' checked';
    return `<li><label><input type="checkbox" name="scope" value="${escaped(scope)}"${ticked}> ${sentence}</label></li>`;
  });
  const action = escaped(`${request.path}?${request.query.toString()}`);
  const form = `<form method="post" action="${action}"><ul>${boxes.join('')}</ul><button name="answer" value="cancel">Cancel</button> <button name="answer" value="continue">Continue</button></form>`;
  const head = `<h1>${escaped(asked.client.appName)} wants access to your Google Account</h1><p>${escaped(state.consent.email)}</p>`;
  return html(200, page('Sign in - Google Accounts', head + form));
}

/** Anything else at accounts.google.com. */
export function accountsNotFound(): FakeReply {
  return text(404, 'The requested URL was not found on this server. That is all we know.');
}
