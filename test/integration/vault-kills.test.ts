import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { expectWhole, fillVault, kitOpens, openingPasswords, OTHER_PASSWORD } from '../support/changed-vault.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { seededRandom } from '../support/random.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The long run kills more often; see `npm run test:long`. */
const KILLS = process.env['ORGBENCH_LONG'] === '1' ? 60 : 5;
const TIMEOUT_MS = 60_000 + KILLS * 6000;
const script = resolve(import.meta.dirname, '../support/change-vault-process.ts');

function random(what: string): () => number {
  const seed = Number(process.env['ORGBENCH_SEED'] ?? Date.now() % 1_000_000);
  console.log(`${what}: seed ${seed}`);
  return seededRandom(seed);
}

/** Runs the change in a child. @returns whether it was answered, and how long it took. */
async function changeIn(dataDir: string, payload: SecretPayload, killAfterMs: number | null) {
  const child = fork(script, [dataDir, JSON.stringify(payload)], { execArgv: ['--no-warnings'] });
  const exited = once(child, 'exit');
  const told: unknown[] = [];
  child.on('message', (message) => told.push(message));
  await once(child, 'message');
  const started = performance.now();
  if (killAfterMs !== null) {
    await sleep(killAfterMs);
    child.kill('SIGKILL');
  }
  await exited;
  return { answered: told.includes('done'), ms: performance.now() - started };
}

type Change = (recoveryKey: string) => SecretPayload;
const newKit = newRecoveryKey();
const changes: Readonly<Record<string, Change>> = {
  'the password is changed': () => ({
    purpose: 'change-password',
    password: TEST_PASSWORD,
    newPassword: OTHER_PASSWORD,
    acceptWeak: false,
  }),
  'the kit is used': (recoveryKey) => ({
    purpose: 'recover',
    recoveryKey,
    newPassword: OTHER_PASSWORD,
    acceptWeak: false,
    deviceSecret: 'none',
  }),
  'the kit is renewed': () => ({ purpose: 'renew-kit', password: TEST_PASSWORD, recoveryKey: newKit }),
  'all keys are renewed': () => ({
    purpose: 'renew-keys',
    password: TEST_PASSWORD,
    newPassword: OTHER_PASSWORD,
    acceptWeak: false,
    recoveryKey: newKit,
  }),
};

describe('an engine killed at a random moment', () => {
  it.each(Object.entries(changes))(
    'while %s leaves exactly one password and one kit that work',
    { timeout: TIMEOUT_MS },
    async (what, payloadOf) => {
      const next = random(what);
      const original = tempFolder();
      const { recoveryKey, connectionId } = await fillVault(original);
      const payload = payloadOf(recoveryKey);
      const fresh = (): string => {
        const dataDir = tempFolder();
        cpSync(original, dataDir, { recursive: true });
        return dataDir;
      };
      const undisturbed = await changeIn(fresh(), payload, null);
      expect(undisturbed.answered).toBe(true);
      for (let kill = 0; kill < KILLS; kill += 1) {
        const dataDir = fresh();
        const { answered } = await changeIn(dataDir, payload, next() * undisturbed.ms);
        const opening = await openingPasswords(dataDir, [TEST_PASSWORD, OTHER_PASSWORD]);
        expect({ kill, opening: opening.length }).toEqual({ kill, opening: 1 });
        const [password = ''] = opening;
        const newPassword = 'newPassword' in payload ? OTHER_PASSWORD : TEST_PASSWORD;
        // What was answered was on the disk; what was not may be there or not.
        expect(answered ? [newPassword] : [TEST_PASSWORD, OTHER_PASSWORD]).toContain(password);

        const engine = testEngine(dataDir);
        await engine.unlock(password);
        await engine.close();
        await expectWhole(dataDir, password, connectionId);

        const kits: string[] = [];
        for (const kit of [recoveryKey, newKit]) {
          const copy = tempFolder();
          cpSync(dataDir, copy, { recursive: true });
          if (await kitOpens(copy, kit)) kits.push(kit);
        }
        const allowed: Readonly<Record<string, readonly string[]>> = {
          'renew-kit': answered ? [newKit] : [recoveryKey, newKit],
          // Password and kit change together.
          'renew-keys': [password === OTHER_PASSWORD ? newKit : recoveryKey],
        };
        expect({ kill, kits: kits.length }).toEqual({ kill, kits: 1 });
        expect(allowed[payload.purpose] ?? [recoveryKey]).toContain(kits[0]);
      }
    },
  );
});
