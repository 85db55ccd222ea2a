import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type OrgBundle, loadBundle } from '../../../src-main/sample-org/bundle.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';
import { openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function opened(bundle: OrgBundle) {
  const org = await sampleOrgForTest({ bundle });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  return { org, rig, connectionId, key: rig.catalog.org(connectionId).key };
}

describe.skipIf(!hasSharedData())('the reports of a real organisation', () => {
  it('usage', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const { rig, connectionId, key } = await opened(bundle);
    const outcome = await rig.sync.syncNow({ connectionId, objects: 'all', areas: ['reports'] });
    expect(outcome.unknown).toEqual([]);
    const reports = rig.areas.components.ofType(key, 'Report');
    expect(reports.length).toBe(bundle.reports?.length);
    console.log(JSON.stringify(reports[0], null, 1).slice(0, 3000));
    const wanted = new Set<string>();
    const ours = new Set<string>();
    for (const one of (bundle as any).dependencies) if (one.from.type === 'Report') for (const via of one.via) wanted.add([one.from.name, one.to.type, one.to.name, via.replace(/:.*/, '')].join(' '));
    for (const { name } of reports) for (const use of rig.areas.usage.uses(key, 'Report', name)) ours.add([name, use.toType, use.toName, use.via].join(' '));
    console.log(wanted.size, ours.size);
    console.log('missing', [...wanted].filter((one) => !ours.has(one)).join('\n'));
    console.log('extra', [...ours].filter((one) => !wanted.has(one)).join('\n'));
  }, 60_000);
});
