import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PREFERENCE_NAMES } from '../../src-preload/contract/preferences.ts';
import { createJobRunner } from '../../src-main/engine/jobs/job-runner.ts';
import { readPreferences } from '../../src-main/engine/preferences/preferences-service.ts';
import { exportEverything } from '../../src-main/engine/privacy/rights/export-everything.ts';
import { createRightsService } from '../../src-main/engine/privacy/rights/rights-service.ts';
import { type Database, openDatabase } from '../../src-main/engine/store/database.ts';
import { isIndexTable, KEPT_TABLES, TABLES_NOT_SHOWN } from '../../src-main/engine/store/kept-tables.ts';
import { createStore } from '../../src-main/engine/store/store.ts';
import { readCsv } from '../support/csv.ts';
import { failureOf } from '../support/network.ts';
import { plantOrgs } from '../support/planted-store.ts';
import { tempFolder } from '../support/temp-folder.ts';

const AT = '2026-05-30T00:00:00.000Z';
/** In every place where a secret is kept. */
const SECRET = 'Zqvsecretword';
const MADE_BY = 'Orgbench 9.9.9';

/** A row in each table that the orgs of `plantOrgs` leave empty. */
const ROWS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  setting: { name: 'preference.googleClientSecret', value: JSON.stringify(SECRET) },
  org_use: { connection_key: 1, opened_on: '2026-05-30' },
  sealed_secret: { connection_key: 1, field: 'accessToken', box: Buffer.from(SECRET) },
  ledger: {
    at: AT,
    purpose: 'describe',
    trigger_name: 'sync',
    method: 'GET',
    host: 'example.my.salesforce.com',
    path: '/services/data/v68.0/sobjects/Account',
    reads: '',
    parts: 1,
    attempt: 1,
    state: 'done',
  },
  job: {
    id: 'job 1',
    kind: 'sync',
    title: 'Read "metadata", of Org a\nand more',
    state: 'done',
    parameters: '{"objects":["Account"]}',
    progress: '{}',
    counts: '{"fields":7}',
    started_at: AT,
  },
  error_log: { day: '2026-05-30', at: AT, event: 910, code: 'internal', place: 'a.ts:1', count: 2 },
  export_run: {
    id: 'export 1',
    job_id: 'job 1',
    state: 'done',
    title: 'Fields',
    destination: 'file',
    target_name: 'fields.csv',
    started_at: AT,
    spec: '{"cover":true}',
    resume: JSON.stringify({ address: `https://upload.example/${SECRET}` }),
  },
  preflight: { connection_key: 1, at: AT, username: 'ada@example.com', areas: '[{"id":"api"}]', api_calls: 13 },
  area_state: { connection_key: 1, area: 'access', chosen: 1, state: 'read', read_at: AT, watermark: '{"sets":null}' },
  permission_holder: { key: 1, connection_key: 1, org_id: '0PS000000000001' },
  permission_target: { key: 1, connection_key: 1, object: 'Account', field: 'Phone' },
  object_permission: { holder_key: 1, target_key: 1, valid_from: 1, rights: 5 },
  field_permission: { holder_key: 1, target_key: 1, valid_from: 1, rights: 1 },
  permission_assignment: {
    connection_key: 1,
    org_id: '0Pa000000000001',
    user_id: '005000000000001',
    set_id: '0PS000000000001',
    active: 1,
  },
  usage: {
    connection_key: 1,
    source: 'flows',
    from_type: 'Flow',
    from_name: 'Visit',
    to_type: 'CustomField',
    to_name: 'Account.Phone',
    via: 'recordUpdates',
  },
  custom_field_id: { connection_key: 1, org_id: '00N000000000001', object: 'Account', field: 'Size__c' },
  export_preset: { id: 'preset 1', name: '=Mine', spec: '{"cover":false}', changed_at: AT },
  analytics_count: { day: '2026-05-30', feature: 'start', count: 3 },
  account: {
    key: 1,
    id: 'account 1',
    provider: 'google',
    subject: '12345',
    name: 'ada@example.com',
    person: 'Ada',
    kind: 'unknown',
    access: 'ownFiles',
    created_at: AT,
  },
  account_secret: { account_key: 1, field: 'refreshToken', box: Buffer.from(SECRET) },
};

function insert(db: Database, table: string, row: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(row);
  db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(
    row,
  );
}

function plantedRights(fieldsEach = 520) {
  const db = openDatabase(join(tempFolder(), 'store.db'), randomBytes(32));
  onTestFinished(() => void db.close());
  const store = createStore(db);
  plantOrgs(db, store, fieldsEach);
  for (const [table, row] of Object.entries(ROWS)) insert(db, table, row);
  const now = (): number => Date.parse(AT);
  const jobs = createJobRunner({ jobs: store.jobs, now, emit: () => {} });
  const preferences = () => readPreferences(store.settings);
  const rights = createRightsService({
    tables: store.everything,
    jobs,
    accounts: { 'accounts.list': () => ({ accounts: [] }) },
    preferences,
    madeBy: MADE_BY,
    now,
  });
  /** Without a job, which would be a row of what is written. */
  const write = (folder: string) =>
    exportEverything(
      folder,
      { tables: store.everything, preferences, madeBy: MADE_BY, madeAt: AT },
      { signal: new AbortController().signal, progress: () => {} },
    );
  return { db, store, jobs, rights, write };
}

const tablesOf = (db: Database): string[] =>
  db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all() as string[];

/** Tables that nobody decided about: neither written out, nor named as left out. */
const undecided = (db: Database): string[] =>
  tablesOf(db).filter(
    (name) => !isIndexTable(name) && KEPT_TABLES[name] === undefined && TABLES_NOT_SHOWN[name] === undefined,
  );

const countOf = (db: Database, table: string): number =>
  Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

describe('everything about me and my orgs', () => {
  it('has every table of the store, or a reason why not', () => {
    const { db } = plantedRights(1);
    expect(undecided(db)).toEqual([]);
    // Nothing is named that is gone, and nothing is named twice.
    const named = [...Object.keys(KEPT_TABLES), ...Object.keys(TABLES_NOT_SHOWN)];
    expect(named.toSorted()).toEqual(tablesOf(db).filter((name) => !isIndexTable(name)));
    db.exec('CREATE TABLE notes_of_tomorrow (id INTEGER PRIMARY KEY)');
    expect(undecided(db)).toEqual(['notes_of_tomorrow']);
  });

  it('has every row and every column of every such table, in JSON and in CSV', { timeout: 60_000 }, async () => {
    const { db, write } = plantedRights();
    const folder = join(tempFolder(), 'everything');
    const counts = await write(folder);
    let rows = 0;
    for (const [table, { area, json = [], leftOut = {} }] of Object.entries(KEPT_TABLES)) {
      const stored = db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];
      // A table that is empty here would prove nothing.
      expect(stored.length, `rows of ${table}`).toBeGreaterThan(0);
      rows += stored.length;
      const columns = Object.keys(stored[0] ?? {}).filter((name) => leftOut[name] === undefined);

      const [header, ...lines] = readCsv(readFileSync(join(folder, 'csv', `${table}.csv`), 'utf8'));
      expect(header).toEqual(columns);
      expect(lines, table).toHaveLength(stored.length);

      const written = JSON.parse(readFileSync(join(folder, 'json', `${area}.json`), 'utf8'))[table];
      expect(written, table).toHaveLength(stored.length);
      for (const name of columns) {
        if (name === 'flags' || table === 'setting') continue;
        const plain = (value: unknown): unknown =>
          json.includes(name) && typeof value === 'string' ? JSON.parse(value) : value;
        const texts = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();
        expect(texts(written.map((row: Record<string, unknown>) => row[name])), `${table}.${name}`).toEqual(
          texts(stored.map((row) => plain(row[name]))),
        );
      }
    }
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    expect(counts).toEqual({ rows, files: files.length });
    expect(countOf(db, 'field')).toBeGreaterThan(1000);
  });

  it('writes out facts by their names, quotes and line ends in CSV, and no formula', async () => {
    const { db, rights } = plantedRights(40);
    db.prepare('UPDATE field SET flags = 1 WHERE id = 1').run();
    const folder = join(tempFolder(), 'everything');
    await rights.start(folder).done;
    const read = (area: string) => JSON.parse(readFileSync(join(folder, 'json', `${area}.json`), 'utf8'));
    const field = read('metadata').field.find(({ id }: { id: number }) => id === 1);
    expect(field.flags).toEqual(['custom']);
    expect(read('exports').export_preset[0]).toMatchObject({ name: '=Mine', spec: { cover: false } });
    expect(Object.keys(read('preferences').preferences).sort()).toEqual(
      PREFERENCE_NAMES.filter((name) => name !== 'googleClientSecret').sort(),
    );
    const csv = (table: string) => readCsv(readFileSync(join(folder, 'csv', `${table}.csv`), 'utf8'));
    expect(csv('export_preset')[1]).toContain("'=Mine");
    expect(csv('job').flat()).toContain('Read "metadata", of Org a\nand more');
  });

  // @promise 2: what is written out of everything that is kept has no token, no key and no client secret in it
  it('has no token, no key and no client secret in it, and says so', async () => {
    const { rights } = plantedRights(40);
    const folder = join(tempFolder(), 'everything');
    await rights.start(folder).done;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
    const hex = Buffer.from(SECRET).toString('hex');
    const base64 = Buffer.from(SECRET).toString('base64');
    expect(texts.filter((text) => [SECRET, hex, base64].some((form) => text.includes(form)))).toEqual([]);
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const name of ['sealed_secret', 'account_secret', 'export_run.resume', 'googleClientSecret']) {
      expect(readme).toContain(name);
    }
  });

  it('explains every file and every column in its README', async () => {
    const { rights } = plantedRights(40);
    const folder = join(tempFolder(), 'everything');
    await rights.start(folder).done;
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(readme).toContain(`by ${MADE_BY}`);
    const paths = ['csv', 'json'].flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`));
    expect(paths.filter((path) => !readme.includes(path))).toEqual([]);
    for (const [table, { what }] of Object.entries(KEPT_TABLES)) {
      expect(readme).toContain(what);
      const [header = []] = readCsv(readFileSync(join(folder, 'csv', `${table}.csv`), 'utf8'));
      expect(readme).toContain(`- \`${table}\`: ${header.join(', ')}`);
    }
  });

  it('is for nobody else on this computer, and goes over nothing that is there', async () => {
    const { rights } = plantedRights(1);
    const place = tempFolder();
    await rights.start(join(place, 'first')).done;
    // Windows has no such bits.
    const others = process.platform === 'win32' ? 0 : statSync(join(place, 'first')).mode & 0o077;
    expect(others).toBe(0);
    mkdirSync(join(place, 'mine'));
    writeFileSync(join(place, 'mine', 'letter.txt'), 'x');
    const failure = await failureOf(rights.start(join(place, 'mine')).done);
    expect(failure.code).toBe('export-failed');
    expect(readdirSync(join(place, 'mine'))).toEqual(['letter.txt']);
  });

  it('leaves nothing when it is cancelled; the store can be written meanwhile', async () => {
    const { db, store, jobs, rights } = plantedRights();
    const place = tempFolder();
    const { id, done } = rights.start(join(place, 'everything'));
    const isBegun = (): boolean => readdirSync(place).some((name) => name.endsWith('.part'));
    while (!isBegun()) await new Promise((resolve) => setImmediate(resolve));
    insert(db, 'analytics_count', { day: '2026-05-31', feature: 'start', count: 1 });
    await jobs.handlers['jobs.cancel']({ jobId: id }, { signal: new AbortController().signal, hostPath: null });
    await expect(done).rejects.toThrow('aborted');
    expect(readdirSync(place)).toEqual([]);
    expect(store.jobs.list(1)[0]?.state).toBe('cancelled');
  });
});
