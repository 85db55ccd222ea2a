import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createRetentionRepository } from '../../../src-main/engine/store/retention-repository.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const TABLES = [
  'area_state',
  'component',
  'component_cell',
  'permission_holder',
  'permission_target',
  'permission_assignment',
  'object_permission',
  'field_permission',
  'usage',
  'custom_field_id',
];

it('takes permissions and components of one org with its metadata, and leaves those of another', async () => {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const counts = () =>
    Object.fromEntries(TABLES.map((table) => [table, rig.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]));
  const nothing = counts();
  const kept = await rig.connect(org, 'Kept');
  const removed = await rig.connect(org, 'Removed');
  await rig.sync.syncNow({ connectionId: kept, objects: 'none', areas: ['access', 'apex'] });
  const ofOne = counts();
  await rig.sync.syncNow({ connectionId: removed, objects: 'none', areas: ['access', 'apex'] });
  const retention = createRetentionRepository(rig.db);
  const share = retention.overview().orgs.map(({ rows }) => rows);
  expect(share[0]).toBe(share[1]);
  for (const rows of retention.remove({ part: 'metadata', target: removed })) expect(rows).toBeGreaterThanOrEqual(0);
  expect(counts()).toEqual(ofOne);
  for (const rows of retention.remove({ part: 'metadata', target: kept })) expect(rows).toBeGreaterThanOrEqual(0);
  expect(counts()).toEqual(nothing);
});
