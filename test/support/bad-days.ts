import type { Envelope } from '../../src-preload/contract/errors.ts';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPORT_FORMATS } from '../../src-preload/contract/app.ts';
import { DICTIONARY_COLUMNS } from '../../src-preload/contract/exports.ts';
import { createBookMaker } from '../../src-main/engine/exports/book-maker.ts';
import { writeBookToFile } from '../../src-main/engine/exports/files/write-book.ts';
import { createAreaStore } from '../../src-main/engine/store/areas/index.ts';
import { createCatalogStore } from '../../src-main/engine/store/catalog/index.ts';
import { createConnectionsRepository } from '../../src-main/engine/store/connections-repository.ts';
import { type Database, openDatabase } from '../../src-main/engine/store/database.ts';
import { createLedgerRepository } from '../../src-main/engine/store/ledger-repository.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import type { VaultPolicy } from '../../src-main/engine/vault/policy.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { TEST_PASSWORD } from './engine-parts.ts';
import { EXPORTED_AT } from './read-org.ts';
import { seededRandom } from './random.ts';

/** How often a bad-day test kills: 10 times, and 100 in `npm run test:long`. */
export const KILLS = process.env['ORGBENCH_LONG'] === '1' ? 100 : 10;

/** Random numbers whose seed is printed; ORGBENCH_SEED repeats a run. */
export function printedRandom(what: string): () => number {
  const seed = Number(process.env['ORGBENCH_SEED'] ?? Date.now() % 1_000_000);
  console.log(`${what}: seed ${seed}`);
  return seededRandom(seed);
}

/** Row numbers of this file, and when and in which read something came in: the same in no two stores. */
const OF_THE_READ = new Set([
  'id',
  'connection_key',
  'picklist_id',
  // Of everything in the row, the number of its picklist included.
  'row_hash',
  'valid_from',
  'valid_to',
  'read_at',
  'read_in',
  'definitions_in',
  // The newest date that one read has seen; a read that goes on begins to look anew, with a wide margin.
  'definitions_since',
]);
const TABLES = ['org_object', 'sobject', 'field', 'record_type', 'child_relationship', 'unknown_part'];

/**
 * Everything the catalog knows now, one line for each row, in an order of its own: two reads of the same org give the
 * same lines, however often either was stopped.
 */
export function catalogLines(db: Database): string[] {
  return TABLES.flatMap((table) => {
    const columns = db
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .pluck()
      .all()
      .map(String)
      .filter((name) => !OF_THE_READ.has(name));
    const all = db.prepare(`SELECT name FROM pragma_table_info('${table}') WHERE name = 'valid_to'`).get();
    const picklist = '(SELECT hex(hash) || values_json FROM picklist WHERE picklist.id = picklist_id)';
    const read = [...columns.map((name) => `quote(${name})`), ...(table === 'field' ? [`quote(${picklist})`] : [])];
    const now = all === undefined ? '' : ' WHERE valid_to IS NULL';
    const rows = db
      .prepare(`SELECT ${read.join(" || ', ' || ")} FROM ${table}${now}`)
      .pluck()
      .all();
    return rows.map((row) => `${table}: ${String(row)}`).toSorted();
  });
}

/** Rows that a read closed: none where the org did not change, however often the read was stopped. */
export function closedRows(db: Database): number {
  const count = (table: string) =>
    Number(db.prepare(`SELECT count(*) FROM ${table} WHERE valid_to IS NOT NULL`).pluck().get());
  return ['sobject', 'field', 'record_type', 'child_relationship'].map(count).reduce((sum, one) => sum + one, 0);
}

/** Lines of one side only, so that a failure shows what differs and not two whole catalogs. */
export function lineDifferences(wanted: readonly string[], found: readonly string[]): string[] {
  const [inWanted, inFound] = [new Set(wanted), new Set(found)];
  const shown = (mark: string, line: string) => `${mark} ${line.slice(0, 300)}`;
  const lines = [
    ...wanted
      .filter((line) => !inFound.has(line))
      .map((line) => shown('missing', line))
      .slice(0, 5),
    ...found
      .filter((line) => !inWanted.has(line))
      .map((line) => shown('only here', line))
      .slice(0, 5),
  ];
  return lines.length === 0 && wanted.length !== found.length ? [`${found.length} lines, not ${wanted.length}`] : lines;
}

/** The dictionary of a connection in every format. @returns the checksum of each file, by format */
export async function exportChecksums(
  db: Database,
  connectionId: string,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const store = { catalog: createCatalogStore(db), areas: createAreaStore(db) };
  const makeBook = createBookMaker({
    ...store,
    ledger: createLedgerRepository(db),
    connection: createConnectionsRepository(db).get,
    appVersion: '1.2.3',
  });
  const query = { connectionId, objects: null, quick: '', filters: [], sort: [] };
  const columns = [...DICTIONARY_COLUMNS];
  const sums: Record<string, string> = {};
  for (const format of EXPORT_FORMATS) {
    // The cover says when the org was read, which is the one thing that differs.
    const spec = {
      source: { kind: 'dictionary', query, layout: 'one', columns, headers: 'api' },
      cover: false,
    } as const;
    const path = join(folder, `dictionary.${format}`);
    const watch = { signal: new AbortController().signal, onRows: () => undefined };
    await writeBookToFile(makeBook(spec, EXPORTED_AT, 0), { format, defuse: true }, path, watch);
    sums[format] = checksum(path);
  }
  return sums;
}

export function checksum(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** What damage to the file, or to the search index in it, would show. */
export function expectSound(db: Database): void {
  const found = db.pragma('integrity_check', { simple: true });
  if (found !== 'ok') throw new Error(`The store is harmed: ${String(found)}`);
  // Throws SQLITE_CORRUPT_VTAB when the index and the rows differ.
  for (const table of ['field_names', 'field_texts']) {
    db.prepare(`INSERT INTO ${table} (${table}) VALUES ('integrity-check')`).run();
  }
}

/** Opens the store of a vault that no engine has open, with its password. */
async function openVaultStore(dataDir: string, policy: VaultPolicy): Promise<Database> {
  const delay = createWrongPasswordDelay(dataDir, Date.now);
  const keys = await unlockVault({ dataDir, keychain: null, policy, delay }, TEST_PASSWORD);
  return openDatabase(join(dataDir, STORE_FILE), keys.dbKeys);
}

/** What a vault holds of an org, sound, and the checksums of the files that are made of it in `folder`. */
export async function examineVault(dataDir: string, connectionId: string, policy: VaultPolicy, folder: string) {
  const db = await openVaultStore(dataDir, policy);
  try {
    expectSound(db);
    const files = await exportChecksums(db, connectionId, folder);
    const unfinished = db.prepare("SELECT count(*) FROM job WHERE state = 'running'").pluck().get();
    return { lines: catalogLines(db), closed: closedRows(db), files, unfinished };
  } finally {
    db.close();
  }
}

/** What `kill -9` is sent to. */
export const VICTIMS = ['engine', 'main', 'all'] as const;

/** The value of an answer; throws what went wrong. */
export function valueOf<T>(answer: Envelope<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}
