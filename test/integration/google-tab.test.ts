import { describe, expect, it } from 'vitest';
import type { Account } from '../../src-preload/contract/accounts.ts';
import type { GoogleDestination } from '../../src-preload/contract/exports.ts';
import type { Book } from '../../src-main/domain/sheets/book.ts';
import { failureOf } from '../support/network.ts';
import {
  expectedRows,
  type GoogleKit,
  googleKit,
  type Kept,
  manyRows,
  NEVER_CANCELLED,
  newSpreadsheet,
  plainBook,
  plainSheet,
  requestLines,
  send,
  trimmed,
} from '../support/google-kit.ts';

const OLD = plainBook(
  plainSheet('Before', [['kept']]),
  plainSheet('Fields', [['old', 1]]),
  plainSheet('After', [['kept too']]),
);
const NEW = plainBook(plainSheet('Fields', manyRows(12_000, 400)));

/** A signed-in account with a spreadsheet of three tabs. */
async function ready(): Promise<{
  kit: GoogleKit;
  account: Account;
  fileId: string;
  into: (tab: Tab) => GoogleDestination;
}> {
  const kit = await googleKit();
  const account = await kit.signIn();
  await send(kit, account, OLD, { destination: newSpreadsheet(account.id, 'Our fields'), exportId: 'old' });
  const fileId = kit.fake.spreadsheets()[0]?.id ?? '';
  kit.fake.clearRequests();
  const into = ({ id, name }: Tab): GoogleDestination => ({
    kind: 'google',
    accountId: account.id,
    target: { kind: 'tab', fileId, fileName: 'Our fields', tabId: id, tabName: name },
  });
  return { kit, account, fileId, into };
}
type Tab = { readonly id: number | null; readonly name: string };
const FIELDS: Tab = { id: 2, name: 'Fields' };

const tabsOf = (kit: GoogleKit) => kit.fake.spreadsheets()[0]?.tabs ?? [];
const names = (kit: GoogleKit) => tabsOf(kit).map(({ title, hidden }) => (hidden ? `(${title})` : title));

function expectNew(kit: GoogleKit, book: Book = NEW): void {
  expect(names(kit)).toEqual(['Before', 'Fields', 'After']);
  const tab = tabsOf(kit)[1];
  const [sheet] = book.sheets;
  if (sheet === undefined) throw new Error('The book has a sheet.');
  expect(trimmed(tab?.values ?? [])).toEqual(trimmed(expectedRows(book, sheet)));
  expect([tab?.rowCount, tab?.columnCount, tab?.frozenRowCount]).toEqual([sheet.rowCount + 1, sheet.columns.length, 1]);
  expect(tabsOf(kit)[0]?.values).toEqual([['Column 1'], ['kept']]);
  expect(tabsOf(kit)[2]?.values).toEqual([['Column 1'], ['kept too']]);
}

function expectOld(kit: GoogleKit): void {
  expect(names(kit).filter((name) => !name.startsWith('('))).toEqual(['Before', 'Fields', 'After']);
  expect(tabsOf(kit)[1]?.values).toEqual([
    ['Column 1', 'Column 2'],
    ['old', 1],
  ]);
}

describe('updating a tab', () => {
  it('replaces its content and keeps its name, its place and the other tabs', async () => {
    const { kit, account, into } = await ready();
    const destination = into(FIELDS);
    await kit.provider.check(kit.handle(account), destination, NEW, NEVER_CANCELLED);
    const sent = await send(kit, account, NEW, { destination });
    expectNew(kit);
    expect(sent).toMatchObject({ name: 'Our fields', rows: 12_000, sheets: 1, cutCells: 0 });
    expect(sent.url).toMatch(new RegExp(`#gid=${tabsOf(kit)[1]?.sheetId}$`));
  });

  it('shows readers the old content until all of the new is there', async () => {
    const { kit, account, into } = await ready();
    let looks = 0;
    await send(kit, account, NEW, {
      destination: into(FIELDS),
      onProgress: (stage) => {
        if (stage !== 'rows') return;
        looks += 1;
        expectOld(kit);
      },
    });
    expect(looks).toBeGreaterThan(2);
    expectNew(kit);
  });

  it('works when it is the only tab', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    await send(kit, account, plainBook(plainSheet('Only', [['old']])), { exportId: 'old' });
    const [made] = kit.fake.spreadsheets();
    const target = { kind: 'tab', fileId: made?.id ?? '', fileName: 'x', tabId: 1, tabName: 'Only' } as const;
    await send(kit, account, NEW, { destination: { kind: 'google', accountId: account.id, target } });
    expect(tabsOf(kit).map(({ title, hidden, values }) => [title, hidden, values.length])).toEqual([
      ['Only', false, 12_001],
    ]);
  });

  it('adds a tab at the end, under a name of its own', async () => {
    const { kit, account, into } = await ready();
    await send(kit, account, NEW, { destination: into({ id: null, name: 'fields' }) });
    expect(names(kit)).toEqual(['Before', 'Fields', 'After', 'fields~2']);
    expect(tabsOf(kit)[3]?.values).toHaveLength(12_001);
  });

  it('leaves the old content and nothing else when Google refuses the new one', async () => {
    const { kit, account, into } = await ready();
    const kept: Kept = { state: null };
    kit.fake.fault({ match: 'values:batchUpdate', kind: 'status', status: 400, skip: 1 });
    expect(await failureOf(send(kit, account, NEW, { destination: into(FIELDS), kept }))).toMatchObject({
      code: 'export-failed',
    });
    expectOld(kit);
    expect(names(kit)).toHaveLength(3);
    expect(kept.state).toBeNull();
  });

  for (const kind of ['cutBefore', 'cutAfter', 'status', 'halfBody'] as const) {
    it.each([0, 1, 2, 3, 4])(`is done once although "${kind}" happens at write %i`, async (skip) => {
      const { kit, account, into } = await ready();
      kit.fake.fault({
        match: 'POST https://sheets',
        kind,
        skip,
        times: 1,
        ...(kind === 'status' ? { status: 500 } : {}),
      });
      await send(kit, account, NEW, { destination: into(FIELDS) });
      expect(kit.fake.faultHits()).toBe(1);
      expectNew(kit);
    });
  }

  it('goes on where it stood after a failure, and sends nothing twice', async () => {
    const { kit, account, into } = await ready();
    const kept: Kept = { state: null };
    kit.fake.fault({ match: 'values:batchUpdate', skip: 1, kind: 'status', status: 503 });
    await failureOf(send(kit, account, NEW, { destination: into(FIELDS), kept }));
    expectOld(kit);
    kit.fake.clearFaults();
    kit.fake.clearRequests();
    await send(kit, account, NEW, { destination: into(FIELDS), kept, provider: kit.restarted() });
    expectNew(kit);
    expect(requestLines(kit.fake.requests()).filter((line) => line.includes('values:'))).toHaveLength(2);
  });

  it('is found done when only the last answer was lost', async () => {
    const { kit, account, into } = await ready();
    const kept: Kept = { state: null };
    kit.fake.fault({ match: /POST .*\/spreadsheets\/[^/]+:batchUpdate/, skip: 1, kind: 'cutAfter', times: 1 });
    kit.fake.fault({ match: 'GET https://sheets', skip: 2, kind: 'status', status: 503 });
    expect(await failureOf(send(kit, account, NEW, { destination: into(FIELDS), kept }))).toMatchObject({
      code: 'service-unreachable',
    });
    kit.fake.clearFaults();
    kit.fake.clearRequests();
    const sent = await send(kit, account, NEW, { destination: into(FIELDS), kept, provider: kit.restarted() });
    expectNew(kit);
    expect(sent.rows).toBe(12_000);
    expect(requestLines(kit.fake.requests()).filter((line) => line.startsWith('POST sheets'))).toEqual([]);
  });

  it('that is cancelled leaves the old content once it is discarded', async () => {
    const { kit, account, into } = await ready();
    const kept: Kept = { state: null };
    const abort = new AbortController();
    const run = send(kit, account, NEW, {
      destination: into(FIELDS),
      kept,
      signal: abort.signal,
      onProgress: (stage, done) => {
        if (stage === 'rows' && done > 0) abort.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await kit.provider.discard(kit.handle(account), kept.state, NEVER_CANCELLED);
    expectOld(kit);
    expect(names(kit)).toHaveLength(3);
  });

  it('says what is wrong with the target before anything is sent', async () => {
    const { kit, account, into, fileId } = await ready();
    const check = (destination: GoogleDestination, book = NEW) =>
      failureOf(kit.provider.check(kit.handle(account), destination, book, NEVER_CANCELLED));
    expect(await check(into({ id: 99, name: 'Gone' }))).toMatchObject({ code: 'target-missing' });
    expect((await check(into({ id: 99, name: 'Gone' }))).message).toMatch(/"Gone" is no longer in "Our fields"/);
    expect(await check(into(FIELDS), plainBook(plainSheet('a', []), plainSheet('b', [])))).toMatchObject({
      code: 'bad-input',
    });
    const columns = Array.from({ length: 20 }, () => ({ header: 'c', width: 5, wraps: false }));
    const large = plainBook(plainSheet('Fields', [], { columns, rowCount: 499_999 }));
    expect((await check(into(FIELDS), large)).message).toMatch(/beside the 8 that the spreadsheet already has/);
    kit.fake.trash(fileId);
    expect((await check(into(FIELDS))).message).toMatch(/bin of Google Drive/);
    kit.fake.deleteForever(fileId);
    expect(await check(into(FIELDS))).toMatchObject({ code: 'target-missing' });
    expect(kit.fake.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('updating a tab with what fits into one request', () => {
  const rows = [
    ['=1+1', '007', 1, true, null, 'x'],
    ['@SUM(A1)', "'quoted", 0.5, false, '', { text: 'Setup', link: { kind: 'url', url: 'https://acme.example/' } }],
  ] as const;
  const SMALL = plainBook(plainSheet('Fields', [...rows, ...manyRows(2500, 100)]));

  it('is one request, and the tab stays the same tab, so that formulas go on finding it', async () => {
    const { kit, account, into } = await ready();
    const before = tabsOf(kit)[1]?.sheetId;
    const sent = await send(kit, account, SMALL, { destination: into(FIELDS) });
    expectNew(kit, SMALL);
    expect(tabsOf(kit)[1]?.sheetId).toBe(before);
    expect(tabsOf(kit)[1]?.cell(2, 5)).toMatchObject({ value: 'Setup', link: 'https://acme.example/' });
    expect(tabsOf(kit)[1]?.cell(0, 0).format).toMatchObject({ textFormat: { bold: true } });
    expect(requestLines(kit.fake.requests()).filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(sent).toMatchObject({ rows: 2502, sheets: 1, cutCells: 0 });
    expect(sent.url).toMatch(new RegExp(`#gid=${before}$`));
  });

  it('leaves nothing of a larger old content', async () => {
    const { kit, account, into } = await ready();
    await send(kit, account, SMALL, { destination: into(FIELDS), exportId: 'first' });
    const less = plainBook(plainSheet('Fields', [['only']]));
    await send(kit, account, less, { destination: into(FIELDS), exportId: 'second' });
    expectNew(kit, less);
    expect(tabsOf(kit)[1]?.cell(1, 0).format).toBeNull();
  });

  it.each(['cutBefore', 'cutAfter', 'status', 'halfBody'] as const)('is whole although "%s" happens', async (kind) => {
    const { kit, account, into } = await ready();
    kit.fake.fault({ match: 'POST https://sheets', kind, times: 2, ...(kind === 'status' ? { status: 500 } : {}) });
    await send(kit, account, SMALL, { destination: into(FIELDS) });
    expect(kit.fake.faultHits()).toBe(2);
    expectNew(kit, SMALL);
  });

  it('leaves the old content when Google refuses it', async () => {
    const { kit, account, into } = await ready();
    const kept: Kept = { state: null };
    kit.fake.fault({ match: 'POST https://sheets', kind: 'status', status: 400 });
    await failureOf(send(kit, account, SMALL, { destination: into(FIELDS), kept }));
    expectOld(kit);
    expect(names(kit)).toHaveLength(3);
    expect(kept.state).toBeNull();
  });
});
