import type { BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';
import { baseObjectOf, parentLookupOf } from './base-object.ts';
import { reportColumn } from './report-column.ts';
import type { ReportColumn } from './report-column.ts';
import type { ReportMetadata } from './report-metadata.ts';

/** Every column of the report type that a report names and a field stands behind, each once. */
export function usedColumns(model: OrgModel, metadata: ReportMetadata): readonly ReportColumn[] {
  const type = metadata.reportType.type;
  const base = baseObjectOf(model, type);
  if (base === undefined) return [];
  const lookup = parentLookupOf(model, type);
  return [...codesOf(metadata)].flatMap((code) => {
    const column = reportColumn(model, base, code, lookup) ?? childColumn(model, base, code, lookup);
    return column === undefined || column.entityColumnName === null ? [] : [column];
  });
}

function codesOf(metadata: ReportMetadata): ReadonlySet<string> {
  const buckets = metadata.buckets as readonly { readonly sourceColumnName: string }[];
  return new Set([
    ...metadata.detailColumns,
    ...[...metadata.groupingsDown, ...metadata.groupingsAcross].map(({ name }) => name),
    ...metadata.reportFilters.map(({ column }) => column),
    ...metadata.sortBy.map(({ sortColumn }) => sortColumn),
    ...buckets.map(({ sourceColumnName }) => sourceColumnName),
    ...(metadata.standardDateFilter === null ? [] : [metadata.standardDateFilter.column]),
  ]);
}

/**
 * A column of a custom report type over child objects: `Base__c.Children__r.Grandchildren__r$Field__c`. Runs do not read
 * it; descriptions name its field.
 */
function childColumn(
  model: OrgModel,
  base: BundleObject,
  code: string,
  lookup: string | undefined,
): ReportColumn | undefined {
  const [first = '', ...steps] = code.split(/[.$*]/);
  if (first !== base.name || steps.length < 2) return undefined;
  let object = base;
  for (const step of steps.slice(0, -1)) {
    const next = childOf(model, object, step) ?? childOfParent(model, object, step) ?? parentOf(model, object, step);
    if (next === undefined) return undefined;
    object = next;
  }
  const last = steps.at(-1) ?? '';
  const column = reportColumn(model, object, `${object.name}.${last}`, lookup);
  return column === undefined ? undefined : { ...column, code };
}

function childOf(model: OrgModel, object: BundleObject, relationship: string): BundleObject | undefined {
  const named = object.childRelationships?.find(({ relationshipName }) => relationshipName === relationship);
  if (named !== undefined) return model.object(named.childSObject);
  return model.bundle.sobjects.find((child) =>
    child.fields.some(
      ({ referenceTo, childRelationshipName }) =>
        childRelationshipName !== undefined &&
        referenceTo?.includes(object.name) === true &&
        [childRelationshipName, `${childRelationshipName}__r`].includes(relationship),
    ),
  );
}

/** From a contact's role, report types go on to what hangs on the contact. */
function childOfParent(model: OrgModel, object: BundleObject, relationship: string): BundleObject | undefined {
  if (object.name !== 'OpportunityContactRole') return undefined;
  const contact = model.object('Contact');
  return contact === undefined ? undefined : childOf(model, contact, relationship);
}

function parentOf(model: OrgModel, object: BundleObject, step: string): BundleObject | undefined {
  const field = object.fields.find(({ name, relationshipName }) => name === step || relationshipName === step);
  return model.object(field?.referenceTo?.[0] ?? '');
}
