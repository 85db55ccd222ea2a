import { describe, expect, it } from 'vitest';
import { componentSections } from './component-sections.ts';

const grouping = (column: string, dateGranularity: string, dataType?: string | null) => ({
  column,
  label: column,
  field: null,
  dateGranularity,
  sortOrder: 'Asc',
  ...(dataType === undefined ? {} : { dataType }),
});

function groupingsOf(...groupingsDown: readonly ReturnType<typeof grouping>[]) {
  const definition = { groupingsDown, groupingsAcross: [] };
  return componentSections({ type: 'Report', facts: { definition }, unknown: [] }).find(
    ({ title }) => title === 'Groupings',
  )?.table;
}

describe('the groupings of a report', () => {
  it('say how dates are grouped, of dates only', () => {
    expect(
      groupingsOf(
        grouping('CLOSE_DATE', 'Day', 'date'),
        grouping('CREATED_DATE', 'Month', 'datetime'),
        grouping('STAGE_NAME', 'Day', 'picklist'),
      ),
    ).toEqual({
      columns: ['Grouping', 'Direction', 'Field', 'Group dates by', 'Sort order'],
      rows: [
        ['CLOSE_DATE', 'Rows', null, 'Day', 'Ascending'],
        ['CREATED_DATE', 'Rows', null, 'Calendar month', 'Ascending'],
        ['STAGE_NAME', 'Rows', null, null, 'Ascending'],
      ],
    });
  });

  it('of a column whose type is not known, say only what can be said of dates alone', () => {
    const rows = groupingsOf(grouping('A', 'Day', null), grouping('B', 'None'), grouping('C', 'Week', null))?.rows;
    expect(rows?.map((row) => row[3])).toEqual([null, null, 'Calendar week']);
  });

  it('have no column for dates where nothing is grouped by a date', () => {
    expect(groupingsOf(grouping('STAGE_NAME', 'Day', 'picklist'))).toEqual({
      columns: ['Grouping', 'Direction', 'Field', 'Sort order'],
      rows: [['STAGE_NAME', 'Rows', null, 'Ascending']],
    });
  });
});
