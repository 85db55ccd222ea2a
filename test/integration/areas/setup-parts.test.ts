import { describe, expect, it } from 'vitest';
import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

/** Areas whose components the bundle knows by name, by the Tooling object that it names them under. */
const NAMED = [
  ['lightning-pages', 'FlexiPage', 'FlexiPage'],
  ['labels', 'ExternalString', 'CustomLabel'],
  ['tabs', 'CustomTab', 'CustomTab'],
  ['apps', 'CustomApplication', 'CustomApplication'],
  ['packages', 'InstalledSubscriberPackage', 'InstalledPackage'],
] as const satisfies readonly (readonly [CatalogArea, string, string])[];

const AREAS: readonly CatalogArea[] = [...NAMED.map(([area]) => area), 'value-sets', 'custom-settings'];

function versions(kit: AreaKit): unknown {
  return kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get();
}

describe.each(NAMED)('%s of the built-in sample org', (area, sObject, type) => {
  it('are in the store by name, and get no new versions when they are read again', async () => {
    const bundle = createSampleBundle();
    const wanted = (bundle.named ?? []).filter((one) => one.type === sObject);
    expect(wanted.length).toBeGreaterThan(0);
    const kit = await areaKit(bundle);
    const first = await kit.read([area]);
    expect(first.unknown.filter(({ area }) => area.startsWith('catalog'))).toEqual([]);
    const stored = kit.byName(type);
    expect([...stored.keys()].toSorted()).toEqual(wanted.map(({ name }) => name).toSorted());
    for (const { name, object, description } of wanted) {
      const one = stored.get(name);
      expect(one?.unknown, name).toEqual([]);
      expect(one?.object, name).toBe(object ?? null);
      expect(one?.description ?? null, name).toBe(type === 'CustomLabel' ? null : (description ?? null));
    }
    await kit.read([area]);
    expect(versions(kit)).toBe(0);
  }, 30_000);

  it('end when they are deleted', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    await kit.read([area]);
    const gone = (bundle.named ?? []).find((one) => one.type === sObject);
    kit.org.replaceBundle({ ...bundle, named: (bundle.named ?? []).filter((one) => one !== gone) });
    await kit.read([area]);
    expect(kit.byName(type).has(gone?.name ?? '')).toBe(false);
  }, 30_000);
});

it('Lightning pages say which fields they show and look at', async () => {
  const bundle = createSampleBundle();
  const kit = await areaKit(bundle);
  await kit.read(['lightning-pages'], 'all');
  const page = bundle.named?.find(({ name }) => name === 'Installation_Record_Page');
  const field = bundle.sobjects.find(({ name }) => name === page?.object)?.fields.find(({ custom }) => custom === true);
  const used = kit.rig.areas.usage.usedBy(kit.key, 'CustomField', `${page?.object}.${field?.name}`);
  expect(used.map(({ fromName, via, source }) => [fromName, via, source])).toEqual(
    expect.arrayContaining([
      [page?.name, 'fieldItem', 'Lightning pages'],
      [page?.name, 'visibilityRule', 'Lightning pages'],
    ]),
  );
}, 30_000);

type ValueSet = {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly label?: string }[];
};

/** What the bundle has of settings, metadata types and value sets, and what is in the store in its place. */
function differences(kit: AreaKit, bundle: OrgBundle): unknown[] {
  const ofKind = (kind: string, type: string): unknown[] => {
    const stored = kit.byName(type);
    const wanted = bundle.sobjects.filter((object) => object.kind === kind);
    const wrong = wanted.flatMap((object): unknown[] => {
      const one = stored.get(object.name);
      const found = {
        label: one?.label,
        description: one?.description,
        setting: one?.facts['settingType'] ?? null,
        visibility: one?.facts['visibility'],
        fieldCount: one?.facts['fieldCount'],
        unknown: one?.unknown,
      };
      const wantedFacts = {
        label: object.label,
        description: object.description ?? null,
        setting: object.customSettingsType ?? null,
        visibility: object.visibility ?? null,
        fieldCount: object.fields.filter((field) => field.hiddenFromDescribe !== true).length,
        unknown: [],
      };
      return JSON.stringify(found) === JSON.stringify(wantedFacts) ? [] : [{ name: object.name, found, wantedFacts }];
    });
    return stored.size === wanted.length ? wrong : [...wrong, `${stored.size} ${type} in place of ${wanted.length}`];
  };
  const sets = kit.byName('GlobalValueSet');
  const wantedSets = (bundle.globalValueSets ?? []) as unknown as readonly ValueSet[];
  const wrongSets = wantedSets.flatMap((set) => {
    const rows = (sets.get(set.name)?.facts['valueRows'] ?? []) as readonly { value: string; label: string }[];
    const found = rows.map(({ value, label }) => [value, label]);
    const wanted = set.values.map(({ value, label }) => [value, label ?? value]);
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ name: set.name, found, wanted }];
  });
  const count = sets.size === wantedSets.length ? [] : [`${sets.size} value sets in place of ${wantedSets.length}`];
  return [
    ...ofKind('customSetting', 'CustomSetting'),
    ...ofKind('customMetadata', 'CustomMetadataType'),
    ...wrongSets,
    ...count,
  ];
}

describe('settings, metadata types and value sets', () => {
  it('of the built-in sample org are in the store, and say that no record is read', async () => {
    const bundle = createSampleBundle();
    const kit = await areaKit(bundle);
    const first = await kit.read(['value-sets', 'custom-settings'], 'all');
    expect(first.unknown.filter(({ area }) => area.startsWith('catalog'))).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
    for (const one of kit.byName('CustomSetting').values()) expect(one.facts['notRead']).toMatch(/records/);
    await kit.read(['value-sets', 'custom-settings']);
    expect(versions(kit)).toBe(0);
  }, 30_000);

  it('say that their fields were not counted where their object was not chosen', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(['custom-settings']);
    for (const one of kit.byName('CustomSetting').values()) expect(one.unknown).toEqual(['fieldCount']);
  }, 30_000);
});

describe.skipIf(!hasSharedData())('the setup of a real organisation', () => {
  it('is in the store as its bundle has it', async () => {
    const bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    const kit = await areaKit(bundle);
    const outcome = await kit.read(AREAS, 'all');
    expect(outcome.unknown.filter(({ area }) => area.startsWith('catalog'))).toEqual([]);
    expect(differences(kit, bundle)).toEqual([]);
  }, 60_000);
});
