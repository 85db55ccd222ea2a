import type { BundleFolder, BundleReport, BundleReportType } from '../../bundle-parts.ts';
import type { BundleObject } from '../../bundle.ts';
import { operationsReports } from './operations-reports.ts';
import { fieldFinder, madeTypeName } from './report-codes.ts';
import { parseReports } from './report-notation.ts';
import { salesReports } from './sales-reports.ts';
import { serviceReports } from './service-reports.ts';

/** The reports of the sample company with their folders. @throws Error for a line that names a field the org lacks */
export function sampleReports(sobjects: readonly BundleObject[]): {
  readonly folders: readonly BundleFolder[];
  readonly reports: readonly BundleReport[];
} {
  return parseReports([salesReports, serviceReports, operationsReports].join('\n'), fieldFinder(sobjects));
}

/** The report types that administrators made for the reports that need one. */
export function sampleReportTypes(
  sobjects: readonly BundleObject[],
  reports: readonly BundleReport[],
): readonly BundleReportType[] {
  const codes = new Map<string, Set<string>>();
  for (const report of reports) {
    const known = codes.get(report.reportType) ?? new Set<string>();
    codes.set(report.reportType, known);
    for (const { field } of [...(report.columns ?? []), ...(report.groupingsDown ?? [])]) known.add(field);
  }
  return sobjects.flatMap((object): readonly BundleReportType[] => {
    const name = madeTypeName(object);
    const columns = codes.get(`${name}__c`);
    if (columns === undefined) return [];
    return [
      {
        name,
        label: `${object.labelPlural ?? object.label} with Details`,
        baseObject: object.name,
        category: 'other',
        columns: [...columns].map((code) => ({ table: object.name, field: code.slice(code.indexOf('$') + 1) })),
      },
    ];
  });
}
