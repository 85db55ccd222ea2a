/*
 * An upload to the fake OneDrive as Orgbench makes it (session, fragments, guards, ledger in an encrypted store), against
 * a bare streamed PUT of the same bytes; the fake is a process of its own, the sides take turns.
 *
 * Over loopback alone the fake itself is the limit (it copies what came in fragments once more), so there the same
 * session is measured without Orgbench as well. The line of 1 Gbit/s is a relay that passes on no more than that.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Account } from '../../src-preload/contract/accounts.ts';
import { preferenceTable, type Preferences } from '../../src-preload/contract/preferences.ts';
import type { AccountHandle } from '../../src-main/engine/accounts/provider.ts';
import { createGraph, type Graph } from '../../src-main/engine/exports/microsoft/graph.ts';
import { signInToMicrosoft } from '../../src-main/engine/exports/microsoft/sign-in.ts';
import { createStoredSignIns } from '../../src-main/engine/exports/microsoft/stored-sign-in.ts';
import { openUpload, sendFragments } from '../../src-main/engine/exports/microsoft/upload-session.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import { Agent } from 'undici';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createLedgerRepository } from '../../src-main/engine/store/ledger-repository.ts';
import { slowLine } from '../support/slow-line.ts';

const MIB = 1024 * 1024;
const SIZES_MIB = [16, 96] as const;
const GIGABIT = 125_000_000;
const CHUNK_BYTES = 64 * 1024;
const STEP_BYTES = 320 * 1024;

type Ready = { readonly endpoints: Readonly<Record<string, string>>; readonly clientId: string };
type Row = {
  readonly line: string;
  readonly what: string;
  readonly MiB: number;
  readonly ms: number;
  readonly 'MiB/s': number;
  readonly 'of the bare PUT': string;
};

if (process.argv[2] === 'fake') {
  const { startFakeMicrosoft } = await import('../fakes/microsoft/fake-microsoft.ts');
  const fake = await startFakeMicrosoft();
  process.on('message', () => {
    // What was uploaded is not kept: the next run meets the same fake.
    for (const { item } of fake.files(fake.worker)) fake.worker.drive.items.delete(item.id);
    process.send?.('cleared');
  });
  process.send?.({ endpoints: fake.endpoints, clientId: fake.app.clientId } satisfies Ready);
}
if (process.argv[2] === 'line') {
  const { endpoints } = await slowLine(JSON.parse(process.argv[3] ?? '{}') as Record<string, string>, GIGABIT);
  process.send?.({ endpoints, clientId: '' } satisfies Ready);
}

const once = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve) => child.once('message', (value) => resolve(value as T)));

/** Runs the bench: rows of medians. `ORGBENCH_BENCH_RUNS` is how often each side is measured. */
export async function run(): Promise<readonly Row[]> {
  const fake = fork(import.meta.filename, ['fake']);
  const { endpoints, clientId } = await once<Ready>(fake);
  const line = fork(import.meta.filename, ['line', JSON.stringify(endpoints)]);
  const { endpoints: slow } = await once<Ready>(line);
  try {
    return [
      ...(await measure('1 Gbit/s', fake, slow, clientId)),
      ...(await measure('loopback alone', fake, endpoints, clientId)),
    ];
  } finally {
    line.kill();
    fake.kill();
  }
}

async function measure(
  line: string,
  fake: ChildProcess,
  endpoints: Readonly<Record<string, string>>,
  clientId: string,
): Promise<readonly Row[]> {
  const rounds = Math.max(1, Number(process.env['ORGBENCH_BENCH_RUNS'] ?? 7));
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-bench-'));
  const db = openDatabase(join(folder, 'store.db'), randomBytes(32));
  const gateway = createGateway({
    ledger: createLedgerRepository(db),
    now: Date.now,
    host: { proxyFor: async () => null },
    isOpen: () => true,
    onlySalesforce: () => false,
    endpoints,
  });
  const agent = new Agent();
  try {
    const account = await signIn(gateway, endpoints, clientId);
    const signIns = createStoredSignIns(gateway);
    const token = await signIns.accessToken(account, 'export');
    const graph = createGraph(
      { gateway, signIns },
      { account, trigger: 'export', signal: new AbortController().signal },
    );
    const rows: Row[] = [];
    for (const size of SIZES_MIB) {
      const bytes = randomBytes(size * MIB);
      const sides = [
        { what: 'bare streamed PUT', send: (name: string) => barePut(endpoints, token, name, bytes) },
        {
          what: 'bare session of the same fragments',
          send: (name: string) => bareSession(agent, endpoints, token, name, bytes),
        },
        { what: 'orgbench', send: (name: string) => upload(graph, name, bytes) },
      ].map((side) => ({ ...side, times: new Array<number>() }));
      for (let round = -1; round < rounds; round += 1) {
        // Whoever goes first finds a colder machine; the first round is not counted.
        for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
          const ms = await timed(() => side.send(`bench ${size} ${round} ${side.what}`));
          if (round >= 0) side.times.push(ms);
          const cleared = once(fake);
          fake.send('clear');
          await cleared;
        }
      }
      const bare = median(sides[0]?.times ?? []);
      rows.push(...sides.map(({ what, times }) => rowOf(line, what, size, median(times), bare)));
    }
    return rows;
  } finally {
    await agent.close();
    await gateway.close();
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf(line: string, what: string, size: number, ms: number, bareMs: number): Row {
  return {
    line,
    what,
    MiB: size,
    ms: Math.round(ms),
    'MiB/s': Math.round((size * 1000) / ms),
    'of the bare PUT': `${Math.round((bareMs / ms) * 100)} %`,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[Math.ceil(sorted.length / 2) - 1] ?? 0)) / 2;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function upload(graph: Graph, name: string, bytes: Buffer): Promise<void> {
  const context = { what: name, account: 'bench' };
  const path = `/me/drive/root:/${encodeURIComponent(`${name}.xlsx`)}:`;
  const uploadUrl = await openUpload(graph, path, `${name}.xlsx`, 'rename', context);
  const sent = await sendFragments(graph, uploadUrl, bytes, 0, context, () => undefined);
  if (sent.kind !== 'done' || sent.item.size !== bytes.length) throw new Error('The upload did not arrive.');
}

async function barePut(
  endpoints: Readonly<Record<string, string>>,
  token: string,
  name: string,
  bytes: Buffer,
): Promise<void> {
  const origin = endpoints['https://graph.microsoft.com'] ?? '';
  const request = httpRequest(`${origin}/v1.0/me/drive/root:/${encodeURIComponent(name)}.xlsx:/content`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'content-length': bytes.length,
      'content-type': 'application/octet-stream',
    },
  });
  const answered = new Promise<number>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
  });
  await pipeline(Readable.from(chunksOf(bytes)), request);
  const status = await answered;
  if (status !== 201) throw new Error(`The bare PUT was answered with ${status}.`);
}

/** The session and the fragments of Orgbench, with nothing of it in between. */
async function bareSession(
  agent: Agent,
  endpoints: Readonly<Record<string, string>>,
  token: string,
  name: string,
  bytes: Buffer,
): Promise<void> {
  const made = await agent.request({
    origin: endpoints['https://graph.microsoft.com'] ?? '',
    path: `/v1.0/me/drive/root:/${encodeURIComponent(name)}.xlsx:/createUploadSession`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { uploadUrl } = (await made.body.json()) as { readonly uploadUrl: string };
  const { origin, pathname, search } = new URL(uploadUrl);
  let status = 202;
  for (let at = 0, steps = 32; at < bytes.length; steps = 180) {
    const end = Math.min(at + steps * STEP_BYTES, bytes.length);
    const answer = await agent.request({
      origin: endpoints[origin] ?? '',
      path: `${pathname}${search}`,
      method: 'PUT',
      headers: {
        'content-range': `bytes ${at}-${end - 1}/${bytes.length}`,
        'content-type': 'application/octet-stream',
      },
      body: bytes.subarray(at, end),
    });
    await answer.body.text();
    status = answer.statusCode;
    at = end;
  }
  if (status !== 201) throw new Error(`The bare session ended with ${status}.`);
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** Signs in as a person does, with a browser that follows every redirect. */
async function signIn(
  gateway: Parameters<typeof createStoredSignIns>[0],
  endpoints: Readonly<Record<string, string>>,
  microsoftClientId: string,
): Promise<AccountHandle> {
  const fallbacks = Object.fromEntries(Object.entries(preferenceTable).map(([name, { fallback }]) => [name, fallback]));
  const signedIn = await signInToMicrosoft(
    {
      gateway,
      preferences: () => ({ ...fallbacks, microsoftClientId }) as Preferences,
      openBrowser: async (url) => {
        const { origin, pathname, search } = new URL(url);
        await fetch(`${endpoints[origin] ?? ''}${pathname}${search}`);
      },
      now: Date.now,
    },
    { access: 'myFiles', previous: null, signal: new AbortController().signal },
  );
  const id = createHash('sha256').update(signedIn.subject).digest('hex').slice(0, 12);
  const account: Account = {
    id,
    provider: 'microsoft',
    name: signedIn.name,
    person: signedIn.person,
    kind: signedIn.kind,
    access: signedIn.access,
    signedIn: true,
    signedOutReason: null,
    createdAt: new Date().toISOString(),
    lastUsedAt: null,
  };
  const secrets = new Map(Object.entries(signedIn.secrets));
  return {
    id,
    account: () => account,
    readSecret: (field) => secrets.get(field) ?? null,
    writeSecret: (field, text) => void secrets.set(field, text),
    signedOut: () => secrets.clear(),
  };
}
