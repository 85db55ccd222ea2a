/**
 * Promise 6: an org's requests, and its token with them, go to the org's own address and nowhere else.
 *
 * Attacks: an address that a person reads as one host and a computer as another (user information, ports, IPv6, numbers,
 * odd casing, look-alike domains); a proxy that somebody put into the environment.
 */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { originRefusal } from '../../src-main/engine/network/salesforce-hosts.ts';
import { V } from '../support/guard-examples.ts';
import { connectionTo, failureOf, gatewayKit, json, limitsRequest, loopbackServer } from '../support/network.ts';

const ORIGINS_ALLOWED = [
  'https://acme.my.salesforce.com',
  'https://acme--full.sandbox.my.salesforce.com',
  'https://acme-dev-ed.develop.my.salesforce.com',
  'https://acme.scratch.my.salesforce.com',
  'https://acme.my.salesforce.mil',
  'https://acme.my.sfcrmproducts.cn',
  'https://na139.salesforce.com',
  'http://127.0.0.1:4711',
  'http://localhost:4711',
  'http://[::1]:4711',
];
const ORIGINS_REFUSED = [
  'http://acme.my.salesforce.com',
  'https://acme.my.salesforce.com:443',
  'https://acme.my.salesforce.com:8443',
  'https://acme.my.salesforce.com.',
  'https://ACME.my.salesforce.com',
  'https://acme.my.salesforce.com/',
  'https://acme.my.salesforce.com/services',
  'https://acme.my.salesforce.com?x',
  'https://acme.my.salesforce.com#x',
  'https://user@acme.my.salesforce.com',
  'https://user:password@acme.my.salesforce.com',
  'https://acme.my.salesforce.com@evil.example.com',
  'https://acme.my.salesforce.com.evil.example.com',
  'https://acme.my.salesforce.com%2eevil.example.com',
  'https://evilmy.salesforce.com',
  'https://my.salesforce.com',
  'https://acme.my.salesforce.co',
  'https://acme.my.site.com',
  'https://acme.lightning.force.com',
  'https://acmе.my.salesforce.com',
  'https://login.salesforce.com',
  'https://test.salesforce.com',
  'https://salesforce.com',
  'https://[::ffff:7f00:1]',
  'http://[::]:80',
  'http://[::ffff:127.0.0.1]',
  'http://[fe80::1%25eth0]',
  'http://0.0.0.0',
  'http://127.0.0.2',
  'http://127.1',
  'http://2130706433',
  'http://0x7f.0.0.1',
  'http://localhost.evil.example.com',
  'http://169.254.169.254',
  'http://10.0.0.1:8080',
  'ws://127.0.0.1',
  'ftp://127.0.0.1',
  'file:///etc',
  'data:text/html,x',
  'acme.my.salesforce.com',
  '//acme.my.salesforce.com',
  '',
];

const ORIGIN = 'https://acme.my.salesforce.com';
const URLS_REFUSED = [
  `https://user@acme.my.salesforce.com${V}/limits`,
  `https://acme.my.salesforce.com:443${V}/limits`,
  `https://acme.my.salesforce.com:8443${V}/limits`,
  `https://acme.my.salesforce.com@evil.example.com${V}/limits`,
  `https://acme.my.salesforce.com.evil.example.com${V}/limits`,
  `https://acme.my.salesforce.com\\@evil.example.com${V}/limits`,
  `https://ACME.MY.SALESFORCE.COM${V}/limits`,
  `HTTPS://acme.my.salesforce.com${V}/limits`,
  `https:/acme.my.salesforce.com${V}/limits`,
  `https:acme.my.salesforce.com${V}/limits`,
  `http://acme.my.salesforce.com${V}/limits`,
  `https://other.my.salesforce.com${V}/limits`,
  `https://[::1]${V}/limits`,
  `http://127.0.0.1${V}/limits`,
  `//acme.my.salesforce.com${V}/limits`,
  `///evil.example.com${V}/limits`,
  `/\\evil.example.com${V}/limits`,
  `/@evil.example.com${V}/limits`,
  `/%2f/evil.example.com${V}/limits`,
  `${V}/limits@evil.example.com`,
  `${V}/limits:80`,
  `.evil.example.com${V}/limits`,
  `@evil.example.com${V}/limits`,
  `\t${V}/limits`,
  `${V}/limits\n`,
  '',
  '?',
  'https://acme.my.salesforce.com',
];

// @promise 6: about 70 addresses that only look like the org's are refused
describe('the address of an org', () => {
  it.each(ORIGINS_ALLOWED)('may be %s', (origin) => {
    expect(originRefusal(origin, 'describe')).toBeNull();
  });
  it.each(ORIGINS_REFUSED)('may not be %j', async (origin) => {
    const kit = gatewayKit();
    const request = limitsRequest(origin, { connection: connectionTo(origin) });
    expect((await failureOf(kit.gateway.request(request))).code).toBe('request-refused');
    expect(kit.rows()).toMatchObject([{ state: 'refused' }]);
  });
  it.each(URLS_REFUSED)('is not left by the URL %j', async (url) => {
    const kit = gatewayKit();
    const request = limitsRequest(ORIGIN, { url, connection: connectionTo(ORIGIN) });
    expect((await failureOf(kit.gateway.request(request))).code).toBe('request-refused');
  });
});

// @promise 6: a proxy in the environment gets nothing: only the system's answer counts
describe('a proxy in the environment', () => {
  it('is not asked for an org on this computer, nor for one outside', async () => {
    const spy = await loopbackServer((_, response) => json(response, 200, {}));
    const connects: string[] = [];
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']) {
      vi.stubEnv(name, spy.origin);
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const org = await loopbackServer((_, response) => json(response, 200, {}));
    const kit = gatewayKit({
      host: {
        proxyFor: async (url) => {
          connects.push(url);
          // Nothing listens there, so nothing leaves this computer.
          return 'http://127.0.0.1:9';
        },
      },
    });
    expect((await kit.gateway.request(limitsRequest(org.origin))).status).toBe(200);
    const outside = await failureOf(kit.gateway.request(limitsRequest(ORIGIN)));
    expect(['org-unreachable', 'proxy-failed']).toContain(outside.code);
    expect(connects).toEqual([`${ORIGIN}/`]);
    expect(spy.received).toEqual([]);
  });
});
