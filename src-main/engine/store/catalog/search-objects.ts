import type { Database } from '../database.ts';
import { createRecent } from './recent.ts';
import { shortName } from './search-rank.ts';
import type { Candidate } from './search-sources.ts';

/** An object with its texts in lower case; what it is called has a line each. */
type Kept = {
  readonly row: Candidate;
  readonly called: readonly string[];
  readonly names: string;
  readonly texts: string;
};
type KeptOrg = { readonly changes: number; readonly objects: readonly Kept[] };

const KEPT_ORGS = 4;

/** Objects as search looks at them: kept, because reading some thousand at every key costs more than finding the fields. */
export function createSearchedObjects(db: Database) {
  const all = db.prepare(
    `SELECT NULL AS id, name AS object, label AS object_label, name, label, NULL AS type, NULL AS help_text, description
     FROM sobject WHERE connection_key = ? AND valid_to IS NULL`,
  );
  const changes = db.prepare('SELECT total_changes()').pluck();
  const kept = createRecent<string, KeptOrg>(KEPT_ORGS);

  const objectsOf = (org: { readonly key: number; readonly id: string }): readonly Kept[] => {
    const now = Number(changes.get());
    const found = kept.get(org.id);
    if (found?.changes === now) return found.objects;
    const objects = (all.all(org.key) as Candidate[]).map((row) => ({
      row,
      called: [row.name, row.label, shortName('object', row.name)].map((one) => one.toLowerCase()),
      names: `${row.name}\n${row.label}`.toLowerCase(),
      texts: (row.description ?? '').toLowerCase(),
    }));
    return kept.put(org.id, { changes: now, objects }).objects;
  };

  return {
    /** The objects of an org that hold all words, in lower case, in name and label, and those that do in the description. */
    holding(
      org: { readonly key: number; readonly id: string },
      words: readonly string[],
    ): Readonly<Record<'names' | 'texts', readonly Candidate[]>> {
      const objects = objectsOf(org);
      const rowsWith = (part: 'names' | 'texts'): Candidate[] =>
        objects.filter((object) => words.every((word) => object[part].includes(word))).map(({ row }) => row);
      return { names: rowsWith('names'), texts: rowsWith('texts') };
    },
    /** The objects whose name, without its namespace too, or label begins with the text, in lower case. */
    beginning: (org: { readonly key: number; readonly id: string }, text: string): readonly Candidate[] =>
      objectsOf(org)
        .filter(({ called }) => called.some((one) => one.startsWith(text)))
        .map(({ row }) => row),
  };
}
