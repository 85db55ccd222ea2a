import type { EngineFailure } from '../failure.ts';
import type { Gateway, GatewayConnection, GatewayResponse, Purpose, Trigger } from '../network/gateway-types.ts';
import type { Clock } from '../ports.ts';
import { failureOf, failureOfCode, jsonOf, orgErrorOf } from './answers.ts';
import { usageOfHeader } from './api-usage.ts';
import type { ApiUsage, Traffic } from './org-client.ts';

export type CallerDeps = {
  readonly gateway: Pick<Gateway, 'request'>;
  readonly now: Clock;
  readonly connection: GatewayConnection;
  readonly trigger: Trigger;
  readonly onUsage?: (usage: ApiUsage) => void;
  /** Gives a new access token in place of `used`; absent where there is none to be had. */
  readonly renew?: ((used: string) => Promise<string>) | undefined;
  /** The org no longer accepts the token, nor is there a new one. */
  readonly onSignedOut?: (failure: EngineFailure) => void;
};

export type Call = {
  readonly purpose: Purpose;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** Sends no token. */
  readonly anonymous?: boolean;
};

/** Sends the requests of one client and counts them. */
export type Caller = {
  readonly origin: string;
  readonly host: string;
  /** Any status; only the gateway's own failures are thrown. */
  readonly send: (call: Call) => Promise<GatewayResponse>;
  /** The JSON of a 2xx answer; other statuses are thrown as the failures they stand for. */
  readonly json: <T>(call: Call) => Promise<{ readonly value: T; readonly response: GatewayResponse }>;
  readonly fail: (response: GatewayResponse) => EngineFailure;
  /** Passes a failure on, telling the owner first when it means that the token is dead. */
  readonly noticed: (failure: EngineFailure) => EngineFailure;
  readonly usage: () => ApiUsage | null;
  readonly traffic: () => Traffic;
};

export function createCaller(deps: CallerDeps): Caller {
  const { origin } = deps.connection;
  const host = new URL(origin).host;
  const anonymous: GatewayConnection = { ...deps.connection, accessToken: null };
  let signedIn = deps.connection;
  let usage: ApiUsage | null = null;
  let traffic: Traffic = { requests: 0, bytesIn: 0, bytesOut: 0 };

  const attempt = async (call: Call, connection: GatewayConnection): Promise<GatewayResponse> => {
    const response = await deps.gateway.request({
      purpose: call.purpose,
      trigger: deps.trigger,
      connection,
      method: call.method ?? 'GET',
      url: call.url,
      ...(call.headers === undefined ? {} : { headers: call.headers }),
      ...(call.body === undefined ? {} : { body: call.body }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
      ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
      onAttempt: (attempt) => {
        traffic = {
          requests: traffic.requests + 1,
          bytesIn: traffic.bytesIn + attempt.bytesIn,
          bytesOut: traffic.bytesOut + attempt.bytesOut,
        };
      },
    });
    const said = usageOfHeader(response.headers['sforce-limit-info']);
    if (said !== null) {
      usage = said;
      deps.onUsage?.(said);
    }
    return response;
  };

  const send = async (call: Call): Promise<GatewayResponse> => {
    const connection = call.anonymous === true ? anonymous : signedIn;
    const response = await attempt(call, connection);
    if (deps.renew === undefined || connection.accessToken === null || !isTokenRefused(response, host)) return response;
    // Sessions end without notice, so the answer is the only way to learn it. Once: a new token that is refused as well
    // is refused for another reason than its age.
    signedIn = { ...signedIn, accessToken: await orAborted(deps.renew(connection.accessToken), call.signal) };
    return attempt(call, signedIn);
  };

  const noticed = (failure: EngineFailure): EngineFailure => {
    if (failure.code === 'signed-out') deps.onSignedOut?.(failure);
    return failure;
  };
  const fail = (response: GatewayResponse): EngineFailure => noticed(failureOf(response, host, deps.now()));

  return {
    origin,
    host,
    send,
    fail,
    noticed,
    json: async <T>(call: Call) => {
      const response = await send(call);
      if (response.status < 200 || response.status > 299) throw fail(response);
      return { value: jsonOf<T>(response, host, deps.now()), response };
    },
    usage: () => usage,
    traffic: () => traffic,
  };
}

/** What others wait for as well goes on; only this wait ends with the signal. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const cancel = (): void => reject(new DOMException('Cancelled.', 'AbortError'));
  signal.addEventListener('abort', cancel, { once: true });
  try {
    if (signal.aborted) cancel();
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function isTokenRefused(response: GatewayResponse, host: string): boolean {
  if (response.status !== 401 && response.status !== 403) return false;
  // The identity service says so with one word that it calls a web page.
  const failure = failureOfCode(orgErrorOf(response.text), host) ?? failureOf(response, host, 0);
  return failure.code === 'signed-out';
}
