import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Engine } from '../engine/create-engine.ts';
import type { Command } from './arguments.ts';
import { noCancel } from './command-engine.ts';
import type { Output } from './output.ts';

type SyncCommand = Extract<Command, { kind: 'sync' }>;

/**
 * Reads metadata; Ctrl+C cancels and keeps what was read, so that the next sync goes on from there. With `--catalog none`
 * what was read of the areas goes first, and nothing is asked of the org unless objects are named too.
 */
export async function runSyncCommand(
  command: SyncCommand,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const removed = command.dropAreas ? await dropAreas(connection, engine) : null;
  if (removed !== null && command.objects === 'none') {
    await output.result({ removed }, () => [removedLine(removed)]);
    return;
  }
  const cancel = new AbortController();
  const onSignal = () => cancel.abort();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, onSignal);
  const { objects, areas, fields, apiCalls, bytesIn, ms, unknown } = await engine.services().syncNow({
    connectionId: connection.id,
    objects: command.objects,
    areas: command.areas,
    signal: cancel.signal,
    onProgress: () => undefined,
  });
  const read = { objects, areas, fields, apiCalls, bytesIn, ms, unknown };
  await output.result(removed === null ? read : { ...read, removed }, function* () {
    if (removed !== null) yield removedLine(removed);
    yield `${objects} objects and ${fields} fields read in ${(ms / 1000).toFixed(1)} s with ${apiCalls} API calls.`;
    if (areas.length > 0) yield `Areas read: ${areas.join(', ')}.`;
    for (const one of unknown) yield `Unknown: ${one.area} ${one.name}: ${one.reason}`;
  });
}

/** Answers how many components were removed. */
async function dropAreas(connection: Connection, engine: Engine): Promise<number> {
  const { handlers } = engine.services();
  const { removed } = await handlers['areas.choose']({ connectionId: connection.id, areas: [] }, noCancel);
  return removed;
}

function removedLine(removed: number): string {
  return `No area is chosen any more; ${removed} components that had been read were removed.`;
}
