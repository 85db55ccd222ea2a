import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DICTIONARY_COLUMNS } from '../../src-preload/contract/exports.ts';
import { runCommandLine } from '../../src-main/cli/run.ts';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { type SampleOrg, startSampleOrg } from '../../src-main/sample-org/server.ts';
import { testHost } from '../support/engine-parts.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { readSheets } from '../support/workbook.ts';

const PASSWORD = 'correct horse battery staple';
const ADDRESS = 'ann@example.com';
const ORG = smallOrg([
  customObject('Pump__c', [textField('Serial__c', { description: 'Ask bo@plates.example' }), textField('Margin__c')]),
  customObject('Visit__c', [textField('Report__c')]),
]);

let folder = '';
let org: SampleOrg;
const vault = (): string => join(folder, 'vault');

type Result = { readonly code: number; readonly out: string; readonly lines: readonly string[] };

async function run(words: readonly string[], input: readonly string[] = []): Promise<Result> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const environment = { ORGBENCH_PASSWORD: PASSWORD };
  const stdin = Readable.from(input.map((line) => `${line}\n`));
  const code = await runCommandLine([...words, '--data-dir', vault()], { stdin, stdout, stderr, environment });
  stdout.end();
  stderr.end();
  const [out, errors] = await said;
  return { code, out, lines: errors.split('\n').filter((line) => line !== '') };
}

async function json(words: readonly string[]): Promise<Record<string, unknown>> {
  const { code, out, lines } = await run([...words, '--json']);
  if (code !== 0) throw new Error(lines.join(' '));
  return JSON.parse(out) as Record<string, unknown>;
}

/** Accounts are signed in through the app's browser; here one is put where the app puts it. */
async function addAccount(): Promise<void> {
  const engine = createEngine({
    dataDir: vault(),
    program: 'test',
    lockWaitMs: 0,
    keychain: null,
    emit: () => {},
    host: testHost,
  });
  try {
    await engine.unlock(PASSWORD);
    const facts = {
      provider: 'google',
      subject: '1',
      name: ADDRESS,
      person: 'Ann',
      kind: 'unknown',
      access: 'ownFiles',
    } as const;
    const box = new Uint8Array([1]);
    engine
      .services()
      .store.accounts.signIn('account-1', facts, () => [{ field: 'refreshToken', box }], '2026-01-01T00:00:00.000Z');
  } finally {
    await engine.close();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgbench-export-'));
  org = await startSampleOrg({ bundle: ORG });
  await run(['vault', 'create', '--device-secret', 'none']);
  await run(['connect', '--name', 'Small', '--instance-url', org.instanceUrl], [org.accessToken]);
  await json(['sync', 'Small', '--all']);
  await addAccount();
}, 60_000);

afterAll(async () => {
  await org.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('exports of the command line to files', () => {
  it.each(['xlsx', 'csv', 'md', 'html', 'json'])(
    'writes a dictionary as %s, with the data alone unless a cover is wanted',
    async (format) => {
      const out = join(folder, `dictionary.${format}`);
      const { fields } = (await json(['fields', 'Small'])) as { fields: unknown[] };
      expect(await json(['export', 'dictionary', 'Small', '--to', format, '--out', out])).toEqual({
        ok: true,
        path: out,
        rows: fields.length,
        sheets: 1,
      });
      if (format !== 'xlsx') return;
      const [sheet, ...others] = await readSheets(out);
      expect(others).toEqual([]);
      expect(sheet?.data[0]).toHaveLength(DICTIONARY_COLUMNS.length);
      await json(['export', 'dictionary', 'Small', '--to', format, '--out', out, '--cover']);
      expect((await readSheets(out)).map((one) => one.sheet)).toEqual(['About', 'Fields']);
    },
  );

  it('writes chosen columns of chosen rows, under API names', async () => {
    const out = join(folder, 'chosen.csv');
    const words = ['--grid', 'fields', '--columns', 'name,object', '--object', 'pump__c', '--filter', 'serial'];
    await json(['export', 'grid', 'Small', '--to', 'csv', '--out', out, '--headers', 'api', ...words]);
    const [headers, ...rows] = readFileSync(out, 'utf8').replace('\ufeff', '').trimEnd().split('\r\n');
    expect(headers?.split(',')).toHaveLength(2);
    expect(rows).toEqual(['Serial__c,Pump__c']);
  });

  it('writes the list of objects and the requests that were sent', async () => {
    const objects = join(folder, 'objects.json');
    expect(
      await json([
        'export',
        'grid',
        'Small',
        '--grid',
        'objects',
        '--filter',
        'visit',
        '--to',
        'json',
        '--out',
        objects,
      ]),
    ).toMatchObject({ rows: 1 });
    const { requests } = (await json(['ledger'])) as { requests: unknown[] };
    const ledger = join(folder, 'ledger.csv');
    expect(await json(['export', 'grid', 'Small', '--grid', 'ledger', '--to', 'csv', '--out', ledger])).toMatchObject({
      rows: requests.length,
    });
  });

  it('puts them into the history of the app, failed ones too', async () => {
    const missing = join(folder, 'no', 'x.csv');
    const failed = await run(['export', 'dictionary', 'Small', '--to', 'csv', '--out', missing]);
    expect(failed).toMatchObject({ code: 1, out: '', lines: [expect.stringContaining('the folder does not exist')] });
    const { exports } = (await json(['exports'])) as { exports: Record<string, unknown>[] };
    expect(exports[0]).toMatchObject({ state: 'failed', targetName: 'x.csv', connectionName: 'Small' });
    expect((await run(['exports'])).out).toContain('the folder does not exist');
  });
});

// @promise 6: a script sends nothing to an account without naming it as the one to send to
describe('exports of the command line to an account', () => {
  const toGoogle = ['export', 'dictionary', 'Small', '--to', 'google', '--account', ADDRESS];

  it('lists the accounts of the app without their secrets', async () => {
    expect(await json(['accounts'])).toMatchObject({
      accounts: [{ provider: 'google', name: ADDRESS, signedIn: true }],
    });
    expect(JSON.stringify(await json(['accounts']))).not.toContain('refreshToken');
  });

  it.each([
    ['nothing', []],
    ['another address', ['--yes-send-to', 'bo@example.com']],
    ['the address in other case', ['--yes-send-to', ADDRESS.toUpperCase()]],
  ])('shows what would be sent, sends nothing and fails when %s is agreed to', async (_name, words) => {
    const before = await json(['ledger']);
    const history = await json(['exports']);
    const shown = await run([...toGoogle, '--title', 'For Ann', ...words, '--json']);
    expect(shown.code).toBe(1);
    expect(shown.lines).toEqual([expect.stringContaining(`--yes-send-to ${ADDRESS}`)]);
    expect(JSON.parse(shown.out)).toMatchObject({
      ok: false,
      sent: false,
      account: ADDRESS,
      destination: 'New spreadsheet "For Ann" in Google Drive',
      org: { name: 'Small org' },
      sheets: 1,
      sensitive: expect.arrayContaining([expect.objectContaining({ kind: 'emailAddresses', count: 1 })]),
    });
    expect(await json(['ledger'])).toEqual(before);
    expect(await json(['exports'])).toEqual(history);
    const forPeople = await run([...toGoogle, ...words]);
    expect(forPeople.out).toContain('Sensitive: 1 e-mail address, in Description.');
  });

  it('knows only accounts of the app', async () => {
    const unknown = await run(['export', 'dictionary', 'Small', '--to', 'microsoft', '--account', ADDRESS]);
    expect(unknown).toMatchObject({ code: 1, out: '', lines: [expect.stringContaining('Sign it in through the app')] });
  });
});

describe('an export that is not understood', () => {
  const file = ['export', 'dictionary', 'Small', '--to', 'csv', '--out', 'x'];
  const google = ['export', 'dictionary', 'Small', '--to', 'google', '--account', ADDRESS];
  it.each([
    [['export', 'dictionary', 'Small', '--out', 'x'], '--to is missing'],
    [['export', 'dictionary', 'Small', '--to', 'csv'], '--out is missing'],
    [['export', 'dictionary', 'Small', '--to', 'google'], '--account is missing'],
    [
      ['export', 'grid', 'Small', '--to', 'csv', '--out', 'x'],
      '--grid is missing. There are: fields, objects, ledger, ',
    ],
    [
      ['export', 'grid', 'Small', '--grid', 'objects', '--object', 'A', '--to', 'csv', '--out', 'x'],
      '--object belongs',
    ],
    [[...file, '--columns', 'name,salary'], 'There is no column "salary"'],
    [[...file, '--columns', ','], '--columns names no column'],
    [[...file, '--cover', '--no-cover'], 'exclude each other'],
    [[...file, '--yes-send-to', ADDRESS], 'does not take --yes-send-to'],
    [[...google, '--out', 'x'], 'does not take --out'],
    [[...google, '--into', 'f'], '--into and --tab belong together'],
    [[...google, '--into', 'f', '--tab', 't', '--title', 'T'], '--into does not take --title'],
  ])('%j', async (words, message) => {
    const { code, out, lines } = await run(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(lines).toEqual([expect.stringContaining(message)]);
    expect(readdirSync('.')).not.toContain('x');
  });
});
