import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { accessDifferences } from '../../support/access-differences.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';
import { openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function readAccess(bundle: OrgBundle) {
  const org = await sampleOrgForTest({ bundle });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  const read = () => rig.sync.syncNow({ connectionId, objects: 'none', areas: ['access'] });
  const outcome = await read();
  return { org, rig, connectionId, key: rig.catalog.org(connectionId).key, outcome, read };
}

describe('the area access', () => {
  it('holds every permission of the sample org as its bundle has it', async () => {
    const bundle = createSampleBundle();
    const { rig, connectionId, outcome } = await readAccess(bundle);
    expect(accessDifferences(rig, connectionId, bundle).slice(0, 20)).toEqual([]);
    expect(outcome.unknown).toEqual([]);
  });

  it.skipIf(!hasSharedData())('holds every permission of a real org as its bundle has it', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const { rig, connectionId, outcome } = await readAccess(bundle);
    expect(accessDifferences(rig, connectionId, bundle).slice(0, 20)).toEqual([]);
    expect(outcome.unknown).toEqual([]);
  });

  it('costs little when nothing changed, and makes no new versions', async () => {
    const { rig, outcome, read } = await readAccess(createSampleBundle());
    const again = await read();
    console.log(outcome.apiCalls, outcome.bytesIn, again.apiCalls, again.bytesIn);
    expect(again.bytesIn).toBeLessThan(outcome.bytesIn / 10);
    const closed = (table: string) =>
      rig.db.prepare(`SELECT count(*) FROM ${table} WHERE valid_to IS NOT NULL`).pluck().get();
    expect([closed('component'), closed('object_permission'), closed('field_permission')]).toEqual([0, 0, 0]);
  });
});
