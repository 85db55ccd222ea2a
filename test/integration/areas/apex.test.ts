import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('reads Apex classes and triggers without any code', async () => {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  const first = await rig.sync.syncNow({ connectionId, objects: 'none', areas: ['apex'] });
  expect(first.areas).toEqual(['apex']);
  expect(first.unknown).toEqual([]);
  const { key } = rig.catalog.org(connectionId);
  expect(rig.areas.components.ofType(key, 'ApexClass').length).toBeGreaterThan(0);
  expect(rig.areas.components.ofType(key, 'ApexTrigger')[0]?.object).not.toBeNull();
  const again = await rig.sync.syncNow({ connectionId, objects: 'none', areas: ['apex'] });
  expect(again.bytesIn).toBeLessThan(first.bytesIn / 2);
});
