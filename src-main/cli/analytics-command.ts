import type { AnalyticsStatus } from '../../src-preload/contract/analytics.ts';
import type { Engine } from '../engine/create-engine.ts';
import { noCancel } from './command-engine.ts';
import type { Output } from './output.ts';

/** Shows or changes the choice about product analytics, and the exact bytes that wait. */
export async function runAnalyticsCommand(
  kind: 'analytics show' | 'analytics on' | 'analytics off',
  engine: Engine,
  output: Output,
): Promise<void> {
  const { handlers } = engine.services();
  const status =
    kind === 'analytics show'
      ? await handlers['analytics.status']({}, noCancel)
      : await handlers['analytics.switch']({ on: kind === 'analytics on' }, noCancel);
  await output.result(status, () => linesOf(status));
}

function* linesOf(status: AnalyticsStatus): Iterable<string> {
  if (!status.on) {
    yield 'Analytics is off. Nothing is counted and nothing is sent.';
    return;
  }
  yield `Analytics is on, with the random id ${status.id ?? ''}.`;
  yield status.address === null
    ? 'This build has no address to send counts to. They stay on this computer.'
    : `Counts go to ${status.address}. Last sent: ${status.lastSentAt ?? 'never'}.`;
  if (status.waiting === null) {
    yield 'Nothing waits.';
    return;
  }
  yield `What waits, byte by byte (${Buffer.byteLength(status.waiting)} bytes):`;
  yield status.waiting;
}
