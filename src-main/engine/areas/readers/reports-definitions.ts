import {
  DEFINITION_FACTS,
  definitionFacts,
  definitionSearchText,
  reportDefinition,
  reportObject,
} from '../../../domain/areas/reports.ts';
import { type ObjectPaths, reportTypeParts } from '../../../domain/areas/reports-columns.ts';
import { reportUsage } from '../../../domain/areas/reports-usage.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import { writeContext } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { DESCRIBED_STATE, readDescribes, withoutDescription } from './reports-describes.ts';
import { objectPathsOf } from './reports-paths.ts';
import { saveObjectsOfTypes } from './reports-types.ts';

export const REPORT_SOURCE = 'report definitions';

/** Reads the definitions of the reports in the store that are new or changed. */
export async function readReportDefinitions(run: AreaRun): Promise<void> {
  const paths = objectPathsOf(run);
  const objectsOfTypes = new Map<string, string>();
  await readDescribes(run, {
    type: 'Report',
    path: 'reports',
    facts: DEFINITION_FACTS,
    save: (report, body) => {
      const { reportType, object } = save(run, report, body, paths);
      const custom = reportType === null ? null : reportTypeParts(reportType).custom;
      if (custom !== null && object !== null) objectsOfTypes.set(custom, object);
    },
    refused: (report) => {
      if (report.facts.definition === undefined) return;
      run.catalog.transaction(() => {
        run.areas.components.save(writeContext(run), run.area, withoutDescription(report, DEFINITION_FACTS));
        run.areas.usage.replaceFrom(run.connectionKey, REPORT_SOURCE, 'Report', report.name, []);
      });
    },
  });
  saveObjectsOfTypes(run, objectsOfTypes);
}

function save(
  run: AreaRun,
  report: StoredComponent,
  body: SObjectRecord,
  paths: ObjectPaths,
): { readonly reportType: string | null; readonly object: string | null } {
  const definition = reportDefinition(body, paths);
  const object = reportObject(body, definition);
  // A joined report has its columns in blocks of their own, which the description does not carry.
  const blocks = report.facts.format === 'MultiBlock' && definition.columns.length === 0;
  run.catalog.transaction(() => {
    run.areas.components.save(writeContext(run), run.area, {
      ...report,
      object,
      facts: { ...report.facts, ...definitionFacts(definition), [DESCRIBED_STATE]: report.lastModifiedDate },
      searchText: definitionSearchText(definition),
      unknown: blocks ? ['columns', 'fields'] : [],
    });
    run.areas.usage.replaceFrom(
      run.connectionKey,
      REPORT_SOURCE,
      'Report',
      report.name,
      reportUsage(report.name, definition, paths),
    );
  });
  return { reportType: definition.reportType, object };
}
