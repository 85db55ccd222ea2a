import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { toFailure } from '../../src-main/engine/failure.ts';
import { nameStoreFailure } from '../../src-main/engine/store/store-failure.ts';
import { catalogLines, expectSound, exportChecksums } from './bad-days.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from './engine-parts.ts';
import { openSyncRig } from './sync-rig.ts';

/*
 * Run as a child process on a small disk of its own (small-disk.sh): reads an org, exports and opens a vault there while
 * the disk is full, and after it became read-only. Prints what a person would be told, as one JSON document.
 */

export type BadDiskTask = {
  readonly disk: string;
  readonly instanceUrl: string;
  readonly accessToken: string;
  /** Pages of 4 KB that are left when the read begins, one read for each. */
  readonly freePages: readonly number[];
};
type Told = { readonly code: string; readonly message: string };
export type BadDiskResult = {
  readonly reads: readonly { readonly full: Told; readonly again: Told; readonly lines: readonly string[] }[];
  readonly files: Readonly<Record<string, string>>;
  readonly export: Told;
  /** Names in the folder of the export after it failed. */
  readonly left: readonly string[];
  readonly readOnly: { readonly unlock: Told; readonly create: Told; readonly export: Told };
};

const PAGE_BYTES = 4096;

async function told(work: () => Promise<unknown>): Promise<Told> {
  try {
    await work();
    return { code: 'done', message: '' };
  } catch (thrown) {
    const { code, message } = toFailure(nameStoreFailure(thrown), 'trace');
    return { code, message };
  }
}

/** Leaves so many pages free. @returns how to free the rest. */
function fill(disk: string, freePages: number): () => void {
  const path = join(disk, 'ballast');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(PAGE_BYTES, 1);
  let size = 0;
  try {
    for (;;) size += writeSync(file, page);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  ftruncateSync(file, Math.max(0, size - freePages * PAGE_BYTES));
  closeSync(file);
  return () => rmSync(path);
}

const engineOn = (dataDir: string) =>
  createEngine({
    dataDir,
    policy: TEST_POLICY,
    program: 'test',
    lockWaitMs: 0,
    keychain: null,
    emit: () => {},
    host: testHost,
  });

async function main({ disk, instanceUrl, accessToken, freePages }: BadDiskTask): Promise<BadDiskResult> {
  const reads: BadDiskResult['reads'][number][] = [];
  let files: Readonly<Record<string, string>> = {};
  let failed: Told = { code: '', message: '' };
  const out = join(disk, 'out');
  mkdirSync(out);
  for (const [index, pages] of freePages.entries()) {
    const rig = openSyncRig({ path: join(disk, `store-${index}.db`), key: Buffer.alloc(32, 7) });
    const connectionId = await rig.connect({ instanceUrl, accessToken });
    const read = () => rig.sync.syncNow({ connectionId, objects: 'all' });
    let free = fill(disk, pages);
    const full = await told(read);
    free();
    const again = await told(read);
    expectSound(rig.db);
    reads.push({ full, again, lines: catalogLines(rig.db) });
    if (index === 0) {
      free = fill(disk, 2);
      failed = await told(() => exportChecksums(rig.db, connectionId, out));
      free();
      const left = readdirSync(out);
      if (left.length > 0) failed = { ...failed, message: `${failed.message} Left: ${left.join(', ')}` };
      files = await exportChecksums(rig.db, connectionId, out);
      for (const name of readdirSync(out)) rmSync(join(out, name));
    }
    if (index < freePages.length - 1) {
      await rig.close();
      rmSync(join(disk, `store-${index}.db`));
      continue;
    }
    const [vault, none] = [join(disk, 'vault'), join(disk, 'none')];
    const engine = engineOn(vault);
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
    await engine.close();
    // Another mount over it: the store that is still open for writing would keep the first from becoming read-only.
    execFileSync('bash', ['-c', 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"', disk]);
    const [opened, made] = [engineOn(vault), engineOn(none)];
    const readOnly = {
      unlock: await told(() => opened.unlock(TEST_PASSWORD)),
      create: await told(() => made.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false })),
      export: await told(() => exportChecksums(rig.db, connectionId, out)),
    };
    await opened.close();
    await made.close();
    return { reads, files, export: failed, left: readdirSync(out), readOnly };
  }
  throw new Error('nothing was asked for');
}

const [text] = process.argv.slice(2);
if (text === undefined) throw new Error('usage: bad-disk-process.ts TASK');
const result = await main(JSON.parse(text) as BadDiskTask);
process.stdout.write(JSON.stringify(result), () => process.exit(0));
