import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadBundle, type OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { differences } from '../support/bundle-expectations.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { hasSharedData, sharedDataPath } from '../support/shared-data.ts';
import { openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

function rig() {
  const opened = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => opened.close());
  return opened;
}

async function readAll(bundle: OrgBundle) {
  const org = await sampleOrgForTest({ bundle });
  const opened = rig();
  const connectionId = await opened.connect(org);
  const requestsBefore = org.requests().length;
  const outcome = await opened.sync.syncNow({ connectionId, objects: 'all' });
  return { org, rig: opened, connectionId, outcome, requests: org.requests().slice(requestsBefore) };
}

describe.skipIf(!hasSharedData())('a real organisation', () => {
  it('is in the store with every object and field exactly as its bundle has them', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const { org, rig: opened, connectionId, outcome, requests } = await readAll(bundle);

    expect(differences(opened, connectionId, bundle).slice(0, 20)).toEqual([]);
    expect(outcome.objects).toBe(bundle.sobjects.length);
    expect(outcome.fields).toBe(bundle.sobjects.reduce((sum, object) => sum + object.fields.length, 0));
    expect(outcome.unknown).toEqual([]);
    expect(outcome.apiCalls).toBe(requests.length);
    expect(outcome.bytesIn).toBe(requests.reduce((sum, request) => sum + request.bytes, 0));
    expect(org.writes()).toEqual([]);
  }, 60_000);

  it('costs at most 3 % of the bytes when it is read again unchanged, and gets no new versions', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const { rig: opened, connectionId, outcome } = await readAll(bundle);
    const again = await opened.sync.syncNow({ connectionId, objects: 'all' });
    expect(again).toMatchObject({ objects: outcome.objects, fields: outcome.fields });
    expect(differences(opened, connectionId, bundle)).toEqual([]);
    const versions = opened.db.prepare('SELECT count(*) FROM field WHERE valid_to IS NOT NULL').pluck().get();
    expect(versions).toBe(0);
    expect(again.bytesIn / outcome.bytesIn).toBeLessThan(0.03);
  }, 60_000);
});

describe('the built-in sample org', () => {
  it('is in the store with every object and field as its bundle has them', async () => {
    const bundle = createSampleBundle();
    const { rig: opened, connectionId, outcome } = await readAll(bundle);
    expect(differences(opened, connectionId, bundle).slice(0, 20)).toEqual([]);
    expect(outcome.objects).toBe(bundle.sobjects.length);
  }, 60_000);
});
