import { describe, expect, it } from 'vitest';
import type { ShownSpreadsheet } from '../fakes/google/fake-google.ts';
import type { Book } from '../../src-main/domain/sheets/book.ts';
import { failureOf } from '../support/network.ts';
import {
  expectedRows,
  googleKit,
  type Kept,
  manyRows,
  NEVER_CANCELLED,
  plainBook,
  plainSheet,
  requestLines,
  send,
  trimmed,
} from '../support/google-kit.ts';

const HOSTILE = [
  '=HYPERLINK("https://evil.example","x")',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  "'quoted",
  '007',
  '1e5',
  '2026-11-23',
  'TRUE',
  '#REF!',
  'tab\tand\r\nline',
  'lone \ud800 surrogate',
  '\u0001\u0007',
  '\u202eright to left \u05e2\u05d1',
  '\u{1f600}',
  ']}","range":"x"',
  '_x000D_',
  '<script>',
  'x'.repeat(50_000),
];

function expectSame(found: ShownSpreadsheet | undefined, book: Book): void {
  expect(found?.tabs.map(({ title }) => title)).toEqual(book.sheets.map(({ name }) => name));
  book.sheets.forEach((sheet, index) => {
    expect(trimmed(found?.tabs[index]?.values ?? [])).toEqual(trimmed(expectedRows(book, sheet)));
  });
}

describe('a new spreadsheet', () => {
  it('holds every cell as it is, with exact grids, formats, links and a filter, in three requests', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const rows = [
      HOSTILE,
      [1, 0.5, true, false, null, '', 'end'],
      [{ text: 'Account', link: { kind: 'url', url: 'https://acme.example/setup' } } as const],
    ];
    const index = plainSheet(
      'Index',
      [[{ text: "Bob's fields", link: { kind: 'sheet', sheetId: "Bob's fields" } }, 3]],
      { kind: 'index' },
    );
    const book = plainBook(index, plainSheet("Bob's fields", rows, { title: ['Account', null, 'more'] }));
    kit.fake.clearRequests();
    const sent = await send(kit, account, book);
    expect(requestLines(kit.fake.requests())).toEqual([
      'POST sheets /v4/spreadsheets',
      'POST sheets /v4/spreadsheets/ID/values:batchUpdate',
      'POST sheets /v4/spreadsheets/ID:batchUpdate',
    ]);
    const [made, ...others] = kit.fake.spreadsheets();
    expect(others).toEqual([]);
    expect(made?.title).toBe('Acme dictionary');
    expect(sent).toEqual({
      url: `https://docs.google.com/spreadsheets/d/${made?.id}/edit`,
      name: 'Acme dictionary',
      rows: 3,
      sheets: 2,
      cutCells: 0,
    });
    expectSame(made, book);
    const tab = made?.tabs[1];
    expect([tab?.rowCount, tab?.columnCount, tab?.frozenRowCount]).toEqual([5, 20, 2]);
    expect(tab?.cell(1, 0).format).toMatchObject({ textFormat: { bold: true } });
    expect(tab?.cell(4, 0).link).toBe('https://acme.example/setup');
    expect(made?.tabs[0]?.cell(1, 0).link).toBe(`#gid=${tab?.sheetId}`);
    expect(tab?.basicFilter?.['range']).toMatchObject({ startRowIndex: 1, endRowIndex: 5 });
    expect(tab?.columnWidths.get(0)).toBe(94);
  });

  it('is written with the least number of requests', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const book = plainBook(plainSheet('Fields', manyRows(40_000, 300)), plainSheet('More', manyRows(10_000, 300, 'M')));
    kit.fake.clearRequests();
    await send(kit, account, book);
    const requests = kit.fake.requests();
    const bytes = requests.filter(({ path }) => path.includes('values:')).map(({ requestBytes }) => requestBytes);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(2_000_000);
    const least = 2 + Math.ceil(bytes.reduce((sum, size) => sum + size, 0) / 2_000_000);
    expect(requests.length).toBeLessThanOrEqual(1.1 * least);
    expectSame(kit.fake.spreadsheets()[0], book);
  });

  it('keeps to 60 writes a minute and never runs into the quota', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const long = 'y'.repeat(49_000);
    const wide = Array.from({ length: 40 }, () => long);
    const book = plainBook(
      plainSheet(
        'Wide',
        Array.from({ length: 66 }, (_, index) => [index, ...wide]),
      ),
    );
    const waits: string[] = [];
    await send(kit, account, book, { onProgress: (stage) => waits.push(stage) });
    expect(kit.fake.requests().filter(({ status }) => status === 429)).toEqual([]);
    expect(kit.waitsMs.length).toBeGreaterThan(0);
    expect(waits).toContain('waiting');
    expect(kit.fake.spreadsheets()[0]?.tabs[0]?.values).toHaveLength(67);
  }, 30_000);

  it('goes on after the quota was used up by somebody else', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    kit.fake.fault({ match: 'values:batchUpdate', kind: 'status', status: 429, times: 3 });
    const book = plainBook(plainSheet('Fields', manyRows(10, 100)));
    await send(kit, account, book);
    expectSame(kit.fake.spreadsheets()[0], book);
    expect(kit.pausesMs).toHaveLength(3);
  });

  it('cuts and marks cells beyond 50,000 characters and counts them', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const sent = await send(kit, account, plainBook(plainSheet('Fields', [['z'.repeat(50_001)], ['ok']])));
    expect(sent.cutCells).toBe(1);
    const [, [cell] = []] = kit.fake.spreadsheets()[0]?.tabs[0]?.values ?? [];
    expect(String(cell)).toMatch(/\[cut: 50001 characters in all\]$/);
    expect(String(cell)).toHaveLength(50_000);
  });

  it('with more than ten million cells is refused before anything is sent', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const columns = Array.from({ length: 20 }, () => ({ header: 'c', width: 5, wraps: false }));
    const book = plainBook(plainSheet('Fields', [], { columns, rowCount: 500_000 }));
    kit.fake.clearRequests();
    const { destination, handle } = { destination: target(account.id), handle: kit.handle(account) };
    expect(await failureOf(kit.provider.check(handle, destination, book, NEVER_CANCELLED))).toMatchObject({
      code: 'too-large',
    });
    expect(kit.fake.requests()).toEqual([]);
  });
});

function target(accountId: string) {
  return { kind: 'google', accountId, target: { kind: 'new', title: 'x' } } as const;
}

describe('a new spreadsheet under faults', () => {
  const book = plainBook(plainSheet('Fields', manyRows(16_000, 400)), plainSheet('More', [['a', 1]]));
  const STEPS = [
    'POST https://sheets.googleapis.com/v4/spreadsheets?',
    'values:batchUpdate',
    '/spreadsheets/',
  ] as const;

  for (const kind of ['cutBefore', 'cutAfter', 'status', 'halfBody'] as const) {
    it.each(STEPS)(`is made once although "${kind}" happens at %s`, async (match) => {
      const kit = await googleKit();
      const account = await kit.signIn();
      kit.fake.fault({ match, kind, times: 2, ...(kind === 'status' ? { status: 500 } : {}) });
      await send(kit, account, book);
      expect(kit.fake.faultHits()).toBeGreaterThan(0);
      const made = kit.fake.spreadsheets();
      expect(made).toHaveLength(1);
      expect(made[0]?.title).toBe('Acme dictionary');
      expectSame(made[0], book);
    });
  }

  it('goes on where it stood when it is started again, and sends nothing twice', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    const clear = kit.fake.fault({ match: 'values:batchUpdate', skip: 2, kind: 'status', status: 503 });
    const failure = await failureOf(send(kit, account, book, { kept }));
    expect(failure).toMatchObject({ code: 'service-unreachable', retryable: true });
    expect(kit.fake.spreadsheets()[0]?.title).toBe('Incomplete Orgbench export export-1');
    clear();
    kit.fake.clearRequests();
    await send(kit, account, book, { kept, provider: kit.restarted() });
    expect(requestLines(kit.fake.requests()).filter((line) => line.includes('values:'))).toHaveLength(2);
    expect(kit.fake.spreadsheets()).toHaveLength(1);
    expectSame(kit.fake.spreadsheets()[0], book);
    expect(kept.state).toBeNull();
  });

  it.each([0, 1, 2, 3, 4, 5])('is complete and alone after a kill once %i states were saved', async (saves) => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    const killed = await killedRun(kit, account.id, book, kept, saves);
    expect(killed).toBe(true);
    await send(kit, account, book, { kept, provider: kit.restarted() });
    expect(kit.fake.spreadsheets().map(({ title }) => title)).toEqual(['Acme dictionary']);
    expectSame(kit.fake.spreadsheets()[0], book);
  });

  it('begins anew when the data changed meanwhile, and leaves no half of it', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    await killedRun(kit, account.id, book, kept, 4);
    const other = plainBook(plainSheet('Fields', manyRows(16_000, 400, 'New')), plainSheet('More', [['b', 2]]));
    await send(kit, account, other, { kept });
    expect(kit.fake.spreadsheets()).toHaveLength(1);
    expectSame(kit.fake.spreadsheets()[0], other);
  });

  it('that is cancelled is removed by discarding it', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    await killedRun(kit, account.id, book, kept, 3);
    expect(kit.fake.spreadsheets()).toHaveLength(1);
    await kit.provider.discard(kit.handle(account), JSON.parse(JSON.stringify(kept.state)), NEVER_CANCELLED);
    expect(kit.fake.spreadsheets()).toEqual([]);
  });

  it('that cannot be removed says by its name that it is incomplete', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    kit.fake.fault({ match: 'values:batchUpdate', kind: 'status', status: 400 });
    kit.fake.fault({ match: 'DELETE', kind: 'status', status: 503 });
    expect(await failureOf(send(kit, account, book, { kept }))).toMatchObject({ code: 'export-failed' });
    expect(kit.fake.spreadsheets()[0]?.title).toBe('Incomplete Orgbench export export-1');
    expect(kept.state).not.toBeNull();
    kit.fake.clearFaults();
    await kit.provider.discard(kit.handle(account), kept.state, NEVER_CANCELLED);
    expect(kit.fake.spreadsheets()).toEqual([]);
  });

  it('that Google refuses for good is taken back at once', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    kit.fake.fault({ match: 'values:batchUpdate', kind: 'status', status: 400 });
    await failureOf(send(kit, account, book, { kept }));
    expect(kit.fake.spreadsheets()).toEqual([]);
    expect(kept.state).toBeNull();
  });
});

/** Runs until a number of states was saved, then stops as a killed process does: nothing is said to anybody. */
async function killedRun(
  kit: Awaited<ReturnType<typeof googleKit>>,
  accountId: string,
  book: Book,
  kept: Kept,
  saves: number,
): Promise<boolean> {
  let count = 0;
  const abort = new AbortController();
  const run = kit.restarted().send({
    account: kit.accounts.signedInHandle(accountId),
    destination: { kind: 'google', accountId, target: { kind: 'new', title: 'Acme dictionary' } },
    book,
    exportId: 'export-1',
    resume: null,
    saveResume: (state) => {
      if (abort.signal.aborted) return;
      kept.state = JSON.parse(JSON.stringify(state));
      count += 1;
      if (count > saves) abort.abort();
    },
    watch: { signal: abort.signal, progress: () => undefined },
  });
  return run.then(
    () => false,
    () => true,
  );
}

describe('what a person is told', () => {
  const book = plainBook(plainSheet('Fields', [['a']]));

  it('when the Drive is full, before and while sending', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    kit.fake.leaveFree(kit.fake.person, 0);
    const before = await failureOf(kit.provider.check(kit.handle(account), target(account.id), book, NEVER_CANCELLED));
    expect(before).toMatchObject({ code: 'target-full', retryable: true });
    expect(await failureOf(send(kit, account, book))).toMatchObject({ code: 'target-full' });
  });

  it.each(['sheets.googleapis.com', 'drive.googleapis.com'] as const)('when %s is not enabled', async (service) => {
    const kit = await googleKit();
    const account = await kit.signIn();
    kit.fake.setApi(service, kit.fake.client, false);
    const work =
      service === 'sheets.googleapis.com'
        ? send(kit, account, book)
        : kit.provider.check(kit.handle(account), target(account.id), book, NEVER_CANCELLED);
    const failure = await failureOf(work);
    expect(failure).toMatchObject({ code: 'target-refused' });
    expect(failure.link).toMatch(/^https:\/\/console\.(?:developers|cloud)\.google\.com\//);
  });

  it('when the half-made spreadsheet was deleted meanwhile', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    await killedRun(kit, account.id, plainBook(plainSheet('Fields', manyRows(16_000, 400))), kept, 3);
    kit.fake.deleteForever(kit.fake.spreadsheets()[0]?.id ?? '');
    const again = plainBook(plainSheet('Fields', manyRows(16_000, 400)));
    expect(await failureOf(send(kit, account, again, { kept }))).toMatchObject({ code: 'target-missing' });
    expect(kept.state).toBeNull();
  });

  it('when an address of a spreadsheet is entered', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const asked = kit.provider.fileOfLink(
      kit.handle(account),
      'https://docs.google.com/spreadsheets/d/x',
      NEVER_CANCELLED,
    );
    expect(await failureOf(asked)).toMatchObject({ code: 'not-allowed' });
  });
});

describe('spreadsheets to choose from', () => {
  it('are those that Orgbench made, newest first, complete, and not in the bin', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const book = plainBook(plainSheet('Fields', [['a', 'b']]));
    kit.fake.addForeignSpreadsheet(kit.fake.person.email, 'Somebody else’s');
    const names = ['First', 'Second', 'Binned'];
    for (const name of names) {
      await send(
        kit,
        account,
        { ...book, title: name },
        {
          destination: { kind: 'google', accountId: account.id, target: { kind: 'new', title: name } },
          exportId: name,
        },
      );
      kit.fake.advance(1000);
    }
    await killedRun(kit, account.id, book, { state: null }, 1);
    kit.fake.trash(kit.fake.spreadsheets().find(({ title }) => title === 'Binned')?.id ?? '');
    const { files, more } = await kit.provider.files(kit.handle(account), '', NEVER_CANCELLED);
    expect(files.map(({ name }) => name)).toEqual(['Second', 'First']);
    expect(more).toBe(false);
    expect((await kit.provider.files(kit.handle(account), 'fir', NEVER_CANCELLED)).files).toHaveLength(1);
    const parts = await kit.provider.fileParts(kit.handle(account), '', files[0]?.id ?? '', NEVER_CANCELLED);
    expect(parts).toEqual({ tabs: [{ id: '1', name: 'Fields', rows: 2, columns: 2 }], tables: [] });
  });
});
