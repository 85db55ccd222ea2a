import { z } from 'zod';
import { EngineFailure } from '../../failure.ts';
import type { waitMs } from '../../network/retry.ts';
import type { Clock } from '../../ports.ts';
import { unreadable } from './drive-item.ts';
import type { Graph, GraphAnswer, GraphCall } from './graph.ts';
import { type GraphContext, graphError, graphFailure, kindOf } from './graph-errors.ts';

/** A session that lasts is closed after some 5 minutes without a request. */
const REFRESH_AFTER_MS = 4 * 60_000;
const MAX_NEW_SESSIONS = 3;
/** How long closing may take before the session is left to end by itself. */
const CLOSING_MS = 10_000;
/** Somebody else's change came between; theirs are short. */
const CONFLICT_WAITS_MS = [500, 2000, 5000] as const;
const FIRST_POLL_MS = 200;
const LONGEST_POLL_MS = 5000;
const LONGEST_OPENING_MS = 3 * 60_000;

export type WorkbookCall = Pick<GraphCall, 'method' | 'about' | 'repeatable' | 'body'> & {
  /** Below `/workbook/`. */
  readonly path: string;
};

/** The clock, and how pauses are made; tests pass their own. */
export type Time = { readonly now: Clock; readonly wait: typeof waitMs };

/** The workbook API for one file, in one session. Source: learn.microsoft.com/graph/workbook-best-practice */
export type Workbook = {
  /**
   * Any status. A session that has ended is opened anew and the call repeated: what is refused so was not carried out.
   * A conflict with another change is waited for a little.
   */
  readonly call: (call: WorkbookCall) => Promise<GraphAnswer>;
  /** The same; throws what the answer means when it is no success. */
  readonly must: (call: WorkbookCall) => Promise<GraphAnswer>;
  readonly close: () => Promise<void>;
};

const sessionInfo = z.object({ id: z.string().min(1) });
const operation = z.object({
  status: z.string(),
  resourceLocation: z.string().optional(),
  error: z.unknown().optional(),
});

/** Opens a session that keeps what is written. Throws what the answers mean. */
export async function openWorkbook(graph: Graph, file: string, time: Time, context: GraphContext): Promise<Workbook> {
  let session = await createSession(graph, file, time, context);
  let lastUse = time.now();

  const send = (call: WorkbookCall, by: Graph = graph): Promise<GraphAnswer> =>
    by.ask({
      ...call,
      purpose: 'microsoft workbook',
      path: `${file}/workbook/${call.path}`,
      headers: { 'workbook-session-id': session },
    });

  const keepAwake = async (): Promise<void> => {
    if (time.now() - lastUse < REFRESH_AFTER_MS) return;
    const answer = await send({
      method: 'POST',
      path: 'refreshSession',
      body: {},
      about: 'a session is kept',
      repeatable: true,
    });
    if (isSessionOver(answer)) session = await createSession(graph, file, time, context);
  };

  const call = async (one: WorkbookCall): Promise<GraphAnswer> => {
    await keepAwake();
    let conflicts = 0;
    for (let sessions = 0; ; ) {
      const answer = await send(one);
      lastUse = time.now();
      if (isSessionOver(answer) && sessions < MAX_NEW_SESSIONS) {
        sessions += 1;
        session = await createSession(graph, file, time, context);
        continue;
      }
      const wait = CONFLICT_WAITS_MS[conflicts];
      if (answer.status === 409 && kindOf(graphError(answer)) === 'locked' && wait !== undefined) {
        conflicts += 1;
        await time.wait(wait, graph.signal);
        continue;
      }
      return answer;
    }
  };

  return {
    call,
    must: async (one) => {
      const answer = await call(one);
      if (answer.status >= 200 && answer.status <= 299) return answer;
      throw graphFailure(answer, context);
    },
    close: async () => {
      try {
        await send(
          { method: 'POST', path: 'closeSession', body: {}, about: 'a session is closed', repeatable: false },
          graph.withSignal(AbortSignal.timeout(CLOSING_MS)),
        );
      } catch (error) {
        // It ends by itself soon; what was written is written.
        if (!(error instanceof EngineFailure) && !(error instanceof DOMException)) throw error;
      }
    },
  };
}

/** `InvalidSession`, `InvalidSessionReCreatable`, `invalidSessionNotFound` … Source: learn.microsoft.com/graph/workbook-error-codes */
function isSessionOver(answer: GraphAnswer): boolean {
  return (
    answer.status >= 400 && graphError(answer).codes.some((code) => /^(?:invalidsession|sessionnotfound)/.test(code))
  );
}

async function createSession(graph: Graph, file: string, time: Time, context: GraphContext): Promise<string> {
  const answer = await graph.ask({
    purpose: 'microsoft workbook',
    method: 'POST',
    path: `${file}/workbook/createSession`,
    headers: { Prefer: 'respond-async' },
    body: { persistChanges: true },
    about: 'a session for a workbook',
    // One that nobody uses ends by itself.
    repeatable: true,
  });
  if (answer.status === 202) return awaitSession(graph, file, time, answer, context);
  if (answer.status < 200 || answer.status > 299) throw graphFailure(answer, context);
  return sessionId(answer, context);
}

function sessionId(answer: GraphAnswer, context: GraphContext): string {
  const parsed = sessionInfo.safeParse(answer.json);
  if (!parsed.success) throw unreadable(context);
  return parsed.data.id;
}

/** Large workbooks take their time: the answer says where to ask. Source: learn.microsoft.com/graph/api/workbook-createsession */
async function awaitSession(
  graph: Graph,
  file: string,
  time: Time,
  first: GraphAnswer,
  context: GraphContext,
): Promise<string> {
  const id = /\/operations\/([^/?]+)/.exec(first.headers['location'] ?? '')?.[1];
  if (id === undefined) throw unreadable(context);
  const ask = (path: string) =>
    graph.ask({
      purpose: 'microsoft workbook',
      method: 'GET',
      path: `${file}/workbook/${path}`,
      about: 'whether a workbook is open',
      repeatable: true,
    });
  const until = time.now() + LONGEST_OPENING_MS;
  for (let wait = FIRST_POLL_MS; ; wait = Math.min(wait * 2, LONGEST_POLL_MS)) {
    const answer = await ask(`operations/${id}`);
    if (answer.status < 200 || answer.status > 299) throw graphFailure(answer, context);
    const parsed = operation.safeParse(answer.json);
    if (!parsed.success) throw unreadable(context);
    const { status, resourceLocation, error } = parsed.data;
    if (status === 'failed') throw graphFailure({ status: 502, json: { error } }, context);
    if (status === 'succeeded') {
      const key = /sessionInfoResource\(key=(?:'|%27)(.+?)(?:'|%27)\)/.exec(resourceLocation ?? '')?.[1];
      if (key === undefined) throw unreadable(context);
      const session = await ask(`sessionInfoResource(key='${encodeURIComponent(decodeURIComponent(key))}')`);
      if (session.status < 200 || session.status > 299) throw graphFailure(session, context);
      return sessionId(session, context);
    }
    if (time.now() > until) {
      throw new EngineFailure(
        'service-unreachable',
        `${context.what}: Excel for the web does not open the file. Try again later.`,
        {
          retryable: true,
        },
      );
    }
    await time.wait(wait, graph.signal);
  }
}
