import { createHash, randomBytes } from 'node:crypto';
import type { FakeMicrosoft } from './fake-microsoft.ts';
import { isRecord } from './http-kit.ts';
import { atFake } from './person.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, or an empty object. */
  readonly json: Readonly<Record<string, unknown>>;
};

/** One request at the fake, as bare as it gets. */
export async function call(
  fake: FakeMicrosoft,
  method: string,
  address: string,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(atFake(fake, address), { method, redirect: 'manual', ...init });
  const text = await response.text();
  const parsed: unknown = response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, json: isRecord(parsed) ? parsed : {} };
}

/** The error code of Graph, and the one inside it. */
export function codes(answer: Answer): readonly string[] {
  const { error } = answer.json;
  if (!isRecord(error)) return [];
  const inner = isRecord(error.innerError) ? error.innerError.code : undefined;
  return [error.code, inner].filter((code): code is string => typeof code === 'string');
}

export const pkce = (): { readonly verifier: string; readonly challenge: string } => {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
};

export const REDIRECT = 'http://localhost:51234';

export function authorizeUrl(
  fake: FakeMicrosoft,
  values: Readonly<Record<string, string>> = {},
  authority = 'common',
): string {
  const url = new URL(`https://login.microsoftonline.com/${authority}/oauth2/v2.0/authorize`);
  const all = {
    client_id: fake.app.clientId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'Files.ReadWrite User.Read openid profile offline_access',
    state: 'a-state',
    ...values,
  };
  for (const [name, value] of Object.entries(all)) if (value !== '') url.searchParams.set(name, value);
  return url.href;
}

/** Where the sign-in page sends the browser. */
export async function callback(fake: FakeMicrosoft, address: string): Promise<URL> {
  const page = await call(fake, 'GET', address);
  const location = page.headers.get('location');
  if (location === null) throw new Error(`No redirect but ${page.status}: ${page.text}`);
  return new URL(location);
}

export function redeem(
  fake: FakeMicrosoft,
  values: Readonly<Record<string, string>>,
  authority = 'common',
): Promise<Answer> {
  const body = new URLSearchParams({ client_id: fake.app.clientId, ...values });
  return call(fake, 'POST', `https://login.microsoftonline.com/${authority}/oauth2/v2.0/token`, { body });
}

export type Tokens = { readonly access: string; readonly refresh: string };

/** Signs somebody in with these scopes, all steps included. */
export async function signIn(fake: FakeMicrosoft, person = fake.worker, scope = 'Files.ReadWrite'): Promise<Tokens> {
  fake.browser.person = person;
  const { verifier, challenge } = pkce();
  const scopes = `${scope} openid profile offline_access`;
  const to = await callback(
    fake,
    authorizeUrl(fake, { scope: scopes, code_challenge: challenge, code_challenge_method: 'S256' }),
  );
  const answer = await redeem(fake, {
    grant_type: 'authorization_code',
    code: to.searchParams.get('code') ?? '',
    redirect_uri: REDIRECT,
    code_verifier: verifier,
    scope: scopes,
  });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return { access: String(answer.json.access_token), refresh: String(answer.json.refresh_token) };
}

export const GRAPH = 'https://graph.microsoft.com/v1.0';
export type Graph = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Requests at Graph with a bearer token; a Buffer goes as it is, anything else as JSON. */
export function graphClient(fake: FakeMicrosoft, token: string): Graph {
  return (method, path, body, headers = {}) => {
    const raw = Buffer.isBuffer(body);
    return call(fake, method, GRAPH + path, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
    });
  };
}

/** One fragment to an upload address. */
export function putFragment(
  fake: FakeMicrosoft,
  url: string,
  content: Buffer,
  start: number,
  total: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return call(fake, 'PUT', url, {
    headers: { 'content-range': `bytes ${start}-${start + content.length - 1}/${total}`, ...headers },
    body: new Uint8Array(content),
  });
}
