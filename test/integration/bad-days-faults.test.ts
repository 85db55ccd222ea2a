/*
 * An org that answers badly while it is read: everything the sample org can do wrong, at each of the three kinds of
 * request that a read consists of. Each time the read ends with a sentence, or with the parts marked that are unknown;
 * what had arrived stays; and the read after it leaves the same store and the same files as one that nothing disturbed.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SyncState } from '../../src-preload/contract/jobs.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import type { Fault } from '../../src-main/sample-org/http/faults.ts';
import { catalogLines, closedRows, expectSound, exportChecksums, lineDifferences } from '../support/bad-days.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { partsOrg } from '../support/small-org.ts';
import { callContext, openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const OBJECTS = 60;
const ORG = partsOrg(OBJECTS);
/** Longer than an answer takes on a busy machine. */
const TIMEOUT_MS = 20_000;
/** Where nothing answers; shorter than a person waits. */
const HUNG_TIMEOUT_MS = 1500;

const ROUTES = {
  list: { match: /\/sobjects\/?$/, after: 0 },
  describes: { match: /\/v[\d.]+\/composite/, after: 1 },
  definitions: { match: /\/tooling\//, after: 1 },
} as const satisfies Readonly<Record<string, Pick<Fault, 'match' | 'after'>>>;
type Route = keyof typeof ROUTES;

type Ending = { readonly state: SyncState; readonly code: string; readonly says: RegExp };
/** Ends the whole read, wherever it strikes. */
const always = (state: SyncState, code: string, says: RegExp): Readonly<Record<Route, Ending>> => {
  const ending = { state, code, says };
  return { list: ending, describes: ending, definitions: ending };
};
/** Definitions are extras: without them the described fields stand, with what is unknown marked. */
const refused = (says: RegExp): Readonly<Record<Route, Ending>> => ({
  ...always('failed', 'org-refused', says),
  definitions: { state: 'partial', code: 'read', says },
});
const done = always('complete', 'read', /^$/);
const offline = (says: RegExp) => always('offline', 'org-unreachable', says);

type Bad = readonly [name: string, fault: Omit<Fault, 'match' | 'after'>, endings: Readonly<Record<Route, Ending>>];
const status = (code: number) => ({ kind: 'status', status: code }) as const;
const signedOut = always('signed-out', 'signed-out', /no longer accepts the access token\. Sign in again/);
const FAULTS: readonly Bad[] = [
  ['latency and jitter', { kind: 'latency', ms: 20, jitterMs: 20 }, done],
  ['401 once', { ...status(401), times: 1 }, signedOut],
  ['401 for ever', status(401), signedOut],
  ['403', status(403), always('budget-stopped', 'budget-stopped', /used up its API requests/)],
  ['410', status(410), always('failed', 'api-retired', /no longer offers the API version.*Test the connection/)],
  ['420', status(420), refused(/the org is locked or being moved/)],
  ['429', { ...status(429), headers: { 'Retry-After': '1' } }, refused(/asks to slow down\. Try again later/)],
  ['429 twice', { ...status(429), headers: { 'Retry-After': '1' }, times: 2 }, done],
  ['500', status(500), refused(/something failed there \(status 500\)\. Try again later/)],
  ['500 twice', { ...status(500), times: 2 }, done],
  ['503', status(503), refused(/not available for the moment.*\(status 503\).*temporarily unavailable/)],
  ['a web page with 503', { kind: 'html' }, refused(/under maintenance \(status 503\)\. Try again later/)],
  ['a web page with 200', { kind: 'html', status: 200 }, refused(/web page instead of data \(status 200\)/)],
  ['half a body', { kind: 'half' }, offline(/cut before the answer was complete\. Check the network/)],
  ['half a body once', { kind: 'half', times: 1 }, done],
  ['a cut connection', { kind: 'cut' }, offline(/cut before the answer was complete\. Check the network/)],
  ['a hung connection', { kind: 'hang' }, offline(/no answer came in time\. Check the network/)],
  ['a connection that hangs once', { kind: 'hang', times: 1 }, done],
];
const CASES = (Object.keys(ROUTES) as Route[]).flatMap((route) =>
  FAULTS.map(([name, fault, endings]) => ({
    name,
    route,
    fault: { ...ROUTES[route], ...fault },
    ending: endings[route],
  })),
);

async function connected(org: SampleOrg, timeoutMs = TIMEOUT_MS) {
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32), timeoutMs });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  return {
    rig,
    connectionId,
    read: (signal?: AbortSignal) =>
      rig.sync.syncNow({ connectionId, objects: 'all', ...(signal === undefined ? {} : { signal }) }),
    status: async () => rig.sync.handlers['sync.status']({ connectionId }, callContext()),
    signIn: async () => {
      const { instanceUrl } = org;
      const look = { name: 'Org', group: '', colour: '', notes: '' };
      await rig.connections.connectWithToken({ ...look, instanceUrl, token: org.issueToken(), connectionId });
    },
    export: () => exportChecksums(rig.db, connectionId, tempFolder()),
  };
}

/** The store and the files of a read that nothing disturbed. */
async function undisturbed(org: SampleOrg) {
  const whole = await connected(org);
  expect(await whole.read()).toMatchObject({ objects: OBJECTS, unknown: [] });
  return { lines: catalogLines(whole.rig.db), files: await whole.export() };
}

describe('an org that answers badly while it is read', { timeout: 60_000 }, () => {
  it.each(CASES)(
    'with $name at the $route: $ending.state, nothing lost, and the next read is as good as any',
    async (one) => {
      const { fault, ending } = one;
      const org = await sampleOrgForTest({ bundle: ORG });
      const wanted = await undisturbed(org);
      const timeoutMs = fault.kind === 'hang' ? HUNG_TIMEOUT_MS : TIMEOUT_MS;
      const { rig, connectionId, read, status: statusOf, signIn, export: exported } = await connected(org, timeoutMs);
      org.faults.add(fault);
      const outcome = await read().then(
        ({ unknown }) => ({ code: 'read', said: unknown[0]?.reason ?? '' }),
        (error: { code: string; message: string }) => ({ code: error.code, said: error.message }),
      );
      expect(org.faults.hits()).toBeGreaterThan(0);
      expect(outcome).toEqual({ code: ending.code, said: expect.stringMatching(ending.says) });
      const stopped = await statusOf();
      expect(stopped.state).toBe(ending.state);

      // What arrived is there: it can be listed, found, and is in the index.
      const stored = catalogLines(rig.db).filter((line) => line.startsWith('sobject')).length;
      expect(stored).toBeGreaterThanOrEqual({ list: 0, describes: 1, definitions: OBJECTS }[one.route]);
      const { hits } = rig.catalog.search(connectionId, 'Material', 100);
      expect(hits.length > 0).toBe(stored > 0);
      expectSound(rig.db);
      expect(closedRows(rig.db)).toBe(0);

      org.faults.clear();
      if (ending.state === 'signed-out') await signIn();
      expect(await read()).toMatchObject({ objects: OBJECTS, unknown: [] });
      expect((await statusOf()).state).toBe('complete');
      expect(lineDifferences(wanted.lines, catalogLines(rig.db))).toEqual([]);
      expect(await exported()).toEqual(wanted.files);
      expectSound(rig.db);
    },
  );

  it('hung, is left at once when the person cancels, and goes on later', async () => {
    const org = await sampleOrgForTest({ bundle: ORG });
    const wanted = await undisturbed(org);
    const { rig, read, status: statusOf } = await connected(org);
    org.faults.add({ ...ROUTES.describes, kind: 'hang', times: 1 });
    const cancel = new AbortController();
    const reading = read(cancel.signal);
    await expect.poll(() => org.faults.hits()).toBe(1);
    cancel.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect((await statusOf()).state).toBe('cancelled');
    await read();
    expect(lineDifferences(wanted.lines, catalogLines(rig.db))).toEqual([]);
  });
});
