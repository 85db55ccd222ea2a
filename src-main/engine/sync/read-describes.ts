import { FIRST_BATCH, LARGEST_BATCH, nextBatchSize } from '../../domain/reading/batch-size.ts';
import type { CountedObject } from '../../domain/reading/definition-chunks.ts';
import { describeFacts } from '../../domain/metadata/describe-facts.ts';
import { EngineFailure } from '../failure.ts';
import type { DescribeAnswer, DescribePart, DescribeResult } from '../salesforce/org-client.ts';
import type { ListedRow } from '../store/catalog/object-list.ts';
import type { HeldDescribe, HeldDescribes } from './held-describes.ts';
import { betweenAnswers, inLanes, LANES, type SyncRun, writeContext, writeInSlices } from './sync-run.ts';

export const DESCRIBE_AREA = 'describe';
/** Answers that say "not modified" leave the store nothing to do: then it is the network that is waited for. */
const LANES_AGAIN = 8;
/** Lanes at the start, until the batch size has settled or these objects are read. */
const FIRST_LANES = 3;
const SETTLING_OBJECTS = 150;
/** An org that refuses this many composites in a row refuses all of them. */
const REFUSALS_MAX = 3;

export type DescribesRead = {
  /** Answered in full, as against "not modified". */
  readonly read: ReadonlySet<string>;
  /** The org knows no such object, although its list named it. */
  readonly gone: readonly string[];
};

export type DescribeOptions = {
  /** Objects that an earlier, stopped part of this read has in the store; counted as progress only. */
  readonly doneBefore?: number;
  /** Told of objects once they are described. */
  readonly onDescribed?: (objects: readonly CountedObject[]) => void;
  /** Takes describes instead of the store; what it gives up is written. */
  readonly held?: HeldDescribes | null;
};

/**
 * Describes objects in composites, some in flight at once, of a size that adapts to the answers. Each object is written
 * whole, with the header that a later If-Modified-Since sends, so a kill loses at most what was in flight and what is held.
 */
export async function readDescribes(
  run: SyncRun,
  parts: readonly DescribePart[],
  { doneBefore = 0, onDescribed = () => undefined, held = null }: DescribeOptions = {},
): Promise<DescribesRead> {
  const { catalog, client, signal } = run;
  const queue = [...parts];
  const read = new Set<string>();
  const gone: string[] = [];
  const total = parts.length + doneBefore;
  let done = doneBefore;
  // What was described before has most likely not changed, and such answers are a line long each.
  const again = parts.every(({ ifModifiedSince }) => ifModifiedSince !== null);
  let batchSize = again ? LARGEST_BATCH : FIRST_BATCH;
  let refusals = 0;
  run.progress({ stage: 'describes', done, total });

  const save = (result: DescribeResult): void => {
    const at = writeContext(run);
    switch (result.state) {
      case 'read':
        read.add(result.name);
        if (held !== null) {
          held.keep({ facts: describeFacts(result.body), lastModified: result.lastModified });
          return;
        }
        catalog.write.saveDescribe(at, describeFacts(result.body), result.lastModified);
        break;
      case 'not-modified':
        catalog.write.confirmDescribe(at, result.name);
        break;
      case 'gone':
        gone.push(result.name);
        break;
      case 'error':
        break;
    }
    if (result.state === 'read' || result.state === 'not-modified') {
      catalog.snapshots.clearUnknown(run.connectionKey, DESCRIBE_AREA, result.name);
      return;
    }
    const { name, reason } = result;
    catalog.snapshots.putUnknown(run.connectionKey, { area: DESCRIBE_AREA, name, reason });
  };

  const ask = async (batch: readonly DescribePart[]): Promise<DescribeAnswer | null> => {
    try {
      const answer = await client.describeMany(batch, { signal });
      refusals = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      if (error.code === 'too-large' && batch.length > 1) {
        const half = Math.ceil(batch.length / 2);
        batchSize = Math.max(1, Math.min(batchSize, half));
        queue.unshift(...batch);
        return null;
      }
      const partial = error.code === 'too-large' || (error.code === 'org-refused' && ++refusals < REFUSALS_MAX);
      if (!partial) throw error;
      const results = batch.map(
        ({ name }) => ({ name, state: 'error', code: error.code, reason: error.message }) as const,
      );
      return { results, bodyBytes: 0, bytesIn: 0, ms: 0 };
    }
  };

  const describeBatch = async (): Promise<boolean> => {
    signal.throwIfAborted();
    const batch = queue.splice(0, batchSize);
    if (batch.length === 0) return false;
    const answer = await ask(batch);
    if (answer === null) return true;
    await writeInSlices(run, answer.results, held === null ? rowsOf : () => 0, save);
    await saveHeld(run, held?.overdue() ?? []);
    if (answer.bodyBytes > 0) {
      batchSize = nextBatchSize(batchSize, { parts: batch.length, bodyBytes: answer.bodyBytes, ms: answer.ms });
    }
    onDescribed(answer.results.filter((result) => result.state === 'read').map(countedOf));
    done += batch.length;
    run.progress({ stage: 'describes', done, total });
    await betweenAnswers(run);
    return true;
  };

  let inFlight = 0;
  let failed = false;
  let holdBack: (() => void)[] = [];
  const isSettled = (): boolean => batchSize >= LARGEST_BATCH || done - doneBefore >= SETTLING_OBJECTS;
  const goOn = (): void => {
    for (const lane of holdBack) lane();
    holdBack = [];
  };

  await inLanes(again ? LANES_AGAIN : LANES, async () => {
    // Every lane that starts before the batch size has settled costs a call of few describes.
    while (!failed && inFlight >= FIRST_LANES && queue.length > 0 && !isSettled()) {
      await new Promise<void>((resolve) => {
        holdBack.push(resolve);
      });
    }
    if (failed) return false;
    inFlight += 1;
    try {
      return await describeBatch();
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      inFlight -= 1;
      goOn();
    }
  });
  return { read, gone };
}

/**
 * Confirms describes without asking for them, after the org answered "not modified" to the list of objects: it answers so
 * only if no object's metadata changed, nor permissions, profiles or labels (REST API Developer Guide, Describe Global). A
 * describe is confirmed where it is of that state or a later one; each other is asked for.
 */
export async function confirmDescribes(run: SyncRun, objects: readonly ListedRow[]): Promise<void> {
  const { catalog, connectionKey: key } = run;
  const listModified = Date.parse(catalog.list.state(key).listModified ?? '');
  const unknown = new Set(
    catalog.snapshots.unknownParts(key).flatMap(({ area, name }) => (area === DESCRIBE_AREA ? [name] : [])),
  );
  const still = objects.filter(
    ({ name, readAt, readIn, describeModified }) =>
      readIn !== run.snapshot &&
      readAt !== null &&
      !unknown.has(name) &&
      Date.parse(describeModified ?? '') >= listModified,
  );
  await writeInSlices(
    run,
    still,
    () => 0,
    ({ name }) => catalog.write.confirmDescribe(writeContext(run), name),
  );
}

/** Writes describes whose definitions are not there yet. */
export async function saveHeld(run: SyncRun, describes: readonly HeldDescribe[]): Promise<void> {
  await writeInSlices(
    run,
    describes,
    ({ facts }) => facts.fields.length,
    ({ facts, lastModified }) => {
      run.catalog.write.saveDescribe(writeContext(run), facts, lastModified);
      run.catalog.snapshots.clearUnknown(run.connectionKey, DESCRIBE_AREA, facts.object.name);
    },
  );
}

function countedOf({ name, body }: Extract<DescribeResult, { state: 'read' }>): CountedObject {
  return { name, fields: body.fields.length };
}

function rowsOf(result: DescribeResult): number {
  return result.state === 'read' ? result.body.fields.length : 0;
}
