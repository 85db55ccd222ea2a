import type { OrgState } from '../org-state.ts';
import type { OrgApp } from './apps.ts';
import { registerApp } from './apps.ts';
import { endSessions, revokeGrant } from './grants.ts';
import type { Approval, TokenRefusal } from './oauth-state.ts';

/** What an administrator, a policy or time does to sign-ins. It exists only in the process that runs the server. */
export interface OAuthControl {
  /** Answers approvals at once from now on, or shows the page again. */
  setApproval(approval: Approval): void;
  /** Ends every session that a sign-in opened; refresh tokens open new ones. The org's own access token stays valid. */
  expireAccessTokens(): void;
  /** Refresh tokens are past the validity of the app's policies: refused with `token validity expired`. */
  expireRefreshTokens(): void;
  /** An administrator revokes every sign-in, its sessions included. */
  revokeAll(): void;
  /** The user is deactivated: all sessions end, the org's own access token included. */
  deactivateUser(): void;
  reactivateUser(): void;
  /** Refuses every exchange and refresh with this description; undefined: no longer. */
  refuseTokens(refusal: TokenRefusal | undefined): void;
  /**
   * The org is on another instance from now on: sessions end, new ones name `instanceUrl`, and the address the org had
   * before serves no data any more. Signing in there still works, as it does at the login hosts.
   */
  moveInstance(instanceUrl: string): void;
  /** Changes the registration or the policies of an app. Blocking it ends its sessions. */
  changeApp(clientId: string, changes: Partial<Omit<OrgApp, 'clientId'>>): void;
  /** How many sign-ins are alive. */
  grantCount(): number;
}

export function createOAuthControl(state: OrgState): OAuthControl {
  const { oauth } = state;
  const endAllSessions = (): void => {
    for (const grant of oauth.grants) endSessions(state, grant);
  };
  return {
    setApproval(approval) {
      oauth.approval = approval;
    },
    expireAccessTokens: endAllSessions,
    expireRefreshTokens() {
      for (const grant of oauth.grants) grant.isExpired = true;
    },
    revokeAll() {
      for (const grant of oauth.grants) revokeGrant(state, grant);
    },
    deactivateUser() {
      oauth.isUserActive = false;
      endAllSessions();
      state.tokens.clear();
    },
    reactivateUser() {
      oauth.isUserActive = true;
    },
    refuseTokens(refusal) {
      oauth.refusal = refusal;
    },
    moveInstance(instanceUrl) {
      state.instanceUrl = new URL(instanceUrl).origin;
      oauth.isMoved = true;
      endAllSessions();
    },
    changeApp(clientId, changes) {
      const app = oauth.apps.get(clientId);
      if (app === undefined) throw new Error(`The sample org has no app ${clientId}.`);
      oauth.apps.set(clientId, registerApp({ ...app, ...changes }));
      if (changes.blocked !== true) return;
      for (const grant of oauth.grants) if (grant.clientId === clientId) endSessions(state, grant);
    },
    grantCount: () => oauth.grants.length,
  };
}
