import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import { createUsageService } from '../../../src-main/engine/areas/usage-service.ts';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { startSampleOrg } from '../../../src-main/sample-org/server.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../../support/small-org.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';
import { callContext, openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { compareUsage, printUsageTable } from '../../support/usage-truth.ts';

async function readOrg(bundle: OrgBundle) {
  const org = await startSampleOrg({ bundle, failsOnWrites: true });
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-test-'));
  const rig = openSyncRig({ path: join(folder, 'store.db'), key: randomBytes(32) });
  const connectionId = await rig.connect(org);
  const outcome = await rig.sync.syncNow({ connectionId, objects: 'all', areas: [...CATALOG_AREAS] });
  const { handlers } = createUsageService({ store: rig });
  return {
    outcome,
    ofField: async (object: string, name: string) =>
      handlers['usage.ofField']({ connectionId, object, name }, callContext()),
    ofComponent: async (type: string, name: string) =>
      handlers['usage.ofComponent']({ connectionId, type, name }, callContext()),
    close: async () => {
      await rig.close();
      await org.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function coverageOf({ rig, connectionId }: AreaKit) {
  const { handlers } = createUsageService({ store: rig });
  const field = { connectionId, object: 'Account', name: 'Name' };
  return (await handlers['usage.ofField'](field, callContext())).coverage;
}

describe.skipIf(!hasSharedData())('where a field of a real organisation is used', () => {
  let bundle: OrgBundle;
  let read: Awaited<ReturnType<typeof readOrg>>;
  beforeAll(async () => {
    bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    read = await readOrg(bundle);
  }, 180_000);
  afterAll(() => read.close());

  it('is found as its dependencies say, by kind', async () => {
    expect(read.outcome.unknown).toEqual([]);
    const table = await compareUsage(bundle, {
      field: async (object, name) => (await read.ofField(object, name)).rows,
      component: async (type, name) => (await read.ofComponent(type, name)).usedBy,
    });
    printUsageTable(table);
    // It has a joined report, whose columns its description leaves out.
    const { coverage } = await read.ofField('Account', 'Name');
    expect(coverage.filter(({ state }) => state !== 'read').map(({ source }) => source)).toEqual([
      'report definitions',
    ]);
    expect(table.recall).toBeGreaterThanOrEqual(0.98);
    expect(table.precision).toBeGreaterThanOrEqual(0.98);
  }, 180_000);

  it('is answered within 50 ms, also for the fields that most formulas name', async () => {
    const times: number[] = [];
    for (const [object, name] of [
      ['Contact', 'Name'],
      ['Account', 'Id'],
      ['Contact', 'AccountId'],
      ['Opportunity', 'Amount'],
      ['Opportunity', 'CloseDate'],
    ] as const) {
      // The machine may be busy with other things: time of the processor, and the best of some tries.
      const tries: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const from = process.cpuUsage();
        await read.ofField(object, name);
        const { user, system } = process.cpuUsage(from);
        tries.push((user + system) / 1000);
      }
      times.push(Math.min(...tries));
    }
    console.info(`where used, ms: ${times.map((ms) => ms.toFixed(1)).join(', ')}`);
    expect(Math.max(...times)).toBeLessThan(50);
  }, 60_000);
});

describe('where a field of the sample org is used', () => {
  it('says of each source whether it was read, and never answers with a bare nothing', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
    onTestFinished(() => rig.close());
    const connectionId = await rig.connect(org);
    const { handlers } = createUsageService({ store: rig });
    const ask = () => handlers['usage.ofField']({ connectionId, object: 'Account', name: 'Name' }, callContext());

    const before = await ask();
    expect(before.rows).toEqual([]);
    expect(before.coverage.map(({ state }) => state)).toEqual(before.coverage.map(() => 'not read'));
    expect(before.coverage.every(({ reason }) => reason !== null && reason !== '')).toBe(true);

    await rig.sync.syncNow({ connectionId, objects: ['Account'], areas: ['validation-rules', 'reports'] });
    const after = new Map((await ask()).coverage.map((one) => [one.source, one]));
    // Rules and reports of other objects were read too, but not where their lookups lead.
    const lookups = /Fields of 1 of \d+ objects were read.*Uses through a lookup/;
    expect(after.get('validation rules')).toMatchObject({ state: 'partly', reason: expect.stringMatching(lookups) });
    expect(after.get('report definitions')).toMatchObject({
      state: 'partly',
      reason: expect.stringMatching(/Uses through a lookup.*Reports in folders that the signed-in user may not see/),
    });
    expect(after.get('validation rules')?.readAt).not.toBeNull();
    expect(after.get('formulas')).toMatchObject({
      state: 'partly',
      reason: expect.stringMatching(/Fields of 1 of \d+ objects were read/),
    });
    expect(after.get('flows')).toMatchObject({ state: 'not read', reason: 'Not chosen for reading.' });
  });

  it('is read in full for an administrator, but for fields that are hidden from everybody', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read([...CATALOG_AREAS], 'all');
    const states = new Map((await coverageOf(kit)).map(({ source, state }) => [source, state]));
    const partly = ['formulas', 'roll-ups and lookup filters', 'dependent picklists'];
    expect([...states].filter(([, state]) => state !== 'read')).toEqual(partly.map((source) => [source, 'partly']));
  }, 60_000);

  it('is read nowhere that parts may be hidden from a user without View Setup and Configuration', async () => {
    const kit = await areaKit(createSampleBundle(), {}, { without: ['ViewSetup'] });
    await kit.read([...CATALOG_AREAS], 'all');
    const coverage = await coverageOf(kit);
    const isFoldered = ({ source }: (typeof coverage)[number]): boolean =>
      source === 'report definitions' || source === 'dashboard components';
    for (const { reason } of coverage.filter(isFoldered)) {
      expect(reason).toMatch(/in folders that the signed-in user may not see .*the permission View/);
    }
    for (const { source, state, reason } of coverage.filter((one) => !isFoldered(one))) {
      expect([source, state]).not.toEqual([source, 'read']);
      expect(reason).toContain('View Setup and Configuration may be missing');
    }
  }, 60_000);

  it('names dashboards through their reports', async () => {
    const bundle = createSampleBundle();
    const { ofField, ofComponent, close } = await readOrg(bundle);
    onTestFinished(close);
    const shown = (bundle.dependencies ?? []).find(({ from }) => from.type === 'Dashboard');
    const [dashboard = '', name = ''] = [shown?.from.name, shown?.to.name];
    const report = await ofComponent('Report', name);
    expect(report.usedBy.map((row) => row.name)).toContain(dashboard);
    // What a report uses stands in its definition, whatever was read of flows or layouts.
    expect(report.usesCoverage.map(({ source }) => source)).toEqual([
      'report definitions',
      'dependencies (Tooling API)',
      'dependencies (Bulk API)',
    ]);
    const fields = report.uses.filter(({ type }) => type === 'CustomField');
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) {
      const [object = '', own = ''] = field.name.split('.');
      const { rows } = await ofField(object, own);
      expect(rows).toContainEqual(expect.objectContaining({ type: 'Report', name }));
      const through = rows.find((row) => row.type === 'Dashboard' && row.name === dashboard);
      expect(through?.via).toContain(name);
      expect(through?.source).toContain('dashboard components');
    }
  }, 60_000);

  it('follows lookups in formulas, and knows fields of the same name on other objects apart', async () => {
    const picklist = { type: 'picklist', metadataType: 'Picklist' };
    const values = ['Open', 'Closed'].map((value) => ({ value, label: value }));
    const site = customObject('Site__c', [
      textField('Region__c'),
      textField('Code__c', { ...picklist, picklistValues: values }),
      textField('Detail__c', { ...picklist, picklistValues: values, controllerName: 'Code__c' }),
    ]);
    const pump = customObject('Pump__c', [
      textField('Region__c'),
      textField('Site__c', { type: 'reference', referenceTo: ['Site__c'], relationshipName: 'Site__r' }),
      textField('Where__c', { calculated: true, formula: 'site__r.region__c & "Region__c" /* Region__c */' }),
      textField('Own__c', { calculated: true, formula: 'UPPER(Region__c)' }),
    ]);
    const { ofField, ofComponent, close } = await readOrg(smallOrg([site, pump]));
    onTestFinished(close);
    const names = async (object: string, name: string) =>
      (await ofField(object, name)).rows
        .filter(({ type }) => type !== 'Profile')
        .map((row) => `${row.name} ${row.via.join()} ${row.source.join()}`);
    expect(await names('Site__c', 'Region__c')).toEqual(['Pump__c.Where__c formula formulas']);
    expect(await names('pump__c', 'region__c')).toEqual(['Pump__c.Own__c formula formulas']);
    expect(await names('Pump__c', 'Site__c')).toEqual(['Pump__c.Where__c formula formulas']);
    expect(await names('Site__c', 'Code__c')).toEqual(['Site__c.Detail__c controllingField dependent picklists']);
    const users = (await ofComponent('CustomObject', 'Site__c')).usedBy.filter(({ type }) => type === 'CustomField');
    expect(users).toMatchObject([{ name: 'Pump__c.Site__c', via: ['referenceTo'], source: ['lookups'] }]);
    expect((await ofComponent('CustomField', 'Pump__c.Where__c')).uses.map(({ name }) => name)).toEqual([
      'Pump__c.Site__c',
      'Site__c.Region__c',
    ]);
  }, 60_000);
});
