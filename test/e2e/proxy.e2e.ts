import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { createLocalCa } from '../support/local-ca.ts';
import { type LocalProxy, startLocalProxy } from '../support/local-proxy.ts';
import { button, endSecret, setUp, waitUntilRead } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { type TlsFront, startTlsFront } from '../support/tls-front.ts';

/*
 * The app in a company's network: an automatic configuration file (PAC) says for each host which way it is reached, the
 * company's own authority is in the certificate store, and orgs have their true names.
 */

const HOST = 'acme.my.salesforce.com';
const INSPECTED = 'inspected.my.salesforce.com';
const SIGN_IN = 'sign-in.my.salesforce.com';
const SOCKS = 'socks.my.salesforce.com';
/** No name service is asked for a label of more than 63 characters, so nothing leaves this computer. */
const DIRECT = `${'a'.repeat(64)}.my.salesforce.com`;

const bundle = smallOrg([
  customObject('Delivery__c', [textField('Route_Code__c'), textField('Gate__c')]),
  customObject('Lorry__c', [textField('Plate__c')]),
]);

let folder = '';
let org: SampleOrg;
let front: TlsFront;
let inspecting: TlsFront;
let proxy: LocalProxy;
let strict: LocalProxy;
let running: RunningApp;
let page: Page;

const pac = () => `function FindProxyForURL(url, host) {
  if (host === '${DIRECT}') return 'DIRECT';
  if (host === '${SOCKS}') return 'SOCKS5 127.0.0.1:1080';
  if (host === '${SIGN_IN}') return 'PROXY 127.0.0.1:${strict.port}; DIRECT';
  return 'PROXY 127.0.0.1:${proxy.port}';
}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgbench-proxy-'));
  org = await startSampleOrg({ bundle });
  const company = createLocalCa('Contoso authority', 'Contoso');
  const stranger = createLocalCa('Somebody in the middle', 'Unknown');
  front = await startTlsFront(company.issue({ names: [HOST] }), org.instanceUrl, `https://${HOST}`);
  inspecting = await startTlsFront(stranger.issue({ names: [INSPECTED] }), org.instanceUrl, `https://${INSPECTED}`);
  proxy = await startLocalProxy({ hosts: { [`${HOST}:443`]: front.port, [`${INSPECTED}:443`]: inspecting.port } });
  strict = await startLocalProxy({ account: { name: 'ada', password: 'lamp' } });
  const caFile = join(folder, 'company.pem');
  writeFileSync(caFile, company.cert);
  // On Linux this names the file of the system's certificate store.
  running = await launchApp({ env: { SSL_CERT_FILE: caFile } });
  const script = `data:application/x-ns-proxy-autoconfig;base64,${Buffer.from(pac()).toString('base64')}`;
  await running.app.evaluate(async ({ session }, pacScript) => {
    await session.defaultSession.setProxy({ mode: 'pac_script', pacScript });
  }, script);
  await sizeWindow(running);
  page = await setUp(running, 'lamp tundra velvet quarry');
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
});
afterAll(async () => {
  await running.close();
  await Promise.all([proxy, strict, front, inspecting, org].map((one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function fillIn(secret: Page, host: string): Promise<void> {
  await secret.getByLabel('Name', { exact: true }).fill('Acme');
  await secret.getByLabel('Org address').fill(`https://${host}`);
  await secret.getByLabel('Access token', { exact: true }).fill(org.accessToken);
}

/** What the form says after an attempt that fails. */
async function refusalFor(secret: Page, host: string): Promise<Locator> {
  await fillIn(secret, host);
  await button(secret, 'Connect').click();
  const refusal = secret.getByRole('alert').filter({ hasText: host });
  await refusal.waitFor();
  return refusal;
}

describe('an org behind the proxy of a company', () => {
  it('is not reached in any other way than the settings of the system say, and the form says why', async () => {
    await button(page, 'Connect with an access token').click();
    const secret = await running.secretPage();
    const direct = await refusalFor(secret, DIRECT);
    expect(await direct.textContent()).toContain('the name is not known');
    const socks = await refusalFor(secret, SOCKS);
    expect(await socks.textContent()).toContain('127.0.0.1:1080 is of a kind that Orgbench cannot use');
    const signIn = await refusalFor(secret, SIGN_IN);
    expect(await signIn.textContent()).toContain('The desktop app cannot sign in to a proxy');
    expect(strict.tunnels).toEqual([{ target: `${SIGN_IN}:443`, made: false }]);
    await expectAccessible(secret, 'a proxy that wants a sign-in');
    await picture(secret, 'proxy-sign-in');

    const inspected = await refusalFor(secret, INSPECTED);
    expect(await inspected.textContent()).toContain('issued by “Somebody in the middle (Unknown)”, is not trusted');
    expect((await secret.getByRole('button').allTextContents()).join(' ')).not.toMatch(/anyway|trust|ignore|accept/i);
    expect(inspecting.served()).toBe(0);
    await expectAccessible(secret, 'a certificate that is not trusted');
    await picture(secret, 'certificate-untrusted');
    expect(proxy.tunnels).toEqual([{ target: `${INSPECTED}:443`, made: true }]);
  });

  it('is connected and read through it', async () => {
    const secret = await running.secretPage();
    await fillIn(secret, HOST);
    await endSecret(secret, 'Connect');
    await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
    await page.getByRole('button', { name: /^Read \d+ objects?$/ }).click();
    await waitUntilRead(page);
    expect(org.requests().length).toBeGreaterThan(5);
    expect(front.served()).toBe(org.requests().length);
    const used = proxy.tunnels.filter(({ target }) => target !== `${INSPECTED}:443`);
    expect(used.length).toBeGreaterThan(0);
    expect(used.every(({ target, made }) => target === `${HOST}:443` && made)).toBe(true);
    expect(proxy.others).toEqual([]);
    expect(org.writes()).toEqual([]);
  });

  it('has every request in the ledger under its true name, those that failed as well', async () => {
    await page.getByRole('link', { name: 'Outbound ledger', exact: true }).click();
    const list = page.getByRole('table', { name: 'Requests' });
    await list.getByRole('row').nth(1).waitFor();
    const rows = await list.locator('tbody tr').allTextContents();
    const ofHost = (host: string) => rows.filter((row) => row.includes(host));
    expect(ofHost(HOST)).toHaveLength(org.requests().length);
    expect(ofHost(HOST).every((row) => /Done\d{3}/.test(row))).toBe(true);
    for (const host of [DIRECT, SIGN_IN, INSPECTED]) {
      expect(ofHost(host).length).toBeGreaterThan(0);
      expect(ofHost(host).some((row) => row.includes('Done'))).toBe(false);
    }
    // Nothing was sent there, not even to the proxy.
    expect(ofHost(SOCKS)).toEqual([]);
    expect(running.problems).toEqual([]);
  });
});
