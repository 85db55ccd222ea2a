import type { Book, Cell, SheetPlan } from '../../src-main/domain/sheets/book.ts';

/** A data sheet of these headers and rows. */
export function sheetOf(
  name: string,
  headers: readonly string[],
  rows: readonly (readonly Cell[])[],
  overrides: Partial<SheetPlan> = {},
): SheetPlan {
  return {
    id: name,
    name,
    kind: 'data',
    title: null,
    columns: headers.map((header) => ({ header, width: 20, wraps: false })),
    hasHeader: true,
    rowCount: rows.length,
    rows: () => rows,
    ...overrides,
  };
}

/** A cover that tells how many rows the sheets have, as real ones do. */
export function coverOf(facts: readonly (readonly Cell[])[] = []): SheetPlan {
  return sheetOf('About', ['Fact', 'Value'], facts, {
    id: 'cover',
    kind: 'cover',
    hasHeader: false,
    rowCount: facts.length + 2,
    rows: ({ rows, cutCells }) => [
      ...facts,
      ['Rows', [...rows.values()].reduce((sum, count) => sum + count, 0)],
      ['Cut', cutCells],
    ],
  });
}

/** An index over data sheets. */
export function indexOf(sheets: readonly SheetPlan[]): SheetPlan {
  return sheetOf('Index', ['Sheet', 'Rows'], [], {
    id: 'index',
    kind: 'index',
    rowCount: sheets.length,
    rows: ({ rows }) =>
      sheets.map(({ id, name }) => [{ text: name, link: { kind: 'sheet', sheetId: id } }, rows.get(id) ?? null]),
  });
}

export const bookOf = (...sheets: readonly SheetPlan[]): Book => ({ title: 'Acme fields 2026-11-23', sheets });

/** Texts that writers and readers of files are known to change, and those that try to become more than text. */
export const HOSTILE_TEXTS: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '=1+1',
  '+49 30 1234',
  '-1',
  '@SUM(A1)',
  '  =2+2',
  'one\n=3+3',
  'a;=4+4',
  'a;"=5+5"',
  '\uff1d6+6',
  '\t=7+7',
  '\r=8+8',
  "'quoted",
  '"quoted" inside "twice"',
  'a,b',
  '_x000D_',
  '_x0041_ stays',
  '  edge spaces  ',
  'tab\there',
  'two\nlines',
  'carriage\r\nreturn',
  '\u{1f600} \u{1f469}\u200d\u{1f4bb} \u4e2d\u6587',
  '\u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629',
  '\u202ereversed\u202c',
  '1234567890123456789',
  '0012',
  '1e5',
  'TRUE',
  '2026-11-23',
  '<script>alert(1)</script>',
  '<b>&amp;</b>',
  ']]>',
  '<!-- x -->',
  '[x](javascript:alert(1))',
  'pipe | in | cells',
  'back\\slash \\| end\\',
  '**bold** _em_ `code`',
];

/** An address that would run something if it became a link. */
export const SCRIPT_ADDRESS = ['javascript', 'alert(1)'].join(':');
