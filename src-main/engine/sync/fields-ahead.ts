import { type CountedObject, definitionChunks, QUESTIONS_PER_CALL } from '../../domain/reading/definition-chunks.ts';
import { askFields, type FieldAnswer, type Question, question } from './field-questions.ts';
import { betweenAnswers, type SyncRun } from './sync-run.ts';

/** A call that went out before its turn. */
export type AskedAhead = {
  readonly questions: readonly Question[];
  readonly answers: Promise<readonly FieldAnswer[]>;
};

export type FieldsAhead = {
  /** Objects whose number of fields is known from now on. Asks for their definitions once they fill a call. */
  readonly add: (objects: readonly CountedObject[]) => void;
  /** Asks for the rest: no more objects are described. */
  readonly finish: () => void;
  /** Asks for nothing more. */
  readonly close: () => void;
  /** The next call that went out, as soon as there is one; null when there will be none. */
  readonly next: () => Promise<AskedAhead | null>;
};

/** The describes are in flight beside them. */
const LANES_AHEAD = 3;

/**
 * Asks for field definitions of a first read while describes still come in.
 *
 * A question needs the number of fields of its objects, which describes tell, and an org takes longer for these
 * answers than for any other. Only full calls go out early, so that there are not more of them.
 */
export function createFieldsAhead(run: SyncRun): FieldsAhead {
  const asked: AskedAhead[] = [];
  let listeners: (() => void)[] = [];
  let waiting: readonly CountedObject[] = [];
  let inFlight = 0;
  let finished = false;
  let closed = false;

  const wake = (): void => {
    const waking = listeners;
    listeners = [];
    for (const listener of waking) listener();
  };
  const close = (): void => {
    closed = true;
    wake();
  };
  const ask = (): void => {
    while (!closed && inFlight < LANES_AHEAD) {
      const chunks = definitionChunks(waiting);
      if (finished && chunks.length === 0) return close();
      // Until no more come the last chunk may grow.
      if (!finished && chunks.length <= QUESTIONS_PER_CALL) return;
      waiting = chunks.slice(QUESTIONS_PER_CALL).flat();
      const questions = chunks.slice(0, QUESTIONS_PER_CALL).map((objects) => question(objects, 'full'));
      inFlight += 1;
      const answers = askOnce(questions);
      // It is thrown where the answers are waited for.
      answers.catch(() => undefined);
      asked.push({ questions, answers });
      wake();
    }
  };
  const askOnce = async (questions: readonly Question[]): Promise<readonly FieldAnswer[]> => {
    try {
      const answers = await askFields(run, questions, null);
      await betweenAnswers(run);
      return answers;
    } catch (error) {
      close();
      throw error;
    } finally {
      inFlight -= 1;
      ask();
    }
  };

  return {
    add: (objects) => {
      waiting = [...waiting, ...objects];
      ask();
    },
    finish: () => {
      finished = true;
      ask();
    },
    close,
    next: async () => {
      while (asked.length === 0 && !closed) {
        await new Promise<void>((resolve) => {
          listeners.push(resolve);
        });
      }
      return asked.shift() ?? null;
    },
  };
}
