/*
 * A full read of an org of 1,000 objects × 50 fields until it is searchable, against describing the same objects with
 * jsforce and keeping nothing, and against its own limit; 80 ms latency, every side in a process of its own (ours is the
 * built engine), all on the same server, which answers from recorded and compressed bodies so that its own processor
 * time stands in nobody's way.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import type { Connection } from 'jsforce';
import type { LoggedRequest } from '../../src-main/sample-org/http/request-log.ts';
import { startBuiltEngine } from '../support/built-engine.ts';
import { largeOrg } from '../support/large-org.ts';
import { type Limit, measureLimit } from './sync-limit.ts';

const OBJECTS = 1000;
const FIELDS_EACH = 50;
const LATENCY_MS = 80;
/** Describing 1,000 objects one by one takes a minute and a half; these are measured and scaled up. */
const ONE_BY_ONE = 60;
/** Of the engine: what the limit of the network is reckoned with. */
const CALLS_AT_ONCE = 5;
const MEGABYTE = 1024 * 1024;

type Org = { readonly instanceUrl: string; readonly accessToken: string };

/** What one way of reading cost in one process. */
type Reading = {
  readonly ms: number;
  /** Processor time of the whole process, threads included. */
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly idleMb: number;
};
type Measured = Reading & { readonly calls: number; readonly bytes: number };

const SIDES = ['one by one', 'batches of 10', 'batches of 25'] as const;
type Side = (typeof SIDES)[number] | 'limit';

type Row = {
  readonly what: string;
  readonly calls: number;
  readonly MB: number;
  readonly seconds: number;
  readonly 'CPU s': number | string;
  readonly 'peak MB': number | string;
  readonly 'over idle MB': number | string;
  readonly 'times orgbench': string;
};

/** Runs the bench: rows of medians. `ORGBENCH_BENCH_RUNS` is how often each side is measured. */
export async function run(): Promise<readonly Row[]> {
  const rounds = Math.max(1, Number(process.env['ORGBENCH_BENCH_RUNS'] ?? 5));
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-bench-'));
  const log = join(folder, 'requests.jsonl');
  const bundle = join(folder, 'org.json.gz');
  writeFileSync(bundle, gzipSync(JSON.stringify(largeOrg(OBJECTS, FIELDS_EACH))));
  const server = await startServer(bundle, log);
  try {
    // The server records what it will be asked while nobody's time is taken.
    await measureOurs(server.org, folder, log);
    await measure('batches of 25', server.org, folder, log);
    await limitOf(server.org, folder);
    const first: Measured[] = [];
    const again: Measured[] = [];
    const others = new Map<Side, Measured[]>(SIDES.map((side) => [side, []]));
    const limits: Limit[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const [full, unchanged] = await measureOurs(server.org, folder, log);
      first.push(full);
      again.push(unchanged);
      for (const [side, list] of others) list.push(...(await measure(side, server.org, folder, log)));
      limits.push(await limitOf(server.org, folder));
    }
    const ours = medians(first);
    const rowOf = (what: string, side: Measured): Row => ({
      what,
      calls: side.calls,
      MB: round(side.bytes / 1e6, 2),
      seconds: round(side.ms / 1000, 2),
      'CPU s': round(side.cpuMs / 1000, 2),
      'peak MB': Math.round(side.peakMb),
      'over idle MB': Math.round(side.peakMb - side.idleMb),
      'times orgbench': (side.ms / ours.ms).toFixed(2),
    });
    return [
      rowOf('orgbench: list, describes, definitions, store, search index', ours),
      rowOf('orgbench again, nothing changed', medians(again)),
      ...[...others].map(([side, list]) =>
        side === 'one by one'
          ? rowOf(`jsforce describes one by one (${ONE_BY_ONE} measured, scaled to ${OBJECTS})`, scaled(medians(list)))
          : rowOf(`jsforce describes, Promise.all, ${side}`, medians(list)),
      ),
      limitRow(limits, ours),
    ];
  } finally {
    server.child.kill();
    await once(server.child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(bundle: string, log: string): Promise<{ readonly child: ChildProcess; readonly org: Org }> {
  const entry = join(import.meta.dirname, '..', 'support', 'prepared-org-process.ts');
  const options = [bundle, String(LATENCY_MS), log];
  const child = spawn(process.execPath, [entry, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { child, org: JSON.parse(line) as Org };
  throw new Error('The sample org did not start.');
}

/** Runs one side in a process of its own; the server's log says how many requests and bytes each reading took. */
async function measure(side: Side, org: Org, folder: string, log: string): Promise<readonly Measured[]> {
  const args = [import.meta.filename, side, org.instanceUrl, org.accessToken, folder];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const measured: Measured[] = [];
  let from = requests(log).length;
  for await (const line of createInterface({ input: child.stdout })) {
    const all = requests(log);
    if (line !== 'ready') {
      const own = all.slice(from);
      const bytes = own.reduce((sum, request) => sum + request.bytes, 0);
      measured.push({ ...(JSON.parse(line) as Reading), calls: own.length, bytes });
    }
    from = all.length;
    // The process waits for this before it goes on, so that the log is cut at the right place.
    child.stdin.write('\n');
  }
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`Measuring "${side}" failed.`);
  return measured;
}

/** A first read and one after which nothing has changed, by the built engine. */
async function measureOurs(org: Org, folder: string, log: string): Promise<readonly [Measured, Measured]> {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const engine = await startBuiltEngine(dataDir, org);
  const one = async (): Promise<Measured> => {
    const idle = await engine.usage();
    const before = requests(log).length;
    const from = performance.now();
    await engine.read();
    const ms = performance.now() - from;
    const { peakMb, cpuMs } = await engine.usage();
    const own = requests(log).slice(before);
    const bytes = own.reduce((sum, request) => sum + request.bytes, 0);
    return { ms, cpuMs: cpuMs - idle.cpuMs, idleMb: idle.rssMb, peakMb, calls: own.length, bytes };
  };
  try {
    return [await one(), await one()];
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Measured in a process of its own, which has the answers in memory. */
async function limitOf(org: Org, folder: string): Promise<Limit> {
  const own = mkdtempSync(join(folder, 'limit-'));
  const args = [import.meta.filename, 'limit', org.instanceUrl, org.accessToken, own];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error('Measuring the limit failed.');
  return JSON.parse(lines.at(-1) ?? '') as Limit;
}

function limitRow(limits: readonly Limit[], ours: Measured): Row {
  const middle = (of: (one: Limit) => number): number =>
    limits.map(of).toSorted((a, b) => a - b)[Math.floor((limits.length - 1) / 2)] ?? Number.NaN;
  const [parse, insert, index] = [
    middle((one) => one.parseMs),
    middle((one) => one.insertMs),
    middle((one) => one.indexMs),
  ];
  const network = (LATENCY_MS * ours.calls) / CALLS_AT_ONCE;
  const limit = Math.max(network, parse + insert + index);
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  return {
    what: `own limit: network ${seconds(network)}, parse ${seconds(parse)}, insert ${seconds(insert)}, index ${seconds(index)}`,
    calls: ours.calls,
    MB: round(ours.bytes / 1e6, 2),
    seconds: round(limit / 1000, 2),
    'CPU s': '',
    'peak MB': '',
    'over idle MB': '',
    'times orgbench': (limit / ours.ms).toFixed(2),
  };
}

function requests(log: string): readonly LoggedRequest[] {
  const lines = readFileSync(log, 'utf8').trimEnd();
  return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line) as LoggedRequest);
}

function scaled(subset: Measured): Measured {
  const factor = OBJECTS / ONE_BY_ONE;
  return {
    ...subset,
    ms: subset.ms * factor,
    cpuMs: subset.cpuMs * factor,
    calls: OBJECTS,
    bytes: subset.bytes * factor,
  };
}

function medians(list: readonly Measured[]): Measured {
  const middle = (of: (one: Measured) => number): number =>
    list.map(of).toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN;
  return {
    ms: middle((one) => one.ms),
    cpuMs: middle((one) => one.cpuMs),
    peakMb: middle((one) => one.peakMb),
    idleMb: middle((one) => one.idleMb),
    calls: middle((one) => one.calls),
    bytes: middle((one) => one.bytes),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** In the child process: reads, and reports each reading as one line. */
async function child(side: Side, org: Org, folder: string): Promise<void> {
  const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const tell = async (message: string): Promise<void> => {
    process.stdout.write(`${message}\n`);
    await answers.next();
  };
  const timed = async (work: () => Promise<unknown>): Promise<void> => {
    const idleMb = process.memoryUsage().rss / MEGABYTE;
    const spent = process.cpuUsage();
    const from = performance.now();
    await work();
    const ms = performance.now() - from;
    const { user, system } = process.cpuUsage(spent);
    const cpuMs = (user + system) / 1000;
    // maxRSS is in kilobytes.
    await tell(JSON.stringify({ ms, cpuMs, idleMb, peakMb: process.resourceUsage().maxRSS / 1024 } satisfies Reading));
  };
  // Not before: the other side's memory is measured in this file too.
  const jsforce = await import('jsforce');
  const connection = new jsforce.Connection({ ...org, version: '68.0' });
  const names = (await connection.describeGlobal()).sobjects.map(({ name }) => name);
  if (side === 'limit') {
    process.stdout.write(`${JSON.stringify(await measureLimit(org, names, folder))}\n`);
    return;
  }
  await tell('ready');
  await timed(() => describeAll(connection, side === 'one by one' ? names.slice(0, ONE_BY_ONE) : names, side));
  process.stdin.destroy();
}

async function describeAll(connection: Connection, names: readonly string[], side: Side): Promise<unknown[]> {
  const size = side === 'batches of 25' ? 25 : side === 'batches of 10' ? 10 : 1;
  const kept: unknown[] = [];
  for (let at = 0; at < names.length; at += size) {
    kept.push(...(await Promise.all(names.slice(at, at + size).map((name) => connection.describe(name)))));
  }
  return kept;
}

if (import.meta.main) {
  const [side = '', instanceUrl = '', accessToken = '', folder = ''] = process.argv.slice(2);
  const known = [...SIDES, 'limit' as const].find((one) => one === side);
  if (known === undefined) throw new Error('Run this with: npm run bench -- sync');
  await child(known, { instanceUrl, accessToken }, folder);
}
