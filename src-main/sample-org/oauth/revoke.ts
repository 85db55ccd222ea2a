import { json, text } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { OrgRequest } from '../http/request.ts';
import type { OrgState } from '../org-state.ts';
import { grantOfSession, revokeGrant } from './grants.ts';

/**
 * The answer of `POST /services/oauth2/revoke`. A refresh token takes its sessions with it; an access token ends alone.
 */
export function answerRevoke(state: OrgState, request: OrgRequest): Reply {
  const token = new URLSearchParams(request.body).get('token');
  if (token === null || token === '')
    return refusal(request, 'unsupported_token_type', 'this token type is not supported');
  const grant = state.oauth.grants.find(({ refreshToken }) => refreshToken === token);
  if (grant !== undefined) {
    revokeGrant(state, grant);
    return { status: 200, headers: {} };
  }
  const sessionGrant = grantOfSession(state, token);
  if (!state.tokens.delete(token)) return refusal(request, 'invalid_token', `invalid token: ${token}`);
  sessionGrant?.accessTokens.delete(token);
  return { status: 200, headers: {} };
}

/** JSON for a client that asks for it; for any other the older form. */
function refusal(request: OrgRequest, error: string, description: string): Reply {
  if (/\bapplication\/json\b/i.test(request.headers.accept ?? ''))
    return json(400, { error, error_description: description });
  const form = new URLSearchParams({ error, error_description: description });
  return text(400, form.toString(), 'application/x-www-form-urlencoded;charset=UTF-8');
}
