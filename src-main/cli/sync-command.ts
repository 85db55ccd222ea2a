import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Engine } from '../engine/create-engine.ts';
import type { Command } from './arguments.ts';
import type { Output } from './output.ts';

type SyncCommand = Extract<Command, { kind: 'sync' }>;

/** Reads metadata; Ctrl+C cancels and keeps what was read, so that the next sync goes on from there. */
export async function runSyncCommand(
  command: SyncCommand,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
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
  await output.result({ objects, areas, fields, apiCalls, bytesIn, ms, unknown }, function* () {
    yield `${objects} objects and ${fields} fields read in ${(ms / 1000).toFixed(1)} s with ${apiCalls} API calls.`;
    if (areas.length > 0) yield `Areas read: ${areas.join(', ')}.`;
    for (const one of unknown) yield `Unknown: ${one.area} ${one.name}: ${one.reason}`;
  });
}
