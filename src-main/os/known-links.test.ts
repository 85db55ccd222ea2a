import { describe, expect, it } from 'vitest';
import { knownLink } from './known-links.ts';

describe('knownLink', () => {
  it.each([
    'https://acme.lightning.force.com/lightning/setup/ObjectManager/Account/Details/view',
    'https://acme--uat.sandbox.lightning.force.com/lightning/setup/ObjectManager/home',
    'https://acme.my.salesforce.com/',
    'https://acme.develop.my.salesforce.com/',
    'https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home',
    'https://help.salesforce.com/s/articleView?id=1',
  ])('opens %s', (address) => {
    expect(knownLink(address)).toBe(address);
  });

  it.each([
    'http://acme.lightning.force.com/',
    'https://lightning.force.com.evil.example/',
    'https://evillightning.force.com/',
    'https://acme.lightning.force.com:8443/',
    'https://user:secret@acme.my.salesforce.com/',
    'https://user@acme.my.salesforce.com/',
    'file:///etc/passwd',
    `${'javascript'}:alert(1)`,
    'smb://acme.my.salesforce.com/share',
    'https://example.com/',
    'acme.my.salesforce.com',
    '',
    `https://acme.my.salesforce.com/${'a'.repeat(5000)}`,
  ])('refuses %s', (address) => {
    expect(knownLink(address)).toBeNull();
  });
});
