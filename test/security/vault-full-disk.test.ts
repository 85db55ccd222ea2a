/*
 * The attack: the disk fills up, by accident or because another program writes to it, at the moment when the password is
 * changed, the kit used or renewed, the wrap made dearer, or the tokens sealed anew. On a real disk of a few megabytes
 * with 0, 1, 2 … pages left: whatever is answered, the old or the new password opens the vault, never neither and never
 * both, and nothing of the store is lost. What is said names the full disk.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beginRenewal } from '../../src-main/engine/vault/renew-keys.ts';
import { VAULT_COPY, VAULT_FILE } from '../../src-main/engine/vault/vault-names.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import { expectSentence, fingerprint, OPENED, type Outcome, outcomeOf } from '../support/attacked-vault.ts';
import {
  depsOf,
  expectWhole,
  fillVault,
  kitOpens,
  openingPasswords,
  OTHER_PASSWORD,
} from '../support/changed-vault.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { canHaveSmallDisk, onFullDisk } from '../support/full-disk.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const MIDDLE_PASSWORD = 'latch orchid timber fjord';
const FREE_PAGES = [0, 1, 2, 3, 4, 6, 8, 9, 10, 12, 16, 32];
const TIMEOUT = { timeout: 180_000 };

async function filled() {
  const original = tempFolder();
  const { recoveryKey, connectionId } = await fillVault(original);
  const newKit = newRecoveryKey();
  const secrets = { original, password: TEST_PASSWORD, newPassword: OTHER_PASSWORD, connectionId: null };
  return { original, recoveryKey, newKit, connectionId, secrets };
}

/** Done, or refused because the disk is full, in words. */
function expectDoneOrFull(outcome: Outcome): boolean {
  if (outcome.code === OPENED.code) return true;
  expectSentence(outcome, 'disk-full');
  return false;
}

function copied(folder: string): string {
  const copy = tempFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

describe.skipIf(!canHaveSmallDisk())('on a disk that is full', () => {
  // @promise 1: a full disk while the password is changed leaves the old or the new one, never neither
  it.each(['change-password', 'recover'] as const)('%s leaves the old or the new password', TIMEOUT, async (work) => {
    const { recoveryKey, connectionId, secrets } = await filled();
    const { results, folderOf } = await onFullDisk({ ...secrets, work, recoveryKey, freePages: FREE_PAGES });
    const done = results.map(({ freePages, outcome, reopened }) => {
      const worked = expectDoneOrFull(outcome);
      expectDoneOrFull(reopened);
      return { freePages, worked };
    });
    expect(done.some(({ worked }) => worked)).toBe(true);
    expect(done.some(({ worked }) => !worked)).toBe(true);
    for (const { freePages, worked } of done) {
      const folder = folderOf(freePages);
      const opens = await openingPasswords(folder, [TEST_PASSWORD, OTHER_PASSWORD]);
      expect({ freePages, opens: opens.length }).toEqual({ freePages, opens: 1 });
      expect(worked ? opens : [OTHER_PASSWORD]).toEqual([OTHER_PASSWORD]);
      expect({ freePages, kit: await kitOpens(copied(folder), recoveryKey) }).toEqual({ freePages, kit: true });
      await expectWhole(folder, opens[0] ?? '', connectionId);
    }
  });

  it('renewing the kit leaves the old or the new one', TIMEOUT, async () => {
    const { recoveryKey, newKit, connectionId, secrets } = await filled();
    const task = { ...secrets, work: 'renew-kit', recoveryKey: newKit, freePages: FREE_PAGES } as const;
    const { results, folderOf } = await onFullDisk(task);
    for (const { freePages, outcome, reopened } of results) {
      const worked = expectDoneOrFull(outcome);
      expectDoneOrFull(reopened);
      const folder = folderOf(freePages);
      expect(await kitOpens(copied(folder), newKit)).toBe(worked);
      expect(await kitOpens(copied(folder), recoveryKey)).toBe(!worked);
      await expectWhole(folder, TEST_PASSWORD, connectionId);
    }
  });

  it('a dearer wrap that has no room keeps nobody out and leaves the cheaper one', TIMEOUT, async () => {
    const { original, recoveryKey, connectionId, secrets } = await filled();
    const task = { ...secrets, recoveryKey, freePages: FREE_PAGES } as const;
    const plain = await onFullDisk({ ...task, work: 'unlock' });
    const dearer = await onFullDisk({ ...task, work: 'unlock-dearer' });
    const before = readFileSync(join(original, VAULT_FILE), 'utf8');
    for (const [index, { freePages, outcome }] of dearer.results.entries()) {
      expectDoneOrFull(outcome);
      expect({ freePages, code: outcome.code }).toEqual({ freePages, code: plain.results[index]?.outcome.code });
      const folder = dearer.folderOf(freePages);
      const now = readFileSync(join(folder, VAULT_FILE), 'utf8');
      expect([before, before.replace('"cost":4', '"cost":5')].map((text) => text.length)).toContain(now.length);
      await expectWhole(folder, TEST_PASSWORD, connectionId);
      expect(readFileSync(join(folder, VAULT_COPY), 'utf8')).toBe(now);
    }
  });

  it('making a vault leaves none, and it can be made when there is room', TIMEOUT, async () => {
    const { recoveryKey, secrets } = await filled();
    const freePages = [0, 1, 2, 5, 10, 20, 40, 60, 80, 120, 200];
    const { results, folderOf } = await onFullDisk({ ...secrets, work: 'create', recoveryKey, freePages });
    for (const { freePages: free, outcome, reopened } of results) {
      const worked = expectDoneOrFull(outcome);
      const folder = folderOf(free);
      if (reopened.code !== 'vault-missing') expectDoneOrFull(reopened);
      const engine = testEngine(folder);
      const { state } = await engine.status();
      const made = { password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false } as const;
      if (state === 'absent') await engine.createVault(made);
      else await engine.unlock(TEST_PASSWORD);
      expect(worked && state === 'absent').toBe(false);
      engine.services().checkIntegrity();
      await engine.close();
    }
  });

  it('tokens that are to be sealed anew keep the vault open, and still sign in', TIMEOUT, async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const original = tempFolder();
    const engine = testEngine(original);
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false });
    const { id: connectionId } = await engine.services().connectWithToken({
      name: 'Company',
      group: '',
      colour: '',
      notes: '',
      connectionId: null,
      instanceUrl: org.instanceUrl,
      token: org.accessToken,
    });
    await engine.close();
    // Ended right after the step from which only the new password is good.
    const renewal = { password: TEST_PASSWORD, newPassword: OTHER_PASSWORD, acceptWeak: false };
    await beginRenewal(depsOf(original), renewal);

    const { results, folderOf } = await onFullDisk({
      original,
      work: 'unlock',
      password: OTHER_PASSWORD,
      newPassword: OTHER_PASSWORD,
      recoveryKey: '',
      connectionId,
      freePages: [...FREE_PAGES, 40, 60, 80, 100, 140, 200, 400],
    });
    const opened = results.filter(({ freePages, outcome, connection }) => {
      if (!expectDoneOrFull(outcome)) return false;
      expect({ freePages, connection }).toEqual({ freePages, connection: OPENED });
      return true;
    });
    // A store needs its log to be opened at all; from there on the renewal waits, the person does not.
    expect(opened.length).toBeGreaterThan(results.length / 2);
    for (const { freePages } of results) {
      const after = testEngine(folderOf(freePages));
      await after.unlock(OTHER_PASSWORD);
      expect(await ask(after, 'connections.test', { id: connectionId })).toMatchObject({ ok: true });
      await after.close();
      expect(JSON.parse(readFileSync(join(folderOf(freePages), VAULT_FILE), 'utf8'))).not.toHaveProperty('renewal');
      expect(await openingPasswords(folderOf(freePages), [TEST_PASSWORD, OTHER_PASSWORD])).toEqual([OTHER_PASSWORD]);
    }
  });
});

describe.skipIf(process.platform === 'win32')('a disk that takes only the beginning of a file', () => {
  it('does not leave half a vault.json, and says that there was no room', async () => {
    const original = tempFolder();
    const keychain = createMemoryKeychain();
    const newKit = newRecoveryKey();
    await fillVault(original, keychain);
    // In the middle of a renewal of all keys the file is longest.
    const renewal = { password: TEST_PASSWORD, newPassword: MIDDLE_PASSWORD, acceptWeak: false, recoveryKey: newKit };
    await beginRenewal(depsOf(original, keychain), renewal);
    const before = fingerprint(original);
    expect(readFileSync(join(original, VAULT_FILE)).length).toBeGreaterThan(1024);
    const payload = JSON.stringify({
      dataDir: original,
      password: MIDDLE_PASSWORD,
      newPassword: OTHER_PASSWORD,
      keychain: [...keychain.entries],
    });
    const script = resolve(import.meta.dirname, '../support/change-password-process.ts');
    // One block of 1,024 bytes for each file that is written.
    const command = 'ulimit -f 1 && exec "$0" --no-warnings "$1" "$2"';
    const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, script, payload], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expectSentence(JSON.parse(stdout) as Outcome, 'disk-full');
    const after = fingerprint(original);
    expect(after[VAULT_FILE]).toBe(before[VAULT_FILE]);
    const opens = await openingPasswords(original, [MIDDLE_PASSWORD, OTHER_PASSWORD], keychain);
    expect(opens).toEqual([MIDDLE_PASSWORD]);
    expect(await kitOpens(copied(original), newKit)).toBe(true);
    expect(await outcomeOf(testEngine(original, { keychain }).unlock(MIDDLE_PASSWORD))).toEqual(OPENED);
  });

  it('while all keys are renewed finishes that at the next unlock', TIMEOUT, async () => {
    const script = resolve(import.meta.dirname, '../support/change-vault-process.ts');
    const payload = { purpose: 'renew-keys', password: TEST_PASSWORD, newPassword: OTHER_PASSWORD, acceptWeak: false };
    let done = 0;
    // Blocks of 1,024 bytes: less than the store has, about as much, and more than its copy needs.
    for (const blocks of [60, 200, 1000, 2500, 3500, 20_000]) {
      const dataDir = tempFolder();
      const { connectionId } = await fillVault(dataDir);
      const command = `ulimit -f ${blocks} && exec "$0" --no-warnings "$1" "$2" "$3"`;
      const args = ['-c', command, process.execPath, script, dataDir, JSON.stringify(payload)];
      const child = spawn('bash', args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      const told: unknown[] = [];
      child.on('message', (message) => told.push(message));
      await once(child, 'exit');
      const isDone = told.includes('done');
      done += isDone ? 1 : 0;
      const opens = await openingPasswords(dataDir, [TEST_PASSWORD, OTHER_PASSWORD]);
      expect({ blocks, opens: opens.length }).toEqual({ blocks, opens: 1 });
      const [password = ''] = opens;
      expect(isDone ? password : OTHER_PASSWORD).toBe(OTHER_PASSWORD);
      const engine = testEngine(dataDir);
      await engine.unlock(password);
      engine.services().checkIntegrity();
      await engine.close();
      expect(readdirSync(dataDir).filter((name) => name.includes('renewed'))).toEqual([]);
      await expectWhole(dataDir, password, connectionId);
    }
    expect(done).toBeGreaterThan(2);
  });
});
