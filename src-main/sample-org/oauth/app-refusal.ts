import type { OrgState } from '../org-state.ts';
import type { RegisteredApp } from './apps.ts';

/** Why the org does not let an app in. Code and text differ by endpoint only where the service's do. */
export interface AppRefusal {
  /** The error at the callback address. */
  readonly callbackError: string;
  /** The error of the token endpoint. */
  readonly tokenError: string;
  readonly description: string;
}

const notInstalled: AppRefusal = {
  callbackError: 'invalid_client',
  tokenError: 'invalid_client',
  description: 'app must be installed into org',
};

const blocked: AppRefusal = {
  callbackError: 'OAUTH_APP_BLOCKED',
  tokenError: 'OAUTH_APP_BLOCKED',
  description: 'this app is blocked by admin',
};

const notApproved: AppRefusal = {
  callbackError: 'OAUTH_APP_ACCESS_DENIED',
  tokenError: 'invalid_app_access',
  description: 'user is not admin approved to access this app',
};

/** Whether the org lets this app in for its user; undefined: it does. */
export function appRefusal(state: OrgState, app: RegisteredApp): AppRefusal | undefined {
  if (!app.installed) return notInstalled;
  if (app.blocked) return blocked;
  const isApproved = !app.preApprovedOnly || app.approvedUsernames.includes(state.model.runningUser.Username);
  return isApproved ? undefined : notApproved;
}
