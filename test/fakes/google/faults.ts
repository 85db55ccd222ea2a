import type { FakeRequest } from './http.ts';

/**
 * How an answer goes wrong.
 * - `status`: `status` in the envelope of the service, or `body`
 * - `delay`: right, `ms` later
 * - `cutBefore`: the connection closes and nothing was done
 * - `cutAfter`: everything was done and the connection closes without an answer
 * - `halfBody`: everything was done and half of the answer arrives
 * - `hang`: nothing was done and no answer comes
 */
export type Fault = {
  /** Part of `METHOD https://origin/path?query` at Google's own origin, or a pattern for it. */
  readonly match: string | RegExp;
  /** How many requests it hits; absent: all of them. */
  readonly times?: number;
  /** How many matching requests pass before it begins. */
  readonly skip?: number;
  readonly kind: 'status' | 'delay' | 'cutBefore' | 'cutAfter' | 'halfBody' | 'hang';
  readonly status?: number;
  readonly body?: unknown;
  /** Seconds, for the Retry-After header. */
  readonly retryAfter?: number;
  readonly ms?: number;
};

export type Faults = {
  readonly add: (fault: Fault) => () => void;
  readonly clear: () => void;
  readonly hits: () => number;
  readonly take: (request: FakeRequest) => Fault | null;
};

/** `METHOD` and the address as the client would name it at Google. */
export function lineOf(request: FakeRequest): string {
  const query = request.query.toString();
  return `${request.method} ${request.origin}${request.path}${query === '' ? '' : `?${query}`}`;
}

export function createFaults(): Faults {
  type Armed = { readonly fault: Fault; skip: number; left: number };
  let armed: Armed[] = [];
  let hits = 0;
  return {
    add(fault) {
      const entry: Armed = { fault, skip: fault.skip ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY };
      armed.push(entry);
      return () => {
        armed = armed.filter((other) => other !== entry);
      };
    },
    clear() {
      armed = [];
    },
    hits: () => hits,
    take(request) {
      const line = lineOf(request);
      for (const entry of armed) {
        const { match } = entry.fault;
        // search() ignores the state of a global pattern, which test() would not.
        const fits = typeof match === 'string' ? line.includes(match) : line.search(match) >= 0;
        if (!fits || entry.left <= 0) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.left -= 1;
        hits += 1;
        return entry.fault;
      }
      return null;
    },
  };
}
