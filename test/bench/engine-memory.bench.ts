/*
 * Memory of the built engine after a first read of 10,000 and of 1,000,000 fields: what is read must not stay in it.
 * `ORGBENCH_BENCH_FIELDS` is the larger number; a million takes many minutes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startBuiltEngine } from '../support/built-engine.ts';

const SMALL = 10_000;
const LARGE = Number(process.env['ORGBENCH_BENCH_FIELDS'] ?? 1_000_000);
/** As many objects as an org may have at most; the smaller org has fewer. */
const MOST_OBJECTS = 3000;
const TYPICAL_FIELDS = 50;

type Row = {
  readonly fields: number;
  readonly seconds: number;
  readonly 'before MB': number;
  readonly 'peak MB': number;
  readonly 'after MB': number;
  readonly times: string;
};

/** Runs the bench: one read of each size, in an engine and against a server of their own. */
export async function run(): Promise<readonly Row[]> {
  const small = await measure(SMALL);
  const large = await measure(LARGE);
  return [small, { ...large, times: (large['after MB'] / small['after MB']).toFixed(2) }];
}

async function measure(fields: number): Promise<Row> {
  const objects = Math.min(MOST_OBJECTS, Math.ceil(fields / TYPICAL_FIELDS));
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-bench-'));
  const entry = join(import.meta.dirname, '..', 'support', 'prepared-org-process.ts');
  const size = `${objects}x${Math.ceil(fields / objects)}`;
  const server = spawn(process.execPath, ['--max-old-space-size=8192', entry, size, '0', join(folder, 'log.jsonl')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
    const org = JSON.parse(line) as { readonly instanceUrl: string; readonly accessToken: string };
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    const engine = await startBuiltEngine(dataDir, org);
    const before = await engine.usage();
    const from = performance.now();
    await engine.read();
    const seconds = (performance.now() - from) / 1000;
    const after = await engine.usage();
    await engine.close();
    return {
      fields,
      seconds: Math.round(seconds),
      'before MB': Math.round(before.rssMb),
      'peak MB': Math.round(after.peakMb),
      'after MB': Math.round(after.rssMb),
      times: '1.00',
    };
  } finally {
    server.kill();
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}
