import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JobProgress } from '../../../src-main/engine/jobs/job-runner.ts';
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

  it('says how far it is in rows, of as many as the org counts', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
    onTestFinished(() => rig.close());
    const connectionId = await rig.connect(org);
    const steps: { readonly done: number; readonly total: number }[] = [];
    const onProgress = ({ parts }: JobProgress): void =>
      void steps.push(...(parts?.['access'] ? [parts['access']] : []));
    await rig.sync.syncNow({ connectionId, objects: 'none', areas: ['access'], onProgress });
    const rows = ['object_permission', 'field_permission', 'permission_assignment'].reduce(
      (sum, table) => sum + Number(rig.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
      0,
    );
    const counted = steps.filter(({ total }) => total > 0);
    // Profiles, sets and groups come first, and count as well.
    expect(new Set(counted.map(({ total }) => total)).size).toBe(1);
    expect(counted[0]?.total).toBeGreaterThan(rows);
    expect(counted.at(-1)?.done).toBe(counted.at(-1)?.total);
    expect(counted.length).toBeGreaterThan(3);
    expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).toSorted((a, b) => a - b));
  });

  it('costs little when nothing changed, and makes no new versions', async () => {
    const { rig, outcome, read } = await readAccess(createSampleBundle());
    const again = await read();
    expect(again.bytesIn).toBeLessThan(outcome.bytesIn / 20);
    expect(again.apiCalls).toBeLessThan(6);
    const closed = (table: string) =>
      rig.db.prepare(`SELECT count(*) FROM ${table} WHERE valid_to IS NOT NULL`).pluck().get();
    expect([closed('component'), closed('object_permission'), closed('field_permission')]).toEqual([0, 0, 0]);
  });
});

/** The bundle with another set of permission sets, profiles, groups and assignments. */
function changed(bundle: OrgBundle, parts: Partial<OrgBundle>): OrgBundle {
  return Object.defineProperties({} as OrgBundle, {
    ...Object.getOwnPropertyDescriptors(bundle),
    ...Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, { value, enumerable: true }])),
  });
}

describe('reading access again', () => {
  // Longer ago than what is asked for twice because clocks differ.
  const now = () => new Date(Date.now() - 600_000).toISOString();

  it('takes what was added, changed and removed, and asks for little more than that', async () => {
    const bundle = createSampleBundle();
    const { org, rig, connectionId, key, outcome, read } = await readAccess(bundle);
    const [first, second, third, ...rest] = bundle.permissionSets ?? [];
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few sets');
    const members = new Set((bundle.permissionSetGroups ?? []).flatMap((group) => group.members));
    const gone = rest.find(({ name }) => !members.has(name));
    const next = changed(bundle, {
      permissionSets: [
        // One row fewer, and nothing says so but a count.
        { ...first, fieldPermissions: first.fieldPermissions?.slice(1) ?? [] },
        {
          ...second,
          userPermissions: [...(second.userPermissions ?? []), 'ViewAllData'],
          objectPermissions: [...(second.objectPermissions ?? []), { object: 'Campaign', read: true }],
          lastModifiedDate: now(),
        },
        { ...third, fieldPermissions: [], objectPermissions: [], lastModifiedDate: now() },
        ...rest.filter((set) => set !== gone),
        {
          name: 'Brand_New',
          label: 'Brand new',
          objectPermissions: [{ object: 'Lead', read: true }],
          createdDate: now(),
          lastModifiedDate: now(),
        },
      ],
      assignments: (bundle.assignments ?? []).filter(({ permissionSet }) => permissionSet !== gone?.name).slice(1),
    });
    org.replaceBundle(next);
    const again = await read();
    expect(accessDifferences(rig, connectionId, next)).toEqual([]);
    expect(rig.areas.components.one(key, 'PermissionSet', gone?.name ?? '')).toBeNull();
    expect(rig.areas.components.one(key, 'PermissionSet', second.name)?.facts.systemPermissions).toContain(
      'ViewAllData',
    );
    // Everybody who has a profile is assigned its set.
    const users = (bundle.org.users ?? []).filter(({ profileName }) => profileName !== '').length;
    expect(rig.areas.permissions.assignments(key).length).toBe(users + (next.assignments?.length ?? 0));
    expect(again.bytesIn).toBeLessThan(outcome.bytesIn / 2);
    const quiet = await read();
    expect(quiet.apiCalls).toBeLessThan(6);
  });

  it('keeps what it had, and says why, where a part is refused', async () => {
    const bundle = createSampleBundle();
    const { org, rig, connectionId, key, read } = await readAccess(bundle);
    const body = JSON.stringify([{ errorCode: 'INSUFFICIENT_ACCESS', message: 'Not for you.' }]);
    org.faults.add({ match: 'FieldPermissions', inParts: true, kind: 'status', status: 403, body });
    const { unknown } = await read();
    expect(accessDifferences(rig, connectionId, bundle)).toEqual([]);
    expect(rig.areas.states.list(key).find(({ area }) => area === 'access')?.state).toBe('partly');
    expect(unknown).toMatchObject([{ name: 'FieldPermissions', reason: expect.stringContaining('Not for you.') }]);
    org.faults.clear();
    expect((await read()).unknown).toEqual([]);
  });

  it('does without a column that the org does not have, and has all else', async () => {
    const bundle = createSampleBundle();
    const org = await sampleOrgForTest({ bundle });
    const body = JSON.stringify([{ errorCode: 'INVALID_FIELD', message: 'No such column.' }]);
    for (const match of ['License.Name', 'UserLicense.Name']) {
      org.faults.add({ match, inParts: true, kind: 'status', status: 400, body });
    }
    org.faults.add({ match: 'IsActive', kind: 'status', status: 400, body });
    const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
    onTestFinished(() => rig.close());
    const connectionId = await rig.connect(org);
    const { unknown } = await rig.sync.syncNow({ connectionId, objects: 'none', areas: ['access'] });
    expect(unknown).toEqual([]);
    expect(accessDifferences(rig, connectionId, bundle)).toEqual([]);
    expect(rig.areas.permissions.assignments(rig.catalog.org(connectionId).key).length).toBeGreaterThan(0);
  });
});
