import { createHash, randomBytes } from 'node:crypto';
import type { FakeGoogle } from './fake-google.ts';
import { DRIVE_FILE_SCOPE } from './types.ts';

/** Raw requests to the fake, for the tests of its rules. */
export type RawAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed where it is JSON, else null. */
  readonly json: Readonly<Record<string, unknown>>;
};

export async function raw(
  fake: FakeGoogle,
  method: string,
  url: string,
  options: {
    readonly token?: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<RawAnswer> {
  const { body, token } = options;
  const plain =
    body === undefined || typeof body === 'string' || body instanceof Uint8Array || body instanceof URLSearchParams;
  const response = await fetch(fake.local(url), {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(plain ? {} : { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: plain ? (body as string | URLSearchParams) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

/** `error.message` of Google's envelopes. */
export function messageOf(answer: RawAnswer): string {
  return String((answer.json.error as { readonly message?: unknown } | undefined)?.message);
}

export type Asked = {
  readonly url: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly state: string;
};

/** The address that a desktop app opens in the browser; changes replace parameters, null takes one away. */
export function authorizeUrl(fake: FakeGoogle, changes: Readonly<Record<string, string | null>> = {}): Asked {
  const verifier = randomBytes(48).toString('base64url');
  const parameters: Record<string, string | null> = {
    client_id: fake.client.clientId,
    redirect_uri: 'http://127.0.0.1:49999/',
    response_type: 'code',
    scope: DRIVE_FILE_SCOPE,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: randomBytes(12).toString('base64url'),
    access_type: 'offline',
    prompt: 'consent',
    ...changes,
  };
  const url = new URL('https://accounts.google.com/o/oauth2/v2/auth');
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  return { url: url.href, verifier, redirectUri: parameters.redirect_uri ?? '', state: parameters.state ?? '' };
}

/** Where the browser is sent after the consent. */
export async function consentTo(fake: FakeGoogle, asked: Asked): Promise<URL> {
  const answer = await raw(fake, 'GET', asked.url);
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`No redirect but ${answer.status}: ${answer.text}`);
  return new URL(location);
}

export async function exchange(
  fake: FakeGoogle,
  asked: Asked,
  code: string,
  changes: Readonly<Record<string, string | null>> = {},
): Promise<RawAnswer> {
  const form: Record<string, string | null> = {
    grant_type: 'authorization_code',
    code,
    client_id: fake.client.clientId,
    client_secret: fake.client.clientSecret,
    redirect_uri: asked.redirectUri,
    code_verifier: asked.verifier,
    ...changes,
  };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) if (value !== null) body.set(name, value);
  return await raw(fake, 'POST', 'https://oauth2.googleapis.com/token', { body });
}

export type Tokens = { readonly access: string; readonly refresh: string; readonly scope: string };

/** A whole sign-in as the app does it. */
export async function signIn(fake: FakeGoogle, changes: Readonly<Record<string, string | null>> = {}): Promise<Tokens> {
  const asked = authorizeUrl(fake, changes);
  const code = (await consentTo(fake, asked)).searchParams.get('code') ?? '';
  const { json } = await exchange(
    fake,
    asked,
    code,
    changes.client_id === undefined ? {} : { client_id: changes.client_id ?? '' },
  );
  return { access: String(json.access_token), refresh: String(json.refresh_token), scope: String(json.scope) };
}
