/*
 * From starting the app until its unlock screen can be typed in, against a window without content of the same runtime, in
 * turn; the processor time of all processes until then (Linux only); and their memory (proportional share, Linux only) and
 * processor time two seconds later, when the page below the unlock screen is there too. Goals: 1.5 times the time, 1.6
 * times the memory.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureElectron } from '../../scripts/runtime.mjs';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { testHost } from '../support/engine-parts.ts';
import { openDisplay } from './frames.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SETTLE_MS = 2000;
/** Processor time is counted in these (USER_HZ of every Linux that Electron runs on). */
const TICK_S = 0.01;
const PATIENCE_MS = 60_000;
const EMPTY_MAIN = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1360, height: 860 }).loadFile('index.html'));
`;

type Measured = {
  readonly ms: number;
  readonly cpuSeconds: number;
  readonly settledCpuSeconds: number;
  readonly megabytes: number;
};
type Row = {
  readonly what: string;
  readonly 'median ms': number;
  readonly 'of empty': string;
  readonly 'CPU s': string;
  readonly 'CPU s in the end': string;
  readonly MB: number;
  readonly 'MB of empty': string;
};

/** Runs the bench; needs the app built (`npm run build`) and, on Linux without a display, Xvfb. */
export async function run(): Promise<readonly Row[]> {
  const rounds = Math.max(5, Number(process.env['ORGBENCH_BENCH_RUNS'] ?? 5));
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-start-'));
  const closeDisplay = await openDisplay();
  try {
    const empty = join(folder, 'empty');
    const profile = join(folder, 'profile');
    mkdirSync(empty);
    await fillProfile(profile);
    writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
    writeFileSync(join(empty, 'main.cjs'), EMPTY_MAIN);
    writeFileSync(join(empty, 'index.html'), '<!doctype html><title>Empty</title>');
    const emptyRuns: Measured[] = [];
    const ownRuns: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      emptyRuns.push(await start(empty, 'body', join(folder, 'empty-profile')));
      ownRuns.push(await start(ROOT, 'input[type=password]', profile));
    }
    const theirs = medians(emptyRuns);
    const row = (what: string, one: Measured): Row => ({
      what,
      'median ms': Math.round(one.ms),
      'of empty': (one.ms / theirs.ms).toFixed(2),
      'CPU s': one.cpuSeconds.toFixed(2),
      'CPU s in the end': one.settledCpuSeconds.toFixed(2),
      MB: Math.round(one.megabytes),
      'MB of empty': (one.megabytes / theirs.megabytes).toFixed(2),
    });
    return [row('empty window', theirs), row('unlock screen', medians(ownRuns))];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    closeDisplay();
  }
}

/** A vault to unlock. */
async function fillProfile(profile: string): Promise<void> {
  const engine = createEngine({
    dataDir: join(profile, 'data'),
    program: 'bench',
    lockWaitMs: 0,
    keychain: null,
    emit: () => {},
    host: testHost,
  });
  await engine.createVault({ password: 'lamp tundra velvet quarry', deviceSecret: 'none', acceptWeak: true });
  await engine.close();
}

async function start(appFolder: string, screen: string, profile: string): Promise<Measured> {
  const electron = await ensureElectron();
  const from = performance.now();
  const child = spawn(
    electron.path,
    [
      '-r',
      join(import.meta.dirname, 'start-watch.cjs'),
      '--disable-gpu',
      '--log-level=3',
      '--no-sandbox',
      `--user-data-dir=${profile}`,
      appFolder,
    ],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ORGBENCH_USER_DATA: profile, ORGBENCH_BENCH_SCREEN: screen },
    },
  );
  const ended = once(child, 'exit');
  try {
    let said = '';
    const usable = new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes('usable\n')) resolve();
      });
    });
    const late = sleep(PATIENCE_MS, 'late', { ref: false });
    if ((await Promise.race([usable, late, ended])) !== undefined)
      throw new Error(`No screen in ${appFolder}: ${said}`);
    const ms = performance.now() - from;
    const pid = child.pid ?? 0;
    const cpuSeconds = cpuOf(pid);
    await sleep(SETTLE_MS);
    return { ms, cpuSeconds, settledCpuSeconds: cpuOf(pid), megabytes: memoryOf(pid) };
  } finally {
    child.stdin.end();
    await ended;
  }
}

/** A process and its descendants. */
function familyOf(pid: number): readonly number[] {
  if (process.platform !== 'linux') return [];
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const status = readProc(`/proc/${name}/status`);
    parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const isBelow = (one: number): boolean => one === pid || (parents.has(one) && isBelow(parents.get(one) ?? 0));
  return [...parents.keys()].filter(isBelow);
}

/** Seconds of processor time that a process and its descendants have used. */
function cpuOf(pid: number): number {
  const ticks = familyOf(pid).map((one) => {
    // The name in brackets may hold spaces; after it the 12th and 13th are user and system time.
    const fields = readProc(`/proc/${one}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) * TICK_S;
}

/** Megabytes that a process and its descendants hold, shared pages counted in part; 0 where the system does not tell. */
function memoryOf(pid: number): number {
  const kilobytes = familyOf(pid).map((one) =>
    Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${one}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // The process has ended since.
  }
}

function medians(list: readonly Measured[]): Measured {
  const middle = (of: (one: Measured) => number): number =>
    list.map(of).toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN;
  return {
    ms: middle((one) => one.ms),
    cpuSeconds: middle((one) => one.cpuSeconds),
    settledCpuSeconds: middle((one) => one.settledCpuSeconds),
    megabytes: middle((one) => one.megabytes),
  };
}
