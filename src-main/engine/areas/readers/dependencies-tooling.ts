import type { UsageFact } from '../../../domain/areas/component.ts';
import {
  dependencyFact,
  type DependencyRow,
  dependencyRow,
  type Named,
} from '../../../domain/areas/dependency-facts.ts';
import {
  type DependencyQuestion,
  halves,
  MOST_ROWS,
  questionSoql,
  questionsOf,
} from '../../../domain/areas/dependency-questions.ts';
import type { QueryResult } from '../../salesforce/org-client.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, inLanes, LANES, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { type ChangedUser, finderOf } from './dependencies-ids.ts';
import { writeUses } from './dependencies-write.ts';

const TOOLING_SOURCE = 'dependencies (Tooling API)';
const TOOLING_PART = 'Tooling API';
const QUERIES_PER_CALL = 5;
/** Refusals that concern the object as a whole, so that asking for less does not help. */
const WHOLE_REFUSALS: ReadonlySet<string> = new Set([
  'INVALID_TYPE',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'FUNCTIONALITY_NOT_ENABLED',
  'API_DISABLED_FOR_ORG',
]);

/**
 * Reads who uses what is known by id: all of it, in place of what was there.
 *
 * @returns false where the org refuses; the reason is put down then, and what was there stays
 */
export async function readAllUses(run: AreaRun, names: ReadonlyMap<string, Named>): Promise<boolean> {
  const nameOf = finderOf(names);
  const facts: UsageFact[] = [];
  const whole = await ask(run, questionsOf('used', [...names.keys()]), names, (rows) => {
    for (const row of rows) facts.push(dependencyFact(row, nameOf));
  });
  if (whole) await writeUses(run, TOOLING_SOURCE, facts);
  return whole;
}

/** Reads what changed components use now, in place of what they used. */
export async function readUsesOf(
  run: AreaRun,
  users: readonly ChangedUser[],
  names: ReadonlyMap<string, Named>,
): Promise<boolean> {
  const nameOf = finderOf(names);
  const facts = new Map<string, UsageFact[]>(users.map(({ id }) => [id, []]));
  const ids = [...facts.keys()];
  const whole = await ask(run, questionsOf('user', ids), names, (rows) => {
    for (const row of rows) facts.get(row.user.id)?.push(dependencyFact(row, nameOf));
  });
  if (!whole) return false;
  await writeInSlices(
    run,
    users,
    ({ id }) => facts.get(id)?.length ?? 0,
    ({ id, type, name }) => {
      run.areas.usage.replaceFrom(run.connectionKey, TOOLING_SOURCE, type, name, facts.get(id) ?? []);
    },
  );
  return true;
}

/**
 * Asks five questions a call, in lanes. A full answer is not known to be whole: it is asked for again in halves, and where
 * a single id fills it, what is beyond is put down as unknown, never as "none".
 */
async function ask(
  run: AreaRun,
  questions: readonly DependencyQuestion[],
  names: ReadonlyMap<string, Named>,
  take: (rows: readonly DependencyRow[]) => void,
): Promise<boolean> {
  const queue = [...questions];
  const total = (): number => done + queue.length;
  let done = 0;
  let refused: string | null = null;
  const settle = (question: DependencyQuestion, answer: QueryResult): void => {
    const cut = answer.state === 'read' && answer.records.length >= MOST_ROWS;
    const smaller = cut || answer.state === 'error' ? halves(question) : [];
    if (answer.state === 'error' && (WHOLE_REFUSALS.has(answer.code) || smaller.length === 0)) {
      refused ??= answer.reason;
      return;
    }
    if (smaller.length > 0) {
      queue.push(...smaller);
      return;
    }
    if (answer.state === 'error') return;
    const [id = ''] = question.ids;
    if (question.ids.length === 1) {
      const named = names.get(id);
      const part = named === undefined ? id : `${named.type} ${named.name}`;
      const reason = `The org names no more than ${MOST_ROWS} dependencies of one component, so there may be others.`;
      run.unknown(part, cut ? reason : null);
    }
    take(answer.records.flatMap((record) => dependencyRow(record) ?? []));
  };
  try {
    await inLanes(LANES, async () => {
      run.signal.throwIfAborted();
      const call = refused === null ? queue.splice(0, QUERIES_PER_CALL) : [];
      if (call.length === 0) return false;
      const answers = await run.client.toolingMany(call.map(questionSoql), {
        purpose: 'dependencies',
        signal: run.signal,
      });
      for (const [index, question] of call.entries()) {
        const answer = answers[index];
        if (answer !== undefined) settle(question, answer);
        done += 1;
      }
      run.step(done, total());
      await betweenAnswers(run);
      return true;
    });
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    refused ??= error.message;
  }
  run.unknown(TOOLING_PART, refused);
  return refused === null;
}
