import { describe, expect, it } from 'vitest';
import { sampleConnection } from '../../testing/samples.ts';
import { firstPlace, hostOf, loginUrlOf } from './login-host.ts';

describe('the place of a browser sign-in', () => {
  it('is Production at first, and where a connection was signed in before later', () => {
    expect(firstPlace(undefined)).toEqual({ place: 'production', address: '' });
    expect(firstPlace(sampleConnection({ loginUrl: 'https://test.salesforce.com' })).place).toBe('sandbox');
    const domain = 'https://acme.my.salesforce.com';
    expect(firstPlace(sampleConnection({ loginUrl: domain }))).toEqual({ place: 'domain', address: domain });
    expect(firstPlace(sampleConnection({ loginUrl: null, instanceUrl: domain }))).toEqual({
      place: 'domain',
      address: domain,
    });
  });

  it('gives the engine an address, and people its host', () => {
    expect(loginUrlOf('production', 'ignored')).toBe('https://login.salesforce.com');
    expect(loginUrlOf('sandbox', '')).toBe('https://test.salesforce.com');
    expect(loginUrlOf('domain', ' acme.my.salesforce.com ')).toBe('acme.my.salesforce.com');
    expect(hostOf('https://test.salesforce.com')).toBe('test.salesforce.com');
    expect(hostOf('acme')).toBe('acme');
  });
});
