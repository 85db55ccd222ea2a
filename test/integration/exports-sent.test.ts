import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '../../src-preload/contract/accounts.ts';
import { JOINED_COLUMNS, JOINED_HEADERS, type JoinedKit, joinedKit } from '../support/joined-kit.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';

const ORG = smallOrg([
  customObject('Pump__c', [
    textField('Serial__c', { description: '=HYPERLINK("https://x.example")' }),
    textField('Margin__c', { description: 'two\nlines, "quoted"' }),
  ]),
  customObject('Visit__c', [textField('Report__c', { label: "+1 'quoted'", description: '-1+1' })]),
]);

let kit: JoinedKit;

beforeAll(async () => {
  kit = await joinedKit(ORG);
}, 60_000);
afterAll(() => kit.close());

const addressOf = (provider: Provider): string => kit.accounts[provider].name;
const grid = (provider: Provider): string[] =>
  ['export', 'grid', kit.connectionName, '--grid', 'fields', '--columns', JOINED_COLUMNS.join(',')].concat([
    '--to',
    provider,
    '--account',
    addressOf(provider),
    '--title',
    'Fields of May',
  ]);

describe('an export that is sent by the command line', () => {
  it('to Google has every cell of the store, and is in the history and the ledger', async () => {
    const before = kit.google.requests().length;
    const shown = await kit.run(grid('google'));
    expect(shown.code).toBe(1);
    expect(kit.google.requests()).toHaveLength(before);
    expect(kit.google.spreadsheets()).toEqual([]);

    const sent = await kit.json([...grid('google'), '--yes-send-to', addressOf('google')]);
    const rows = await kit.expectedRows();
    expect(sent).toMatchObject({ ok: true, account: addressOf('google'), rows: rows.length, cutCells: 0 });
    const [spreadsheet, ...others] = kit.google.spreadsheets();
    expect(others).toEqual([]);
    expect(spreadsheet?.title).toBe('Fields of May');
    expect(sent['link']).toContain(spreadsheet?.id ?? 'no id');
    expect(spreadsheet?.tabs.map(({ values }) => values)).toEqual([[JOINED_HEADERS, ...rows]]);

    const { exports } = (await kit.json(['exports'])) as { exports: Record<string, unknown>[] };
    expect(exports[0]).toMatchObject({ state: 'done', destination: 'google', link: sent['link'], rows: rows.length });
    const { requests } = (await kit.json(['ledger'])) as { requests: { purpose: string }[] };
    // The browser's own visit to the sign-in page is not the app's.
    const received = kit.google.requests().filter(({ origin }) => origin !== 'https://accounts.google.com');
    expect(requests.filter(({ purpose }) => purpose.startsWith('google'))).toHaveLength(received.length);
  });

  it('goes on by its id where it stopped, once the address is written out', async () => {
    kit.google.fault({
      match: /POST .*values:batchUpdate/,
      times: 1,
      kind: 'status',
      status: 403,
      body: {
        error: { code: 403, message: "The user's Drive storage quota has been exceeded.", status: 'PERMISSION_DENIED' },
      },
    });
    const stopped = await kit.run([...grid('google'), '--title', 'Goes on', '--yes-send-to', addressOf('google')]);
    expect(stopped.code).toBe(1);
    const { exports } = (await kit.json(['exports'])) as { exports: Record<string, unknown>[] };
    expect(exports[0]).toMatchObject({ state: 'failed', canResume: true, hasLeftover: true });
    const id = String(exports[0]?.['id']);
    const resume = ['exports', '--resume', id];
    const shown = await kit.run(resume);
    expect(shown.code).toBe(1);
    const made = (): number => kit.google.spreadsheets().filter(({ title }) => title === 'Goes on').length;
    const before = made();
    expect(await kit.json([...resume, '--yes-send-to', addressOf('google')])).toMatchObject({
      ok: true,
      account: addressOf('google'),
      rows: (await kit.expectedRows()).length,
    });
    expect(made()).toBe(Math.max(before, 1));
    expect((await kit.run(resume)).code).toBe(1);
    expect((await kit.run(['exports', '--resume', 'no-such'])).code).toBe(1);
    expect((await kit.run(['exports', '--yes-send-to', 'x@example.com'])).code).toBe(2);
  });

  it('to Microsoft has every cell of the store', async () => {
    const sent = await kit.json([...grid('microsoft'), '--yes-send-to', addressOf('microsoft')]);
    const rows = await kit.expectedRows();
    expect(sent).toMatchObject({ ok: true, name: 'Fields of May.xlsx', rows: rows.length });
    const [file, ...others] = kit.microsoft.files(kit.microsoft.worker);
    expect(others).toEqual([]);
    if (file === undefined) throw new Error('there is no file');
    const { sheets } = kit.microsoft.workbook(file.item);
    expect(sheets.map(({ values }) => values)).toEqual([
      [JOINED_HEADERS, ...rows].map((row) => row.map((cell) => cell ?? '')),
    ]);
    expect(sheets.flatMap(({ formulas }) => formulas)).toEqual([]);
  });

  it('can replace a tab of a spreadsheet that Orgbench made', async () => {
    const first = await kit.json([...grid('google'), '--yes-send-to', addressOf('google')]);
    const made = kit.google.spreadsheets().find(({ id }) => String(first['link']).includes(id));
    const tab = made?.tabs[0]?.title ?? '';
    const words = ['export', 'grid', kit.connectionName, '--grid', 'objects', '--columns', 'name', '--to', 'google'];
    const into = ['--account', addressOf('google'), '--into', made?.id ?? '', '--tab', tab];
    await kit.json([...words, ...into, '--yes-send-to', addressOf('google')]);
    const values = kit.google.spreadsheet(made?.id ?? '').tabs[0]?.values ?? [];
    expect(values.flat()).toEqual(['API name', 'Pump__c', 'Visit__c']);
    const unknown = await kit.run([...words, '--account', addressOf('google'), '--into', 'no-such-file', '--tab', tab]);
    expect(unknown).toMatchObject({ code: 1, errors: expect.stringContaining('no file with the id "no-such-file"') });
  });
});
