import { listAt, objectAt, textAt } from '../../domain/areas/reports-json.ts';
import { permissionWords } from '../../domain/areas/words-permissions.ts';
import { decodedName } from '../../domain/metadata/decoded-name.ts';
import { FLOW_DATA, FLOW_PARTS, FLOW_STATES, OPERATORS, WORKFLOW_ACTIONS } from '../../domain/areas/words-tables.ts';
import {
  cellOf,
  code,
  inWords,
  list,
  namedFacts,
  rowsOf,
  type Section,
  type SectionSpec,
  table,
  tableSection,
} from './component-sections-kit.ts';
import { DASHBOARD_SECTIONS, REPORT_SECTIONS } from './component-sections-reports.ts';

const FILTER_COLUMNS = [
  ['field', 'Field'],
  ['operation', 'Operator', OPERATORS],
  ['value', 'Value'],
  ['valueField', 'Value from field'],
] as const;
const SYSTEM_PERMISSIONS: SectionSpec = {
  facts: ['systemPermissions'],
  build: ({ systemPermissions }) =>
    tableSection(
      'System permissions',
      ['Permission', 'API name'],
      listAt(systemPermissions).flatMap((one) => (typeof one === 'string' ? [[permissionWords(one), one]] : [])),
    ),
};
const NOT_READ: SectionSpec = {
  facts: ['notRead'],
  build: ({ notRead }) =>
    textAt(notRead) === null
      ? null
      : { title: 'Not read', facts: namedFacts({ Reason: notRead }), table: null, code: null },
};

/** The values of each picklist in a record type. */
function recordTypePicklists({ picklists, defaults }: Readonly<Record<string, unknown>>): Section | null {
  const chosen = objectAt(defaults);
  return tableSection(
    'Picklist values',
    ['Picklist', 'Values', 'Default'],
    Object.entries(objectAt(picklists)).map(([field, values]) => [field, cellOf(values), cellOf(chosen[field])]),
  );
}

function lookupFilter(facts: Readonly<Record<string, unknown>>): Section | null {
  const filter = objectAt(facts['lookupFilter']);
  return tableSection(
    'Lookup filter',
    FILTER_COLUMNS.map(([, title]) => title),
    rowsOf(filter.items, FILTER_COLUMNS),
    namedFacts({
      Active: filter.active,
      Optional: filter.optional,
      'Filter logic': filter.logic,
      'Error message': filter.errorMessage,
    }),
  );
}

const FLOW_SECTIONS: readonly SectionSpec[] = [
  code('Entry formula', 'entryFormula'),
  table('Versions', 'versions', [
    ['number', 'Version'],
    ['status', 'Status', FLOW_STATES],
    ['apiVersion', 'API version'],
    ['createdDate', 'Created date'],
    ['createdBy', 'Created by'],
    ['lastModifiedDate', 'Last modified date'],
    ['lastModifiedBy', 'Last modified by'],
  ]),
  table('Elements', 'elements', [
    ['label', 'Label'],
    ['name', 'API name'],
    ['type', 'Element', FLOW_PARTS],
    ['object', 'Object'],
  ]),
  {
    facts: ['elementCounts'],
    build: ({ elementCounts }) =>
      tableSection(
        'Parts of the definition',
        ['Part', 'Number'],
        Object.entries(objectAt(elementCounts)).map(([part, number]) => [inWords(FLOW_PARTS, part), cellOf(number)]),
      ),
  },
  table('Variables', 'variables', [
    ['name', 'API name'],
    ['dataType', 'Data type', FLOW_DATA],
    ['objectType', 'Object'],
    ['isCollection', 'Collection'],
    ['isInput', 'Available for input'],
    ['isOutput', 'Available for output'],
  ]),
  {
    facts: ['uses'],
    build: ({ uses }) =>
      tableSection(
        'Names used',
        ['Where', 'Object', 'Field or path', 'Component'],
        listAt(uses).map((one) => {
          const [where, ...rest] = listAt(one).map(cellOf);
          return [inWords(FLOW_PARTS, where ?? null), ...rest];
        }),
      ),
  },
];

const LAYOUT_SECTIONS: readonly SectionSpec[] = [
  {
    facts: ['assignments', 'profiles', 'recordTypes'],
    build: ({ assignments }) =>
      tableSection(
        'Assignment',
        ['Record type', 'Profiles'],
        rowsOf(assignments, [
          ['recordType', ''],
          ['profiles', ''],
        ]),
      ),
  },
  {
    facts: ['sections', 'fields'],
    build: ({ sections }) =>
      tableSection(
        'Sections',
        ['Section', 'Fields'],
        rowsOf(sections, [
          ['label', ''],
          ['fields', ''],
        ]),
      ),
  },
  list('Required on the layout', 'requiredFields', 'Field'),
  list('Read only on the layout', 'readOnlyFields', 'Field'),
  {
    facts: ['relatedListColumns', 'relatedLists'],
    build: ({ relatedListColumns }) =>
      tableSection(
        'Related lists',
        ['Related list', 'Columns'],
        rowsOf(relatedListColumns, [
          ['name', ''],
          ['columns', ''],
        ]),
      ),
  },
  list('Buttons', 'buttons', 'Button'),
  list('Actions', 'actions', 'Action'),
  list('Links', 'links', 'Link'),
  list('Visualforce pages', 'pages', 'Page'),
];

/** What a drawer shows of each type besides its properties, in the order shown. */
export const SECTION_SPECS: Readonly<Record<string, readonly SectionSpec[]>> = {
  Report: REPORT_SECTIONS,
  Dashboard: DASHBOARD_SECTIONS,
  RecordType: [{ facts: ['picklists', 'defaults'], build: recordTypePicklists }],
  ValidationRule: [code('Error condition formula', 'formula')],
  FieldDetail: [table('Roll-up filter', 'filters', FILTER_COLUMNS), { facts: ['lookupFilter'], build: lookupFilter }],
  Flow: FLOW_SECTIONS,
  WorkflowRule: [
    code('Formula', 'formula'),
    table('Criteria', 'criteria', FILTER_COLUMNS.slice(0, 3)),
    table('Actions', 'actions', [
      ['name', 'Action', decodedName],
      ['type', 'Type', WORKFLOW_ACTIONS],
    ]),
  ],
  WorkflowFieldUpdate: [code('Formula', 'formula')],
  Layout: LAYOUT_SECTIONS,
  FlexiPage: [
    table('Components', 'places', [
      ['name', 'Component'],
      ['region', 'Region'],
    ]),
    list('Fields', 'fields', 'Field'),
    list('Visibility depends on', 'conditions', 'Field'),
  ],
  Profile: [SYSTEM_PERMISSIONS],
  PermissionSet: [SYSTEM_PERMISSIONS],
  MutingPermissionSet: [SYSTEM_PERMISSIONS],
  PermissionSetGroup: [list('Permission sets', 'sets', 'Permission set')],
  CustomSetting: [NOT_READ],
  CustomMetadataType: [NOT_READ],
  CustomLabel: [NOT_READ],
  GlobalValueSet: [
    table('Values', 'valueRows', [
      ['value', 'API name'],
      ['label', 'Label'],
      ['active', 'Active'],
      ['default', 'Default'],
    ]),
  ],
  CustomApplication: [list('Tabs', 'tabs', 'Tab')],
};
