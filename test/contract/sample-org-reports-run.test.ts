import { describe, expect, it } from 'vitest';
import { reportMetadataOf } from '../../src-main/sample-org/analytics/report-metadata.ts';
import { runReport } from '../../src-main/sample-org/analytics/run-report.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { createOrgModel } from '../../src-main/sample-org/org-model.ts';
import { orgReports } from '../../src-main/sample-org/soql/report-model.ts';

const model = createOrgModel(createSampleBundle());
const nowMs = Date.parse('2026-11-20T12:00:00Z');

describe('the reports of the sample company', () => {
  it('all run over its records: every column, filter, group and period names something that can be read', () => {
    const failed: string[] = [];
    let withRows = 0;
    for (const report of orgReports(model)) {
      try {
        const result = runReport(model, reportMetadataOf(model, report), { includeDetails: true, nowMs });
        const total = result.factMap['T!T']?.aggregates.at(-1)?.value;
        if (Number(total) > 0) withRows += 1;
      } catch (cause) {
        failed.push(`${report.path}: ${String(cause)}`);
      }
    }
    expect(failed).toEqual([]);
    expect(withRows).toBeGreaterThan(100);
  });
});
