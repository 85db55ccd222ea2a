import type { FieldType, FunctionExp, Query } from '@jetstreamapp/soql-parser-js';
import {
  type AllowedFields,
  DATA_OBJECTS,
  IDENTITY_OBJECTS,
  PARENT_RELATIONSHIPS,
  TOOLING_OBJECTS,
} from './soql-objects.ts';

export type SoqlVerdict =
  | { readonly allowed: true; readonly objects: readonly string[] }
  | { readonly allowed: false; readonly reason: string };

export type ParseSoql = (soql: string) => Query;

/** Of what API a query is asked; `identity`: of the data API, to find out who signs in. */
export type SoqlApi = 'data' | 'tooling' | 'identity';

const OBJECTS_OF: Readonly<Record<SoqlApi, ReadonlyMap<string, AllowedFields>>> = {
  data: DATA_OBJECTS,
  tooling: TOOLING_OBJECTS,
  identity: IDENTITY_OBJECTS,
};

/** Only these parts of a query are understood here; a query with any other (FOR VIEW writes, for one) is refused. */
const KNOWN_PARTS = new Set(['fields', 'sObject', 'where', 'orderBy', 'limit', 'offset', 'groupBy', 'having']);
const KNOWN_FUNCTIONS = new Set(['count', 'count_distinct', 'min', 'max', 'tolabel', 'calendar_year']);

/** Thrown inside, so that the walk stays flat; never leaves this file. */
class Refusal extends Error {}

/**
 * The record guard: a query may reach only sObjects that describe the org, by FROM, parent path, semi-join or any
 * clause. What cannot be parsed is refused. `parse` is handed in because the parser is loaded on first use.
 */
export function checkSoql(soql: string, api: SoqlApi, parse: ParseSoql): SoqlVerdict {
  let query: Query;
  try {
    query = parse(soql);
  } catch {
    return { allowed: false, reason: 'The query cannot be parsed, so what it reads is not known.' };
  }
  const objects = new Set<string>();
  try {
    checkQuery(query, OBJECTS_OF[api], objects);
  } catch (error) {
    if (error instanceof Refusal) return { allowed: false, reason: error.message };
    throw error;
  }
  return { allowed: true, objects: [...objects] };
}

type Scope = {
  readonly object: string;
  readonly table: ReadonlyMap<string, AllowedFields>;
  readonly objects: Set<string>;
};

function checkQuery(query: Query, table: ReadonlyMap<string, AllowedFields>, objects: Set<string>): void {
  for (const part of Object.keys(query)) {
    if (!KNOWN_PARTS.has(part)) throw new Refusal(`The query has a clause that is not allowed (${part}).`);
  }
  const object = query.sObject ?? '';
  if (!table.has(object.toLowerCase())) {
    throw new Refusal(
      `${object === '' ? 'The query' : object} holds records, and this connection reads metadata only.`,
    );
  }
  objects.add(object);
  const scope: Scope = { object: object.toLowerCase(), table, objects };
  for (const field of query.fields ?? []) checkSelected(field, scope);
  checkClause(query.where, scope);
  checkClause(query.orderBy, scope);
  checkClause(query.groupBy, scope);
  checkClause(query.having, scope);
}

function checkSelected(field: FieldType, scope: Scope): void {
  switch (field.type) {
    case 'Field':
      checkPath([field.field], scope);
      return;
    case 'FieldRelationship':
      checkPath([...field.relationships, field.field], scope);
      return;
    case 'FieldFunctionExpression':
      checkFunction(field, scope);
      return;
    default:
      throw new Refusal('A sub-select or TYPEOF reaches other objects.');
  }
}

function checkFunction(fn: FunctionExp, scope: Scope): void {
  const name = (fn.functionName ?? '').toLowerCase();
  if (!KNOWN_FUNCTIONS.has(name)) throw new Refusal(`The function ${fn.functionName ?? ''}() is not allowed.`);
  for (const parameter of fn.parameters ?? []) {
    if (typeof parameter === 'string') checkPath(parameter.split('.'), scope);
    else checkFunction(parameter, scope);
  }
}

/** Walks WHERE, ORDER BY, GROUP BY and HAVING in whatever nesting: every field, function and inner query is checked. */
function checkClause(node: unknown, scope: Scope): void {
  if (Array.isArray(node)) {
    for (const one of node) checkClause(one, scope);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'field' && typeof value === 'string') checkPath(value.split('.'), scope);
    else if (key === 'fn') checkFunction(value as FunctionExp, scope);
    else if (key === 'valueQuery') checkQuery(value as Query, scope.table, scope.objects);
    else if (key === 'left' || key === 'right') checkClause(value, scope);
    else if (!PLAIN_KEYS.has(key)) throw new Refusal(`The query has a clause that is not allowed (${key}).`);
  }
}

/** Keys of a clause that hold no name of a field. */
const PLAIN_KEYS = new Set([
  'operator',
  'value',
  'literalType',
  'openParen',
  'closeParen',
  'order',
  'nulls',
  'dateLiteralVariable',
]);

function checkPath(path: readonly string[], scope: Scope): void {
  let object = scope.object;
  for (const step of path.slice(0, -1)) {
    const name = step.toLowerCase();
    const parent = PARENT_RELATIONSHIPS.get(`${object}.${name}`) ?? PARENT_RELATIONSHIPS.get(name);
    if (parent === undefined)
      throw new Refusal(`The path ${path.join('.')} leads to an object that is not known here.`);
    object = parent;
  }
  const allowed = scope.table.get(object);
  const name = path.at(-1) ?? '';
  if (allowed === undefined) throw new Refusal(`The path ${path.join('.')} leads to an object that holds records.`);
  if (allowed !== 'all' && !allowed.has(name.toLowerCase())) {
    throw new Refusal(`The field ${path.join('.')} is not on the list of fields that may be read.`);
  }
  if (path.length > 1) scope.objects.add(object === 'user' ? 'User' : (path.at(-2) ?? object));
}
