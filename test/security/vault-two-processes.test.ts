/*
 * The attack, or the accident: two programs open one data folder at once (the app and a script, two windows of one
 * person, a path that leads there by a link), and one of them is killed. Two writers would overwrite each other's
 * vault.json; so one is let in, the other is told who is there, and a killed one leaves nothing that keeps the next out.
 * Real processes, one engine each.
 */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOLDER_FILE } from '../../src-main/engine/store/folder-lock.ts';
import { expectSentence, fingerprint, OPENED, type Outcome, outcomeOf } from '../support/attacked-vault.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

const newVault = { purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false } as const;
const unlock = { purpose: 'unlock', password: TEST_PASSWORD } as const;

async function heldVault() {
  const dataDir = join(tempFolder(), 'vault');
  mkdirSync(dataDir);
  const holder = await startEngineChild(dataDir);
  expect(await holder.submit(newVault)).toMatchObject({ ok: true });
  expect(await holder.call('preferences.write', { set: { fieldColumns: ['kept'] }, reset: [] })).toMatchObject({
    ok: true,
  });
  return { dataDir, holder };
}

const refusalOf = async (work: Promise<unknown>): Promise<Outcome> => outcomeOf(work);

describe('two programs on one data folder', () => {
  it('the second is refused whatever it wants, is told who is there, and changes nothing', async () => {
    const { dataDir, holder } = await heldVault();
    const before = fingerprint(dataDir);
    const second = testEngine(dataDir);
    const kit = { recoveryKey: '', newPassword: TEST_PASSWORD, acceptWeak: false, deviceSecret: 'none' } as const;
    for (const wanted of [
      () => second.unlock(TEST_PASSWORD),
      () => second.unlock('a wrong password'),
      () => second.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false }),
      () => second.recover(kit),
      () => second.openSample(),
    ]) {
      const outcome = await refusalOf(wanted());
      expectSentence(outcome, 'vault-in-use');
      expect(outcome.message).toContain(`(process ${holder.child.pid}, since 20`);
    }
    expect(await ask(second, 'vault.reset', { confirm: 'delete everything' })).toMatchObject({
      error: { code: 'vault-in-use' },
    });
    expect(fingerprint(dataDir)).toEqual(before);
    // The first one has noticed nothing.
    expect(await holder.call('preferences.read', {})).toMatchObject({ value: { fieldColumns: ['kept'] } });
  });

  it('by another path to the same folder is the same folder', async () => {
    const { dataDir, holder } = await heldVault();
    const link = join(tempFolder(), 'link');
    symlinkSync(dataDir, link);
    for (const path of [link, join(dataDir, '..', 'vault'), `${dataDir}/.`]) {
      const outcome = await refusalOf(testEngine(path).unlock(TEST_PASSWORD));
      expectSentence(outcome, 'vault-in-use');
    }
    expect(await holder.call('preferences.read', {})).toMatchObject({ ok: true });
  });

  it('killed without a warning, the first lets the second in at once, with everything that was answered', async () => {
    const { dataDir, holder } = await heldVault();
    const second = await startEngineChild(dataDir);
    const waiting = second.submit(unlock);
    holder.child.kill('SIGKILL');
    await holder.exited;
    expect(await waiting).toMatchObject({ ok: true });
    expect(await second.call('preferences.read', {})).toMatchObject({ value: { fieldColumns: ['kept'] } });
    expect(readFileSync(join(dataDir, HOLDER_FILE), 'utf8')).toContain(`"pid":${second.child.pid}`);
  });

  it('a note of a holder that is long gone, or that is rubbish, keeps nobody out', async () => {
    const { dataDir, holder } = await heldVault();
    holder.child.kill('SIGKILL');
    await holder.exited;
    for (const note of [
      JSON.stringify({ pid: process.pid, program: 'Orgbench', since: '2026-01-01T00:00:00.000Z' }),
      '{"pid":',
      '',
    ]) {
      writeFileSync(join(dataDir, HOLDER_FILE), note);
      const engine = testEngine(dataDir);
      expect(await outcomeOf(engine.unlock(TEST_PASSWORD))).toEqual(OPENED);
      await engine.close();
    }
  });

  it('started at the same moment, exactly one gets in', async () => {
    const { dataDir, holder } = await heldVault();
    holder.child.kill('SIGKILL');
    await holder.exited;
    const engines = Array.from({ length: 6 }, () => testEngine(dataDir));
    const children = await Promise.all([startEngineChild(dataDir), startEngineChild(dataDir)]);
    const outcomes = await Promise.all([
      ...engines.map((engine) => outcomeOf(engine.unlock(TEST_PASSWORD)).then(({ code }) => code)),
      ...children.map((child) => child.submit(unlock).then((answer) => (answer.ok ? 'opened' : answer.error.code))),
    ]);
    expect(outcomes.toSorted()).toEqual(['opened', ...Array.from({ length: 7 }, () => 'vault-in-use')]);
  }, 60_000);
});
