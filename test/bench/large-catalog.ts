import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DescribedField, describeFacts } from '../../src-main/domain/metadata/describe-facts.ts';
import { createCatalogStore } from '../../src-main/engine/store/catalog/index.ts';
import { type Database, openDatabase } from '../../src-main/engine/store/database.ts';
import { seededRandom } from '../support/random.ts';

/*
 * A catalog of any number of fields, written by the store's own functions without an org. Benches of one run share it:
 * `ORGBENCH_BENCH_STORE` is the folder that keeps it, which `npm run bench` makes and removes.
 */

const FIELDS_EACH = 333;
const READ_AT = '2026-01-01T00:00:00.000Z';
const SEED = 7;
const SYLLABLES = 'ka ter mon vi sol ran bel dor nis pal que rit sam tol ur vex win yor zal fen gro hil jas lum'.split(
  ' ',
);
/** A catalog that is kept is opened again by the next bench, so its key cannot be drawn anew. */
const KEY = Buffer.alloc(32, 1);

/** The org of the catalog. */
export const LARGE_CONNECTION = 'c';

type Random = ReturnType<typeof seededRandom>;

/** 1,600 words, the first ones common and the last ones rare, as in names of real fields. */
function vocabulary(random: Random): () => string {
  const words = Array.from({ length: 1600 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 2) }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(
      '',
    ),
  ).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return () => words[Math.floor(random() ** 2 * words.length)] ?? '';
}

function described(word: () => string, random: Random, index: number): DescribedField {
  const words = Array.from({ length: 2 + Math.floor(random() * 2) }, word);
  const type = ['string', 'picklist', 'double', 'boolean', 'reference', 'date', 'textarea'][index % 7] ?? 'string';
  return {
    name: `${words.join('_')}_${index}__c`,
    label: words.join(' '),
    type,
    custom: true,
    length: Math.floor(random() * 255),
    inlineHelpText: random() < 0.4 ? `Entered by the ${word()} when the ${word()} is ${word()}` : null,
  };
}

/** Writes one org with that many fields, described and defined, and indexes it. */
function fill(db: Database, fieldCount: number): void {
  const random = seededRandom(SEED);
  const word = vocabulary(random);
  db.prepare(
    `INSERT INTO connection (key, id, name, group_name, colour, notes, type, instance_url, created_at)
     VALUES (1, ?, 'Org', '', '', '', 'production', 'https://acme.my.salesforce.com', ?)`,
  ).run(LARGE_CONNECTION, READ_AT);
  const catalog = createCatalogStore(db);
  const names = Array.from({ length: Math.ceil(fieldCount / FIELDS_EACH) }, (_none, at) => `${word()}_${at}__c`);
  const object = (name: string) => ({ name, label: name.replaceAll('_', ' '), custom: true });
  catalog.list.saveList(1, names.map(object), null, READ_AT);
  const snapshot = catalog.snapshots.begin(1, null, READ_AT);
  names.forEach((name, at) => {
    const count = Math.min(FIELDS_EACH, fieldCount - at * FIELDS_EACH);
    const fields = Array.from({ length: count }, (_none, index) => described(word, random, index));
    const customFields = fields.map((field) => ({
      id: '',
      object: name,
      tableId: null,
      name: field.name,
      description: random() < 0.3 ? `Holds the ${word()} of the ${word()}` : null,
      helpText: null,
      createdDate: READ_AT,
      lastModifiedDate: new Date(1.7e12 + Math.floor(random() * 5e10)).toISOString(),
    }));
    const definitions = {
      object: name,
      entity: undefined,
      dates: undefined,
      fields: [],
      customFields,
      scope: 'full',
    } as const;
    catalog.transaction(() =>
      catalog.write.saveWhole(
        { connectionKey: 1, snapshot, readAt: READ_AT },
        describeFacts({ ...object(name), fields }),
        null,
        definitions,
      ),
    );
  });
  for (let left = true; left; ) {
    const { done, total } = catalog.searchIndex.step();
    left = done < total;
  }
}

/** The file of a catalog of that many fields, filled when no bench of this run did so before, and its key. */
export function largeCatalog(fieldCount: number): {
  readonly path: string;
  readonly key: Uint8Array;
  readonly fillSeconds: number | null;
  readonly remove: () => void;
} {
  const keep = process.env['ORGBENCH_BENCH_STORE'];
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'orgbench-catalog-'));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `catalog-${fieldCount}.db`);
  const remove = (): void => {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  };
  if (existsSync(path)) return { path, key: KEY, fillSeconds: null, remove };
  const from = performance.now();
  const draft = `${path}.draft`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true });
  const db = openDatabase(draft, KEY);
  try {
    fill(db, fieldCount);
  } finally {
    db.close();
  }
  renameSync(draft, path);
  return { path, key: KEY, fillSeconds: (performance.now() - from) / 1000, remove };
}
