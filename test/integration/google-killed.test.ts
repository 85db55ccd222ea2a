import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DICTIONARY_COLUMNS, type ExportSpec } from '../../src-preload/contract/exports.ts';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import { type FakeGoogle, startFakeGoogle } from '../fakes/google/fake-google.ts';
import { followSignIn } from '../support/browser-person.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from '../support/engine-parts.ts';
import { requestLines, trimmed } from '../support/google-kit.ts';
import { largeOrg } from '../support/large-org.ts';
import { callContext } from '../support/sync-rig.ts';

const SCRIPT = resolve(import.meta.dirname, '../support/google-export-process.ts');

/** Gives an engine in this process to the work, and frees the folder again. */
async function withEngine<T>(
  dataDir: string,
  google: FakeGoogle,
  work: (engine: ReturnType<typeof createEngine>) => Promise<T>,
): Promise<T> {
  const engine = createEngine({
    dataDir,
    program: 'test',
    lockWaitMs: 5000,
    keychain: null,
    policy: TEST_POLICY,
    emit: () => {},
    host: { ...testHost, openExternal: async (url) => void (await followSignIn(google.local(url))) },
    endpoints: google.endpoints,
  });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** A vault with a read org and a signed-in account. */
async function ready() {
  const [org, google] = await Promise.all([startSampleOrg({ bundle: largeOrg(40, 400) }), startFakeGoogle()]);
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-killed-'));
  const dataDir = join(folder, 'vault');
  const spec = await withEngine(dataDir, google, async (engine) => {
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
    const { handlers, connectWithToken, syncNow } = engine.services();
    const look = { name: 'Org', group: '', colour: '', notes: '' };
    const { id: connectionId } = await connectWithToken({
      ...look,
      connectionId: null,
      instanceUrl: org.instanceUrl,
      token: org.accessToken,
    });
    await syncNow({ connectionId, objects: 'all' });
    const set = { googleClientId: google.client.clientId, googleClientSecret: google.client.clientSecret };
    await handlers['preferences.write']({ set, reset: [] }, callContext());
    const account = await handlers['accounts.signIn'](
      { provider: 'google', accountId: null, access: 'ownFiles' },
      callContext(),
    );
    const made: ExportSpec = {
      source: {
        kind: 'dictionary',
        query: { connectionId, objects: null, quick: '', filters: [], sort: [] },
        layout: 'one',
        columns: [...DICTIONARY_COLUMNS],
        headers: 'api',
      },
      destination: { kind: 'google', accountId: account.id, target: { kind: 'new', title: 'Large org' } },
      cover: true,
      defuse: true,
    };
    return made;
  });
  await org.close();
  const run = (exportId?: string) =>
    spawn(
      process.execPath,
      [
        '--no-warnings',
        SCRIPT,
        dataDir,
        JSON.stringify(google.endpoints),
        JSON.stringify(spec),
        ...(exportId ? [exportId] : []),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  const close = async (): Promise<void> => {
    await google.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { google, dataDir, run, close };
}

let kit: Awaited<ReturnType<typeof ready>>;

beforeAll(async () => {
  kit = await ready();
}, 60_000);
afterAll(() => kit.close());

describe('an export to Google whose process was killed', () => {
  it.each([
    ['while the spreadsheet is being made', 'POST https://sheets.googleapis.com/v4/spreadsheets?', 0],
    ['in the middle of the rows', 'values:batchUpdate', 1],
    ['during the last step', /spreadsheets\/[\w-]+:batchUpdate/, 0],
  ] as const)(
    '%s goes on and is there once, whole',
    async (_when, match, skip) => {
      const { google, dataDir, run } = kit;
      for (const { id } of google.spreadsheets()) google.deleteForever(id);
      google.clearFaults();
      google.clearRequests();
      const hitsBefore = google.faultHits();
      google.fault({ match, skip, times: 1, kind: 'hang' });
      const killed = run();
      const gone = once(killed, 'exit');
      onTestFinished(() => void killed.kill('SIGKILL'));
      await expect.poll(() => google.faultHits() - hitsBefore, { timeout: 30_000 }).toBe(1);
      killed.kill('SIGKILL');
      await gone;
      const sentBefore = chunksDone(google);
      const stopped = await withEngine(dataDir, google, async (engine) => {
        await engine.unlock(TEST_PASSWORD);
        const { exports } = await engine
          .services()
          .handlers['exports.history']({ connectionId: null, limit: 10 }, callContext());
        return exports[0];
      });
      expect(stopped).toMatchObject({ state: 'interrupted', canResume: true, link: null });
      expect(google.spreadsheets().filter(({ title }) => !title.startsWith('Incomplete'))).toEqual([]);

      google.clearRequests();
      const second = run(stopped?.id);
      onTestFinished(() => void second.kill('SIGKILL'));
      const [code] = (await once(second, 'exit')) as [number | null];
      expect(code).toBe(0);
      const made = google.spreadsheets();
      expect(made.map(({ title }) => title)).toEqual(['Large org']);
      // What had been acknowledged before the kill was not sent again.
      const total = sentBefore + chunksDone(google);
      expect(total).toBe(await leastChunks(google));
      await withEngine(dataDir, google, async (engine) => {
        await engine.unlock(TEST_PASSWORD);
        const { store, handlers } = engine.services();
        const { exports } = await handlers['exports.history']({ connectionId: null, limit: 10 }, callContext());
        expect(exports[0]).toMatchObject({ state: 'done', canResume: false, rows: 16_000 });
        expect(exports[0]?.link).toContain(made[0]?.id);
        const query = { connectionId: exports[0]?.connectionId ?? '', objects: null, quick: '', filters: [], sort: [] };
        const names = [...store.catalog.iterateFields(query)].flat().map(({ object, name }) => [object, name]);
        const tab = made[0]?.tabs.find(({ values }) => values.length > 16_000);
        const [, ...rows] = trimmed(tab?.values ?? []);
        const [object, name] = [DICTIONARY_COLUMNS.indexOf('object'), DICTIONARY_COLUMNS.indexOf('name')];
        const found = rows.map((row) => [row[object], row[name]]);
        expect(found.find((row, index) => String(row) !== String(names[index]))).toBeUndefined();
        expect(found).toHaveLength(names.length);
      });
    },
    90_000,
  );
});

/** Bodies of values that were answered. */
function chunksDone(google: FakeGoogle): number {
  return requestLines(google.requests().filter(({ status }) => status === 200)).filter((line) =>
    line.includes('values:'),
  ).length;
}

/** How many bodies the export has in all, from the sizes of what is there. */
async function leastChunks(google: FakeGoogle): Promise<number> {
  const values = google.spreadsheets()[0]?.tabs.flatMap((tab) => tab.values) ?? [];
  const bytes = values.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)) + 1, 0);
  return Math.ceil(bytes / 2_000_000);
}
