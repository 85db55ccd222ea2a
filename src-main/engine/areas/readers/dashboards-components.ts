import type { DashboardPart } from '../../../domain/areas/dashboards.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import type { AreaRun } from '../area-run.ts';
import { textOf } from '../record-facts.ts';

const DASHBOARDS_AT_ONCE = 200;

/**
 * Components of dashboards that the org does not describe to this user, by SOQL: which reports they show, not how. Where
 * the org refuses that as well, they stay unknown; their description already says why.
 */
export async function readDashboardComponents(
  run: AreaRun,
  dashboards: readonly StoredComponent[],
): Promise<ReadonlyMap<StoredComponent, readonly DashboardPart[]>> {
  const found = new Map<StoredComponent, DashboardPart[]>();
  const byId = new Map(dashboards.flatMap((one) => (one.orgId === null ? [] : [[one.orgId, one] as const])));
  const ids = [...byId.keys()];
  try {
    for (let at = 0; at < ids.length; at += DASHBOARDS_AT_ONCE) {
      const list = ids.slice(at, at + DASHBOARDS_AT_ONCE).map((id) => `'${id}'`);
      const soql = `SELECT Id, Name, DashboardId, CustomReportId FROM DashboardComponent WHERE DashboardId IN (${list.join(', ')})`;
      for await (const records of run.client.query(soql, { purpose: 'reports', signal: run.signal })) {
        for (const record of records) {
          const dashboard = byId.get(textOf(record.DashboardId)?.slice(0, 15) ?? '');
          if (dashboard === undefined) continue;
          found.set(dashboard, [
            ...(found.get(dashboard) ?? []),
            {
              id: textOf(record.Id)?.slice(0, 15) ?? null,
              kind: null,
              header: textOf(record.Name),
              title: null,
              reportId: textOf(record.CustomReportId)?.slice(0, 15) ?? null,
              groupings: [],
              aggregates: [],
            },
          ]);
        }
      }
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
  }
  return found;
}
