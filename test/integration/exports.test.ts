import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_REQUESTS } from '../../src-preload/contract/ledger.ts';
import type { ExportRecord, ExportSource, ExportSpec } from '../../src-preload/contract/exports.ts';
import type { AnyEngineMethod, Output } from '../../src-preload/contract/index.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { parseCall } from '../../src-main/ipc/parse-call.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { readSheets } from '../support/workbook.ts';

const ORG = smallOrg([
  customObject('Pump__c', [
    textField('Serial__c', { description: 'From the plate' }),
    textField('Margin__c', { label: 'Margin, net', description: '=1+1' }),
    textField('Colour__c'),
  ]),
  customObject('Visit__c', [textField('Report__c', { description: 'What was done' })]),
]);

async function ask<M extends AnyEngineMethod>(
  engine: Engine,
  method: M,
  input: unknown,
  hostPath: string | null = null,
): Promise<{ ok: true; value: Output<M> } | { ok: false; error: { code: string; message: string } }> {
  return JSON.parse(await engine.call(method, input, { hostPath, signal: new AbortController().signal }));
}

async function value<M extends AnyEngineMethod>(
  engine: Engine,
  method: M,
  input: unknown,
  hostPath: string | null = null,
): Promise<Output<M>> {
  const answer = await ask(engine, method, input, hostPath);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

/** An unlocked engine that has read a small org. */
async function openWithOrg() {
  const dataDir = tempFolder();
  const engine = testEngine(dataDir);
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  const org = await sampleOrgForTest({ bundle: ORG });
  const connection = await engine.services().connectWithToken({
    name: 'Acme',
    group: '',
    colour: '',
    notes: '',
    instanceUrl: org.instanceUrl,
    token: org.accessToken,
    connectionId: null,
  });
  await engine.services().syncNow({ connectionId: connection.id, objects: 'all' });
  const query = { connectionId: connection.id, objects: null, quick: '', filters: [], sort: [] };
  const source = (over: Partial<Extract<ExportSource, { kind: 'fields' }>> = {}): ExportSource => ({
    kind: 'fields',
    query,
    columns: ['object', 'name', 'label'],
    headers: 'label',
    ...over,
  });
  const toFile = (format: 'csv' | 'xlsx' | 'md' | 'html' | 'json', over: Partial<ExportSpec> = {}): ExportSpec => ({
    source: source(),
    destination: { kind: 'file', format },
    cover: false,
    defuse: true,
    ...over,
  });
  return { dataDir, engine, org, connectionId: connection.id, query, source, toFile, folder: tempFolder() };
}

async function historyOf(engine: Engine): Promise<ExportRecord[]> {
  return (await value(engine, 'exports.history', { connectionId: null, limit: 100 })).exports;
}

/** Starts an export to a file and waits for its end, whichever. */
async function exportTo(engine: Engine, spec: ExportSpec, path: string): Promise<ExportRecord> {
  const { exportId } = await value(engine, 'exports.start', { spec, targetId: null, consentId: null }, path);
  return endOf(engine, exportId);
}

async function endOf(engine: Engine, exportId: string): Promise<ExportRecord> {
  const find = async () => (await historyOf(engine)).find(({ id }) => id === exportId);
  await expect.poll(async () => (await find())?.state).not.toBe('running');
  const record = await find();
  if (record === undefined) throw new Error('the export is not in the history');
  return record;
}

function csvRows(path: string): string[][] {
  const lines = readFileSync(path, 'utf8').replace('\ufeff', '').split('\r\n');
  return lines.filter((line) => line !== '').map((line) => line.split(','));
}

describe('an export to a file', () => {
  it('has the columns, the order, the filter and the headers as shown', async () => {
    const { engine, folder, source, toFile, query } = await openWithOrg();
    const shown = source({
      query: {
        ...query,
        filters: [{ column: 'object', operator: 'equals', value: 'Pump__c' }],
        sort: [{ column: 'name', direction: 'desc' }],
      },
      columns: ['label', 'name'],
    });
    const labels = join(folder, 'labels.csv');
    expect(await exportTo(engine, toFile('csv', { source: shown }), labels)).toMatchObject({ state: 'done' });
    const page = await value(engine, 'catalog.fields', {
      query: shown.kind === 'fields' ? shown.query : query,
      offset: 0,
      limit: 100,
    });
    const [headers, ...rows] = csvRows(labels);
    expect(headers).toEqual(['Label', 'API name']);
    expect(rows.map((cells) => cells.at(-1))).toEqual(page.rows.map(({ name }) => name));
    expect(rows.map((cells) => cells.at(-1))[0]).toBe('Serial__c');

    const api = join(folder, 'api.csv');
    await exportTo(engine, toFile('csv', { source: { ...shown, headers: 'api' } as ExportSource }), api);
    expect(csvRows(api)[0]).not.toEqual(headers);
    expect(csvRows(api).slice(1)).toEqual(rows);
  });

  it('has everything when it is whole, and says beforehand how much that is', async () => {
    const { engine, folder, connectionId, query, toFile } = await openWithOrg();
    const { fields } = await value(engine, 'catalog.overview', { connectionId });
    const dictionary: ExportSource = {
      kind: 'dictionary',
      query,
      layout: 'perObject',
      columns: ['name', 'description', 'createdDate'],
      headers: 'label',
    };
    const spec = toFile('xlsx', { source: dictionary, cover: true });
    const preview = await value(engine, 'exports.preview', { spec });
    expect(preview).toMatchObject({ rows: fields, sheets: 3, suggestedName: expect.stringMatching(/^Acme .*\.xlsx$/) });
    expect(preview.sample).toHaveLength(8);
    expect(preview.notes).toEqual([expect.stringContaining('32,767'), expect.stringContaining('no created date')]);

    const path = join(folder, 'all.xlsx');
    const record = await exportTo(engine, spec, path);
    expect(record).toMatchObject({ state: 'done', rows: fields, sheets: 3, targetName: 'all.xlsx', hasFile: true });
    const sheets = await readSheets(path);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About', 'Index', 'Pump__c', 'Visit__c']);
    const counted = sheets.flatMap(({ data }) => data).reduce((sum, row) => sum + row.length, 0);
    expect(counted).toBeLessThanOrEqual(preview.cells);
  });

  it('of several CSV files is a folder, and its suggested name has no ending', async () => {
    const { engine, folder, query, toFile } = await openWithOrg();
    const source: ExportSource = { kind: 'dictionary', query, layout: 'perObject', columns: ['name'], headers: 'api' };
    const spec = toFile('csv', { source, cover: true });
    expect(await value(engine, 'exports.preview', { spec })).toMatchObject({
      sheets: 2,
      suggestedName: expect.not.stringContaining('.csv'),
    });
    const path = join(folder, 'all');
    expect(await exportTo(engine, spec, path)).toMatchObject({ state: 'done', sheets: 2 });
    expect(readdirSync(path).sort()).toEqual(['Pump__c.csv', 'Visit__c.csv']);
  });

  it('leaves nothing when it is cancelled', async () => {
    const { engine, folder, toFile } = await openWithOrg();
    const input = { spec: toFile('xlsx'), targetId: null, consentId: null };
    const { exportId, jobId } = await value(engine, 'exports.start', input, join(folder, 'x.xlsx'));
    await value(engine, 'jobs.cancel', { jobId });
    expect(await endOf(engine, exportId)).toMatchObject({ state: 'cancelled', hasFile: false, canResume: false });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says why the disk did not take it, and leaves nothing', async () => {
    const { engine, folder, toFile } = await openWithOrg();
    const missing = await exportTo(engine, toFile('csv'), join(folder, 'no', 'x.csv'));
    expect(missing).toMatchObject({
      state: 'failed',
      hasFile: false,
      error: { code: 'export-failed', message: expect.stringContaining('the folder does not exist') },
    });
    mkdirSync(join(folder, 'taken.csv'));
    expect(await exportTo(engine, toFile('csv'), join(folder, 'taken.csv'))).toMatchObject({ state: 'failed' });
    expect(readdirSync(folder)).toEqual(['taken.csv']);
  });

  it('is refused when nothing matches, without a place, and without a consent when it leaves the computer', async () => {
    const { engine, folder, source, toFile, query } = await openWithOrg();
    const start = (spec: ExportSpec, path: string | null) =>
      ask(engine, 'exports.start', { spec, targetId: null, consentId: null }, path);
    const nothing = toFile('csv', { source: source({ query: { ...query, quick: 'no such field' } }) });
    expect(await start(nothing, join(folder, 'x.csv'))).toMatchObject({ error: { code: 'nothing-to-do' } });
    expect(await start(toFile('csv'), null)).toMatchObject({ error: { code: 'bad-input' } });
    const before = await value(engine, 'ledger.totals', ALL_REQUESTS);
    for (const kind of ['google', 'microsoft'] as const) {
      const target =
        kind === 'google' ? { kind: 'new', title: 'T' } : { kind: 'new', name: 'T', folder: null, ifExists: 'fail' };
      const spec = { ...toFile('csv'), destination: { kind, accountId: 'a', target } } as ExportSpec;
      // A path beside it does not turn it into a file either.
      expect(await start(spec, join(folder, 'x.csv'))).toMatchObject({ error: { code: 'consent-needed' } });
    }
    expect(await value(engine, 'ledger.totals', ALL_REQUESTS)).toEqual(before);
    expect(await historyOf(engine)).toEqual([]);
  });
});

describe('the history of exports', () => {
  it('survives a lock and an end, and an export can be repeated from it', async () => {
    const { engine, dataDir, folder, toFile } = await openWithOrg();
    const first = join(folder, 'first.json');
    const record = await exportTo(engine, toFile('json'), first);
    await engine.close();
    const next = testEngine(dataDir);
    await next.unlock(TEST_PASSWORD);
    expect(await historyOf(next)).toEqual([record]);
    if (record.spec === null) throw new Error('the settings are gone');
    const second = join(folder, 'second.json');
    await exportTo(next, record.spec, second);
    const sheetsOf = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as { sheets: unknown }).sheets;
    expect(sheetsOf(second)).toEqual(sheetsOf(first));
    expect((await historyOf(next)).map(({ targetName }) => targetName)).toEqual(['second.json', 'first.json']);
  });

  it('has those of one connection, and forgets a line without touching the file', async () => {
    const { engine, connectionId, folder, toFile } = await openWithOrg();
    const path = join(folder, 'x.md');
    const { id } = await exportTo(engine, toFile('md'), path);
    const of = async (one: string) => (await value(engine, 'exports.history', { connectionId: one, limit: 9 })).exports;
    expect(await of(connectionId)).toHaveLength(1);
    expect(await of('another')).toEqual([]);
    await value(engine, 'exports.forget', { exportId: id });
    expect(await historyOf(engine)).toEqual([]);
    expect(existsSync(path)).toBe(true);
    expect(await ask(engine, 'exports.forget', { exportId: id })).toMatchObject({ error: { code: 'not-found' } });
  });

  // @promise 3: the page never learns where a file was exported to
  it('keeps the path on this side of the door', async () => {
    const { engine, folder, toFile } = await openWithOrg();
    const path = join(folder, 'x.html');
    const { id } = await exportTo(engine, toFile('html'), path);
    for (const [method, input] of [
      ['exports.history', { connectionId: null, limit: 9 }],
      ['jobs.list', { limit: 9 }],
    ] as const) {
      expect(JSON.stringify(await ask(engine, method, input))).not.toContain(folder);
    }
    expect(() => parseCall('1', 'exports.filePath', JSON.stringify({ exportId: id }))).toThrow(
      'There is no such method.',
    );
    expect(await value(engine, 'exports.filePath', { exportId: id })).toEqual({ path });
    rmSync(path);
    const gone = await ask(engine, 'exports.filePath', { exportId: id });
    expect(gone).toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('"x.html" is not where') },
    });
    expect(JSON.stringify(gone)).not.toContain(folder);
  });
});

describe('presets of exports', () => {
  it('are saved, renamed and removed, have names that differ ignoring case, and stay after a lock', async () => {
    const { engine, dataDir, toFile } = await openWithOrg();
    const spec = toFile('csv');
    const saved = await value(engine, 'exports.savePreset', { id: null, name: 'For Ann', spec });
    expect(saved).toMatchObject({ name: 'For Ann', spec });
    expect(await ask(engine, 'exports.savePreset', { id: null, name: 'for ann', spec })).toMatchObject({
      error: { code: 'name-taken' },
    });
    const changed = { id: saved.id, name: 'for Ann', spec: toFile('xlsx') };
    expect(await value(engine, 'exports.savePreset', changed)).toMatchObject(changed);
    expect(await ask(engine, 'exports.savePreset', { id: 'gone', name: 'X', spec })).toMatchObject({
      error: { code: 'not-found' },
    });
    await engine.close();
    const next = testEngine(dataDir);
    await next.unlock(TEST_PASSWORD);
    expect((await value(next, 'exports.presets', {})).presets).toMatchObject([changed]);
    await value(next, 'exports.removePreset', { id: saved.id });
    expect(await value(next, 'exports.presets', {})).toEqual({ presets: [] });
  });
});
