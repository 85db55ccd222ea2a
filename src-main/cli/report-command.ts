import { resolve } from 'node:path';
import type { PrivacyReport } from '../../src-preload/contract/privacy-report.ts';
import { privacyReport } from '../engine/privacy/report/privacy-report.ts';
import { type ReportFormat, writeReport } from '../engine/privacy/report/report-service.ts';
import { createOutput, type Streams } from './output.ts';

export type ReportCommand = {
  readonly kind: 'privacy-report';
  /** Null prints the report as JSON. */
  readonly file: { readonly to: ReportFormat; readonly out: string } | null;
  readonly json: boolean;
};

/** Writes or prints the report for security reviewers. It needs no vault: it describes the program. */
export async function runReportCommand({ file, json }: ReportCommand, streams: Streams): Promise<void> {
  if (file === null) return createOutput(streams, true).result<PrivacyReport>(privacyReport(), () => []);
  const path = resolve(file.out);
  await writeReport(file.to, path, new AbortController().signal);
  await createOutput(streams, json).result({ ok: true, path }, () => [`Report written to ${path}.`]);
}
