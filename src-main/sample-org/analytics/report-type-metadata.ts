import type { BundleField, BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';
import { baseObjectOf } from './base-object.ts';
import { reportColumn } from './report-column.ts';
import type { ReportColumn } from './report-column.ts';

interface Category {
  readonly label: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

const operatorLabels: Readonly<Record<string, string>> = {
  equals: 'equals',
  notEqual: 'not equal to',
  lessThan: 'less than',
  greaterThan: 'greater than',
  lessOrEqual: 'less or equal',
  greaterOrEqual: 'greater or equal',
  contains: 'contains',
  notContain: 'does not contain',
  startsWith: 'starts with',
  includes: 'includes',
  excludes: 'excludes',
};
const comparing = ['equals', 'notEqual', 'lessThan', 'greaterThan', 'lessOrEqual', 'greaterOrEqual'];
const wording = [...comparing, 'contains', 'notContain', 'startsWith'];
const operatorsOf: Readonly<Record<string, readonly string[]>> = {
  boolean: ['equals', 'notEqual'],
  id: ['equals', 'notEqual', 'startsWith'],
  multipicklist: ['equals', 'notEqual', 'includes', 'excludes'],
  ...Object.fromEntries(
    ['int', 'double', 'currency', 'percent', 'date', 'datetime', 'time'].map((type) => [type, comparing]),
  ),
  ...Object.fromEntries(['string', 'textarea', 'email', 'phone', 'url', 'picklist'].map((type) => [type, wording])),
};

/**
 * What a report of a type can show, filter and group by: the object's own fields, then those of its parents.
 * @param used columns of a stored report under codes of their own (`AMOUNT`), which the type has as well
 */
export function reportTypeMetadata(
  model: OrgModel,
  reportType: string,
  used: readonly ReportColumn[] = [],
): Readonly<Record<string, unknown>> {
  const base = baseObjectOf(model, reportType);
  const offered = base === undefined ? [] : categories(model, base);
  const others = used.filter(({ code }) => offered.every(({ columns }) => columns[code] === undefined));
  return {
    categories: others.length === 0 || base === undefined ? offered : [...offered, usedCategory(base, others)],
    dataTypeFilterOperatorMap: Object.fromEntries(
      Object.entries(operatorsOf).map(([type, names]) => [
        type,
        names.map((name) => ({ label: operatorLabels[name], name })),
      ]),
    ),
    dateGranularityInfos: ['Day', 'Week', 'Month', 'Quarter', 'Year', 'FiscalQuarter', 'FiscalYear'].map((value) => ({
      label: value.replace(/^Fiscal/, 'Fiscal '),
      value,
    })),
    divisionInfo: null,
    scopeInfo: {
      defaultValue: 'organization',
      values: [
        { allowsDivision: false, label: `My ${base?.labelPlural ?? 'records'}`, value: 'user' },
        { allowsDivision: false, label: `All ${base?.labelPlural ?? 'records'}`, value: 'organization' },
      ],
    },
    standardDateFilterDurationGroups: [
      { label: 'Custom', standardDateFilterDurations: [duration('Custom', 'CUSTOM')] },
      {
        label: 'Calendar Year',
        standardDateFilterDurations: [duration('Current CY', 'THIS_YEAR'), duration('Previous CY', 'LAST_YEAR')],
      },
      {
        label: 'Day',
        standardDateFilterDurations: [
          duration('Today', 'TODAY'),
          duration('Last 7 Days', 'LAST_N_DAYS:7'),
          duration('Last 30 Days', 'LAST_N_DAYS:30'),
          duration('Last 90 Days', 'LAST_N_DAYS:90'),
        ],
      },
    ],
    standardFilterInfos: {},
    supportsJoinedFormat: true,
  };
}

function duration(label: string, value: string): Readonly<Record<string, unknown>> {
  return { endDate: null, label, startDate: null, value };
}

function categories(model: OrgModel, base: BundleObject): readonly Category[] {
  const own = category(model, base, base.label, base.fields, (field) => `${base.name}.${field.name}`);
  const parents = base.fields.flatMap((field): readonly Category[] => {
    const target = model.object(field.referenceTo?.[0] ?? '');
    if (target === undefined || field.relationshipName === undefined || target.name === base.name) return [];
    const label = field.label.replace(/ ID$/, '');
    return [
      category(
        model,
        base,
        `${base.label}: ${label}`,
        target.fields,
        (one) => `${base.name}.${field.relationshipName}.${one.name}`,
      ),
    ];
  });
  return [own, ...parents];
}

function category(
  model: OrgModel,
  base: BundleObject,
  label: string,
  fields: readonly BundleField[],
  codeOf: (field: BundleField) => string,
): Category {
  const entries = fields
    .filter((field) => field.hiddenFromDescribe !== true && field.type !== 'address' && field.type !== 'base64')
    .flatMap((field) => {
      const column = reportColumn(model, base, codeOf(field));
      return column === undefined ? [] : [[column.code, columnInfo(column, field)] as const];
    });
  return { label, columns: Object.fromEntries(entries) };
}

function usedCategory(base: BundleObject, used: readonly ReportColumn[]): Category {
  const columns = Object.fromEntries(
    used.map((column) => [column.code, columnInfo(column, column.field ?? undefined)]),
  );
  return { label: `${base.label} Information`, columns };
}

function columnInfo(column: ReportColumn, field: BundleField | undefined): Readonly<Record<string, unknown>> {
  const isLong = field?.type === 'textarea' && (field.length ?? 0) > 255;
  return {
    allowedInCustomDetailFormula: !isLong,
    bucketable: ['picklist', 'string', 'double', 'currency', 'percent', 'int'].includes(column.dataType),
    dataType: column.dataType,
    entityColumnName: column.entityColumnName,
    fieldToFieldFilterable: !isLong,
    filterValues: (field?.picklistValues ?? []).map(({ value, label }) => ({ label, name: value })),
    filterable: !isLong,
    isCustom: field?.custom === true,
    isLookup: field?.type === 'reference',
    label: column.label,
    maxLength: field?.length ?? null,
    uniqueCountable: !isLong,
  };
}
