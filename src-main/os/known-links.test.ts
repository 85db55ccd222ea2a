import { describe, expect, it } from 'vitest';
import { knownLink, signInLink } from './known-links.ts';

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

describe('signInLink', () => {
  const path = '/services/oauth2/authorize?client_id=1';
  it.each([
    `https://login.salesforce.com${path}`,
    `https://test.salesforce.com${path}`,
    `https://acme--uat.sandbox.my.salesforce.com${path}`,
    `https://agency.my.salesforce.mil${path}`,
    `http://127.0.0.1:8080${path}`,
  ])('opens %s', (address) => {
    expect(signInLink(address)).toBe(address);
  });

  it.each([
    `http://login.salesforce.com${path}`,
    `https://login.salesforce.com.evil.example${path}`,
    `https://evilmy.salesforce.com${path}`,
    `https://login.salesforce.com:444${path}`,
    `https://me@login.salesforce.com${path}`,
    'https://login.salesforce.com/secur/logout.jsp',
    'http://127.0.0.1:631/admin',
    `file://127.0.0.1${path}`,
    `http://192.168.0.1${path}`,
  ])('refuses %s', (address) => {
    expect(signInLink(address)).toBeNull();
  });
});
