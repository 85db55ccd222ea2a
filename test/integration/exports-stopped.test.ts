import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Provider } from '../../src-preload/contract/accounts.ts';
import type { ExportSpec } from '../../src-preload/contract/exports.ts';
import type { Job } from '../../src-preload/contract/jobs.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { JOINED_HEADERS, type JoinedKit, joinedKit, recordOf, sendNow } from '../support/joined-kit.ts';
import { largeOrg } from '../support/large-org.ts';
import { callContext } from '../support/sync-rig.ts';

const ORG = largeOrg(10, 60);

let kit: JoinedKit;

beforeAll(async () => {
  kit = await joinedKit(ORG);
}, 60_000);
afterAll(() => kit.close());
beforeEach(() => {
  kit.google.clearFaults();
  kit.microsoft.clearFaults();
});

async function opened(): Promise<Engine> {
  const engine = await kit.openEngine();
  onTestFinished(() => engine.close());
  return engine;
}

/** The request that is left without an answer: cells are on their way, or all are there and the look is not. */
const LEFT_HANGING = {
  'google, with its cells on the way': { provider: 'google', match: '/values:batchUpdate' },
  'google, with its cells there': { provider: 'google', match: ':batchUpdate?fields=spreadsheetId' },
  'microsoft, with its file on the way': { provider: 'microsoft', match: ':/content' },
} as const;
type Hanging = (typeof LEFT_HANGING)[keyof typeof LEFT_HANGING];

/** Titles of what lies at the provider. */
function lyingAt(provider: Provider): string[] {
  return provider === 'google'
    ? kit.google.spreadsheets().map(({ title }) => title)
    : kit.microsoft.files(kit.microsoft.worker).map(({ path }) => path);
}

function cellsAt(provider: Provider, title: string): unknown[][] | undefined {
  if (provider === 'google') {
    return kit.google
      .spreadsheets()
      .find((one) => one.title === title)
      ?.tabs[0]?.values.map((row) => row.map((cell) => cell ?? ''));
  }
  const file = kit.microsoft.files(kit.microsoft.worker).find(({ path }) => path.endsWith(`${title}.xlsx`));
  return file === undefined
    ? undefined
    : kit.microsoft.workbook(file.item).sheets[0]?.values.map((row) => row.map((cell) => cell ?? ''));
}

/** Starts an export of which one request gets no answer, and waits until it hangs there. */
async function hangingExport(engine: Engine, { provider, match }: Hanging, title: string) {
  const { google, microsoft } = kit;
  const hitsBefore = google.faultHits();
  if (provider === 'google') google.fault({ match, kind: 'hang', times: 1 });
  else microsoft.fault({ match, kind: 'hang' });
  const started = await sendNow(engine, kit.spec(provider, title));
  const hangs = () => (provider === 'google' ? google.faultHits() > hitsBefore : microsoft.faultsLeft() === 0);
  await expect.poll(hangs, { timeout: 10_000 }).toBe(true);
  return started;
}

const newestJob = (engine: Engine): Job | undefined => engine.services().store.jobs.list(1)[0];

async function goOn(engine: Engine, exportId: string, spec: ExportSpec): Promise<void> {
  const { handlers } = engine.services();
  const { consentId } = await handlers['exports.consent']({ spec }, callContext());
  await handlers['exports.resume']({ exportId, consentId }, callContext());
}

/** One file of that title with every cell of the store, and nothing unfinished beside it. */
async function expectOnce(provider: Provider, title: string): Promise<void> {
  expect(lyingAt(provider).filter((one) => one.includes(title))).toHaveLength(1);
  expect(lyingAt(provider).filter((one) => one.includes('Incomplete'))).toEqual([]);
  const rows = (await kit.expectedRows()).map((row) => row.map((cell) => cell ?? ''));
  expect(cellsAt(provider, title)).toEqual([JOINED_HEADERS, ...rows]);
}

/** How often the org was changed. */
let generation = 0;

describe.each(Object.entries(LEFT_HANGING))('an export to %s', (name, hanging) => {
  const { provider } = hanging;

  it('that is cancelled leaves nothing there', async () => {
    const engine = await opened();
    const before = lyingAt(provider);
    const { exportId, jobId } = await hangingExport(engine, hanging, `Cancelled at ${name}`);
    await engine.services().handlers['jobs.cancel']({ jobId }, callContext());
    await expect.poll(async () => (await recordOf(engine, exportId)).state, { timeout: 20_000 }).toBe('cancelled');
    expect(await recordOf(engine, exportId)).toMatchObject({ link: null, canResume: false });
    expect(lyingAt(provider)).toEqual(before);
  });

  it('that a lock stops goes on after the unlock and has every cell once', async () => {
    const title = `Locked at ${name}`;
    const first = await kit.openEngine();
    const { exportId } = await hangingExport(first, hanging, title);
    await first.close();
    const before = lyingAt(provider);
    const engine = await opened();
    const stopped = await recordOf(engine, exportId);
    expect(stopped).toMatchObject({ state: 'interrupted', error: null, link: null });
    // Nothing there looks like the whole.
    expect(before.filter((one) => one.includes(title))).toEqual([]);
    await (stopped.canResume
      ? goOn(engine, exportId, kit.spec(provider, title))
      : sendNow(engine, kit.spec(provider, title)));
    await expect.poll(() => newestJob(engine)?.state, { timeout: 20_000 }).not.toBe('running');
    expect(newestJob(engine)).toMatchObject({ state: 'done' });
    await engine.close();
    await expectOnce(provider, title);
  });

  it('that a lock stops begins anew when the org was read again, and has the new cells only', async () => {
    const title = `Read again before ${name}`;
    const first = await kit.openEngine();
    const { exportId } = await hangingExport(first, hanging, title);
    await first.close();
    generation += 1;
    kit.org.replaceBundle(largeOrg(10, 60 + generation));
    await kit.json(['sync', kit.connectionName, '--all']);
    const engine = await opened();
    const { canResume } = await recordOf(engine, exportId);
    await (canResume ? goOn(engine, exportId, kit.spec(provider, title)) : sendNow(engine, kit.spec(provider, title)));
    await expect.poll(() => newestJob(engine)?.state, { timeout: 20_000 }).not.toBe('running');
    expect(newestJob(engine)).toMatchObject({ state: 'done' });
    expect(newestJob(engine)?.title.endsWith(', anew because the data have changed')).toBe(canResume);
    await engine.close();
    await expectOnce(provider, title);
  });
});
