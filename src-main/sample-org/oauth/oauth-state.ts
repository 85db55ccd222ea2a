import type { OrgApp, RegisteredApp, Scope } from './apps.ts';
import { registerApp } from './apps.ts';
import { defaultApp } from './default-app.ts';

/** What one approval of a user gave an app: at most one living refresh token, and the sessions opened by it. */
export interface Grant {
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  readonly accessTokens: Set<string>;
  /** Undefined: the grant has no `refresh_token` scope, or it was revoked. */
  refreshToken: string | undefined;
  /** Tokens that rotation replaced. Whoever presents one of them has copied it. */
  readonly rotatedTokens: Set<string>;
  /** Set when the refresh token outlived the validity that the app's policies give it. */
  isExpired: boolean;
}

/** An approved request that waits for its exchange. */
export interface CodeGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly Scope[];
  /** Undefined: the client sent none, and the app does not require one. */
  readonly codeChallenge: string | undefined;
  readonly expiresAtMs: number;
  isUsed: boolean;
}

/** A request that was found good and waits for the user's decision. */
export interface PendingApproval {
  readonly request: Omit<CodeGrant, 'expiresAtMs' | 'isUsed'>;
  readonly state: string | null;
  readonly expiresAtMs: number;
}

/** Whether the approval page is shown, or its answer is given at once. */
export type Approval = 'ask' | 'allow' | 'deny';

/** Refusals of the token endpoint that concern the org, its user or where the client runs. */
export type TokenRefusal =
  | 'authentication failure'
  | 'inactive organization'
  | 'ip restricted'
  | "user hasn't approved this consumer";

export interface OAuthState {
  readonly apps: Map<string, RegisteredApp>;
  approval: Approval;
  readonly codeLifetimeMs: number;
  isUserActive: boolean;
  refusal: TokenRefusal | undefined;
  /** Whether the org has left the address it started at. */
  isMoved: boolean;
  readonly pending: Map<string, PendingApproval>;
  readonly codes: Map<string, CodeGrant>;
  /** Oldest first. */
  grants: Grant[];
}

export interface OAuthOptions {
  /** Absent: the default app. */
  readonly apps?: readonly OrgApp[];
  /** Absent: `ask`. */
  readonly approval?: Approval;
  /** Absent: 15 minutes. */
  readonly codeLifetimeMs?: number;
}

export function createOAuthState(options: OAuthOptions): OAuthState {
  const apps = (options.apps ?? [defaultApp]).map(registerApp);
  return {
    apps: new Map(apps.map((app) => [app.clientId, app])),
    approval: options.approval ?? 'ask',
    codeLifetimeMs: options.codeLifetimeMs ?? 15 * 60_000,
    isUserActive: true,
    refusal: undefined,
    isMoved: false,
    pending: new Map(),
    codes: new Map(),
    grants: [],
  };
}
