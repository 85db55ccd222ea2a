/**
 * A library finds a way past the gateway: a socket of its own, a look-up of a name, the proxy of the environment. The
 * libraries run in a process in which every connection is noted with the code that made it, and
 * as the operating system sees it (strace); both must find the gateway's connections to the proxy and nothing else.
 */
import { writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLocalCa } from '../support/local-ca.ts';
import type { LibraryOutcome, LibraryRun } from '../support/library-sockets-process.ts';
import { localProxy } from '../support/local-proxy.ts';
import { json, loopbackServer } from '../support/network.ts';
import { asksForNames, traceNetwork } from '../support/network-trace.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startTlsServer } from '../support/tls-front.ts';

const SUPPORT = join(import.meta.dirname, '..', 'support');
const CONNECTOR = 'src-main/engine/network/sockets.ts';
const HOSTS = [
  'acme.my.salesforce.com',
  'oauth2.googleapis.com',
  'www.googleapis.com',
  'sheets.googleapis.com',
  'login.microsoftonline.com',
  'graph.microsoft.com',
];

/** Answers as each service would, as far as its library looks. */
function answer({ headers, url = '' }: IncomingMessage, response: ServerResponse): void {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    oid: '1',
    tid: '2',
    preferred_username: 'ada@contoso.com',
    aud: 'c',
    exp: 4e9,
    ver: '2.0',
    sub: '3',
  };
  switch (headers.host) {
    case 'acme.my.salesforce.com':
      return json(response, 200, {
        user_id: '005000000000001AAA',
        organization_id: '00D000000000001AAA',
        preferred_username: 'a@b.example',
        totalSize: 0,
        done: true,
        records: [],
        DailyApiRequests: { Max: 10, Remaining: 4 },
      });
    case 'oauth2.googleapis.com':
      return json(response, 200, { access_token: 'new', expires_in: 3599 });
    case 'login.microsoftonline.com':
      return json(response, url.includes('/token') ? 200 : 404, {
        token_type: 'Bearer',
        scope: 'Files.ReadWrite',
        expires_in: 3599,
        access_token: 'EwB-token',
        id_token: `${part({ alg: 'none' })}.${part(claims)}.x`,
        client_info: part({ uid: '1', utid: '2' }),
      });
    default:
      return json(response, 200, { id: '1AbC', files: [], user: {}, sheets: [] });
  }
}

async function rig(planted: boolean) {
  const ca = createLocalCa('Local root');
  const services = await startTlsServer(ca.issue({ names: HOSTS }), answer);
  onTestFinished(() => services.close());
  const proxy = await localProxy({ hosts: Object.fromEntries(HOSTS.map((host) => [`${host}:443`, services.port])) });
  const trap = await localProxy({ manner: { kind: 'answer', status: 403 } });
  const other = await loopbackServer((_, response) => json(response, 200, {}));
  const folder = tempFolder();
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, ca.cert);
  const variables = [
    'HTTPS_PROXY',
    'HTTP_PROXY',
    'ALL_PROXY',
    'https_proxy',
    'http_proxy',
    'all_proxy',
    'GLOBAL_AGENT_HTTP_PROXY',
  ];
  const environment = {
    ...Object.fromEntries(variables.map((name) => [name, trap.address])),
    NO_PROXY: '',
    no_proxy: '',
    NODE_EXTRA_CA_CERTS: caFile,
    GCE_METADATA_HOST: '127.0.0.1:9',
    GOOGLE_CLOUD_PROJECT: 'a-project',
    NODE_DEBUG: '',
  };
  const run: LibraryRun = { folder, proxy: proxy.address, planted: planted ? other.origin : null };
  const traced = await traceNetwork(join(SUPPORT, 'library-sockets-process.ts'), [JSON.stringify(run)], {
    environment,
    flags: ['--import', join(SUPPORT, 'socket-watch.ts')],
  });
  return { outcome: JSON.parse(traced.stdout) as LibraryOutcome, traced, services, proxy, trap, other };
}

// @promise 6: no library opens a connection of its own; each one is the gateway's
describe('jsforce and the libraries of Google and Microsoft', () => {
  it('make no connection, look up no name and ask no proxy but through the gateway', async () => {
    const { outcome, traced, services, proxy, trap } = await rig(false);
    expect(outcome.ledger.map(({ state }) => state)).toEqual(Array(services.served()).fill('done'));
    expect(new Set(outcome.ledger.map(({ host }) => host))).toEqual(new Set(HOSTS));

    const toProxy = `127.0.0.1:${proxy.port}`;
    const connections = outcome.watched.filter(({ what }) => what === 'connect');
    expect(connections.length).toBeGreaterThan(0);
    expect(connections.length).toBe(proxy.tunnels.length);
    expect(new Set(connections.map(({ target }) => target))).toEqual(new Set([toProxy]));
    for (const { what, files } of outcome.watched) {
      expect(what).not.toBe('lookup');
      // The innermost code that is not Node's: undici and the libraries only wait further out.
      expect(files[0]).toContain(CONNECTOR);
    }
    expect(new Set(proxy.tunnels.map(({ target }) => target))).toEqual(new Set(HOSTS.map((host) => `${host}:443`)));
    expect([...trap.tunnels, ...trap.others]).toEqual([]);

    expect(traced.addresses).toEqual([toProxy]);
    expect(asksForNames(traced)).toBe(false);
  });

  it('would be seen if one did: a planted request is, by both', async () => {
    const { outcome, traced, other } = await rig(true);
    const address = new URL(other.origin).host;
    expect(other.received).toHaveLength(1);
    const planted = outcome.watched.filter(({ target }) => target === address);
    expect(planted).toHaveLength(1);
    expect(planted[0]?.files.some((file) => file.includes(CONNECTOR))).toBe(false);
    expect(traced.addresses).toContain(address);
  });
});
