import type { AccountHandle } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import type { CloudGateway, CloudRequest, CloudResponse } from '../../network/cloud-types.ts';
import type { StoredSignIns } from './stored-sign-in.ts';

const BASE_URL = 'https://graph.microsoft.com';
const VERSION = 'v1.0';

export type GraphCall = Pick<CloudRequest, 'method' | 'about' | 'repeatable'> & {
  readonly purpose: 'microsoft files' | 'microsoft workbook';
  /** Below `/v1.0`, with its query; every part encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, bytes as they are. */
  readonly body?: Readonly<Record<string, unknown>> | Buffer;
  readonly timeoutMs?: number;
};

/** Any status but 401; `json` is null when the body is empty or no JSON object. */
export type GraphAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: Readonly<Record<string, unknown>> | null;
};

export type GraphDeps = { readonly gateway: CloudGateway; readonly signIns: StoredSignIns };

export type GraphFor = {
  readonly account: AccountHandle;
  readonly trigger: CloudRequest['trigger'];
  readonly signal: AbortSignal;
  readonly onWait?: (ms: number) => void;
};

/** Microsoft Graph as one account, for one undertaking. */
export type Graph = {
  readonly account: AccountHandle;
  readonly signal: AbortSignal;
  /** A token that was refused is renewed once. Throws `account-signed-out` and what the gateway throws. */
  readonly ask: (call: GraphCall) => Promise<GraphAnswer>;
  /** To an address that carries its own permission: no token goes there. */
  readonly upload: (request: UploadRequest) => Promise<GraphAnswer>;
  /** The same for tidying up, which must go on when the undertaking itself was cancelled. */
  readonly withSignal: (signal: AbortSignal) => Graph;
};

export type UploadRequest = Pick<CloudRequest, 'method' | 'url' | 'about' | 'repeatable'> & {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly timeoutMs?: number;
};

export function createGraph(deps: GraphDeps, context: GraphFor): Graph {
  const { account, trigger, signal, onWait } = context;
  let token: string | null = null;

  const common = () => ({
    trigger,
    account: { id: account.id, name: account.account().name },
    signal,
    ...(onWait === undefined ? {} : { onWait }),
  });

  const send = async (call: GraphCall, accessToken: string): Promise<GraphAnswer> => {
    const { Client, ResponseType } = await import('@microsoft/microsoft-graph-client');
    // The client makes an error of its own out of what its middleware throws, and reads bodies in ways of its own, so
    // both are taken from here.
    let answer: CloudResponse | null = null;
    let thrown: unknown;
    const gatewayHandler = {
      execute: async (context: { request: RequestInfo; options?: RequestInit; response?: Response }): Promise<void> => {
        try {
          answer = await deps.gateway.cloud({
            ...common(),
            purpose: call.purpose,
            accessToken,
            method: call.method,
            url: typeof context.request === 'string' ? context.request : context.request.url,
            headers: { Accept: 'application/json', ...headersOf(context.options?.headers) },
            ...bodyOf(context.options?.body),
            about: call.about,
            repeatable: call.repeatable,
            ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
          });
          context.response = new Response(null, { status: answer.status });
        } catch (error) {
          thrown = error;
          throw error;
        }
      },
    };
    const client = Client.initWithMiddleware({
      baseUrl: BASE_URL,
      defaultVersion: VERSION,
      middleware: gatewayHandler,
    });
    const request = client
      .api(call.path)
      .headers({ ...call.headers })
      .responseType(ResponseType.RAW);
    try {
      await perform(request, call);
    } catch (error) {
      if (thrown === undefined && answer === null) throw error;
    }
    if (thrown !== undefined) throw thrown;
    if (answer === null) throw new EngineFailure('internal', 'The request to Microsoft Graph was not made.');
    return graphAnswer(answer);
  };

  return {
    account,
    signal,
    ask: async (call) => {
      signal.throwIfAborted();
      token ??= await deps.signIns.accessToken(account, trigger);
      const answer = await send(call, token);
      if (answer.status !== 401) return answer;
      token = await deps.signIns.accessToken(account, trigger, token);
      const second = await send(call, token);
      if (second.status !== 401) return second;
      // The tokens are kept: a service that is out of order answers so, too.
      throw new EngineFailure(
        'account-signed-out',
        `Microsoft Graph refuses the sign-in of ${account.account().name}, even after it was renewed. Sign in to Microsoft again.`,
        { retryable: true },
      );
    },
    withSignal: (other) => createGraph(deps, { account, trigger, signal: other }),
    upload: async (request) => {
      signal.throwIfAborted();
      return graphAnswer(
        await deps.gateway.cloud({ ...common(), ...request, purpose: 'microsoft upload', accessToken: null }),
      );
    },
  };
}

type ClientRequest = {
  get: () => Promise<unknown>;
  post: (body: unknown) => Promise<unknown>;
  put: (body: unknown) => Promise<unknown>;
  patch: (body: unknown) => Promise<unknown>;
  delete: () => Promise<unknown>;
};

function perform(request: ClientRequest, { method, body }: GraphCall): Promise<unknown> {
  switch (method) {
    case 'GET':
      return request.get();
    case 'DELETE':
      return request.delete();
    case 'POST':
      return request.post(body ?? {});
    case 'PUT':
      return request.put(body ?? {});
    case 'PATCH':
      return request.patch(body ?? {});
  }
}

function headersOf(headers: RequestInit['headers']): Record<string, string> {
  return Object.fromEntries(new Headers(headers ?? {}));
}

/** What the client serialised: text for JSON. Bytes must be a Buffer, of anything else it would take the whole memory block. */
function bodyOf(body: RequestInit['body']): { readonly body?: string | Uint8Array } {
  if (typeof body === 'string') return { body };
  return body instanceof Uint8Array ? { body } : {};
}

function graphAnswer({ status, headers, body }: CloudResponse): GraphAnswer {
  return { status, headers, json: body.byteLength === 0 ? null : jsonObject(body) };
}

function jsonObject(body: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
