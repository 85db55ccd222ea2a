import type { Records, Table } from './table.ts';
import type { QueryApi } from './tables.ts';

/** A query whose records were not all sent with its first page. */
export interface QueryCursor {
  readonly table: Table;
  readonly records: Records;
  readonly batchSize: number;
  readonly api: QueryApi;
}

/** The oldest cursors are dropped beyond this many. */
const mostCursors = 50;

/** Keeps a cursor and returns its name, an Id with the service's prefix for query locators. */
export function keepCursor(cursors: Map<string, QueryCursor>, name: string, cursor: QueryCursor): void {
  cursors.set(name, cursor);
  const [oldest] = cursors.keys();
  if (cursors.size > mostCursors && oldest !== undefined) cursors.delete(oldest);
}

/** `Sforce-Query-Options: batchSize=500`, held between 200 and 2,000 as the service does. */
export function batchSizeOf(header: string | undefined): number {
  const asked = Number(/batchSize=(\d+)/i.exec(header ?? '')?.[1] ?? 2000);
  return Math.min(2000, Math.max(200, asked));
}
