import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

function rig() {
  const opened = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => opened.close());
  return opened;
}

describe('reading metadata', () => {
  it('puts described fields with their descriptions and dates into the grid', async () => {
    const bundle = smallOrg([
      customObject('Pump__c', [textField('Serial__c', { description: 'From the plate', helpText: 'Eight digits' })]),
    ]);
    const org = await sampleOrgForTest({ bundle });
    const { connect, sync, catalog } = rig();
    const connectionId = await connect(org);
    const outcome = await sync.syncNow({ connectionId, objects: 'all' });
    expect(outcome).toMatchObject({ objects: 1, unknown: [] });
    const { rows } = catalog.fieldPage({ connectionId, objects: null, quick: '', filters: [], sort: [] }, 0, 50);
    expect(rows.find((row) => row.name === 'Serial__c')).toMatchObject({
      object: 'Pump__c',
      label: 'Serial',
      type: 'string',
      length: 80,
      description: 'From the plate',
      helpText: 'Eight digits',
      createdDate: '2024-01-10T09:00:00.000Z',
      lastModifiedDate: '2024-02-10T09:00:00.000Z',
      unknown: [],
    });
    console.log(JSON.stringify(outcome), JSON.stringify(rows[0]));
    console.log(JSON.stringify(org.requests()));
  });
});
