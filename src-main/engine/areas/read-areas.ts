import { CATALOG_AREAS, type CatalogArea } from '../../../src-preload/contract/areas.ts';
import { plainReason } from '../../domain/areas/plain-reason.ts';
import { unknownArea } from '../../../src-preload/contract/unknown-area.ts';
import { USAGE_SOURCES_OF } from '../../domain/areas/usage-sources.ts';
import { EngineFailure } from '../failure.ts';
import type { AreaStore } from '../store/areas/index.ts';
import { createAskTogether } from '../sync/ask-together.ts';
import type { SyncRun } from '../sync/sync-run.ts';
import type { AreaRun } from './area-run.ts';
import { type EntityNames, readEntityNames } from './entity-names.ts';
import { AREA_READERS } from './registry.ts';

/** Areas to read: those chosen before, none, or these, which are chosen from now on. */
export type WantedAreas = 'chosen' | 'none' | readonly CatalogArea[];

/** Told in terms of other areas, so that they come after all of them. */
const LAST: ReadonlySet<CatalogArea> = new Set(['object-limits', 'dependencies']);
/** The same when they are read for the first time; later they wait for the one that they need. */
const LAST_AT_FIRST: ReadonlySet<CatalogArea> = new Set(['dashboards']);

/**
 * Reads areas: those that were never read one after another, since much comes in of each; then side by side those that
 * were, of which mostly little or nothing changed, so that their questions fit into few calls; then those that need the
 * others. Each is finished, or marked as stopped, by itself, so that a read that is stopped goes on with the rest of them
 * and not from the start.
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
  const states = new Map(areas.states.list(key).map((row) => [row.area, row]));
  // Read to its end already by the part of this snapshot that was stopped later.
  const left = due.filter((area) => {
    const before = states.get(area);
    return before?.readIn !== run.snapshot || before.state !== 'read';
  });
  const isFirst = (area: CatalogArea): boolean => (states.get(area)?.readAt ?? null) === null;
  const isLast = (area: CatalogArea): boolean => LAST.has(area) || (isFirst(area) && LAST_AT_FIRST.has(area));
  const read = createReading(run, areas, due);
  read.done(due.filter((area) => !left.includes(area)));
  await read.inOrder(left.filter((area) => !isLast(area) && isFirst(area)));
  await read.sideBySide(left.filter((area) => !isLast(area) && !isFirst(area)));
  await read.inOrder(left.filter(isLast));
  if (due.length > 0) catalog.transaction(() => areas.usage.dropGone(key));
  return due;
}

function createReading(run: SyncRun, areas: AreaStore, due: readonly CatalogArea[]) {
  let names: Promise<EntityNames> | null = null;
  const entityNames = (): Promise<EntityNames> => (names ??= readEntityNames(run));
  const shares = new Map<CatalogArea, number>();
  /** How far each area is that is being read now. */
  const parts = new Map<CatalogArea, { readonly done: number; readonly total: number }>();
  const progress = (area: CatalogArea, share: number): void => {
    shares.set(area, share);
    const done = [...shares.values()].reduce((sum, one) => sum + one, 0);
    run.progress({
      stage: `area ${area}`,
      done: Math.round(done * 100),
      total: due.length * 100,
      parts: Object.fromEntries(parts),
    });
  };
  const stepOf =
    (area: CatalogArea) =>
    (done: number, total: number): void => {
      // The first and the last step of an area are of one whole.
      if (done === 1 && total === 1) parts.delete(area);
      else parts.set(area, { done, total: done === 0 && total === 1 ? 0 : total });
      progress(area, total === 0 ? 0 : Math.min(1, done / total));
    };

  return {
    done: (some: readonly CatalogArea[]): void => {
      for (const area of some) shares.set(area, 1);
    },
    inOrder: async (some: readonly CatalogArea[]): Promise<void> => {
      for (const area of some) {
        run.signal.throwIfAborted();
        await readArea(run, areas, area, { entityNames, step: stepOf(area), after: async () => undefined });
      }
    },
    sideBySide: async (some: readonly CatalogArea[]): Promise<void> => {
      run.signal.throwIfAborted();
      const stop = new AbortController();
      const signal = AbortSignal.any([run.signal, stop.signal]);
      const together = createAskTogether(run.client, signal);
      const ends = new Map<CatalogArea, Promise<void>>();
      let failure: { readonly error: unknown } | null = null;
      for (const area of some) {
        const member = together.join();
        const others = { ...run, client: member.client, signal };
        const after = (other: CatalogArea): Promise<void> => member.away(ends.get(other) ?? Promise.resolve());
        const end = readArea(others, areas, area, { entityNames, step: stepOf(area), after })
          .catch((error: unknown) => {
            failure ??= { error };
            // What stops one stops all: signed out, offline, the budget of the day.
            stop.abort(error);
          })
          .finally(member.leave);
        ends.set(area, end);
      }
      await Promise.all(ends.values());
      const first = failure as { readonly error: unknown } | null;
      if (first !== null) throw first.error;
    },
  };
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
  shared: Pick<AreaRun, 'entityNames' | 'step' | 'after'>,
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
