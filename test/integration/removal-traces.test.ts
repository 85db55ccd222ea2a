import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Job } from '../../src-preload/contract/jobs.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { SEARCH_TABLES } from '../../src-main/engine/store/kept-tables.ts';
import { createStore } from '../../src-main/engine/store/store.ts';
import { PLANTED, plantOrgs } from '../support/planted-store.ts';
import { seededRandom } from '../support/random.ts';
import { removalRig } from '../support/removal-rig.ts';
import { pagesWith } from '../support/store-pages.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The long run kills more often; see `npm run test:long`. */
const KILLS = process.env['ORGBENCH_LONG'] === '1' ? 40 : 5;
const NOTHING = { file: 0, log: 0 };

function plantedStore() {
  const path = join(tempFolder(), 'store.db');
  const key = randomBytes(32);
  const db = openDatabase(path, key);
  plantOrgs(db, createStore(db));
  return { path, key, db };
}

function openRig(path: string, key: Uint8Array) {
  const rig = removalRig(path, key);
  onTestFinished(() => rig.close());
  return rig;
}

/** Words of the full-text tables that are in no text but of org `a`. */
function indexedTraces(rig: ReturnType<typeof removalRig>): unknown[] {
  return SEARCH_TABLES.flatMap((table) => {
    rig.db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.${table}_words USING fts5vocab(main, ${table}, row)`);
    return rig.db.prepare(`SELECT term FROM temp.${table}_words WHERE term IN ('qzx', 'zxv')`).pluck().all();
  });
}

/** What is left of org `a`, and whether org `b` is whole, in the file and in the index. */
function left(rig: ReturnType<typeof removalRig>, path: string, key: Uint8Array) {
  for (const table of SEARCH_TABLES) {
    rig.db.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`);
  }
  return {
    word: pagesWith(path, key, PLANTED.a),
    letters: pagesWith(path, key, 'qzx'),
    indexed: indexedTraces(rig),
    isOtherThere: pagesWith(path, key, PLANTED.b).file > 100,
    otherHits: rig.store.catalog.search('b', PLANTED.b, 10).hits.length,
    integrity: rig.db.pragma('integrity_check', { simple: true }),
  };
}
const GONE = {
  word: NOTHING,
  letters: NOTHING,
  indexed: [],
  isOtherThere: true,
  otherHits: 10,
  integrity: 'ok',
};

describe('text of an org that was removed', () => {
  it('is found by this test while it is there, also where SQLite does not show it', () => {
    const { path, key, db } = plantedStore();
    db.pragma('wal_checkpoint(TRUNCATE)');
    expect(pagesWith(path, key, PLANTED.a).file).toBeGreaterThan(100);
    // Deleted without more: the file still has every page, and the log frames of them.
    db.pragma('secure_delete = OFF');
    db.prepare("DELETE FROM connection WHERE id = 'a'").run();
    db.pragma('wal_checkpoint(PASSIVE)');
    expect(pagesWith(path, key, PLANTED.a).file).toBeGreaterThan(0);
    db.close();
  });

  // @promise 8: text of an org that was removed is in no page of the decrypted file, free pages included, nor in its log
  it('is in no page of the file, free pages included, nor in its log', { timeout: 60_000 }, async () => {
    const { path, key, db } = plantedStore();
    db.close();
    const rig = openRig(path, key);
    const counts = await rig.retention.remove([{ name: 'metadata', id: 'a' }]).done;
    expect(counts['rows']).toBeGreaterThan(3000);
    expect(left(rig, path, key)).toEqual(GONE);
    // The connection itself stays; what was read through it is to be chosen and read again.
    expect(rig.store.connections.find('a')).not.toBeNull();
    expect(rig.store.catalog.overview('a')).toMatchObject({ objects: 0, fields: 0 });
    expect(rig.store.jobs.list(1)[0]).toMatchObject({
      kind: 'removal',
      state: 'done',
      parameters: [{ name: 'parts', value: 'metadata of 1 org' }],
    });
  });

  it('is gone as well after its connection was removed', { timeout: 60_000 }, async () => {
    const { path, key, db } = plantedStore();
    db.close();
    const rig = openRig(path, key);
    rig.store.connections.remove('a');
    rig.retention.compactNow();
    await rig.retention.settled();
    expect(left(rig, path, key)).toEqual(GONE);
  });

  // @promise 8: so are the ledger and the jobs when these are removed
  it('of the ledger and of jobs is gone as well when these are removed', { timeout: 60_000 }, async () => {
    const { path, key, db } = plantedStore();
    const word = 'Wqjzorblatt';
    const at = '2026-05-30T00:00:00.000Z';
    for (let row = 0; row < 200; row += 1) {
      db.prepare(
        `INSERT INTO ledger (at, purpose, trigger_name, method, host, path, reads, parts, attempt, state)
         VALUES (?, 'describe', 'sync', 'GET', 'example.my.salesforce.com', ?, '', 1, 1, 'done')`,
      ).run(at, `/${word}/${'x'.repeat(row)}`);
      db.prepare(
        `INSERT INTO job (id, kind, title, state, parameters, progress, counts, started_at)
         VALUES (?, 'sync', ?, 'done', '{}', '{}', '{}', ?)`,
      ).run(`job ${row}`, `Read metadata of ${word}`.repeat(1 + (row % 9)), at);
    }
    db.close();
    const rig = openRig(path, key);
    expect(pagesWith(path, key, word).file).toBeGreaterThan(10);
    await rig.retention.remove([
      { name: 'ledger', id: null },
      { name: 'jobs', id: null },
    ]).done;
    expect(pagesWith(path, key, word)).toEqual(NOTHING);
    expect(rig.store.catalog.search('a', PLANTED.a, 10).hits).toHaveLength(10);
  });

  it('is gone as well when its connection is removed while another removal runs', { timeout: 60_000 }, async () => {
    const { path, key, db } = plantedStore();
    db.prepare(
      `INSERT INTO connection (id, name, group_name, colour, notes, type, instance_url, created_at)
       VALUES ('c', 'Org c', '', '', '', 'sandbox', 'https://example.my.salesforce.com', '2026-01-01T00:00:00.000Z')`,
    ).run();
    db.close();
    const stages = ['removing', 'index', 'compacting'];
    for (const stage of stages) {
      const copy = `${path}.${stage}`;
      copyFileSync(path, copy);
      const world = { isRemoved: false };
      const rig = removalRig(copy, key, (event, value) => {
        const { job } = value as { readonly job?: Job };
        if (event !== 'job.progress' || world.isRemoved || job?.progress?.stage !== stage) return;
        world.isRemoved = true;
        rig.store.connections.remove('a');
        rig.retention.compactNow();
      });
      // So that no progress is held back.
      const tick = setInterval(() => (rig.world.clock += 1000), 0);
      await rig.retention.remove([{ name: 'metadata', id: 'c' }]).done;
      await rig.retention.settled();
      clearInterval(tick);
      expect({ stage, ...world, ...left(rig, copy, key) }).toEqual({ stage, isRemoved: true, ...GONE });
      rig.close();
    }
  });

  it('is gone after the next unlock when the program was killed right after the deletion', {
    timeout: 60_000,
  }, async () => {
    const { path, key, db } = plantedStore();
    createStore(db).connections.remove('a');
    db.close();
    const rig = openRig(path, key);
    rig.retention.look();
    await rig.retention.settled();
    expect(left(rig, path, key)).toEqual(GONE);
  });

  // @promise 8: and also when the removal was killed in between, after the next unlock
  it('is gone after the next unlock, whenever the removal was killed', {
    timeout: 60_000 + KILLS * 20_000,
  }, async () => {
    const seed = Number(process.env['ORGBENCH_SEED'] ?? Date.now() % 1_000_000);
    console.log(`kill while removing: seed ${seed}`);
    const next = seededRandom(seed);
    const { path: original, key, db } = plantedStore();
    db.close();
    const path = `${original}.copy`;

    /** @returns the exit code, and how long it took from the point of no return. */
    const removeInChild = async (killAfterMs: number | null): Promise<{ readonly code: unknown; ms: number }> => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
      copyFileSync(original, path);
      const child = fork(resolve(import.meta.dirname, '../support/removal-process.ts'), [path, key.toString('hex')], {
        execArgv: ['--no-warnings'],
      });
      const exited = once(child, 'exit');
      await Promise.race([once(child, 'message'), exited]);
      const begunAt = performance.now();
      if (killAfterMs !== null) {
        await sleep(killAfterMs);
        child.kill('SIGKILL');
      }
      const [code] = await exited;
      return { code, ms: performance.now() - begunAt };
    };

    const whole = await removeInChild(null);
    expect(whole.code).toBe(0);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await removeInChild(next() * whole.ms);
      const rig = removalRig(path, key);
      rig.retention.look();
      await rig.retention.settled();
      expect(left(rig, path, key)).toEqual(GONE);
      rig.close();
      expect(existsSync(`${path}-wal`)).toBe(false);
    }
  });
});
