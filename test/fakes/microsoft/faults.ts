import type { Asked, Reply } from './http-kit.ts';
import { graphError } from './graph/errors.ts';
import { loginError } from './login/errors.ts';

/**
 * A thing that goes wrong on its way. `match` is compared with `METHOD https://host/path?query`, a string as a part of
 * it. It happens `times` times (1) after `skip` matching requests (0) went through.
 */
export type Fault = {
  readonly match: string | RegExp;
  readonly times?: number;
  readonly skip?: number;
} & (
  | {
      /** Answered with this status and the service's own error body, or `body`; nothing is executed. */
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly body?: string;
      /** Seconds. */
      readonly retryAfter?: number;
    }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The connection ends after `afterBytes` of the body (0), before anything is executed. */
  | { readonly kind: 'cutBefore'; readonly afterBytes?: number }
  /** Executed; the connection ends without an answer. */
  | { readonly kind: 'cutAfter' }
  /** Executed; half of the answer's body, then the end of the connection. */
  | { readonly kind: 'halfBody' }
  /** Never answered until the other side gives up or the fake closes; nothing is executed. */
  | { readonly kind: 'hang' }
);

type Pending = { readonly fault: Fault; left: number; skip: number };

export type Faults = {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  /** The first fault that is due for this request, counted as used. */
  readonly take: (method: string, url: string) => Fault | null;
  /** How many are still to come. */
  readonly left: () => number;
};

export function createFaults(): Faults {
  let pending: Pending[] = [];
  return {
    add: (fault) => void pending.push({ fault, left: fault.times ?? 1, skip: fault.skip ?? 0 }),
    clear: () => {
      pending = [];
    },
    take: (method, url) => {
      const line = `${method} ${url}`;
      for (const entry of pending) {
        const { match } = entry.fault;
        const hit = typeof match === 'string' ? line.includes(match) : new RegExp(match.source, match.flags).test(line);
        if (!hit) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.left -= 1;
        if (entry.left <= 0) pending = pending.filter((other) => other !== entry);
        return entry.fault;
      }
      return null;
    },
    left: () => pending.reduce((sum, entry) => sum + entry.left, 0),
  };
}

/** Top-level codes by status (learn.microsoft.com/graph/errors; api-facts §4.3 line 289–290). */
const GRAPH_CODES: Readonly<Record<number, string>> = {
  400: 'invalidRequest',
  401: 'InvalidAuthenticationToken',
  403: 'accessDenied',
  404: 'itemNotFound',
  409: 'conflict',
  423: 'notAllowed',
  429: 'TooManyRequests',
  500: 'generalException',
  502: 'UnknownError',
  503: 'serviceNotAvailable',
  504: 'gatewayTimeout',
  507: 'quotaLimitReached',
  509: 'activityLimitReached',
};

export function faultReply(fault: Extract<Fault, { readonly kind: 'status' }>, asked: Asked, now: number): Reply {
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  if (fault.body !== undefined) return { status: fault.status, headers, body: fault.body };
  if (asked.url.hostname === 'login.microsoftonline.com') {
    const reply = loginError(asked, now, {
      status: fault.status,
      error: fault.code ?? 'temporarily_unavailable',
      number: 90033,
      text: 'A transient error has occurred. Please try again.',
    });
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }
  const reply = graphError(asked, now, {
    status: fault.status,
    code: fault.code ?? GRAPH_CODES[fault.status] ?? 'generalException',
    message: 'The request failed (fault of the test).',
  });
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
