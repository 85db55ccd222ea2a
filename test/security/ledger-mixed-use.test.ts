/**
 * Promise 6: every request of any kind is in the outbound ledger. The attack is time: whatever the app does in a long mixed
 * use (sign-ins, readings, exports to two providers, counts of analytics) while servers refuse, fail, cut and hang, an
 * attempt that is not in the ledger, or is there with other numbers, would be a request that nobody knows of.
 *
 * The servers are counted below their own code. What the system's browser asks is left out: the person's, not Orgbench's.
 */
import { expect, it } from 'vitest';
import type { ExportDestination, ExportSpec } from '../../src-preload/contract/exports.ts';
import type { LedgerRow } from '../../src-preload/contract/ledger.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { startFakeGoogle } from '../fakes/google/fake-google.ts';
import { startFakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { testEngine, testHost, TEST_PASSWORD } from '../support/engine.ts';
import { BROWSER, type Counted, recordServers } from '../support/http-record.ts';
import { loopbackServer } from '../support/network.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { callContext } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const BUNDLE = smallOrg(
  ['Pump', 'Valve', 'Visit', 'Gauge'].map((name) =>
    customObject(
      `${name}__c`,
      Array.from({ length: 40 }, (_, index) => textField(`Field_${index}__c`)),
    ),
  ),
);
const UPLOAD = '/… (upload address)';

async function kit() {
  const servers = recordServers();
  const [org, google, microsoft, analytics] = await Promise.all([
    sampleOrgForTest({ bundle: BUNDLE }),
    startFakeGoogle(),
    startFakeMicrosoft(),
    loopbackServer((_, response) => response.writeHead(200).end('thank you')),
  ]);
  const endpoints: Readonly<Record<string, string>> = { ...google.endpoints, ...microsoft.endpoints };
  const openExternal = async (url: string): Promise<void> => {
    const { origin } = new URL(url);
    // As the system's browser: nobody waits for it.
    void fetch(`${endpoints[origin] ?? origin}${url.slice(origin.length)}`, { headers: BROWSER }).catch(
      () => undefined,
    );
  };
  const engine = testEngine(tempFolder(), {
    host: { ...testHost, openExternal },
    endpoints,
    analyticsAddress: `${analytics.origin}/counts`,
  });
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  await engine.services().handlers['preferences.write'](
    {
      set: {
        googleClientId: google.client.clientId,
        googleClientSecret: google.client.clientSecret,
        microsoftClientId: microsoft.app.clientId,
      },
      reset: [],
    },
    callContext(),
  );
  const close = async (): Promise<void> => {
    await Promise.all([google.close(), microsoft.close()]);
  };
  return { servers, org, google, microsoft, analytics, engine, endpoints, close };
}
type Kit = Awaited<ReturnType<typeof kit>>;

/** Runs an export to its end, whatever that is. */
async function send(engine: Engine, connectionId: string, destination: ExportDestination): Promise<string> {
  const { handlers } = engine.services();
  const spec: ExportSpec = {
    source: {
      kind: 'fields',
      query: { connectionId, objects: null, quick: '', filters: [], sort: [] },
      columns: ['object', 'name', 'label'],
      headers: 'label',
    },
    destination,
    cover: false,
    defuse: true,
  };
  const { consentId } = await handlers['exports.consent']({ spec }, callContext());
  const { exportId } = await handlers['exports.start']({ spec, targetId: null, consentId }, callContext());
  const stateNow = async (): Promise<string | undefined> => {
    const { exports } = await handlers['exports.history']({ connectionId: null, limit: 50 }, callContext());
    return exports.find(({ id }) => id === exportId)?.state;
  };
  await expect.poll(stateNow, { timeout: 60_000 }).not.toBe('running');
  return String(await stateNow());
}

/** Method, host, path, status and bytes of the app's own requests, in no order: several are on their way at once. */
function linesOfServers({ servers, endpoints }: Kit): readonly string[] {
  const isUpload = ({ host }: Counted): boolean =>
    Object.entries(endpoints).some(
      ([origin, local]) => new URL(local).host === host && /sharepoint|onedrive/.test(origin),
    );
  const own = new Set(Object.values(endpoints).map((local) => new URL(local).host));
  return servers
    .counted()
    .filter(({ isBrowser }) => !isBrowser)
    .map((one) => {
      const path = own.has(one.host) && isUpload(one) ? UPLOAD : one.path;
      return `${one.method} ${one.host} ${path} ${one.status} out ${one.received} in ${one.answered}`;
    })
    .toSorted();
}

function linesOfLedger(rows: readonly LedgerRow[]): readonly string[] {
  return rows
    .filter(({ state }) => state !== 'refused')
    .map(
      ({ method, host, path, status, bytesIn, bytesOut }) =>
        `${method} ${host} ${path} ${status} out ${bytesOut} in ${bytesIn}`,
    )
    .toSorted();
}

// @promise 6: after a long mixed use with failing servers the ledger is what all servers together counted, attempt by attempt
it('is what all servers together counted, request by request and byte by byte', { timeout: 120_000 }, async () => {
  const here = await kit();
  const { org, google, microsoft, analytics, engine } = here;
  const { handlers, connectWithToken, syncNow, store } = engine.services();
  try {
    await handlers['analytics.switch']({ on: true }, callContext());
    // An org that answers at last: too fast, an error, a cut before and within the answer, a page instead of JSON.
    org.faults.add({ match: '/userinfo', times: 1, kind: 'status', status: 429, headers: { 'Retry-After': '1' } });
    const { id } = await connectWithToken({
      name: 'Small',
      group: '',
      colour: '',
      notes: '',
      instanceUrl: org.instanceUrl,
      token: org.accessToken,
      connectionId: null,
    });
    org.faults.add({ match: '/composite', times: 1, kind: 'status', status: 500 });
    org.faults.add({ match: '/sobjects', times: 1, kind: 'cut' });
    org.faults.add({ match: '/tooling/composite', times: 1, kind: 'half' });
    org.faults.add({ match: '/tooling/composite', times: 1, kind: 'html', status: 503 });
    await syncNow({ connectionId: id, objects: 'all' });
    expect(org.faults.hits()).toBe(5);
    await syncNow({ connectionId: id, objects: 'all' });

    // One that never answers, until the person has had enough.
    org.faults.add({ match: '/services/', kind: 'hang' });
    const before = org.requests().length;
    const { jobId } = await handlers['sync.start']({ connectionId: id }, callContext());
    await expect.poll(() => org.requests().length).toBeGreaterThan(before);
    await handlers['jobs.cancel']({ jobId }, callContext());
    const stateOf = async (): Promise<string | undefined> =>
      (await handlers['jobs.list']({ limit: 50 }, callContext())).jobs.find((job) => job.id === jobId)?.state;
    await expect.poll(stateOf).toBe('cancelled');
    org.faults.clear();

    // Google: too fast, cut with and without effect.
    const atGoogle = await handlers['accounts.signIn'](
      { provider: 'google', accountId: null, access: 'ownFiles' },
      callContext(),
    );
    google.fault({ match: 'sheets.googleapis.com', times: 1, kind: 'status', status: 429, retryAfter: 1 });
    google.fault({ match: ':batchUpdate', times: 1, kind: 'cutBefore' });
    const sheet: ExportDestination = {
      kind: 'google',
      accountId: atGoogle.id,
      target: { kind: 'new', title: 'Fields' },
    };
    await send(engine, id, sheet);
    google.clearFaults();
    expect(await send(engine, id, sheet)).toBe('done');

    // Microsoft: a pause asked for, half an answer.
    const atMicrosoft = await handlers['accounts.signIn'](
      { provider: 'microsoft', accountId: null, access: 'ownFiles' },
      callContext(),
    );
    microsoft.fault({ match: 'graph.microsoft.com', kind: 'status', status: 503, retryAfter: 1 });
    microsoft.fault({ match: 'createUploadSession', kind: 'halfBody' });
    const workbook: ExportDestination = {
      kind: 'microsoft',
      accountId: atMicrosoft.id,
      target: { kind: 'new', name: 'Fields', folder: null, ifExists: 'rename' },
    };
    await send(engine, id, workbook);
    microsoft.clearFaults();
    expect(await send(engine, id, workbook)).toBe('done');

    await handlers['analytics.sendNow']({}, callContext());
    expect(analytics.received).toHaveLength(1);
    await handlers['accounts.signOut']({ id: atGoogle.id }, callContext());
    await handlers['connections.signOut']({ id }, callContext());

    const { rows, total } = store.ledger.list({ offset: 0, limit: 1000 });
    expect(rows).toHaveLength(total);
    expect(linesOfLedger(rows)).toEqual(linesOfServers(here));
    // The use was as mixed as it was meant to be.
    const statuses = new Set(rows.map(({ status }) => status));
    for (const status of [200, 429, 500, 503, null]) expect(statuses).toContain(status);
    expect(new Set(rows.map(({ host }) => host)).size).toBeGreaterThan(6);
    expect(rows.every(({ state }) => state === 'done' || state === 'failed')).toBe(true);
    expect(here.servers.counted().filter(({ isBrowser }) => isBrowser).length).toBeGreaterThan(1);
  } finally {
    await here.close();
  }
});
