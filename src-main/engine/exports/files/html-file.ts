import { createHash } from 'node:crypto';
import type { Book, Cell, SheetPlan } from '../../../domain/sheets/book.ts';
import { cellText, plannedSheets, webAddress } from '../../../domain/sheets/cells.ts';
import { toHtmlText } from '../../../domain/sheets/html-text.ts';
import type { RowCounter } from '../watch.ts';
import { type TextFile, withTextFile } from './text-file.ts';

/**
 * Spreadsheets open HTML too, and make a formula of a cell that begins with `=`. Excel takes every cell for a text whose
 * style has `mso-number-format:"\@"`; LibreOffice wants the attribute below on each cell. Browsers know neither.
 */
const TEXT_CELL = 'class="t" sdnum="1033;0;@"';
const STYLE = `
:root{color-scheme:light dark;--text:#1b2126;--dim:#59646d;--line:#d5dade;--head:#eef1f3;--page:#fff;--link:#0b57a4}
@media (prefers-color-scheme:dark){:root{--text:#e3e7ea;--dim:#9aa5ad;--line:#3a434a;--head:#252c31;--page:#171c20;--link:#7db8f2}}
*{box-sizing:border-box}
body{margin:0;padding:24px;background:var(--page);color:var(--text);font:13px/1.45 system-ui,sans-serif}
h1{font-size:20px;margin:0 0 16px}
h2{font-size:15px;margin:32px 0 8px}
p{margin:0 0 8px;color:var(--dim)}
a{color:var(--link)}
table{border-collapse:collapse}
th,td{border:1px solid var(--line);padding:3px 8px;text-align:left;vertical-align:top}
thead th{position:sticky;top:0;background:var(--head);z-index:1;box-shadow:inset 0 -1px var(--line)}
tbody th{background:var(--head);font-weight:600}
td,tbody th{max-width:60ch;white-space:pre-wrap;overflow-wrap:break-word;unicode-bidi:isolate}
td.n{text-align:right;font-variant-numeric:tabular-nums}
th.t,td.t{mso-number-format:"\\@"}
@media print{thead th{position:static}}
`;

/** Nothing may be loaded or run: the one style sheet is named by its hash. */
function securityPolicy(): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

type PlaceOf = (sheetId: string) => string | null;

function cellHtml(cell: Cell, placeOf: PlaceOf): string {
  const text = toHtmlText(cellText(cell));
  if (typeof cell !== 'object' || cell === null) return text;
  if (cell.link.kind === 'sheet') {
    const place = placeOf(cell.link.sheetId);
    return place === null ? text : `<a href="#${place}">${text}</a>`;
  }
  const url = webAddress(cell.link);
  return url === null ? text : `<a href="${toHtmlText(url)}" rel="noopener noreferrer">${text}</a>`;
}

/** Outside a table a spreadsheet cannot be told that a line is text, but an invisible space keeps it from computing. */
function headingHtml(text: string): string {
  const html = toHtmlText(text);
  return /^[\s\p{Cf}]*[=+\-@]/u.test(text) ? `&#8203;${html}` : html;
}

async function writeSheet(file: TextFile, sheet: SheetPlan, rows: Iterable<readonly Cell[]>, placeOf: PlaceOf) {
  const place = placeOf(sheet.id) ?? '';
  await file.write(`<section id="${place}" aria-labelledby="${place}-name">\n<h2 id="${place}-name">`);
  await file.write(`${headingHtml(sheet.name)}</h2>\n`);
  if (sheet.title !== null) {
    await file.write(`<p>&#8203;${sheet.title.map((cell) => cellHtml(cell, placeOf)).join(' · ')}</p>\n`);
  }
  await file.write(`<table aria-labelledby="${place}-name">\n`);
  if (sheet.hasHeader) {
    const headers = sheet.columns.map(({ header }) => `<th scope="col" ${TEXT_CELL}>${toHtmlText(header)}</th>`);
    await file.write(`<thead><tr>${headers.join('')}</tr></thead>\n`);
  }
  await file.write('<tbody>\n');
  for (const cells of rows) {
    const line = sheet.columns.map((_column, index) => {
      const cell = cells[index] ?? null;
      const content = cellHtml(cell, placeOf);
      if (sheet.kind === 'cover' && index === 0) return `<th scope="row" ${TEXT_CELL}>${content}</th>`;
      if (cell === null) return '<td></td>';
      return `<td ${typeof cell === 'number' ? 'class="n"' : TEXT_CELL}>${content}</td>`;
    });
    await file.write(`<tr>${line.join('')}</tr>\n`);
  }
  await file.write('</tbody>\n</table>\n</section>\n');
}

/**
 * A book as one self-contained HTML page: no script, nothing loaded from anywhere, headers that stay in sight, light
 * and dark. The cover stands first; links between sheets lead to their sections.
 */
export function writeHtmlFile(path: string, book: Book, counter: RowCounter): Promise<void> {
  const places = new Map(book.sheets.map(({ id }, index) => [id, `sheet-${index + 1}`]));
  const placeOf: PlaceOf = (id) => places.get(id) ?? null;
  return withTextFile(path, async (file) => {
    await file.write(
      `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${toHtmlText(securityPolicy())}">\n<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width">\n<title>${toHtmlText(book.title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n<h1>${headingHtml(book.title)}</h1>\n`,
    );
    for (const sheet of book.sheets) {
      await writeSheet(file, sheet, counter.of(sheet, plannedSheets(book)), placeOf);
    }
    await file.write('</main>\n</body>\n</html>\n');
  });
}
