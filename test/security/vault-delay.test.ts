/*
 * The attack: someone at the keyboard tries passwords one after the other, and gets round the wait between them by
 * starting the program anew, ending it in the middle of a try, starting the computer anew, or setting its clock forward.
 * And the accident: the clock is set back by a year, which must not make the wait last a year.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ATTEMPTS_FILE, delayAfter } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import { expectSentence, OPENED, outcomeOf } from '../support/attacked-vault.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

const WRONG = 'not the password at all';
const YEAR_MS = 365 * 24 * 3_600_000;

/** A vault, and a computer whose clock and running time the test holds; each `start` is the program started anew. */
async function computer() {
  const dataDir = tempFolder();
  const time = { clockMs: Date.now(), upMs: 5_000_000 };
  const start = () => testEngine(dataDir, { now: () => time.clockMs, uptimeMs: () => time.upMs });
  const recoveryKey = newRecoveryKey();
  const made = start();
  await made.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false, recoveryKey });
  await made.close();
  const tryOnce = async (password: string) => {
    const engine = start();
    const outcome = await outcomeOf(engine.unlock(password));
    const { retryAfterMs } = await engine.status();
    await engine.close();
    return { ...outcome, retryAfterMs };
  };
  return { dataDir, time, tryOnce, start, recoveryKey };
}

async function afterWrong(count: number) {
  const one = await computer();
  for (let tries = 1; tries <= count; tries += 1) {
    expectSentence(await one.tryOnce(WRONG), 'wrong-password');
    if (tries < count) one.time.upMs += delayAfter(tries);
  }
  return { ...one, waitMs: delayAfter(count) };
}

describe('the wait after wrong passwords', () => {
  // @promise 1: the wait after wrong passwords is not ended by a restart or by the computer's clock, nor made longer
  it.each([
    ['set forward by a year', YEAR_MS],
    ['set back by a year', -YEAR_MS],
    ['set forward by a minute', 60_000],
    ['left alone', 0],
  ])('is the same after a restart with the clock %s', async (_what, byMs) => {
    const { time, tryOnce, waitMs } = await afterWrong(6);
    expect(waitMs).toBe(16_000);
    time.clockMs += byMs;
    const early = await tryOnce(TEST_PASSWORD);
    expectSentence(early, 'wait-before-retry');
    expect(early.retryAfterMs).toBe(waitMs);
    time.upMs += waitMs - 1;
    expectSentence(await tryOnce(TEST_PASSWORD), 'wait-before-retry');
    time.upMs += 1;
    expect(await tryOnce(TEST_PASSWORD)).toMatchObject({ ...OPENED, retryAfterMs: 0 });
  });

  it('is waited after the computer was started anew, too, and not longer', async () => {
    const { time, tryOnce, waitMs } = await afterWrong(8);
    time.upMs = 3000;
    const early = await tryOnce(TEST_PASSWORD);
    expectSentence(early, 'wait-before-retry');
    expect(early.retryAfterMs).toBe(waitMs - 3000);
    time.upMs = waitMs;
    expect(await tryOnce(TEST_PASSWORD)).toMatchObject(OPENED);
  });

  it('goes on growing over restarts to a minute and no further, and a right password ends it', async () => {
    const { time, tryOnce } = await computer();
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const { retryAfterMs } = await tryOnce(WRONG);
      waits.push(retryAfterMs);
      time.upMs += retryAfterMs;
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, 60_000]);
    expect(await tryOnce(TEST_PASSWORD)).toMatchObject({ ...OPENED, retryAfterMs: 0 });
    expect(await tryOnce(WRONG)).toMatchObject({ code: 'wrong-password', retryAfterMs: 500 });
  });

  it('does not stand before the recovery kit', async () => {
    const { start, recoveryKey } = await afterWrong(8);
    const kit = {
      recoveryKey,
      newPassword: 'anchor meadow violin cobalt',
      acceptWeak: false,
      deviceSecret: 'none',
    } as const;
    expect(await outcomeOf(start().recover(kit))).toEqual(OPENED);
  });

  it('is begun before a password is tried: a program that is killed over it has used up a try', async () => {
    const dataDir = tempFolder();
    const secret = { password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false } as const;
    const first = await startEngineChild(dataDir);
    expect(await first.submit({ purpose: 'create-vault', ...secret })).toMatchObject({ ok: true });
    first.child.kill('SIGKILL');
    await first.exited;
    // After so many that the wait is longer than a busy machine takes to start a program.
    const longAgo = (failures: number) =>
      writeFileSync(join(dataDir, ATTEMPTS_FILE), JSON.stringify({ failures, upMs: 0 }));
    longAgo(5);
    for (const count of [6, 7, 8, 9]) {
      const engine = await startEngineChild(dataDir);
      // Killed when the attempt is in the file: the slow derivation runs.
      const asked = engine.submit({ purpose: 'unlock', password: WRONG });
      const counted = () => readFailures(dataDir) >= count;
      while (!counted() && engine.child.exitCode === null) await new Promise((resolve) => setImmediate(resolve));
      engine.child.kill('SIGKILL');
      await engine.exited;
      await asked;
      expect(readFailures(dataDir)).toBe(count);
      // Long ago by the computer's running time, so that the next try is taken.
      if (count < 9) longAgo(count);
    }
    const last = await startEngineChild(dataDir);
    expect(await last.submit({ purpose: 'unlock', password: TEST_PASSWORD })).toMatchObject({
      error: { code: 'wait-before-retry', retryAfterMs: expect.any(Number) },
    });
  }, 60_000);
});

function readFailures(dataDir: string): number {
  try {
    const text = readFileSync(join(dataDir, ATTEMPTS_FILE), 'utf8');
    return (JSON.parse(text) as { failures: number }).failures;
  } catch {
    return 0; // Not written yet.
  }
}
