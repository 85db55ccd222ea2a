import { describe, expect, it } from 'vitest';
import { dashboardDefinition, dashboardFacts, dashboardUsage } from './dashboards.ts';

const definition = dashboardDefinition({
  components: [
    {
      id: '01a000000000001AAA',
      header: 'Won',
      title: null,
      reportId: '00O000000000001AAA',
      type: 'Report',
      properties: {
        visualizationType: 'Donut',
        groupings: [{ name: 'STAGE_NAME' }],
        aggregates: [{ name: 's!AMOUNT' }],
      },
    },
    { id: '01a000000000002AAA', header: 'Lost', reportId: '00O000000000002AAA', type: 'Report', properties: {} },
    { id: '01a000000000003AAA', header: null, title: 'Note', reportId: null, type: 'RichText' },
  ],
  filters: [
    {
      name: 'Region',
      options: [
        { alias: 'North', value: 'N' },
        { operation: 'equals', value: 'S' },
        { operation: 'between', startValue: '1', endValue: '9' },
      ],
    },
  ],
  runningUser: { displayName: 'Ada Ivers', id: '005000000000001AAA' },
});
const names = (id: string): string | null => (id === '00O000000000001' ? 'Sales/Won' : null);

describe('a dashboard', () => {
  it('has components, filters and a running user as described', () => {
    expect(definition.components[0]).toEqual({
      id: '01a000000000001',
      kind: 'Donut',
      header: 'Won',
      title: null,
      reportId: '00O000000000001',
      groupings: ['STAGE_NAME'],
      aggregates: ['s!AMOUNT'],
    });
    expect(definition.components[2]).toMatchObject({ kind: 'RichText', title: 'Note', reportId: null });
    expect(definition.filters).toEqual([{ name: 'Region', options: ['North', 'equals S', 'between 1 to 9'] }]);
    expect(definition.runningUser).toBe('Ada Ivers');
  });

  it('says how many components show a report that is not among those read', () => {
    expect(dashboardFacts(definition, names, true)).toMatchObject({
      reports: ['Sales/Won'],
      missingReports: 1,
      componentCount: 3,
    });
  });

  it('does not say that a report is missing while reports were not read', () => {
    expect(dashboardFacts(definition, () => null, false).missingReports).toBeNull();
  });

  it('uses each of its reports once', () => {
    const twice = [...definition.components, ...definition.components];
    expect(dashboardUsage('Board/Sales', twice, names)).toEqual([
      { fromType: 'Dashboard', fromName: 'Board/Sales', toType: 'Report', toName: 'Sales/Won', via: 'component' },
    ]);
  });
});
