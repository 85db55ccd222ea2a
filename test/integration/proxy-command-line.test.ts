import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { LedgerRow } from '../../src-preload/contract/ledger.ts';
import { runCli, runCliJson } from '../support/command-line.ts';
import { createLocalCa } from '../support/local-ca.ts';
import { localProxy } from '../support/local-proxy.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startTlsFront } from '../support/tls-front.ts';

/*
 * The whole way with true names: the built command line, a proxy with a password, TLS with the certificate of a local
 * authority, and an org that is nowhere else to be had.
 */

const VAULT_PASSWORD = 'correct horse battery staple';
const HOST = 'acme.my.salesforce.com';
const ORIGIN = `https://${HOST}`;
const TARGET = `${HOST}:443`;
const ACCOUNT = { name: 'proxy-user', password: 'proxy-s3cret' };

async function rig() {
  const bundle = smallOrg([
    customObject('Delivery__c', [textField('Route_Code__c'), textField('Gate__c')]),
    customObject('Lorry__c', [textField('Plate__c')]),
  ]);
  const org = await sampleOrgForTest({ bundle });
  const ca = createLocalCa('Contoso inspection');
  const front = await startTlsFront(ca.issue({ names: [HOST] }), org.instanceUrl, ORIGIN);
  onTestFinished(() => front.close());
  const proxy = await localProxy({ hosts: { [TARGET]: front.port }, account: ACCOUNT });
  const folder = tempFolder();
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, ca.cert);
  const vault = join(folder, 'vault');
  const environment = {
    ORGBENCH_PASSWORD: VAULT_PASSWORD,
    HTTPS_PROXY: `http://${ACCOUNT.name}:${ACCOUNT.password}@127.0.0.1:${proxy.port}`,
    NO_PROXY: '.internal.example.com',
    NODE_EXTRA_CA_CERTS: caFile,
  };
  const inVault = ['--data-dir', vault, '--json'];
  await runCliJson(['vault', 'create', '--device-secret', 'none', ...inVault], { environment });
  const connect = (changes: Readonly<Record<string, string>> = {}) =>
    runCli(['connect', '--name', 'Acme', '--instance-url', ORIGIN, ...inVault], {
      environment: { ...environment, ...changes },
      input: [org.accessToken],
    });
  const json = <T = Record<string, unknown>>(args: readonly string[]) =>
    runCliJson<T>([...args, ...inVault], { environment });
  return { org, front, proxy, vault, environment, connect, json };
}

it('an org is connected and read through a proxy with a password, and the ledger has every request', async () => {
  const { org, front, proxy, vault, connect, json } = await rig();
  expect(await connect()).toMatchObject({ code: 0, stderr: '' });
  expect(await json(['connections'])).toMatchObject({ connections: [{ name: 'Acme', instanceUrl: ORIGIN }] });
  expect(await json(['sync', 'Acme', '--all'])).toMatchObject({ objects: 2 });
  const { fields } = await json<{ readonly fields: readonly { readonly name: string }[] }>(['fields', 'Acme']);
  expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['Route_Code__c', 'Gate__c', 'Plate__c']));

  const { requests } = await json<{ readonly requests: readonly LedgerRow[] }>(['ledger']);
  const inLedger = requests
    .toReversed()
    .map(({ method, path, status, state, host }) => ({ method, path, status, state, host }));
  const served = org.requests().map(({ method, path, status }) => ({
    method,
    path: path.split('?', 1)[0],
    status,
    state: 'done',
    host: HOST,
  }));
  const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  expect(served.length).toBeGreaterThan(5);
  expect(inOrder(inLedger.map((row) => ({ ...row, path: row.path.split('?', 1)[0] })))).toEqual(inOrder(served));
  expect(front.served()).toBe(served.length);
  expect(proxy.tunnels.length).toBeGreaterThan(0);
  expect(proxy.tunnels.every(({ target, made }) => target === TARGET && made)).toBe(true);
  expect(proxy.others).toEqual([]);
  expect(org.writes()).toEqual([]);

  const log = await runCli(['log', '--data-dir', vault], { environment: { ORGBENCH_PASSWORD: VAULT_PASSWORD } });
  const files = readdirSync(vault, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const written = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
  for (const text of [log.stdout, JSON.stringify(requests), ...written]) expect(text).not.toContain(ACCOUNT.password);
});

it('without the certificate of the company, or the password of the proxy, nothing is read and one line says why', async () => {
  const { front, proxy, vault, connect, environment } = await rig();
  const untrusted = await connect({ NODE_EXTRA_CA_CERTS: '' });
  expect(untrusted.code).toBe(1);
  expect(untrusted.stderr).toMatch(
    new RegExp(`^orgbench: ${HOST} was not reached: its certificate, issued by “Contoso inspection.*\\n$`),
  );
  expect(front.served()).toBe(0);

  const refused = await connect({ HTTPS_PROXY: `http://${ACCOUNT.name}:wrong-s3cret@127.0.0.1:${proxy.port}` });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/the proxy 127\.0\.0\.1:\d+ did not accept the user name and password.*\n$/);
  expect(front.served()).toBe(0);

  const log = await runCli(['log', '--data-dir', vault], { environment });
  const ledger = await runCli(['ledger', '--data-dir', vault, '--json'], { environment });
  expect(JSON.parse(ledger.stdout)).toMatchObject({ requests: [{ host: HOST, state: 'failed' }, { host: HOST }] });
  for (const text of [untrusted.stderr, refused.stderr, log.stdout, ledger.stdout]) {
    expect(text).not.toMatch(/s3cret|proxy-user/);
  }
});
