import { describe, expect, it } from 'vitest';
import type { BundleFlow } from '../../../src-main/sample-org/bundle-parts.ts';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit, catalogUnknown, printScores, scores } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

/** What the bundle says of a flow, in the words of the store. */
function wantedOf(flow: BundleFlow) {
  const versions = flow.versions ?? [{ versionNumber: 1, status: flow.status ?? 'Active' }];
  const active = versions.find(({ status }) => status === 'Active');
  const used = active ?? versions.at(-1);
  const counts = Object.entries(flow.elementCounts ?? {});
  return {
    label: flow.label ?? flow.name,
    description: flow.description ?? null,
    object: flow.object ?? null,
    processType: flow.processType ?? 'AutoLaunchedFlow',
    triggerType: flow.triggerType ?? null,
    recordTriggerType: flow.recordTriggerType ?? null,
    status: used?.status ?? null,
    active: active !== undefined,
    activeVersion: active?.versionNumber ?? null,
    versions: versions.map(({ versionNumber, status }) => `${versionNumber} ${status}`),
    elements: (flow.elements ?? [])
      // An assignment works on records; the Metadata API gives it no object.
      .map(({ type, name, label, object }) => [
        type,
        name,
        label ?? null,
        type === 'assignments' ? null : (object ?? null),
      ])
      .toSorted((a, b) => String(a).localeCompare(String(b))),
    counts: counts.toSorted(([a], [b]) => a.localeCompare(b)),
    variables: (flow.variables ?? []).map(({ name, dataType, objectType, isInput, isOutput }) => [
      name,
      dataType ?? null,
      objectType ?? null,
      isInput === true,
      isOutput === true,
    ]),
    unknown: [],
  };
}

type Stored = ReturnType<AreaKit['byName']> extends Map<string, infer One> ? One : never;
type Row = Readonly<Record<string, unknown>>;

function foundOf(one: Stored | undefined, flow: BundleFlow) {
  const facts = one?.facts ?? {};
  const rows = (name: string): readonly Row[] => (facts[name] ?? []) as readonly Row[];
  const steps = new Set([...(flow.elements ?? [])].map(({ type }) => type));
  const given = new Map((flow.elements ?? []).map((element) => [element.name, element]));
  return {
    label: one?.label,
    description: one?.description,
    object: one?.object,
    processType: facts.processType,
    triggerType: facts.triggerType,
    recordTriggerType: facts.recordTriggerType,
    status: facts.status,
    active: facts.active,
    activeVersion: facts.activeVersion,
    versions: rows('versions').map(({ number, status }) => `${String(number)} ${String(status)}`),
    elements: rows('elements')
      .filter(({ type }) => steps.has(String(type)))
      // A bundle leaves out the object of elements that work on a record they are given.
      .map(({ type, name, label, object }) => [
        type,
        name,
        label,
        given.get(String(name))?.object === undefined ? null : object,
      ])
      .toSorted((a, b) => String(a).localeCompare(String(b))),
    counts:
      flow.elementCounts === undefined
        ? []
        : Object.entries((facts.elementCounts ?? {}) as Record<string, number>).toSorted(([a], [b]) =>
            a.localeCompare(b),
          ),
    variables: rows('variables').map(({ name, dataType, objectType, isInput, isOutput }) => [
      name,
      dataType,
      objectType,
      isInput,
      isOutput,
    ]),
    unknown: one?.unknown,
  };
}

/** Flows that are in the store other than in the bundle. */
function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const stored = kit.byName('Flow');
  const flows = bundle.flows ?? [];
  const wrong: unknown[] = flows.flatMap((flow) => {
    const found: Row = foundOf(stored.get(flow.name), flow);
    return Object.entries(wantedOf(flow)).flatMap(([fact, wanted]) => {
      const same = JSON.stringify(found[fact]) === JSON.stringify(wanted);
      return same ? [] : [{ flow: flow.name, fact, wanted, found: found[fact] }];
    });
  });
  return stored.size === flows.length ? wrong : [...wrong, `${stored.size} flows in place of ${flows.length}`];
}

describe('flows of the built-in sample org', () => {
  it('are in the store with versions, elements and what they use', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const first = await kit.read(['flows']);
    expect(catalogUnknown(first)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const again = await kit.read(['flows']);
    expect(again.bytesIn).toBeLessThan(first.bytesIn / 2);
    expect(differences(kit, bundle)).toEqual([]);
    expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
  }, 30_000);

  it('are read again when another version is active, one is added or one is deleted', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    await kit.read(['flows']);
    const now = new Date().toISOString();
    const [first, second, third, ...others] = bundle.flows ?? [];
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('There are no three flows.');
    const versions = second.versions ?? [];
    const later: OrgBundle = {
      ...withoutParts(bundle),
      flows: [
        {
          ...second,
          versions: [
            ...versions.slice(1).map((one) => ({ ...one, status: 'Obsolete' })),
            { versionNumber: versions.length + 1, status: 'Active', createdDate: now, lastModifiedDate: now },
          ],
        },
        third,
        ...others,
      ],
    };
    kit.org.replaceBundle(later);
    kit.definitionCalls();
    await kit.read(['flows']);
    const stored = kit.byName('Flow');
    expect(stored.has(first.name)).toBe(false);
    expect(stored.get(second.name)?.facts).toMatchObject({ activeVersion: versions.length + 1, status: 'Active' });
    expect(stored.get(second.name)?.facts.versions).toHaveLength(versions.length);
    expect(kit.definitionCalls()).toBe(1);
  }, 30_000);
});

/** A bundle whose parts can be replaced: those of the sample are made when they are first asked for. */
function withoutParts(bundle: OrgBundle): OrgBundle {
  const { org, sobjects } = bundle;
  return { org, sobjects };
}

describe.skipIf(!hasSharedData())('flows of a real organisation', () => {
  it('are in the store as its bundle has them, with what they use', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['flows'], 'all');
    expect(catalogUnknown(outcome)).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const found = scores(kit, bundle, 'flows', ['Flow']);
    printScores('flows', found);
    for (const { recall, precision } of found) {
      expect(recall).toBeGreaterThanOrEqual(0.98);
      expect(precision).toBeGreaterThanOrEqual(0.98);
    }
  }, 60_000);
});
