import { listAt, objectAt, textAt } from '../../../domain/areas/reports-json.ts';
import { reportTypeParts } from '../../../domain/areas/reports-columns.ts';
import { writeContext, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';

const PART = 'report types';

/** Reads the report types that the user may make reports of: one request, without dates, so that it is always whole. */
export async function readReportTypes(run: AreaRun): Promise<void> {
  try {
    const answer = await run.client.resource('/analytics/reportTypes', { purpose: 'reports', signal: run.signal });
    if (answer.state === 'error') {
      run.unknown(PART, answer.reason);
      return;
    }
    const types = new Map<
      string,
      { readonly label: string; readonly category: string | null; readonly hidden: boolean }
    >();
    for (const category of listAt(answer.record)) {
      const { label, reportTypes } = objectAt(category);
      for (const one of listAt(reportTypes)) {
        const { type, label: own, isHidden } = objectAt(one);
        const name = textAt(type);
        if (name === null) continue;
        types.set(name, { label: textAt(own) ?? name, category: textAt(label), hidden: isHidden === true });
      }
    }
    await writeInSlices(
      run,
      [...types],
      () => 1,
      ([name, { label, category, hidden }]) => {
        const { base, custom } = reportTypeParts(name);
        run.areas.components.save(writeContext(run), run.area, {
          type: 'ReportType',
          name: custom ?? name,
          label,
          object: base,
          namespace: null,
          orgId: null,
          description: null,
          createdDate: null,
          createdBy: null,
          lastModifiedDate: null,
          lastModifiedBy: null,
          facts: { category, custom: custom !== null, hidden, apiName: name },
          searchText: null,
          unknown:
            custom === null ? ['createdDate', 'lastModifiedDate'] : ['object', 'createdDate', 'lastModifiedDate'],
        });
      },
    );
    run.catalog.transaction(() => run.areas.components.endUnseen(writeContext(run), 'ReportType'));
    run.unknown(PART, null);
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown(PART, error.message);
  }
}
