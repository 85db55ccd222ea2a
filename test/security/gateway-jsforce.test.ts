/**
 * jsforce, left to itself, takes a proxy from the environment, follows redirects to any host with the bearer token, and
 * repeats requests. None of that may happen: it must have no way out but the gateway.
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOrgClient } from '../../src-main/engine/salesforce/create-org-client.ts';
import type { OrgClient } from '../../src-main/engine/salesforce/org-client.ts';
import {
  type GatewayKit,
  type Loopback,
  TOKEN,
  connectionTo,
  failureOf,
  gatewayKit,
  json,
  loopbackServer,
} from '../support/network.ts';

const USERINFO = {
  user_id: '005000000000001AAA',
  organization_id: '00D000000000001AAA',
  preferred_username: 'a@b.example',
};

function clientOf(kit: GatewayKit, server: Loopback): Promise<OrgClient> {
  return createOrgClient({
    gateway: kit.gateway,
    now: Date.now,
    trigger: 'test',
    apiVersion: '68.0',
    connection: connectionTo(server.origin),
  });
}

// @promise 6: jsforce opens no connection of its own
describe('jsforce behind the gateway', () => {
  it('ignores the proxy of the environment: the gateway alone decides on proxies', async () => {
    let contacted = 0;
    const proxy = createServer((socket) => {
      contacted += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => {
      proxy.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      proxy.close();
    });
    // Set before jsforce is loaded, which is when it reads them; this file has a process of its own.
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    for (const name of ['https_proxy', 'http_proxy', 'HTTPS_PROXY', 'HTTP_PROXY']) process.env[name] = address;
    const server = await loopbackServer((request, response) => {
      if (request.url === '/services/oauth2/userinfo') json(response, 200, USERINFO);
      else json(response, 200, { totalSize: 0, done: true, records: [], DailyApiRequests: { Max: 10, Remaining: 4 } });
    });
    const kit = gatewayKit();
    const client = await clientOf(kit, server);
    expect((await client.identity()).user.username).toBe('a@b.example');
    expect(await client.limits()).toEqual({ used: 6, max: 10 });
    expect(contacted).toBe(0);
    expect(kit.rows().map((row) => row.path)).toEqual(server.received.map((one) => one.path.split('?', 1)[0]));
    expect(new Set(server.received.map((one) => one.headers.authorization))).toEqual(new Set([`Bearer ${TOKEN}`]));
  });

  it('follows no redirect', async () => {
    const elsewhere = await loopbackServer((_, response) => json(response, 200, {}));
    const server = await loopbackServer((_, response) => {
      response.writeHead(302, { location: `${elsewhere.origin}/services/data/v68.0/limits` });
      response.end();
    });
    const client = await clientOf(gatewayKit(), server);
    expect((await failureOf(client.limits())).code).toBe('org-refused');
    expect(elsewhere.received).toEqual([]);
  });

  it('repeats nothing beyond what the gateway repeats', async () => {
    const server = await loopbackServer((_, response) => json(response, 503, []));
    const client = await clientOf(gatewayKit(), server);
    expect((await failureOf(client.limits())).code).toBe('org-refused');
    expect(server.received).toHaveLength(3);
  });

  it('is not asked to refresh or repeat when the session has ended', async () => {
    const server = await loopbackServer((_, response) => json(response, 401, [{ errorCode: 'INVALID_SESSION_ID' }]));
    const client = await clientOf(gatewayKit(), server);
    expect((await failureOf(client.limits())).code).toBe('signed-out');
    expect(server.received).toHaveLength(1);
  });
});
