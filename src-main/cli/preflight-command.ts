import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Preflight } from '../../src-preload/contract/preflight.ts';
import type { Engine } from '../engine/create-engine.ts';
import { type Output, tableLines } from './output.ts';

/** Finds out what the signed-in user may read. Ctrl+C cancels and keeps nothing. */
export async function runPreflightCommand(connection: Connection, engine: Engine, output: Output): Promise<void> {
  const cancel = new AbortController();
  const onSignal = (): void => cancel.abort();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, onSignal);
  try {
    const found = await engine
      .services()
      .handlers['preflight.run']({ connectionId: connection.id }, { signal: cancel.signal, hostPath: null });
    await output.result(found, linesOf);
  } finally {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal);
  }
}

function* linesOf({ areas, username, apiCalls, scopes, scopesAsked }: Preflight): Generator<string> {
  yield `What ${username ?? 'the signed-in user'} may read, found out with ${apiCalls} requests:`;
  const granted = scopes === null ? '' : ` Granted: ${scopes.join(', ')}.`;
  yield `The sign-in asks for the OAuth scopes ${scopesAsked.join(' and ')}.${granted}`;
  yield* tableLines(
    ['Area', 'Result', 'Missing permission'],
    areas.map((one) => [one.title, one.state, one.missingPermission ?? '']),
  );
  for (const { title, state, finding, consequence } of areas) {
    if (state !== 'works') yield `${title}: ${finding} ${consequence}`.trimEnd();
  }
}
