import { writeFile } from 'node:fs/promises';
import { writeFileAtomically } from '../../exports/file-target.ts';
import { writeBookToFile } from '../../exports/files/write-book.ts';
import { EngineFailure } from '../../failure.ts';
import type { Handlers } from '../../ports.ts';
import { privacyReport } from './privacy-report.ts';
import { reportBook } from './report-book.ts';
import { exportedMarkdown } from './report-markdown.ts';

export type ReportFormat = 'xlsx' | 'md';

/**
 * Writes the report to `target`, whole or not at all. Needs no vault: it describes the program.
 *
 * Throws `export-failed`, `disk-full`, and an AbortError when the signal fires.
 */
export async function writeReport(format: ReportFormat, target: string, signal: AbortSignal): Promise<void> {
  const report = privacyReport();
  if (format === 'xlsx') {
    await writeBookToFile(reportBook(report), { format, defuse: false }, target, { signal, onRows: () => {} });
    return;
  }
  signal.throwIfAborted();
  await writeFileAtomically(target, (path) => writeFile(path, exportedMarkdown(report), { flag: 'wx', mode: 0o600 }));
}

export function createReportService(): Handlers<'privacy.report' | 'privacy.exportReport'> {
  return {
    'privacy.report': privacyReport,
    'privacy.exportReport': async ({ format }, { hostPath, signal }) => {
      if (hostPath === null) throw new EngineFailure('bad-input', 'Choose where the report is saved.');
      await writeReport(format, hostPath, signal);
      return {};
    },
  };
}
