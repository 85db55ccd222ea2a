import { describe, expect, it } from 'vitest';
import type { MicrosoftDestination } from '../../src-preload/contract/exports.ts';
import type { Book, Cell } from '../../src-main/domain/sheets/book.ts';
import { workbookBytes } from '../../src-main/engine/exports/workbook-bytes.ts';
import { bookOf, HOSTILE_TEXTS, sheetOf } from '../support/book.ts';
import { type MicrosoftRig, microsoftRig, type TestAccount, type TestSend } from '../support/microsoft-rig.ts';
import { failureOf } from '../support/network.ts';

const PATH = 'Org.xlsx';
const never = (): AbortSignal => new AbortController().signal;

/** In the order of the export; the table has another one. */
const HEADERS = ['Object', 'Name', 'Text', 'Length'];
const TABLE_HEADERS = ['Name', 'Length', 'Object', 'Text'];
const rowsOf = (count: number, mark = ''): readonly (readonly Cell[])[] =>
  Array.from({ length: count }, (_, row) => [
    'Account',
    `Field_${row}__c${mark}`,
    HOSTILE_TEXTS[row % HOSTILE_TEXTS.length] ?? '',
    row % 7 === 0 ? null : row,
  ]);
const bookWith = (count: number, mark = ''): Book => bookOf(sheetOf('Fields', HEADERS, rowsOf(count, mark)));
const inTable = (count: number, mark = ''): readonly (readonly Cell[])[] =>
  rowsOf(count, mark).map(([object, name, text, length]) => [name ?? '', length ?? '', object ?? '', text ?? '']);

type Prepared = { rig: MicrosoftRig; account: TestAccount; target: MicrosoftDestination['target']; state: TestSend };

/** A workbook of the person with a table of so many rows, and a line below it that nobody may touch. */
async function prepared(rowsBefore: number): Promise<Prepared> {
  const rig = await microsoftRig();
  const account = await rig.signIn('myFiles');
  const old = Array.from({ length: rowsBefore }, (_, row) => [`old ${row}`, row, 'Old', 'old']);
  const sheet = sheetOf('Data', TABLE_HEADERS, [...old, ['', '', '', ''], ['below the table', '', '', '']]);
  const { bytes } = await workbookBytes(bookOf(sheet), {}, { signal: never(), onRows: () => undefined });
  const { id: fileId, driveId } = rig.fake.addFile(rig.fake.worker, PATH, Buffer.from(bytes));
  const token =
    /"credential_type":"AccessToken".*?"secret":"([^"]+)"|"secret":"([^"]+)"[^}]*"credential_type":"AccessToken"/.exec(
      account.secrets.get('tokenCache') ?? '',
    );
  const added = await rig.gateway.cloud({
    purpose: 'microsoft workbook',
    trigger: 'test',
    account: { id: account.handle.id, name: '' },
    accessToken: token?.[1] ?? token?.[2] ?? '',
    method: 'POST',
    url: `https://graph.microsoft.com/v1.0/drives/${driveId}/items/${fileId}/workbook/worksheets/Data/tables/add`,
    body: JSON.stringify({ address: `Data!A1:D${rowsBefore + 1}`, hasHeaders: true }),
    about: 'a table for a test',
    repeatable: false,
  });
  const table = JSON.parse(Buffer.from(added.body).toString('utf8')) as { id: string; name: string };
  const target = { kind: 'table', driveId, fileId, fileName: PATH, tableId: table.id, tableName: table.name } as const;
  return { rig, account, target, state: rig.newSend() };
}

const view = ({ rig }: Prepared) => {
  const item = rig.fake.file(rig.fake.worker, PATH);
  if (item === null) throw new Error('The workbook is gone.');
  return rig.fake.workbook(item);
};
const tableOf = (test: Prepared) => {
  const [table] = view(test).tables;
  if (table === undefined) throw new Error('The table is gone.');
  return table;
};

function expectWhole(test: Prepared, rows: readonly (readonly Cell[])[]): void {
  const table = tableOf(test);
  expect(table.headers).toEqual(TABLE_HEADERS);
  expect(table.rows).toEqual(rows);
  expect(view(test).formulasWritten).toEqual([]);
  const below = view(test).sheet('Data').values;
  expect(below.at(-1)?.[0]).toBe('below the table');
  expect(below.length).toBe(rows.length + 3);
}

const send = (test: Prepared, book: Book) => test.rig.send(test.account, test.target, book, test.state);

describe('the rows of a table', () => {
  it.each([
    [5, 5],
    [5, 40],
    [5, 3000],
    [300, 12],
    [3000, 2900],
    [5, 1],
  ])('of %i rows are replaced by %i, in the columns of the table', async (before, after) => {
    const test = await prepared(before);
    const sent = await send(test, bookWith(after));
    expect(sent).toMatchObject({ name: PATH, rows: after, sheets: 1, cutCells: 0 });
    expectWhole(test, inTable(after));
    expect(view(test).openSessions).toBe(0);
    expect(test.state.resume).toBeNull();
  });

  it('are replaced by none: one empty row stays, as in every table', async () => {
    const test = await prepared(5);
    await send(test, bookWith(0));
    expect(tableOf(test).rows).toEqual([['', '', '', '']]);
  });

  it('are not touched when the columns are others, and it is said which', async () => {
    const test = await prepared(5);
    const other = bookOf(sheetOf('Fields', ['Object', 'Name', 'Type'], [['a', 'b', 'c']]));
    const destination = { kind: 'microsoft', accountId: 'a', target: test.target } as const;
    const failures = [
      await failureOf(test.rig.provider.check(test.account.handle, destination, other, never())),
      await failureOf(send(test, other)),
    ];
    for (const { code, message } of failures) {
      expect(code).toBe('target-refused');
      expect(message).toContain('the table has no column "Type"; the export has no column "Length", "Text"');
    }
    expect(tableOf(test).rows[0]?.[0]).toBe('old 0');
  });

  it.each([
    { kind: 'cutBefore' },
    { kind: 'cutAfter' },
    { kind: 'halfBody' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 404, code: 'InvalidSession' },
  ] as const)('are whole after %j at any request', async (fault) => {
    for (const [before, after] of [
      [20, 60],
      [60, 20],
    ] as const) {
      const probe = await prepared(before);
      probe.rig.fake.clearRequests();
      await send(probe, bookWith(after));
      const requests = probe.rig.fake.requests().length;
      const match = fault.kind === 'status' && fault.status === 404 ? /\/workbook\/(?!createS|closeS)/ : /graph\.micro/;
      for (let skip = 0; skip < requests; skip += 1) {
        const test = await prepared(before);
        test.rig.fake.fault({ ...fault, match, skip });
        await send(test, bookWith(after));
        expectWhole(test, inTable(after));
        expect(test.state.resume).toBeNull();
      }
    }
  });

  it('never hold old and new ones at once, say that they are incomplete, and go on where they stopped', async () => {
    for (const [before, after] of [
      [20, 3000],
      [60, 20],
    ] as const) {
      const probe = await prepared(before);
      probe.rig.fake.clearRequests();
      await send(probe, bookWith(after));
      const requests = probe.rig.fake.requests().length;
      // The last request is the one that closes the session.
      for (let skip = 1; skip < requests - 1; skip += 1) {
        const test = await prepared(before);
        test.rig.fake.fault({ match: /graph\.microsoft\.com/, kind: 'cutBefore', skip, times: 1000 });
        expect((await failureOf(send(test, bookWith(after)))).code).toBe('service-unreachable');
        test.rig.fake.clearFaults();
        const { rows } = tableOf(test);
        const old = rows.filter(([name]) => String(name).startsWith('old')).length;
        const fresh = rows.filter(([name]) => String(name).startsWith('Field')).length;
        expect(old === 0 || fresh === 0, `stopped at request ${skip + 1} of ${requests}`).toBe(true);
        const marked = String(rows[0]?.[0]).startsWith('Incomplete: ');
        expect(fresh === 0 || marked).toBe(true);
        await send(test, bookWith(after));
        expectWhole(test, inTable(after));
      }
    }
  });

  it('are sent anew when they are others than those that were sent', async () => {
    const test = await prepared(20);
    test.rig.fake.fault({ match: '/rows/add', kind: 'cutBefore', skip: 1, times: 1000 });
    await failureOf(send(test, bookWith(6000)));
    test.rig.fake.clearFaults();
    await send(test, bookWith(2900, ' new'));
    expect(tableOf(test).rows).toEqual(inTable(2900, ' new'));
  });

  it('are sent anew after somebody else added one meanwhile', async () => {
    const test = await prepared(20);
    const table = test.rig.fake.file(test.rig.fake.worker, PATH)?.workbook?.tables[0];
    const watch = {
      signal: never(),
      progress: (_stage: string, done: number) => {
        if (done > 1000 && table !== undefined) table.height += 1;
      },
    };
    const sending = test.rig.send(test.account, test.target, bookWith(3000), test.state, { watch });
    expect(await failureOf(sending)).toMatchObject({ code: 'target-locked', retryable: true });
    expect(String(tableOf(test).rows[0]?.[0])).toMatch(/^Incomplete: /);
    await send(test, bookWith(3000));
    expect(tableOf(test).rows).toEqual(inTable(3000));
  });

  it('are emptied and marked when the export is cancelled', async () => {
    const test = await prepared(20);
    const controller = new AbortController();
    const sending = test.rig.send(test.account, test.target, bookWith(6000), test.state, {
      watch: {
        signal: controller.signal,
        progress: (_stage, done) => {
          if (done > 1000) controller.abort();
        },
      },
    });
    await expect(sending).rejects.toThrow(/abort|Cancelled/i);
    expect(test.state.resume).toBeNull();
    const filled = tableOf(test)
      .rows.flat()
      .filter((cell) => cell !== '');
    expect(filled).toEqual([expect.stringMatching(/^Incomplete: /)]);
  });
});

describe('choosing a workbook', () => {
  it('lists workbooks, newest first, found by a part of their name', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn('myFiles');
    const bytes = Buffer.from('not opened');
    rig.fake.addFile(rig.fake.worker, 'Reports/Old org.xlsx', bytes);
    rig.fake.advance(60_000);
    rig.fake.addFile(rig.fake.worker, 'Org.xlsx', bytes);
    rig.fake.addFile(rig.fake.worker, 'Org.docx', bytes);
    const list = async (text: string) =>
      (await rig.provider.files(account.handle, text, never())).files.map(({ name }) => name);
    expect(await list('')).toEqual(['Org.xlsx', 'Old org.xlsx']);
    expect(await list('old')).toEqual(['Old org.xlsx']);
    expect(await list("o'brien & sons?")).toEqual([]);
  });

  it('lists 200 at most, and says that there are more', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn('myFiles');
    for (let index = 0; index < 205; index += 1) {
      rig.fake.addFile(rig.fake.worker, `Org ${index}.xlsx`, Buffer.from('x'));
    }
    const { files, more } = await rig.provider.files(account.handle, '', never());
    expect([files.length, more]).toEqual([200, true]);
  });

  it('opens the address that a colleague sent, once the account gave access to it', async () => {
    const rig = await microsoftRig();
    const item = rig.fake.addFile(rig.fake.admin, 'Shared.xlsx', Buffer.from('x'));
    const text = rig.fake.addFile(rig.fake.admin, 'Text.docx', Buffer.from('x'));
    const url = rig.fake.share(item, rig.fake.worker);
    const own = await rig.signIn('ownFiles');
    expect((await failureOf(rig.provider.fileOfLink(own.handle, url, never()))).code).toBe('scope-missing');
    const all = await rig.signIn('allFiles', own.handle.account());
    expect(await rig.provider.fileOfLink(all.handle, url, never())).toMatchObject({
      id: item.id,
      driveId: item.driveId,
      name: 'Shared.xlsx',
      kind: 'file',
    });
    const other = await failureOf(rig.provider.fileOfLink(all.handle, rig.fake.share(text, rig.fake.worker), never()));
    expect(other).toMatchObject({ code: 'target-refused', message: expect.stringContaining('no .xlsx') });
    expect((await failureOf(rig.provider.fileOfLink(all.handle, 'not a link', never()))).code).toBe('bad-address');
  });

  it('shows its sheets and tables', async () => {
    const test = await prepared(5);
    const {
      driveId = '',
      fileId = '',
      tableId = '',
    } = test.target as { driveId?: string; fileId?: string; tableId?: string };
    const { tabs, tables } = await test.rig.provider.fileParts(test.account.handle, driveId, fileId, never());
    expect(tabs.map(({ name }) => name)).toEqual(['Data']);
    expect(tables).toEqual([{ id: tableId, name: expect.any(String), tab: 'Data' }]);
  });
});
