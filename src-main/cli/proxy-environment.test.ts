import { describe, expect, it } from 'vitest';
import { proxyFromEnvironment } from './proxy-environment.ts';

const environment = {
  HTTPS_PROXY: 'proxy.example.com:8080',
  NO_PROXY: 'localhost, .internal.example.com,10.0.0.1:8443',
};

describe('the proxy that the environment names', () => {
  it.each([
    ['https://acme.my.salesforce.com/services', 'http://proxy.example.com:8080'],
    ['https://localhost/x', null],
    ['https://a.internal.example.com/x', null],
    ['https://internal.example.com/x', null],
    ['https://notinternal.example.com/x', 'http://proxy.example.com:8080'],
    ['https://10.0.0.1:8443/x', null],
    ['https://10.0.0.1/x', 'http://proxy.example.com:8080'],
    ['http://acme.example.com/x', null],
  ])('for %s is %s', (address, proxy) => {
    expect(proxyFromEnvironment(address, environment)).toBe(proxy);
  });

  it('is none when NO_PROXY is a star', () => {
    expect(proxyFromEnvironment('https://a.example.com', { https_proxy: 'http://p:1', no_proxy: '*' })).toBeNull();
  });
});
