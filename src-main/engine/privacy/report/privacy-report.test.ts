import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../../test/support/network.ts';
import { contentSecurityPolicy } from '../../../protocol/page-headers.ts';
import { GOOGLE_PATH_WORDS, GOOGLE_ROUTES } from '../../network/cloud-routes-google.ts';
import { MICROSOFT_PATH_WORDS, MICROSOFT_ROUTES } from '../../network/cloud-routes-microsoft.ts';
import { DATA_OBJECTS, IDENTITY_OBJECTS, TOOLING_OBJECTS } from '../../network/soql-objects.ts';
import { AT_SIGN_IN } from './salesforce-tables.ts';
import { STORE_CIPHER } from '../../store/store-file.ts';
import { REQUEST_REASONS } from './cloud-reasons.ts';
import { cloudRequestName } from './cloud-tables.ts';
import { KEPT_TABLES } from './kept-tables.ts';
import { privacyReport } from './privacy-report.ts';
import { FUSES, PAGE_POLICY } from './shell-limits.ts';

const { tables } = privacyReport();
const rowsOf = (id: string): readonly string[][] => tables.find((table) => table.id === id)?.rows ?? [];

describe('the report for security reviewers', () => {
  // @promise 1: the report for reviewers names every table and column that is kept, and no other
  it('names every table and column of the store, and no other', () => {
    const db = openStore();
    // Views repeat their tables, and the inner tables of the full-text index are told with it.
    const real = db
      .prepare<[], { name: string }>(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
      )
      .all()
      .map(({ name }) => {
        const columns = db.prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)').all(name);
        return [name, columns.map((column) => column.name).toSorted()];
      });
    const told = Object.entries(KEPT_TABLES).map(([name, { columns }]) => [name, Object.keys(columns).toSorted()]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(real));
  });

  it('names the cipher that the store is really opened with', () => {
    expect(openStore().pragma('cipher', { simple: true })).toBe(STORE_CIPHER);
  });

  it('says of every request to Google and Microsoft what it is for, and of no other', () => {
    const sent = [
      ...GOOGLE_ROUTES.map((route) => cloudRequestName(route, GOOGLE_PATH_WORDS)),
      ...MICROSOFT_ROUTES.map((route) => cloudRequestName(route, MICROSOFT_PATH_WORDS)),
    ];
    expect(new Set(Object.keys(REQUEST_REASONS))).toEqual(new Set(sent));
  });

  it('shows only queries that the record guard allows', () => {
    for (const [name = '', api = '', , asked = ''] of rowsOf('salesforce-objects')) {
      const allowed = (api === AT_SIGN_IN ? IDENTITY_OBJECTS : api === 'data' ? DATA_OBJECTS : TOOLING_OBJECTS).get(
        name.toLowerCase(),
      );
      expect(allowed, name).toBeDefined();
      if (allowed === undefined || allowed === 'all' || asked === '') continue;
      // A field of a parent is judged by the parent's own row; definitions have a route of their own.
      const byQuery = asked.split(', ').filter((field) => !field.includes('.') && field !== 'Metadata');
      const missing = byQuery.filter((field) => !allowed.has(field.toLowerCase()));
      expect(missing, name).toEqual([]);
    }
  });

  it('has the fuses and the content security policy of the app', () => {
    const builder = readFileSync(join(import.meta.dirname, '../../../../electron-builder.yml'), 'utf8');
    const block = /^electronFuses:\n((?: {2}\w+: \w+\n)+)/m.exec(builder)?.[1] ?? '';
    const fuses = block
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().split(': '));
    expect(Object.entries(FUSES).map(([name, { on }]) => [name, String(on)])).toEqual(fuses);
    expect(PAGE_POLICY.map(([rule]) => rule).join('; ')).toBe(contentSecurityPolicy('…'));
  });

  it('leaves no cell of its reasons empty, and every row as wide as its columns', () => {
    const mayBeEmpty = new Set([
      'What the body may hold',
      'About a person',
      'Fields that Orgbench asks for',
      'Possible',
    ]);
    for (const { id, columns, rows } of tables) {
      expect(rows.length, id).toBeGreaterThan(0);
      for (const row of rows) {
        expect(row, id).toHaveLength(columns.length);
        const empty = columns.filter((column, index) => row[index] === '' && !mayBeEmpty.has(column));
        expect(id === 'shell' ? [] : empty, `${id}: ${row.join(' | ')}`).toEqual([]);
      }
    }
    expect(new Set(tables.map(({ id }) => id)).size).toBe(tables.length);
  });
});
