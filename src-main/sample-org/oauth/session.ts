import type { OrgRequest } from '../http/request.ts';
import type { OrgState } from '../org-state.ts';
import type { Scope } from './apps.ts';
import { grantOfSession } from './grants.ts';

/** What a request's access token is good for: everything, nothing, or not for what the request asks. */
export type Session = 'open' | 'none' | 'lacks-scope';

/**
 * Looks up the session of a request's Authorization header.
 * @param scope what the app must have been granted for this request; `full` stands for all of them
 */
export function sessionOf(state: OrgState, request: OrgRequest, scope?: Scope): Session {
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
  if (!/^(bearer|oauth)$/i.test(scheme) || !state.tokens.has(token) || isOldInstance(state, request)) return 'none';
  const grant = grantOfSession(state, token);
  const isGranted =
    grant === undefined || scope === undefined || grant.scopes.includes(scope) || grant.scopes.includes('full');
  return isGranted ? 'open' : 'lacks-scope';
}

/** After a move the address that the org had before knows no session. */
function isOldInstance(state: OrgState, request: OrgRequest): boolean {
  return state.oauth.isMoved && request.headers.host !== new URL(state.instanceUrl).host;
}
