import type { SoqlToCheck } from './read-only-guard.ts';
import { checkSoql, type SoqlVerdict } from './record-guard.ts';
import { checkRecordSoql } from './record-soql.ts';
import { soqlParser } from './soql-parser.ts';

const MAX_KEPT = 500;
/** Longer ones name hundreds of ids, and are asked once. */
const MAX_KEPT_CHARS = 4000;

/**
 * Judges queries, and remembers the verdict on those asked last: parsing one takes as long as everything else that the
 * gateway does, and a query is asked again for every page, attempt and org. A verdict follows from the text, the API and
 * the mode alone, so these are what it is kept by; the text is compared whole.
 */
export function createSoqlVerdicts(): (query: SoqlToCheck) => Promise<SoqlVerdict> {
  const kept = new Map<string, SoqlVerdict>();
  return async ({ soql, api }) => {
    const key = `${api} ${soql}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const parser = await soqlParser();
    const verdict = api === 'records' ? checkRecordSoql(soql, parser) : checkSoql(soql, api, parser);
    if (soql.length <= MAX_KEPT_CHARS) {
      kept.set(key, verdict);
      const oldest = kept.keys().next().value;
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    }
    return verdict;
  };
}
