/*
 * Pages of the field grid and search as you type over a catalog of 1,000,000 fields, in the engine (no window, no IPC).
 *
 * `ORGBENCH_BENCH_FIELDS` is how many fields there are (1,000,000); `ORGBENCH_BENCH_STORE` a folder that keeps the
 * catalog for the next run, because filling it takes some minutes. Up to 100,000 fields an in-memory library is asked as well.
 */
import MiniSearch from 'minisearch';
import type { FieldColumn, FieldQuery } from '../../src-preload/contract/catalog.ts';
import { createCatalogStore } from '../../src-main/engine/store/catalog/index.ts';
import { type Database, openDatabase } from '../../src-main/engine/store/database.ts';
import { seededRandom } from '../support/random.ts';
import { LARGE_CONNECTION, largeCatalog } from './large-catalog.ts';

const FIELDS = Number(process.env['ORGBENCH_BENCH_FIELDS'] ?? 1_000_000);
const PAGE_ROWS = 200;
const ASKED = 40;
/** A scan of a million fields takes a second or two. */
const SCANNED = 5;
/** An in-memory library needs some 1.5 kB a field. */
const LIBRARY_MAX_FIELDS = 100_000;
const SEED = 7;
/** `p95CpuMs` is the processor time of the whole process: on a busy machine the number to compare. */
type Row = {
  readonly what: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p95CpuMs: number;
  readonly target: string;
};
type Time = { readonly ms: number; readonly cpuMs: number };

function row(what: string, times: readonly Time[], target: string): Row {
  const at = (share: number, of: (time: Time) => number): number => {
    const sorted = times.map(of).sort((x, y) => x - y);
    return Number((sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1));
  };
  const ms = (time: Time): number => time.ms;
  return { what, p50Ms: at(0.5, ms), p95Ms: at(0.95, ms), p95CpuMs: at(0.95, (time) => time.cpuMs), target };
}

function timed(work: () => unknown): Time {
  const cpuFrom = process.cpuUsage();
  const from = performance.now();
  work();
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(cpuFrom);
  return { ms, cpuMs: (user + system) / 1000 };
}

/** Runs the bench: rows of milliseconds. */
export async function run(): Promise<readonly Row[]> {
  const { path, key, fillSeconds, remove } = largeCatalog(FIELDS);
  const db = openDatabase(path, key);
  if (fillSeconds !== null)
    console.log(`filled with ${FIELDS.toLocaleString('en')} fields in ${fillSeconds.toFixed(0)} s`);
  try {
    return [...pages(db), ...searches(db), ...(FIELDS > LIBRARY_MAX_FIELDS ? [] : inMemory(db))];
  } finally {
    db.close();
    remove();
  }
}

function pages(db: Database): Row[] {
  const random = seededRandom(SEED);
  const query = (over: Partial<FieldQuery>): FieldQuery => ({
    connectionId: LARGE_CONNECTION,
    objects: null,
    quick: '',
    filters: [],
    sort: [],
    ...over,
  });
  const anyOffset = (total: number): number => Math.floor(random() * Math.max(1, total - PAGE_ROWS));
  const rows: Row[] = [];
  for (const column of ['object', 'name', 'label', 'type', 'lastModifiedDate'] satisfies FieldColumn[]) {
    const catalog = createCatalogStore(db);
    const sorted = query({ sort: [{ column, direction: 'asc' }] });
    const first = timed(() => catalog.fieldPage(sorted, 0, PAGE_ROWS));
    const jump = timed(() => catalog.fieldPage(sorted, Math.floor(FIELDS / 2), PAGE_ROWS));
    const times = Array.from({ length: ASKED }, () =>
      timed(() => catalog.fieldPage(sorted, anyOffset(FIELDS), PAGE_ROWS)),
    );
    rows.push(row(`first page by ${column}`, [first], '50 ms'));
    rows.push(row(`first page far down by ${column}`, [jump], '50 ms'));
    rows.push(row(`any page by ${column}`, times, '50 ms'));
  }
  const others: readonly (readonly [string, Partial<FieldQuery>])[] = [
    ['by length', { sort: [{ column: 'length', direction: 'desc' }] }],
    ['by help text', { sort: [{ column: 'helpText', direction: 'asc' }] }],
    ['by object label', { sort: [{ column: 'objectLabel', direction: 'asc' }] }],
    ['help text contains', { filters: [{ column: 'helpText', operator: 'contains', value: 'kat' }] }],
    ['quick text', { quick: 'monvi' }],
  ];
  for (const [what, over] of others) {
    const firsts = Array.from({ length: 3 }, () => {
      const catalog = createCatalogStore(db);
      return timed(() => catalog.fieldPage(query(over), 0, PAGE_ROWS));
    });
    const catalog = createCatalogStore(db);
    const { total } = catalog.fieldPage(query(over), 0, PAGE_ROWS);
    const jump = timed(() => catalog.fieldPage(query(over), Math.floor(total / 2), PAGE_ROWS));
    const further = Array.from({ length: ASKED }, () =>
      timed(() => catalog.fieldPage(query(over), anyOffset(total), PAGE_ROWS)),
    );
    rows.push(row(`first page, ${what}`, firsts, '1,500 ms'));
    rows.push(row(`first page far down, ${what}`, [jump], '1,500 ms'), row(`further pages, ${what}`, further, '60 ms'));
  }
  return rows;
}

function kindsOf(db: Database): readonly (readonly [what: string, text: () => string, target: string])[] {
  const random = seededRandom(SEED + 1);
  const labels = db.prepare('SELECT name, label FROM field WHERE id = ?');
  const one = (): { readonly name: string; readonly label: string } =>
    labels.get(1 + Math.floor(random() * FIELDS)) as { name: string; label: string };
  const part = (text: string, from: number, length: number): string => text.slice(from, from + length);
  return [
    ['1 or 2 letters', () => part(one().label, 0, 1 + Math.floor(random() * 2)), '-'],
    ['1 word', () => part(one().label.split(' ')[0] ?? '', 0, 3 + Math.floor(random() * 5)), '16 ms'],
    ['2 words', () => one().label.split(' ').slice(0, 2).join(' '), '16 ms'],
    ['2 words, reversed', () => one().label.split(' ').slice(0, 2).toReversed().join(' '), '16 ms'],
    ['inner part of a name', () => part(one().name, 3, 8 + Math.floor(random() * 6)), '50 ms'],
    ['nothing found', () => `zq${Math.floor(random() * 1e6)}xq`, '-'],
  ];
}

function searches(db: Database): Row[] {
  const catalog = createCatalogStore(db);
  const scan = db.prepare(
    `SELECT id FROM field NOT INDEXED WHERE connection_key = 1 AND valid_to IS NULL AND (name LIKE ? OR label LIKE ? OR help_text LIKE ?) LIMIT 50`,
  );
  return kindsOf(db).flatMap(([what, text, target]) => {
    const texts = Array.from({ length: ASKED }, text);
    const found = texts.map((typed) => timed(() => catalog.search(LARGE_CONNECTION, typed, 50)));
    const like = texts
      .slice(0, SCANNED)
      .map((typed) => timed(() => scan.all(`%${typed}%`, `%${typed}%`, `%${typed}%`)));
    return [row(`search: ${what}`, found, target), row(`LIKE scan: ${what} (${SCANNED} asked)`, like, '-')];
  });
}

/** The same questions to MiniSearch, every word a prefix: it finds no inner parts. */
function inMemory(db: Database): Row[] {
  type Text = { readonly id: number; readonly name: string; readonly label: string; readonly help: string };
  const texts = db
    .prepare(`SELECT id, name, label, coalesce(help_text, '') AS help FROM field WHERE valid_to IS NULL`)
    .all() as Text[];
  const library = new MiniSearch<Text>({ fields: ['name', 'label', 'help'] });
  const built = timed(() => library.addAll(texts));
  const asked = kindsOf(db).map(([what, text]) => {
    const times = Array.from({ length: ASKED }, text).map((typed) =>
      timed(() => library.search(typed, { prefix: true, combineWith: 'AND' }).slice(0, 50)),
    );
    return row(`MiniSearch: ${what}`, times, '-');
  });
  return [row('MiniSearch: index, at every start', [built], '-'), ...asked];
}
