import { QUERIES_PER_CALL, QUESTIONS_PER_CALL } from './definition-chunks.ts';

/** Describes a composite holds on average once the batch size has settled. */
const PARTS_PER_CALL = 12;
const OBJECTS_PER_QUERY = 150;
/** Until objects have been read nobody knows how many fields they have. */
const TYPICAL_FIELDS = 30;
const ROWS_PER_QUERY = 1800;

const WARN_SHARE = 0.7;
export const STOP_SHARE = 0.9;

export type Verdict = 'fine' | 'warn' | 'stop';

/** Estimated HTTP requests to read that many objects: the list, describes, definitions of objects and fields. */
export function estimateCalls(objects: number, fields: number = objects * TYPICAL_FIELDS): number {
  if (objects === 0) return 0;
  const describes = Math.ceil(objects / PARTS_PER_CALL);
  const definitions = Math.ceil(Math.ceil(fields / ROWS_PER_QUERY) / QUESTIONS_PER_CALL);
  const entities = Math.ceil((Math.ceil(objects / OBJECTS_PER_QUERY) + 1) / QUERIES_PER_CALL);
  return 1 + describes + definitions + entities;
}

/** Where the org's daily limit stands: warn from 70 %, stop at 90 %. Unknown usage is fine. */
export function budgetVerdict(used: number | null, max: number | null, planned = 0): Verdict {
  if (used === null || max === null || max <= 0) return 'fine';
  const share = (used + planned) / max;
  if (share >= STOP_SHARE) return 'stop';
  return share >= WARN_SHARE ? 'warn' : 'fine';
}
