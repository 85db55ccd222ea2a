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
    'https://docs.google.com/spreadsheets/d/1AbC_d-9/edit#gid=17',
    'https://drive.google.com/drive/my-drive',
    'https://console.cloud.google.com/apis/library/sheets.googleapis.com?project=123',
    'https://console.cloud.google.com/auth/clients',
    'https://developers.google.com/workspace/sheets/api/limits',
    'https://support.google.com/a/answer/7281227',
    'https://myaccount.google.com/connections',
    'https://acme-my.sharepoint.com/:x:/g/personal/ada_acme_com/EaBc?e=1',
    'https://acme.sharepoint.com/sites/team/Shared%20Documents/Orgbench.xlsx?web=1',
    'https://onedrive.live.com/edit.aspx?resid=1!2',
    'https://1drv.ms/x/s!AbC',
    'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    'https://portal.azure.com/',
    'https://login.microsoftonline.com/organizations/adminconsent?client_id=1',
    'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0/adminconsent?client_id=1&scope=x',
    'https://learn.microsoft.com/graph/api/driveitem-createuploadsession',
    'https://myapps.microsoft.com/',
    'https://account.live.com/consent/Manage',
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
    'https://docs.google.com/forms/d/1',
    'https://docs.google.com/spreadsheetsx',
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=1',
    'https://evil.docs.google.com/spreadsheets/d/1',
    'https://sharepoint.com/',
    'https://evilsharepoint.com/',
    'https://acme.sharepoint.com.evil.example/',
    'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1',
    'https://login.microsoftonline.com/adminconsent',
    'https://sites.google.com/view/x',
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
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=1&state=2',
    'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1',
    'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/authorize?client_id=1',
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
    'http://accounts.google.com/o/oauth2/v2/auth?client_id=1',
    'https://accounts.google.com/o/oauth2/v2/auth/..',
    'https://accounts.google.com/Logout',
    'https://accounts.google.com.evil.example/o/oauth2/v2/auth',
    'https://accounts.google.com:8443/o/oauth2/v2/auth',
    `https://accounts.google.com${path}`,
    'https://login.microsoftonline.com/common/oauth2/v2.0/logout',
    'https://login.microsoftonline.com/common/evil/oauth2/v2.0/authorize',
    'https://me@login.microsoftonline.com/common/oauth2/v2.0/authorize',
    'http://127.0.0.1:8080/o/oauth2/v2/auth',
  ])('refuses %s', (address) => {
    expect(signInLink(address)).toBeNull();
  });
});
