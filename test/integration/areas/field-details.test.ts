import { describe, expect, it } from 'vitest';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit, catalogUnknown, printScores, scores } from '../../support/area-kit.ts';
import { customObject, smallOrg, textField } from '../../support/small-org.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

const VIAS = ['rollup', 'rollupFilter', 'lookupFilter'];

/** Roll-ups and lookups that are in the store other than in the bundle. */
function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const stored = kit.byName('FieldDetail');
  const all = bundle.sobjects.flatMap((object) =>
    object.fields.flatMap((field) =>
      field.custom === true && field.hiddenFromDescribe !== true && (field.summary ?? field.referenceTo) !== undefined
        ? [{ name: `${object.name}.${field.name}`, field }]
        : [],
    ),
  );
  return all.flatMap(({ name, field }) => {
    const facts = stored.get(name)?.facts ?? {};
    const item = (one: { field: string; operation: string; value?: string; valueField?: string }) => ({
      field: one.field,
      operation: one.operation,
      value: one.value ?? null,
      valueField: one.valueField ?? null,
    });
    const { lookupFilter } = facts as { lookupFilter?: { active: boolean; items: unknown } | null };
    const pairs = [
      [field.summary?.operation ?? null, facts.operation],
      [field.summary?.field ?? null, facts.summarizedField],
      [field.summary?.foreignKey ?? null, facts.foreignKey],
      [(field.summary?.filters ?? []).map(item), facts.filters],
      [(field.lookupFilter?.items ?? []).map(item), lookupFilter?.items ?? []],
      [field.lookupFilter?.active === true, lookupFilter?.active ?? false],
      [[], stored.get(name)?.unknown],
    ];
    return pairs.flatMap(([wanted, found]) =>
      JSON.stringify(wanted) === JSON.stringify(found) ? [] : [{ name, wanted, found }],
    );
  });
}

/** A bundle whose dependencies are those of roll-ups and lookup filters. */
function onlyDetails(bundle: OrgBundle): OrgBundle {
  return {
    ...bundle,
    dependencies: (bundle.dependencies ?? []).filter(({ via }) => via?.some((one) => VIAS.includes(one))),
  };
}

describe('roll-up summaries and lookups of the built-in sample org', () => {
  it('say that objects come first, and cost next to nothing to read again', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const early = await kit.read(['field-details']);
    expect(catalogUnknown(early)).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('no object is read. They come with the objects') }),
    ]);
    const first = await kit.read(['field-details'], 'all');
    expect(catalogUnknown(first)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    kit.definitionCalls();
    await kit.read(['field-details']);
    expect(kit.definitionCalls()).toBe(0);
    expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
  }, 60_000);
});

describe('a lookup of activities', () => {
  it('is one of tasks and one of events, and stays both', async () => {
    const lookup = { ...textField('Site__c'), type: 'reference', metadataType: 'Lookup', referenceTo: ['Site__c'] };
    const activity = { ...lookup, relationshipName: 'Site__r', fromActivity: true };
    const own = { custom: false, kind: undefined };
    const kit = await areaKit(
      smallOrg([
        customObject('Site__c', []),
        ...['Task', 'Event'].map((name) => ({ ...customObject(name, [activity]), ...own })),
      ] as OrgBundle['sobjects']),
    );
    await kit.read(['field-details'], 'all');
    expect([...kit.byName('FieldDetail').keys()]).toEqual(['Event.Site__c', 'Task.Site__c']);
    kit.definitionCalls();
    await kit.read(['field-details']);
    expect([...kit.byName('FieldDetail').keys()]).toEqual(['Event.Site__c', 'Task.Site__c']);
    expect(kit.definitionCalls()).toBe(0);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('roll-up summaries and lookups of a real organisation', () => {
  it('are in the store as its bundle has them, with what they use', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['field-details'], 'all');
    expect(catalogUnknown(outcome)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const found = scores(kit, onlyDetails(bundle), 'roll-ups and lookup filters', ['CustomField']);
    printScores('roll-ups and lookup filters', found);
    for (const { recall, precision } of found) {
      expect(recall).toBeGreaterThanOrEqual(0.98);
      expect(precision).toBeGreaterThanOrEqual(0.98);
    }
  }, 60_000);
});
