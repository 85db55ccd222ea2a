import type { PrivacyReport, ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import type { Book, SheetPlan } from '../../../domain/sheets/book.ts';
import { REPORT_INTRODUCTION, REPORT_TITLE } from './report-markdown.ts';

const NARROW = 14;
const WIDE = 60;

/** The report as a workbook: a cover that says what it is, then a tab for each table. */
export function reportBook({ version, tables }: PrivacyReport): Book {
  return { title: REPORT_TITLE, sheets: [cover(version, tables), ...tables.map(sheet)] };
}

function cover(version: string, tables: readonly ReportTable[]): SheetPlan {
  const rows = [
    ['Report', REPORT_TITLE],
    ['Version', `Orgbench ${version}`],
    ...REPORT_INTRODUCTION.map((text, index) => [index === 0 ? 'About' : '', text]),
  ];
  const links = tables.map(({ id, title, text }) => [
    { text: title, link: { kind: 'sheet', sheetId: id } as const },
    text,
  ]);
  return {
    id: 'cover',
    name: 'About',
    kind: 'cover',
    title: null,
    columns: [column('', 34, false), column('', WIDE * 2, true)],
    hasHeader: false,
    rowCount: rows.length + links.length,
    rows: () => [...rows, ...links],
  };
}

function sheet({ id, title, columns, rows }: ReportTable): SheetPlan {
  return {
    id,
    name: title,
    kind: 'data',
    title: [title, { text: 'About', link: { kind: 'sheet', sheetId: 'cover' } }],
    columns: columns.map((header, index) => {
      const longest = Math.max(header.length, ...rows.map((row) => row[index]?.length ?? 0));
      return column(header, Math.min(Math.max(longest + 2, NARROW), WIDE), longest > WIDE);
    }),
    hasHeader: true,
    rowCount: rows.length,
    rows: () => rows,
  };
}

function column(header: string, width: number, wraps: boolean): SheetPlan['columns'][number] {
  return { header, width, wraps };
}
