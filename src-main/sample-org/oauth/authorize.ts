import { randomUUID } from 'node:crypto';
import { text } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { OrgRequest } from '../http/request.ts';
import type { OrgState } from '../org-state.ts';
import { appRefusal } from './app-refusal.ts';
import { grantedScopes } from './apps.ts';
import type { RegisteredApp } from './apps.ts';
import { approvalPage } from './approval-page.ts';
import { mintCode } from './grants.ts';
import type { PendingApproval } from './oauth-state.ts';

/** Where the approval page posts the user's decision. */
export const approvalPath = '/setup/secur/RemoteAccessAuthorizationPage.apexp';

/**
 * The answer of `/services/oauth2/authorize`: the approval page, or a refusal. A refusal goes to the callback address
 * only once that is known to be the app's; before, it is shown to the user.
 */
export function answerAuthorize(state: OrgState, request: OrgRequest): Reply {
  const app = state.oauth.apps.get(request.query.get('client_id') ?? '');
  if (app === undefined) return errorPage('invalid_client_id', 'client identifier invalid');
  const redirectUri = request.query.get('redirect_uri') ?? '';
  if (!app.callbackUrls.includes(redirectUri))
    return errorPage('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const checked = checkRequest(state, app, redirectUri, request.query);
  if ('error' in checked) {
    const { error, description } = checked;
    return redirect(redirectUri, { error, error_description: description }, request.query.get('state'));
  }
  return askUser(state, app, checked);
}

type Checked = PendingApproval | { readonly error: string; readonly description: string };

function checkRequest(state: OrgState, app: RegisteredApp, redirectUri: string, query: URLSearchParams): Checked {
  if (query.get('response_type') !== 'code')
    return { error: 'unsupported_response_type', description: 'response type not supported' };
  const scopes = grantedScopes(app, query.get('scope'));
  if (scopes === undefined) return { error: 'invalid_scope', description: 'the requested scope is not allowed' };
  const codeChallenge = query.get('code_challenge') ?? undefined;
  if (codeChallenge === undefined && app.requirePkce)
    return { error: 'invalid_request', description: 'missing required code challenge' };
  // Without a method the service takes S256; a challenge is then always the 43 characters of a SHA-256 digest.
  const isS256 = (query.get('code_challenge_method') ?? 'S256') === 'S256';
  if (codeChallenge !== undefined && (!isS256 || !/^[\w-]{43}$/.test(codeChallenge)))
    return { error: 'invalid_request', description: 'invalid code challenge' };
  const refused = appRefusal(state, app);
  if (refused !== undefined) return { error: refused.callbackError, description: refused.description };
  return {
    request: { clientId: app.clientId, redirectUri, scopes, codeChallenge },
    state: query.get('state'),
    expiresAtMs: state.now() + state.oauth.codeLifetimeMs,
  };
}

function askUser(state: OrgState, app: RegisteredApp, pending: PendingApproval): Reply {
  // Who an administrator approved is not asked.
  if (state.oauth.approval !== 'ask' || app.preApprovedOnly)
    return decide(state, pending, state.oauth.approval !== 'deny');
  const ticket = randomUUID();
  state.oauth.pending.set(ticket, pending);
  const { Name: name, Username: username } = state.model.runningUser;
  return approvalPage({
    action: approvalPath,
    ticket,
    appName: app.name,
    orgName: state.model.organization.Name,
    user: `${name} (${username})`,
    scopes: pending.request.scopes,
  });
}

/** The answer to the approval page's form. */
export function answerApproval(state: OrgState, request: OrgRequest): Reply {
  const form = new URLSearchParams(request.body);
  const ticket = form.get('ticket') ?? '';
  const pending = state.oauth.pending.get(ticket);
  state.oauth.pending.delete(ticket);
  if (pending === undefined || pending.expiresAtMs <= state.now())
    return errorPage('OAUTH_APPROVAL_ERROR_GENERIC', 'An unexpected error has occurred during authentication.');
  return decide(state, pending, form.get('decision') === 'allow');
}

function decide(state: OrgState, pending: PendingApproval, isAllowed: boolean): Reply {
  const { redirectUri } = pending.request;
  if (!isAllowed) {
    const denial = { error: 'access_denied', error_description: 'end-user denied authorization' };
    return redirect(redirectUri, denial, pending.state);
  }
  const code = mintCode();
  const expiresAtMs = state.now() + state.oauth.codeLifetimeMs;
  state.oauth.codes.set(code, { ...pending.request, expiresAtMs, isUsed: false });
  return redirect(redirectUri, { code }, pending.state);
}

function redirect(redirectUri: string, parameters: Readonly<Record<string, string>>, state: string | null): Reply {
  const query = new URLSearchParams({ ...parameters, ...(state === null ? {} : { state }) });
  const mark = redirectUri.includes('?') ? '&' : '?';
  return { status: 302, headers: { Location: `${redirectUri}${mark}${query.toString()}` } };
}

/** What the browser shows where there is no address that the answer could go to. */
function errorPage(error: string, description: string): Reply {
  return text(400, `error=${error}&error_description=${encodeURIComponent(description)}`, 'text/plain;charset=UTF-8');
}
