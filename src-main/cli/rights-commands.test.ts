import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { sampleOrgForTest } from '../../test/support/sample-org.ts';
import { customObject, smallOrg, textField } from '../../test/support/small-org.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { runCommandLine } from './run.ts';

const PASSWORD = 'correct horse battery staple';
const ORG = smallOrg([customObject('Pump__c', [textField('Serial__c'), textField('Margin__c')])]);

async function run(argv: readonly string[], input: readonly string[] = [], password = PASSWORD) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const stdin = Readable.from(input.map((line) => `${line}\n`));
  const environment = { ORGBENCH_PASSWORD: password };
  const code = await runCommandLine(argv, { stdin, stdout, stderr, environment });
  stdout.end();
  stderr.end();
  const [out, errors] = await said;
  return { code, out, errors };
}

/** A vault with one org that was read. */
async function readOrg() {
  const dataDir = tempFolder();
  const org = await sampleOrgForTest({ bundle: ORG });
  const onVault = (...words: readonly string[]) => run([...words, '--data-dir', dataDir]);
  await onVault('vault', 'create', '--device-secret', 'none');
  const connect = ['connect', '--name', 'Pumps', '--instance-url', org.instanceUrl, '--data-dir', dataDir];
  expect(await run(connect, [org.accessToken])).toMatchObject({ code: 0 });
  expect(await onVault('sync', 'Pumps', '--all')).toMatchObject({ code: 0 });
  return { dataDir, org, onVault };
}

describe('orgbench kept', () => {
  it('shows every part with its size, age and period', async () => {
    const { onVault } = await readOrg();
    const { parts, fileBytes } = JSON.parse((await onVault('kept', '--json')).out);
    expect(parts.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['metadata', 'ledger', 'exports', 'jobs', 'errors', 'analytics', 'accounts']),
    );
    expect(parts[0]).toMatchObject({ name: 'metadata', title: 'Metadata of Pumps', removedAt: null });
    expect(parts[0].rows).toBeGreaterThan(3);
    expect(fileBytes).toBeGreaterThan(parts[0].bytes);
    const { code, out, errors } = await onVault('kept');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out.split('\n')[0]).toMatch(/^What +Rows +KB +Oldest +Newest +Removed +Kept$/);
    expect(out).toMatch(/^Metadata of Pumps +\d+ +\d+ .*Until the org was not opened for 12 months/m);
    expect(out).toMatch(/The store has \d+ KB, \d+ KB of them free\.\n$/);
  });
});

describe('orgbench export-everything', () => {
  it('writes a new folder that explains itself, and no token', async () => {
    const { org, onVault } = await readOrg();
    const out = join(tempFolder(), 'all of it');
    const result = await onVault('export-everything', '--out', out, '--json');
    expect(JSON.parse(result.out)).toMatchObject({ ok: true, folder: out, rows: expect.any(Number) });
    expect(readdirSync(out).toSorted()).toEqual(['README.md', 'csv', 'json']);
    expect(readFileSync(join(out, 'csv', 'field.csv'), 'utf8')).toContain('Serial__c');
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
    expect(texts.filter((one) => one.includes(org.accessToken))).toEqual([]);

    const again = await onVault('export-everything', '--out', out);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.errors.trim().split('\n')).toHaveLength(1);
    expect(await onVault('export-everything')).toMatchObject({ code: 2, errors: 'orgbench: --out is missing.\n' });
  });

  it('says in plain words how much it wrote, and that it is not encrypted', async () => {
    const { onVault } = await readOrg();
    const out = join(tempFolder(), 'everything');
    mkdirSync(out);
    const said = (await onVault('export-everything', '--out', out)).out;
    expect(said).toMatch(/^\d+ rows in \d+ files written to .*everything\. README\.md explains them\.\n/);
    expect(said).toContain('not encrypted');
  });
});

describe('orgbench delete-everything', () => {
  it('without --yes, or with another password, deletes nothing', async () => {
    const { dataDir, org, onVault } = await readOrg();
    const before = org.requests().length;
    const refused = await onVault('delete-everything');
    expect(refused).toMatchObject({ code: 2, out: '', errors: expect.stringContaining('takes --yes') });
    const wrong = await run(['delete-everything', '--yes', '--data-dir', dataDir], [], 'not the password at all');
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(org.requests()).toHaveLength(before);
    expect(existsSync(join(dataDir, 'store.db'))).toBe(true);
    expect(await onVault('objects', 'Pumps')).toMatchObject({ code: 0 });
  });

  it('with --yes signs out, deletes all and says what it did', async () => {
    const { dataDir, org, onVault } = await readOrg();
    const host = new URL(org.instanceUrl).host;
    const { code, out } = await onVault('delete-everything', '--yes');
    expect(code).toBe(0);
    expect(out).toBe(
      `Signed out: Pumps (${host})\nEverything that Orgbench kept here was deleted. Nothing was changed in any org.\n`,
    );
    expect(org.requests().at(-1)).toMatchObject({ method: 'POST', path: '/services/oauth2/revoke' });
    expect(existsSync(dataDir)).toBe(false);
    expect(await onVault('vault', 'check')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('no data folder'),
    });
  });

  it('without a network deletes all the same and names what it could not end', async () => {
    const { dataDir, org, onVault } = await readOrg();
    await org.close();
    writeFileSync(join(dataDir, 'store.db.new'), 'x');
    const { code, out } = await onVault('delete-everything', '--yes', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual({
      ok: true,
      revoked: [],
      notRevoked: [{ name: expect.stringMatching(/^Pumps \(/), reason: expect.stringContaining('was not reached') }],
      folderRemoved: true,
      left: [],
    });
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('orgbench reset', () => {
  it('deletes a vault that no password opens any more, only with --yes, and asks no org', async () => {
    const { dataDir, org, onVault } = await readOrg();
    const before = org.requests().length;
    writeFileSync(join(dataDir, 'vault.json'), 'damaged');
    expect(await onVault('vault', 'check')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('reset Orgbench'),
    });
    expect(await onVault('reset')).toMatchObject({ code: 2, errors: expect.stringContaining('takes --yes') });
    expect(existsSync(join(dataDir, 'store.db'))).toBe(true);
    const { code, out, errors } = await run(['reset', '--yes', '--data-dir', dataDir], [], '');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('were not ended');
    expect(existsSync(dataDir)).toBe(false);
    expect(org.requests()).toHaveLength(before);
  });

  it('touches no folder that holds no vault', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect(await run(['reset', '--yes', '--data-dir', folder])).toMatchObject({ code: 1 });
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });
});
