import { describe, expect, it } from 'vitest';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

/** Objects whose limit of custom fields does not say what the bundle has. */
function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const stored = kit.byName('ObjectLimit');
  return bundle.sobjects.flatMap((object) => {
    const wanted = object.fields.filter((field) => field.custom === true).length;
    const found = stored.get(`${object.name}.CustomFields`)?.facts['used'];
    return found === wanted ? [] : [{ object: object.name, wanted, found }];
  });
}

describe('limits of objects', () => {
  it('are in the store for every object that is read, and cost next to nothing to read again', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const first = await kit.read(['object-limits'], 'all');
    expect(first.unknown.filter(({ area }) => area.startsWith('catalog'))).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    kit.requests();
    await kit.read(['object-limits']);
    expect(kit.requests().filter(({ path }) => path.endsWith('/tooling/composite'))).toEqual([]);
  }, 30_000);

  it('are read again for an object that got a field', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    await kit.read(['object-limits'], 'all');
    const object = bundle.sobjects.find(({ name }) => name === 'Installation__c');
    const field = object?.fields.find(({ custom }) => custom === true);
    if (object === undefined || field === undefined) throw new Error('There is no Installation__c.');
    const now = new Date().toISOString();
    const added = { ...field, name: 'Added__c', createdDate: now, lastModifiedDate: now };
    const later: OrgBundle = {
      ...bundle,
      sobjects: bundle.sobjects.map((one) =>
        one === object ? { ...one, fields: [...one.fields, added], lastModifiedDate: now } : one,
      ),
    };
    kit.org.replaceBundle(later);
    await kit.read([], 'all');
    kit.requests();
    await kit.read(['object-limits']);
    expect(differences(kit, later)).toEqual([]);
    expect(kit.requests().length).toBe(1);
    expect([...kit.byName('ObjectLimit').values()].filter(({ object: of }) => of === 'Installation__c').length).toBe(
      [...kit.byName('ObjectLimit').values()].filter(({ object: of }) => of === 'Account').length,
    );
  }, 30_000);

  it('need objects: without any the area is unknown and says why', async () => {
    const kit = await areaKit(createSampleBundle());
    const outcome = await kit.read(['object-limits']);
    expect(outcome.unknown.map(({ reason }) => reason)).toEqual([expect.stringContaining('no object is read')]);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('limits of a real organisation', () => {
  it('are in the store for every object', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['object-limits'], 'all');
    expect(outcome.unknown.filter(({ area }) => area.startsWith('catalog'))).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
  }, 60_000);
});
