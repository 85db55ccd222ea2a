import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliOrg, type CliResult, runCli, runCliJson, spawnCli, startCliOrg } from '../support/command-line.ts';
import { readSheets } from '../support/workbook.ts';

const PASSWORD = 'correct horse battery staple';
const WITH_PASSWORD = { environment: { ORGBENCH_PASSWORD: PASSWORD } };

let folder = '';
let org: CliOrg;
let log = '';
let connected: Record<string, unknown> = {};
const vault = () => join(folder, 'vault');

/** Runs a command on the test's vault and returns the one JSON document that it printed. */
function json(args: readonly string[]): Promise<Record<string, unknown>> {
  return runCliJson([...args, '--data-dir', vault(), '--json'], WITH_PASSWORD);
}

function rowsOf(document: Record<string, unknown>, name: string): Record<string, unknown>[] {
  return document[name] as Record<string, unknown>[];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgbench-cli-'));
  log = join(folder, 'requests.jsonl');
  org = await startCliOrg(['--log', log]);
  await runCliJson(['vault', 'create', '--device-secret', 'none', '--data-dir', vault(), '--json'], WITH_PASSWORD);
  connected = await runCliJson(
    ['connect', '--name', 'Sample', '--instance-url', org.instanceUrl, '--data-dir', vault(), '--json'],
    { input: [PASSWORD, org.accessToken] },
  );
}, 60_000);

afterAll(async () => {
  await org.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the command line, from a vault to a workbook', () => {
  it('connects with the password on the first line of standard input and the token on the second', () => {
    expect(connected).toMatchObject({
      ok: true,
      user: { id: expect.stringMatching(/^005/) },
      org: { id: expect.stringMatching(/^00D/) },
    });
  });

  it('opens the vault with the password only', async () => {
    expect(await json(['vault', 'check'])).toMatchObject({ ok: true, deviceSecret: 'none', connections: 1 });
    const wrong = await runCli(['vault', 'check', '--data-dir', vault(), '--json'], {
      input: ['not the password at all'],
    });
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toBe('');
    expect(wrong.stderr.trim().split('\n')).toHaveLength(1);
  });

  // @promise 2: a token never appears in what is printed
  it('lists the connection without its token', async () => {
    const result = await runCli(['connections', '--data-dir', vault(), '--json'], WITH_PASSWORD);
    expect(JSON.parse(result.stdout)).toMatchObject({ connections: [{ name: 'Sample', signedIn: true }] });
    expect(result.stdout + result.stderr).not.toContain(org.accessToken);
  });

  it('reads every object, lists objects and fields, finds them, and writes a workbook with the same fields', async () => {
    const synced = await json(['sync', 'Sample', '--all']);
    expect(synced).toMatchObject({ unknown: expect.any(Array) });
    const objects = rowsOf(await json(['objects', 'Sample']), 'objects');
    expect(objects).toHaveLength(Number(synced['objects']));
    const fields = rowsOf(await json(['fields', 'Sample']), 'fields');
    expect(fields).toHaveLength(Number(synced['fields']));
    const accountFields = rowsOf(await json(['fields', 'Sample', '--object', 'Account']), 'fields');
    expect(accountFields.map((one) => one['name'])).toContain('AccountNumber');
    expect(new Set(accountFields.map((one) => one['object']))).toEqual(new Set(['Account']));

    // Salesforce's API names ignore case.
    expect(rowsOf(await json(['fields', 'Sample', '--object', 'account']), 'fields')).toEqual(accountFields);
    expect(await json(['sync', 'Sample', '--objects', 'ACCOUNT'])).toMatchObject({
      objects: 1,
      fields: accountFields.length,
    });

    const hits = rowsOf(await json(['search', 'Sample', 'ccountNumbe', '--limit', '5']), 'hits');
    expect(hits[0]).toMatchObject({ kind: 'field', name: 'AccountNumber', matchedIn: 'name' });

    const out = join(folder, 'dictionary.xlsx');
    expect(await json(['export', 'dictionary', 'Sample', '--to', 'xlsx', '--out', out])).toEqual({
      ok: true,
      path: out,
      rows: fields.length,
      sheets: 1,
    });
    const [sheet] = await readSheets(out);
    const names = (sheet?.data ?? []).slice(1).map((cells) => `${String(cells[0])}.${String(cells[2])}`);
    expect(names.sort()).toEqual(fields.map((one) => `${String(one['object'])}.${String(one['name'])}`).sort());
  }, 120_000);

  // @promise 6: the ledger equals the log of the org after the whole main job
  it('has every request that the org received in the ledger, in number, method, path and status', async () => {
    const received = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const sent = rowsOf(await json(['ledger']), 'requests');
    // The ledger keeps no query values; the org's log has the address as it came in.
    const shape = (row: Record<string, unknown>) =>
      `${String(row['method'])} ${String(row['path']).replace(/\?.*/s, '')} ${String(row['status'])}`;
    expect(sent.map(shape).sort()).toEqual(received.map(shape).sort());
    expect(sent.every((row) => row['host'] === new URL(org.instanceUrl).host)).toBe(true);
  });
});

describe('a command that cannot be done', () => {
  it.each([
    [[]],
    [['fly']],
    [['sync', 'Sample', '--data-dir', 'x']],
    [['objects', 'Sample']],
    [['objects', 'Sample', '--data-dir', 'x', '--latency', '3']],
    [['export', 'dictionary', 'Sample', '--to', 'pdf', '--out', 'x', '--data-dir', 'x']],
    [['search', 'Sample', 'a', 'b', '--data-dir', 'x']],
    [['sample-org', '--port', 'seven']],
  ])('%j is not understood: exit code 2 and one line', async (args) => {
    const result = await runCli(args);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  const failing: readonly (readonly [string, () => readonly string[], string])[] = [
    [
      'an unknown connection',
      () => ['objects', 'Nobody', '--data-dir', vault()],
      'There is no connection named "Nobody"',
    ],
    [
      'an object that was not read',
      () => ['fields', 'Sample', '--object', 'Nothing__c', '--data-dir', vault()],
      'has not been read',
    ],
    ['a folder that is not there', () => ['connections', '--data-dir', join(folder, 'empty')], 'no data folder'],
    [
      'a target that cannot be written',
      () => [
        'export',
        'dictionary',
        'Sample',
        '--to',
        'csv',
        '--out',
        join(folder, 'no', 'x.csv'),
        '--data-dir',
        vault(),
      ],
      'the folder does not exist',
    ],
    ['a second vault in the same folder', () => ['vault', 'create', '--data-dir', vault()], 'already'],
  ];
  it.each(failing)('%s: exit code 1 and one line that says why', async (_name, args, text) => {
    const result: CliResult = await runCli([...args(), '--json'], WITH_PASSWORD);
    expect(result.code).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toContain(text);
  });
});

describe('two commands on one data folder', () => {
  it('exclude each other: the second says after ten seconds who holds it, and a killed one leaves nothing locked', async () => {
    const slow = await startCliOrg(['--latency', '6000']);
    const connect = ['connect', '--name', 'Slow', '--instance-url', slow.instanceUrl, '--data-dir', vault()];
    const first = spawnCli(connect, { ...WITH_PASSWORD, input: [slow.accessToken] });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => first.on('exit', (_code, signal) => resolve(signal)));
    const holding = join(vault(), 'lock.holder.json');
    await expect
      .poll(() => existsSync(holding) && readFileSync(holding, 'utf8').includes(String(first.pid)), { timeout: 20_000 })
      .toBe(true);

    const startedAt = performance.now();
    const second = await runCli(['vault', 'check', '--data-dir', vault()], WITH_PASSWORD);
    // The first one may have come to its end meanwhile; then it was no test of the lock.
    expect(first.exitCode).toBeNull();
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('orgbench command line');
    expect(performance.now() - startedAt).toBeGreaterThan(9000);

    first.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(await json(['vault', 'check'])).toMatchObject({ ok: true });
    expect(await slow.stop()).toBe(0);
  }, 90_000);
});
