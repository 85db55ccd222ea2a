import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createStore } from '../../src-main/engine/store/store.ts';
import { failureOf } from '../support/network.ts';
import { PLANTED, plantOrgs } from '../support/planted-store.ts';
import { removalRig } from '../support/removal-rig.ts';
import { pagesWith } from '../support/store-pages.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NOTHING = { file: 0, log: 0 };
const FILLER_BYTES = 24_000_000;

/** Two orgs, and behind them more bytes than they have: a store whose rewriting needs room that its removals do not. */
function plantedStore() {
  const path = join(tempFolder(), 'store.db');
  const key = randomBytes(32);
  const db = openDatabase(path, key);
  plantOrgs(db, createStore(db), 600);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const orgBytes = statSync(path).size;
  const insert = db.prepare(
    `INSERT INTO ledger (at, purpose, trigger_name, method, host, path, reads, parts, attempt, state)
     VALUES ('2026-05-30T00:00:00.000Z', 'describe', 'sync', 'GET', 'example.my.salesforce.com', ?, '', 1, 1, 'done')`,
  );
  db.transaction(() => {
    for (let bytes = 0; bytes < FILLER_BYTES; bytes += 2000) insert.run('/x'.repeat(1000));
  })();
  db.close();
  return { path, key, orgBytes };
}

function openRig(path: string, key: Uint8Array) {
  const rig = removalRig(path, key);
  onTestFinished(() => rig.close());
  return rig;
}

const fields = (rig: ReturnType<typeof removalRig>, id: string): number =>
  Number(
    rig.db
      .prepare('SELECT count(*) FROM field f JOIN connection c ON c.key = f.connection_key WHERE c.id = ?')
      .pluck()
      .get(id),
  );

describe('a removal on a full disk', () => {
  it('is refused before anything is touched, with how much must be free', async () => {
    const { path, key } = plantedStore();
    const rig = openRig(path, key);
    const before = fields(rig, 'a');
    rig.world.freeBytes = 1_000_000;
    const failure = await failureOf(rig.retention.remove([{ name: 'metadata', id: 'a' }]).done);
    expect(failure).toMatchObject({ code: 'disk-full', retryable: true });
    expect(failure.message).toMatch(/About \d+ MB more must be free.*Nothing was removed/);
    expect(fields(rig, 'a')).toBe(before);
    expect(rig.store.retention.pending()).toEqual([]);
    expect(rig.store.compaction.due()).toBe(0);
  });

  it('after a connection was removed says what is left to do, and goes on at the next unlock with room', async () => {
    const { path, key } = plantedStore();
    const rig = openRig(path, key);
    rig.world.freeBytes = 0;
    rig.store.connections.remove('a');
    rig.retention.compactNow();
    await rig.retention.settled();
    expect(rig.store.jobs.list(1)[0]).toMatchObject({
      kind: 'removal',
      state: 'failed',
      error: { code: 'disk-full', message: expect.stringContaining('traces may be left') },
    });
    expect(rig.store.compaction.due()).toBeGreaterThan(0);
    rig.world.freeBytes = Number.MAX_SAFE_INTEGER;
    rig.retention.look();
    await rig.retention.settled();
    expect(pagesWith(path, key, PLANTED.a)).toEqual(NOTHING);
    expect(rig.store.compaction.due()).toBe(0);
  });

  // A limit for the size of a file, which the system keeps like the end of a disk. Windows has none.
  it.runIf(process.platform !== 'win32')(
    'that fills up in the middle loses nothing, overwrites what was removed, and goes on at the next unlock',
    { timeout: 60_000 },
    async () => {
      const { path, key, orgBytes } = plantedStore();
      const kilobytes = Math.ceil((orgBytes + 6_000_000) / 1024);
      const script = resolve(import.meta.dirname, '../support/removal-process.ts');
      const child = fork(script, [path, key.toString('hex')], {
        execPath: '/bin/bash',
        execArgv: ['-c', `ulimit -f ${kilobytes}; exec "$0" --no-warnings "$@"`, process.execPath],
      });
      const told: unknown[] = [];
      child.on('message', (message) => told.push(message));
      const [code] = await once(child, 'exit');
      expect(code).toBe(0);
      expect(told.at(-1)).toEqual({
        code: 'disk-full',
        message: expect.stringContaining('It was removed and overwritten'),
      });

      const rig = openRig(path, key);
      expect(pagesWith(path, key, PLANTED.a).file).toBeLessThan(5);
      expect(fields(rig, 'a')).toBe(0);
      expect(fields(rig, 'b')).toBeGreaterThan(600);
      expect(rig.db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(rig.store.retention.pending()).toEqual([]);
      expect(rig.store.compaction.due()).toBeGreaterThan(0);
      rig.retention.look();
      await rig.retention.settled();
      expect(pagesWith(path, key, PLANTED.a)).toEqual(NOTHING);
      expect(pagesWith(path, key, PLANTED.b).file).toBeGreaterThan(100);
      expect(rig.store.compaction.due()).toBe(0);
    },
  );
});
