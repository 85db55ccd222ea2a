import { setImmediate as nextTurn } from 'node:timers/promises';
import { EngineFailure } from '../failure.ts';
import type { FirstPage, OrgClient, QueryResult } from '../salesforce/org-client.ts';
import { wholeAnswer } from '../salesforce/queries.ts';
import { isPartRefused } from './org-definitions.ts';

/** One of those who ask together. */
export type Member = {
  /** Its queries go out with those of the others; whatever else it asks goes out at once. */
  readonly client: OrgClient;
  /** Waits for something that the others may be needed for; they do not wait for it meanwhile. */
  readonly away: <T>(work: Promise<T>) => Promise<T>;
  /** It asks nothing more. */
  readonly leave: () => void;
};

/** Null: it is to be asked by itself. */
type Answer = FirstPage | null;
type Question = {
  readonly soql: string;
  readonly tooling: boolean;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
};

const QUERIES_PER_CALL = 5;

/**
 * Carries the small questions of several readers in few calls: five of one API go into a composite. They go out once all
 * members wait for an answer, so that no call leaves with less than it could carry; a member that is busy otherwise is
 * waited for.
 *
 * What a composite does not answer is asked by itself, with the purpose and the errors that the reader knows.
 *
 * @param signal ends what waits and what is under way
 */
export function createAskTogether(client: OrgClient, signal: AbortSignal): { readonly join: () => Member } {
  const waiting = new Map<symbol, Question[]>();
  let isSending = false;

  const isComplete = (): boolean => waiting.size > 0 && [...waiting.values()].every((asked) => asked.length > 0);
  const failAll = (): void => {
    for (const asked of waiting.values()) for (const { fail } of asked.splice(0)) fail(endOf(signal));
  };
  signal.addEventListener('abort', failAll, { once: true });

  const send = async (): Promise<void> => {
    // Whoever asks two things asks them within a turn.
    await nextTurn();
    const asked = isComplete() ? [...waiting.values()].flatMap((questions) => questions.splice(0)) : [];
    const calls = [true, false].flatMap((tooling) => inFives(asked.filter((one) => one.tooling === tooling)));
    await Promise.all(calls.map((call) => ask(client, call, signal)));
    isSending = false;
  };
  const check = (): void => {
    if (isSending || !isComplete()) return;
    isSending = true;
    void send().then(check);
  };

  const join = (): Member => {
    const me = Symbol('member');
    waiting.set(me, []);
    const question = (soql: string, tooling: boolean): Promise<Answer> =>
      new Promise((answer, fail) => {
        if (signal.aborted) return fail(endOf(signal));
        const mine = waiting.get(me);
        // Of one that has left, nothing holds the others up.
        if (mine === undefined) return answer(null);
        mine.push({ soql, tooling, answer, fail });
        check();
      });
    let hasLeft = false;
    const pause = (): void => {
      for (const { answer } of waiting.get(me) ?? []) answer(null);
      waiting.delete(me);
      check();
    };
    return {
      client: clientOf(client, question),
      away: async (work) => {
        pause();
        try {
          return await work;
        } finally {
          if (!hasLeft && !waiting.has(me)) waiting.set(me, []);
        }
      },
      leave: () => {
        hasLeft = true;
        pause();
      },
    };
  };
  return { join };
}

/** What ended the read: another reader's failure, or a person. */
function endOf({ reason }: AbortSignal): unknown {
  return reason instanceof EngineFailure ? reason : new DOMException('Cancelled.', 'AbortError');
}

function inFives(asked: readonly Question[]): Question[][] {
  const calls: Question[][] = [];
  for (let at = 0; at < asked.length; at += QUERIES_PER_CALL) calls.push(asked.slice(at, at + QUERIES_PER_CALL));
  return calls;
}

/** Answers every question; never throws. */
async function ask(client: OrgClient, call: readonly Question[], signal: AbortSignal): Promise<void> {
  const [first] = call;
  if (first === undefined) return;
  if (call.length === 1) return first.answer(null);
  try {
    const soql = call.map((one) => one.soql);
    const pages = await client.firstPages(soql, { purpose: 'changes', tooling: first.tooling, signal });
    for (const [index, one] of call.entries()) one.answer(pages[index] ?? null);
  } catch (error) {
    for (const one of call) {
      if (isPartRefused(error)) one.answer(null);
      else one.fail(error);
    }
  }
}

function clientOf(client: OrgClient, question: (soql: string, tooling: boolean) => Promise<Answer>): OrgClient {
  const many = async (
    queries: readonly string[],
    tooling: boolean,
    alone: (some: readonly string[]) => Promise<readonly QueryResult[]>,
  ): Promise<readonly QueryResult[]> => {
    const answers = await Promise.all(queries.map((soql) => question(soql, tooling)));
    const left = queries.filter((_, index) => answers[index] === null);
    const others = left.length === 0 ? [] : [...(await alone(left))];
    const results: QueryResult[] = [];
    for (const answer of answers) {
      const result = answer === null ? others.shift() : await wholeAnswer(answer);
      if (result !== undefined) results.push(result);
    }
    return results;
  };
  return {
    ...client,
    async *query(soql, options = {}) {
      const first = options.batchSize === undefined ? await question(soql, options.tooling === true) : null;
      if (first?.state !== 'read') return yield* client.query(soql, options);
      yield first.records;
      yield* first.rest();
    },
    count: async (sObject, options) => {
      const { where, tooling = false } = options;
      const soql = `SELECT COUNT() FROM ${sObject}${where === undefined ? '' : ` WHERE ${where}`}`;
      const answer = await question(soql, tooling);
      return answer?.state === 'read' ? answer.totalSize : client.count(sObject, options);
    },
    toolingMany: (queries, options = {}) => many(queries, true, (some) => client.toolingMany(some, options)),
    queryMany: (queries, options) => many(queries, false, (some) => client.queryMany(some, options)),
  };
}
