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

/** Facts go in one after another; rows come out, one a component, whatever number of sources name it. */
export type RowMerger<S extends string> = {
  readonly add: (fact: SourcedFact<S>) => void;
  /** In no order. */
  readonly rows: () => Iterable<MergedRow<S>>;
};

/** @param end which end of the statements the rows are of */
export function createRowMerger<S extends string>(end: 'from' | 'to'): RowMerger<S> {
  const rows = new Map<string, { type: string; name: string; via: string[]; source: S[] }>();
  return {
    add(fact) {
      const [type, name] = end === 'from' ? [fact.fromType, fact.fromName] : [fact.toType, fact.toName];
      // Sources do not agree on the case of a name, and the org does not mind it.
      const key = `${type}\n${name.toLowerCase()}`;
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { type, name, via: [fact.via], source: [fact.source] });
      else {
        if (!row.via.includes(fact.via)) row.via.push(fact.via);
        if (!row.source.includes(fact.source)) row.source.push(fact.source);
      }
    },
    *rows() {
      for (const row of rows.values()) yield { ...row, via: row.via.toSorted() };
    },
  };
}

/** The order of rows: by type and name. */
export function compareRows(a: MergedRow, b: MergedRow): number {
  return compare(a.type, b.type) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
