import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AppRegistration, Person, World } from '../world.ts';

const REFRESH_LIFE_MS = 90 * 24 * 3_600_000;
const CODE_LIFE_MS = 10 * 60_000;

export type AccessGrant = {
  readonly person: Person;
  readonly clientId: string;
  readonly scopes: ReadonlySet<string>;
  readonly expiresAt: number;
};

export type RefreshGrant = {
  readonly person: Person;
  readonly clientId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  revoked: boolean;
};

export type CodeGrant = {
  readonly person: Person;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly graphScopes: readonly string[];
  readonly openId: ReadonlySet<string>;
  readonly challenge: { readonly value: string; readonly method: 'S256' | 'plain' } | null;
  readonly nonce: string | null;
  readonly expiresAt: number;
  used: boolean;
};

export type TokenBook = {
  readonly codes: Map<string, CodeGrant>;
  readonly access: Map<string, AccessGrant>;
  readonly refresh: Map<string, RefreshGrant>;
};

export const createTokenBook = (): TokenBook => ({ codes: new Map(), access: new Map(), refresh: new Map() });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = (): string => randomBytes(256).toString('base64url');

/** What `client_info=1` adds to answers; MSAL makes the account's id of it. */
export const clientInfo = (person: Person): string => part({ uid: person.id, utid: person.tenant.id });

export function issueCode(world: World, book: TokenBook, grant: Omit<CodeGrant, 'expiresAt' | 'used'>): string {
  const prefix = grant.person.tenant.kind === 'personal' ? 'M.C532_BAY.2.U.' : '1.AXkA';
  const code = prefix + randomBytes(180).toString('base64url');
  book.codes.set(code, { ...grant, expiresAt: world.now() + CODE_LIFE_MS, used: false });
  return code;
}

/** Work accounts get a JWT, personal accounts a token that cannot be read. */
export function issueAccess(
  world: World,
  book: TokenBook,
  person: Person,
  app: AppRegistration,
  scopes: readonly string[],
): string {
  const now = world.now();
  const expiresAt = now + world.switches.accessTokenLifeMs;
  const token =
    person.tenant.kind === 'personal'
      ? `EwB${randomBytes(500).toString('base64').replaceAll('=', '')}`
      : [
          part({ typ: 'JWT', nonce: randomUUID(), alg: 'RS256', kid: 'fake' }),
          part({
            aud: '00000003-0000-0000-c000-000000000000',
            iss: `https://sts.windows.net/${person.tenant.id}/`,
            iat: Math.floor(now / 1000),
            nbf: Math.floor(now / 1000),
            exp: Math.floor(expiresAt / 1000),
            app_displayname: app.name,
            appid: app.clientId,
            appidacr: '0',
            name: person.name,
            oid: person.id,
            scp: scopes.join(' '),
            tid: person.tenant.id,
            unique_name: person.address,
            upn: person.address,
            uti: randomBytes(16).toString('base64url'),
            ver: '1.0',
          }),
          signature(),
        ].join('.');
  book.access.set(token, { person, clientId: app.clientId, scopes: new Set(scopes), expiresAt });
  return token;
}

/**
 * A new one at every use, good for 90 days (api-facts §4.1 line 261). The old one stays good: the service does not
 * revoke it (learn.microsoft.com/entra/identity-platform/refresh-tokens).
 */
export function issueRefresh(world: World, book: TokenBook, person: Person, clientId: string): string {
  const now = world.now();
  const token = `${person.tenant.kind === 'personal' ? 'M.C532_BAY.0.U.-' : '1.AXkA'}${randomBytes(500).toString('base64url')}`;
  book.refresh.set(token, { person, clientId, issuedAt: now, expiresAt: now + REFRESH_LIFE_MS, revoked: false });
  return token;
}

/** Claims of learn.microsoft.com/entra/identity-platform/id-token-claims-reference. */
export function idToken(world: World, person: Person, clientId: string, nonce: string | null, email: boolean): string {
  const now = Math.floor(world.now() / 1000);
  return [
    part({ typ: 'JWT', alg: 'RS256', kid: 'fake' }),
    part({
      aud: clientId,
      iss: `https://login.microsoftonline.com/${person.tenant.id}/v2.0`,
      iat: now,
      nbf: now,
      exp: now + 3_600,
      name: person.name,
      ...(nonce === null ? {} : { nonce }),
      ...(email ? { email: person.address } : {}),
      oid: person.id,
      preferred_username: person.address,
      rh: '1.AXkA.',
      sub: createHash('sha256')
        .update(person.id + clientId)
        .digest('base64url'),
      tid: person.tenant.id,
      uti: randomBytes(16).toString('base64url'),
      ver: '2.0',
    }),
    signature(),
  ].join('.');
}

/** RFC 7636 §4.6. */
export function verifierFits(challenge: NonNullable<CodeGrant['challenge']>, verifier: string): boolean {
  if (challenge.method === 'plain') return verifier === challenge.value;
  return createHash('sha256').update(verifier).digest('base64url') === challenge.value;
}
