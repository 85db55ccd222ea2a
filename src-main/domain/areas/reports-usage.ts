import type { UsageFact } from './component.ts';
import type { ReportDefinition } from './reports.ts';
import { type ObjectPaths, reportTypeParts } from './reports-columns.ts';

/**
 * What a report uses, by its definition: fields (`column`, `grouping`, `filter`, `timeFrame`, `bucket`, `sort`), the
 * objects of its report type and of its cross filters, and its report type where it is a custom one.
 *
 * @param name `folder/name`
 */
export function reportUsage(name: string, definition: ReportDefinition, paths: ObjectPaths): readonly UsageFact[] {
  const from = { fromType: 'Report', fromName: name } as const;
  const found = new Map<string, UsageFact>();
  const add = (toType: string, toName: string | null, via: string): void => {
    if (toName === null) return;
    found.set(`${toType} ${toName} ${via}`, { ...from, toType, toName, via });
  };
  const fields = (list: readonly { readonly field: string | null }[], via: string): void => {
    for (const { field } of list) add('CustomField', field, via);
  };
  fields(definition.columns, 'column');
  fields([...definition.groupingsDown, ...definition.groupingsAcross], 'grouping');
  fields(definition.filters, 'filter');
  fields(definition.dateFilter === null ? [] : [definition.dateFilter], 'timeFrame');
  fields(definition.buckets, 'bucket');
  fields(definition.sort, 'sort');
  for (const { relatedObject, relatedField } of definition.crossFilters) {
    add('CustomObject', relatedObject, 'crossFilter');
    if (relatedObject !== null && relatedField !== null) {
      add(
        'CustomField',
        `${relatedObject}.${paths.lookup(relatedObject, relatedField)?.field ?? relatedField}`,
        'crossFilter',
      );
    }
  }
  if (definition.reportType !== null) {
    const type = reportTypeParts(definition.reportType);
    add('ReportType', type.custom, 'reportType');
    add('CustomObject', type.base, 'reportType');
    add('CustomObject', type.beside, 'reportType');
    add('CustomObject', parentOver(type.over, paths), 'reportType');
  }
  return [...found.values()];
}

/** The object behind `Child__c.Parent__c`; null where the objects were not read. */
function parentOver(over: string | null, paths: ObjectPaths): string | null {
  const [object, lookup] = over?.split('.') ?? [];
  return object === undefined || lookup === undefined ? null : (paths.lookup(object, lookup)?.target ?? null);
}
