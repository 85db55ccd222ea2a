import { describe, expect, it } from 'vitest';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit, catalogUnknown, printScores, scores } from '../../support/area-kit.ts';
import { customObject, smallOrg, textField } from '../../support/small-org.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

/** Every rule of the bundle with its facts, and what is in the store in its place. */
function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const stored = kit.byName('ValidationRule');
  const rules = bundle.sobjects.flatMap((object) => object.validationRules.map((rule) => ({ object, rule })));
  const wrong: unknown[] = rules.flatMap(({ object, rule }) => {
    const name = `${object.name}.${rule.name}`;
    const one = stored.get(name);
    const wanted = {
      object: object.name,
      description: rule.description ?? null,
      active: rule.active === true,
      formula: rule.errorConditionFormula ?? null,
      errorMessage: rule.errorMessage ?? null,
      errorField: rule.errorDisplayField ?? null,
      unknown: [],
    };
    const { active, formula, errorMessage, errorField } = one?.facts ?? {};
    const { object: on, description, unknown } = one ?? {};
    const found = { object: on, description, active, formula, errorMessage, errorField, unknown };
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ name, wanted, found }];
  });
  return stored.size === rules.length ? wrong : [...wrong, `${stored.size} rules in place of ${rules.length}`];
}

describe('validation rules of the built-in sample org', () => {
  it('are in the store with their formulas, and cost next to nothing to read again', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const first = await kit.read(['validation-rules']);
    expect(catalogUnknown(first)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const again = await kit.read(['validation-rules']);
    expect(again.apiCalls).toBeLessThanOrEqual(3);
    expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
  }, 30_000);

  it('are asked for again when they change, and end when they are deleted', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    await kit.read(['validation-rules']);
    const object = bundle.sobjects.find(({ validationRules }) => validationRules.length > 1);
    const [changed, gone] = object?.validationRules ?? [];
    if (object === undefined || changed === undefined || gone === undefined)
      throw new Error('No object has two rules.');
    const now = new Date().toISOString();
    const later: OrgBundle = {
      ...bundle,
      sobjects: bundle.sobjects.map((one) =>
        one.name !== object.name
          ? one
          : {
              ...one,
              validationRules: one.validationRules.flatMap((rule) => {
                if (rule.name === gone.name) return [];
                if (rule.name !== changed.name) return [rule];
                return [{ ...rule, name: 'Renamed', errorConditionFormula: 'ISBLANK(Name)', lastModifiedDate: now }];
              }),
            },
      ),
    };
    kit.org.replaceBundle(later);
    kit.definitionCalls();
    await kit.read(['validation-rules']);
    expect(differences(kit, later)).toEqual([]);
    expect(kit.rig.areas.usage.usedBy(kit.key, 'CustomField', `${object.name}.Name`)).toContainEqual(
      expect.objectContaining({ fromName: `${object.name}.Renamed`, via: 'formula' }),
    );
    expect(kit.rig.areas.usage.uses(kit.key, 'ValidationRule', `${object.name}.${gone.name}`)).toEqual([]);
    expect(kit.definitionCalls()).toBe(1);
  }, 30_000);
});

describe('what a validation rule uses', () => {
  it('is found again when the objects of its paths are read later', async () => {
    const rule = { name: 'Must', active: true, errorConditionFormula: 'ISBLANK(Site__r.City__c)', errorMessage: 'x' };
    const site = { type: 'reference', metadataType: 'Lookup', referenceTo: ['Site__c'], relationshipName: 'Site__r' };
    const kit = await areaKit(
      smallOrg([
        customObject('Site__c', [textField('City__c')]),
        customObject('Part__c', [textField('Site__c', site)], { validationRules: [rule] }),
      ]),
    );
    const used = (): string[] =>
      kit.rig.areas.usage.uses(kit.key, 'ValidationRule', 'Part__c.Must').map(({ toName }) => toName);
    await kit.read(['validation-rules']);
    expect(used()).toEqual(['Part__c.Site__c', 'Part__c']);
    await kit.read(['validation-rules'], 'all');
    expect(used()).toEqual(['Part__c.Site__c', 'Site__c.City__c', 'Part__c']);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('validation rules of a real organisation', () => {
  it('are in the store as its bundle has them, with what they use', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['validation-rules'], 'all');
    expect(catalogUnknown(outcome)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const found = scores(kit, bundle, 'validation rules', ['ValidationRule']);
    printScores('validation rules', found);
    for (const { recall, precision } of found) {
      expect(recall).toBeGreaterThanOrEqual(0.98);
      expect(precision).toBeGreaterThanOrEqual(0.98);
    }
  }, 60_000);
});
