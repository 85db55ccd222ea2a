import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FieldQuery } from '../../src-preload/contract/catalog.ts';
import { createBookMaker } from '../../src-main/engine/exports/book-maker.ts';
import { createConnectionsRepository } from '../../src-main/engine/store/connections-repository.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import { openSyncRig } from './sync-rig.ts';

export const EXPORTED_AT = new Date('2026-11-23T09:00:00.000Z');

/** A store with everything of an org in it, and what makes books of it. The org is stopped again. */
export async function readOrg(bundle: OrgBundle, folder: string, name = 'Acme') {
  const org = await startSampleOrg({ bundle, failsOnWrites: true });
  const rig = openSyncRig({ path: join(folder, `${randomBytes(4).toString('hex')}.db`), key: randomBytes(32) });
  try {
    const connectionId = await rig.connect(org, name);
    await rig.sync.syncNow({ connectionId, objects: 'all' });
    const connections = createConnectionsRepository(rig.db);
    const makeBook = createBookMaker({
      catalog: rig.catalog,
      areas: rig.areas,
      ledger: rig.ledger,
      connection: connections.get,
      appVersion: '1.2.3',
    });
    const everything: FieldQuery = { connectionId, objects: null, quick: '', filters: [], sort: [] };
    return { rig, connectionId, makeBook, everything };
  } catch (error) {
    await rig.close();
    throw error;
  } finally {
    await org.close();
  }
}
export type ReadOrg = Awaited<ReturnType<typeof readOrg>>;
