import { describe, expect, it } from 'vitest';
import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { recordAsked } from '../../support/asked-of-org.ts';
import { areaKit } from '../../support/area-kit.ts';

const REFUSED = [
  ['layouts', 'Layout'],
  ['lightning-pages', 'FlexiPage'],
  ['value-sets', 'GlobalValueSet'],
  ['labels', 'CustomLabel'],
  ['tabs', 'CustomTab'],
  ['apps', 'CustomApplication'],
  ['packages', 'InstalledPackage'],
] as const satisfies readonly (readonly [CatalogArea, string])[];

describe('a user who may not view Setup', () => {
  it.each(REFUSED)('gets %s as unknown with the reason, never as none', async (area, type) => {
    const kit = await areaKit(createSampleBundle());
    const accessToken = kit.org.issueToken({ without: ['ViewSetup'] });
    const limited = await kit.rig.connect({ ...kit.org, accessToken }, 'Limited');
    const outcome = await kit.rig.sync.syncNow({ connectionId: limited, objects: 'none', areas: [area] });
    const { key } = kit.rig.catalog.org(limited);
    expect(kit.rig.areas.components.ofType(key, type)).toEqual([]);
    expect(outcome.unknown.filter((part) => part.area === `catalog: ${area}`).length).toBeGreaterThan(0);
    for (const { reason } of outcome.unknown) expect(reason).not.toBe('');
    expect(kit.rig.areas.states.list(key).find((row) => row.area === area)?.state).toBe('unknown');
  });

  it('gets limits of objects as unknown after a few questions, not one for each object', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read([], 'all');
    kit.org.faults.add({
      match: 'EntityLimit',
      kind: 'status',
      status: 400,
      body: JSON.stringify([{ errorCode: 'INVALID_TYPE', message: "sObject type 'EntityLimit' is not supported." }]),
      inParts: true,
    });
    kit.requests();
    const outcome = await kit.read(['object-limits']);
    expect(outcome.unknown.filter(({ area }) => area === 'catalog: object-limits')).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('is not supported') }),
    ]);
    expect(kit.requests().length).toBeLessThanOrEqual(2);
  }, 30_000);

  it('still gets settings and metadata types from the list of objects, without what Setup says of them', async () => {
    const kit = await areaKit(createSampleBundle());
    const accessToken = kit.org.issueToken({ without: ['ViewSetup'] });
    const limited = await kit.rig.connect({ ...kit.org, accessToken }, 'Limited');
    await kit.rig.sync.syncNow({ connectionId: limited, objects: 'none', areas: ['custom-settings'] });
    const { key } = kit.rig.catalog.org(limited);
    const stored = kit.rig.areas.components.ofType(key, 'CustomSetting');
    expect(stored.length).toBeGreaterThan(0);
    for (const one of stored) {
      expect(one.unknown).toEqual(expect.arrayContaining(['description', 'settingType', 'visibility']));
    }
    expect(kit.rig.areas.states.list(key).find((row) => row.area === 'custom-settings')?.state).toBe('partly');
  });
});

describe('a read of layouts that went wrong', () => {
  it('goes on where it stopped: no definition that arrived is asked for again', async () => {
    const kit = await areaKit(createSampleBundle());
    const { connectionId } = kit;
    const stop = new AbortController();
    const stopped = kit.rig.sync.syncNow({
      connectionId,
      objects: 'none',
      areas: ['layouts'],
      signal: stop.signal,
      onProgress: ({ stage, done, total }) => {
        if (stage === 'area layouts' && done > 0 && done < total) stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow('Cancelled.');
    expect(kit.rig.areas.states.list(kit.key).map(({ state }) => state)).toEqual(['stopped']);
    const defined = () =>
      [...kit.byName('Layout').values()].filter(({ unknown }) => !unknown.includes('fields')).map(({ name }) => name);
    const before = defined();
    expect(before.length).toBeGreaterThan(0);
    const { asked } = recordAsked();
    await kit.read(['layouts']);
    expect(defined().length).toBe(kit.byName('Layout').size);
    expect(asked().filter(({ path }) => path.includes('/sobjects/Layout/')).length).toBe(
      kit.byName('Layout').size - before.length,
    );
  }, 30_000);

  it('says which layouts came without a definition, and asks for these again', async () => {
    const kit = await areaKit(createSampleBundle());
    kit.org.faults.add({
      match: '/tooling/sobjects/Layout/',
      kind: 'status',
      status: 403,
      body: JSON.stringify([{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights' }]),
      inParts: true,
      times: 3,
    });
    const first = await kit.read(['layouts']);
    expect(first.unknown).toContainEqual(
      expect.objectContaining({ area: 'catalog: layouts', reason: expect.stringContaining('3 could not be read') }),
    );
    const without = [...kit.byName('Layout').values()].filter(({ unknown }) => unknown.includes('fields'));
    expect(without.length).toBe(3);
    kit.org.faults.clear();
    const second = await kit.read(['layouts']);
    expect(second.unknown).toEqual([]);
    expect([...kit.byName('Layout').values()].flatMap(({ unknown }) => unknown)).toEqual([]);
  }, 30_000);
});

describe('columns that an org does not have', () => {
  it('cost only themselves: the other facts are there and these are unknown', async () => {
    const kit = await areaKit(createSampleBundle());
    // A query with the column is refused, one without it is answered.
    kit.org.faults.add({
      match: /tooling\/query\?q=SELECT[^&]*UiType/,
      kind: 'status',
      status: 400,
      body: JSON.stringify([{ errorCode: 'INVALID_FIELD', message: "No such column 'UiType' on entity" }]),
    });
    const outcome = await kit.read(['apps']);
    expect(outcome.unknown).toEqual([]);
    const apps = [...kit.byName('CustomApplication').values()];
    expect(apps.length).toBeGreaterThan(0);
    for (const app of apps) {
      expect(app.unknown).toEqual(['description', 'navigation', 'userInterface']);
      expect(app.label).not.toBe('');
    }
  }, 30_000);
});
