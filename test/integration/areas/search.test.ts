import { describe, expect, it } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import { SEARCH_SCOPES, searchHit } from '../../../src-preload/contract/catalog.ts';
import { COMPONENT_TYPES } from '../../../src-preload/contract/components.ts';
import { SEARCH_TABLES } from '../../../src-main/engine/store/kept-tables.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';

/** What a search finds, as `kind name place`. */
function finder({ rig, connectionId }: AreaKit) {
  return (text: string, limit = 50) =>
    rig.catalog
      .search(connectionId, text, limit)
      .hits.map((hit) => searchHit.parse(hit))
      .map(({ kind, name, matchedIn }) => `${kind} ${name} ${matchedIn}`);
}

describe('one search over everything', () => {
  it('finds components beside objects and fields, the best first, and by scope', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read([...CATALOG_AREAS], 'all');
    const found = finder(kit);
    const { components } = kit.rig.areas;
    const all = COMPONENT_TYPES.flatMap((type) => components.ofType(kit.key, type));

    // Exact names and labels stand first, whatever they are of.
    for (const text of ['Agreement Renewal', 'AlarmRouter', 'Cost and Margin', 'Management Summary']) {
      const wanted = all
        .filter(({ name, label }) => [name, label].includes(text))
        .map(({ type, name }) => `${type} ${name}`);
      expect(wanted.length, text).toBeGreaterThan(0);
      const first = found(text)
        .slice(0, wanted.length)
        .map((one) => one.slice(0, one.lastIndexOf(' ')));
      expect(first.toSorted(), text).toEqual(wanted.toSorted());
    }

    // Every component is found by its label, by a text of its definition, and in its scope.
    const unreachable: string[] = [];
    for (const { word, kinds } of SEARCH_SCOPES) {
      for (const { type, name, label } of all.filter((one) => kinds.some((kind) => kind === one.type)).slice(0, 15)) {
        if (!found(`!${word} ${label}`, 200).some((hit) => hit.startsWith(`${type} ${name} `)))
          unreachable.push(`${type} ${name}`);
      }
    }
    expect(unreachable).toEqual([]);
    expect(found('!flow a', 200).every((hit) => hit.startsWith('Flow '))).toBe(true);
    expect(found('!rep a', 200).every((hit) => /^Report(Type)? /.test(hit))).toBe(true);
    expect(found('!perm sa').every((hit) => /^(PermissionSet|Profile|Muting)/.test(hit))).toBe(true);
    expect(found('!field claim').every((hit) => hit.startsWith('field ') || hit.startsWith('FieldDetail '))).toBe(true);
    expect(found('!nosuchscope x')).toEqual([]);

    const rule = components.ofType(kit.key, 'ValidationRule').find(({ name }) => name.startsWith('Warranty_Claim__c.'));
    const formula = String(rule?.facts.formula);
    const hits = kit.rig.catalog.search(kit.connectionId, formula.slice(0, 40), 50).hits;
    const hit = hits.find(({ name }) => name === rule?.name);
    expect(hit?.matchedIn).toBe('definition');
    expect(hit?.excerpt).toContain(formula.slice(0, 40));

    const described = all.find(({ type, description }) => type === 'PermissionSet' && description !== null);
    expect(found(`!perm ${described?.description ?? ''}`)).toEqual([`PermissionSet ${described?.name} description`]);
  }, 60_000);

  it('follows what changes and what goes, also while it is not indexed yet', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(['flows', 'apex']);
    const found = finder(kit);
    const { catalog, areas, db } = kit.rig;
    const flow = areas.components.ofType(kit.key, 'Flow')[0];
    if (flow === undefined) throw new Error('the sample company has no flow');
    const { id: _id, readAt: _readAt, ...component } = flow;
    // What was read is indexed by the end of the reading.
    expect(db.prepare('SELECT components_to FROM search_state').pluck().get()).toBe(
      db.prepare('SELECT max(id) FROM component').pluck().get(),
    );
    const at = { connectionKey: kit.key, snapshot: 1_000_000, readAt: flow.readAt };
    catalog.transaction(() =>
      areas.components.save(at, 'flows', { ...component, label: 'Zebra crossing', searchText: 'quagga formula' }),
    );
    // The new version is not in the full-text tables yet.
    expect(found('zebra')).toEqual([`Flow ${flow.name} label`]);
    expect(found('quagga')).toEqual([`Flow ${flow.name} definition`]);
    for (let left = true; left; ) {
      const { done, total } = catalog.searchIndex.step();
      left = done < total;
    }
    expect(found('zebra')).toEqual([`Flow ${flow.name} label`]);
    catalog.transaction(() => areas.components.save(at, 'flows', { ...component, label: 'Okapi', searchText: null }));
    expect(found('zebra')).toEqual([]);
    expect(found('quagga')).toEqual([]);
    expect(found('okapi')).toEqual([`Flow ${flow.name} label`]);
    catalog.transaction(() => areas.components.removeArea(kit.key, 'flows'));
    expect(found('okapi')).toEqual([]);
    for (const table of SEARCH_TABLES) db.exec(`INSERT INTO ${table} (${table}) VALUES ('integrity-check')`);
    db.exec(`INSERT INTO component_names (component_names, rank) VALUES ('integrity-check', 1)`);
  });
});
