import { expect, it } from 'vitest';
import { parseCommand } from './arguments.ts';

const base = ['export', 'dictionary', 'Acme', '--data-dir', 'vault', '--account', 'a@b.c'];

it('names every grid there is when the one that was asked for is not among them', () => {
  const grid =
    (...words: readonly string[]) =>
    () =>
      parseCommand(['export', 'grid', 'Acme', '--data-dir', 'vault', '--to', 'csv', '--out', 'x', ...words]);
  const all = /There are: fields, objects, ledger, access, report-analysis, where-used, reports, .*\bReportType\b/;
  expect(grid('--grid', 'nonsense')).toThrow(/^There is no grid "nonsense"\. There are: /);
  expect(grid('--grid', 'nonsense')).toThrow(all);
  expect(grid()).toThrow(/^--grid is missing\. There are: fields, /);
});

it('takes no name of a file or tab that its provider and the history could not hold', () => {
  const title = (name: string) => () => parseCommand([...base, '--to', 'google', '--title', name]);
  expect(title(' Plan ')()).toMatchObject({ destination: { title: 'Plan' } });
  expect(title('   ')).toThrow('--title takes 1 to 200 characters.');
  expect(title('x'.repeat(201))).toThrow('--title takes 1 to 200 characters.');
  const tab = (to: string) => () => parseCommand([...base, '--to', to, '--into', 'id', '--tab', 'x'.repeat(32)]);
  expect(tab('google')()).toMatchObject({ destination: { into: { fileId: 'id' } } });
  expect(tab('microsoft')).toThrow('--tab takes 1 to 31 characters.');
});
