/*
 * Every library that the engine speaks to a service with, in a process of its own under the watch of socket-watch.ts, with
 * the gateway as it is in the product and a proxy that leads to the test's servers by their true names. Prints what was
 * asked for and what was watched as JSON.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { googleLibraries } from '../../src-main/engine/exports/google/google-libraries.ts';
import { fetchThrough } from '../../src-main/engine/exports/google/library-errors.ts';
import { createGraph } from '../../src-main/engine/exports/microsoft/graph.ts';
import { createMsal } from '../../src-main/engine/exports/microsoft/msal.ts';
import { type CloudCall, createCloudFetch } from '../../src-main/engine/network/cloud-fetch.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import { createOrgClient } from '../../src-main/engine/salesforce/create-org-client.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createLedgerRepository } from '../../src-main/engine/store/ledger-repository.ts';
import { type Watched, watchedSockets } from './socket-watch.ts';

export type LibraryRun = {
  readonly folder: string;
  /** The gateway's own proxy. The environment names another one. */
  readonly proxy: string;
  /** Makes a request past the gateway, to show that the watch sees one. */
  readonly planted: string | null;
};
export type LibraryOutcome = {
  readonly ledger: readonly { readonly host: string; readonly state: string }[];
  readonly watched: readonly Watched[];
};

const GOOGLE_TOKEN = 'ya29.Example-Access_Token.For.Tests';
const SIGNAL = new AbortController().signal;
const ACCOUNT = { id: 'a1', name: 'ada@example.com' };

type Gateway = ReturnType<typeof createGateway>;

async function askSalesforce(gateway: Gateway): Promise<void> {
  const connection = {
    id: 'c1',
    name: 'Test org',
    origin: 'https://acme.my.salesforce.com',
    accessToken: '00D000000000001!AQEAQExample.Token_For.Tests',
  };
  const client = await createOrgClient({ gateway, now: Date.now, trigger: 'test', apiVersion: '68.0', connection });
  await client.identity();
  await client.limits();
}

async function askGoogle(gateway: Gateway): Promise<void> {
  const { drive, sheets, createOAuthClient } = await googleLibraries();
  const call = (purpose: CloudCall['purpose'], accessToken: string | null) =>
    fetchThrough(
      createCloudFetch(gateway, () => ({
        purpose,
        trigger: 'export',
        account: ACCOUNT,
        accessToken,
        about: 'a test',
        repeatable: true,
      })),
    );
  const renewing = createOAuthClient({
    clientId: 'c',
    clientSecret: 's',
    transporterOptions: { fetchImplementation: call('google account', null) },
  });
  renewing.setCredentials({ refresh_token: '1//r' });
  await renewing.getAccessToken();
  const auth = createOAuthClient({});
  auth.setCredentials({ access_token: GOOGLE_TOKEN });
  const options = (purpose: CloudCall['purpose']) => ({
    retry: false,
    fetchImplementation: call(purpose, GOOGLE_TOKEN),
  });
  await drive.about.get({ auth, fields: 'user(displayName)' }, options('google files'));
  await drive.files.list({ auth, q: "name = 'a'", pageSize: 10, fields: 'files(id)' }, options('google files'));
  const book = { auth, spreadsheetId: '1AbC', fields: 'sheets.properties' };
  await sheets.spreadsheets.get(book, options('google sheets'));
}

async function askMicrosoft(gateway: Gateway): Promise<void> {
  const { application, outcome } = await createMsal(gateway, {
    clientId: 'c',
    tenant: 'organizations',
    account: ACCOUNT,
    trigger: 'sign in',
    cache: { read: () => null, write: () => undefined },
  });
  const request = {
    code: '0.AXs',
    codeVerifier: 'v'.repeat(64),
    redirectUri: 'http://localhost:1',
    scopes: ['Files.ReadWrite'],
  };
  const signedIn = await outcome(() => application.acquireTokenByCode(request));
  if (!signedIn.ok) throw new Error('MSAL did not sign in.');
  const account = {
    id: ACCOUNT.id,
    account: () => ({ name: ACCOUNT.name }),
  } as unknown as Parameters<typeof createGraph>[1]['account'];
  const signIns = { accessToken: async () => 'EwB-token' } as unknown as Parameters<typeof createGraph>[0]['signIns'];
  const graph = createGraph({ gateway, signIns }, { account, trigger: 'export', signal: SIGNAL });
  const path = '/me/drive/special/approot?$select=id';
  await graph.ask({ purpose: 'microsoft files', method: 'GET', path, about: 'a folder', repeatable: true });
}

async function main({ folder, proxy, planted }: LibraryRun): Promise<LibraryOutcome> {
  const db = openDatabase(join(folder, 'store.db'), randomBytes(32));
  const ledger = createLedgerRepository(db);
  const gateway = createGateway({
    ledger,
    now: Date.now,
    host: { proxyFor: async () => proxy },
    isOpen: () => true,
    onlySalesforce: () => false,
  });
  await askSalesforce(gateway);
  await askGoogle(gateway);
  await askMicrosoft(gateway);
  if (planted !== null) await fetch(planted);
  await gateway.close();
  const { rows } = ledger.list({ offset: 0, limit: 100, text: '', connectionId: null });
  db.close();
  const inOrder = rows.map(({ host, state }) => ({ host, state })).toReversed();
  return { ledger: inOrder, watched: watchedSockets() };
}

if (process.argv[1] === import.meta.filename) {
  const outcome = await main(JSON.parse(process.argv[2] ?? '{}') as LibraryRun);
  process.stdout.write(JSON.stringify(outcome));
}
