import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as the real host would see it. */
export type Asked = {
  readonly method: string;
  /** With the https origin of the host that this server stands for. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Sent without a Content-Length. */
  readonly chunked: boolean;
};

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
};

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function html(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body };
}

export function redirect(to: string): Reply {
  return { status: 302, headers: { location: to, 'cache-control': 'no-store' } };
}

export function header(asked: Asked, name: string): string | null {
  const value = asked.headers[name];
  return typeof value === 'string' ? value : null;
}

/** What was sent as JSON: an object, or null when it is not one. */
export function jsonBody(asked: Asked): Readonly<Record<string, unknown>> | null {
  if (asked.body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(asked.body.toString('utf8'));
    return isRecord(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Ids that the services put on every answer. */
export function traceIds(asked: Asked): { readonly requestId: string; readonly clientRequestId: string } {
  const requestId = randomUUID();
  return { requestId, clientRequestId: header(asked, 'client-request-id') ?? requestId };
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
