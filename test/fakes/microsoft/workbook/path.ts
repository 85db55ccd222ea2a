import { badSegment } from './errors.ts';

/** One step of a workbook address: `worksheets('Fields')`, `Fields`, `range(address='A1:B2')`. */
export type Step = {
  /** The whole step, for names that may look like anything. */
  readonly raw: string;
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
  /** The one argument without a name. */
  readonly key: string | null;
};

/** Steps of an encoded path; quotes in arguments are doubled (OData v4 URL conventions, 5.1.1.6). Nothing named in it can hold a slash. */
export function readSteps(encoded: string): readonly Step[] {
  let text: string;
  try {
    text = decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) throw badSegment(encoded);
    throw error;
  }
  return text
    .split('/')
    .filter((raw) => raw !== '')
    .map((raw): Step => {
      const found = /^([\w.]+)\((.*)\)$/s.exec(raw);
      if (found === null) return { raw, name: raw, args: {}, key: null };
      const args: Record<string, string> = {};
      let key: string | null = null;
      for (const [, name, quoted, bare] of (found[2] ?? '').matchAll(
        /(?:(\w+)\s*=\s*)?(?:'((?:[^']|'')*)'|([^,'\s]+))/g,
      )) {
        const value = quoted === undefined ? (bare ?? '') : quoted.replaceAll("''", "'");
        if (name === undefined) key = value;
        else args[name] = value;
      }
      return { raw, name: found[1] ?? '', args, key };
    });
}

/** `things('id')/…` and `things/id/…` alike: which one, and what follows. */
export function pickOne(steps: readonly Step[]): { readonly id: string | null; readonly rest: readonly Step[] } {
  const [collection, next] = steps;
  if (collection === undefined) return { id: null, rest: [] };
  if (collection.key !== null) return { id: collection.key, rest: steps.slice(1) };
  return next === undefined ? { id: null, rest: [] } : { id: next.raw, rest: steps.slice(2) };
}
