import { refuse, sheetsError } from './errors.ts';
import type { Schema } from './schema.ts';
import { schemaOf } from './schema.ts';

/*
 * Field masks: `a.b`, `a/b`, `a(b,c)`, `*`, in camelCase or snake_case.
 * Source: https://developers.google.com/workspace/sheets/api/guides/field-masks
 */

/** A tree of names; an empty one takes everything below. */
export type Mask = { readonly [name: string]: Mask };

/** Null when the text is not a mask. */
export function parseMask(text: string): Mask | null {
  const tree: Record<string, unknown> = {};
  let position = 0;

  function list(into: Record<string, unknown>, depth: number): boolean {
    for (;;) {
      const match = /^\s*([A-Za-z_*][A-Za-z0-9_]*(?:[./][A-Za-z_*][A-Za-z0-9_]*)*)\s*/.exec(text.slice(position));
      if (match?.[1] === undefined) return false;
      position += match[0].length;
      let node = into;
      for (const name of match[1].split(/[./]/).map(camelCase)) {
        node = (node[name] ??= {}) as Record<string, unknown>;
      }
      if (text[position] === '(') {
        position += 1;
        if (!list(node, depth + 1) || text[position] !== ')') return false;
        position += 1;
      }
      while (text[position] === ' ') position += 1;
      if (text[position] !== ',') return depth > 0 ? text[position] === ')' : position === text.length;
      position += 1;
    }
  }

  return list(tree, 0) ? (tree as Mask) : null;
}

const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/** The paths of the mask that the schema does not know. */
export function unknownPaths(mask: Mask, schema: Schema, path: readonly string[] = []): readonly string[] {
  return Object.entries(mask).flatMap(([name, below]) => {
    if (name === '*') return [];
    const child = schemaOf(schema, name);
    if (child === null) return [[...path, name].join('.')];
    return unknownPaths(below, child, [...path, name]);
  });
}

/** What the mask leaves of a value; lists are transparent. */
export function pick(value: unknown, mask: Mask): unknown {
  const names = Object.keys(mask);
  if (names.length === 0 || (mask['*'] !== undefined && Object.keys(mask['*']).length === 0)) return value;
  if (Array.isArray(value)) return value.map((item) => pick(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const below = mask[name] ?? mask['*'];
    if (below !== undefined) result[name] = pick(item, below);
  }
  return result;
}

/** The `fields` parameter of a Sheets method; null when there is none. */
export function readFieldsParameter(text: string | null, schema: Schema): Mask | null {
  if (text === null || text === '') return null;
  const mask = parseMask(text);
  const wrong = mask === null ? [text] : unknownPaths(mask, schema);
  const [first] = wrong;
  if (mask !== null && first === undefined) return mask;
  return refuse(
    sheetsError(400, 'Request contains an invalid argument.', [
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [
          {
            field: first,
            description: `Error expanding 'fields' parameter. Cannot find matching fields for path '${first}'.`,
          },
        ],
      },
    ]),
  );
}
