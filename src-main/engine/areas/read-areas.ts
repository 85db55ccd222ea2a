import { CATALOG_AREAS, type CatalogArea } from '../../../src-preload/contract/areas.ts';
import { plainReason } from '../../domain/areas/plain-reason.ts';
import { unknownArea } from '../../domain/areas/unknown-area.ts';
import { USAGE_SOURCES_OF } from '../../domain/areas/usage-sources.ts';
import { EngineFailure } from '../failure.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { SyncRun } from '../sync/sync-run.ts';
import type { AreaRun } from './area-run.ts';
import { type EntityNames, readEntityNames } from './entity-names.ts';
import { AREA_READERS } from './registry.ts';

/** Areas to read: those chosen before, none, or these, which are chosen from now on. */
export type WantedAreas = 'chosen' | 'none' | readonly CatalogArea[];

/**
 * Reads areas one after another. Each is finished, or marked as stopped, by itself, so that a read that is stopped goes on
 * with the next area and not from the start.
 *
 * Throws what stops every read; what arrived stays.
 */
export async function readAreas(run: SyncRun, areas: AreaStore, wanted: WantedAreas): Promise<readonly CatalogArea[]> {
  const { catalog, connectionKey: key } = run;
  if (wanted !== 'chosen' && wanted !== 'none') {
    catalog.transaction(() => {
      for (const area of wanted) areas.states.choose(key, area, true);
    });
  }
  const due = dueAreas(areas, key, wanted);
  let names: Promise<EntityNames> | null = null;
  const read: CatalogArea[] = [];
  for (const [index, area] of due.entries()) {
    run.signal.throwIfAborted();
    const before = areas.states.list(key).find((row) => row.area === area);
    // Read to its end already by the part of this snapshot that was stopped later.
    if (before?.readIn === run.snapshot && before.state === 'read') {
      read.push(area);
      continue;
    }
    await readArea(run, areas, area, {
      entityNames: () => (names ??= readEntityNames(run)),
      step: (done, total) => {
        const share = total === 0 ? 0 : Math.min(1, done / total);
        run.progress({ stage: `area ${area}`, done: Math.round((index + share) * 100), total: due.length * 100 });
      },
    });
    read.push(area);
  }
  if (read.length > 0) catalog.transaction(() => areas.usage.dropGone(key));
  return read;
}

function dueAreas(areas: AreaStore, key: number, wanted: WantedAreas): readonly CatalogArea[] {
  if (wanted === 'none') return [];
  const chosen = new Set(areas.states.list(key).flatMap((row) => (row.chosen ? [row.area] : [])));
  const asked = wanted === 'chosen' ? chosen : new Set(wanted);
  // In this order: dependencies come last, because they are told in the names of everything else.
  return CATALOG_AREAS.filter((area) => AREA_READERS[area] !== undefined && asked.has(area));
}

async function readArea(
  run: SyncRun,
  areas: AreaStore,
  area: CatalogArea,
  shared: Pick<AreaRun, 'entityNames' | 'step'>,
): Promise<void> {
  const { catalog, connectionKey: key } = run;
  const reader = AREA_READERS[area];
  if (reader === undefined) throw new EngineFailure('internal', `Nothing reads the area ${area}.`);
  const before = areas.states.list(key).find((row) => row.area === area);
  const watermark = before?.watermark ?? null;
  catalog.transaction(() => areas.states.begin(key, area, run.snapshot));
  shared.step(0, 1);
  try {
    const next = await reader({
      ...run,
      ...shared,
      area,
      areas,
      watermark,
      unknown: (name, reason) => {
        if (reason === null) catalog.snapshots.clearUnknown(key, unknownArea(area), name);
        else catalog.snapshots.putUnknown(key, { area: unknownArea(area), name, reason: plainReason(reason) });
      },
    });
    const missing = catalog.snapshots.unknownParts(key).filter((part) => part.area === unknownArea(area)).length;
    const there =
      areas.components.counts(key).some((row) => row.area === area) ||
      (USAGE_SOURCES_OF[area] ?? []).some((source) => areas.usage.has(key, source));
    const state = missing === 0 ? 'read' : there ? 'partly' : 'unknown';
    const readAt = new Date(run.now()).toISOString();
    catalog.transaction(() => {
      areas.states.finish(key, area, { state, readAt, watermark: next, readIn: run.snapshot });
    });
    shared.step(1, 1);
  } catch (error) {
    catalog.transaction(() => areas.states.stop(key, area));
    throw error;
  }
}
