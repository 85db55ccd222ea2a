import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createSettingsRepository } from '../../src-main/engine/store/settings-repository.ts';
import { TEST_PASSWORD } from '../support/engine.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { HEAVY_MIGRATIONS, heavyMigrations } from '../support/migrate-store.ts';
import { seededRandom } from '../support/random.ts';
import { migrateInChild } from '../support/migrating-child.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The long run kills more often; see `npm run test:long`. */
const KILLS = process.env['ORGBENCH_LONG'] === '1' ? 60 : 5;
const TIMEOUT_MS = 60_000 + KILLS * 6000;
const newVault = { purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false } as const;
const unlock = { purpose: 'unlock', password: TEST_PASSWORD } as const;

function random(what: string): () => number {
  const seed = Number(process.env['ORGBENCH_SEED'] ?? Date.now() % 1_000_000);
  console.log(`${what}: seed ${seed}`);
  return seededRandom(seed);
}

/** Milliseconds that `work` takes undisturbed, so that kills fall into it on every machine. */
async function duration(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

describe('an engine killed at a random moment', () => {
  it('while it makes a vault leaves no vault, or one that opens', { timeout: TIMEOUT_MS }, async () => {
    const next = random('kill while making a vault');
    const undisturbed = await startEngineChild(tempFolder());
    const fullMs = await duration(() => undisturbed.submit(newVault));
    for (let kill = 0; kill < KILLS; kill += 1) {
      const dataDir = tempFolder();
      const first = await startEngineChild(dataDir);
      const answered = first.submit(newVault);
      await sleep(next() * fullMs * 1.2);
      first.child.kill('SIGKILL');
      await first.exited;
      const told = await answered;
      const second = await startEngineChild(dataDir);
      const status = await second.call('vault.status', {});
      const state = status.ok ? status.value.state : 'unknown';
      // What was answered was on the disk; what was not may be there or not.
      expect(told.ok ? ['locked'] : ['absent', 'locked']).toContain(state);
      const opened = await second.submit(state === 'absent' ? newVault : unlock);
      expect({ kill, state, ...opened }).toMatchObject({ ok: true });
      second.child.kill('SIGKILL');
      await second.exited;
    }
  });

  it('while preferences are written keeps every one that was answered', { timeout: TIMEOUT_MS }, async () => {
    const next = random('kill while writing preferences');
    const dataDir = tempFolder();
    const first = await startEngineChild(dataDir);
    expect(await first.submit(newVault)).toMatchObject({ ok: true });
    first.send({ kind: 'close' });
    await first.exited;
    let kept = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const engine = await startEngineChild(dataDir);
      expect(await engine.submit(unlock)).toMatchObject({ ok: true });
      const read = await engine.call('preferences.read', {});
      const stored = read.ok ? Number(read.value.lastConnectionId) : -1;
      // The one in flight when it was killed may have been written before its answer could be sent.
      expect([kept, kept + 1]).toContain(stored);
      kept = stored;
      const killed = sleep(next() * 150).then(() => engine.child.kill('SIGKILL'));
      for (;;) {
        const written = await engine.call('preferences.write', {
          set: { lastConnectionId: String(kept + 1) },
          reset: [],
        });
        if (!written.ok) break;
        kept += 1;
      }
      await killed;
      await engine.exited;
    }
  });

  it('while it migrates leaves a store that opens and migrates on', { timeout: TIMEOUT_MS }, async () => {
    const next = random('kill while migrating');
    const folder = tempFolder();
    const key = Buffer.alloc(32, 4);
    const original = join(folder, 'original.db');
    const rows = 20_000;
    const filled = openDatabase(original, key);
    const entries = Array.from({ length: rows }, (_, index) => [`name-${index}`, 'x'] as const);
    createSettingsRepository(filled).change(Object.fromEntries(entries), []);
    filled.close();
    const path = join(folder, 'store.db');

    const migrate = (killAfterMs: number | null) => migrateInChild(original, path, key, killAfterMs);

    const fullMs = await duration(() => migrate(null));
    for (let kill = 0; kill < KILLS; kill += 1) {
      await migrate(next() * fullMs);
      const db = openDatabase(path, key, heavyMigrations());
      const values = createSettingsRepository(db).list('name-');
      const expected = `x${Array.from({ length: HEAVY_MIGRATIONS }, (_, index) => index).join('')}`;
      expect(values.size).toBe(rows);
      expect(new Set(values.values())).toEqual(new Set([expected]));
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.close();
      expect(readdirSync(folder).filter((name) => name.includes('.before-'))).toEqual([]);
    }
  });
});
