/*
 * Search as you type over 100,000 things of mixed kinds (60,000 fields, 30,000 reports, 10,000 flows, layouts and rules),
 * and pages of 30,000 reports in any order, in the engine (no window, no IPC).
 *
 * `ORGBENCH_BENCH_STORE` is a folder that keeps the catalog for the next run, because filling it takes a minute.
 */
import type { ComponentQuery } from '../../src-preload/contract/components.ts';
import type { Component, Fact } from '../../src-main/domain/areas/component.ts';
import { createAreaStore } from '../../src-main/engine/store/areas/index.ts';
import { createCatalogStore } from '../../src-main/engine/store/catalog/index.ts';
import { type Database, openDatabase } from '../../src-main/engine/store/database.ts';
import { seededRandom } from '../support/random.ts';
import { LARGE_CONNECTION, largeCatalog } from './large-catalog.ts';

const FIELDS = 60_000;
const REPORTS = 30_000;
const OTHERS = 10_000;
const PAGE_ROWS = 200;
const ASKED = 60;
const SEED = 11;
const READ_AT = '2026-01-01T00:00:00.000Z';

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
    const sorted = times.map(of).toSorted((a, b) => a - b);
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
  const { path, key, remove } = largeCatalog(FIELDS);
  const db = openDatabase(path, key);
  try {
    fillComponents(db);
    return [...searches(db), ...pages(db)];
  } finally {
    db.close();
    remove();
  }
}

/** Components out of the words of the fields, written by the store's own functions, unless an earlier run did. */
function fillComponents(db: Database): void {
  const catalog = createCatalogStore(db);
  const areas = createAreaStore(db);
  if (areas.components.counts(1).length > 0) return;
  const random = seededRandom(SEED);
  const fields = db.prepare('SELECT object, name, label FROM field').all() as readonly Named[];
  const field = (): Named => fields[Math.floor(random() * fields.length)] ?? { object: '', name: '', label: '' };
  const at = { connectionKey: 1, snapshot: 1, readAt: READ_AT };
  const make = (index: number): Component => (index < REPORTS ? report(index, field, random) : other(index, field));
  for (let from = 0; from < REPORTS + OTHERS; from += 1000) {
    catalog.transaction(() => {
      for (let index = from; index < from + 1000; index += 1) {
        const component = make(index);
        areas.components.save(at, component.type === 'Report' ? 'reports' : 'flows', component);
      }
    });
  }
  for (let left = true; left; ) {
    const { done, total } = catalog.searchIndex.step();
    left = done < total;
  }
}

type Named = { readonly object: string; readonly name: string; readonly label: string };
type Random = ReturnType<typeof seededRandom>;

const COMMON = {
  namespace: null,
  orgId: null,
  createdBy: 'Ada Byron',
  lastModifiedBy: 'Ada Byron',
  unknown: [],
} as const;

function report(index: number, field: () => Named, random: Random): Component {
  const columns = Array.from({ length: 5 + Math.floor(random() * 15) }, field);
  const day = (): string => new Date(1.5e12 + Math.floor(random() * 2e11)).toISOString();
  const definition: Fact = {
    columns: columns.map(({ object, name, label }) => ({
      column: `${object}.${name}`,
      label,
      field: `${object}.${name}`,
      dataType: 'string',
      aggregates: [],
    })),
  };
  const { label, object } = field();
  return {
    ...COMMON,
    type: 'Report',
    name: `Folder_${index % 200}/${label.replaceAll(' ', '_')}_${index}`,
    label: `${label} by ${field().label}`,
    object,
    description: random() < 0.3 ? `Shows the ${field().label} of each ${field().label}` : null,
    createdDate: day(),
    lastModifiedDate: day(),
    facts: {
      folderLabel: `Folder ${index % 200}`,
      folderKind: 'folder',
      format: ['Tabular', 'Summary', 'Matrix'][index % 3] ?? null,
      reportType: object,
      reportTypeLabel: object,
      lastRunDate: random() < 0.1 ? null : day(),
      columns: columns.map((one) => one.label),
      groupings: [field().label],
      filters: [`${field().label} equals ${index}`],
      filterLogic: null,
      timeFrame: null,
      chart: null,
      scope: 'organization',
      fields: columns.map(({ object: of, name }) => `${of}.${name}`),
      definition,
    },
    searchText: columns.map(({ object: of, name, label: shown }) => `${shown} ${of}.${name}`).join(' '),
  };
}

function other(index: number, field: () => Named): Component {
  const { object, name, label } = field();
  const type = ['Flow', 'Layout', 'ValidationRule'][index % 3] ?? 'Flow';
  return {
    ...COMMON,
    type,
    name: `${object}.${name}_${index}`,
    label,
    object,
    description: null,
    createdDate: READ_AT,
    lastModifiedDate: READ_AT,
    facts: { active: index % 4 !== 0 },
    searchText: `AND(ISBLANK(${name}), ${field().name} > ${index})`,
  };
}

function searches(db: Database): Row[] {
  const random = seededRandom(SEED + 1);
  const newest = Number(db.prepare('SELECT max(id) FROM component').pluck().get());
  const component = db.prepare('SELECT name, label, search_text AS searched FROM component WHERE id = ?');
  const one = () =>
    component.get(1 + Math.floor(random() * newest)) as Omit<Named, 'object'> & { readonly searched: string };
  const part = (text: string, from: number, length: number): string => text.slice(from, from + length);
  const kinds: readonly (readonly [what: string, text: () => string, target: string])[] = [
    ['1 or 2 letters', () => part(one().label, 0, 1 + Math.floor(random() * 2)), '16 ms'],
    ['the beginning of a label', () => part(one().label, 0, 3 + Math.floor(random() * 9)), '16 ms'],
    ['inside a name', () => part(one().name, 12, 5), '16 ms'],
    ['2 words', () => one().label.split(' ').slice(0, 2).reverse().join(' '), '16 ms'],
    ['a whole label', () => one().label, '16 ms'],
    ['a text of a definition', () => part(one().searched, 10, 16), '16 ms'],
    ['nothing has it', () => `zqx${part(one().label, 0, 3)}`, '16 ms'],
    ['in a scope', () => `!flow ${part(one().label, 0, 4)}`, '16 ms'],
  ];
  return kinds.map(([what, text, target]) => {
    const catalog = createCatalogStore(db);
    catalog.search(LARGE_CONNECTION, 'warm', 50);
    const texts = Array.from({ length: ASKED }, text);
    return row(
      `search: ${what}`,
      texts.map((typed) => timed(() => catalog.search(LARGE_CONNECTION, typed, 50))),
      target,
    );
  });
}

function pages(db: Database): Row[] {
  const random = seededRandom(SEED + 2);
  const query = (over: Partial<ComponentQuery>): ComponentQuery => ({
    connectionId: LARGE_CONNECTION,
    type: 'Report',
    quick: '',
    filters: [],
    sort: [],
    ...over,
  });
  const asked: readonly (readonly [string, Partial<ComponentQuery>])[] = [
    ['by label', {}],
    ['by last run', { sort: [{ column: 'lastRunDate', direction: 'desc' }] }],
    ['by last modified', { sort: [{ column: 'lastModifiedDate', direction: 'desc' }] }],
    ['by columns', { sort: [{ column: 'columns', direction: 'asc' }] }],
    ['quick text', { quick: 'kat' }],
    ['fields contain', { filters: [{ column: 'fields', operator: 'contains', value: 'monvi' }] }],
  ];
  return asked.flatMap(([what, over]) => {
    const firsts = Array.from({ length: 5 }, () => {
      const { componentPages } = createAreaStore(db);
      return timed(() => componentPages.page(1, query(over), 0, PAGE_ROWS));
    });
    const { componentPages } = createAreaStore(db);
    const { total } = componentPages.page(1, query(over), 0, PAGE_ROWS);
    const further = Array.from({ length: ASKED }, () =>
      timed(() =>
        componentPages.page(1, query(over), Math.floor(random() * Math.max(1, total - PAGE_ROWS)), PAGE_ROWS),
      ),
    );
    return [
      row(`first page of reports ${what}`, firsts, '50 ms'),
      row(`any page of reports ${what}`, further, '50 ms'),
    ];
  });
}
