import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { differences } from '../support/bundle-expectations.ts';
import { changingProxy } from '../support/changing-proxy.ts';
import { largeOrg } from '../support/large-org.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { callContext, openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Large enough that definitions are asked for while describes still come in. */
const LARGE = largeOrg(400, 30);

async function connected(to?: SampleOrg) {
  const org = to ?? (await sampleOrgForTest({ bundle: LARGE }));
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  return {
    org,
    rig,
    connectionId,
    /** Reads, and does something once so many objects are described. */
    read: (after = Number.POSITIVE_INFINITY, act = (): void => undefined, signal = new AbortController().signal) => {
      let acted = false;
      return rig.sync.syncNow({
        connectionId,
        objects: 'all',
        signal,
        onProgress: ({ stage, done }) => {
          if (acted || stage !== 'describes' || done < after) return;
          acted = true;
          act();
        },
      });
    },
    state: async () => (await rig.sync.handlers['sync.status']({ connectionId }, callContext())).state,
  };
}

describe('a first read of a large org', () => {
  it('brings every field with its definition, once, and no more calls than one kind after the other would', async () => {
    const { org, rig, connectionId, read } = await connected();
    const from = org.requests().length;
    const outcome = await read();
    expect(differences(rig, connectionId, LARGE)).toEqual([]);
    expect(outcome).toMatchObject({ objects: 400, fields: 12_000, unknown: [] });
    // The list, at most 22 calls of describes, 1 of objects, 4 of fields.
    expect(org.requests().length - from).toBeLessThanOrEqual(28);
    expect(rig.db.prepare('SELECT count(*) FROM field').pluck().get()).toBe(12_000);
  });

  it('ends when the session does, and goes on after it to the same store', async () => {
    const { org, rig, connectionId, read, state } = await connected();
    const stop = read(250, () => org.faults.add({ match: '/services/data', kind: 'status', status: 401 }));
    await expect(stop).rejects.toMatchObject({ code: 'signed-out' });
    expect(await state()).toBe('signed-out');
    org.faults.clear();
    const look = { name: 'Org', group: '', colour: '', notes: '' };
    const token = org.issueToken();
    await rig.connections.connectWithToken({ ...look, instanceUrl: org.instanceUrl, token, connectionId });
    expect((await read()).unknown).toEqual([]);
    expect(differences(rig, connectionId, LARGE)).toEqual([]);
  });

  it('ends when it is cancelled while definitions are on their way', async () => {
    const { rig, connectionId, read, state } = await connected();
    const abort = new AbortController();
    await expect(read(350, () => abort.abort(), abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await state()).toBe('cancelled');
    await read();
    expect(differences(rig, connectionId, LARGE)).toEqual([]);
  });

  it('keeps the describes when field definitions are refused, and reads the definitions later', async () => {
    const { org, rig, connectionId, read } = await connected();
    const body = JSON.stringify([{ errorCode: 'API_DISABLED_FOR_ORG', message: 'API is not enabled' }]);
    org.faults.add({ match: '/tooling/composite', kind: 'status', status: 403, body });
    const outcome = await read();
    expect(outcome).toMatchObject({ objects: 400, fields: 12_000 });
    expect(outcome.unknown.map(({ area, name }) => `${area} ${name}`)).toEqual([
      'definitions EntityDefinition',
      'definitions FieldDefinition',
    ]);
    org.faults.clear();
    expect((await read()).unknown).toEqual([]);
    expect(differences(rig, connectionId, LARGE)).toEqual([]);
  });

  it('asks for custom fields without a filter when the org refuses the filter', async () => {
    const org = await sampleOrgForTest({ bundle: LARGE });
    const filter = /(FROM%20CustomField%20WHERE%20)EntityDefinition\.QualifiedApiName/g;
    const instanceUrl = await changingProxy(org.instanceUrl, (body) => body.replaceAll(filter, '$1Refused'));
    const { rig, connectionId, read } = await connected({ ...org, instanceUrl });
    expect((await read()).unknown).toEqual([]);
    expect(differences(rig, connectionId, LARGE)).toEqual([]);
    const asked = org.requests().filter(({ path }) => decodeURIComponent(path).endsWith('FROM CustomField'));
    expect(asked).toHaveLength(1);
  });
});
