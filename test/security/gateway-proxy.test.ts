/**
 * A proxy on the way that refuses, lies, hangs, cuts, wants a password or is no proxy at all. It never sees more than the
 * name of the host, nothing goes around it, and its password is written down nowhere.
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { proxyFromEnvironment } from '../../src-main/cli/proxy-environment.ts';
import { createErrorLog } from '../../src-main/engine/privacy/error-log/error-log.ts';
import { proxyOf } from '../../src-main/os/proxy-rule.ts';
import { freePorts } from '../support/browser-person.ts';
import { requestInProcess } from '../support/gateway-process.ts';
import { type Certificate, createLocalCa, selfSigned } from '../support/local-ca.ts';
import { type ProxyManner, localProxy } from '../support/local-proxy.ts';
import { TOKEN, failureOf, gatewayKit, json, limitsRequest } from '../support/network.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startTlsServer } from '../support/tls-front.ts';

const HOST = 'acme.my.salesforce.com';
const ORIGIN = `https://${HOST}`;
const NAME = 'ada';
const PASSWORD = 's3cret Pa%ss@word';
const ACCOUNT = { name: NAME, password: PASSWORD };
const BASIC = Buffer.from(`${NAME}:${PASSWORD}`).toString('base64');
/** No name service is asked for a label of more than 63 characters, so nothing leaves this computer. */
const NO_SUCH_HOST = `${'a'.repeat(64)}.my.salesforce.com`;

const withPassword = (address: string, password = PASSWORD): string =>
  address.replace('://', `://${NAME}:${encodeURIComponent(password)}@`);

const kitWith = (proxy: string) => gatewayKit({ host: { proxyFor: async () => proxy } });

const MANNERS: readonly (readonly [string, ProxyManner, RegExp, attempts: number])[] = [
  [
    'forbids the host',
    { kind: 'answer', status: 403 },
    /did not let the connection through \(403\)\. Ask the people/,
    1,
  ],
  [
    'leads to the sign-in page of a network',
    { kind: 'answer', status: 302, headers: { Location: 'http://portal.example/' } },
    /answered with a redirect \(302\).*Sign in there with a browser/,
    1,
  ],
  ['cannot reach the host', { kind: 'answer', status: 503 }, /could not reach it \(503\)\. Try again later/, 3],
  ['answers with a page in place of the host', { kind: 'page' }, /is not a proxy\..*sign-in page/, 1],
  ['does not speak HTTP', { kind: 'noise' }, /is not a proxy\./, 1],
  ['hangs up', { kind: 'cut' }, /cut the connection\. Check the network/, 3],
];

// @promise 6: a proxy that fails is not gone around
describe('a proxy that', () => {
  it.each(MANNERS)('%s is named with its address, and what to do', async (_, manner, says, attempts) => {
    const proxy = await localProxy({ manner });
    const kit = kitWith(proxy.address);
    const failure = await failureOf(kit.gateway.request(limitsRequest(ORIGIN)));
    expect(failure.message).toMatch(says);
    expect(failure.message).toContain(`127.0.0.1:${proxy.port}`);
    expect(failure).toMatchObject({ code: 'proxy-failed', retryable: true });
    expect(proxy.tunnels).toEqual(Array(attempts).fill({ target: `${HOST}:443`, made: false }));
    expect(kit.rows().map(({ host, state }) => [host, state])).toEqual(Array(attempts).fill([HOST, 'failed']));
    // What the proxy's page says reaches neither the person nor the ledger.
    expect(`${failure.message}${JSON.stringify(kit.rows())}`).not.toMatch(/terms|SSH|portal/);
  });

  it('lets the connection through and then hangs up is a connection that was cut', async () => {
    const proxy = await localProxy({ manner: { kind: 'cut later' } });
    const failure = await failureOf(kitWith(proxy.address).gateway.request(limitsRequest(ORIGIN)));
    expect(failure).toMatchObject({ code: 'org-unreachable', message: expect.stringContaining('was cut') });
  });

  it('is not there is named, whether its port or its name', async () => {
    const [port] = await freePorts(1);
    const gone = await failureOf(kitWith(`http://127.0.0.1:${port}`).gateway.request(limitsRequest(ORIGIN)));
    expect(gone).toMatchObject({ code: 'proxy-failed' });
    expect(gone.message).toContain(`nothing accepts connections at the proxy 127.0.0.1:${port}`);
    const nameless = await failureOf(kitWith(`http://${NO_SUCH_HOST}:3128`).gateway.request(limitsRequest(ORIGIN)));
    expect(nameless).toMatchObject({ code: 'proxy-failed' });
    expect(nameless.message).toContain(`the name of the proxy ${NO_SUCH_HOST}:3128 is not known`);
  });

  it('does not answer is given up after 30 seconds, long before the request is', async () => {
    const proxy = await localProxy({ manner: { kind: 'silent' } });
    const kit = kitWith(proxy.address);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const failing = failureOf(kit.gateway.request(limitsRequest(ORIGIN)));
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      while (proxy.tunnels.length < attempt) await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(30_000);
    }
    expect(await failing).toMatchObject({
      code: 'proxy-failed',
      message: expect.stringContaining('did not answer in time'),
    });
  });

  it('leads to a host that never begins TLS is a connection without an answer after 15 seconds', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined));
    const received: Buffer[] = [];
    let begun = 0;
    mute.on('connection', (socket) => {
      // What a client begins with can come in pieces.
      socket.once('data', () => (begun += 1));
      socket.on('data', (bytes) => received.push(bytes));
    });
    await new Promise<void>((resolve) => {
      mute.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      mute.close();
    });
    const proxy = await localProxy({ hosts: { [`${HOST}:443`]: (mute.address() as AddressInfo).port } });
    const kit = kitWith(proxy.address);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const failing = failureOf(kit.gateway.request(limitsRequest(ORIGIN)));
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      while (begun < attempt) await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(15_000);
    }
    expect(await failing).toMatchObject({
      code: 'org-unreachable',
      message: expect.stringContaining('no answer came in time'),
    });
    expect(Buffer.concat(received).includes(TOKEN)).toBe(false);
  });

  it('is of a kind that cannot be used is not gone around either', async () => {
    const rule = proxyOf('SOCKS5 socks.example:1080');
    const kit = gatewayKit({ host: { proxyFor: async () => rule } });
    const failure = await failureOf(kit.gateway.request(limitsRequest(ORIGIN)));
    expect(failure).toMatchObject({ code: 'proxy-failed', message: expect.stringContaining('socks.example:1080') });
    expect(kit.rows()).toEqual([]);
  });
});

describe('a proxy that wants a sign-in', () => {
  it('says so when it gets none, and what works and what does not', async () => {
    const proxy = await localProxy({ account: ACCOUNT });
    const failure = await failureOf(kitWith(proxy.address).gateway.request(limitsRequest(ORIGIN)));
    expect(failure).toMatchObject({ code: 'proxy-failed' });
    expect(failure.message).toMatch(
      /wants a sign-in \(407\)\. On the command line, HTTPS_PROXY can hold it .*The desktop app cannot sign in/,
    );
    expect(proxy.tunnels).toHaveLength(1);
  });

  it('says that what it got is wrong', async () => {
    const proxy = await localProxy({ account: ACCOUNT });
    const kit = kitWith(withPassword(proxy.address, 'wrong-word'));
    const failure = await failureOf(kit.gateway.request(limitsRequest(ORIGIN)));
    expect(failure.message).toMatch(/did not accept the user name and password.*Correct them in HTTPS_PROXY/);
    // Once: more would lock the account.
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from(`${NAME}:wrong-word`).toString('base64')}`]);
  });

  it('of another kind than Basic says that there is no way', async () => {
    const proxy = await localProxy({ schemes: 'Negotiate, NTLM' });
    const kit = kitWith(withPassword(proxy.address));
    const failure = await failureOf(kit.gateway.request(limitsRequest(ORIGIN)));
    expect(failure.message).toMatch(/wants a sign-in of a kind that Orgbench does not have \(407\)/);
  });

  // @promise 2: the password of a proxy is in no error, ledger, log or file
  it('finds its name and password in no error, no ledger, no log and no file', async () => {
    const proxy = await localProxy({ account: { name: 'other', password: 'other' } });
    const folder = tempFolder();
    const lines: string[] = [];
    const log = createErrorLog({ dataDir: folder, now: Date.now, log: (line) => lines.push(line) });
    const written: string[] = [];
    const settings = [
      withPassword(proxy.address),
      withPassword(`http://127.0.0.1:${(await freePorts(1)).join('')}`),
      `http://${NAME}:${PASSWORD}@[bad]:80`,
      `socks5://${NAME}:${encodeURIComponent(PASSWORD)}@socks.example:1080`,
    ];
    for (const setting of settings) {
      const kit = kitWith(setting);
      const failure = await failureOf(kit.gateway.request(limitsRequest(ORIGIN)));
      expect(failure.code).toBe('proxy-failed');
      log.failed(failure, 'internal', 'trace');
      written.push(
        inspect(failure, { depth: 20, showHidden: true }),
        JSON.stringify(kit.db.prepare('SELECT * FROM ledger').all()),
      );
    }
    expect(lines).toHaveLength(settings.length);
    for (const text of [...lines, ...written]) {
      expect(text).not.toContain('s3cret');
      expect(text).not.toContain(BASIC);
    }
  });
});

describe('through a proxy that is let through', () => {
  const ca = createLocalCa('Local root');
  const caFile = (): string => {
    const file = join(tempFolder(), 'ca.pem');
    writeFileSync(file, ca.cert);
    return file;
  };
  const ask = async (options: { readonly account?: typeof ACCOUNT; readonly tls?: Certificate }) => {
    const headers: string[] = [];
    const org = await startTlsServer(ca.issue({ names: [HOST] }), (request, response) => {
      headers.push(...request.rawHeaders);
      json(response, 200, {});
    });
    onTestFinished(() => org.close());
    const proxy = await localProxy({ hosts: { [`${HOST}:443`]: org.port }, ...options });
    const HTTPS_PROXY = options.account === undefined ? proxy.address : withPassword(proxy.address);
    const environment = { HTTPS_PROXY, NODE_EXTRA_CA_CERTS: caFile() };
    const [outcome] = await requestInProcess(tempFolder(), [ORIGIN], environment, { token: TOKEN });
    return { outcome, proxy, headers };
  };

  it('the org gets the request and the proxy the name of the host, by TLS to the org itself', async () => {
    const { outcome, proxy, headers } = await ask({});
    expect(outcome).toMatchObject({ status: 200, ledger: [{ host: HOST, state: 'done', error: null }] });
    expect(proxy.tunnels).toEqual([{ target: `${HOST}:443`, made: true }]);
    expect(proxy.others).toEqual([]);
    expect(headers).toContain(`Bearer ${TOKEN}`);
    expect(headers).toContain(HOST);
  });

  it('name and password go to the proxy, and not to the org', async () => {
    const { outcome, proxy, headers } = await ask({ account: ACCOUNT });
    expect(outcome).toMatchObject({ status: 200 });
    expect(proxy.authorizations).toEqual([`Basic ${BASIC}`]);
    expect(headers.join('\n')).not.toMatch(/proxy/i);
    expect(headers.join('\n')).not.toContain(BASIC);
  });

  it('a proxy that is reached by TLS is checked like an org', async () => {
    const { outcome } = await ask({ tls: ca.issue({ names: ['127.0.0.1'] }) });
    expect(outcome).toMatchObject({ status: 200 });
    const bad = await ask({ tls: selfSigned(['127.0.0.1']), account: ACCOUNT });
    expect(bad.outcome).toMatchObject({ code: 'certificate-untrusted' });
    expect(bad.outcome?.message).toContain(`the certificate of the proxy 127.0.0.1:${bad.proxy.port}`);
    expect(bad.proxy.authorizations).toEqual([]);
  });
});

describe('which requests go through it', () => {
  it('NO_PROXY says on the command line: what it names does not come near the proxy', async () => {
    const proxy = await localProxy({ manner: { kind: 'answer', status: 403 } });
    const environment = { HTTPS_PROXY: proxy.address, NO_PROXY: `.example.com, ${NO_SUCH_HOST}` };
    const [direct, through] = await requestInProcess(tempFolder(), [`https://${NO_SUCH_HOST}`, ORIGIN], environment);
    expect(direct).toMatchObject({
      code: 'org-unreachable',
      message: expect.stringContaining('the name is not known'),
    });
    expect(through).toMatchObject({ code: 'proxy-failed' });
    expect(proxy.tunnels).toEqual([{ target: `${HOST}:443`, made: false }]);
  });

  it('the settings say anew after half a minute, so that a change is taken up while the app runs', async () => {
    const [before, after] = [
      await localProxy({ manner: { kind: 'answer', status: 403 } }),
      await localProxy({ manner: { kind: 'answer', status: 403 } }),
    ];
    let setting = before.address;
    let nowMs = Date.now();
    const { gateway } = gatewayKit({ host: { proxyFor: async () => setting }, now: () => nowMs });
    await failureOf(gateway.request(limitsRequest(ORIGIN)));
    setting = after.address;
    await failureOf(gateway.request(limitsRequest(ORIGIN)));
    expect([before.tunnels.length, after.tunnels.length]).toEqual([2, 0]);
    nowMs += 30_000;
    await failureOf(gateway.request(limitsRequest(ORIGIN)));
    expect([before.tunnels.length, after.tunnels.length]).toEqual([2, 1]);
  });

  it('lower-case names win, as in other programs', () => {
    const environment = { HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:2' };
    expect(proxyFromEnvironment(`${ORIGIN}/`, environment)).toBe('http://lower:2');
  });
});
