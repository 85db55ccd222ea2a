import type { OrgRequest } from '../http/request.ts';
import type { Reply } from '../http/reply.ts';
import { failure } from '../http/reply.ts';

/*
 * How many report runs, and how many fetches of results of asynchronous runs, an org answers at the same time. A request
 * counts from its arrival until its answer is sent.
 */

type Kind = 'sync' | 'result';

/** Limits of the Reports and Dashboards REST API ("Requirements and Limitations"). */
const most: Readonly<Record<Kind, number>> = { sync: 20, result: 200 };
const words: Readonly<Record<Kind, string>> = {
  sync: `You can’t run more than ${most.sync} reports synchronously at the same time. Try again later.`,
  result: `You can’t get more than ${most.result} results of asynchronous report runs at the same time. Try again later.`,
};

export interface ConcurrentRuns {
  /**
   * Counts a request that runs a report or gets a result.
   * @returns the refusal where there are too many already; else what is called once the answer is sent
   */
  enter(request: OrgRequest): { readonly refusal: Reply | null; leave(): void };
}

function kindOf({ method, path }: OrgRequest): Kind | null {
  const [, rest = ''] = /^\/services\/data\/v\d+\.0\/analytics\/reports\/(.+)$/.exec(path) ?? [];
  if (/^00O\w+\/instances\/\w+$/.test(rest) && method === 'GET') return 'result';
  return /^00O\w+$/.test(rest) || (rest === 'query' && method === 'POST') ? 'sync' : null;
}

export function createConcurrentRuns(): ConcurrentRuns {
  const running: Record<Kind, number> = { sync: 0, result: 0 };
  const nothing = (): void => undefined;
  return {
    enter(request) {
      const kind = kindOf(request);
      if (kind === null) return { refusal: null, leave: nothing };
      if (running[kind] >= most[kind]) return { refusal: failure(403, 'FORBIDDEN', words[kind]), leave: nothing };
      running[kind] += 1;
      return {
        refusal: null,
        leave: () => {
          running[kind] -= 1;
        },
      };
    },
  };
}
