import type { ParseSoql, SoqlVerdict } from './record-guard.ts';

/** `FOR VIEW`, `FOR REFERENCE`, `FOR UPDATE` and `UPDATE TRACKING` note something in the org or lock rows there. */
const CLAUSES_THAT_WRITE = ['for', 'update'];

/**
 * What a query may do once the person allowed records: reach any object, but still only read. What cannot be parsed is
 * refused here as well.
 */
export function checkRecordSoql(soql: string, parse: ParseSoql): SoqlVerdict {
  let query: unknown;
  try {
    query = parse(soql);
  } catch {
    return { allowed: false, reason: 'The query cannot be parsed, so what it does is not known.' };
  }
  const objects = new Set<string>();
  if (!isReading(query, objects)) return { allowed: false, reason: 'The query has a clause that writes.' };
  if (objects.size === 0) return { allowed: false, reason: 'The query names no object.' };
  return { allowed: true, objects: [...objects] };
}

/** Walks the whole query, in whatever nesting, and notes what it names after FROM. */
function isReading(node: unknown, objects: Set<string>): boolean {
  if (Array.isArray(node)) return node.every((one) => isReading(one, objects));
  if (typeof node !== 'object' || node === null) return true;
  for (const [key, value] of Object.entries(node)) {
    if (CLAUSES_THAT_WRITE.includes(key)) return false;
    if ((key === 'sObject' || key === 'relationshipName') && typeof value === 'string') objects.add(value);
    if (!isReading(value, objects)) return false;
  }
  return true;
}
