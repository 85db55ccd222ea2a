/*
 * The same attacks, met by a script: whatever was done to the vault, the command line ends with 1, writes nothing to
 * standard output, and one line for a person to standard error: what failed and what to do, without a stack or a code of
 * a library. The folder is left as it was.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import type { Keychain } from '../../src-main/engine/ports.ts';
import { PRODUCT_POLICY } from '../../src-main/engine/vault/policy.ts';
import { VAULT_COPY, VAULT_FILE } from '../../src-main/engine/vault/vault-names.ts';
import { ATTEMPTS_FILE } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { expectSentence, fingerprint, type Outcome } from '../support/attacked-vault.ts';
import { depsOf } from '../support/changed-vault.ts';
import { BUILT_CLI, type CliResult, runCli } from '../support/command-line.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { canHaveSmallDisk } from '../support/full-disk.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PAGE_BYTES = 4096;
const policy = { ...PRODUCT_POLICY, minGuessMs: 0 };
const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', DISPLAY: '' };
const deps = (dataDir: string) => ({ ...depsOf(dataDir), policy });

async function vault(keychain: Keychain | null = null): Promise<string> {
  const dataDir = tempFolder();
  const engine = testEngine(dataDir, { policy, keychain });
  const deviceSecret = keychain === null ? 'none' : 'keychain';
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret, acceptWeak: false });
  await engine.close();
  return dataDir;
}

function run(dataDir: string, args: readonly string[] = ['vault', 'check'], password = TEST_PASSWORD) {
  const environment = { ...noKeychain, ORGBENCH_PASSWORD: password };
  return runCli([...args, '--data-dir', dataDir, '--json'], { environment });
}

/** One line for a person, and the exit code of a failure. */
function expectLine({ code, stdout, stderr }: CliResult, wanted: Outcome['code']): string {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^orgbench: [^\n]+\n$/);
  expect(stderr).not.toMatch(/unexpected|internal|\.ts\b|\.js\b|node:|SQLITE|bcrypt/);
  const message = stderr.slice('orgbench: '.length).trim();
  expectSentence({ code: wanted, message }, wanted);
  return message;
}

/** Refused in words, twice the same, and nothing in the folder was touched. */
async function expectRefused(dataDir: string, wanted: string, args?: readonly string[]): Promise<string> {
  const before = fingerprint(dataDir);
  const first = expectLine(await run(dataDir, args), wanted);
  expect(expectLine(await run(dataDir, args), wanted)).toBe(first);
  expect(fingerprint(dataDir)).toEqual(before);
  return first;
}

function flip(path: string, index: number): void {
  const bytes = readFileSync(path);
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const TIMEOUT = { timeout: 60_000 };

describe('the command line on a vault that was attacked', () => {
  it('says that vault.json was changed, or is missing', TIMEOUT, async () => {
    const dataDir = await vault();
    flip(join(dataDir, VAULT_FILE), 100);
    expect(await expectRefused(dataDir, 'vault-damaged')).toMatch(/changed|checksum|wrong form|not complete/);
    for (const name of [VAULT_FILE, VAULT_COPY]) rmSync(join(dataDir, name));
    expect(await expectRefused(dataDir, 'vault-damaged')).toContain('it is missing');
  });

  it('says that the store was changed, cut off, exchanged or is missing', TIMEOUT, async () => {
    const harms: Readonly<Record<string, (path: string) => Promise<void> | void>> = {
      'in its head': (path) => flip(path, 20),
      'in its first page': (path) => flip(path, 2000),
      'cut off': (path) => truncateSync(path, 5 * PAGE_BYTES),
      exchanged: async (path) => copyFileSync(join(await vault(), STORE_FILE), path),
      missing: (path) => rmSync(path),
    };
    for (const harm of Object.values(harms)) {
      const dataDir = await vault();
      await harm(join(dataDir, STORE_FILE));
      expect(await expectRefused(dataDir, 'store-damaged')).toContain('The local store cannot be opened');
    }
    // A page that opening does not read is found by the check.
    const dataDir = await vault();
    const path = join(dataDir, STORE_FILE);
    flip(path, readFileSync(path).length - PAGE_BYTES + 100);
    expectLine(await run(dataDir), 'store-damaged');
  });

  it('says that the keychain is not there, and counts nothing', TIMEOUT, async () => {
    const dataDir = await vault(createMemoryKeychain());
    expect(await expectRefused(dataDir, 'keychain-unavailable')).toContain('keychain');
    expect(Object.keys(fingerprint(dataDir))).not.toContain(ATTEMPTS_FILE);
  });

  it('says that the password is wrong, and sits out the wait for the right one', TIMEOUT, async () => {
    const dataDir = await vault();
    expectLine(await run(dataDir, ['vault', 'check'], 'not the password at all'), 'wrong-password');
    expect(await run(dataDir)).toMatchObject({ code: 0 });
  });

  it('says that a sign-in was moved from another connection, and sends nothing', TIMEOUT, async () => {
    const dataDir = await vault();
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const engine = testEngine(dataDir, { policy });
    await engine.unlock(TEST_PASSWORD);
    for (const name of ['One', 'Two']) {
      const look = { name, group: '', colour: '', notes: '', connectionId: null };
      await engine.services().connectWithToken({ ...look, instanceUrl: org.instanceUrl, token: org.issueToken() });
    }
    await engine.close();
    const { dbKeys } = await unlockVault(deps(dataDir), TEST_PASSWORD);
    const db = openDatabase(join(dataDir, STORE_FILE), dbKeys);
    db.exec(
      `UPDATE sealed_secret SET box = (SELECT box FROM sealed_secret AS other
         JOIN connection ON connection.key = other.connection_key WHERE name = 'One')
       WHERE connection_key = (SELECT key FROM connection WHERE name = 'Two')`,
    );
    db.close();
    const heard = org.requests().length;
    expectLine(await run(dataDir, ['sync', 'Two', '--objects', 'Account']), 'signed-out');
    expect(org.requests()).toHaveLength(heard);
    expect(await run(dataDir, ['sync', 'One', '--objects', 'Account'])).toMatchObject({ code: 0 });
  });

  it('says who has the folder open, after the ten seconds that it waits', TIMEOUT, async () => {
    const dataDir = await vault();
    const holder = await startEngineChild(dataDir);
    expect(await holder.submit({ purpose: 'unlock', password: TEST_PASSWORD })).toMatchObject({ ok: true });
    const started = performance.now();
    const message = expectLine(await run(dataDir), 'vault-in-use');
    expect(message).toContain(`process ${holder.child.pid}`);
    expect(performance.now() - started).toBeGreaterThan(9000);
  });

  it('says that there is no vault, and makes none', TIMEOUT, async () => {
    const dataDir = join(tempFolder(), 'mistyped');
    expect(expectLine(await run(dataDir), 'vault-missing')).toContain('There is no data folder');
    mkdirSync(dataDir);
    expect(expectLine(await run(dataDir), 'vault-missing')).toMatch(/^There is no vault in /);
  });

  it.skipIf(!canHaveSmallDisk())('says that the disk is full', TIMEOUT, async () => {
    const dataDir = await vault();
    const disk = join(tempFolder(), 'disk');
    mkdirSync(disk);
    const script = [
      'cp -r "$1" "$2/vault"',
      'head -c 100000000 /dev/zero > "$2/ballast" 2>/dev/null',
      '"$3" "$4" vault check --data-dir "$2/vault" --json',
    ].join('\n');
    const helper = join(import.meta.dirname, '../support/small-disk.sh');
    const command = ['-rm', 'bash', helper, disk, '8388608', 'bash', '-c', script, 'script'];
    const { status, stdout, stderr } = spawnSync('unshare', [...command, dataDir, disk, process.execPath, BUILT_CLI], {
      encoding: 'utf8',
      env: { ...process.env, ...noKeychain, ORGBENCH_PASSWORD: TEST_PASSWORD },
    });
    expect(expectLine({ code: status, stdout, stderr }, 'disk-full')).toContain('disk');
  });
});
