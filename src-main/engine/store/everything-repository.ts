import type { Database } from './database.ts';
import { KEPT_TABLES } from './kept-tables.ts';

export type StoredValue = string | number | bigint | Uint8Array | null;
export type StoredRow = Readonly<Record<string, StoredValue>>;

const PAGE_ROWS = 500;

/** Every table with data of the person or of an org, row by row: for the export of everything. */
export function createEverythingRepository(db: Database) {
  const columnsOf = (table: string): readonly { readonly name: string; readonly pk: number }[] =>
    db.pragma(`table_info(${table})`) as { readonly name: string; readonly pk: number }[];

  return {
    /** Columns that are written out, in the table's order. */
    columns: (table: string): string[] =>
      columnsOf(table)
        .map(({ name }) => name)
        .filter((name) => KEPT_TABLES[table]?.leftOut?.[name] === undefined),
    count: (table: string): number => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
    /** In pages, by primary key: nothing stays open between two pages, so the store can be written meanwhile. */
    *pages(table: string): Generator<readonly StoredRow[]> {
      const key = columnsOf(table)
        .filter(({ pk }) => pk > 0)
        .toSorted((one, other) => one.pk - other.pk)
        .map(({ name }) => name);
      const list = key.join(', ');
      const first = db.prepare<[], StoredRow>(`SELECT * FROM ${table} ORDER BY ${list} LIMIT ${PAGE_ROWS}`);
      const next = db.prepare<StoredValue[], StoredRow>(
        `SELECT * FROM ${table} WHERE (${list}) > (${key.map(() => '?').join(', ')}) ORDER BY ${list} LIMIT ${PAGE_ROWS}`,
      );
      let rows = first.all();
      while (rows.length > 0) {
        yield rows;
        const last = rows.at(-1) ?? {};
        rows = rows.length < PAGE_ROWS ? [] : next.all(...key.map((name) => last[name] ?? null));
      }
    },
  };
}
export type EverythingRepository = ReturnType<typeof createEverythingRepository>;
