import { setImmediate as nextTurn } from 'node:timers/promises';
import { nextWatermark } from '../../domain/reading/watermark.ts';
import type { CountedObject } from '../../domain/reading/definition-chunks.ts';
import { EngineFailure } from '../failure.ts';
import type { ListedRow } from '../store/catalog/object-list.ts';
import type { SnapshotState } from '../store/catalog/snapshots.ts';
import { type FieldDefinitionsRead, readFieldDefinitions } from './field-definitions.ts';
import { createFieldsAhead, type FieldsAhead } from './fields-ahead.ts';
import { type OrgDefinitions, readOrgDefinitions } from './org-definitions.ts';
import { DESCRIBE_AREA, readDescribes } from './read-describes.ts';
import { readList } from './read-list.ts';
import { betweenAnswers, type SyncRun } from './sync-run.ts';

const LIST_AREA = 'list';

/** Which objects to read: all that the org lists, those chosen before, or these by name (added to the choice). */
export type WantedObjects = 'all' | 'chosen' | readonly string[];

/**
 * Reads an org's metadata into the store: the list, describes, definitions, the search index.
 *
 * Goes on where a stopped read of the same snapshot ended: objects already read in it are not asked for again.
 *
 * @returns the objects that were read or confirmed; throws what stopped it. Everything that arrived stays.
 */
export async function syncMetadata(run: SyncRun, wanted: WantedObjects): Promise<readonly string[]> {
  const { catalog, connectionKey: key } = run;
  const startedAtMs = run.now();
  try {
    run.progress({ stage: 'list', done: 0, total: 1 });
    const listIsNew = await readList(run);
    run.progress({ stage: 'list', done: 1, total: 1 });
    await betweenAnswers(run);
    let objects = choose(run, wanted);

    const doneBefore = objects.filter((row) => row.readIn === run.snapshot).length;
    const parts = objects
      .filter((row) => row.readIn !== run.snapshot)
      .map((row) => ({ name: row.name, ifModifiedSince: row.readAt === null ? null : row.describeModified }));
    // A first read needs all definitions whatever the describes say, so they come in meanwhile.
    const { definitionsSince } = catalog.list.state(key);
    const due = objects.filter((row) => row.definitionsIn !== run.snapshot);
    const isFirst = due.length > 0 && due.every((row) => row.definitionsIn === null || definitionsSince === null);
    const ahead = createFieldsAhead(run);
    const early = isFirst ? readAhead(run, due, ahead) : null;
    // It is waited for below; until then a failure of it must not count as unhandled.
    early?.catch(() => undefined);
    const described = await readDescribes(
      run,
      parts,
      isFirst ? { doneBefore, onDescribed: ahead.add } : { doneBefore },
    ).catch(async (error: unknown) => {
      ahead.close();
      await early?.catch(() => undefined);
      throw error;
    });
    ahead.finish();
    if (described.gone.length > 0 && !listIsNew) await readList(run, true);

    forgetVanished(run, described.gone);

    objects = current(run, objects).filter((row) => row.readAt !== null);
    await readDefinitions(run, objects, described.read, startedAtMs, await early);
    const readAt = new Date(run.now()).toISOString();
    catalog.transaction(() => catalog.list.setLastReadAt(key, readAt));
    return objects.map((row) => row.name);
  } finally {
    await indexForSearch(run);
  }
}

function countedOf(row: ListedRow): CountedObject {
  return { name: row.name, fields: row.fieldCount };
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}

/** The rows of the same objects as they are now, without those that the org no longer has. */
function current(run: SyncRun, objects: readonly ListedRow[]): ListedRow[] {
  const names = new Set(objects.map((row) => row.name));
  return run.catalog.list.list(run.connectionKey).filter((row) => names.has(row.name) && !row.vanished);
}

/** An object that the list no longer names is not unknown: it has vanished, and the list says so. */
function forgetVanished(run: SyncRun, gone: readonly string[]): void {
  if (gone.length === 0) return;
  const listed = new Set(
    run.catalog.list
      .list(run.connectionKey)
      .filter((row) => !row.vanished)
      .map((row) => row.name),
  );
  run.catalog.transaction(() => {
    for (const name of gone) {
      if (!listed.has(name)) run.catalog.snapshots.clearUnknown(run.connectionKey, DESCRIBE_AREA, name);
    }
  });
}

function choose(run: SyncRun, wanted: WantedObjects): ListedRow[] {
  const { catalog, connectionKey: key } = run;
  const listed = catalog.list.list(key).filter((row) => !row.vanished);
  if (wanted === 'chosen') {
    const chosen = listed.filter((row) => row.chosen);
    if (chosen.length === 0) {
      throw new EngineFailure('nothing-to-do', 'No objects are chosen. Choose the objects to read first.');
    }
    return chosen;
  }
  const names = new Set(wanted === 'all' ? listed.map((row) => row.name) : wanted);
  const rows = listed.filter((row) => names.has(row.name));
  if (rows.length === 0) {
    throw new EngineFailure('not-found', 'The org lists none of these objects. Check their API names.');
  }
  const missing = [...names].filter((name) => !rows.some((row) => row.name === name));
  catalog.transaction(() => {
    catalog.list.addChosen(
      key,
      rows.map((row) => row.name),
    );
    for (const name of missing) {
      catalog.snapshots.putUnknown(key, { area: LIST_AREA, name, reason: 'The org does not list this object.' });
    }
    for (const { name } of rows) catalog.snapshots.clearUnknown(key, LIST_AREA, name);
  });
  return rows;
}

/** What is read of definitions while describes come in. */
type ReadAhead = { readonly org: OrgDefinitions; readonly fields: FieldDefinitionsRead };

async function readAhead(run: SyncRun, due: readonly ListedRow[], ahead: FieldsAhead): Promise<ReadAhead> {
  try {
    ahead.add(due.filter((row) => row.readIn === run.snapshot).map(countedOf));
    const org = await readOrgDefinitions(run, { full: due.map((row) => row.name), changed: [], since: null });
    const fields = await readFieldDefinitions(run, { full: [], changed: [], since: null }, org, { ahead });
    return { org, fields };
  } finally {
    ahead.close();
  }
}

async function readDefinitions(
  run: SyncRun,
  objects: readonly ListedRow[],
  describedNow: ReadonlySet<string>,
  startedAtMs: number,
  early: ReadAhead | null,
): Promise<void> {
  const { catalog, connectionKey: key } = run;
  const since = catalog.list.state(key).definitionsSince;
  const due = objects.filter((row) => row.definitionsIn !== run.snapshot && early?.fields.asked.has(row.name) !== true);
  const full = due.filter((row) => row.definitionsIn === null || since === null);
  const changed = due.filter((row) => row.definitionsIn !== null && since !== null);
  const names = (rows: readonly ListedRow[]): string[] => rows.map((row) => row.name);
  if (due.length === 0 && early === null) return;
  const fields = { full: full.map(countedOf), changed: changed.map(countedOf), since };
  let read = early?.fields;
  if (due.length > 0) {
    const org = early?.org ?? (await readOrgDefinitions(run, { full: names(full), changed: names(changed), since }));
    const rest = await readFieldDefinitions(run, fields, org, { refused: read?.refused ?? null });
    read = { ...rest, whole: rest.whole && read?.whole !== false, newest: later(rest.newest, read?.newest ?? null) };
  }
  if (read !== undefined) {
    // A definition that is newer than the describe's "not modified": the describe is asked for again without a date.
    const stale = read.changed.filter((name) => !describedNow.has(name));
    if (stale.length > 0) {
      await readDescribes(
        run,
        stale.map((name) => ({ name, ifModifiedSince: null })),
      );
    }
    if (read.whole) {
      const watermark = nextWatermark(read.newest, since, startedAtMs);
      catalog.transaction(() => catalog.list.setDefinitionsSince(key, watermark));
    }
  }
}

/**
 * Also after a failure: what arrived is to be found quickly. Slices give way to questions in between. A cancelled read
 * ends at once, since it may be the vault that is being locked; search compares rows that are not indexed, and the next
 * read indexes them.
 */
async function indexForSearch(run: SyncRun): Promise<void> {
  const { searchIndex } = run.catalog;
  const start = searchIndex.indexedTo();
  while (!run.signal.aborted) {
    const { done, total } = searchIndex.step();
    run.progress({ stage: 'index', done: done - start, total: total - start });
    if (done >= total) return;
    await nextTurn();
  }
}

/** The state that a read ends in, from what stopped it. */
export function stateOfFailure(error: unknown, signal: AbortSignal): SnapshotState {
  if (signal.aborted) return 'cancelled';
  if (!(error instanceof EngineFailure)) {
    return error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'failed';
  }
  switch (error.code) {
    case 'signed-out':
    case 'budget-stopped':
      return error.code;
    case 'org-unreachable':
      return 'offline';
    case 'cancelled':
      return 'cancelled';
    default:
      return 'failed';
  }
}
