import type { GridColumn } from './types.ts';

export const COPY_FORMATS = ['tsv', 'csv', 'json', 'markdown'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];

type Column<Row> = Pick<GridColumn<Row>, 'id' | 'header' | 'text' | 'value'>;

/** What stands for a value that could not be read: neither empty nor zero. */
const UNKNOWN = 'unknown';

const cellText = <Row>(column: Column<Row>, row: Row): string => column.text(row) ?? UNKNOWN;

/** Rows as text for the clipboard, with a header line. */
export function copyRows<Row>(format: CopyFormat, columns: readonly Column<Row>[], rows: readonly Row[]): string {
  switch (format) {
    case 'tsv':
      return table(columns, rows, tsvCell, '\t', '\n');
    case 'csv':
      return table(columns, rows, csvCell, ',', '\r\n');
    case 'json':
      return JSON.stringify(
        rows.map((row) => Object.fromEntries(columns.map((column) => [column.id, jsonValue(column, row)]))),
        null,
        2,
      );
    case 'markdown':
      return markdown(columns, rows);
  }
}

function jsonValue<Row>(column: Column<Row>, row: Row): unknown {
  const text = column.text(row);
  if (text === null) return UNKNOWN;
  if (column.value !== undefined) return column.value(row);
  return text === '' ? null : text;
}

function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  cell: (text: string) => string,
  between: string,
  end: string,
): string {
  const lines = [
    columns.map(({ header }) => cell(header)),
    ...rows.map((row) => columns.map((column) => cell(cellText(column, row)))),
  ];
  return lines.map((line) => line.join(between)).join(end) + end;
}

/** A spreadsheet takes pasted text apart at tabs and line ends unless the cell is quoted as in CSV. */
function tsvCell(text: string): string {
  const safe = defused(text);
  return /[\t\r\n"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvCell(text: string): string {
  const safe = defused(text);
  return /[,\r\n"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Pasted into a spreadsheet, text that begins like a formula would become one. */
const defused = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;

function markdown<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ header }) => markdownCell(header))),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => markdownCell(cellText(column, row))))),
    '',
  ].join('\n');
}

const markdownCell = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/\r\n|\r|\n/g, '<br>');
