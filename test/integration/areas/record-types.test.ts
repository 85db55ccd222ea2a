import { describe, expect, it } from 'vitest';
import { objectParts } from '../../../src-main/engine/areas/object-parts.ts';
import { type BundleRecordType, loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit, catalogUnknown } from '../../support/area-kit.ts';
import { customObject, smallOrg, textField } from '../../support/small-org.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

/** Record types that are in the store other than in the bundle. */
function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const stored = kit.byName('RecordType');
  const all = bundle.sobjects.flatMap((object) => object.recordTypes.map((recordType) => ({ object, recordType })));
  const wrong: unknown[] = all.flatMap(({ object, recordType }) => {
    const name = `${object.name}.${recordType.name}`;
    const one = stored.get(name);
    const pairs = [
      [object.name, one?.object],
      [recordType.label, one?.label],
      [recordType.description ?? null, one?.description],
      [recordType.active === true, one?.facts.active],
      [recordType.businessProcess ?? null, one?.facts.businessProcess],
      [recordType.picklists ?? {}, one?.facts.picklists],
      [recordType.picklistDefaults ?? {}, one?.facts.defaults],
      [[], one?.unknown],
    ];
    return pairs.flatMap(([wanted, found]) =>
      JSON.stringify(wanted) === JSON.stringify(found) ? [] : [{ name, wanted, found }],
    );
  });
  return stored.size === all.length ? wrong : [...wrong, `${stored.size} record types in place of ${all.length}`];
}

describe('record types of the built-in sample org', () => {
  it('are in the store with their picklist values, and cost next to nothing to read again', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const first = await kit.read(['record-types']);
    expect(catalogUnknown(first)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const ofAccount = objectParts(kit.rig, kit.connectionId, 'Account').recordTypePicklists.rows;
    expect(ofAccount.find(({ name }) => name === 'Account.Business_Customer')?.picklists).toContainEqual({
      field: 'Payment_Terms__c',
      values: ['14 days', '30 days', '60 days'],
      defaultValue: '30 days',
    });
    kit.definitionCalls();
    await kit.read(['record-types']);
    expect(differences(kit, bundle)).toEqual([]);
    expect(kit.definitionCalls()).toBe(0);
    expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
  }, 30_000);
});

/** An org with one picklist, whose values are also those of the one record type. */
function withValues(values: readonly string[]): OrgBundle {
  const picklistValues = values.map((value) => ({ value, label: value }));
  const kind = textField('Kind__c', { type: 'picklist', metadataType: 'Picklist', picklistValues });
  const recordTypes: readonly BundleRecordType[] = [
    { name: 'Plain', label: 'Plain', active: true, picklists: { Kind__c: values } },
    { name: 'Other', label: 'Other', picklists: {} },
  ];
  return smallOrg([
    customObject('Part__c', [kind], { recordTypes }),
    customObject('Site__c', [textField('Town__c')], { recordTypes: [{ name: 'Town', label: 'Town' }] }),
  ]);
}

describe('record types', () => {
  it('are read again when a value joins a picklist of their object, which gives them no new date', async () => {
    const kit = await areaKit(withValues(['A', 'B']));
    await kit.read(['record-types'], 'all');
    kit.org.replaceBundle(withValues(['A', 'B', 'C']));
    kit.definitionCalls();
    await kit.read(['record-types'], 'all');
    expect(kit.byName('RecordType').get('Part__c.Plain')?.facts.picklists).toEqual({ Kind__c: ['A', 'B', 'C'] });
    expect(kit.definitionCalls()).toBe(1);
    await kit.read(['record-types'], 'all');
    expect(kit.definitionCalls()).toBe(0);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('record types of a real organisation', () => {
  it('are in the store as its bundle has them', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['record-types']);
    expect(catalogUnknown(outcome)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
  }, 60_000);
});
