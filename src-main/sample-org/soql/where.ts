import type {
  Condition,
  ConditionWithValueQuery,
  HavingClause,
  Query,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { dateLiteral } from './date-literals.ts';
import { SoqlError } from './soql-error.ts';
import type { EqualityFilter, Row } from './table.ts';

/** A comparison of one field with one or more values, as the query has them. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly path: string;
  readonly operator: string;
  readonly values: readonly Literal[];
}

export type BooleanTree =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly parts: readonly BooleanTree[] }
  | { readonly kind: 'not'; readonly part: BooleanTree };

export type Literal =
  | { readonly kind: 'null' }
  | {
      readonly kind: 'text';
      readonly text: string /** As LIKE reads it, with its escapes. */;
      readonly pattern: string;
    }
  | { readonly kind: 'number' | 'boolean'; readonly text: string }
  | {
      readonly kind: 'span';
      readonly fromMs: number;
      readonly toMs: number;
      /** Whether the query has a day, an instant, or a word like TODAY, which stands for either. */
      readonly written: 'date' | 'datetime' | 'word';
    };

type Token = Comparison | 'AND' | 'OR' | 'NOT' | '(' | ')';

/** What the conditions of a query are read with. */
export interface ConditionPlace {
  /** What TODAY and its like are counted from. */
  readonly nowMs: number;
  /** The values of the one column that a semi-join selects. Absent: semi-joins are refused. */
  readonly valuesOf?: (query: Query) => readonly string[];
}

/**
 * Turns the parser's chain of conditions into a tree. The service has no precedence between AND and OR: mixing them
 * without parentheses is refused. A condition of HAVING on a function has the function as its path, `COUNT(Id)`.
 */
export function booleanTree(where: WhereClause | HavingClause, place: ConditionPlace): BooleanTree {
  const tokens = [...tokensOf(where, place)];
  let at = 0;
  const unit = (): BooleanTree => {
    const token = tokens[at];
    at += 1;
    if (token === 'NOT') return { kind: 'not', part: unit() };
    if (token === '(') {
      const inner = chain();
      at += 1;
      return inner;
    }
    if (typeof token === 'object') return token;
    throw new SoqlError('MALFORMED_QUERY', `unexpected token: '${token ?? '<EOF>'}'`);
  };
  const chain = (): BooleanTree => {
    const parts = [unit()];
    const operator = tokens[at];
    if (operator !== 'AND' && operator !== 'OR') return parts[0] ?? unit();
    while (tokens[at] === 'AND' || tokens[at] === 'OR') {
      if (tokens[at] !== operator) throw new SoqlError('MALFORMED_QUERY', `unexpected token: '${tokens[at]}'`);
      at += 1;
      parts.push(unit());
    }
    return { kind: operator === 'AND' ? 'and' : 'or', parts };
  };
  return chain();
}

function* tokensOf(where: WhereClause | HavingClause, place: ConditionPlace): Generator<Token> {
  let node: WhereClause | HavingClause | undefined = where;
  while (node !== undefined) {
    const left: ConditionWithValueQuery | HavingClause['left'] | null = node.left;
    if (left !== null) {
      for (let count = left.openParen ?? 0; count > 0; count -= 1) yield '(';
      if ('operator' in left) {
        yield comparison(left, place);
        for (let count = left.closeParen ?? 0; count > 0; count -= 1) yield ')';
      }
    }
    if (!('operator' in node)) return;
    yield node.operator;
    node = node.right;
  }
}

function comparison(
  condition: ConditionWithValueQuery | NonNullable<HavingClause['left']>,
  place: ConditionPlace,
): Comparison {
  const kind = 'comparison';
  if ('field' in condition && 'valueQuery' in condition && place.valuesOf !== undefined) {
    const values = place.valuesOf(condition.valueQuery).map((text) => ({ kind: 'text', text, pattern: text }) as const);
    return { kind, path: condition.field, operator: operatorOf(condition.operator), values };
  }
  if (!('value' in condition) || !('operator' in condition) || !('field' in condition || 'fn' in condition))
    throw new SoqlError('MALFORMED_QUERY', 'Only comparisons of fields with values are supported in WHERE here.');
  const values: readonly string[] = Array.isArray(condition.value) ? condition.value : [condition.value];
  const types = (condition as Extract<Condition, { field: string }>).literalType;
  return {
    kind,
    path: 'field' in condition ? condition.field : (condition.fn.rawValue ?? ''),
    operator: operatorOf(condition.operator),
    values: values.map((value, index) =>
      literal(value, (Array.isArray(types) ? types[index] : types) ?? 'STRING', place.nowMs),
    ),
  };
}

/** Keywords have no case: `not  in` is `NOT IN`. */
function operatorOf(written: string): string {
  return written.toUpperCase().replaceAll(/\s+/g, ' ');
}

const dayMs = 86_400_000;

function literal(value: string, type: string, nowMs: number): Literal {
  switch (type) {
    case 'NULL':
      return { kind: 'null' };
    case 'STRING': {
      const pattern = unquoted(value);
      return { kind: 'text', text: unescaped(pattern), pattern };
    }
    case 'BOOLEAN':
      return { kind: 'boolean', text: value.toLowerCase() };
    case 'INTEGER':
    case 'DECIMAL':
      return { kind: 'number', text: value };
    case 'DATETIME': {
      const at = instant(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
      return { kind: 'span', fromMs: at, toMs: at, written: 'datetime' };
    }
    case 'DATE': {
      const from = instant(`${value}T00:00:00Z`);
      return { kind: 'span', fromMs: from, toMs: from + dayMs - 1, written: 'date' };
    }
    case 'DATE_LITERAL':
    case 'DATE_N_LITERAL':
      return relativeSpan(value, nowMs);
    default:
      throw new SoqlError('MALFORMED_QUERY', `${type} values are not supported in WHERE here.`);
  }
}

function relativeSpan(value: string, nowMs: number): Literal {
  const span = dateLiteral(value, nowMs);
  if (span === null) throw new SoqlError('MALFORMED_QUERY', `The date literal ${value} is not supported here.`);
  return { kind: 'span', ...span, written: 'word' };
}

/** @throws SoqlError for a day that no calendar has */
function instant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new SoqlError('MALFORMED_QUERY', `Invalid date: ${text.slice(0, 10)}`);
  return at;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text between the quotes, still with its escapes: LIKE tells `\%` from `%`. */
function unquoted(value: string): string {
  return value.replace(/^'([\s\S]*)'$/, '$1');
}

/** A text with its escapes resolved: `\n`, `\u00e9`, `\'`. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|([\s\S]))/gi, (_all, code: string | undefined, character = '') =>
    code === undefined ? (escapes[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Walks every comparison of a tree. */
export function* comparisons(tree: BooleanTree): Generator<Comparison> {
  if (tree.kind === 'comparison') yield tree;
  else if (tree.kind === 'not') yield* comparisons(tree.part);
  else for (const part of tree.parts) yield* comparisons(part);
}

/** Field paths (lower case) that the whole query is held to by `=` or `IN`. */
export function equalityFilter(tree: BooleanTree | undefined): EqualityFilter {
  const found = new Map<string, readonly string[]>();
  if (tree === undefined) return found;
  const parts =
    tree.kind === 'and' ? tree.parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part])) : [tree];
  for (const part of parts)
    if (part.kind === 'comparison' && (part.operator === '=' || part.operator === 'IN'))
      found.set(
        part.path.toLowerCase(),
        part.values.map((value) => ('text' in value ? value.text : '')),
      );
  return found;
}

/** Reads a field path of a row and says the path's type. */
export interface Reader {
  readonly type: string;
  /** Characters of a text of the schema. */
  readonly length?: number;
  read(row: Row): unknown;
}

/** The predicate of a tree; `readerOf` throws SoqlError for a path that does not exist. */
export function predicate(tree: BooleanTree, readerOf: (path: string) => Reader): (row: Row) => boolean {
  switch (tree.kind) {
    case 'not': {
      const part = predicate(tree.part, readerOf);
      return (row) => !part(row);
    }
    case 'and': {
      const parts = tree.parts.map((part) => predicate(part, readerOf));
      return (row) => parts.every((part) => part(row));
    }
    case 'or': {
      const parts = tree.parts.map((part) => predicate(part, readerOf));
      return (row) => parts.some((part) => part(row));
    }
    case 'comparison':
      return comparisonPredicate(tree, readerOf(tree.path));
  }
}

function comparisonPredicate({ operator, values }: Comparison, reader: Reader): (row: Row) => boolean {
  const [first] = values;
  const isOneOf = (value: unknown): boolean => values.some((candidate) => equals(value, candidate, reader.type));
  switch (operator) {
    case '=':
    case 'IN':
      return (row) => isOneOf(reader.read(row));
    case '!=':
    case '<>':
    case 'NOT IN':
      return (row) => !isOneOf(reader.read(row));
    case 'LIKE': {
      const pattern = likePattern(first?.kind === 'text' ? first.pattern : '');
      return (row) => pattern.test(String(reader.read(row) ?? ''));
    }
    case 'INCLUDES':
      return (row) => includesOne(reader.read(row), values);
    case 'EXCLUDES':
      return (row) => !includesOne(reader.read(row), values);
    default:
      return (row) => isOrdered(reader.read(row), operator, first);
  }
}

function equals(value: unknown, literalValue: Literal, type: string): boolean {
  if (literalValue.kind === 'null') return value === null || value === undefined;
  // The service keeps no empty texts: '' asks for what has no value.
  if (value === null || value === undefined || value === '')
    return literalValue.kind === 'text' && literalValue.text === '';
  if (literalValue.kind === 'span') {
    const at = Date.parse(String(value));
    return at >= literalValue.fromMs && at <= literalValue.toMs;
  }
  if (literalValue.kind === 'number') return Number(value) === Number(literalValue.text);
  const text = String(value);
  const isId = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;
  if ((type === 'id' || type === 'reference') && isId.test(text) && isId.test(literalValue.text))
    return text.slice(0, 15) === literalValue.text.slice(0, 15);
  return text.toLowerCase() === literalValue.text.toLowerCase();
}

function isOrdered(value: unknown, operator: string, bound: Literal | undefined): boolean {
  if (value === null || value === undefined || bound === undefined || bound.kind === 'null') return false;
  if (bound.kind === 'span') {
    const at = Date.parse(String(value));
    if (operator === '>') return at > bound.toMs;
    if (operator === '>=') return at >= bound.fromMs;
    return operator === '<' ? at < bound.fromMs : at <= bound.toMs;
  }
  const order = bound.kind === 'number' ? Number(value) - Number(bound.text) : compareText(String(value), bound.text);
  if (operator === '>') return order > 0;
  if (operator === '>=') return order >= 0;
  return operator === '<' ? order < 0 : order <= 0;
}

/** By code point, case ignored; ties by case, so that an order is total and a keyset walk misses nothing. */
export function compareText(a: string, b: string): number {
  const [lowA, lowB] = [a.toLowerCase(), b.toLowerCase()];
  if (lowA !== lowB) return lowA < lowB ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** `%` is any text and `_` any character, unless a backslash stands before them. */
function likePattern(text: string): RegExp {
  const parts = text.match(/\\u[\da-f]{4}|\\[\s\S]|[\s\S]/gi) ?? [];
  const source = parts.map((part) => {
    if (part === '%') return '[\\s\\S]*';
    if (part === '_') return '[\\s\\S]';
    return unescaped(part).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source.join('')}$`, 'i');
}

/** Whether a multi-select value has all of one candidate, `A;B`. */
function includesOne(value: unknown, values: readonly Literal[]): boolean {
  const chosen = new Set(String(value ?? '').split(';'));
  return values.some((candidate) => 'text' in candidate && candidate.text.split(';').every((one) => chosen.has(one)));
}
