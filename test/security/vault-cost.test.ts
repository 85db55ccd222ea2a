/*
 * The attack: a faster computer, years later, guesses passwords of a vault that was made when guessing was dear. So the
 * cost is measured when a wrap is made, has a floor and a ceiling, and a vault with a cost of an earlier policy is wrapped
 * anew when it is next unlocked. And the accident: the process is killed while it does so. At every step of the disk one
 * whole wrap is there, and the password opens it.
 */
import { cpSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { PRODUCT_POLICY, type VaultPolicy } from '../../src-main/engine/vault/policy.ts';
import { VAULT_COPY, VAULT_FILE } from '../../src-main/engine/vault/vault-names.ts';
import { parseVault, passwordWrapOf } from '../../src-main/engine/vault/vault-format.ts';
import { wrapWithPassword } from '../../src-main/engine/vault/wraps.ts';
import { ATTEMPTS_FILE } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { expectSentence, fingerprint, OPENED, opening, outcomeOf } from '../support/attacked-vault.ts';
import { TEST_PASSWORD, TEST_POLICY, testEngine, testHost } from '../support/engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof fs>();
  const watched = { openSync: original.openSync, renameSync: original.renameSync, rmSync: original.rmSync };
  const more = { writeFileSync: original.writeFileSync };
  const spies = Object.entries({ ...watched, ...more }).map(([name, call]) => [
    name,
    vi.fn<() => unknown>(call as () => unknown),
  ]);
  return { ...original, ...Object.fromEntries(spies) };
});
const steps = [openSync, writeFileSync, renameSync, rmSync].map((step) => vi.mocked(step as () => unknown));
const originals = steps.map((step) => step.getMockImplementation() ?? (() => {}));

function stopRecording(): void {
  for (const [index, step] of steps.entries()) step.mockImplementation(originals[index] ?? (() => {}));
}

afterEach(() => {
  vi.restoreAllMocks();
  stopRecording();
});

/** Copies the folder before every step that changes a file: what a kill right there would leave. */
function recordKills(dataDir: string): readonly string[] {
  const folders: string[] = [];
  for (const [index, step] of steps.entries()) {
    step.mockImplementation((...args: readonly unknown[]) => {
      if (String(args[0]).startsWith(dataDir) || typeof args[0] === 'number') {
        const folder = tempFolder();
        cpSync(dataDir, folder, { recursive: true });
        folders.push(folder);
      }
      return (originals[index] as (...all: readonly unknown[]) => unknown)(...args);
    });
  }
  return folders;
}

function costOf(dataDir: string): number {
  const file = parseVault(readFileSync(join(dataDir, VAULT_FILE), 'utf8'), {
    ...PRODUCT_POLICY,
    lowestAcceptedCost: 4,
  });
  return passwordWrapOf(file).kdf.cost;
}

async function vaultWith(policy: VaultPolicy): Promise<string> {
  const dataDir = tempFolder();
  const engine = testEngine(dataDir, { policy });
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  await engine.close();
  return dataDir;
}

/** A computer on which a guess with the first cost that is tried takes so long; each further one doubles it. */
function onComputer(firstGuessMs: number): void {
  let clockMs = 0;
  let isStart = true;
  let guessMs = firstGuessMs;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    if (!isStart) {
      clockMs += guessMs;
      guessMs *= 2;
    }
    isStart = !isStart;
    return clockMs;
  });
}

describe('the cost of a guess', () => {
  // The product's policy, eight steps cheaper, so that the test does not take a minute of real guesses.
  const policy: VaultPolicy = { lowestAcceptedCost: 4, minCost: 4, maxCost: 8, minGuessMs: PRODUCT_POLICY.minGuessMs };

  it.each([
    [300, 4, 'the floor, on a computer where that takes long enough'],
    [250, 4, 'the floor, where it takes just long enough'],
    [249, 5, 'one more, where it does not quite'],
    [40, 7, 'as many more as reach a quarter of a second'],
    [1, 8, 'the ceiling, on a computer of another time'],
  ])('a guess of %i ms with the floor: cost %i, %s', async (firstGuessMs, cost) => {
    const header = { version: 1, vaultId: 'x', deviceSecret: { kind: 'none', id: '', value: '' } } as const;
    onComputer(firstGuessMs);
    const wrap = await wrapWithPassword(header, new Uint8Array(32), TEST_PASSWORD, new Uint8Array(32), policy);
    expect(wrap.kdf.cost).toBe(cost);
  });

  // @promise 1: a guess costs at least 250 ms at the making of the vault, between bcrypt's cost 12 and 16
  it('is, with the policy that ships, at least 12 and a quarter of a second', async () => {
    const dataDir = tempFolder();
    // No policy is given: the one of the product.
    const rest = { program: 'test', lockWaitMs: 0, keychain: null, emit: () => {}, host: testHost };
    const engine = createEngine({ dataDir, ...rest });
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
    await engine.close();
    expect(costOf(dataDir)).toBeGreaterThanOrEqual(12);
    expect(costOf(dataDir)).toBeLessThanOrEqual(16);
    const cheaper = testEngine(await vaultWith(TEST_POLICY), { policy: PRODUCT_POLICY });
    const outcome = await opening(cheaper, TEST_PASSWORD);
    expectSentence(outcome, 'vault-damaged');
    expect(outcome.message).toContain('its key cost 4 is outside 12 to 16');
  });
});

describe('a vault with the cost of an earlier policy', () => {
  const cheap: VaultPolicy = { ...PRODUCT_POLICY, minGuessMs: 0 };
  const dear: VaultPolicy = { ...cheap, minCost: 13 };

  // @promise 1: a vault of an earlier, cheaper policy is wrapped anew at the next unlock
  it('of 12 is wrapped anew with 13 by the right password only, and the older Orgbench still opens it', async () => {
    const dataDir = await vaultWith(cheap);
    expect(costOf(dataDir)).toBe(12);
    const before = fingerprint(dataDir);
    let upMs = 0;
    const uptimeMs = (): number => upMs;
    expectSentence(
      await opening(testEngine(dataDir, { policy: dear, uptimeMs }), 'not the password'),
      'wrong-password',
    );
    expect(fingerprint(dataDir)[VAULT_FILE]).toBe(before[VAULT_FILE]);
    upMs = 60_000;
    expect(await opening(testEngine(dataDir, { policy: dear, uptimeMs }), TEST_PASSWORD)).toEqual(OPENED);
    expect(costOf(dataDir)).toBe(13);
    // The cheaper wrap is nowhere any more.
    const after = fingerprint(dataDir);
    expect(after[VAULT_COPY]).toBe(after[VAULT_FILE]);
    expect(Object.values(after)).not.toContain(before[VAULT_FILE]);
    expect(await opening(testEngine(dataDir, { policy: cheap }), TEST_PASSWORD)).toEqual(OPENED);
    expect(costOf(dataDir)).toBe(13);
  }, 60_000);

  it('killed at any step of wrapping it anew opens with its password, with the one cost or the other', async () => {
    const dataDir = await vaultWith(TEST_POLICY);
    const dearer = { ...TEST_POLICY, minCost: 5 };
    const engine = testEngine(dataDir, { policy: dearer });
    const kills = recordKills(dataDir);
    expect(await outcomeOf(engine.unlock(TEST_PASSWORD))).toEqual(OPENED);
    stopRecording();
    await engine.close();
    expect(costOf(dataDir)).toBe(5);
    const costs: number[] = [];
    for (const [kill, folder] of kills.entries()) {
      expect({ kill, file: existsSync(join(folder, VAULT_FILE)) }).toEqual({ kill, file: true });
      costs.push(costOf(folder));
      // The attempt that was being made has been counted; that wait is not what is tried here.
      rmSync(join(folder, ATTEMPTS_FILE), { force: true });
      for (const policy of [TEST_POLICY, dearer]) {
        const outcome = await opening(testEngine(folder, { policy }), TEST_PASSWORD);
        expect({ kill, ...outcome }).toEqual({ kill, ...OPENED });
      }
      expect(costOf(folder)).toBe(5);
      expect(readFileSync(join(folder, VAULT_COPY)).equals(readFileSync(join(folder, VAULT_FILE)))).toBe(true);
    }
    expect(new Set(costs)).toEqual(new Set([4, 5]));
  });
});
