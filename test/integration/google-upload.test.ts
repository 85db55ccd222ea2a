import { describe, expect, it } from 'vitest';
import { failureOf } from '../support/network.ts';
import {
  expectedRows,
  type GoogleKit,
  googleKit,
  type Kept,
  NEVER_CANCELLED,
  plainBook,
  plainSheet,
  requestLines,
  send,
  trimmed,
} from '../support/google-kit.ts';
import { seededRandom } from '../support/random.ts';
import type { Book, Cell } from '../../src-main/domain/sheets/book.ts';

const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@x',
  '007',
  '1e5',
  '2026-11-23',
  'TRUE',
  '_x000D_',
  '<b>&"',
  '\u0001',
  ' edge ',
  '\u{1f600}',
];
const SMALL = plainBook(
  plainSheet('Index', [['x', 1, true]], { kind: 'index' }),
  plainSheet('Fields', [HOSTILE, [1, null, false]]),
);

/** Text that does not compress, so that the workbook needs an upload in several parts. */
function noise(rows: number): readonly (readonly Cell[])[] {
  const random = seededRandom(7);
  const text = (): string => Array.from({ length: 1300 }, () => Math.floor(random() * 2 ** 52).toString(36)).join('');
  return Array.from({ length: rows }, (_, index) => [index, text(), text(), text()]);
}
const LARGE = plainBook(plainSheet('Fields', noise(360)));

function expectSame(kit: GoogleKit, book: Book): void {
  const [made, ...others] = kit.fake.spreadsheets();
  expect(others).toEqual([]);
  expect(made?.title).toBe('Acme dictionary');
  book.sheets.forEach((sheet, index) => {
    expect(made?.tabs[index]?.title).toBe(sheet.name);
    expect(trimmed(made?.tabs[index]?.values ?? [])).toEqual(trimmed(expectedRows(book, sheet)));
  });
}

describe('a large export to Google', () => {
  it('goes as a workbook in one request, and every text stays a text', async () => {
    const kit = await googleKit({ uploadFromCells: 1 });
    const account = await kit.signIn();
    kit.fake.clearRequests();
    const sent = await send(kit, account, SMALL);
    expect(requestLines(kit.fake.requests())).toEqual(['POST www /upload/drive/v3/files']);
    expectSame(kit, SMALL);
    expect(kit.fake.spreadsheets()[0]?.appProperties).toEqual({ orgbenchExport: 'export-1' });
    expect(sent).toMatchObject({ rows: 2, sheets: 2, cutCells: 0, name: 'Acme dictionary' });
    expect(sent.url).toContain(kit.fake.spreadsheets()[0]?.id);
  });

  it('goes in parts when it is larger than 5 MB', async () => {
    const kit = await googleKit({ uploadFromCells: 1 });
    const account = await kit.signIn();
    kit.fake.clearRequests();
    await send(kit, account, LARGE);
    expectSame(kit, LARGE);
    const lines = requestLines(kit.fake.requests());
    expect(lines[0]).toBe('POST www /upload/drive/v3/files');
    expect(lines.slice(1).length).toBeGreaterThan(1);
    expect(new Set(lines.slice(1))).toEqual(new Set(['PUT www /upload/drive/v3/files']));
    const parts = kit.fake.requests().filter(({ method }) => method === 'PUT');
    for (const { requestBytes } of parts.slice(0, -1)) expect(requestBytes % (256 * 1024)).toBe(0);
  }, 30_000);

  it('holds cells that a workbook cannot: up to 50,000 characters whole, longer ones cut and marked', async () => {
    const kit = await googleKit({ uploadFromCells: 1 });
    const account = await kit.signIn();
    const book = plainBook(
      plainSheet('About', [['x', 'y']], {
        kind: 'cover',
        hasHeader: false,
        rowCount: 1,
        rows: ({ cutCells }) => [['cut', cutCells]],
      }),
      plainSheet(
        'Fields',
        [
          ['short', 'a'.repeat(40_000)],
          ['b'.repeat(50_000), '=c'],
          ['d'.repeat(60_000), 'e'],
        ],
        {
          title: ['Account', null],
        },
      ),
    );
    const sent = await send(kit, account, book);
    expect(sent.cutCells).toBe(1);
    const [made] = kit.fake.spreadsheets();
    expect(made?.title).toBe('Acme dictionary');
    const rows = made?.tabs[1]?.values ?? [];
    expect(rows.slice(2, 4)).toEqual([
      ['short', 'a'.repeat(40_000)],
      ['b'.repeat(50_000), '=c'],
    ]);
    expect(String(rows[4]?.[0])).toMatch(/^d+ … \[cut: 60000 characters in all\]$/);
    expect(made?.tabs[0]?.values).toEqual([['cut', 1]]);
  });

  for (const kind of ['cutBefore', 'cutAfter', 'status', 'halfBody'] as const) {
    it(`arrives once although "${kind}" happens to the one request`, async () => {
      const kit = await googleKit({ uploadFromCells: 1 });
      const account = await kit.signIn();
      kit.fake.fault({ match: 'uploadType=multipart', kind, times: 1, ...(kind === 'status' ? { status: 500 } : {}) });
      await send(kit, account, SMALL);
      expect(kit.fake.faultHits()).toBe(1);
      expectSame(kit, SMALL);
    });

    it.each([0, 1])(
      `arrives once although "${kind}" happens to part %i`,
      async (skip) => {
        const kit = await googleKit({ uploadFromCells: 1 });
        const account = await kit.signIn();
        kit.fake.fault({ match: 'PUT ', kind, skip, times: 1, ...(kind === 'status' ? { status: 503 } : {}) });
        await send(kit, account, LARGE);
        expect(kit.fake.faultHits()).toBe(1);
        expectSame(kit, LARGE);
        const sentBytes = kit.fake
          .requests()
          .filter(({ method, fault }) => method === 'PUT' && fault === null)
          .reduce((sum, { requestBytes }) => sum + requestBytes, 0);
        expect(sentBytes).toBeLessThan(9_000_000 * 2);
      },
      30_000,
    );
  }

  it('goes on in the middle after a restart', async () => {
    const kit = await googleKit({ uploadFromCells: 1 });
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    kit.fake.fault({ match: 'PUT ', skip: 1, kind: 'status', status: 503 });
    expect(await failureOf(send(kit, account, LARGE, { kept }))).toMatchObject({ code: 'service-unreachable' });
    expect(kit.fake.spreadsheets()).toEqual([]);
    kit.fake.clearFaults();
    kit.fake.clearRequests();
    await send(kit, account, LARGE, { kept, provider: kit.restarted() });
    expectSame(kit, LARGE);
    expect(kit.fake.requests().some(({ method }) => method === 'POST')).toBe(false);
    expect(kit.fake.requests().filter(({ requestBytes }) => requestBytes > 0)).toHaveLength(1);
    expect(kept.state).toBeNull();
  }, 30_000);

  it('starts again when the session is over', async () => {
    const kit = await googleKit({ uploadFromCells: 1 });
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    const clear = kit.fake.fault({ match: 'PUT ', skip: 1, kind: 'status', status: 503 });
    await failureOf(send(kit, account, LARGE, { kept }));
    clear();
    kit.fake.advance(8 * 86_400_000);
    await send(kit, account, LARGE, { kept, provider: kit.restarted() });
    expect(kit.fake.spreadsheets()).toHaveLength(1);
    expectSame(kit, LARGE);
  }, 30_000);

  it('that is discarded leaves nothing', async () => {
    const kit = await googleKit({ uploadFromCells: 1 });
    const account = await kit.signIn();
    const kept: Kept = { state: null };
    kit.fake.fault({ match: 'PUT ', skip: 1, kind: 'status', status: 503 });
    await failureOf(send(kit, account, LARGE, { kept }));
    kit.fake.clearFaults();
    await kit.provider.discard(kit.handle(account), kept.state, NEVER_CANCELLED);
    expect(kit.fake.spreadsheets()).toEqual([]);
    expect([...kit.fake.state.uploads.values()].map(({ cancelled }) => cancelled)).toEqual([true]);
  }, 30_000);

  it('says so when the Drive is full', async () => {
    const kit = await googleKit({ uploadFromCells: 1 });
    const account = await kit.signIn();
    kit.fake.leaveFree(kit.fake.person, 100);
    expect(await failureOf(send(kit, account, SMALL))).toMatchObject({ code: 'target-full', retryable: true });
  });
});
