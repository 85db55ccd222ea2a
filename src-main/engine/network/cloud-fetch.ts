import { EngineFailure } from '../failure.ts';
import type { CloudGateway, CloudRequest } from './cloud-types.ts';

/** What the library's request does not say of itself. */
export type CloudCall = Pick<CloudRequest, 'purpose' | 'trigger' | 'account' | 'accessToken' | 'about' | 'repeatable'> &
  Pick<CloudRequest, 'timeoutMs' | 'signal' | 'onWait'>;

/** The part of `fetch` that gaxios, MSAL's and the Graph client's adapters use. */
export type CloudFetch = (address: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * Set by the libraries to tell their maker about versions and machines, or the gateway's own business. They are left
 * out rather than refused: nothing depends on them.
 */
const LEFT_OUT =
  /^(?:authorization|user-agent|accept-encoding|content-length|host|connection|sdkversion|x-goog-api-client|(?:x-)?client-request-id|return-client-request-id|x-client-.*|x-ms-(?:lib|client)-.*|x-anchormailbox)$/;
/** Statuses for which a `Response` may not carry a body. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A `fetch` whose only way out is the gateway, for libraries that take one (gaxios: `fetchImplementation`; the last
 * middleware of the Graph client).
 *
 * `describe` is asked for each request, by its address and method. A token that the library sets itself must be the
 * one of `describe`: the gateway sets the header, and only towards the hosts that may see it. Redirects are not
 * followed, the body of the answer is complete when the promise resolves. Throws what `gateway.cloud` throws.
 */
export function createCloudFetch(
  gateway: CloudGateway,
  describe: (address: URL, method: CloudRequest['method']) => CloudCall | Promise<CloudCall>,
): CloudFetch {
  return async (address, init = {}) => {
    const url = new URL(address);
    const method = methodOf(init.method);
    const call = await describe(url, method);
    const body = await bodyOf(init.body);
    const headers = new Headers(init.headers);
    if (body.type !== null && !headers.has('content-type')) headers.set('content-type', body.type);
    checkToken(headers.get('authorization'), call.accessToken);
    const signal = bothSignals(call.signal, init.signal ?? undefined);
    const answer = await gateway.cloud({
      ...call,
      method,
      url: url.href,
      headers: Object.fromEntries([...headers].filter(([name]) => !LEFT_OUT.test(name))),
      ...(body.content === null ? {} : { body: body.content }),
      ...(signal === undefined ? {} : { signal }),
    });
    const answerHeaders = new Headers(answer.headers);
    // The body is already decompressed.
    answerHeaders.delete('content-encoding');
    answerHeaders.delete('content-length');
    const content = WITHOUT_BODY.has(answer.status) ? null : new Uint8Array(answer.body);
    return new Response(content, { status: answer.status, headers: answerHeaders });
  };
}

function methodOf(given: string | undefined): CloudRequest['method'] {
  const method = (given ?? 'GET').toUpperCase();
  switch (method) {
    case 'GET':
    case 'POST':
    case 'PUT':
    case 'PATCH':
    case 'DELETE':
      return method;
    default:
      throw new EngineFailure('request-refused', `The request was not sent: ${method} is not a method that is used.`);
  }
}

type Body = { readonly content: string | Uint8Array | null; readonly type: string | null };

async function bodyOf(given: unknown): Promise<Body> {
  if (given === null || given === undefined) return { content: null, type: null };
  if (typeof given === 'string') return { content: given, type: null };
  if (given instanceof Uint8Array) return { content: given, type: null };
  if (given instanceof URLSearchParams) {
    return { content: given.toString(), type: 'application/x-www-form-urlencoded' };
  }
  if (given instanceof ArrayBuffer) return { content: new Uint8Array(given), type: null };
  // Streams: gaxios makes one of a multipart body. They are gathered, because an attempt may have to be repeated.
  if (isAsyncIterable(given)) {
    const parts: Uint8Array[] = [];
    for await (const part of given) parts.push(bytesOf(part));
    return { content: Buffer.concat(parts), type: null };
  }
  throw new EngineFailure('request-refused', 'The request was not sent: its body has a form that is not used.');
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function bytesOf(part: unknown): Uint8Array {
  if (typeof part === 'string') return Buffer.from(part, 'utf8');
  if (part instanceof Uint8Array) return part;
  throw new EngineFailure('request-refused', 'The request was not sent: a part of its body is neither text nor bytes.');
}

function checkToken(header: string | null, accessToken: string | null): void {
  if (header === null || header === `Bearer ${accessToken ?? ''}`) return;
  throw new EngineFailure('request-refused', 'The request was not sent: it carries another token than the account’s.');
}

function bothSignals(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one === other ? one : AbortSignal.any([one, other]);
}
