import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../src-preload/contract/ledger.ts';
import { type PrivacyReport, privacyReport as reportShape } from '../../src-preload/contract/privacy-report.ts';
import { DISK_FILES } from '../../src-main/engine/privacy/report/disk-files.ts';
import { privacyReport } from '../../src-main/engine/privacy/report/privacy-report.ts';
import { type JoinedKit, joinedKit } from '../support/joined-kit.ts';
import { oauthKit } from '../support/oauth-kit.ts';
import { shownPath } from '../support/shown-path.ts';
import { preflightKit } from '../support/preflight-kit.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { callContext } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { readSheets } from '../support/workbook.ts';

const report: PrivacyReport = privacyReport();
const rowsOf = (id: string): readonly string[][] => report.tables.find((table) => table.id === id)?.rows ?? [];
const PLACES = Object.fromEntries(rowsOf('microsoft-places').map(([word = '', text = '']) => [word, text]));

type Told = { readonly purposes: string; readonly method: string; readonly path: RegExp };
function cloudRows(id: string, places: Readonly<Record<string, string>>): Told[] {
  return rowsOf(id).map(([purposes = '', method = '', , path = '']) => ({
    purposes,
    method,
    path: shownPath(path, places),
  }));
}
const TOLD: readonly Told[] = [
  ...rowsOf('salesforce-requests').map(([purposes = '', method = '', path = '']) => ({
    purposes,
    method,
    path: shownPath(path.split('?', 1)[0] ?? '', {}),
  })),
  ...cloudRows('google-requests', {}),
  ...cloudRows('microsoft-requests', PLACES),
];

/** Requests that no row of the report tells of. */
function untold(rows: readonly LedgerRow[]): string[] {
  return rows
    .filter(
      ({ purpose, method, path }) =>
        !TOLD.some(
          (told) =>
            told.purposes.split(', ').includes(purpose) &&
            told.method === method &&
            (told.path.test(path) || (purpose === 'microsoft upload' && path === '')),
        ),
    )
    .map(({ purpose, method, path }) => `${purpose}: ${method} ${path}`);
}

let kit: JoinedKit;

beforeAll(async () => {
  kit = await joinedKit(smallOrg([customObject('Pump__c', [textField('Serial__c', {})])]));
}, 60_000);
afterAll(() => kit.close());

describe('the report for security reviewers', () => {
  // @promise 6: the report for reviewers names every request that a sync, sign-ins and exports really send
  it('tells of every request that a sync, sign-ins and exports really send', async () => {
    for (const provider of ['google', 'microsoft'] as const) {
      const address = kit.accounts[provider].name;
      const words = ['export', 'grid', kit.connectionName, '--grid', 'fields', '--to', provider, '--account', address];
      await kit.json([...words, '--title', 'Fields', '--yes-send-to', address]);
    }
    const { requests } = (await kit.json(['ledger'])) as { requests: LedgerRow[] };
    expect(new Set(requests.map(({ purpose }) => purpose.split(' ')[0]))).toEqual(
      new Set(['versions', 'identity', 'object', 'describe', 'definitions', 'google', 'microsoft']),
    );
    expect(untold(requests)).toEqual([]);
  });

  it('tells of every request of a browser sign-in and its end', async () => {
    const oauth = await oauthKit();
    const connection = await oauth.signIn();
    await oauth.service.handlers['connections.signOut']({ id: connection.id }, callContext());
    const rows = oauth.rows();
    expect(rows.map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['sign in', 'identity', 'sign out']));
    expect(untold(rows)).toEqual([]);
  });

  it('tells of every request that finds out what works for the signed-in user', async () => {
    const check = await preflightKit();
    await check.run();
    expect(check.preflightRows().length).toBeGreaterThan(10);
    expect(untold(check.preflightRows())).toEqual([]);
  });

  it('would notice a request that it does not tell of', () => {
    const row = { purpose: 'query', method: 'GET', path: '/services/data/v68.0/search' } as LedgerRow;
    expect(untold([row])).toHaveLength(1);
  });

  // @promise 1: every file that is left in the data folder is in the report for reviewers, with how it is protected
  it('names every file that is left in the data folder, while it is open and after', async () => {
    const unnamed = (): string[] => {
      const files = readdirSync(kit.dataDir, { recursive: true, withFileTypes: true });
      const known = DISK_FILES.filter(({ place }) => place === 'data folder');
      return files
        .filter((file) => file.isFile())
        .map((file) => relative(kit.dataDir, join(file.parentPath, file.name)))
        .filter((path) => !known.some(({ pattern }) => pattern.test(path)));
    };
    await kit.run(['vault', 'check'], []);
    await kit.withEngine(async () => {
      expect(unnamed()).toEqual([]);
    });
    expect(unnamed()).toEqual([]);
  });

  it('is answered to the page and saved where the person chose', async () => {
    const target = join(tempFolder(), 'report.md');
    await kit.withEngine(async (engine) => {
      const { handlers } = engine.services();
      expect(reportShape.parse(await handlers['privacy.report']({}, callContext()))).toEqual(report);
      await handlers['privacy.exportReport'](
        { format: 'md', targetId: 'chosen' },
        { ...callContext(), hostPath: target },
      );
    });
    const text = readFileSync(target, 'utf8');
    expect(text).toContain(`Orgbench ${report.version}`);
    for (const { title } of report.tables) expect(text).toContain(`\n## ${title}\n`);
  });
});

describe('orgbench privacy-report', () => {
  it('writes a workbook with a tab for each table, without a vault', async () => {
    const target = join(tempFolder(), 'report.xlsx');
    expect((await kit.runAlone(['privacy-report', '--to', 'xlsx', '--out', target])).code).toBe(0);
    const [about, ...sheets] = await readSheets(target);
    expect(about?.data.flat()).toContain(`Orgbench ${report.version}`);
    expect(sheets.map(({ data }) => [data[0]?.[0], data.length - 2])).toEqual(
      report.tables.map(({ title, rows }) => [title, rows.length]),
    );
  });

  it('prints the report as JSON', async () => {
    const { code, out } = await kit.runAlone(['privacy-report', '--json']);
    expect([code, JSON.parse(out)]).toEqual([0, report]);
  });

  it.each([
    [['privacy-report']],
    [['privacy-report', '--to', 'pdf', '--out', 'x']],
    [['privacy-report', '--to', 'md']],
  ])('%j is not understood', async (words) => {
    expect((await kit.runAlone(words)).code).toBe(2);
  });
});

it('docs/PRIVACY.md and docs/ADMIN-HELP.md say what the code says', async () => {
  const script = join(import.meta.dirname, '../../scripts/privacy-doc.mjs');
  await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({ stderr: '' });
});
