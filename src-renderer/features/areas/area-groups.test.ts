import { describe, expect, it } from 'vitest';
import { type AreaStatus, CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import { COMPONENT_TYPES } from '../../../src-preload/contract/components.ts';
import { COMPONENT_GROUPS, GROUP_NAMES, groupOfType } from '../components/component-groups.ts';
import { AREA_GROUPS, AREA_GROUP_NAMES, changeOf, isDue, keptIn } from './area-groups.ts';

const status = (area: AreaStatus['area'], more: Partial<AreaStatus> = {}): AreaStatus => ({
  area,
  chosen: true,
  state: 'read',
  readAt: '2026-11-23T06:00:00Z',
  counts: {},
  progress: null,
  unknown: [],
  ...more,
});

describe('areas on the screens', () => {
  it('offers every area once', () => {
    const shown = AREA_GROUP_NAMES.flatMap((group) => [...AREA_GROUPS[group]]);
    expect(shown.toSorted()).toEqual(CATALOG_AREAS.toSorted());
  });

  it('has a tab for every type of component', () => {
    const shown = GROUP_NAMES.flatMap((group) => [...COMPONENT_GROUPS[group]]);
    expect(shown.toSorted()).toEqual(COMPONENT_TYPES.toSorted());
    expect(groupOfType('Flow')).toBe('automation');
  });

  it('says what a choice adds and what it deletes', () => {
    const areas = [status('reports'), status('flows', { chosen: false }), status('apex', { counts: { ApexClass: 3 } })];
    const { added, removed } = changeOf(areas, new Set(['reports', 'flows']));
    expect(added.map(({ area }) => area)).toEqual(['flows']);
    expect(removed.map((one) => [one.area, keptIn(one)])).toEqual([['apex', 3]]);
  });

  it('counts what was never read and what was stopped as due', () => {
    expect((['never', 'stopped', 'read', 'unknown'] as const).map((state) => isDue(status('tabs', { state })))).toEqual(
      [true, true, false, false],
    );
  });
});
