import type { UsageFact } from './component.ts';

/** A statement with the source that makes it. */
export type SourcedFact<S extends string = string> = UsageFact & { readonly source: S };

/** Which component, how, and who says so. */
export type MergedRow<S extends string = string> = {
  readonly type: string;
  readonly name: string;
  readonly via: readonly string[];
  readonly source: readonly S[];
};

/**
 * One row a component, whatever number of sources name it, ordered by type and name.
 *
 * @param end which end of the statements the rows are of
 */
export function mergeRows<S extends string>(
  facts: readonly SourcedFact<S>[],
  end: 'from' | 'to',
): readonly MergedRow<S>[] {
  const rows = new Map<string, { type: string; name: string; via: Set<string>; source: Set<S> }>();
  for (const fact of facts) {
    const [type, name] = end === 'from' ? [fact.fromType, fact.fromName] : [fact.toType, fact.toName];
    // Sources do not agree on the case of a name, and the org does not mind it.
    const key = `${type}\n${name.toLowerCase()}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { type, name, via: new Set([fact.via]), source: new Set([fact.source]) });
    else {
      row.via.add(fact.via);
      row.source.add(fact.source);
    }
  }
  return [...rows.values()]
    .map(({ type, name, via, source }) => ({ type, name, via: [...via].sort(), source: [...source] }))
    .sort((a, b) => compare(a.type, b.type) || compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
