import type { PrivacyReport, ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import { toMarkdownText } from '../../../domain/sheets/markdown-text.ts';

/** What stands before the tables, in every format. */
export const REPORT_INTRODUCTION = [
  'For whoever has to decide whether Orgbench may be used: every request it can send, every host it can contact, every field it keeps, how all of it is protected, and what it asks for.',
  'Orgbench reads the metadata of Salesforce orgs into an encrypted store on the computer where it runs. There is no server of Orgbench: nothing is sent to its makers. Records of an org are not read. Exports go to Google or Microsoft only when a person signed in an account there and confirmed what is sent.',
  'The tables are made from the lists that the code itself uses: the gateway refuses what is not in the tables of requests, and a test fails when a table and the code differ.',
] as const;

export const REPORT_TITLE = 'Orgbench: report for security reviewers';

/** The report as one Markdown document with a table of contents. `heading` stands below the title. */
export function reportMarkdown(tables: readonly ReportTable[], heading: string): string {
  const contents = tables.map(({ id, title }) => `- [${title}](#${id})`).join('\n');
  const parts = [`# ${REPORT_TITLE}`, heading, ...REPORT_INTRODUCTION, contents, ...tables.map(section)];
  return `${parts.join('\n\n')}\n`;
}

/** The same for a file that leaves the app: it says which version it is about. */
export function exportedMarkdown({ version, tables }: PrivacyReport): string {
  return reportMarkdown(tables, `Orgbench ${version}`);
}

function section({ id, title, text, columns, rows }: ReportTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(toMarkdownText).join(' | ')} |`;
  const table = [line(columns), `|${' --- |'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
  return `<a id="${id}"></a>\n\n## ${title}\n\n${toMarkdownText(text)}\n\n${table}`;
}
