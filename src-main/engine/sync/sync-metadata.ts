import { setImmediate as nextTurn } from 'node:timers/promises';
import { nextWatermark } from '../../domain/reading/watermark.ts';
import type { CountedObject } from '../../domain/reading/definition-chunks.ts';
import { EngineFailure } from '../failure.ts';
import type { ListedRow } from '../store/catalog/object-list.ts';
import type { SnapshotState } from '../store/catalog/snapshots.ts';
import { allOf } from './all-of.ts';
import { createAskTogether } from './ask-together.ts';
import { chooseObjects, type WantedObjects } from './choose-objects.ts';
import { type FieldDefinitionScope, type FieldDefinitionsRead, readFieldDefinitions } from './field-definitions.ts';
import { createFieldsAhead, type FieldsAhead } from './fields-ahead.ts';
import { createHeldDescribes, type HeldDescribes } from './held-describes.ts';
import { objectsWithGoneFields } from './hidden-fields.ts';
import { type DefinitionScope, type OrgDefinitions, readOrgDefinitions } from './org-definitions.ts';
import { confirmDescribes, DESCRIBE_AREA, readDescribes, saveHeld } from './read-describes.ts';
import { readList } from './read-list.ts';
import { betweenAnswers, type SyncRun } from './sync-run.ts';

/** API names of objects. */
export type ObjectsRead = {
  /** What this read was to read; some may have failed. */
  readonly wanted: readonly string[];
  /** Read or confirmed. */
  readonly read: readonly string[];
  /** The state that the org's list of objects was in before and still is; null: it is another one. */
  readonly stillSince: string | null;
};

/**
 * Reads an org's metadata into the store: the list, describes, definitions, the search index.
 *
 * Goes on where a stopped read of the same snapshot ended: objects already read in it are not asked for again.
 *
 * Throws what stopped it. Everything that arrived stays.
 */
export async function syncMetadata(run: SyncRun, wanted: WantedObjects): Promise<ObjectsRead> {
  const { catalog, connectionKey: key } = run;
  const held = createHeldDescribes();
  try {
    run.progress({ stage: 'list', done: 0, total: 1 });
    const listIsNew = await readList(run);
    run.progress({ stage: 'list', done: 1, total: 1 });
    await betweenAnswers(run);
    const chosen = chooseObjects(run, wanted);
    let objects = chosen;

    if (!listIsNew) await confirmDescribes(run, objects);
    objects = namedAs(run, objects);
    const doneBefore = objects.filter((row) => row.readIn === run.snapshot).length;
    const parts = objects
      .filter((row) => row.readIn !== run.snapshot)
      .map((row) => ({ name: row.name, ifModifiedSince: row.readAt === null ? null : row.describeModified }));
    // A first read needs all definitions whatever the describes say, so they come in meanwhile.
    const due = objects.filter((row) => row.definitionsIn !== run.snapshot);
    const isFirst = due.length > 0 && due.every(needsAllDefinitions);
    const ahead = createFieldsAhead(run);
    const early = isFirst ? readAhead(run, due, ahead, held) : null;
    // It is waited for below; until then a failure of it must not count as unhandled.
    early?.catch(() => undefined);
    const described = await readDescribes(
      run,
      parts,
      isFirst ? { doneBefore, onDescribed: ahead.add, held } : { doneBefore },
    ).catch(async (error: unknown) => {
      ahead.close();
      await early?.catch(() => undefined);
      throw error;
    });
    ahead.finish();
    const readEarly = await early;
    await saveHeld(run, held.rest());
    if (described.gone.length > 0 && !listIsNew) await readList(run, true);

    forgetVanished(run);

    objects = current(run, objects);
    const gone = await objectsWithGoneFields(run, namesOf(objects.filter((row) => !hasOrNeedsAll(run, row))));
    // Described anew, such an object has all its definitions read again, and those tell which field is gone.
    const again = await describeAgain(run, gone);
    objects = current(run, objects);
    await readDefinitions(run, objects, new Set([...described.read, ...again]), readEarly);
    const readAt = new Date(run.now()).toISOString();
    catalog.transaction(() => catalog.list.setLastReadAt(key, readAt));
    const stillSince = listIsNew ? null : catalog.list.state(key).listModified;
    return { wanted: namesOf(chosen), read: namesOf(objects), stillSince };
  } finally {
    // After a failure too: what arrived stays.
    await saveHeld(run, held.rest());
    await indexForSearch(run);
  }
}

function namesOf(rows: readonly ListedRow[]): string[] {
  return rows.map((row) => row.name);
}

function needsAllDefinitions(row: ListedRow): boolean {
  return row.definitionsIn === null || row.definitionsSince === null;
}

/** Its definitions are read completely in this snapshot, or will be. */
function hasOrNeedsAll(run: SyncRun, row: ListedRow): boolean {
  return row.definitionsIn === run.snapshot || needsAllDefinitions(row);
}

function countedOf(row: ListedRow): CountedObject {
  return { name: row.name, fields: row.fieldCount };
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}

function earliest(dates: readonly (string | null)[]): string | null {
  return dates.reduce((first, date) => (first === null || (date !== null && date < first) ? date : first), null);
}

/** Describes objects whatever they answered to "modified since". */
async function describeAgain(run: SyncRun, names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const parts = names.map((name) => ({ name, ifModifiedSince: null }));
  return (await readDescribes(run, parts)).read;
}

/** The rows of the same objects as they are now. */
function namedAs(run: SyncRun, objects: readonly ListedRow[]): ListedRow[] {
  const names = new Set(objects.map((row) => row.name));
  return run.catalog.list.list(run.connectionKey).filter((row) => names.has(row.name));
}

/** The rows of the same objects as they are now, without those that are not read or that the org no longer has. */
function current(run: SyncRun, objects: readonly ListedRow[]): ListedRow[] {
  return namedAs(run, objects).filter((row) => !row.vanished && row.readAt !== null);
}

/**
 * An object that the list no longer names is not unknown: it has vanished, and the list says so. It may have vanished
 * from under an earlier read, whose list still named it.
 */
function forgetVanished({ catalog, connectionKey: key }: SyncRun): void {
  const unknown = catalog.snapshots.unknownParts(key).filter(({ area }) => area === DESCRIBE_AREA);
  if (unknown.length === 0) return;
  const listed = new Set(namesOf(catalog.list.list(key).filter((row) => !row.vanished)));
  catalog.transaction(() => {
    for (const { name } of unknown) {
      if (!listed.has(name)) catalog.snapshots.clearUnknown(key, DESCRIBE_AREA, name);
    }
  });
}

/** What is read of definitions while describes come in. */
type ReadAhead = { readonly org: OrgDefinitions; readonly fields: FieldDefinitionsRead };

async function readAhead(
  run: SyncRun,
  due: readonly ListedRow[],
  ahead: FieldsAhead,
  held: HeldDescribes,
): Promise<ReadAhead> {
  try {
    ahead.add(due.filter((row) => row.readIn === run.snapshot).map(countedOf));
    const org = await readOrgDefinitions(run, { full: namesOf(due), changed: [], since: null });
    const fields = await readFieldDefinitions(run, { full: [], changed: [], since: null }, async () => org, {
      ahead,
      held,
    });
    return { org, fields };
  } finally {
    ahead.close();
  }
}

async function readDefinitions(
  run: SyncRun,
  objects: readonly ListedRow[],
  describedNow: ReadonlySet<string>,
  early: ReadAhead | null,
): Promise<void> {
  const due = objects.filter((row) => row.definitionsIn !== run.snapshot && early?.fields.asked.has(row.name) !== true);
  const full = due.filter(needsAllDefinitions);
  const changed = due.filter((row) => !needsAllDefinitions(row));
  // One date for all that are asked together; those that were read later answer some rows once more.
  const since = earliest(changed.map((row) => row.definitionsSince));
  let read = early?.fields;
  if (due.length > 0) {
    const scope = { full: namesOf(full), changed: namesOf(changed), since };
    const fields = { full: full.map(countedOf), changed: changed.map(countedOf), since };
    const rest = await readRest(run, scope, fields, early);
    read = { ...rest, newest: later(rest.newest, read?.newest ?? null) };
  }
  // A definition that is newer than the describe's "not modified": the describe is asked for again without a date.
  await describeAgain(run, read?.changed.filter((name) => !describedNow.has(name)) ?? []);
  moveWatermarks(run, read);
}

/** What was not read early: objects and fields side by side, since of most of them nothing changed. */
async function readRest(
  run: SyncRun,
  scope: DefinitionScope,
  fields: FieldDefinitionScope,
  early: ReadAhead | null,
): Promise<FieldDefinitionsRead> {
  const refused = early?.fields.refused ?? null;
  if (early !== null) return readFieldDefinitions(run, fields, async () => early.org, { refused });
  const together = createAskTogether(run.client, run.signal);
  const [objects, others] = [together.join(), together.join()];
  const org = readOrgDefinitions({ ...run, client: objects.client }, scope).finally(objects.leave);
  // Answers of fields wait for those of objects, and these may take further questions.
  const orgOf = (): Promise<OrgDefinitions> => others.away(org);
  const ofFields = { ...run, client: others.client };
  const read = readFieldDefinitions(ofFields, fields, orgOf, { refused }).finally(others.leave);
  const [, rest] = await allOf(org, read);
  return rest;
}

/**
 * Each object has its own date, because a read may be of some objects only. Those that an earlier, stopped part of this
 * snapshot read completely are moved too: they were asked after it began.
 */
function moveWatermarks(run: SyncRun, read: FieldDefinitionsRead | undefined): void {
  const { catalog, connectionKey: key } = run;
  const caughtUp = new Set(read?.caughtUp);
  const newest = read?.newest ?? null;
  catalog.transaction(() => {
    for (const { name, definitionsIn, definitionsSince } of catalog.list.list(key)) {
      if (definitionsIn !== run.snapshot && !caughtUp.has(name)) continue;
      const since = nextWatermark(newest, definitionsSince, run.startedAtMs);
      if (since !== definitionsSince) catalog.list.setDefinitionsSince(key, name, since);
    }
  });
}

/**
 * Also after a failure: what arrived is to be found quickly. Slices give way to questions in between. A cancelled read
 * ends at once, since it may be the vault that is being locked; search compares rows that are not indexed, and the next
 * read indexes them.
 */
export async function indexForSearch(run: SyncRun): Promise<void> {
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
    case 'org-paused':
    case 'proxy-failed':
    case 'certificate-untrusted':
      return 'offline';
    case 'cancelled':
      return 'cancelled';
    default:
      return 'failed';
  }
}
