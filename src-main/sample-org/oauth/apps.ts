import { randomBytes } from 'node:crypto';

/** Scopes this org can assign to an app. `openid` is not among them: the org signs no id tokens. */
const assignableScopes = ['refresh_token', 'id', 'web', 'full', 'api'] as const;
export type Scope = (typeof assignableScopes)[number];

/** An external client app as its registration and its policies say. What is absent takes the value named. */
export interface OrgApp {
  /** The Consumer Key. */
  readonly clientId: string;
  /** Absent: a random one. Checked where the app requires it, and wherever a client sends one. */
  readonly clientSecret?: string;
  readonly name?: string;
  /** Compared letter by letter, the port included. */
  readonly callbackUrls: readonly string[];
  /** Absent: `refresh_token`, `id` and `api`. */
  readonly scopes?: readonly Scope[];
  /** Whether the app is installed in this org. Absent: it is. */
  readonly installed?: boolean;
  /** Whether an administrator blocked it under Connected Apps OAuth Usage. Absent: not blocked. */
  readonly blocked?: boolean;
  /** "Admin approved users are pre-authorized": nobody may approve the app for themselves. Absent: everybody may. */
  readonly preApprovedOnly?: boolean;
  /** Usernames an administrator approved; read only with `preApprovedOnly`. */
  readonly approvedUsernames?: readonly string[];
  /** "Require Secret", for the exchange of a code and for refreshing. Absent: not required. */
  readonly requireSecret?: boolean;
  /** "Enable Refresh Token Rotation". Absent: off. */
  readonly rotateRefreshTokens?: boolean;
  /** "Require Proof Key for Code Exchange". Absent: required. */
  readonly requirePkce?: boolean;
}

export type RegisteredApp = Required<OrgApp>;

/** Fills in what an app leaves to its defaults, as Setup does on saving it.
 * @throws Error for a callback address that Setup refuses: plain http to anything but `localhost`
 */
export function registerApp(app: OrgApp): RegisteredApp {
  for (const callbackUrl of app.callbackUrls) {
    const { protocol, hostname } = new URL(callbackUrl);
    if (protocol === 'http:' && hostname !== 'localhost')
      throw new Error(`Callback URL ${callbackUrl}: Cannot be an HTTP URL`);
  }
  return {
    clientSecret: randomBytes(32).toString('hex').toUpperCase(),
    name: 'External client app',
    scopes: ['refresh_token', 'id', 'api'],
    installed: true,
    blocked: false,
    preApprovedOnly: false,
    approvedUsernames: [],
    requireSecret: false,
    rotateRefreshTokens: false,
    requirePkce: true,
    ...app,
  };
}

/**
 * The scopes granted for a `scope` parameter: what is asked for, or everything assigned to the app where nothing is.
 * @returns undefined where the app is not assigned one of them
 */
export function grantedScopes(app: RegisteredApp, asked: string | null): readonly Scope[] | undefined {
  const names = (asked ?? '')
    .split(/\s+/)
    .filter((name) => name !== '')
    .map((name) => (name === 'offline_access' ? 'refresh_token' : name));
  if (names.length === 0) return app.scopes;
  if (names.some((name) => !(app.scopes as readonly string[]).includes(name))) return undefined;
  return assignableScopes.filter((scope) => names.includes(scope));
}
