import type { CatalogArea } from '../../src-preload/contract/areas.ts';
import { AREA_OF_TYPE, COMPONENT_TYPES, type ComponentType } from '../../src-preload/contract/components.ts';
import type { AreaSource } from '../../src-preload/contract/exports.ts';
import { columnsOf } from '../domain/areas/columns.ts';
import { askedFields, type FieldName, fieldsNamed } from './area-arguments.ts';
import { UsageError } from './usage.ts';

/** What can be exported of the areas, before the connection is looked up. */
export type CliAreaSource =
  | {
      readonly kind: 'components';
      readonly type: ComponentType;
      /** Null: all of the type. */
      readonly columns: readonly string[] | null;
      readonly headers: 'label' | 'api';
      readonly filter: string;
    }
  | { readonly kind: 'access'; readonly object: string | null }
  | { readonly kind: 'reportAnalysis' }
  | { readonly kind: 'fieldsUsed'; readonly fields: readonly FieldName[] };

/** The type that an area is named after, for `--grid`. */
const TYPE_OF_AREA: Readonly<Partial<Record<CatalogArea, ComponentType>>> = {
  reports: 'Report',
  dashboards: 'Dashboard',
  users: 'User',
  'record-types': 'RecordType',
  'validation-rules': 'ValidationRule',
  'field-details': 'FieldDetail',
  flows: 'Flow',
  'workflow-rules': 'WorkflowRule',
  apex: 'ApexClass',
  layouts: 'Layout',
  'lightning-pages': 'FlexiPage',
  'custom-settings': 'CustomSetting',
  'value-sets': 'GlobalValueSet',
  labels: 'CustomLabel',
  tabs: 'CustomTab',
  apps: 'CustomApplication',
  packages: 'InstalledPackage',
  'object-limits': 'ObjectLimit',
};
const ANSWERS = ['access', 'report-analysis', 'where-used'] as const;
const DEFAULT_STALE_DAYS = 180;

/** Every name that `--grid` takes for what was read besides objects and fields. */
export const AREA_GRIDS: readonly string[] = [...ANSWERS, ...Object.keys(TYPE_OF_AREA), ...COMPONENT_TYPES];

type Given = {
  readonly columns: readonly string[] | null;
  readonly headers: 'label' | 'api' | null;
  readonly object: string | null;
  readonly filter: string;
};

/** Throws UsageError where an option does not belong to the grid. */
export function areaGridOf(name: string, given: Given): CliAreaSource {
  const answer = ANSWERS.find((one) => one === name);
  if (answer !== undefined) {
    if (given.columns !== null || given.headers !== null || given.filter !== '') {
      throw new UsageError(`--grid ${name} takes no --columns, --headers or --filter.`);
    }
    switch (answer) {
      case 'access':
        return { kind: 'access', object: given.object };
      case 'where-used': {
        if (given.object === null) throw new UsageError('--grid where-used takes --object Object.Field.');
        return { kind: 'fieldsUsed', fields: fieldsNamed(given.object.split(',')) };
      }
      case 'report-analysis':
        if (given.object !== null) throw new UsageError('--grid report-analysis takes no --object.');
        return { kind: 'reportAnalysis' };
    }
  }
  if (given.object !== null) throw new UsageError(`--grid ${name} takes no --object.`);
  const type = COMPONENT_TYPES.find((one) => one === name) ?? TYPE_OF_AREA[name as CatalogArea];
  if (type === undefined) throw new UsageError(`There is no grid "${name}". There are: ${AREA_GRIDS.join(', ')}.`);
  const known = columnsOf(type).map(({ id }) => id);
  const missing = given.columns?.find((id) => !known.includes(id));
  if (missing !== undefined) throw new UsageError(`There is no column "${missing}". There are: ${known.join(', ')}.`);
  return { kind: 'components', type, columns: given.columns, headers: given.headers ?? 'label', filter: given.filter };
}

/** What has to be read for a choice to have something; nothing is named for uses of a field, which have many sources. */
export function neededFor(
  choice: CliAreaSource,
): readonly { readonly area: CatalogArea; readonly type: ComponentType | null }[] {
  switch (choice.kind) {
    case 'components':
      return [{ area: AREA_OF_TYPE[choice.type], type: choice.type }];
    case 'access':
      return [{ area: 'access', type: null }];
    case 'reportAnalysis':
      return [
        { area: 'reports', type: 'Report' },
        { area: 'dashboards', type: 'Dashboard' },
      ];
    case 'fieldsUsed':
      return [];
  }
}

/** The source of an export for one connection. */
export function areaSourceOf(choice: CliAreaSource, connectionId: string): AreaSource {
  switch (choice.kind) {
    case 'components':
      return {
        kind: 'components',
        query: { connectionId, type: choice.type, quick: choice.filter, filters: [], sort: [] },
        columns: [...(choice.columns ?? columnsOf(choice.type).map(({ id }) => id))],
        headers: choice.headers,
      };
    case 'access':
      return {
        kind: 'access',
        connectionId,
        question:
          choice.object === null
            ? { of: 'objects', objects: null, holders: null }
            : { of: 'fields', object: choice.object, holders: null },
      };
    case 'reportAnalysis':
      return { kind: 'reportAnalysis', connectionId, staleDays: DEFAULT_STALE_DAYS, kinds: null, names: null };
    case 'fieldsUsed': {
      const fields = askedFields(choice.fields);
      const [first] = fields;
      return first !== undefined && fields.length === 1
        ? { kind: 'whereUsed', connectionId, ...first }
        : { kind: 'fieldsUsed', connectionId, fields };
    }
  }
}
