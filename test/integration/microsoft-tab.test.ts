import { describe, expect, it } from 'vitest';
import type { MicrosoftDestination } from '../../src-preload/contract/exports.ts';
import type { Book, Cell } from '../../src-main/domain/sheets/book.ts';
import { workbookBytes } from '../../src-main/engine/exports/workbook-bytes.ts';
import { bookOf, coverOf, HOSTILE_TEXTS, sheetOf } from '../support/book.ts';
import { type MicrosoftRig, microsoftRig, type TestAccount, type TestSend } from '../support/microsoft-rig.ts';
import { failureOf } from '../support/network.ts';

const HEADERS = ['Object', 'Name', 'Text', 'Length', 'Custom'];
const PATH = 'Reports/Org.xlsx';
const never = (): AbortSignal => new AbortController().signal;

/** 2,100 rows of 5 cells: two requests; each hostile text is among them. */
const rowsOf = (count: number, mark = ''): readonly (readonly Cell[])[] =>
  Array.from({ length: count }, (_, row) => [
    'Account',
    `Field_${row}__c${mark}`,
    HOSTILE_TEXTS[row % HOSTILE_TEXTS.length] ?? '',
    row % 7 === 0 ? null : row,
    row % 2 === 0,
  ]);
const fieldsBook = (count = 2100, mark = ''): Book =>
  bookOf(coverOf(), sheetOf('Fields', HEADERS, rowsOf(count, mark)));

const expected = (count = 2100, mark = ''): readonly (readonly Cell[])[] => [
  HEADERS,
  ...rowsOf(count, mark).map((row) => row.map((cell) => cell ?? '')),
];

/** Some workbook of the person: a sheet that is to be replaced, and one that nobody may touch. */
const OLD_ROWS = 60;
const { bytes: OLD_BYTES } = await workbookBytes(
  bookOf(
    sheetOf(
      'Fields',
      ['Old', 'Older', 'Oldest', 'D', 'E', 'F', 'G'],
      Array.from({ length: OLD_ROWS }, () => ['a', 'b', 'c', 1, 2, 3, 4]),
    ),
    sheetOf('Notes', ['Mine'], [['stays']]),
  ),
  {},
  { signal: never(), onRows: () => undefined },
);

type Prepared = { rig: MicrosoftRig; account: TestAccount; target: MicrosoftDestination['target']; state: TestSend };

async function prepared(tabName: string): Promise<Prepared> {
  const rig = await microsoftRig();
  const account = await rig.signIn('myFiles');
  const { id: fileId, driveId } = rig.fake.addFile(rig.fake.worker, PATH, Buffer.from(OLD_BYTES));
  return {
    rig,
    account,
    target: { kind: 'tab', fileId, driveId, fileName: 'Org.xlsx', tabName },
    state: rig.newSend(),
  };
}

const FAULTS = [
  { kind: 'cutBefore' },
  { kind: 'cutAfter' },
  { kind: 'halfBody' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, retryAfter: 3 },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 404, code: 'InvalidSession' },
  { kind: 'status', status: 409, code: 'Conflict' },
] as const;

const view = ({ rig }: Prepared) => {
  const item = rig.fake.file(rig.fake.worker, PATH);
  if (item === null) throw new Error('The workbook is gone.');
  return rig.fake.workbook(item);
};

const sheetNames = (test: Prepared): readonly string[] => view(test).sheets.map(({ name }) => name);

/** Every cell, none of them a formula, nothing else touched, no session left. */
function expectWhole(test: Prepared, tab: string, values: readonly (readonly Cell[])[] = expected()): void {
  const book = view(test);
  expect(book.sheet(tab).values).toEqual(values);
  expect(book.sheets.flatMap(({ formulas }) => formulas)).toEqual([]);
  expect(book.formulasWritten).toEqual([]);
  expect(book.sheet('Notes').values).toEqual([['Mine'], ['stays']]);
}

const requestsAfter = async (test: Prepared, book: Book): Promise<number> => {
  test.rig.fake.clearRequests();
  await test.rig.send(test.account, test.target, book, test.state);
  return test.rig.fake.requests().length;
};

describe.each([
  ['a tab that is there', 'Fields'],
  ['a new tab', 'Fields of May'],
])('%s', (_, tab) => {
  it('holds every cell of the export and no formula', async () => {
    const test = await prepared(tab);
    const sent = await test.rig.send(test.account, test.target, fieldsBook(), test.state);
    expect(sent).toMatchObject({ name: 'Org.xlsx', rows: 2100, sheets: 1, cutCells: 0 });
    expect(sent.url).toMatch(/^https:\/\//);
    expectWhole(test, tab);
    expect(view(test).openSessions).toBe(0);
    expect(sheetNames(test)).toEqual(tab === 'Fields' ? ['Fields', 'Notes'] : ['Fields', 'Notes', tab]);
    expect(test.state.resume).toBeNull();
  });

  it('is written with one request after the other, of at most 10,000 cells', async () => {
    const test = await prepared(tab);
    await requestsAfter(test, fieldsBook());
    const writes = test.rig.fake.requests().filter(({ method, url }) => method === 'PATCH' && url.includes('range('));
    expect(writes.length).toBeGreaterThanOrEqual(3);
    expect(test.rig.fake.requests().filter(({ status }) => status === 429)).toEqual([]);
    const session = new Set(writes.map(({ headers }) => headers['workbook-session-id']));
    expect(session.size).toBe(1);
  });

  it('can be written again, with fewer rows', async () => {
    const test = await prepared(tab);
    await test.rig.send(test.account, test.target, fieldsBook());
    const sent = await test.rig.send(test.account, test.target, fieldsBook(10, ' new'));
    expect(sent.rows).toBe(10);
    expectWhole(test, tab, expected(10, ' new'));
  });

  it('may have no rows at all', async () => {
    const test = await prepared(tab);
    const sent = await test.rig.send(test.account, test.target, fieldsBook(0));
    expect(sent.rows).toBe(0);
    expectWhole(test, tab, expected(0));
  });

  it('cuts and counts texts that are too long', async () => {
    const test = await prepared(tab);
    const book = bookOf(sheetOf('Fields', ['A'], [['x'.repeat(40_000)], ['short']]));
    const sent = await test.rig.send(test.account, test.target, book);
    expect(sent.cutCells).toBe(1);
    expect(String(view(test).sheet(tab).values[1]?.[0])).toMatch(/ … \[cut: 40000 characters in all\]$/);
  });

  it.each(tab === 'Fields' ? FAULTS : FAULTS.slice(1, 4))('is whole after %j at any request', async (fault) => {
    const sizes = await requestsAfter(await prepared(tab), fieldsBook());
    const session = fault.kind === 'status' && (fault.status === 404 || fault.status === 409);
    const match = session ? /\/workbook\/(?!createSession|closeSession)/ : /graph\.microsoft\.com/;
    let reached = 0;
    for (let skip = 0; skip < sizes; skip += 1) {
      const test = await prepared(tab);
      test.rig.fake.fault({ ...fault, match, skip });
      await test.rig.send(test.account, test.target, fieldsBook(), test.state);
      reached += 1 - test.rig.fake.faultsLeft();
      expect(view(test).sheet(tab).values, `fault at request ${skip + 1} of ${sizes}`).toEqual(expected());
      expect(view(test).formulasWritten).toEqual([]);
      expect(sheetNames(test)).toEqual(tab === 'Fields' ? ['Fields', 'Notes'] : ['Fields', 'Notes', tab]);
    }
    expect(reached).toBeGreaterThan(5);
  });

  it('never looks whole when it stopped, and goes on where it stood', async () => {
    const sizes = await requestsAfter(await prepared(tab), fieldsBook());
    let resumed = 0;
    for (let skip = 1; skip < sizes - 1; skip += 1) {
      const test = await prepared(tab);
      test.rig.fake.fault({ match: /graph\.microsoft\.com/, kind: 'cutBefore', skip, times: 1000 });
      const failure = await failureOf(test.rig.send(test.account, test.target, fieldsBook(), test.state));
      expect(failure.code).toBe('service-unreachable');
      test.rig.fake.clearFaults();
      const left = view(test).sheets.find(({ name }) => name === tab);
      const whole = left !== undefined && left.values.length === 2101 && left.values[0]?.[0] === 'Object';
      const onlyLooksAreMissing = skip > sizes - 7;
      expect(whole && !onlyLooksAreMissing, `stopped at request ${skip + 1} of ${sizes}`).toBe(false);
      test.rig.fake.clearRequests();
      await test.rig.send(test.account, test.target, fieldsBook(), test.state);
      expectWhole(test, tab);
      const first = test.rig.fake
        .requests()
        .filter(({ method, url }) => method === 'PATCH' && url.includes("'A2%3AE2001'"));
      if (first.length === 0) resumed += 1;
    }
    expect(resumed).toBeGreaterThan(0);
  });

  it('is sent anew when the rows are others than those that were sent', async () => {
    const test = await prepared(tab);
    test.rig.fake.fault({ match: /range\(address='A2002/, kind: 'cutBefore', times: 1000 });
    await failureOf(test.rig.send(test.account, test.target, fieldsBook(), test.state));
    test.rig.fake.clearFaults();
    await test.rig.send(test.account, test.target, fieldsBook(2100, ' new'), test.state);
    expectWhole(test, tab, expected(2100, ' new'));
    expect(test.state.resume).toBeNull();
  });

  it('goes on with a new session when the old one has expired in the middle', async () => {
    const test = await prepared(tab);
    const book = fieldsBook();
    let advanced = false;
    await test.rig.send(test.account, test.target, book, test.state, {
      watch: {
        signal: never(),
        progress: (_stage, done) => {
          // As a computer that was asleep.
          if (done > 0 && !advanced) test.rig.fake.advance(6 * 60_000);
          advanced ||= done > 0;
        },
      },
    });
    expect(advanced).toBe(true);
    expect(view(test).sheet(tab).values).toEqual(expected());
  });

  it('is written anew after somebody else wrote below it meanwhile', async () => {
    const test = await prepared(tab);
    const watch = {
      signal: never(),
      progress: (_stage: string, done: number) => {
        const sheets = test.rig.fake.file(test.rig.fake.worker, PATH)?.workbook?.sheets ?? [];
        const sheet = tab === 'Fields' ? sheets[0] : sheets.at(-1);
        const cell = { value: 'somebody else', formula: null, format: 'General', quotePrefix: false };
        if (done > 0) sheet?.rows.set(5000, new Map([[0, cell]]));
      },
    };
    const sending = test.rig.send(test.account, test.target, fieldsBook(), test.state, { watch });
    expect(await failureOf(sending)).toMatchObject({ code: 'target-locked', retryable: true });
    await test.rig.send(test.account, test.target, fieldsBook(), test.state);
    expectWhole(test, tab);
  });

  it('leaves nothing that looks like an export when it is cancelled', async () => {
    const test = await prepared(tab);
    const controller = new AbortController();
    const sending = test.rig.send(test.account, test.target, fieldsBook(), test.state, {
      watch: {
        signal: controller.signal,
        progress: (_stage, done) => {
          if (done > 0) controller.abort();
        },
      },
    });
    await expect(sending).rejects.toThrow(/abort|Cancelled/i);
    expect(test.state.resume).toBeNull();
    expect(sheetNames(test)).toEqual(['Fields', 'Notes']);
    const left = view(test).sheet('Fields').values;
    expect(left.length).toBe(tab === 'Fields' ? 1 : OLD_ROWS + 1);
    expect(String(left[0]?.[0])).toMatch(tab === 'Fields' ? /^Incomplete: / : /^Old$/);
    expect(view(test).openSessions).toBe(0);
  });

  it('can be discarded after it stopped', async () => {
    const test = await prepared(tab);
    test.rig.fake.fault({ match: /range\(address='A2002/, kind: 'cutBefore', times: 1000 });
    await failureOf(test.rig.send(test.account, test.target, fieldsBook(), test.state));
    test.rig.fake.clearFaults();
    await test.rig.newProvider().discard(test.account.handle, test.state.resume, never());
    expect(sheetNames(test)).toEqual(['Fields', 'Notes']);
    expect(view(test).openSessions).toBe(0);
  });
});

describe('a workbook that cannot be written', () => {
  it('is not asked for anything with a personal account, which has no workbook API', async () => {
    const rig = await microsoftRig();
    rig.fake.browser.person = rig.fake.personal;
    const account = await rig.signIn('myFiles');
    rig.fake.clearRequests();
    const target = { kind: 'tab', driveId: 'd', fileId: 'f', fileName: 'Org.xlsx', tabName: 'Fields' } as const;
    const destination = { kind: 'microsoft', accountId: 'a', target } as const;
    for (const asked of [
      rig.provider.check(account.handle, destination, fieldsBook(), never()),
      rig.provider.fileParts(account.handle, 'd', 'f', never()),
    ]) {
      const failure = await failureOf(asked);
      expect(failure).toMatchObject({ code: 'target-refused', message: expect.stringContaining('personal account') });
    }
    expect(rig.fake.requests()).toEqual([]);
  });

  it('is refused before it is asked when the account gave only its own folder', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn('ownFiles');
    const target = { kind: 'tab', driveId: 'd', fileId: 'f', fileName: 'Org.xlsx', tabName: 'Fields' } as const;
    const checked = rig.provider.check(
      account.handle,
      { kind: 'microsoft', accountId: 'a', target },
      fieldsBook(),
      never(),
    );
    expect((await failureOf(checked)).code).toBe('scope-missing');
  });

  it('is locked by somebody else: said so after a little waiting, and kept for later', async () => {
    const test = await prepared('Fields');
    const item = test.rig.fake.file(test.rig.fake.worker, PATH);
    if (item !== null) item.locked = true;
    const failure = await failureOf(test.rig.send(test.account, test.target, fieldsBook(), test.state));
    expect(failure).toMatchObject({ code: 'target-locked', retryable: true });
  });

  it('is gone', async () => {
    const test = await prepared('Fields');
    const target = { ...test.target, fileId: '01DOESNOTEXIST' } as MicrosoftDestination['target'];
    const failure = await failureOf(test.rig.send(test.account, target, fieldsBook(), test.state));
    expect(failure.code).toBe('target-missing');
    expect(test.state.resume).toBeNull();
  });

  it('takes one sheet of rows only', async () => {
    const test = await prepared('Fields');
    const two = bookOf(sheetOf('A', ['x'], [['1']]), sheetOf('B', ['x'], [['1']]));
    const destination = { kind: 'microsoft', accountId: 'a', target: test.target } as const;
    const failure = await failureOf(test.rig.provider.check(test.account.handle, destination, two, never()));
    expect(failure).toMatchObject({ code: 'target-refused', message: expect.stringContaining('several') });
  });

  it('opens slowly: the session is waited for', async () => {
    const test = await prepared('Fields');
    test.rig.fake.switches.slowSessionPolls = 3;
    await test.rig.send(test.account, test.target, fieldsBook(), test.state);
    expectWhole(test, 'Fields');
    expect(test.rig.fake.requests().filter(({ url }) => url.includes('/operations/'))).toHaveLength(4);
  });

  it('does not open at all', async () => {
    const test = await prepared('Fields');
    test.rig.fake.switches.slowSessionPolls = 1;
    test.rig.fake.switches.sessionFails = true;
    const failure = await failureOf(test.rig.send(test.account, test.target, fieldsBook(), test.state));
    expect(failure.code).toBe('service-unreachable');
  });
});
