import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createUsageService } from '../../../src-main/engine/areas/usage-service.ts';
import type { OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../../support/small-org.ts';
import { callContext, openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Dependency = NonNullable<OrgBundle['dependencies']>[number];

const PUMP = customObject('Pump__c', [
  ...['Serial', 'Power', 'Rare'].map((name) => textField(`${name}__c`)),
  ...Array.from({ length: 3 }, (_, index) => textField(`Other_${index}__c`)),
]);

function classes(count: number): readonly { name: string }[] {
  return Array.from({ length: count }, (_, index) => ({ name: `Meter${index}` }));
}

function uses(users: readonly { name: string }[], field: string): readonly Dependency[] {
  return users.map(({ name }) => ({
    from: { type: 'ApexClass', name },
    to: { type: 'CustomField', name: `Pump__c.${field}` },
    via: ['code'],
  }));
}

function orgWith(dependencies: readonly Dependency[], apex: readonly { name: string }[]): OrgBundle {
  return { ...smallOrg([PUMP]), apexClasses: apex, dependencies };
}

async function reading(bundle: OrgBundle) {
  const org = await sampleOrgForTest({ bundle });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  const { handlers } = createUsageService({ store: rig });
  return {
    org,
    rig,
    connectionId,
    read: () => rig.sync.syncNow({ connectionId, objects: 'all', areas: ['apex', 'dependencies'] }),
    usersOf: async (field: string) => {
      const { rows, coverage } = await handlers['usage.ofField'](
        { connectionId, object: 'Pump__c', name: field },
        callContext(),
      );
      return { rows, tooling: coverage.find(({ source }) => source === 'dependencies (Tooling API)') };
    },
  };
}

it('finds every use where an answer was cut at 2,000 rows, by asking for half', { timeout: 60_000 }, async () => {
  const apex = classes(1800);
  const rare = [{ name: 'Meter7' }];
  const bundle = orgWith([...uses(apex, 'Serial__c'), ...uses(apex, 'Power__c'), ...uses(rare, 'Rare__c')], apex);
  const { read, usersOf } = await reading(bundle);
  expect((await read()).unknown).toEqual([]);
  expect((await usersOf('Serial__c')).rows).toHaveLength(1800);
  expect((await usersOf('Power__c')).rows).toHaveLength(1800);
  const { rows, tooling } = await usersOf('Rare__c');
  expect(rows).toMatchObject([{ type: 'ApexClass', name: 'Meter7', source: ['dependencies (Tooling API)'] }]);
  // Whole as it is, it has a limit that the org does not speak of, and that keeps an empty answer from being a zero.
  expect(tooling).toMatchObject({ state: 'read', reason: expect.stringContaining('standard fields') });
});

it('says that there may be more where one field alone fills an answer', { timeout: 60_000 }, async () => {
  const apex = classes(2100);
  const { read, usersOf } = await reading(orgWith(uses(apex, 'Serial__c'), apex));
  const { unknown } = await read();
  expect(unknown.map(({ name }) => name)).toEqual(['CustomField Pump__c.Serial__c']);
  const { rows, tooling } = await usersOf('Serial__c');
  expect(rows).toHaveLength(2000);
  expect(tooling?.state).toBe('partly');
  expect(tooling?.reason).toContain('CustomField Pump__c.Serial__c: The org names no more than 2000 dependencies');
});

it('asks later only for what changed components use, and forgets what the gone used', { timeout: 60_000 }, async () => {
  const apex = classes(60);
  const bundle = orgWith([...uses(apex, 'Serial__c')], apex);
  const { org, read, usersOf } = await reading(bundle);
  const first = await read();
  expect((await usersOf('Serial__c')).rows).toHaveLength(60);
  const changed = { name: 'Meter3', lastModifiedDate: '2030-01-01T00:00:00.000Z' };
  const later = [changed, ...apex.filter(({ name }) => name !== 'Meter3' && name !== 'Meter5')];
  const kept = apex.filter(({ name }) => name !== 'Meter3' && name !== 'Meter5');
  org.replaceBundle(orgWith([...uses(kept, 'Serial__c'), ...uses([changed], 'Power__c')], later));
  const second = await read();
  expect(second.bytesIn).toBeLessThan(first.bytesIn);
  expect((await usersOf('Serial__c')).rows.map(({ name }) => name)).toEqual(kept.map(({ name }) => name).toSorted());
  expect((await usersOf('Power__c')).rows.map(({ name }) => name)).toEqual(['Meter3']);
});

it('is unknown with its reason where the user may not, and not a nothing', { timeout: 60_000 }, async () => {
  const apex = classes(3);
  const { org, rig } = await reading(orgWith(uses(apex, 'Serial__c'), apex));
  const accessToken = org.issueToken({ without: ['ViewSetup'] });
  const connectionId = await rig.connect({ ...org, accessToken }, 'Limited');
  await rig.sync.syncNow({ connectionId, objects: ['Pump__c'], areas: ['apex', 'dependencies'] });
  const { handlers } = createUsageService({ store: rig });
  const ask = { connectionId, object: 'Pump__c', name: 'Serial__c' };
  const { rows, coverage } = await handlers['usage.ofField'](ask, callContext());
  expect(rows).toEqual([]);
  for (const source of ['dependencies (Tooling API)', 'dependencies (Bulk API)']) {
    const one = coverage.find((each) => each.source === source);
    expect(one?.state).toBe('not read');
    expect(one?.reason).toMatch(/\w{3}/);
  }
});
