import { describe, expect, it } from 'vitest';
import { readProxyAddress } from './proxy-address.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy.example:3128', 'proxy.example', 3128, 'proxy.example:3128', null],
    ['http://proxy.example', 'proxy.example', 80, 'proxy.example:80', null],
    ['https://proxy.example', 'proxy.example', 443, 'proxy.example:443', null],
    ['http://[::1]:8080', '::1', 8080, '[::1]:8080', null],
    ['http://ada:a%40b@proxy.example:1', 'proxy.example', 1, 'proxy.example:1', basic('ada:a@b')],
    ['http://ada:50%@proxy.example:1', 'proxy.example', 1, 'proxy.example:1', basic('ada:50%')],
    ['http://ada@proxy.example:1', 'proxy.example', 1, 'proxy.example:1', basic('ada:')],
  ])('%s is taken apart, and shown without a password', (text, hostname, port, shown, authorization) => {
    expect(readProxyAddress(text)).toEqual({
      secure: text.startsWith('https:'),
      hostname,
      port,
      shown,
      authorization,
    });
  });

  it.each(['', 'proxy', 'http://', 'file:///etc/passwd', 'http://ada:s3cret@[bad]:1'])('%j is none', (text) => {
    expect(() => readProxyAddress(text)).toThrow('proxy');
  });
});
