/**
 * What happens to a request after the guards: repeated when it helps, never redirected, never sent while locked, and
 * in the ledger once for each attempt.
 */
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePorts } from '../support/browser-person.ts';
import { TOKEN, connectionTo, failureOf, gatewayKit, json, limitsRequest, loopbackServer } from '../support/network.ts';

const V = '/services/data/v68.0';

describe('a request that fails for the moment', () => {
  it.each([420, 429, 500, 502, 503, 504])(
    'is sent again after status %i, each attempt in the ledger',
    async (status) => {
      let count = 0;
      const server = await loopbackServer((_, response) => {
        count += 1;
        json(response, count < 3 ? status : 200, {});
      });
      const kit = gatewayKit();
      const response = await kit.gateway.request(limitsRequest(server.origin));
      expect(response).toMatchObject({ status: 200, attempts: 3 });
      expect(kit.rows().map((row) => [row.attempt, row.state, row.status])).toEqual([
        [1, 'done', status],
        [2, 'done', status],
        [3, 'done', 200],
      ]);
      expect(kit.pausesMs).toHaveLength(2);
      expect(kit.pausesMs[1]).toBeGreaterThan(kit.pausesMs[0] ?? 0);
    },
  );

  it('is given up after three attempts, and the last answer is the answer', async () => {
    const server = await loopbackServer((_, response) => json(response, 503, {}));
    const kit = gatewayKit();
    expect(await kit.gateway.request(limitsRequest(server.origin))).toMatchObject({ status: 503, attempts: 3 });
    expect(server.received).toHaveLength(3);
  });

  it('waits as long as Retry-After says, and not at all when that is too long', async () => {
    let header = '7';
    let count = 0;
    const server = await loopbackServer((_, response) => {
      count += 1;
      json(response, count === 1 ? 429 : 200, {}, { 'retry-after': header });
    });
    const kit = gatewayKit();
    await kit.gateway.request(limitsRequest(server.origin));
    expect(kit.pausesMs).toEqual([7000]);
    header = '3600';
    count = 0;
    expect(await kit.gateway.request(limitsRequest(server.origin))).toMatchObject({ status: 429, attempts: 1 });
  });

  it('is not sent again when the status is a verdict', async () => {
    const server = await loopbackServer((request, response) =>
      json(response, Number(request.headers['if-modified-since']), {}),
    );
    for (const status of [304, 400, 401, 403, 404, 410]) {
      const kit = gatewayKit();
      const request = limitsRequest(server.origin, { headers: { 'If-Modified-Since': String(status) } });
      expect(await kit.gateway.request(request)).toMatchObject({ status, attempts: 1 });
    }
  });

  it('is never sent twice when it ends a session', async () => {
    const server = await loopbackServer((_, response) => json(response, 503, {}));
    const kit = gatewayKit();
    const response = await kit.gateway.request({
      purpose: 'sign out',
      trigger: 'sign out',
      connection: connectionTo(server.origin, null),
      method: 'POST',
      url: '/services/oauth2/revoke',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `token=${encodeURIComponent(TOKEN)}`,
    });
    expect(response).toMatchObject({ status: 503, attempts: 1 });
    expect(server.received).toMatchObject([{ body: `token=${encodeURIComponent(TOKEN)}` }]);
  });

  it('is sent again as a composite, because a composite of GETs only reads', async () => {
    let count = 0;
    const server = await loopbackServer((_, response) => {
      count += 1;
      json(response, count === 1 ? 500 : 200, { compositeResponse: [] });
    });
    const kit = gatewayKit();
    const body = JSON.stringify({
      compositeRequest: [{ referenceId: 'r0', method: 'GET', url: `${V}/sobjects/Account/describe` }],
    });
    const request = { purpose: 'describe', method: 'POST', url: `${V}/composite`, body } as const;
    expect(await kit.gateway.request(limitsRequest(server.origin, request))).toMatchObject({
      status: 200,
      attempts: 2,
    });
    expect(server.received[0]?.body).toBe(server.received[1]?.body);
    expect(kit.rows()).toMatchObject([{ parts: 1, bytesOut: server.received[0]?.body.length }, { parts: 1 }]);
  });
});

describe('a connection that breaks', () => {
  it('before or in the middle of an answer: the request is sent again', async () => {
    let count = 0;
    const server = await loopbackServer((request, response) => {
      count += 1;
      if (count === 1) request.socket.destroy();
      else if (count === 2) {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('x'.repeat(400), () => request.socket.destroy());
      } else json(response, 200, { ok: true });
    });
    const kit = gatewayKit();
    expect(await kit.gateway.request(limitsRequest(server.origin))).toMatchObject({ status: 200, text: '{"ok":true}' });
    expect(kit.rows().map((row) => [row.state, row.bytesIn, row.error])).toEqual([
      ['failed', 0, 'the connection was cut'],
      ['failed', 400, 'the connection was cut'],
      ['done', 11, null],
    ]);
  });

  it('three times: the org counts as unreachable', async () => {
    const server = await loopbackServer((request) => request.socket.destroy());
    const kit = gatewayKit();
    const failure = await failureOf(kit.gateway.request(limitsRequest(server.origin)));
    expect(failure).toMatchObject({ code: 'org-unreachable', retryable: true });
    expect(failure.message).toContain('the connection was cut');
    expect(kit.rows().map((row) => row.state)).toEqual(['failed', 'failed', 'failed']);
  });

  it('because nothing listens there', async () => {
    const kit = gatewayKit();
    const [port] = await freePorts(1);
    const failure = await failureOf(kit.gateway.request(limitsRequest(`http://127.0.0.1:${port}`)));
    expect(failure.code).toBe('org-unreachable');
    expect(failure.message).toContain('nothing accepts connections there');
  });

  it('because what answers does not speak TLS', async () => {
    const plain = await loopbackServer((_, response) => json(response, 200, {}));
    const kit = gatewayKit();
    const failure = await failureOf(kit.gateway.request(limitsRequest(plain.origin.replace('http:', 'https:'))));
    expect(failure.code).toBe('org-unreachable');
    expect(failure.message).toContain('does not speak TLS');
    expect(plain.received).toEqual([]);
  });

  it('by silence: each attempt ends with its time-out', async () => {
    const server = await loopbackServer(() => {});
    const kit = gatewayKit();
    const failure = await failureOf(kit.gateway.request(limitsRequest(server.origin, { timeoutMs: 40 })));
    expect(failure).toMatchObject({ code: 'org-unreachable' });
    expect(kit.rows().map((row) => row.error)).toEqual(Array.from({ length: 3 }, () => 'no answer in time'));
  });

  it('with a damaged gzip body: sent again', async () => {
    let count = 0;
    const server = await loopbackServer((_, response) => {
      count += 1;
      const body = gzipSync('{"ok":true}');
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
      response.end(count === 1 ? body.subarray(0, 15) : body);
    });
    const kit = gatewayKit();
    expect(await kit.gateway.request(limitsRequest(server.origin))).toMatchObject({ text: '{"ok":true}', attempts: 2 });
  });
});

describe('what the user asked to stop', () => {
  it('stops at once, and the ledger says so', async () => {
    const controller = new AbortController();
    const server = await loopbackServer(() => controller.abort());
    const kit = gatewayKit();
    const call = kit.gateway.request(limitsRequest(server.origin, { signal: controller.signal }));
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(kit.rows()).toMatchObject([{ state: 'failed', error: 'cancelled' }]);
  });

  it('stops during the pause before another attempt', async () => {
    const controller = new AbortController();
    const server = await loopbackServer((_, response) => json(response, 503, {}));
    const kit = gatewayKit({
      wait: async (_, signal) => {
        controller.abort();
        signal?.throwIfAborted();
      },
    });
    const call = kit.gateway.request(limitsRequest(server.origin, { signal: controller.signal }));
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.received).toHaveLength(1);
  });

  it('is not sent when it was stopped before', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, {}));
    const kit = gatewayKit();
    const call = kit.gateway.request(limitsRequest(server.origin, { signal: AbortSignal.abort() }));
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.received).toEqual([]);
    expect(kit.rows()).toEqual([]);
  });
});

describe('the gateway', () => {
  it.each([301, 302, 303, 307, 308])(
    'does not follow a redirect (%i): the token stays with the org',
    async (status) => {
      const elsewhere = await loopbackServer((_, response) => json(response, 200, {}));
      const server = await loopbackServer((_, response) => {
        response.writeHead(status, { location: `${elsewhere.origin}/services/data/v68.0/limits` });
        response.end();
      });
      const kit = gatewayKit();
      const failure = await failureOf(kit.gateway.request(limitsRequest(server.origin)));
      expect(failure.code).toBe('org-refused');
      expect(elsewhere.received).toEqual([]);
      expect(kit.rows()).toMatchObject([{ state: 'done', status }]);
    },
  );

  // @promise 7: nothing is sent while the vault is locked
  it('sends nothing while the vault is locked, and nothing after it was closed', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, {}));
    let open = false;
    const kit = gatewayKit({ isOpen: () => open });
    expect((await failureOf(kit.gateway.request(limitsRequest(server.origin)))).code).toBe('vault-locked');
    open = true;
    expect((await kit.gateway.request(limitsRequest(server.origin))).status).toBe(200);
    await kit.gateway.close();
    expect((await failureOf(kit.gateway.request(limitsRequest(server.origin)))).code).toBe('vault-locked');
    expect(server.received).toHaveLength(1);
  });

  it('that is closed ends what is on its way, and its ledger row is complete before the store closes', async () => {
    const arrived = Promise.withResolvers<void>();
    const server = await loopbackServer(() => arrived.resolve());
    const kit = gatewayKit();
    const call = failureOf(kit.gateway.request(limitsRequest(server.origin)));
    await arrived.promise;
    await kit.gateway.close();
    expect(kit.rows()).toMatchObject([{ state: 'failed', status: null }]);
    expect((await call).code).toBe('vault-locked');
    expect(server.received).toHaveLength(1);
  });

  it('stops repeating when the vault is locked between two attempts', async () => {
    const server = await loopbackServer((_, response) => json(response, 503, {}));
    let open = true;
    const kit = gatewayKit({
      isOpen: () => open,
      wait: async () => {
        open = false;
      },
    });
    expect((await failureOf(kit.gateway.request(limitsRequest(server.origin)))).code).toBe('vault-locked');
    expect(server.received).toHaveLength(1);
  });

  it('sends the token of the connection to its own origin, and none where none is needed', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, {}));
    const kit = gatewayKit();
    await kit.gateway.request(limitsRequest(server.origin));
    const anonymous = {
      purpose: 'versions',
      url: '/services/data',
      connection: connectionTo(server.origin, null),
    } as const;
    await kit.gateway.request(limitsRequest(server.origin, anonymous));
    expect(server.received.map((one) => one.headers.authorization)).toEqual([`Bearer ${TOKEN}`, undefined]);
    expect(server.received.every((one) => one.headers['accept-encoding'] === 'gzip')).toBe(true);
  });

  it('counts the bytes on the wire and gives the text behind them', async () => {
    const text = JSON.stringify({ text: 'é'.repeat(5000) });
    const wire = gzipSync(text);
    const server = await loopbackServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
      response.end(wire);
    });
    const kit = gatewayKit();
    const response = await kit.gateway.request(limitsRequest(server.origin));
    expect(response).toMatchObject({ text, bytesIn: wire.length, bodyBytes: Buffer.byteLength(text) });
    expect(kit.rows()).toMatchObject([{ bytesIn: wire.length }]);
  });

  it('stops reading an answer that is too large, packed or unpacked', async () => {
    const server = await loopbackServer((request, response) => {
      const packed = request.url?.endsWith('/sobjects') === true;
      const body = packed ? gzipSync(Buffer.alloc(200_000)) : Buffer.alloc(200_000);
      response.writeHead(200, packed ? { 'content-encoding': 'gzip' } : {});
      response.end(body);
    });
    const kit = gatewayKit({ maxWireBytes: 100_000, maxBodyBytes: 100_000 });
    const bomb = { purpose: 'object list', url: `${V}/sobjects` } as const;
    expect((await failureOf(kit.gateway.request(limitsRequest(server.origin)))).code).toBe('too-large');
    expect((await failureOf(kit.gateway.request(limitsRequest(server.origin, bomb)))).code).toBe('too-large');
    expect(kit.rows().map((row) => row.error)).toEqual(['the answer is too large', 'the answer is too large']);
  });

  it('keeps connections: ten requests one after another use at most two', async () => {
    const ports = new Set<number | undefined>();
    const server = await loopbackServer((request, response) => {
      ports.add(request.socket.remotePort);
      json(response, 200, {});
    });
    const kit = gatewayKit();
    for (let index = 0; index < 10; index += 1) await kit.gateway.request(limitsRequest(server.origin));
    // The pool may open a second one while the end of the first answer is still being read.
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  it('sends five requests at the same time', async () => {
    const waiting: (() => void)[] = [];
    const server = await loopbackServer((_, response) => {
      waiting.push(() => json(response, 200, {}));
      if (waiting.length === 5) for (const answer of waiting) answer();
    });
    const kit = gatewayKit();
    const calls = Array.from({ length: 5 }, () => kit.gateway.request(limitsRequest(server.origin)));
    expect((await Promise.all(calls)).map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
  });
});

describe('a proxy', () => {
  it('is used for orgs as the host says, and never for this computer', async () => {
    const asked: string[] = [];
    const tunnels: string[] = [];
    const proxy = createServer();
    const sockets = new Set<Socket>();
    proxy.on('connect', (request, socket: Socket) => {
      tunnels.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    proxy.on('connection', (socket) => sockets.add(socket));
    await new Promise<void>((resolve) => {
      proxy.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    });
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const kit = gatewayKit({
      host: {
        proxyFor: async (url) => {
          asked.push(url);
          return address;
        },
      },
    });
    const server = await loopbackServer((_, response) => json(response, 200, {}));
    expect((await kit.gateway.request(limitsRequest(server.origin))).status).toBe(200);
    expect(asked).toEqual([]);
    const failure = await failureOf(kit.gateway.request(limitsRequest('https://acme.my.salesforce.com')));
    expect(failure.code).toBe('proxy-failed');
    expect(failure.message).toContain('proxy');
    expect(asked).toEqual(['https://acme.my.salesforce.com/']);
    expect(new Set(tunnels)).toEqual(new Set(['acme.my.salesforce.com:443']));
  });

  it.each([
    ['cannot be found out', () => Promise.reject(new Error('no answer'))],
    ['is not a URL', () => Promise.resolve('not a proxy')],
  ])('that %s is not gone around', async (_, proxyFor) => {
    const kit = gatewayKit({ host: { proxyFor } });
    const failure = await failureOf(kit.gateway.request(limitsRequest('https://acme.my.salesforce.com')));
    expect(failure.code).toBe('proxy-failed');
    expect(failure.message).toContain('proxy');
    expect(kit.rows()).toEqual([]);
  });
});
