import { FIRST_BATCH, nextBatchSize } from '../../domain/reading/batch-size.ts';
import { describeFacts } from '../../domain/metadata/describe-facts.ts';
import { EngineFailure } from '../failure.ts';
import type { DescribeAnswer, DescribePart, DescribeResult } from '../salesforce/org-client.ts';
import { betweenAnswers, inLanes, LANES, type SyncRun, writeContext, writeInSlices } from './sync-run.ts';

export const DESCRIBE_AREA = 'describe';
/** An org that refuses this many composites in a row refuses all of them. */
const REFUSALS_MAX = 3;

export type DescribesRead = {
  /** Answered in full, as against "not modified". */
  readonly read: ReadonlySet<string>;
  /** The org knows no such object, although its list named it. */
  readonly gone: readonly string[];
};

/**
 * Describes objects in composites, five in flight, of a size that adapts to the answers. Each object is written
 * whole, with the header that a later If-Modified-Since sends, so a kill loses at most what was in flight.
 *
 * @param doneBefore objects that an earlier, stopped part of this read has in the store; counted as progress only
 */
export async function readDescribes(
  run: SyncRun,
  parts: readonly DescribePart[],
  doneBefore = 0,
): Promise<DescribesRead> {
  const { catalog, client, signal } = run;
  const queue = [...parts];
  const read = new Set<string>();
  const gone: string[] = [];
  const total = parts.length + doneBefore;
  let done = doneBefore;
  let batchSize = FIRST_BATCH;
  let refusals = 0;
  run.progress({ stage: 'describes', done, total });

  const save = (result: DescribeResult): void => {
    const at = writeContext(run);
    switch (result.state) {
      case 'read':
        catalog.write.saveDescribe(at, describeFacts(result.body), result.lastModified);
        read.add(result.name);
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

  await inLanes(LANES, async () => {
    signal.throwIfAborted();
    const batch = queue.splice(0, batchSize);
    if (batch.length === 0) return false;
    const answer = await ask(batch);
    if (answer === null) return true;
    await writeInSlices(run, answer.results, rowsOf, save);
    if (answer.bodyBytes > 0) {
      batchSize = nextBatchSize(batchSize, { parts: batch.length, bodyBytes: answer.bodyBytes, ms: answer.ms });
    }
    done += batch.length;
    run.progress({ stage: 'describes', done, total });
    await betweenAnswers(run);
    return true;
  });
  return { read, gone };
}

function rowsOf(result: DescribeResult): number {
  return result.state === 'read' ? result.body.fields.length : 0;
}
