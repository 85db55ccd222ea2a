import { listAt, objectAt, textAt } from '../../../domain/areas/reports-json.ts';
import { reportTypeParts } from '../../../domain/areas/reports-columns.ts';
import { writeContext, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';

const PART = 'report types';
const TYPE = 'ReportType';
const DATES = ['createdDate', 'lastModifiedDate'] as const;

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
        // The org's list does not name the object of a custom one: the definitions of its reports do.
        const known =
          custom === null ? base : (run.areas.components.one(run.connectionKey, TYPE, custom)?.object ?? null);
        run.areas.components.save(writeContext(run), run.area, {
          type: TYPE,
          name: custom ?? name,
          label,
          object: known,
          namespace: null,
          orgId: null,
          description: null,
          createdDate: null,
          createdBy: null,
          lastModifiedDate: null,
          lastModifiedBy: null,
          facts: { category, custom: custom !== null, hidden, apiName: name },
          searchText: null,
          unknown: [...(known === null ? ['object'] : []), ...DATES],
        });
      },
    );
    run.catalog.transaction(() => run.areas.components.endUnseen(writeContext(run), TYPE));
    run.unknown(PART, null);
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown(PART, error.message);
  }
}

/** Puts the objects of custom report types down, by developer name, as the definitions of their reports say. */
export function saveObjectsOfTypes(run: AreaRun, objects: ReadonlyMap<string, string>): void {
  const { components } = run.areas;
  run.catalog.transaction(() => {
    for (const [name, object] of objects) {
      const type = components.one(run.connectionKey, TYPE, name);
      if (type === null || type.object === object) continue;
      const unknown = type.unknown.filter((fact) => fact !== 'object');
      components.save(writeContext(run), run.area, { ...type, object, unknown });
    }
  });
}
