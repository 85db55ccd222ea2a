import { describe, expect, it } from 'vitest';
import { EngineFailure } from '../failure.ts';
import { normaliseInstanceUrl } from './address.ts';

describe('an address that a person pastes', () => {
  it.each([
    ['https://acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['  acme.my.salesforce.com \n', 'https://acme.my.salesforce.com'],
    ['HTTPS://ACME.my.Salesforce.com/', 'https://acme.my.salesforce.com'],
    ['https://acme.my.salesforce.com/lightning/o/Account/list?x=1#y', 'https://acme.my.salesforce.com'],
    ['https://acme.my.salesforce.com:443/', 'https://acme.my.salesforce.com'],
    ['https://acme.lightning.force.com/lightning/setup/SetupOneHome/home', 'https://acme.my.salesforce.com'],
    ['https://acme--uat.sandbox.lightning.force.com', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['https://acme-dev-ed.develop.lightning.force.com', 'https://acme-dev-ed.develop.my.salesforce.com'],
    ['https://acme.my.salesforce-setup.com/lightning/setup/x', 'https://acme.my.salesforce.com'],
    ['https://acme--uat.sandbox.my.salesforce-setup.com', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['https://acme.lightning.force.mil', 'https://acme.my.salesforce.mil'],
    ['https://acme.my.salesforce.mil', 'https://acme.my.salesforce.mil'],
    ['https://acme.my.sfcrmproducts.cn', 'https://acme.my.sfcrmproducts.cn'],
    ['https://na139.salesforce.com', 'https://na139.salesforce.com'],
    ['http://127.0.0.1:8123', 'http://127.0.0.1:8123'],
    ['http://localhost:8123/', 'http://localhost:8123'],
    ['http://[::1]:8123', 'http://[::1]:8123'],
  ])('%j becomes %s', (text, origin) => {
    expect(normaliseInstanceUrl(text)).toBe(origin);
  });

  it.each([
    ['', 'Enter the address'],
    ['   ', 'Enter the address'],
    ['my org', 'not an address'],
    ['https://', 'not an address'],
    ['http://acme.my.salesforce.com', 'https only'],
    ['ftp://acme.my.salesforce.com', 'not ftp:'],
    ['https://user:secret@acme.my.salesforce.com', 'user name or password'],
    ['https://acme.my.salesforce.com:8443', 'standard port'],
    ['https://login.salesforce.com', "org's own address"],
    ['https://test.salesforce.com', "org's own address"],
    ['https://acme.my.site.com', 'not the org'],
    ['https://acme--c.vf.force.com', 'not the org'],
    ['https://acme.example.com', 'not an address of a Salesforce org'],
    ['https://acme.my.salesforce.com.evil.example', 'not an address of a Salesforce org'],
    ['https://evilmy.salesforce.com', 'not an address of a Salesforce org'],
    ['http://127.0.0.1', 'needs its port'],
    ['http://192.168.0.1:80', 'https only'],
    ['https://192.168.0.1', 'not an address of a Salesforce org'],
  ])('%j is refused and told why', (text, part) => {
    const refuse = (): string => normaliseInstanceUrl(text);
    expect(refuse).toThrow(EngineFailure);
    expect(refuse).toThrow(part);
  });
});
