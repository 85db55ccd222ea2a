import type { KeptPartName } from '../../../src-preload/contract/retention.ts';
import type { Database } from './database.ts';
import { isIndexTable } from './kept-tables.ts';

/** What is kept of one part, or of one connection's metadata. */
export type KeptAmount = {
  readonly rows: number;
  readonly bytes: number;
  readonly oldestAt: string | null;
  readonly newestAt: string | null;
};
export type KeptOrg = KeptAmount & OrgUseRow;

export type OrgUseRow = {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  /** ISO time or day of the last use of any kind. */
  readonly usedAt: string;
  readonly announcedOn: string | null;
  readonly announcedCount: number | null;
  readonly hasMetadata: boolean;
};

export type Removal = { readonly part: KeptPartName; readonly target: string | null };

/** Parts that are tables of their own, with the column that dates a row and the rows that may be removed. */
type SimplePart = Exclude<KeptPartName, 'metadata' | 'accounts'>;
const SIMPLE_PARTS: Readonly<
  Record<SimplePart, { readonly table: string; readonly at: string; readonly removable: string }>
> = {
  // Rows of what is under way are still being written.
  ledger: { table: 'ledger', at: 'at', removable: `state <> 'sent'` },
  exports: { table: 'export_run', at: 'started_at', removable: `state <> 'running'` },
  jobs: { table: 'job', at: 'started_at', removable: `state <> 'running'` },
  errors: { table: 'error_log', at: 'at', removable: 'TRUE' },
  analytics: { table: 'analytics_count', at: 'day', removable: 'TRUE' },
};

type MetadataTable = { readonly table: string; readonly hasId: boolean; readonly of?: string };

/** Referring tables first. Those with an id are emptied in slices. */
const METADATA_TABLES = [
  // Without a connection of their own: they have their permission set's.
  { table: 'field_permission', hasId: true, of: 'permission_holder' },
  { table: 'object_permission', hasId: true, of: 'permission_holder' },
  { table: 'permission_holder', hasId: false },
  { table: 'permission_target', hasId: false },
  { table: 'permission_assignment', hasId: false },
  { table: 'usage', hasId: false },
  { table: 'custom_field_id', hasId: false },
  { table: 'component_cell', hasId: true },
  { table: 'component', hasId: true },
  { table: 'area_state', hasId: false },
  { table: 'field', hasId: true },
  { table: 'picklist', hasId: true },
  { table: 'sobject', hasId: true },
  { table: 'record_type', hasId: true },
  { table: 'child_relationship', hasId: true },
  { table: 'snapshot', hasId: true },
  { table: 'unknown_part', hasId: false },
  { table: 'org_object', hasId: false },
  { table: 'org_state', hasId: false },
] as const satisfies readonly MetadataTable[];

/** Some 50 ms, so that questions are answered in between. */
const SLICE_IDS = 5000;

/** What is kept, how big it is, and its removal. */
export function createRetentionRepository(db: Database) {
  const pages = db.prepare<[], { readonly name: string; readonly bytes: number }>(
    'SELECT name, pgsize AS bytes FROM dbstat WHERE aggregate = TRUE',
  );
  const owners = db.prepare<[], { readonly name: string; readonly owner: string }>(
    'SELECT name, tbl_name AS owner FROM sqlite_schema',
  );
  const orgs = db.prepare<[], Omit<OrgUseRow, 'hasMetadata'> & { readonly hasMetadata: number }>(`
    SELECT c.key, c.id, c.name,
      max(c.created_at, coalesce(c.last_used_at, ''), coalesce(s.last_read_at, ''), coalesce(u.opened_on, '')) AS usedAt,
      u.announced_on AS announcedOn, u.announced_count AS announcedCount,
      EXISTS (SELECT 1 FROM org_object o WHERE o.connection_key = c.key)
        OR EXISTS (SELECT 1 FROM sobject o WHERE o.connection_key = c.key)
        OR EXISTS (SELECT 1 FROM snapshot o WHERE o.connection_key = c.key) AS hasMetadata
    FROM connection c LEFT JOIN org_state s ON s.connection_key = c.key LEFT JOIN org_use u ON u.connection_key = c.key
    ORDER BY c.name COLLATE NOCASE`);
  const read = db.prepare<[number], { readonly oldestAt: string | null; readonly newestAt: string | null }>(
    `SELECT min(started_at) AS oldestAt, max(coalesce(finished_at, started_at)) AS newestAt FROM snapshot
     WHERE connection_key = ?`,
  );
  const open = db.prepare(
    `INSERT INTO org_use (connection_key, opened_on) SELECT key, ? FROM connection WHERE id = ?
     ON CONFLICT (connection_key) DO UPDATE SET opened_on = excluded.opened_on, announced_on = NULL, announced_count = NULL`,
  );
  const announce = db.prepare(
    `INSERT INTO org_use (connection_key, announced_on, announced_count) VALUES (?, ?, ?)
     ON CONFLICT (connection_key) DO UPDATE SET announced_on = excluded.announced_on,
       announced_count = excluded.announced_count`,
  );
  const observed = db.prepare<[], { lastDay: string | null; count: number; wait: number }>(
    'SELECT last_day AS lastDay, day_count AS count, wait_days AS wait FROM observed_days',
  );
  const setObserved = db.prepare('UPDATE observed_days SET last_day = @lastDay, day_count = @count, wait_days = @wait');
  const removals = db.prepare<[], Removal>('SELECT part, target FROM removal ORDER BY id');
  const addRemoval = db.prepare('INSERT INTO removal (part, target) VALUES (@part, @target)');
  const dropRemoval = db.prepare('DELETE FROM removal WHERE part = @part AND target IS @target');
  const keyOf = db.prepare('SELECT key FROM connection WHERE id = ?').pluck();

  /** Bytes by table, its indexes and, for `field`, the full-text tables included. */
  const bytesByTable = (): ReadonlyMap<string, number> => {
    const owner = new Map(owners.all().map((row) => [row.name, row.owner]));
    const bytes = new Map<string, number>();
    for (const page of pages.all()) {
      const table = owner.get(page.name) ?? page.name;
      const counted = isIndexTable(table) && !table.startsWith('sqlite_') ? 'field' : table;
      bytes.set(counted, (bytes.get(counted) ?? 0) + page.bytes);
    }
    return bytes;
  };

  const rowsByOrg = ({ table, of }: MetadataTable): ReadonlyMap<number, number> =>
    new Map(
      db
        .prepare<[], { readonly key: number; readonly rows: number }>(
          `SELECT connection_key AS key, count(*) AS rows
           FROM ${of === undefined ? table : `${table} JOIN ${of} o ON o.key = holder_key`} GROUP BY connection_key`,
        )
        .all()
        .map(({ key, rows }) => [key, rows]),
    );

  const keptTable = (table: string, at: string, bytes: ReadonlyMap<string, number>): KeptAmount => {
    const found = db
      .prepare<[], Omit<KeptAmount, 'bytes'>>(
        `SELECT count(*) AS rows, min(${at}) AS oldestAt, max(${at}) AS newestAt FROM ${table}`,
      )
      .get();
    return { rows: 0, oldestAt: null, newestAt: null, ...found, bytes: bytes.get(table) ?? 0 };
  };

  const orgRows = (): OrgUseRow[] => orgs.all().map((row) => ({ ...row, hasMetadata: row.hasMetadata !== 0 }));

  /** Each org's share of a table's bytes is its share of the rows: several orgs share a page. */
  const keptOrgs = (bytes: ReadonlyMap<string, number>): KeptOrg[] => {
    const tables = METADATA_TABLES.map((one: MetadataTable) => {
      const { table } = one;
      const rows = rowsByOrg(one);
      const all = [...rows.values()].reduce((sum, count) => sum + count, 0);
      return { rows, bytesPerRow: all === 0 ? 0 : (bytes.get(table) ?? 0) / all };
    });
    return orgRows().map((org) => {
      const amounts = tables.map(({ rows, bytesPerRow }) => {
        const count = rows.get(org.key) ?? 0;
        return { rows: count, bytes: count * bytesPerRow };
      });
      return {
        ...org,
        rows: amounts.reduce((sum, amount) => sum + amount.rows, 0),
        bytes: Math.round(amounts.reduce((sum, amount) => sum + amount.bytes, 0)),
        oldestAt: null,
        newestAt: null,
        ...read.get(org.key),
      };
    });
  };

  /** Deletes the metadata of one connection; yields the count of rows after each slice. */
  function* removeMetadata(connectionId: string): Generator<number> {
    const key = keyOf.get(connectionId) as number | undefined;
    if (key === undefined) return;
    // What a sync was asked to read may be a list of the org's objects.
    db.prepare(`UPDATE job SET parameters = '{}' WHERE kind = 'sync' AND connection_id = ?`).run(connectionId);
    for (const { table, hasId, of } of METADATA_TABLES as readonly MetadataTable[]) {
      if (!hasId) {
        yield db.prepare(`DELETE FROM ${table} WHERE connection_key = ?`).run(key).changes;
        continue;
      }
      const last = Number(db.prepare(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get());
      const end = db.prepare(
        `SELECT max(id) FROM (SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ${SLICE_IDS})`,
      );
      const slice = db.prepare(
        `DELETE FROM ${table} WHERE id > ? AND id <= ? AND ${
          of === undefined ? 'connection_key = ?' : `holder_key IN (SELECT key FROM ${of} WHERE connection_key = ?)`
        }`,
      );
      for (let from = 0; from < last; ) {
        const to = Number(end.pluck().get(from) ?? last);
        yield slice.run(from, to, key).changes;
        from = to;
      }
    }
  }

  /** With what only those rows needed, or nothing at all. */
  const removeRows = db.transaction((part: SimplePart, condition: string, values: readonly string[]): number => {
    const { table, removable } = SIMPLE_PARTS[part];
    const { changes } = db.prepare(`DELETE FROM ${table} WHERE ${removable} AND ${condition}`).run(...values);
    if (part === 'ledger' && changes > 0) {
      db.prepare('DELETE FROM ledger_kind WHERE id NOT IN (SELECT kind_id FROM ledger WHERE kind_id > 0)').run();
    }
    return changes;
  }).immediate;

  function* remove({ part, target }: Removal): Generator<number> {
    if (part === 'metadata') {
      if (target !== null) yield* removeMetadata(target);
      return;
    }
    if (!isSimple(part)) return;
    yield removeRows(part, 'TRUE', []);
  }

  return {
    /** Reads every page of the file: a second for about 600 MB. */
    overview: () => {
      const bytes = bytesByTable();
      const simple = Object.fromEntries(
        (Object.keys(SIMPLE_PARTS) as SimplePart[]).map((part) => {
          const { table, at } = SIMPLE_PARTS[part];
          return [part, keptTable(table, at, bytes)];
        }),
      ) as Record<SimplePart, KeptAmount>;
      const accounts = keptTable('account', 'created_at', bytes);
      const pageBytes = Number(db.pragma('page_size', { simple: true }));
      return {
        orgs: keptOrgs(bytes),
        ...simple,
        ledger: { ...simple.ledger, bytes: simple.ledger.bytes + (bytes.get('ledger_kind') ?? 0) },
        accounts: { ...accounts, bytes: accounts.bytes + (bytes.get('account_secret') ?? 0) },
        fileBytes: Number(db.pragma('page_count', { simple: true })) * pageBytes,
        freeBytes: Number(db.pragma('freelist_count', { simple: true })) * pageBytes,
      };
    },
    /** By name. */
    orgs: orgRows,
    opened: (connectionId: string, day: string): void => {
      open.run(day, connectionId);
    },
    /** Null withdraws it. */
    announce: (key: number, announced: { readonly on: string; readonly count: number } | null): void => {
      announce.run(key, announced?.on ?? null, announced?.count ?? null);
    },
    observed: () => observed.get() ?? { lastDay: null, count: 0, wait: 0 },
    setObserved: (days: { readonly lastDay: string | null; readonly count: number; readonly wait: number }): void => {
      setObserved.run(days);
    },
    /** Rows of a part that are older than that time; how many there were. */
    removeOlder: (part: SimplePart, than: string): number => removeRows(part, `${SIMPLE_PARTS[part].at} < ?`, [than]),
    /** Removals that are not complete yet. */
    pending: (): Removal[] => removals.all(),
    plan: (removal: Removal): void => {
      addRemoval.run(removal);
    },
    ended: (removal: Removal): void => {
      dropRemoval.run(removal);
    },
    remove,
    transaction: <T>(work: () => T): T => db.transaction(work).immediate(),
  };
}

function isSimple(part: KeptPartName): part is SimplePart {
  return Object.hasOwn(SIMPLE_PARTS, part);
}
