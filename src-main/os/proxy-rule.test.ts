import { expect, it } from 'vitest';
import { proxyOf } from './proxy-rule.ts';

it.each([
  ['DIRECT', null],
  ['', null],
  ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
  ['PROXY a:1; PROXY b:2; DIRECT', 'http://a:1'],
  ['HTTPS secure.example:443', 'https://secure.example:443'],
  ['SOCKS5 s:1080; PROXY b:2', 'http://b:2'],
  ['SOCKS s:1080', 'socks://s:1080'],
  ['SOCKS5 s:1080; SOCKS t:1080', 'socks://s:1080'],
  ['SOCKS s:1080; DIRECT', null],
  ['DIRECT; PROXY b:2', null],
])('%j means %j', (rule, proxy) => {
  expect(proxyOf(rule)).toBe(proxy);
});
