import { describe, expect, it } from 'vitest';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit, catalogUnknown, printScores, scores } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

/** Rules and field updates that are in the store other than in the bundle. */
function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const rules = kit.byName('WorkflowRule');
  const updates = kit.byName('WorkflowFieldUpdate');
  const parts = bundle.workflow ?? [];
  const wrong: unknown[] = parts.flatMap((part) => {
    const name = `${part.object ?? ''}.${part.name}`;
    const isUpdate = part.kind === 'fieldUpdate';
    const one = (isUpdate ? updates : rules).get(name);
    const facts = one?.facts ?? {};
    const own = isUpdate
      ? [
          [part.updatesField ?? null, facts.field],
          [part.literalValue ?? null, facts.value],
        ]
      : [
          [part.active === true, facts.active],
          [part.actions ?? [], facts.actions],
          [
            (part.criteria ?? []).map(({ field, operation, value }) => ({ field, operation, value: value ?? null })),
            facts.criteria,
          ],
        ];
    const pairs = [
      ...own,
      [part.object, one?.object],
      [part.formula ?? null, facts.formula],
      [part.description ?? null, one?.description],
      [[], one?.unknown],
    ];
    return pairs.flatMap(([wanted, found]) =>
      JSON.stringify(wanted) === JSON.stringify(found) ? [] : [{ name, wanted, found }],
    );
  });
  const stored = rules.size + updates.size;
  return stored === parts.length ? wrong : [...wrong, `${stored} rules and updates in place of ${parts.length}`];
}

describe('workflow rules of the built-in sample org', () => {
  it('are in the store, and cost next to nothing to read again', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const first = await kit.read(['workflow-rules']);
    expect(catalogUnknown(first)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    kit.definitionCalls();
    await kit.read(['workflow-rules']);
    expect(differences(kit, bundle)).toEqual([]);
    expect(kit.definitionCalls()).toBe(0);
    expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('workflow rules of a real organisation', () => {
  it('are in the store as its bundle has them, with what they use', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['workflow-rules'], 'all');
    expect(catalogUnknown(outcome)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const found = scores(kit, bundle, 'workflow rules', ['WorkflowRule', 'WorkflowFieldUpdate']);
    printScores('workflow rules', found);
    for (const { recall, precision } of found) {
      expect(recall).toBeGreaterThanOrEqual(0.98);
      expect(precision).toBeGreaterThanOrEqual(0.98);
    }
  }, 60_000);
});
