import { describe, expect, it } from 'vitest';
import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { recordAsked } from '../../support/asked-of-org.ts';
import { type AreaKit, areaKit, catalogUnknown } from '../../support/area-kit.ts';
import { customObject, smallOrg, textField } from '../../support/small-org.ts';

const RULES = 180;

/** An org whose validation rules take several questions: 25 definitions each, five in flight. */
function manyRules(): OrgBundle {
  const object = customObject('Part__c', [textField('Size__c')]);
  const validationRules = Array.from({ length: RULES }, (_one, index) => ({
    name: `Rule_${String(index).padStart(3, '0')}`,
    active: true,
    errorConditionFormula: `LEN(Size__c) > ${index}`,
    errorMessage: 'Too long',
  }));
  return smallOrg([{ ...object, validationRules }]);
}

function defined(kit: AreaKit): number {
  return [...kit.byName('ValidationRule').values()].filter(({ unknown }) => unknown.length === 0).length;
}

const RECORDS = /tooling\/sobjects\/ValidationRule\//;

describe('definitions that are read one by one', () => {
  it('are kept when a read stops half way, and the next one asks for the others only', async () => {
    const kit = await areaKit(manyRules());
    kit.org.faults.add({ match: '/tooling/composite', kind: 'status', status: 403, after: 3 });
    await expect(kit.read(['validation-rules'])).rejects.toMatchObject({ code: 'budget-stopped' });
    const kept = defined(kit);
    expect(kept).toBe(75);
    kit.org.faults.clear();
    const { asked } = recordAsked();
    const { unknown } = await kit.read(['validation-rules']);
    expect(unknown).toEqual([]);
    expect(defined(kit)).toBe(RULES);
    expect(asked().filter(({ path }) => RECORDS.test(path)).length).toBe(RULES - kept);
    expect(kit.rig.areas.usage.usedBy(kit.key, 'CustomField', 'Part__c.Size__c')).toHaveLength(RULES);
  }, 30_000);

  it('that the org fails to give are unknown with its reason, and asked for again next time', async () => {
    const kit = await areaKit(manyRules());
    kit.org.faults.add({ match: RECORDS, inParts: true, kind: 'status', status: 500, times: 2 });
    const { unknown } = await kit.read(['validation-rules']);
    expect(unknown).toEqual([
      {
        area: 'catalog: validation-rules',
        name: 'ValidationRule: definitions',
        reason: '2 could not be read. The org says: An unexpected error occurred.',
      },
    ]);
    expect(defined(kit)).toBe(RULES - 2);
    expect(kit.rig.areas.states.list(kit.key).find(({ area }) => area === 'validation-rules')?.state).toBe('partly');
    kit.definitionCalls();
    expect((await kit.read(['validation-rules'])).unknown).toEqual([]);
    expect(defined(kit)).toBe(RULES);
    expect(kit.definitionCalls()).toBe(1);
  }, 30_000);

  it('of packages that hide them are unknown, and are not asked for every time', async () => {
    const kit = await areaKit(manyRules());
    const hidden = JSON.stringify({ Id: '03d000000000001AAA', Metadata: null });
    kit.org.faults.add({ match: RECORDS, inParts: true, kind: 'status', status: 200, body: hidden, times: 1 });
    const { unknown } = await kit.read(['validation-rules']);
    expect(unknown).toEqual([expect.objectContaining({ reason: expect.stringContaining('managed packages') })]);
    kit.definitionCalls();
    const again = await kit.read(['validation-rules']);
    expect(again.unknown).toEqual(unknown);
    expect(kit.definitionCalls()).toBe(0);
  }, 30_000);

  it.each<CatalogArea>(['validation-rules', 'flows', 'workflow-rules', 'field-details'])(
    'of %s are unknown with the reason where the user may not see Setup, and nothing else stops',
    async (area) => {
      const kit = await areaKit(createSampleBundle(), {}, { without: ['ViewSetup'] });
      const outcome = await kit.read([area], area === 'field-details' ? 'all' : 'none');
      expect(outcome.areas).toEqual([area]);
      const unknown = catalogUnknown(outcome);
      expect(unknown.length).toBeGreaterThan(0);
      for (const { reason } of unknown) expect(reason).not.toBe('');
      const state = kit.rig.areas.states.list(kit.key).find((one) => one.area === area)?.state;
      expect(state).toBe('unknown');
    },
    60_000,
  );
});
