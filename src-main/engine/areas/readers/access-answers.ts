import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers } from '../../sync/sync-run.ts';
import type { QueryResult, SObjectRecord } from '../../salesforce/org-client.ts';
import { allOf } from '../../sync/all-of.ts';
import type { AreaRun } from '../area-run.ts';

const QUERIES_PER_CALL = 5;

/**
 * Answers of several queries of the data API, in few calls, by the names they were given. Refused ones say why. Where the
 * composite itself is refused, all are.
 */
export async function askMany<Name extends string>(
  run: AreaRun,
  queries: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, QueryResult>>> {
  const entries = Object.entries(queries) as [Name, string][];
  const parts: [Name, string][][] = [];
  for (let at = 0; at < entries.length; at += QUERIES_PER_CALL) parts.push(entries.slice(at, at + QUERIES_PER_CALL));
  const found = await allOf(
    ...parts.map(async (part) => {
      const soql = part.map(([, one]) => one);
      const results = await asked(run, soql);
      return part.flatMap(([name], index) => {
        const result = results[index];
        return result === undefined ? [] : [[name, result] as const];
      });
    }),
  );
  await betweenAnswers(run);
  return Object.fromEntries(found.flat()) as Record<Name, QueryResult>;
}

/** Columns, each followed by another, that not every API version has; without them the rest is still worth having. */
const OPTIONAL = [' License.Name,', ' UserLicense.Name,', ' HasActivationRequired,'];

/** The same; what is refused for a column that the org does not have is asked for once more without the optional ones. */
export async function askTolerantly<Name extends string>(
  run: AreaRun,
  queries: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, QueryResult>>> {
  const answers = await askMany(run, queries);
  const again = (Object.entries(queries) as [Name, string][]).flatMap(([name, soql]) => {
    const spare = OPTIONAL.reduce((rest, column) => rest.replace(column, ''), soql);
    const answer = answers[name];
    return spare !== soql && answer.state === 'error' && answer.code === 'INVALID_FIELD' ? [[name, spare]] : [];
  });
  return again.length === 0 ? answers : { ...answers, ...(await askMany(run, Object.fromEntries(again))) };
}

async function asked(run: AreaRun, queries: readonly string[]): Promise<readonly QueryResult[]> {
  try {
    return await run.client.queryMany(queries, { purpose: 'access', signal: run.signal });
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    return queries.map(() => ({ state: 'error', code: error.code, reason: error.message }));
  }
}

/** Pages of one query of the data API. */
export function pagesOf(run: AreaRun, soql: string): AsyncIterable<readonly SObjectRecord[]> {
  return run.client.query(soql, { purpose: 'access', signal: run.signal });
}

export function whereChanged(column: string, since: string | null): string {
  return since === null ? '' : ` WHERE ${column} > ${since}`;
}
