import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../src-preload/contract/index.ts';
import type { LedgerRow } from '../../src-preload/contract/ledger.ts';
import { customObject, smallOrg, textField } from '../../test/support/small-org.ts';
import { readSheets } from '../../test/support/workbook.ts';
import { localDayOf } from '../engine/store/ledger-days.ts';
import { type SampleOrg, startSampleOrg } from '../sample-org/server.ts';
import { runCommandLine } from './run.ts';

const PASSWORD = 'correct horse battery staple';
const TODAY = localDayOf(new Date().toISOString());
const TOMORROW = localDayOf(new Date(Date.now() + 86_400_000).toISOString());

let folder = '';
let org: SampleOrg;

async function run(words: readonly string[], input: readonly string[] = []) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const stdin = Readable.from(input.map((line) => `${line}\n`));
  const environment = { ORGBENCH_PASSWORD: PASSWORD };
  const code = await runCommandLine([...words, '--data-dir', join(folder, 'vault')], {
    stdin,
    stdout,
    stderr,
    environment,
  });
  stdout.end();
  stderr.end();
  const [out, errors] = await said;
  return { code, out, errors };
}

async function ledger(words: readonly string[]): Promise<{ requests: LedgerRow[]; total: number }> {
  const { code, out, errors } = await run(['ledger', ...words, '--json']);
  expect([code, errors]).toEqual([0, '']);
  return JSON.parse(out) as { requests: LedgerRow[]; total: number };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgbench-ledger-'));
  org = await startSampleOrg({ bundle: smallOrg([customObject('Pump__c', [textField('Serial__c')])]) });
  await run(['vault', 'create', '--device-secret', 'none']);
  await run(['connect', '--name', 'Small', '--instance-url', org.instanceUrl], [org.accessToken]);
  await run(['sync', 'Small', '--all']);
}, 60_000);

afterAll(async () => {
  await org.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('orgbench ledger', () => {
  it('lists what was sent, newest first, as many as wanted, and says how many there are', async () => {
    const all = await ledger([]);
    expect(all.total).toBe(org.requests().length);
    // Several are on their way at once, and arrive in any order.
    expect(all.requests.map(({ path }) => path).toSorted()).toEqual(
      org
        .requests()
        .map(({ path }) => path.replace(/\?.*/, ''))
        .toSorted(),
    );
    const times = all.requests.map(({ at }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    const two = await ledger(['--limit', '2']);
    expect(two).toEqual({ requests: all.requests.slice(0, 2), total: all.total });
    const plain = await run(['ledger', '--limit', '2']);
    expect(plain.out).toMatch(/^At {2,}Purpose {2,}Org/);
    expect(plain.out.trimEnd()).toMatch(new RegExp(`\nThe newest 2 of ${all.total} requests\\.$`));
  });

  it.each([
    [['--purpose', 'describe'], (row: LedgerRow) => row.purpose === 'describe'],
    [['--purpose', 'Describe'], (row: LedgerRow) => row.purpose === 'describe'],
    [['--text', 'TOOLING'], (row: LedgerRow) => row.path.includes('tooling')],
    [['--org', 'small', '--state', 'done'], (row: LedgerRow) => row.state === 'done'],
    [['--from', TODAY, '--to', TODAY, '--text', 'limits'], (row: LedgerRow) => row.path.endsWith('/limits')],
    [['--from', TOMORROW], () => false],
    [['--host', 'LOGIN.SALESFORCE.COM'], () => false],
    [['--state', 'refused'], () => false],
  ])('keeps what %j names', async (words, keeps) => {
    const all = await ledger([]);
    expect((await ledger(words)).requests).toEqual(all.requests.filter(keeps));
  });

  it('adds up what it lists, by purpose and by day, with the share of the API limit of the org', async () => {
    const { requests } = await ledger([]);
    const { out } = await run(['ledger', '--totals', '--json']);
    const totals = JSON.parse(out) as Output<'ledger.totals'> & Pick<Output<'ledger.summary'>, 'orgs'>;
    expect(totals.byDay.reduce((sum, { requests: count }) => sum + count, 0)).toBe(requests.length);
    expect(totals.byPurpose.reduce((sum, { bytesIn }) => sum + bytesIn, 0)).toBe(
      org.requests().reduce((sum, { bytes }) => sum + bytes, 0),
    );
    // The org counted every call itself and said so with its answers.
    const [of] = totals.orgs;
    expect(of).toMatchObject({ name: 'Small', limit: 15_000, calls: of?.used, pausedUntil: null });
    expect(of?.calls).toBeGreaterThan(2);
    expect(of?.calls).toBeLessThan(requests.length);
    const plain = await run(['ledger', '--totals', '--purpose', 'describe']);
    expect(plain.out).toMatch(/^Purpose +Requests +Refused +Bytes out +Bytes in\ndescribe +\d/);
    expect(plain.out).toContain(`\n${TODAY} `);
    expect(plain.out).toMatch(/\nSmall +\d+ +[\d.]+ % of 15000/);
  });

  it('exports the rows of the same filter, of one connection or of all', async () => {
    const { requests } = await ledger(['--purpose', 'describe']);
    const out = join(folder, 'describes.csv');
    const words = ['--grid', 'ledger', '--to', 'csv', '--columns', 'path,reads', '--out', out];
    const filter = ['--purpose', 'describe', '--from', TODAY, '--until', TODAY, '--state', 'done'];
    for (const name of [['Small'], []]) {
      expect((await run(['export', 'grid', ...name, ...words, ...filter])).errors).toBe('');
      const [, ...lines] = readFileSync(out, 'utf8').trimEnd().split('\r\n');
      expect(lines).toHaveLength(requests.length);
      for (const { reads } of requests) expect(lines.join('\n')).toContain(reads);
    }
    const book = join(folder, 'describes.xlsx');
    const asBook = ['--grid', 'ledger', '--to', 'xlsx', '--out', book, '--cover', '--filter', 'pump', ...filter];
    expect((await run(['export', 'grid', ...asBook])).errors).toBe('');
    const [cover, data] = await readSheets(book);
    const facts = JSON.stringify(cover?.data);
    for (const words of ['contains \\"pump\\"', 'Purpose: describe', 'State: Done', `From ${TODAY}`, `To ${TODAY}`]) {
      expect(facts).toContain(words);
    }
    expect(data?.data).toHaveLength(1 + requests.filter(({ reads }) => reads.includes('Pump')).length);
  });

  it.each([
    [['ledger', '--state', 'gone'], '--state is sent or done or failed or refused or unknown, not "gone".'],
    [['ledger', '--from', '23.11.2026'], '--from takes a day as YYYY-MM-DD, not "23.11.2026".'],
    [['ledger', '--to', '2026-02-30'], '--to takes a day as YYYY-MM-DD, not "2026-02-30".'],
    [['ledger', '--from', TOMORROW, '--to', TODAY], '--from is a day after --to.'],
    [['ledger', '--org', ''], '--org takes a text that is not empty.'],
    [['ledger', '--from', '', '--totals'], '--from takes a text that is not empty.'],
    [
      ['export', 'grid', '--grid', 'ledger', '--purpose', '', '--to', 'csv', '--out', 'x'],
      '--purpose takes a text that is not empty.',
    ],
    [['ledger', '--text', 'x'.repeat(201)], '--text takes 200 characters at most.'],
    [['ledger', '--limit', '0'], '--limit takes a whole number from 1 to 1000000, not "0".'],
    [['ledger', '--totals', '--limit', '5'], '--totals does not take --limit: it adds up every row.'],
    [
      ['export', 'grid', 'S', '--grid', 'fields', '--to', 'csv', '--out', 'x', '--host', 'h'],
      '--grid fields does not take --host.',
    ],
    [
      ['export', 'grid', '--grid', 'fields', '--to', 'csv', '--out', 'x'],
      'export grid is missing its connection name.',
    ],
  ])('does not understand %j', async (words, message) => {
    expect(await run(words)).toEqual({ code: 2, out: '', errors: `orgbench: ${message}\n` });
  });

  it.each([
    ['ledger', '--purpose', 'nosuch'],
    ['export', 'grid', '--grid', 'ledger', '--purpose', 'nosuch', '--to', 'csv', '--out', 'x'],
  ])('says which purposes there are: %s', async (...words) => {
    const { code, out, errors } = await run(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(errors).toMatch(
      /^orgbench: --purpose is versions or identity or .* or records or .* or google sheets or .* or analytics, not "nosuch"\.\n$/,
    );
  });

  it('says which names there are when nobody has that one', async () => {
    const { code, errors } = await run(['ledger', '--org', 'Large']);
    expect(code).toBe(1);
    expect(errors).toContain('no connection and no account named "Large". There are: Small.');
  });
});
