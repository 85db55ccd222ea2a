import type { CellValue } from '../../../src-preload/contract/components.ts';
import { listAt, objectAt, textAt, textsAt } from '../../domain/areas/reports-json.ts';
import { summaryWords } from '../../domain/areas/words.ts';
import { durationWords } from '../../domain/areas/words-time.ts';
import { CHARTS, DATA_TYPES, GROUPED_DATES, OPERATORS, REPORT_SCOPES, SORTS } from '../../domain/areas/words-tables.ts';
import { cellOf, inWords, namedFacts, rowsOf, type SectionSpec, tableSection } from './component-sections-kit.ts';

type Definition = Readonly<Record<string, unknown>>;

/** A part of the definition. `facts`: what grids show of it, which would say the same twice in a drawer. */
function ofDefinition(
  build: (definition: Definition) => ReturnType<SectionSpec['build']>,
  ...facts: readonly string[]
): SectionSpec {
  return { facts: ['definition', ...facts], build: (facts) => build(objectAt(facts.definition)) };
}

const shown = (one: Definition): string | null => textAt(one.label) ?? textAt(one.column);

const columns = ofDefinition(
  (definition) =>
    tableSection(
      'Columns',
      ['Column', 'API name', 'Field', 'Data type', 'Summaries'],
      listAt(definition.columns)
        .map(objectAt)
        .map((one) => [
          shown(one),
          textAt(one.column),
          textAt(one.field),
          inWords(DATA_TYPES, textAt(one.dataType)),
          textsAt(one.aggregates).join(', '),
        ]),
    ),
  'columns',
  'fields',
);

const DATES: readonly string[] = ['date', 'datetime'];
/** What the org says of groupings that are no dates. */
const NO_DATES: readonly string[] = ['None', 'Day'];

/** How dates are grouped. Of a column whose type is not known only what can be said of dates alone. */
function groupedDates(dataType: string | null, granularity: string | null): CellValue {
  if (granularity === null) return null;
  const isShown = dataType === null ? !NO_DATES.includes(granularity) : DATES.includes(dataType.toLowerCase());
  return isShown ? inWords(GROUPED_DATES, granularity) : null;
}

const groupings = ofDefinition(groupingRows, 'groupings');

function groupingRows(definition: Definition): ReturnType<SectionSpec['build']> {
  const rows = (list: unknown, way: string) =>
    listAt(list)
      .map(objectAt)
      .map((one) => [
        shown(one),
        way,
        textAt(one.field),
        groupedDates(textAt(one.dataType), textAt(one.dateGranularity)),
        inWords(SORTS, textAt(one.sortOrder)),
      ]);
  const all = [...rows(definition.groupingsDown, 'Rows'), ...rows(definition.groupingsAcross, 'Columns')];
  const titles = ['Grouping', 'Direction', 'Field', 'Group dates by', 'Sort order'];
  // A report that groups by no date has no column for it.
  const dates = titles.indexOf('Group dates by');
  const isShown = (_one: unknown, at: number): boolean => at !== dates || all.some((row) => row[dates] !== null);
  return tableSection(
    'Groupings',
    titles.filter(isShown),
    all.map((row) => row.filter(isShown)),
  );
}

const filters = ofDefinition(filterRows, 'filters', 'filterLogic', 'timeFrame', 'scope');

function filterRows(definition: Definition): ReturnType<SectionSpec['build']> {
  const time = objectAt(definition.dateFilter);
  const standard = listAt(definition.standardFilters).map(objectAt);
  return tableSection(
    'Filters',
    ['Number', 'Filter', 'Field', 'Operator', 'Value'],
    listAt(definition.filters)
      .map(objectAt)
      .map((one, at) => [
        at + 1,
        shown(one),
        textAt(one.field),
        inWords(OPERATORS, textAt(one.operator)),
        textAt(one.value),
      ]),
    namedFacts({
      'Filter logic': definition.filterLogic,
      Scope: inWords(REPORT_SCOPES, textAt(definition.scope)),
      'Time frame': shown(time),
      Duration: durationWords(textAt(time.duration) ?? ''),
      'Start date': time.startDate,
      'End date': time.endDate,
      'Standard filters': standard.map((one) => `${textAt(one.name) ?? ''} ${textAt(one.value) ?? ''}`.trim()),
    }),
  );
}

const crossFilters = ofDefinition((definition) =>
  tableSection(
    'Cross filters',
    ['Records', 'Field', 'Related object', 'Related field', 'Subfilters'],
    listAt(definition.crossFilters)
      .map(objectAt)
      .map((one) => [
        one.includes === true ? 'with' : 'without',
        textAt(one.primaryField),
        textAt(one.relatedObject),
        textAt(one.relatedField),
        listAt(one.filters)
          .map(objectAt)
          .map((part) =>
            `${textAt(part.column) ?? ''} ${String(inWords(OPERATORS, textAt(part.operator) ?? ''))} ${textAt(part.value) ?? ''}`.trim(),
          ),
      ]),
  ),
);

const rest = ofDefinition((definition) => {
  const limit = objectAt(definition.rowLimit);
  const chart = objectAt(definition.chart);
  return tableSection(
    'Sorting and chart',
    ['Sorted by', 'Field', 'Direction'],
    listAt(definition.sort)
      .map(objectAt)
      .map((one) => [shown(one), textAt(one.field), inWords(SORTS, textAt(one.direction))]),
    namedFacts({
      'Row limit': limit.rows,
      'Row limit direction': inWords(SORTS, textAt(limit.direction)),
      'Chart type': inWords(CHARTS, textAt(chart.type)),
      'Chart title': chart.title,
      'Chart groupings': chart.groupings,
      'Detail rows': definition.showDetails,
    }),
  );
});

/** The definition of a report. */
export const REPORT_SECTIONS: readonly SectionSpec[] = [
  columns,
  groupings,
  filters,
  crossFilters,
  ofDefinition((definition) =>
    tableSection(
      'Bucket fields',
      ['Bucket field', 'Field', 'Type', 'Values'],
      rowsOf(definition.buckets, [
        ['label', ''],
        ['field', ''],
        ['type', '', DATA_TYPES],
        ['values', ''],
      ]),
    ),
  ),
  ofDefinition((definition) =>
    tableSection(
      'Summary formulas',
      ['Name', 'Label', 'Formula'],
      rowsOf(definition.formulas, [
        ['name', ''],
        ['label', ''],
        ['formula', ''],
      ]),
    ),
  ),
  rest,
];

/** The definition of a dashboard. */
export const DASHBOARD_SECTIONS: readonly SectionSpec[] = [
  {
    facts: ['components', 'reports'],
    build: ({ components }) =>
      tableSection(
        'Components',
        ['Component', 'Kind', 'Report', 'Groupings', 'Summaries'],
        listAt(components)
          .map(objectAt)
          .map((one) => [
            textAt(one.header) ?? textAt(one.title),
            inWords(CHARTS, textAt(one.kind)),
            textAt(one.report) ??
              (textAt(one.reportId) === null ? null : `${textAt(one.reportId)}, gone or not visible`),
            cellOf(one.groupings),
            textsAt(one.aggregates).map(summaryWords),
          ]),
      ),
  },
  {
    facts: ['filterOptions', 'filters'],
    build: ({ filterOptions }) =>
      tableSection(
        'Filters',
        ['Filter', 'Options'],
        rowsOf(filterOptions, [
          ['name', ''],
          ['options', ''],
        ]),
      ),
  },
];
