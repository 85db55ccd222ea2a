/*
 * A disk that does not take what is written, and files that are not what they should be, as a person meets them who opens
 * the vault, reads an org or exports it. Keys and passwords on a full disk: test/security/vault-full-disk.test.ts.
 */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nameStoreFailure } from '../../src-main/engine/store/store-failure.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { canonicalJson } from '../../src-main/engine/vault/canonical-json.ts';
import { VAULT_COPY, VAULT_FILE } from '../../src-main/engine/vault/vault-names.ts';
import { copyOf, expectSentence, fingerprint, opening, OPENED } from '../support/attacked-vault.ts';
import {
  catalogLines,
  closedRows,
  expectSound,
  exportChecksums,
  lineDifferences,
  printedRandom,
} from '../support/bad-days.ts';
import type { BadDiskResult, BadDiskTask } from '../support/bad-disk-process.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { canHaveSmallDisk } from '../support/full-disk.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { callContext, openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const ORG = smallOrg(
  Array.from({ length: 120 }, (_one, index) =>
    customObject(`Part_${String(index).padStart(3, '0')}__c`, [
      textField('Size__c', { description: `Size of part ${index}: ${'measured by hand. '.repeat(20)}` }),
      textField('Material__c', { helpText: 'As on the drawing' }),
    ]),
  ),
);

async function vault(): Promise<string> {
  const dataDir = tempFolder();
  const engine = testEngine(dataDir);
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  await engine.close();
  return dataDir;
}

/** vault.json as a later Orgbench may write it: whole, with a number and a part that this one does not know. */
function ofLater(text: string): string {
  const { check: _check, ...content } = JSON.parse(text) as Record<string, unknown>;
  const later = { ...content, version: 2, later: true };
  return canonicalJson({ ...later, check: createHash('sha256').update(canonicalJson(later)).digest('base64') });
}

const PICTURE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(2000)]);
const VAULT_FILES: readonly (readonly [string, (text: string) => string | Buffer, string])[] = [
  ['cut in half', (text) => text.slice(0, text.length / 2), 'vault-damaged'],
  ['empty', () => '', 'vault-damaged'],
  ['a picture', () => PICTURE, 'vault-damaged'],
  ['the settings of another program', () => '{"version":1,"theme":"dark"}\n', 'vault-damaged'],
  ['saved by an editor that adds a line end', (text) => `${text}\n`, 'vault-damaged'],
  ['of a newer Orgbench', ofLater, 'vault-newer'],
];

describe('a data folder whose vault.json and copy are not what they should be', () => {
  it.each(VAULT_FILES)('(%s) is refused in words and left as it is; put back, it opens', async (_what, harm, code) => {
    const original = await vault();
    const harmed = copyOf(original);
    const text = readFileSync(join(original, VAULT_FILE), 'utf8');
    for (const name of [VAULT_FILE, VAULT_COPY]) writeFileSync(join(harmed, name), harm(text));
    const before = fingerprint(harmed);
    const told = await opening(testEngine(harmed), TEST_PASSWORD);
    expectSentence(told, code);
    expect(told.message).toMatch(code === 'vault-newer' ? /newer/ : /damaged|cannot be used/);
    expect(fingerprint(harmed)).toEqual(before);
    for (const name of [VAULT_FILE, VAULT_COPY]) writeFileSync(join(harmed, name), text);
    expect(await opening(testEngine(harmed), TEST_PASSWORD)).toEqual(OPENED);
  });
});

describe('a data folder whose store.db', () => {
  const plainSqlite = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8176)]);
  it.each([
    ['is a picture', PICTURE],
    ['is a database of another program', plainSqlite],
    ['is empty', Buffer.alloc(0)],
  ])('%s is refused in words and left as it is; put back, it opens', async (_what, bytes) => {
    const harmed = copyOf(await vault());
    const path = join(harmed, STORE_FILE);
    const whole = readFileSync(path);
    writeFileSync(path, bytes);
    const before = fingerprint(harmed);
    expectSentence(await opening(testEngine(harmed), TEST_PASSWORD), 'store-damaged');
    expect(fingerprint(harmed)).toEqual(before);
    writeFileSync(path, whole);
    expect(await opening(testEngine(harmed), TEST_PASSWORD)).toEqual(OPENED);
  });

  it('is a folder is refused in words; put back, it opens', async () => {
    const harmed = copyOf(await vault());
    const path = join(harmed, STORE_FILE);
    const whole = readFileSync(path);
    rmSync(path);
    mkdirSync(path);
    const told = await opening(testEngine(harmed), TEST_PASSWORD);
    expect(told.code).toMatch(/^store-(damaged|read-only)$/);
    expect(told.message).not.toMatch(/SQLITE|EISDIR/);
    rmSync(path, { recursive: true });
    writeFileSync(path, whole);
    expect(await opening(testEngine(harmed), TEST_PASSWORD)).toEqual(OPENED);
  });
});

async function undisturbed(target: { readonly instanceUrl: string; readonly accessToken: string }) {
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(target);
  await rig.sync.syncNow({ connectionId, objects: 'all' });
  return { lines: catalogLines(rig.db), files: await exportChecksums(rig.db, connectionId, tempFolder()) };
}

describe('a store that can grow no more while an org is read', { timeout: 60_000 }, () => {
  it('says that there is no room, keeps what it has, and is the same in the end once there is room', async () => {
    const next = printedRandom('no room while reading');
    const org = await sampleOrgForTest({ bundle: ORG });
    const wanted = await undisturbed(org);
    const outcomes: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
      onTestFinished(() => rig.close());
      const connectionId = await rig.connect(org);
      const pages = Number(rig.db.pragma('page_count', { simple: true }));
      rig.db.pragma(`max_page_count = ${pages + Math.floor(next() * 120)}`);
      const outcome = await rig.sync.syncNow({ connectionId, objects: 'all' }).then(
        () => 'done',
        (error: unknown) => (nameStoreFailure(error) as { readonly code: string }).code,
      );
      outcomes.push(outcome);
      expectSound(rig.db);
      rig.db.pragma('max_page_count = 1073741823');
      const status = await rig.sync.handlers['sync.status']({ connectionId }, callContext());
      expect(status.state).not.toBe('running');
      await rig.sync.syncNow({ connectionId, objects: 'all' });
      expect({ round, differs: lineDifferences(wanted.lines, catalogLines(rig.db)) }).toEqual({ round, differs: [] });
      expect(await exportChecksums(rig.db, connectionId, tempFolder())).toEqual(wanted.files);
      expect(closedRows(rig.db)).toBe(0);
    }
    expect(new Set(outcomes).has('disk-full')).toBe(true);
    expect(outcomes.filter((outcome) => outcome !== 'disk-full' && outcome !== 'done')).toEqual([]);
  });
});

describe.runIf(canHaveSmallDisk())('a real disk', { timeout: 120_000 }, () => {
  it('that is full or read-only is said in words, for reading, exporting and opening, and nothing is lost', async () => {
    const org = await sampleOrgForTest({ bundle: ORG });
    const wanted = await undisturbed(org);
    const disk = join(tempFolder(), 'disk');
    mkdirSync(disk);
    const { instanceUrl, accessToken } = org;
    const task = { disk, instanceUrl, accessToken, freePages: [0, 40, 200] } satisfies BadDiskTask;
    const support = resolve(import.meta.dirname, '../support');
    const script = [join(support, 'small-disk.sh'), disk, String(24 * 1024 * 1024)];
    const child = [process.execPath, '--no-warnings', join(support, 'bad-disk-process.ts'), JSON.stringify(task)];
    const { stdout } = await promisify(execFile)('unshare', ['-rm', 'bash', ...script, ...child], { maxBuffer: 1e8 });
    const result = JSON.parse(stdout) as BadDiskResult;
    for (const { full, again, lines } of result.reads) {
      expectSentence(full, 'disk-full');
      expect(again).toEqual({ code: 'done', message: '' });
      expect(lineDifferences(wanted.lines, lines)).toEqual([]);
    }
    const full = 'The disk is full. "dictionary.xlsx" was not written; free some space and export again.';
    expect(result.export).toEqual({ code: 'disk-full', message: full });
    expect(result.left).toEqual([]);
    expect(result.files).toEqual(wanted.files);
    const { unlock, create, export: exported } = result.readOnly;
    for (const told of [unlock, create]) {
      expectSentence(told, 'store-read-only');
      expect(told.message).toMatch(
        /may not write to .*\. Check the permissions of the data folder\.$|cannot be written.*try again/,
      );
    }
    expectSentence(exported, 'export-failed');
    expect(exported.message).toMatch(/the disk is read-only\. Choose another place/);
  });
});
