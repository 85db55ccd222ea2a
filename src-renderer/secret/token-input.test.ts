import { describe, expect, it } from 'vitest';
import { looksLikeToken, tidyAddress, tidyToken } from './token-input.ts';

describe('a pasted org address', () => {
  it('becomes the My Domain origin, whatever page it was copied from', () => {
    expect(tidyAddress(' https://acme.lightning.force.com/lightning/setup/ObjectManager/home ')).toBe(
      'https://acme.my.salesforce.com',
    );
    expect(tidyAddress('acme--uat.sandbox.lightning.force.com')).toBe('https://acme--uat.sandbox.my.salesforce.com');
    expect(tidyAddress('https://acme.my.salesforce-setup.com/lightning/setup')).toBe('https://acme.my.salesforce.com');
    expect(tidyAddress('https://acme.my.salesforce.com/')).toBe('https://acme.my.salesforce.com');
    expect(tidyAddress('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  });

  it('is no address while it is not one', () => {
    for (const text of ['', '   ', 'acme', 'https://', 'not an address']) expect(tidyAddress(text)).toBeNull();
  });
});

describe('a pasted access token', () => {
  it('loses blanks and quotes around it', () => {
    expect(tidyToken(' "00D5g000004abcd!AQ.x_y"\n')).toBe('00D5g000004abcd!AQ.x_y');
  });

  it('is told from other text by its shape', () => {
    expect(looksLikeToken('00D5g000004abcd!AQEAQ.x_y')).toBe(true);
    for (const text of ['', 'https://acme.my.salesforce.com', '00D5g000004abcd', '005xx!abc']) {
      expect(looksLikeToken(text)).toBe(false);
    }
  });
});
