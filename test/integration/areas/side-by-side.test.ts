import { describe, expect, it } from 'vitest';
import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';
import { changedOrg } from '../../support/changed-org.ts';

const SOME: readonly CatalogArea[] = ['reports', 'dashboards', 'users', 'apex', 'layouts', 'labels', 'flows', 'tabs'];

const statesOf = (kit: AreaKit): readonly string[] =>
  kit.rig.areas.states.list(kit.key).flatMap(({ area, state }) => (SOME.includes(area) ? [state] : []));

describe('areas that are read again', () => {
  it('share calls: fewer than there are areas, when nothing changed', { timeout: 60_000 }, async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(SOME);
    kit.requests();
    const { apiCalls } = await kit.read(SOME);
    expect(kit.requests()).toHaveLength(apiCalls);
    expect(apiCalls).toBeLessThan(SOME.length);
    const purposes = kit.rig.ledger.list({ offset: 0, limit: apiCalls, connectionId: kit.connectionId }).rows;
    expect(purposes.filter(({ purpose }) => purpose === 'changes').length).toBeGreaterThan(2);
  });

  it('are all read where the org refuses calls of several queries', { timeout: 60_000 }, async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(SOME);
    kit.org.replaceBundle(changedOrg(createSampleBundle()));
    const body = JSON.stringify([{ errorCode: 'INSUFFICIENT_ACCESS', message: 'no composites for you' }]);
    kit.org.faults.add({ match: /\/v68\.0\/composite/, kind: 'status', status: 403, body });
    const { unknown } = await kit.read(SOME);
    expect(unknown.filter(({ name }) => name === 'Report')).toEqual([]);
    const changed = [...kit.byName('Report').values()].filter(({ description }) => description === 'Changed lately');
    expect(changed).toHaveLength(10);
    expect(kit.byName('ApexClass').size).toBe((createSampleBundle().apexClasses ?? []).length - 1);
  });

  it('all stop when the limit of the day is reached, and the next read brings what changed', {
    timeout: 60_000,
  }, async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(SOME);
    kit.org.replaceBundle(changedOrg(createSampleBundle()));
    const body = JSON.stringify([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]);
    const heal = kit.org.faults.add({ match: '/describe', kind: 'status', status: 403, body });
    await expect(kit.read(SOME)).rejects.toMatchObject({ code: 'budget-stopped' });
    expect(statesOf(kit)).toContain('stopped');
    expect(statesOf(kit)).not.toContain('reading');
    heal();
    await kit.read(SOME);
    expect(statesOf(kit).every((state) => state === 'read')).toBe(true);
    const changed = [...kit.byName('Report').values()].filter(({ description }) => description === 'Changed lately');
    expect(changed).toHaveLength(10);
  });

  it('go on after a stop with those that are left', { timeout: 60_000 }, async () => {
    const kit = await areaKit(createSampleBundle());
    const { connectionId } = kit;
    await kit.read(SOME);
    kit.org.replaceBundle(changedOrg(createSampleBundle()));
    const stop = new AbortController();
    const stopped = kit.rig.sync.syncNow({
      connectionId,
      objects: 'none',
      areas: SOME,
      signal: stop.signal,
      // Reports are the only ones of which something changed: the others are at their end by the third.
      onProgress: ({ stage }) => {
        if (stage !== 'area reports') return;
        const described = kit.org.requests().filter(({ path }) => /reports\/\w+\/describe/.test(path)).length;
        if (described >= (createSampleBundle().reports ?? []).length + 3) stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const before = statesOf(kit);
    expect(before).toContain('stopped');
    kit.requests();
    await kit.read(SOME);
    expect(statesOf(kit).every((state) => state === 'read')).toBe(true);
    const again = kit.requests().filter(({ path }) => /reports\/\w+\/describe/.test(path));
    expect(again.length).toBeLessThan(10);
    const changed = [...kit.byName('Report').values()].filter(({ description }) => description === 'Changed lately');
    expect(changed).toHaveLength(10);
  });
});
