/*
 * A new spreadsheet at the fake Google, by values and as a workbook that Google converts: requests against the least
 * possible number, bytes, and time with 200 ms latency, the fake in a process of its own. What Google itself needs to
 * write cells or to convert a workbook is not in these times, because nobody can measure it here.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { preferenceTable, type Preferences } from '../../src-preload/contract/preferences.ts';
import type { LedgerRow } from '../../src-preload/contract/ledger.ts';
import type { Book } from '../../src-main/domain/sheets/book.ts';
import type { AccountHandle } from '../../src-main/engine/accounts/provider.ts';
import { gridCells, layoutOf } from '../../src-main/engine/exports/google/sheet-layout.ts';
import { createGoogleProvider } from '../../src-main/engine/exports/google/google-provider.ts';
import { MAX_BODY_BYTES, valueChunks } from '../../src-main/engine/exports/google/value-chunks.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createLedgerRepository } from '../../src-main/engine/store/ledger-repository.ts';
import { startFakeGoogle } from '../fakes/google/fake-google.ts';
import { followSignIn } from '../support/browser-person.ts';
import { largeBook } from '../support/large-book.ts';

const LATENCY_MS = 200;
/** 130 MB: more than the 60 bodies that may be sent in a minute. */
const LONG_ROWS = 66;
const LONG_COLUMNS = 41;
const LONG_TEXT = 'y'.repeat(49_000);
const ROWS = [500, 2_500, 5_000, 10_000, 20_000, 50_000];
/** An ordinary line upwards. */
const LINE_BITS_PER_SECOND = 10_000_000;

type Row = {
  readonly cells: number;
  readonly by: 'values' | 'workbook';
  readonly requests: number;
  readonly least: number | string;
  readonly 'times least': number | string;
  readonly 'MB sent': number;
  readonly seconds: number;
  readonly 'on a 10 Mbit/s line': number;
  readonly 'refused (429)': number;
};

type Server = { readonly endpoints: Readonly<Record<string, string>>; readonly id: string; readonly secret: string };

/** Runs the bench: medians. `ORGBENCH_BENCH_RUNS` is how often each is measured. */
export async function run(): Promise<readonly Row[]> {
  const rounds = Math.max(1, Number(process.env['ORGBENCH_BENCH_RUNS'] ?? 3));
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-bench-'));
  const { child, server } = await startServer();
  try {
    const rows: Row[] = [];
    for (const count of ROWS) {
      for (const by of ['values', 'workbook'] as const) rows.push(await measure(server, folder, count, by, rounds));
    }
    rows.push(await measurePaced(folder));
    return rows;
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(): Promise<{ readonly child: ChildProcess; readonly server: Server }> {
  const script = join(import.meta.dirname, '../support/fake-google-process.ts');
  const child = spawn(process.execPath, ['--no-warnings', script, String(LATENCY_MS)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error('The fake has no output.');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, server: JSON.parse(line) as Server };
}

async function measure(server: Server, folder: string, count: number, by: Row['by'], rounds: number): Promise<Row> {
  return measureBook(await openRig(server, folder, by), largeBook(count), by, rounds);
}

/** More writes than a minute allows; both clocks skip the pauses that the app makes. */
async function measurePaced(folder: string): Promise<Row> {
  const fake = await startFakeGoogle();
  let skippedMs = 0;
  const now = (): number => Date.now() + skippedMs;
  const wait = async (ms: number): Promise<void> => {
    skippedMs += ms;
    fake.advance(ms);
  };
  const { endpoints, client } = fake;
  try {
    const server = { endpoints, id: client.clientId, secret: client.clientSecret };
    const columns = Array.from({ length: LONG_COLUMNS }, () => ({ header: 'Text', width: 20, wraps: false }));
    const rows = Array.from({ length: LONG_ROWS }, (_row, index) => [
      index,
      ...Array.from({ length: LONG_COLUMNS - 1 }, () => LONG_TEXT),
    ]);
    const sheet = {
      id: 'long',
      name: 'Long texts',
      kind: 'data',
      title: null,
      columns,
      hasHeader: true,
      rowCount: rows.length,
      rows: () => rows,
    } as const;
    const book = { title: 'Long texts', sheets: [sheet] };
    return await measureBook(await openRig(server, folder, 'values', { now, wait }), book, 'values', 1);
  } finally {
    await fake.close();
  }
}

async function measureBook(rig: Rig, book: Book, by: Row['by'], rounds: number): Promise<Row> {
  const { provider, handle, ledger, close } = rig;
  const times: number[] = [];
  let rows: readonly LedgerRow[] = [];
  try {
    const account = await handle();
    for (let round = 0; round < rounds; round += 1) {
      const before = ledger().length;
      const started = performance.now();
      await provider.send({
        account,
        destination: { kind: 'google', accountId: 'a', target: { kind: 'new', title: `${by} ${book.title} ${round}` } },
        book,
        exportId: `${by}-${round}`,
        resume: null,
        saveResume: () => undefined,
        watch: { signal: new AbortController().signal, progress: () => undefined },
      });
      times.push(performance.now() - started);
      rows = ledger().slice(before);
    }
  } finally {
    await close();
  }
  const bytes = rows.reduce((sum, { bytesOut }) => sum + bytesOut, 0);
  const seconds = (times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0) / 1000;
  const least = by === 'values' ? leastRequests(book) : null;
  return {
    cells: gridCells(layoutOf(book)),
    by,
    requests: rows.length,
    least: least ?? '',
    'times least': least === null ? '' : round(rows.length / least, 3),
    'MB sent': round(bytes / 1e6, 2),
    seconds: round(seconds, 2),
    'on a 10 Mbit/s line': round(seconds + (bytes * 8) / LINE_BITS_PER_SECOND, 1),
    'refused (429)': rows.filter(({ status }) => status === 429).length,
  };
}

/** One to make it, one for the formats and the name, and as many as all values fill when no byte is left over. */
function leastRequests(book: Book): number {
  const watch = { signal: new AbortController().signal, onRows: () => undefined };
  let bytes = 0;
  for (const { body } of valueChunks(layoutOf(book), watch).chunks()) bytes += Buffer.byteLength(body);
  return 2 + Math.ceil(bytes / MAX_BODY_BYTES);
}

type Rig = Awaited<ReturnType<typeof openRig>>;

async function openRig(
  server: Server,
  folder: string,
  by: Row['by'],
  clock: { readonly now: () => number; readonly wait?: (ms: number) => Promise<void> } = { now: Date.now },
) {
  const db = openDatabase(join(folder, `${randomBytes(4).toString('hex')}.db`), randomBytes(32));
  const ledger = createLedgerRepository(db);
  const gateway = createGateway({
    ledger,
    ...clock,
    host: { proxyFor: async () => null },
    isOpen: () => true,
    onlySalesforce: () => false,
    endpoints: server.endpoints,
  });
  const fallbacks = Object.fromEntries(Object.entries(preferenceTable).map(([name, { fallback }]) => [name, fallback]));
  const preferences: Preferences = {
    ...(fallbacks as Preferences),
    googleClientId: server.id,
    googleClientSecret: server.secret,
  };
  const provider = createGoogleProvider({
    gateway,
    preferences: () => preferences,
    openBrowser: async (url) => {
      const { origin } = new URL(url);
      await followSignIn(`${server.endpoints[origin] ?? origin}${url.slice(origin.length)}`);
    },
    ...clock,
    uploadFromCells: by === 'values' ? Number.POSITIVE_INFINITY : 1,
  });
  const handle = async (): Promise<AccountHandle> => {
    const { signal } = new AbortController();
    const { secrets, name } = await provider.signIn({ access: 'ownFiles', previous: null, signal });
    const kept = new Map(Object.entries(secrets));
    const account = {
      id: 'a',
      provider: 'google',
      name,
      person: '',
      kind: 'unknown',
      access: 'ownFiles',
      signedIn: true,
      signedOutReason: null,
      createdAt: '',
      lastUsedAt: null,
    } as const;
    return {
      id: 'a',
      account: () => account,
      readSecret: (field) => kept.get(field) ?? null,
      writeSecret: (field, text) => void kept.set(field, text),
      signedOut: () => kept.clear(),
    };
  };
  return {
    provider,
    handle,
    ledger: () => ledger.list({ offset: 0, limit: 1000, text: '', connectionId: null }).rows.toReversed(),
    close: async (): Promise<void> => {
      await gateway.close();
      db.close();
    },
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
