/*
 * Promises 6 and 7 on the way to Google and Microsoft: every attempt is in the ledger, nothing is sent while locked, and
 * what fails ends in one of the documented failures.
 */
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { waitMs } from '../../src-main/engine/network/retry.ts';
import { ACCESS_TOKEN, aboutRequest, cloudKit, valuesRequest } from '../support/cloud.ts';
import { failureOf, gatewayKit, json } from '../support/network.ts';

const tooFast = (response: ServerResponse, headers: Record<string, string> = {}): void =>
  json(response, 429, { error: { code: 429, status: 'RESOURCE_EXHAUSTED' } }, headers);

describe('an answer of Google or Microsoft', () => {
  it('reaches the caller whatever its status, with lower-case headers and the body as bytes', async () => {
    const bytes = Buffer.from([0, 255, 128, 10]);
    const kit = await cloudKit((_, response) => {
      response.writeHead(308, { Range: 'bytes=0-99', ETag: '"1"', Location: 'https://www.googleapis.com/next' });
      response.end(bytes);
    });
    const answer = await kit.gateway.cloud(aboutRequest());
    expect(answer).toMatchObject({
      status: 308,
      attempts: 1,
      headers: { range: 'bytes=0-99', etag: '"1"', location: 'https://www.googleapis.com/next' },
    });
    expect(Buffer.from(answer.body)).toEqual(bytes);
    expect(kit.server.received).toHaveLength(1);
  });

  it('is decompressed, and the ledger counts what went over the wire', async () => {
    const text = JSON.stringify({ values: 'x'.repeat(50_000) });
    const wire = gzipSync(text);
    const kit = await cloudKit((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(wire);
    });
    const answer = await kit.gateway.cloud(aboutRequest());
    expect(Buffer.from(answer.body).toString()).toBe(text);
    expect(kit.rows()[0]).toMatchObject({ bytesIn: wire.length, bytesOut: 0 });
  });

  it('that is too large is not read to its end', async () => {
    const kit = await cloudKit((_, response) => response.end(Buffer.alloc(2000)), { maxWireBytes: 1000 });
    expect((await failureOf(kit.gateway.cloud(aboutRequest()))).code).toBe('too-large');
  });
});

describe('the ledger', () => {
  // @promise 6: each attempt at Google or Microsoft has a row that says what was sent and to whom, never a cell or a token
  it('has a row for each attempt, with the account, the bytes and what was sent, and neither cell nor token', async () => {
    const statuses = [429, 503, 200];
    const kit = await cloudKit((_, response) => {
      const status = statuses.shift() ?? 200;
      json(response, status, {}, status === 503 ? { 'retry-after': '2' } : {});
    });
    const body = JSON.stringify({
      valueInputOption: 'RAW',
      data: [{ range: 'A1', values: [['Größe and a-very-private-cell']] }],
    });
    await kit.gateway.cloud(valuesRequest({ body }));
    const host = new URL(kit.server.origin).host;
    expect(kit.rows()).toHaveLength(3);
    expect(kit.rows().map(({ attempt, status, state }) => [attempt, status, state])).toEqual([
      [1, 429, 'done'],
      [2, 503, 'done'],
      [3, 200, 'done'],
    ]);
    for (const row of kit.rows()) {
      expect(row).toMatchObject({
        purpose: 'google sheets',
        trigger: 'export',
        connectionId: 'a1',
        connectionName: 'ada@example.com',
        method: 'POST',
        host,
        path: '/v4/spreadsheets/1AbC/values:batchUpdate',
        reads: 'rows 1 to 1 of "Fields"',
        bytesOut: Buffer.byteLength(body),
      });
    }
    const text = JSON.stringify(kit.db.prepare('SELECT * FROM ledger').all());
    expect(text).not.toContain('a-very-private-cell');
    expect(text).not.toContain(ACCESS_TOKEN);
  });

  it('says what became of an attempt that got no answer', async () => {
    const kit = await cloudKit((request) => request.socket.destroy());
    const failure = await failureOf(kit.gateway.cloud(valuesRequest()));
    expect(failure).toMatchObject({ code: 'service-unreachable', retryable: true });
    expect(failure.message).toContain('was cut before the answer was complete');
    expect(kit.rows()).toHaveLength(1);
    expect(kit.rows()[0]).toMatchObject({ state: 'failed', status: null, error: 'the connection was cut' });
  });

  it('has no link that somebody shared', async () => {
    const kit = await cloudKit();
    const url = 'https://graph.microsoft.com/v1.0/shares/u!aHR0cHM6Ly8x/driveItem';
    await kit.gateway.cloud(aboutRequest({ purpose: 'microsoft files', url }));
    expect(kit.rows()[0]?.path).toBe('/v1.0/shares/…/driveItem');
  });

  it('has the query of no request, and names the provider while nobody is signed in', async () => {
    const kit = await cloudKit();
    await kit.gateway.cloud(aboutRequest({ account: { id: '', name: 'Google' } }));
    expect(kit.rows()[0]).toMatchObject({ path: '/drive/v3/about', connectionId: null, connectionName: 'Google' });
  });
});

describe('repeating', () => {
  it('goes on until an answer comes and tells of each pause before it', async () => {
    let left = 4;
    const kit = await cloudKit((_, response) => {
      left -= 1;
      if (left > 0) tooFast(response, { 'retry-after': '3' });
      else json(response, 200, {});
    });
    const told: number[] = [];
    const answer = await kit.gateway.cloud(valuesRequest({ onWait: (ms) => told.push(ms) }));
    expect(answer).toMatchObject({ status: 200, attempts: 4 });
    expect(told).toHaveLength(3);
    for (const ms of told) expect(ms).toBeGreaterThanOrEqual(3000);
    expect(kit.pausesMs).toEqual(told);
  });

  it('ends with the answer when the pauses together grow too long', async () => {
    const kit = await cloudKit((_, response) => tooFast(response, { 'retry-after': '240' }));
    const answer = await kit.gateway.cloud(valuesRequest());
    expect(answer).toMatchObject({ status: 429, attempts: 4 });
    expect(kit.pausesMs).toHaveLength(3);
  });

  it('does not happen to a write that may have been executed, and happens to one that does no harm', async () => {
    const kit = await cloudKit((_, response) => json(response, 500, {}));
    await expect(kit.gateway.cloud(valuesRequest())).resolves.toMatchObject({ status: 500, attempts: 1 });
    const again = await kit.gateway.cloud(valuesRequest({ repeatable: true }));
    expect(again).toMatchObject({ status: 500, attempts: 5 });
  });

  it('knows Drive’s way to say "too fast", and no other 403', async () => {
    const reasons = ['userRateLimitExceeded', 'rateLimitExceeded', 'storageQuotaExceeded'];
    const kit = await cloudKit((_, response) => {
      json(response, 403, { error: { code: 403, errors: [{ domain: 'usageLimits', reason: reasons.shift() }] } });
    });
    await expect(kit.gateway.cloud(aboutRequest({ repeatable: false }))).resolves.toMatchObject({
      status: 403,
      attempts: 3,
    });
  });

  it.each([401, 404, 409, 412, 423])('does not happen after %i', async (status) => {
    const kit = await cloudKit((_, response) => json(response, status, {}));
    await expect(kit.gateway.cloud(aboutRequest())).resolves.toMatchObject({ status, attempts: 1 });
  });

  it('ends as cancelled in the middle of a pause, and nothing more is sent', async () => {
    const controller = new AbortController();
    const kit = await cloudKit((_, response) => tooFast(response, { 'retry-after': '60' }), { wait: waitMs });
    const onWait = (): void => void setImmediate(() => controller.abort());
    const cancelled = kit.gateway.cloud(valuesRequest({ signal: controller.signal, onWait }));
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(kit.server.received).toHaveLength(1);
  });

  it('sends the same bytes again', async () => {
    let first = true;
    const kit = await cloudKit((_, response) => {
      if (first) tooFast(response);
      else json(response, 200, {});
      first = false;
    });
    await kit.gateway.cloud(valuesRequest());
    const [one, other] = kit.server.received;
    expect(other?.body).toBe(one?.body);
  });
});

describe('cancelling', () => {
  it('ends a request whose answer does not come, with its row in the ledger', async () => {
    const controller = new AbortController();
    const kit = await cloudKit(() => controller.abort());
    await expect(kit.gateway.cloud(aboutRequest({ signal: controller.signal }))).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(kit.rows()[0]).toMatchObject({ state: 'failed', error: 'cancelled' });
  });

  it('before anything was sent sends nothing', async () => {
    const kit = await cloudKit();
    const call = kit.gateway.cloud(aboutRequest({ signal: AbortSignal.abort() }));
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(kit.server.received).toEqual([]);
    expect(kit.rows()).toEqual([]);
  });
});

describe('while Orgbench is locked', () => {
  // @promise 7: while locked nothing is sent to Google or Microsoft, and a lock ends what is repeated
  it('nothing is sent, and a lock during a pause ends the repeating', async () => {
    let open = false;
    const kit = await cloudKit((_, response) => tooFast(response), {
      isOpen: () => open,
      wait: async () => {
        open = false;
      },
    });
    expect((await failureOf(kit.gateway.cloud(aboutRequest()))).code).toBe('vault-locked');
    expect(kit.server.received).toEqual([]);
    open = true;
    expect((await failureOf(kit.gateway.cloud(aboutRequest()))).code).toBe('vault-locked');
    expect(kit.server.received).toHaveLength(1);
  });

  it('a gateway that was closed sends nothing, and what was on its way has its row', async () => {
    const kit = await cloudKit(() => undefined);
    const call = failureOf(kit.gateway.cloud(aboutRequest()));
    await expect.poll(() => kit.server.received.length).toBe(1);
    await kit.gateway.close();
    expect((await call).code).toBe('vault-locked');
    expect(kit.rows()[0]?.state).toBe('failed');
    expect((await failureOf(kit.gateway.cloud(aboutRequest()))).code).toBe('vault-locked');
  });
});

describe('a redirect', () => {
  it.each([301, 302, 307, 308])('is an answer and is not followed: %i', async (status) => {
    const kit = await cloudKit((_, response) => {
      response.writeHead(status, { location: '/stolen' });
      response.end();
    });
    await expect(kit.gateway.cloud(aboutRequest())).resolves.toMatchObject({ status });
    expect(kit.server.received.map(({ path }) => path)).toEqual(['/drive/v3/about?fields=user']);
  });
});

describe('the connection', () => {
  it('to the real hosts goes through the proxy of the host, by TLS', async () => {
    const asked: string[] = [];
    const tunnels: string[] = [];
    const proxy = await refusingProxy(tunnels);
    const proxyFor = async (url: string): Promise<string> => {
      asked.push(url);
      return proxy;
    };
    const kit = gatewayKit({ host: { proxyFor } });
    const failure = await failureOf(kit.gateway.cloud(aboutRequest()));
    expect(failure.code).toBe('proxy-failed');
    expect(failure.message).toContain('www.googleapis.com was not reached: the proxy');
    expect(asked).toEqual(['https://www.googleapis.com/']);
    expect(tunnels).toEqual(['www.googleapis.com:443']);
    expect(kit.rows()[0]).toMatchObject({ host: 'www.googleapis.com', state: 'failed' });
  });

  it('is not made around a proxy that cannot be found out', async () => {
    const kit = gatewayKit({ host: { proxyFor: () => Promise.reject(new Error('no answer')) } });
    const failure = await failureOf(kit.gateway.cloud(aboutRequest()));
    expect(failure).toBeInstanceOf(EngineFailure);
    expect(failure.message).toContain('proxy');
    expect(kit.rows()).toEqual([]);
  });

  it('that nothing accepts is tried a few times, writes as well, and says what to do', async () => {
    const kit = await cloudKit();
    const gone = { 'https://sheets.googleapis.com': 'http://127.0.0.1:1' };
    const away = gatewayKit({ endpoints: gone });
    const failure = await failureOf(away.gateway.cloud(valuesRequest()));
    expect(failure.code).toBe('service-unreachable');
    expect(failure.message).toMatch(/127\.0\.0\.1:1 was not reached: .*Check the network connection and try again\.$/);
    expect(away.rows()).toHaveLength(5);
    expect(kit.server.received).toEqual([]);
  });
});

/** A proxy that remembers where it should have led and leads nowhere. */
async function refusingProxy(tunnels: string[]): Promise<string> {
  const proxy: Server = createServer();
  const sockets = new Set<Socket>();
  proxy.on('connect', (request, socket: Socket) => {
    tunnels.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  proxy.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}
