import { decodedName } from '../metadata/decoded-name.ts';
import { permissionWords } from './words-permissions.ts';
import { timeFrameWords } from './words-time.ts';
import * as tables from './words-tables.ts';

type Cell = string | number | boolean | string[] | null;

/** Which column's values have words of their own, by type and column. */
const OF_COLUMN: Readonly<Record<string, Readonly<Record<string, tables.Vocabulary>>>> = {
  Report: {
    format: tables.REPORT_FORMATS,
    chart: tables.CHARTS,
    scope: tables.REPORT_SCOPES,
    folderKind: tables.FOLDER_KINDS,
  },
  Dashboard: { dashboardType: tables.RUNNING_AS, folderKind: tables.FOLDER_KINDS },
  User: { userType: tables.USER_TYPES },
  FieldDetail: { operation: tables.ROLL_UPS, deleteConstraint: tables.ON_DELETE },
  Flow: {
    processType: tables.FLOW_TYPES,
    triggerType: tables.FLOW_TRIGGERS,
    recordTriggerType: tables.RECORD_TRIGGERS,
    status: tables.FLOW_STATES,
    runInMode: tables.RUN_MODES,
  },
  WorkflowRule: { triggerType: tables.WORKFLOW_TRIGGERS },
  WorkflowFieldUpdate: { operation: tables.FIELD_UPDATES },
  Layout: { layoutType: tables.LAYOUT_TYPES },
  FlexiPage: { pageType: tables.PAGE_TYPES, template: tables.PAGE_TEMPLATES },
  Profile: { userType: tables.USER_TYPES },
  PermissionSet: { setType: tables.SET_TYPES },
  CustomSetting: { visibility: tables.VISIBILITIES },
  CustomMetadataType: { visibility: tables.VISIBILITIES },
  CustomLabel: { language: tables.LANGUAGES },
  CustomTab: { tabType: tables.TAB_TYPES },
  CustomApplication: {
    navigation: tables.NAVIGATION,
    userInterface: tables.INTERFACES,
    formFactors: tables.FORM_FACTORS,
  },
};
const OPERATOR = new RegExp(` (${Object.keys(tables.OPERATORS).join('|')})(?= |$)`);

/** The words of a value; a value that has none is shown as it is. */
export function wordOf(vocabulary: tables.Vocabulary, value: string): string {
  return Object.hasOwn(vocabulary, value) ? (vocabulary[value] ?? value) : value;
}

/** The words for the values of a column; null where they are shown as they are. */
export function vocabularyOf(type: string, column: string): tables.Vocabulary | null {
  return OF_COLUMN[type]?.[column] ?? null;
}

/** A value of a column in words, or as it is. Exports and the command line give the value itself. */
export function shownAs(type: string, column: string, value: Cell): Cell {
  const word = wordsOf(type, column);
  if (word === null || value === null) return value;
  if (typeof value === 'string') return word(value);
  return Array.isArray(value) ? value.map(word) : value;
}

function wordsOf(type: string, column: string): ((value: string) => string) | null {
  const vocabulary = vocabularyOf(type, column);
  if (vocabulary !== null) return (value) => wordOf(vocabulary, value);
  if (column === 'systemPermissions') return permissionWords;
  if (type === 'WorkflowRule' && column === 'actions') return decodedName;
  if (type !== 'Report') return null;
  if (column === 'timeFrame') return timeFrameWords;
  return column === 'filters' ? filterWords : null;
}

/** `Amount greaterThan 5` as `Amount greater than 5`. */
function filterWords(filter: string): string {
  return filter.replace(OPERATOR, (_all, operator: string) => ` ${wordOf(tables.OPERATORS, operator)}`);
}

/** The API values whose words contain, or are, a text; whatever their case. */
export function valuesInWords(type: string, column: string, text: string, how: 'contain' | 'are'): readonly string[] {
  const needle = text.trim().toLowerCase();
  return Object.entries(vocabularyOf(type, column) ?? {}).flatMap(([value, word]) => {
    const words = word.toLowerCase();
    return (how === 'are' ? words === needle : words.includes(needle)) ? [value] : [];
  });
}

/** `s!AMOUNT` as `Sum of AMOUNT`: a summary as dashboards name it. */
export function summaryWords(summary: string): string {
  if (summary === 'RowCount') return 'Record count';
  const found = /^(s|a|mx|mn|u)!(.+)$/.exec(summary);
  if (found === null) return summary;
  const kinds: tables.Vocabulary = { s: 'Sum', a: 'Average', mx: 'Maximum', mn: 'Minimum', u: 'Unique count' };
  return `${wordOf(kinds, found[1] ?? '')} of ${found[2] ?? ''}`;
}

/** The cells of a row whose words are other than their values. */
export function shownCells(type: string, cells: Readonly<Record<string, Cell>>): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([column, value]) => {
      const shown = shownAs(type, column, value);
      return isSame(shown, value) ? [] : [[column, shown] as const];
    }),
  );
}

function isSame(one: Cell, other: Cell): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.every((value, at) => value === other[at]);
}
