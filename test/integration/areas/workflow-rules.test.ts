import { describe, expect, it } from 'vitest';
import { createUsageService } from '../../../src-main/engine/areas/usage-service.ts';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit, catalogUnknown, printScores, scores } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';
import { callContext } from '../../support/sync-rig.ts';

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

describe('names that the org writes as in an address', () => {
  it('are read, found and exported as they are meant, while the API name stays as the org writes it', async () => {
    const plain = createSampleBundle();
    const actions = [{ name: 'Set_%28home%29', type: 'FieldUpdate' }];
    const rule = { name: 'Contact%2EPhone %28home%29 50% off', object: 'Contact', active: true, actions };
    const kit = await areaKit({ ...plain, workflow: [...(plain.workflow ?? []), rule] });
    await kit.read(['workflow-rules']);
    const name = 'Contact.Contact%2EPhone %28home%29 50% off';
    const label = 'Contact.Phone (home) 50% off';
    expect(kit.byName('WorkflowRule').get(name)?.label).toBe(label);
    const { hits } = kit.rig.catalog.search(kit.connectionId, 'Phone (home)', 10);
    expect(hits.map((hit) => [hit.name, hit.label])).toContainEqual([name, label]);
    // What uses what goes by the names as the org writes them.
    const { handlers } = createUsageService({ store: kit.rig });
    const action = { connectionId: kit.connectionId, type: 'WorkflowFieldUpdate', name: 'Contact.Set_%28home%29' };
    const { usedBy } = await handlers['usage.ofComponent'](action, callContext());
    expect(usedBy).toMatchObject([{ name, label, shown: label }]);
    const { uses } = await handlers['usage.ofComponent'](
      { connectionId: kit.connectionId, type: 'WorkflowRule', name },
      callContext(),
    );
    expect(uses).toContainEqual(
      expect.objectContaining({ name: 'Contact.Set_%28home%29', label: null, shown: 'Contact.Set_(home)' }),
    );
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
