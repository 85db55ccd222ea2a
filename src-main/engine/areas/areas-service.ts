import { type AreaStatus, CATALOG_AREAS, type CatalogArea } from '../../../src-preload/contract/areas.ts';
import { unknownArea } from '../../../src-preload/contract/unknown-area.ts';
import { USAGE_SOURCES_OF } from '../../domain/areas/usage-sources.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { Emit, Handlers } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { AREA_READERS } from './registry.ts';

type AreasDeps = {
  readonly store: Pick<Store, 'catalog' | 'areas'>;
  readonly jobs: JobRunner;
  readonly emit: Emit;
  /** Throws `job-running` while metadata of the org is being read or removed. */
  readonly ensureNoSync: (connectionId: string) => void;
  /** Reads these areas alone; answers the id of the job. */
  readonly startRead: (connectionId: string, areas: readonly CatalogArea[]) => string;
};

const OFFERED = CATALOG_AREAS.filter((area) => AREA_READERS[area] !== undefined);

/** Choosing areas, and how far each is read. */
export function createAreasService({ store, jobs, emit, ensureNoSync, startRead }: AreasDeps): {
  readonly handlers: Handlers<'areas.list' | 'areas.choose' | 'areas.refresh'>;
} {
  const { catalog, areas } = store;
  areas.states.interruptRunning();

  const list = (connectionId: string): { areas: AreaStatus[]; everChosen: boolean } => {
    const { key } = catalog.org(connectionId);
    const rows = new Map(areas.states.list(key).map((row) => [row.area, row]));
    const counts = areas.components.counts(key);
    const unknown = catalog.snapshots.unknownParts(key);
    const running = jobs.runningFor(connectionId, 'sync');
    return {
      areas: OFFERED.map((area): AreaStatus => {
        const row = rows.get(area);
        const reading = running !== null && running.progress.stage === `area ${area}`;
        return {
          area,
          chosen: row?.chosen ?? false,
          state: row?.state ?? 'never',
          readAt: row?.readAt ?? null,
          counts: Object.fromEntries(counts.flatMap((one) => (one.area === area ? [[one.type, one.n] as const] : []))),
          progress: reading ? { done: running.progress.done, total: running.progress.total } : null,
          unknown: unknown.filter((part) => part.area === unknownArea(area)),
        };
      }),
      everChosen: rows.size > 0,
    };
  };

  /** Forgets an area with everything that was read of it; says how many components. */
  const remove = (key: number, area: CatalogArea): number => {
    const removed = areas.components.removeArea(key, area);
    for (const source of USAGE_SOURCES_OF[area] ?? []) areas.usage.dropSource(key, source);
    if (area === 'access') areas.permissions.removeAll(key);
    if (area === 'dependencies') areas.customFieldIds.dropAll(key);
    areas.states.forget(key, area);
    catalog.snapshots.clearArea(key, unknownArea(area));
    return removed;
  };

  return {
    handlers: {
      'areas.list': ({ connectionId }) => list(connectionId),
      'areas.choose': ({ connectionId, areas: wanted }) => {
        ensureNoSync(connectionId);
        const { key } = catalog.org(connectionId);
        const removed = catalog.transaction(() => {
          let rows = 0;
          for (const area of OFFERED) {
            const chosen = wanted.includes(area);
            areas.states.choose(key, area, chosen);
            if (!chosen) rows += remove(key, area);
          }
          return rows;
        });
        emit('catalog.changed', { connectionId });
        return { chosen: OFFERED.filter((area) => wanted.includes(area)).length, removed };
      },
      'areas.refresh': ({ connectionId, areas: wanted }) => ({ jobId: startRead(connectionId, wanted) }),
    },
  };
}
