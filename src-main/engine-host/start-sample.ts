import type { Output } from '../../src-preload/contract/index.ts';
import type { AskEngine } from './engine-client.ts';

const SAMPLE_NAME = 'Sample org';

/** One click to a synced grid: temporary store, sample org, everything that is suggested chosen, first sync started. */
export async function startSampleSession(ask: AskEngine): Promise<Output<'app.startSample'>> {
  await ask('vault.openSample', {});
  const connection = await ask('connections.connectSample', { name: SAMPLE_NAME });
  const { objects } = await ask('objects.available', { connectionId: connection.id, refresh: true });
  const names = objects.filter((object) => object.suggested).map((object) => object.name);
  await ask('objects.choose', { connectionId: connection.id, names });
  // With everything else: it comes after the objects, which are on screen by then.
  const { areas } = await ask('areas.list', { connectionId: connection.id });
  await ask('areas.choose', { connectionId: connection.id, areas: areas.map(({ area }) => area) });
  const { jobId } = await ask('sync.start', { connectionId: connection.id });
  return { connectionId: connection.id, jobId };
}
