import type { Database } from '../database.ts';
import { kindRank } from '../catalog/search-rank.ts';

/** With more new components than this they are all read again, from an index; fewer are read one by one. */
const FEW_NEW = 2000;
/** Of the first so many ids the best are taken; a text that more hold says too little for an order to matter. */
const MOST_ORDERED = 20_000;
/** A rank for ids that are no components of now. */
const GONE = 255;

type Row = { readonly id: number; readonly type: string };

/**
 * What kind of thing each component is, by its id: a byte each. Full-text search gives ids in the order in which
 * components were read; with this the kinds that people look for first come first, without reading a row of the others.
 *
 * An id never becomes another component's, and a component's type never changes: only new ids have to be learned.
 */
export function createComponentKinds(db: Database) {
  const newest = db.prepare('SELECT coalesce(max(id), 0) FROM component').pluck();
  const all = db.prepare('SELECT id, type FROM component_cell INDEXED BY component_cell_name');
  const after = db.prepare('SELECT id, type FROM component_cell WHERE id > ?');
  let ranks = new Uint8Array(0);
  let known = 0;

  const learn = (): void => {
    const last = Number(newest.get());
    // Fewer than before: another store was put in the place of this one.
    if (last === known) return;
    const isMore = last > known;
    if (!isMore || ranks.length <= last) {
      const larger = new Uint8Array(Math.ceil((last + 1) * 1.25)).fill(GONE);
      if (isMore) larger.set(ranks);
      ranks = larger;
    }
    const few = isMore && known > 0 && last - known <= FEW_NEW;
    const rows = few ? after.iterate(known) : all.iterate();
    for (const { id, type } of rows as IterableIterator<Row>) ranks[id] = kindRank(type);
    known = last;
  };

  return {
    newest: (): number => Number(newest.get()),
    /**
     * Those of these types, the kinds that people look for first first: up to `first` of each kind, then the others. Within
     * a kind as they came.
     */
    inOrder(ids: readonly number[], types: readonly string[], first: number): readonly number[] {
      learn();
      const byRank = new Map<number, number[]>(types.map((type) => [kindRank(type), []]));
      for (let at = 0; at < ids.length && at < MOST_ORDERED; at += 1) {
        const id = ids[at] ?? 0;
        byRank.get(ranks[id] ?? GONE)?.push(id);
      }
      const kinds = [...byRank].toSorted(([a], [b]) => a - b).map(([, some]) => some);
      return [...kinds.flatMap((some) => some.slice(0, first)), ...kinds.flatMap((some) => some.slice(first))];
    },
  };
}
