import type { ParseSoql, SoqlVerdict } from './record-guard.ts';

/** `FOR VIEW`, `FOR REFERENCE`, `FOR UPDATE` and `UPDATE TRACKING` note something in the org or lock rows there. */
const CLAUSES_THAT_WRITE = ['for', 'update'];
/** A path of a clause, a function or a TYPEOF; a number with a point is none, nor is a text in quotes. */
const PATH = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/;

/**
 * What a query may do once the person allowed records: reach any object, but still only read. What cannot be parsed is
 * refused here as well.
 *
 * `objects` are what it names after FROM and in TYPEOF, and of parents the relationships by which it reaches them
 * (`Account.Owner.Name` names Account and Owner): which objects these lead to, only the org knows.
 */
export function checkRecordSoql(soql: string, parse: ParseSoql): SoqlVerdict {
  let query: unknown;
  try {
    query = parse(soql);
  } catch {
    return { allowed: false, reason: 'The query cannot be parsed, so what it does is not known.' };
  }
  const found: Found = { objects: new Set(), relationships: new Set(), aliases: new Set() };
  if (!isReading(query, found)) return { allowed: false, reason: 'The query has a clause that writes.' };
  const { objects, relationships, aliases } = found;
  if (objects.size === 0) return { allowed: false, reason: 'The query names no object.' };
  const parents = [...relationships].filter((name) => !aliases.has(name.toLowerCase()));
  return { allowed: true, objects: [...new Set([...objects, ...parents])] };
}

type Found = {
  readonly objects: Set<string>;
  readonly relationships: Set<string>;
  /** Of objects after FROM, in lower case: a path may begin with one. */
  readonly aliases: Set<string>;
};

/** Walks the whole query, in whatever nesting, and notes what it names. */
function isReading(node: unknown, found: Found): boolean {
  if (Array.isArray(node)) return node.every((one) => isReading(one, found));
  if (typeof node !== 'object' || node === null) return true;
  for (const [key, value] of Object.entries(node)) {
    if (CLAUSES_THAT_WRITE.includes(key)) return false;
    // What a TYPEOF asks of leads to a parent by its own name.
    note(key === 'field' && 'conditions' in node ? 'relationships' : key, value, found);
    if (!isReading(value, found)) return false;
  }
  return true;
}

function note(key: string, value: unknown, { objects, relationships, aliases }: Found): void {
  const texts = [value].flat().filter((one) => typeof one === 'string');
  switch (key) {
    case 'sObject':
    case 'relationshipName':
    case 'objectType':
      for (const name of texts) objects.add(name);
      return;
    case 'sObjectAlias':
      for (const name of texts) aliases.add(name.toLowerCase());
      return;
    case 'relationships':
      for (const name of texts) relationships.add(name);
      return;
    case 'field':
    case 'fieldList':
    case 'parameters':
      for (const path of texts.filter((one) => PATH.test(one))) {
        for (const step of path.split('.').slice(0, -1)) relationships.add(step);
      }
  }
}
