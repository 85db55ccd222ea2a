import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FieldRow } from '../../src-preload/contract/catalog.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import type { SampleOrgOptions } from '../../src-main/sample-org/server.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField, withFields } from '../support/small-org.ts';
import { callContext, openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PUMPS = smallOrg([
  customObject('Pump__c', [
    textField('Serial__c', { description: 'From the plate', helpText: 'Eight digits' }),
    textField('Notes__c'),
  ]),
  customObject('Visit__c', [textField('Report__c', { description: 'What was done' })]),
]);

async function connected(bundle: OrgBundle, options: Partial<SampleOrgOptions> = {}) {
  const org = await sampleOrgForTest({ bundle, ...options });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  const grid = (): FieldRow[] =>
    rig.catalog.fieldPage({ connectionId, objects: null, quick: '', filters: [], sort: [] }, 0, 1000).rows;
  return {
    org,
    rig,
    connectionId,
    grid,
    field: (object: string, name: string) => grid().find((row) => row.object === object && row.name === name),
    readAll: () => rig.sync.syncNow({ connectionId, objects: 'all' }),
    status: () => rig.sync.handlers['sync.status']({ connectionId }, callContext()),
  };
}

describe('a first read', () => {
  it('puts described fields with their descriptions and dates into the grid', async () => {
    const { readAll, field } = await connected(PUMPS);
    expect(await readAll()).toMatchObject({ objects: 2, unknown: [] });
    expect(field('Pump__c', 'Serial__c')).toMatchObject({
      label: 'Serial',
      type: 'string',
      length: 80,
      description: 'From the plate',
      helpText: 'Eight digits',
      createdDate: '2024-01-10T09:00:00.000Z',
      lastModifiedDate: '2024-02-10T09:00:00.000Z',
      unknown: [],
    });
  });

  it('shows a standard field without a created date as unknown, not as empty', async () => {
    const { readAll, field } = await connected(PUMPS);
    await readAll();
    expect(field('Pump__c', 'Id')).toMatchObject({ createdDate: null });
    expect(field('Pump__c', 'Id')?.unknown).toContain('createdDate');
  });

  it('keeps two fields whose names differ in case only', async () => {
    const bundle = smallOrg([customObject('Pump__c', [textField('Code__c'), textField('CODE__c')])]);
    const { readAll, field } = await connected(bundle);
    await readAll();
    expect(field('Pump__c', 'Code__c')?.name).toBe('Code__c');
    expect(field('Pump__c', 'CODE__c')?.name).toBe('CODE__c');
  });

  it('reads only the objects that were chosen, and removes those that no longer are', async () => {
    const { rig, connectionId, grid, status } = await connected(PUMPS);
    await rig.sync.handlers['objects.available']({ connectionId, refresh: true }, callContext());
    await rig.sync.handlers['objects.choose']({ connectionId, names: ['Pump__c', 'Visit__c'] }, callContext());
    await rig.sync.syncNow({ connectionId, objects: 'chosen' });
    expect(new Set(grid().map((row) => row.object))).toEqual(new Set(['Pump__c', 'Visit__c']));
    const choice = rig.sync.handlers['objects.choose']({ connectionId, names: ['Visit__c'] }, callContext());
    expect(choice).toEqual({ chosen: 1, removed: 1 });
    expect(new Set(grid().map((row) => row.object))).toEqual(new Set(['Visit__c']));
    expect(rig.catalog.search(connectionId, 'serial', 10).hits).toEqual([]);
    expect(await status()).toMatchObject({ state: 'complete', chosen: 1, read: 1 });
  });

  it('refuses a second read of the same org while one runs', async () => {
    const { rig, connectionId } = await connected(PUMPS, { latencyMs: 20 });
    const first = rig.sync.syncNow({ connectionId, objects: 'all' });
    await expect(rig.sync.syncNow({ connectionId, objects: 'all' })).rejects.toMatchObject({ code: 'job-running' });
    await first;
  });
});

describe('a field that the describe hides', () => {
  const bundle = smallOrg([
    customObject('Pump__c', [
      textField('Serial__c'),
      textField('Margin__c', { hiddenFromDescribe: true, description: 'Confidential', helpText: 'Ask finance' }),
    ]),
  ]);

  it('is kept with the badge "no field access", its unknown parts marked and reported', async () => {
    const { readAll, field } = await connected(bundle);
    const outcome = await readAll();
    expect(field('Pump__c', 'Margin__c')).toMatchObject({
      label: 'Margin',
      type: null,
      required: null,
      description: 'Confidential',
      helpText: 'Ask finance',
      createdDate: '2024-01-10T09:00:00.000Z',
      custom: true,
    });
    expect(field('Pump__c', 'Margin__c')?.badges).toContain('noAccess');
    expect(field('Pump__c', 'Margin__c')?.unknown).toEqual(expect.arrayContaining(['type', 'required', 'formula']));
    expect(outcome.unknown).toEqual([expect.objectContaining({ area: 'field', name: 'Pump__c.Margin__c' })]);
  });

  it('is dropped when the org no longer has it', async () => {
    const { org, readAll, field } = await connected(bundle);
    await readAll();
    org.replaceBundle(
      withFields(bundle, 'Pump__c', (one) => (one.name === 'Margin__c' ? null : one)),
      true,
    );
    expect((await readAll()).unknown).toEqual([]);
    expect(field('Pump__c', 'Margin__c')).toBeUndefined();
  });

  it('survives a second read and gets its facts once it may be seen', async () => {
    const { org, readAll, field } = await connected(bundle);
    await readAll();
    await readAll();
    expect(field('Pump__c', 'Margin__c')?.badges).toContain('noAccess');
    org.replaceBundle(
      withFields(bundle, 'Pump__c', ({ hiddenFromDescribe: _hidden, ...rest }) => rest),
      true,
    );
    await readAll();
    expect(field('Pump__c', 'Margin__c')).toMatchObject({ type: 'string', description: 'Confidential', unknown: [] });
    expect(field('Pump__c', 'Margin__c')?.badges).not.toContain('noAccess');
  });
});

describe('definitions of more rows than one answer holds', () => {
  const numbered = (count: number, more = {}) =>
    Array.from({ length: count }, (_one, index) =>
      textField(`F${index}__c`, { description: `Field ${index}`, ...more }),
    );

  it('are asked for again in halves when hidden fields fill an answer', async () => {
    const bundle = smallOrg(
      ['A__c', 'B__c', 'C__c'].map((name) => customObject(name, numbered(900, { hiddenFromDescribe: true }))),
    );
    const { readAll, rig, connectionId } = await connected(bundle);
    expect((await readAll()).fields).toBe(3 * 902);
    expect(rig.catalog.hiddenFields(connectionId)).toHaveLength(2700);
  });

  it('are read to the end for one object with more than 2,000 fields', async () => {
    const bundle = smallOrg([customObject('Wide__c', numbered(4100))]);
    const { readAll, rig, connectionId } = await connected(bundle);
    const outcome = await readAll();
    expect(outcome).toMatchObject({ fields: 4102, unknown: [] });
    expect(rig.catalog.field(connectionId, 'Wide__c', 'F4099__c')?.row).toMatchObject({
      description: 'Field 4099',
      unknown: [],
    });
    expect(rig.catalog.field(connectionId, 'Wide__c', 'F4099__c')?.dataType).toBe('Text(80)');
  });
});

describe('a later read', () => {
  const changed = withFields(PUMPS, 'Pump__c', (field) =>
    field.name === 'Serial__c'
      ? {
          ...field,
          description: 'From the nameplate',
          label: 'Serial number',
          lastModifiedDate: '2024-06-01T08:00:00.000Z',
        }
      : field,
  );

  it('notices a changed description and label although the describe answers "not modified"', async () => {
    const { org, rig, connectionId, readAll, field } = await connected(PUMPS);
    await readAll();
    org.replaceBundle(changed, false);
    await readAll();
    expect(field('Pump__c', 'Serial__c')).toMatchObject({
      description: 'From the nameplate',
      label: 'Serial number',
      lastModifiedDate: '2024-06-01T08:00:00.000Z',
    });
    const old = rig.db.prepare("SELECT description FROM field WHERE name = 'Serial__c' AND valid_to IS NOT NULL");
    expect(old.pluck().all()).toEqual(['From the plate']);
    expect(rig.catalog.search(connectionId, 'nameplate', 5).hits).toHaveLength(1);
  });

  it('drops a deleted field and keeps its history', async () => {
    const { org, rig, readAll, field } = await connected(PUMPS);
    await readAll();
    org.replaceBundle(
      withFields(PUMPS, 'Pump__c', (one) => (one.name === 'Notes__c' ? null : one)),
      true,
    );
    expect((await readAll()).fields).toBe(6);
    expect(field('Pump__c', 'Notes__c')).toBeUndefined();
    const history = rig.db.prepare("SELECT count(*) FROM field WHERE name = 'Notes__c'");
    expect(history.pluck().get()).toBe(1);
  });

  it('offers a new matching object and does not add it', async () => {
    const { org, rig, connectionId, status } = await connected(PUMPS);
    await rig.sync.handlers['objects.available']({ connectionId, refresh: true }, callContext());
    await rig.sync.handlers['objects.choose']({ connectionId, names: ['Pump__c'] }, callContext());
    org.replaceBundle({ ...PUMPS, sobjects: [...PUMPS.sobjects, customObject('Part__c', [])] }, true);
    await rig.sync.syncNow({ connectionId, objects: 'chosen' });
    expect(await status()).toMatchObject({ newObjects: 1, chosen: 1 });
    const { objects } = await rig.sync.handlers['objects.available']({ connectionId, refresh: false }, callContext());
    expect(objects.find((object) => object.name === 'Part__c')).toMatchObject({ isNew: true, chosen: false });
  });

  it('says which object vanished from the org and keeps what was read of it', async () => {
    const { org, rig, connectionId, readAll, status, field } = await connected(PUMPS);
    await readAll();
    org.replaceBundle({ ...PUMPS, sobjects: PUMPS.sobjects.filter(({ name }) => name !== 'Visit__c') }, true);
    await rig.sync.syncNow({ connectionId, objects: 'chosen' });
    expect((await status()).vanished).toEqual(['Visit__c']);
    expect(field('Visit__c', 'Report__c')).toBeDefined();
    expect(rig.catalog.objects(connectionId).find((row) => row.name === 'Visit__c')?.vanished).toBe(true);
  });
});
