import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { SyncState, UnknownPart } from '../../../src-preload/contract/jobs.ts';
import type { ObjectKind } from '../../../src-preload/contract/objects.ts';
import { budgetVerdict, estimateCalls } from '../../domain/reading/price.ts';
import { EngineFailure } from '../failure.ts';
import type { JobProgress, JobRunner, RunningJob, StartedJob } from '../jobs/job-runner.ts';
import { syncParameters } from '../jobs/job-parameters.ts';
import type { Trigger } from '../network/gateway-types.ts';
import type { Clock, Emit, Handlers } from '../ports.ts';
import type { OrgClient } from '../salesforce/org-client.ts';
import { readAreas, type WantedAreas } from '../areas/read-areas.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { CatalogStore } from '../store/catalog/index.ts';
import type { ListedRow } from '../store/catalog/object-list.ts';
import type { Snapshot } from '../store/catalog/snapshots.ts';
import { readList } from './read-list.ts';
import type { WantedObjects } from './choose-objects.ts';
import { indexForSearch, stateOfFailure, syncMetadata } from './sync-metadata.ts';
import type { SyncRun } from './sync-run.ts';
import { unknownOf, unknownOfAreas, unknownParts } from './unknown-parts.ts';

export type SyncDeps = {
  readonly store: { readonly catalog: CatalogStore; readonly areas: AreaStore };
  readonly jobs: JobRunner;
  readonly openClient: (connectionId: string, trigger: Trigger, signal?: AbortSignal) => Promise<OrgClient>;
  readonly now: Clock;
  readonly emit: Emit;
  /** Throws `job-running` while metadata of the org is being removed. */
  readonly ensureNotRemoving?: (connectionId: string) => void;
};

export type SyncRequest = {
  readonly connectionId: string;
  readonly objects: WantedObjects | 'none';
  /** None when absent. */
  readonly areas?: WantedAreas;
  readonly onProgress?: (progress: JobProgress) => void;
  readonly signal?: AbortSignal;
};

export type SyncOutcome = {
  /** Objects read or confirmed unchanged. */
  readonly objects: number;
  /** Areas of the catalog that were read. */
  readonly areas: readonly CatalogArea[];
  /** Fields of those objects in the store. */
  readonly fields: number;
  /** HTTP requests sent. */
  readonly apiCalls: number;
  /** Response body bytes on the wire, before decompression. */
  readonly bytesIn: number;
  readonly ms: number;
  /** What of those objects could not be read. */
  readonly unknown: readonly UnknownPart[];
};

/** A stopped read is gone on with for a day; later, what it read is too old to stand beside new answers. */
const RESUME_MS = 24 * 3_600_000;
const RESUMABLE: ReadonlySet<string> = new Set([
  'running',
  'interrupted',
  'cancelled',
  'signed-out',
  'budget-stopped',
  'offline',
  'failed',
]);
const CHANGED_EVENT_EVERY_MS = 1000;

/** Choosing objects and reading them. */
export function createSyncService(deps: SyncDeps) {
  const { jobs, openClient, now, emit } = deps;
  const { catalog } = deps.store;
  const iso = (): string => new Date(now()).toISOString();
  catalog.snapshots.interruptRunning(iso());

  const ensureNoSync = (connectionId: string): void => {
    deps.ensureNotRemoving?.(connectionId);
    if (jobs.runningFor(connectionId, 'sync') === null) return;
    throw new EngineFailure('job-running', 'Metadata of this org is being read already. Wait for it or cancel it.');
  };

  // Begun in what is now the future: the clock was changed, and how old it is cannot be told.
  const isResumable = (latest: Snapshot | null): latest is Snapshot =>
    latest !== null && RESUMABLE.has(latest.state) && Math.abs(now() - Date.parse(latest.startedAt)) < RESUME_MS;

  const work = async (request: SyncRequest, job: RunningJob): Promise<SyncOutcome> => {
    const { connectionId } = request;
    const { key } = catalog.org(connectionId);
    const startedAt = now();
    const latest = catalog.snapshots.latest(key);
    const goesOn = isResumable(latest);
    const snapshot = goesOn ? latest.id : catalog.snapshots.begin(key, job.id, new Date(startedAt).toISOString());
    if (goesOn) catalog.snapshots.reopen(latest.id, job.id);
    let changedAt = startedAt;
    const progress = (step: JobProgress): void => {
      job.progress(step);
      request.onProgress?.(step);
      if (now() - changedAt < CHANGED_EVENT_EVERY_MS) return;
      changedAt = now();
      emit('catalog.changed', { connectionId });
    };
    try {
      const client = await openClient(connectionId, 'sync', job.signal);
      const run: SyncRun = {
        catalog,
        client,
        connectionId,
        connectionKey: key,
        snapshot,
        startedAtMs: goesOn ? Date.parse(latest.startedAt) : startedAt,
        now,
        signal: job.signal,
        progress,
      };
      const { wanted, read, stillSince } =
        request.objects === 'none'
          ? { wanted: [], read: [], stillSince: null }
          : await syncMetadata(run, request.objects);
      let areas: readonly CatalogArea[];
      try {
        const still = stillSince === null ? run : { ...run, stillSince };
        areas = await readAreas(still, deps.store.areas, request.areas ?? 'none');
      } finally {
        await indexForSearch(run);
      }
      const partial = catalog.snapshots.unknownParts(key).length > 0;
      catalog.snapshots.finish(snapshot, partial ? 'partial' : 'complete', null, iso());
      const { requests, bytesIn } = client.traffic();
      return {
        objects: read.length,
        areas,
        fields: catalog.fieldCount(connectionId, read),
        apiCalls: requests,
        bytesIn,
        ms: now() - startedAt,
        unknown: [...unknownOf(catalog, connectionId, wanted), ...unknownOfAreas(catalog, connectionId, areas)],
      };
    } catch (error) {
      const reason = error instanceof EngineFailure ? error.message : null;
      catalog.snapshots.finish(snapshot, stateOfFailure(error, job.signal), reason, iso());
      throw error;
    } finally {
      emit('catalog.changed', { connectionId });
    }
  };

  const start = (request: SyncRequest): StartedJob & { readonly outcome: Promise<SyncOutcome> } => {
    ensureNoSync(request.connectionId);
    const { name } = catalog.org(request.connectionId);
    const { objects, areas = 'none' } = request;
    const held: { outcome: SyncOutcome | null } = { outcome: null };
    const job = jobs.run(
      {
        kind: 'sync',
        title: `Read metadata of ${name}`,
        connectionId: request.connectionId,
        parameters: { objects, ...(areas === 'none' ? {} : { areas }) },
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      },
      async (running) => {
        held.outcome = await work(request, running);
        const { objects: read, areas: readNow, fields, apiCalls, bytesIn, ms, unknown } = held.outcome;
        return { objects: read, areas: readNow.length, fields, apiCalls, bytesIn, ms, unknown: unknown.length };
      },
    );
    const outcome = job.done.then(() => {
      if (held.outcome === null) throw new EngineFailure('internal', 'Reading ended without a result.');
      return held.outcome;
    });
    outcome.catch(() => undefined);
    return { ...job, outcome };
  };

  const available = (rows: readonly ListedRow[]) =>
    rows
      .filter((row) => row.associateType === null)
      .map((row) => ({
        name: row.name,
        label: row.label,
        kind: row.kind as ObjectKind,
        namespace: row.namespace,
        associateParent: row.associateParent,
        chosen: row.chosen,
        suggested: row.suggested,
        isNew: row.isNew,
      }));

  const handlers: Handlers<'objects.available' | 'objects.choose' | 'objects.price' | 'sync.start' | 'sync.status'> = {
    'objects.available': async ({ connectionId, refresh }, { signal }) => {
      const { key } = catalog.org(connectionId);
      if (refresh || catalog.list.state(key).listReadAt === null) {
        const client = await openClient(connectionId, 'choose objects', signal);
        await readList({ catalog, client, connectionKey: key, now, signal });
      }
      const rows = catalog.list.list(key);
      const objects = available(rows);
      const { listReadAt, everChosen } = catalog.list.state(key);
      return { objects, hiddenCompanions: rows.length - objects.length, readAt: listReadAt, everChosen };
    },
    'objects.choose': ({ connectionId, names }) => {
      ensureNoSync(connectionId);
      const { key } = catalog.org(connectionId);
      const result = catalog.transaction(() => catalog.list.setChosen(key, names));
      emit('catalog.changed', { connectionId });
      return result;
    },
    'objects.price': ({ connectionId, names }) => {
      const { key, apiUsed, apiMax } = catalog.org(connectionId);
      const wanted = new Set(names);
      const rows = catalog.list.list(key).filter((row) => wanted.has(row.name) && !row.vanished);
      const counted = rows.filter((row) => row.readAt !== null);
      const typical =
        counted.length === 0
          ? undefined
          : catalog.fieldCount(
              connectionId,
              counted.map((row) => row.name),
            );
      const fields = typical === undefined ? undefined : Math.round((typical / counted.length) * rows.length);
      const apiCalls = estimateCalls(rows.length, fields);
      const stop = budgetVerdict(apiUsed, apiMax) === 'stop';
      const planned = budgetVerdict(apiUsed, apiMax, apiCalls) === 'fine' ? 'fine' : 'warn';
      return {
        objects: rows.length,
        apiCalls,
        left: apiUsed === null || apiMax === null ? null : Math.max(0, apiMax - apiUsed),
        max: apiMax,
        verdict: stop ? 'stop' : planned,
      };
    },
    'sync.start': ({ connectionId }) => {
      const { key } = catalog.org(connectionId);
      const hasObjects = catalog.list.list(key).some((row) => row.chosen);
      if (!hasObjects && !deps.store.areas.states.list(key).some((row) => row.chosen)) {
        throw new EngineFailure('nothing-to-do', 'No objects are chosen. Choose the objects to read first.');
      }
      return { jobId: start({ connectionId, objects: hasObjects ? 'chosen' : 'none', areas: 'chosen' }).id };
    },
    'sync.status': ({ connectionId }) => {
      const { key } = catalog.org(connectionId);
      const rows = catalog.list.list(key);
      const chosen = rows.filter((row) => row.chosen);
      const latest = catalog.snapshots.latest(key);
      const running = jobs.runningFor(connectionId, 'sync');
      const job = running ?? jobs.latest(connectionId, 'sync');
      const state: SyncState = running !== null ? 'running' : (latest?.state ?? 'never');
      return {
        state,
        job,
        lastReadAt: catalog.list.state(key).lastReadAt,
        chosen: chosen.length,
        read: chosen.filter((row) => row.readAt !== null).length,
        vanished: chosen.filter((row) => row.vanished).map((row) => row.name),
        unknown: unknownParts(catalog, connectionId),
        newObjects: rows.filter((row) => row.isNew).length,
      };
    },
  };

  return {
    handlers,
    ensureNoSync,
    /** Reads some areas without the objects; answers the id of the job. */
    startAreas: (connectionId: string, areas: readonly CatalogArea[]): string =>
      start({ connectionId, objects: 'none', areas }).id,
    /** Starts a sync again as it was asked for; `parameters` are those kept with its job. */
    repeat: (connectionId: string, parameters: unknown): StartedJob => {
      const known = syncParameters.safeParse(parameters);
      if (!known.success) throw new EngineFailure('not-allowed', 'What this job read is not known any more.');
      const { objects, areas } = known.data;
      return start({ connectionId, objects, areas });
    },
    /** Reads now and waits for the end; rejects with what stopped it. It is a job too, listed with the others. */
    syncNow: async (request: SyncRequest): Promise<SyncOutcome> => start(request).outcome,
  };
}
