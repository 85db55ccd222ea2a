import { AttemptError } from './attempt-error.ts';

export type ProxyAddress = {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
  /** Host and port as they may be shown: without a name or password. */
  readonly shown: string;
  /** The value of `Proxy-Authorization`; null without a name. A secret. */
  readonly authorization: string | null;
};

/**
 * Reads `http://name:password@host:port` (or https).
 *
 * Throws an AttemptError without the text in it: an error of URL would carry the password along.
 */
export function readProxyAddress(text: string): ProxyAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') throw settingError();
  const secure = url.protocol === 'https:';
  if (!secure && url.protocol !== 'http:') {
    const trouble = { kind: 'scheme', proxy: url.host } as const;
    throw new AttemptError('proxy', undefined, { about: 'proxy', trouble });
  }
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  return {
    secure,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    shown: `${url.hostname}:${port}`,
    authorization: authorizationOf(url),
  };
}

/** The settings name no proxy that can be used; what they do name stays out of it. */
export function settingError(cause?: unknown): AttemptError {
  return new AttemptError('proxy', cause, { about: 'proxy', trouble: { kind: 'setting' } });
}

/** RFC 7617. */
function authorizationOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  return `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`;
}

/** A password with a bare percent sign is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
