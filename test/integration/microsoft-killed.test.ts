import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { MicrosoftDestination } from '../../src-preload/contract/exports.ts';
import { DICTIONARY_COLUMNS, type ExportSpec } from '../../src-preload/contract/exports.ts';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { workbookBytes } from '../../src-main/engine/exports/workbook-bytes.ts';
import { type FakeMicrosoft, startFakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { bookOf, sheetOf } from '../support/book.ts';
import { followSignIn } from '../support/browser-person.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from '../support/engine-parts.ts';
import { largeOrg } from '../support/large-org.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { callContext } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SCRIPT = resolve(import.meta.dirname, '../support/google-export-process.ts');
const FIELDS = 4000;

/** Gives an engine in this process to the work, and frees the folder again. */
async function withEngine<T>(
  dataDir: string,
  fake: FakeMicrosoft,
  work: (engine: ReturnType<typeof createEngine>) => Promise<T>,
): Promise<T> {
  const openExternal = async (url: string): Promise<void> => {
    const { origin, pathname, search } = new URL(url);
    await followSignIn(`${fake.endpoints[origin] ?? ''}${pathname}${search}`);
  };
  const engine = createEngine({
    dataDir,
    program: 'test',
    lockWaitMs: 5000,
    keychain: null,
    policy: TEST_POLICY,
    emit: () => {},
    host: { ...testHost, openExternal },
    endpoints: fake.endpoints,
  });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** A vault with a read org, an account that is signed in, and a workbook with a tab to fill. */
async function ready(kind: 'new' | 'tab') {
  const org = await sampleOrgForTest({ bundle: largeOrg(20, FIELDS / 20) });
  const fake = await startFakeMicrosoft();
  onTestFinished(() => fake.close());
  const dataDir = tempFolder();
  const old = bookOf(sheetOf('Fields', ['Old'], [['old']]));
  const { bytes } = await workbookBytes(old, {}, { signal: new AbortController().signal, onRows: () => undefined });
  const { id: fileId, driveId } = fake.addFile(fake.worker, 'Org.xlsx', Buffer.from(bytes));
  const spec = await withEngine(dataDir, fake, async (engine) => {
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
    await handlers['preferences.write']({ set: { microsoftClientId: fake.app.clientId }, reset: [] }, callContext());
    const account = await handlers['accounts.signIn'](
      { provider: 'microsoft', accountId: null, access: 'myFiles' },
      callContext(),
    );
    const target: MicrosoftDestination['target'] =
      kind === 'new'
        ? { kind: 'new', name: 'Large org', folder: null, ifExists: 'rename' }
        : { kind: 'tab', driveId, fileId, fileName: 'Org.xlsx', tabName: 'Fields' };
    const made: ExportSpec = {
      source: {
        kind: 'dictionary',
        query: { connectionId, objects: null, quick: '', filters: [], sort: [] },
        layout: 'one',
        columns: [...DICTIONARY_COLUMNS],
        headers: 'api',
      },
      destination: { kind: 'microsoft', accountId: account.id, target },
      cover: kind === 'new',
      defuse: true,
    };
    return made;
  });
  fake.clearRequests();
  const run = (exportId?: string) => {
    const given = [SCRIPT, dataDir, JSON.stringify(fake.endpoints), JSON.stringify(spec)];
    const child = spawn(process.execPath, ['--no-warnings', ...given, ...(exportId === undefined ? [] : [exportId])], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  return { fake, dataDir, run };
}

const history = (dataDir: string, fake: FakeMicrosoft) =>
  withEngine(dataDir, fake, async (engine) => {
    await engine.unlock(TEST_PASSWORD);
    const list = engine.services().handlers['exports.history'];
    return (await list({ connectionId: null, limit: 10 }, callContext())).exports[0];
  });

/** How many different fields the last sheet of a workbook names. */
function fieldsIn(fake: FakeMicrosoft, path: string): number {
  const item = fake.file(fake.worker, path);
  if (item === null) throw new Error(`There is no ${path}.`);
  const [, ...rows] = fake.workbook(item).sheets.at(-1)?.values ?? [];
  const [object, name] = [DICTIONARY_COLUMNS.indexOf('object'), DICTIONARY_COLUMNS.indexOf('name')];
  return new Set(rows.map((row) => `${row[object]}.${row[name]}`)).size;
}

describe('an export to Microsoft whose process was killed', () => {
  it.each([
    ['a new workbook, before it was there', 'new', /PUT .*:\/content/, 0],
    ['a tab, before its first row', 'tab', /POST .*\/clear/, 0],
    ['a tab, in the middle of its rows', 'tab', /PATCH .*range\(address='A\d{3,}/, 2],
    ['a tab, before its headers', 'tab', /PATCH .*range\(address='A1%3A[B-Z]/, 0],
  ] as const)(
    '%s, goes on and is there once, whole',
    async (_what, kind, match, skip) => {
      const { fake, dataDir, run } = await ready(kind);
      fake.fault({ match, skip, kind: 'hang' });
      const killed = run();
      const gone = once(killed, 'exit');
      await expect.poll(() => fake.faultsLeft(), { timeout: 30_000 }).toBe(0);
      killed.kill('SIGKILL');
      await gone;
      const stopped = await history(dataDir, fake);
      expect(stopped).toMatchObject({ state: 'interrupted', canResume: true, link: null });
      const path = kind === 'new' ? 'Orgbench/Large org.xlsx' : 'Org.xlsx';
      const before = fake.file(fake.worker, path);
      const first = before === null ? '' : (fake.workbook(before).sheets[0]?.values[0]?.[0] ?? '');
      expect(String(first)).toMatch(/^(?:Old|Incomplete: .*)?$/);

      const second = run(stopped?.id);
      const [code] = (await once(second, 'exit')) as [number | null];
      expect(code).toBe(0);
      expect(await history(dataDir, fake)).toMatchObject({ state: 'done', canResume: false, rows: FIELDS });
      expect(fake.files(fake.worker).map((file) => file.path)).toEqual(
        kind === 'new' ? ['Orgbench/Large org.xlsx', 'Org.xlsx'].toSorted() : ['Org.xlsx'],
      );
      expect(fieldsIn(fake, path)).toBe(FIELDS);
    },
    90_000,
  );
});
