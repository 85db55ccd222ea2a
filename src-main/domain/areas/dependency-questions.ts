import { DEPENDENCY_COLUMNS } from './dependency-facts.ts';

/** Ids to ask about, and on which side of "uses" they stand. */
export type DependencyQuestion = { readonly side: 'user' | 'used'; readonly ids: readonly string[] };

/**
 * Ids of one question: what common tools ask, and with five questions in one call an address that every org takes.
 * Fewer rows come of fewer ids, so halving ends soon.
 */
export const IDS_PER_QUESTION = 100;

/** An answer ends at this many rows without a word: one that is as long as that is not known to be whole. */
export const MOST_ROWS = 2000;

const FILTER = { user: 'MetadataComponentId', used: 'RefMetadataComponentId' } as const;

/** Ids as questions. @param size ids of one question */
export function questionsOf(
  side: DependencyQuestion['side'],
  ids: readonly string[],
  size = IDS_PER_QUESTION,
): DependencyQuestion[] {
  const questions: DependencyQuestion[] = [];
  for (let at = 0; at < ids.length; at += size) questions.push({ side, ids: ids.slice(at, at + size) });
  return questions;
}

export function questionSoql({ side, ids }: DependencyQuestion): string {
  const list = ids.map((id) => `'${id}'`).join(',');
  return `SELECT ${DEPENDENCY_COLUMNS} FROM MetadataComponentDependency WHERE ${FILTER[side]} IN (${list})`;
}

/** The same ids in two questions; empty for one id, which cannot be cut further. */
export function halves({ side, ids }: DependencyQuestion): DependencyQuestion[] {
  if (ids.length < 2) return [];
  const middle = Math.ceil(ids.length / 2);
  return [
    { side, ids: ids.slice(0, middle) },
    { side, ids: ids.slice(middle) },
  ];
}
