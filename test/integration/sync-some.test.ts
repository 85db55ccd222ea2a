import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField, withFields } from '../support/small-org.ts';
import { callContext, openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const START = '2024-05-01T08:00:00.000Z';
const HOUR_MS = 3_600_000;
const HIDDEN = { hiddenFromDescribe: true };

const PARTS = smallOrg([
  customObject('Pump__c', [textField('Serial__c', { description: 'From the plate' }), textField('Margin__c', HIDDEN)]),
  customObject('Visit__c', [textField('Report__c', { description: 'What was done' }), textField('Cost__c', HIDDEN)]),
]);

/** The org after a description was changed at a date; its describes go on answering "not modified". */
function described(bundle: OrgBundle, object: string, name: string, description: string, at: string): OrgBundle {
  return withFields(bundle, object, (one) => (one.name === name ? { ...one, description, lastModifiedDate: at } : one));
}

async function connected(bundle: OrgBundle) {
  const org = await sampleOrgForTest({ bundle });
  const clock = { atMs: Date.parse(START) };
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32), now: () => clock.atMs });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  return {
    org,
    rig,
    connectionId,
    clock,
    read: (objects: 'all' | readonly string[]) => rig.sync.syncNow({ connectionId, objects }),
    descriptionOf: (object: string, name: string) =>
      rig.catalog.field(connectionId, object, name)?.row.description ?? null,
    status: () => rig.sync.handlers['sync.status']({ connectionId }, callContext()),
  };
}

describe('reading some objects at a time', () => {
  const dayTwo = described(PARTS, 'Pump__c', 'Serial__c', 'From the nameplate', '2024-05-02T10:00:00.000Z');
  const dayThree = described(dayTwo, 'Visit__c', 'Report__c', 'Work done', '2024-05-03T10:00:00.000Z');

  it('loses no change of an object that was left out while another was read', async () => {
    const { org, clock, read, descriptionOf } = await connected(PARTS);
    await read(['Pump__c']);
    await read(['Visit__c']);
    org.replaceBundle(dayThree, false);
    clock.atMs = Date.parse('2024-05-04T08:00:00.000Z');
    await read(['Visit__c']);
    expect(descriptionOf('Visit__c', 'Report__c')).toBe('Work done');
    await read('all');
    expect(descriptionOf('Pump__c', 'Serial__c')).toBe('From the nameplate');
  });

  it('loses no change of an object while another is read for the first time', async () => {
    const { org, clock, read, descriptionOf } = await connected(PARTS);
    await read(['Pump__c']);
    org.replaceBundle(dayThree, false);
    clock.atMs = Date.parse('2024-05-04T08:00:00.000Z');
    await read(['Visit__c']);
    await read('all');
    expect(descriptionOf('Pump__c', 'Serial__c')).toBe('From the nameplate');
  });

  it('loses no change that came between a stop and going on', async () => {
    const { org, rig, clock, read, descriptionOf } = await connected(PARTS);
    await read(['Pump__c']);
    // What a kill leaves behind when it comes after the last answer and before the end.
    rig.db.prepare("UPDATE snapshot SET state = 'interrupted', finished_at = NULL").run();
    const later = described(PARTS, 'Pump__c', 'Serial__c', 'From the nameplate', '2024-05-01T09:00:00.000Z');
    org.replaceBundle(described(later, 'Visit__c', 'Report__c', 'Work done', '2024-05-01T10:00:00.000Z'), false);
    clock.atMs += 3 * HOUR_MS;
    await read('all');
    await read('all');
    expect(descriptionOf('Visit__c', 'Report__c')).toBe('Work done');
    expect(descriptionOf('Pump__c', 'Serial__c')).toBe('From the nameplate');
  });

  it('lists as unknown only what belongs to the objects of this read; the status lists all', async () => {
    const { read, status } = await connected(PARTS);
    const names = (parts: readonly { readonly name: string }[]) => parts.map(({ name }) => name);
    expect(names((await read('all')).unknown)).toEqual(['Pump__c.Margin__c', 'Visit__c.Cost__c']);
    expect(names((await read(['Pump__c'])).unknown)).toEqual(['Pump__c.Margin__c']);
    expect(names((await status()).unknown)).toEqual(['Pump__c.Margin__c', 'Visit__c.Cost__c']);
  });
});

describe('a hidden field that is deleted', () => {
  const without = withFields(PARTS, 'Pump__c', (one) => (one.name === 'Margin__c' ? null : one));

  it('is dropped although the describe, which never named it, answers "not modified"', async () => {
    const { org, read, rig, connectionId } = await connected(PARTS);
    await read('all');
    org.replaceBundle(without, false);
    expect((await read('all')).unknown).toMatchObject([{ name: 'Visit__c.Cost__c' }]);
    expect(rig.catalog.field(connectionId, 'Pump__c', 'Margin__c')).toBeNull();
    expect(rig.catalog.field(connectionId, 'Visit__c', 'Cost__c')).not.toBeNull();
  });

  it('costs one call to notice while there is none', async () => {
    const { read, org } = await connected(PARTS);
    await read('all');
    await read('all');
    const before = org.requests().length;
    await read('all');
    const asked = org.requests().slice(before);
    expect(asked.filter(({ path }) => path.includes('/sobjects/'))).toEqual([]);
    const hidden = await connected(smallOrg([customObject('Pump__c', [textField('Serial__c')])]));
    await hidden.read('all');
    await hidden.read('all');
    const other = hidden.org.requests().length;
    await hidden.read('all');
    expect(asked.length).toBe(hidden.org.requests().length - other + 1);
  });

  it('stays when the org does not say which fields it has', async () => {
    const { org, read, rig, connectionId } = await connected(PARTS);
    await read('all');
    org.replaceBundle(without, false);
    org.faults.add({ match: '/tooling/', kind: 'status', status: 403, body: '[{"errorCode":"X","message":"No"}]' });
    await read('all');
    expect(rig.catalog.field(connectionId, 'Pump__c', 'Margin__c')).not.toBeNull();
  });
});

describe('names of objects', () => {
  const bundle = smallOrg([customObject('Pump__c', [textField('Serial__c')])]);

  it('that the org does not list are unknown until the next read', async () => {
    const { read, status } = await connected(bundle);
    expect((await read(['Pump__c', 'Pmup__c'])).unknown).toMatchObject([{ area: 'list', name: 'Pmup__c' }]);
    expect((await read('all')).unknown).toEqual([]);
    expect(await status()).toMatchObject({ state: 'complete', unknown: [] });
  });

  it('are taken in any case', async () => {
    const { read } = await connected(bundle);
    expect(await read(['pump__C', 'Pump__c'])).toMatchObject({ objects: 1, unknown: [] });
  });

  it('that differ in case only must be exact', async () => {
    const two = smallOrg([customObject('Pump__c', []), customObject('PUMP__c', [])]);
    const { read, rig, connectionId } = await connected(two);
    expect(await read(['PUMP__c'])).toMatchObject({ objects: 1, unknown: [] });
    expect(rig.catalog.objects(connectionId).map(({ name }) => name)).toEqual(['PUMP__c']);
    const several = await read(['PUMP__c', 'pump__c']);
    expect(several).toMatchObject({ objects: 1, unknown: [{ area: 'list', name: 'pump__c' }] });
    expect(several.unknown[0]?.reason).toMatch(/PUMP__c/);
  });
});

describe('an org without any objects', () => {
  it('is read as 0 objects and 0 fields', async () => {
    const { read, status } = await connected(smallOrg([]));
    expect(await read('all')).toMatchObject({ objects: 0, fields: 0, unknown: [] });
    expect(await status()).toMatchObject({ state: 'complete' });
  });
});
