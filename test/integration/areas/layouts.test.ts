import { describe, expect, it } from 'vitest';
import type { BundleLayout } from '../../../src-main/sample-org/bundle-parts.ts';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit, printScores, scores } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

type Wanted = { readonly object: string; readonly fields: readonly string[]; readonly relatedLists: readonly string[] };

/** The layouts of a bundle with what stands on each: of those that it only names, its dependencies say so. */
function layoutsOf(bundle: OrgBundle): ReadonlyMap<string, Wanted> {
  return new Map(
    (bundle.layouts ?? []).map((layout): [string, Wanted] => {
      if (typeof layout !== 'string') {
        return [layout.name, { object: layout.object, fields: layout.fields, relatedLists: [] }];
      }
      const of = (via: string): string[] =>
        (bundle.dependencies ?? []).flatMap((one) =>
          one.from.type === 'Layout' && one.from.name === layout && one.via?.includes(via) === true
            ? [one.to.name]
            : [],
        );
      const fields = of('layoutItem').map((name) => name.slice(name.indexOf('.') + 1));
      return [layout, { object: layout.slice(0, layout.indexOf('-')), fields, relatedLists: of('relatedList') }];
    }),
  );
}

function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const stored = kit.byName('Layout');
  return [...layoutsOf(bundle)].flatMap(([name, wanted]) => {
    const one = stored.get(name);
    const { fields, relatedLists } = one?.facts ?? {};
    const found = { object: one?.object, fields, relatedLists };
    return JSON.stringify(found) === JSON.stringify(wanted) && one?.unknown.length === 0
      ? []
      : [{ name, wanted, found, unknown: one?.unknown }];
  });
}

describe('layouts of the built-in sample org', () => {
  it('are in the store with their fields and who gets them, and cost next to nothing to read again', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const first = await kit.read(['layouts'], 'all');
    expect(first.unknown.filter(({ area }) => area.startsWith('catalog'))).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    const stored = kit.byName('Layout');
    const given = (bundle.layouts ?? []).filter((one): one is BundleLayout => typeof one !== 'string');
    for (const { name, recordTypes } of given) {
      expect(stored.get(name)?.facts['recordTypes']).toEqual([...(recordTypes ?? ['Master'])].toSorted());
      expect(stored.get(name)?.facts['profiles']).toContain('System Administrator');
    }

    kit.requests();
    const again = await kit.read(['layouts']);
    expect(again.bytesIn / first.bytesIn).toBeLessThan(0.02);
    expect(kit.requests().filter(({ path }) => path.includes('/tooling/')).length).toBeLessThanOrEqual(4);
    expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
  }, 30_000);

  it('are asked for again when they change, and end when they are deleted', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    await kit.read(['layouts']);
    const given = (bundle.layouts ?? []).filter((one): one is BundleLayout => typeof one !== 'string');
    const [changed, gone] = given.filter(({ fields }) => fields.length > 1);
    if (changed === undefined || gone === undefined) throw new Error('The sample org has too few layouts.');
    const now = new Date().toISOString();
    const later: OrgBundle = {
      ...bundle,
      layouts: given.flatMap((one) => {
        // A second layout of the object stays, or the org would make up another one.
        if (one.name === gone.name) return [{ ...one, name: `${one.object}-Other`, lastModifiedDate: now }];
        if (one.name !== changed.name) return [one];
        return [{ ...one, fields: ['Name'], lastModifiedDate: now }];
      }),
    };
    kit.org.replaceBundle(later);
    await kit.read(['layouts']);
    expect(differences(kit, later)).toEqual([]);
    expect(kit.byName('Layout').has(gone.name)).toBe(false);
    expect(kit.rig.areas.usage.uses(kit.key, 'Layout', changed.name)).toContainEqual(
      expect.objectContaining({ toName: `${changed.object}.Name`, via: 'layoutItem' }),
    );
    expect(kit.rig.areas.usage.uses(kit.key, 'Layout', gone.name)).toEqual([]);
  }, 30_000);
});

describe('who gets which layout', () => {
  const profileLayouts = (kit: AreaKit): number =>
    kit.requests().filter(({ path }) => decodeURIComponent(path).includes('SELECT LayoutId')).length;

  it('is read again when the number of assignments changed, and not because of a field on a layout', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    await kit.read(['layouts']);
    const now = new Date().toISOString();
    const given = (bundle.layouts ?? []).filter((one): one is BundleLayout => typeof one !== 'string');
    const withField = given.map((one, index) =>
      index === 0 ? { ...one, fields: ['Name'], lastModifiedDate: now } : one,
    );
    kit.org.replaceBundle({ ...bundle, layouts: withField });
    kit.requests();
    await kit.read(['layouts']);
    expect(profileLayouts(kit)).toBe(0);
    expect(kit.byName('Layout').get(given[0]?.name ?? '')?.facts).toMatchObject({ fields: ['Name'] });
    expect(kit.byName('Layout').get(given[0]?.name ?? '')?.facts['profiles']).toContain('System Administrator');

    const [first, ...others] = given;
    if (first === undefined) throw new Error('The sample org has no layouts.');
    const moved = [{ ...first, recordTypes: [...(first.recordTypes ?? []), ...(first.recordTypes ?? [])] }, ...others];
    kit.org.replaceBundle({ ...bundle, layouts: moved });
    await kit.read(['layouts']);
    expect(profileLayouts(kit)).toBe(1);
  }, 30_000);

  it('is unknown, and nothing else of the layout is, where the user may not read it', async () => {
    const kit = await areaKit(createSampleBundle());
    kit.org.faults.add({
      match: 'SELECT%20LayoutId',
      kind: 'status',
      status: 400,
      body: JSON.stringify([{ errorCode: 'INVALID_TYPE', message: "sObject type 'ProfileLayout' is not supported." }]),
    });
    const outcome = await kit.read(['layouts']);
    expect(outcome.unknown).toEqual([expect.objectContaining({ area: 'catalog: layouts', name: 'ProfileLayout' })]);
    for (const one of kit.byName('Layout').values()) {
      expect(one.unknown).toEqual(['profileCount', 'profiles', 'recordTypes']);
    }
    kit.org.faults.clear();
    const again = await kit.read(['layouts']);
    expect(again.unknown).toEqual([]);
    expect([...kit.byName('Layout').values()].flatMap(({ unknown }) => unknown)).toEqual([]);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('layouts of a real organisation', () => {
  it('are in the store as its bundle has them, with what they use', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(['layouts'], 'all');
    expect(outcome.unknown.filter(({ area }) => area.startsWith('catalog'))).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    // The server makes up layouts of further objects; the bundle says nothing of these.
    const named = new Set(layoutsOf(bundle).keys());
    const found = scores(kit, bundle, 'layouts', ['Layout']).map((score) => ({
      ...score,
      tooMany: score.tooMany.filter((one) => named.has(one.slice(0, one.indexOf(' → ')))),
    }));
    printScores('layouts', found);
    for (const { recall, tooMany, kind } of found) {
      expect(recall).toBeGreaterThanOrEqual(0.98);
      // Three of its layouts are without any dependency, also on their own object.
      expect(tooMany.length, kind).toBeLessThanOrEqual(kind.endsWith('CustomObject') ? 3 : 0);
    }
  }, 60_000);
});
