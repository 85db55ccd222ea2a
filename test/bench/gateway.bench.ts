/*
 * One request through the gateway (guards, budget, ledger rows in an encrypted store) against a bare undici pool with the
 * same settings, one after another on a kept connection. The server is a process of its own; the sides take turns.
 *
 * Asked for: no more than 0.2 ms, and no more than 10 % where the server takes 20 ms.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import type { GatewayRequest } from '../../src-main/engine/network/gateway-types.ts';
import { readPreference } from '../../src-main/engine/preferences/preferences-service.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createStore } from '../../src-main/engine/store/store.ts';

const ANSWER_BYTES = 4096;
const V = '/services/data/v68.0';

type Row = {
  readonly 'server ms': number;
  readonly request: string;
  readonly 'bare ms': number;
  readonly 'orgbench ms': number;
  readonly 'overhead ms': number;
  readonly 'overhead %': number;
  readonly 'CPU ms': number;
};

if (process.argv[2] === 'server') {
  const answer = JSON.stringify({ records: 'x'.repeat(ANSWER_BYTES) });
  const server = createServer((request, response) => {
    const ms = Number(request.headers['sforce-query-options']?.slice('batchSize='.length) ?? 200) - 200;
    const end = (): void => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(answer);
    };
    if (ms > 0) setTimeout(end, ms);
    else end();
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

const REQUESTS: Readonly<Record<string, Pick<GatewayRequest, 'purpose' | 'method' | 'url' | 'body'>>> = {
  'limits, as the one without a query': { purpose: 'limits', method: 'GET', url: `${V}/limits` },
  'query, which is parsed': {
    purpose: 'query',
    method: 'GET',
    url: `${V}/query?q=${encodeURIComponent("SELECT Id, DeveloperName, CreatedBy.Name FROM RecordType WHERE SobjectType = 'Account' ORDER BY Id")}`,
  },
  'composite of 25 describes': {
    purpose: 'describe',
    method: 'POST',
    url: `${V}/composite`,
    body: JSON.stringify({
      allOrNone: false,
      compositeRequest: Array.from({ length: 25 }, (_, index) => ({
        referenceId: `r${index}`,
        method: 'GET',
        url: `${V}/sobjects/Object${index}__c/describe`,
      })),
    }),
  },
};

/** Runs the bench: rows of medians. `ORGBENCH_BENCH_RUNS` is how often each side is measured. */
export async function run(): Promise<readonly Row[]> {
  const server = fork(import.meta.filename, ['server']);
  try {
    const port = await new Promise<number>((resolve) => server.once('message', (value) => resolve(Number(value))));
    const rows: Row[] = [];
    for (const [serverMs, count] of [
      [0, 300],
      [20, 50],
    ] as const) {
      for (const [name, request] of Object.entries(REQUESTS)) {
        rows.push(await measure(`http://127.0.0.1:${port}`, serverMs, count, name, request));
      }
    }
    return rows;
  } finally {
    server.kill();
  }
}

async function measure(
  origin: string,
  serverMs: number,
  count: number,
  name: string,
  request: (typeof REQUESTS)[string],
): Promise<Row> {
  const rounds = Math.max(5, Number(process.env['ORGBENCH_BENCH_RUNS'] ?? 9));
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-bench-'));
  const db = openDatabase(join(folder, 'store.db'), randomBytes(32));
  const store = createStore(db);
  // As the services put it together.
  const gateway = createGateway({
    ledger: store.ledger,
    now: Date.now,
    host: { proxyFor: async () => null },
    isOpen: () => true,
    onlySalesforce: () => false,
    readsOf: store.connections.readsOf,
    earlierCalls: store.orgCalls,
    dailyCalls: () => readPreference(store.settings, 'orgDailyCalls') * 1000,
  });
  const pool = new Pool(origin, { connections: 8, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const headers = { 'sforce-query-options': `batchSize=${200 + serverMs}` };
  const connection = { id: 'bench', name: 'Bench', origin, accessToken: '00D000000000001!token' };
  const sides = [
    {
      once: async () => {
        const answer = await pool.request({
          path: request.url,
          method: request.method as 'GET',
          headers: {
            ...headers,
            accept: 'application/json',
            'accept-encoding': 'gzip',
            authorization: `Bearer ${connection.accessToken}`,
            ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          body: request.body ?? null,
        });
        return (await answer.body.text()).length;
      },
    },
    {
      once: async () => {
        const answer = await gateway.request({ ...request, trigger: 'sync', connection, headers });
        return answer.text.length;
      },
    },
  ].map((side) => ({ ...side, times: new Array<number>(), cpu: new Array<number>() }));
  try {
    for (let round = -2; round < rounds; round += 1) {
      // Whoever goes first finds a colder machine; the first rounds are not counted.
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        const cpuBefore = process.cpuUsage();
        const times: number[] = [];
        for (let index = 0; index < count; index += 1) {
          const from = performance.now();
          if ((await side.once()) < ANSWER_BYTES) throw new Error('The answer is not whole.');
          times.push(performance.now() - from);
        }
        const { user, system } = process.cpuUsage(cpuBefore);
        if (round < 0) continue;
        side.times.push(median(times));
        side.cpu.push((user + system) / 1000 / count);
      }
    }
  } finally {
    await pool.close();
    await gateway.close();
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const [bare, through] = sides.map(({ times }) => median(times)) as [number, number];
  const [bareCpu, throughCpu] = sides.map(({ cpu }) => median(cpu)) as [number, number];
  return {
    'server ms': serverMs,
    request: name,
    'bare ms': rounded(bare),
    'orgbench ms': rounded(through),
    'overhead ms': rounded(through - bare),
    'overhead %': Math.round((through / bare - 1) * 1000) / 10,
    'CPU ms': rounded(throughCpu - bareCpu),
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[Math.ceil(sorted.length / 2) - 1] ?? 0)) / 2;
}
