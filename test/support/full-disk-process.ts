import { closeSync, cpSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../src-main/engine/create-engine.ts';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { nameStoreFailure } from '../../src-main/engine/store/store-failure.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { TEST_POLICY, testHost } from './engine-parts.ts';

/*
 * Run as a child process on a small disk of its own (small-disk.sh): fills that disk up to a few pages while a vault is
 * in use, does one thing with the vault, and copies what is left of it to where the test can look at it.
 */

export type FullDiskTask = {
  readonly original: string;
  /** Where the small disk is mounted. */
  readonly disk: string;
  /** Gets one folder for each number of free pages. */
  readonly out: string;
  readonly freePages: readonly number[];
  readonly work: 'create' | 'change-password' | 'renew-kit' | 'recover' | 'unlock' | 'unlock-dearer';
  readonly password: string;
  readonly newPassword: string;
  readonly recoveryKey: string;
  /** Asked for a sign of life at the end, with room on the disk again. */
  readonly connectionId: string | null;
};

type Told = { readonly code: string; readonly message: string };
export type FullDiskResult = {
  readonly freePages: number;
  readonly outcome: Told;
  /** Opening the vault while the disk is still full, by the password of before or the new one. */
  readonly reopened: Told;
  /** What the connection's test answered in the session of `outcome`, once there was room again. */
  readonly connection: Told | null;
};

const PAGE_BYTES = 4096;

async function told(work: () => Promise<unknown>): Promise<Told> {
  try {
    await work();
    return { code: 'opened', message: '' };
  } catch (thrown) {
    const error = nameStoreFailure(thrown);
    if (error instanceof EngineFailure) return { code: error.code, message: error.message };
    return { code: 'unexpected', message: String(error) };
  }
}

function engineOn(dataDir: string, minCost = TEST_POLICY.minCost): Engine {
  const policy = { ...TEST_POLICY, minCost };
  const rest = { program: 'test', lockWaitMs: 0, keychain: null, emit: () => {}, host: testHost };
  let hours = 0;
  const uptimeMs = (): number => {
    hours += 1;
    return hours * 3_600_000;
  };
  return createEngine({ dataDir, policy, uptimeMs, ...rest });
}

/** Leaves so many pages free. @returns how to free the rest. */
function fill(disk: string, freePages: number): () => void {
  const path = join(disk, 'ballast');
  const file = openSync(path, 'w');
  let size = 0;
  const page = Buffer.alloc(PAGE_BYTES, 1);
  try {
    for (;;) size += writeSync(file, page);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  ftruncateSync(file, size - freePages * PAGE_BYTES);
  closeSync(file);
  return () => rmSync(path);
}

async function changeSecret(engine: Engine, task: FullDiskTask): Promise<void> {
  const noCancel = { hostPath: null, signal: new AbortController().signal };
  const purpose = task.work === 'renew-kit' ? 'renew-kit' : 'change-password';
  const payload: SecretPayload =
    purpose === 'renew-kit'
      ? { purpose, password: task.password, recoveryKey: task.recoveryKey }
      : { purpose, password: task.password, newPassword: task.newPassword, acceptWeak: false };
  type Answer<T> = { ok: true; value: T } | { ok: false; error: { code: 'internal'; message: string } };
  const opened = JSON.parse(
    await engine.call('vault.secretChannel', { purpose, connectionId: null }, noCancel),
  ) as Answer<{ channelId: string; publicKey: string }>;
  if (!opened.ok) throw new EngineFailure(opened.error.code, opened.error.message);
  const sealed = await sealForEngine(opened.value.publicKey, opened.value.channelId, payload);
  const answer = JSON.parse(await engine.call('vault.submitSecret', sealed, noCancel)) as Answer<unknown>;
  if (!answer.ok) throw new EngineFailure(answer.error.code, answer.error.message);
}

async function tryOn(task: FullDiskTask, freePages: number): Promise<FullDiskResult> {
  const { disk, original, work, password, newPassword, recoveryKey, connectionId } = task;
  const dataDir = join(disk, 'data');
  if (work === 'create') mkdirSync(dataDir);
  else cpSync(original, dataDir, { recursive: true });
  const engine = engineOn(dataDir, work === 'unlock-dearer' ? TEST_POLICY.minCost + 1 : undefined);
  if (work === 'change-password' || work === 'renew-kit') await engine.unlock(password);
  const free = fill(disk, freePages);
  const outcome = await told(async () => {
    if (work === 'create') await engine.createVault({ password, deviceSecret: 'none', acceptWeak: false });
    else if (work === 'unlock' || work === 'unlock-dearer') await engine.unlock(password);
    else if (work === 'recover') {
      await engine.recover({ recoveryKey, newPassword, acceptWeak: false, deviceSecret: 'none' });
    } else await changeSecret(engine, task);
  });
  let connection: Told | null = null;
  if (connectionId !== null && outcome.code === 'opened') {
    free();
    connection = await told(async () => {
      const noCancel = { hostPath: null, signal: new AbortController().signal };
      await engine.services().handlers['connections.test']({ id: connectionId }, noCancel);
    });
  }
  await engine.close();
  const again = engineOn(dataDir);
  const changed = outcome.code === 'opened' && (work === 'change-password' || work === 'recover');
  const reopened = await told(() => again.unlock(changed ? newPassword : password));
  await again.close();
  cpSync(dataDir, join(task.out, String(freePages)), { recursive: true });
  rmSync(dataDir, { recursive: true });
  if (connection === null) free();
  return { freePages, outcome, reopened, connection };
}

if (import.meta.main) {
  const task = JSON.parse(process.argv[2] ?? '') as FullDiskTask;
  const results: FullDiskResult[] = [];
  for (const freePages of task.freePages) results.push(await tryOn(task, freePages));
  process.stdout.write(`${JSON.stringify(results)}\n`);
}
