import { toUtc } from '../../domain/metadata/api-names.ts';
import type { Component } from '../../domain/areas/component.ts';
import type { SObjectRecord } from '../salesforce/org-client.ts';

/** A text that is there; null for anything else, the empty text included. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

export function booleanOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** A date as ISO 8601 in UTC; null where there is none, or where the org says 1970 for "not known". */
export function dateOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const date = toUtc(text);
  return date === null || date.startsWith('1970-01-01') ? null : date;
}

/** A field of a parent record, e.g. `parentOf(record, 'CreatedBy', 'Name')`. */
export function parentOf(record: SObjectRecord, relationship: string, field: string): unknown {
  const parent = record[relationship];
  return typeof parent === 'object' && parent !== null ? (parent as SObjectRecord)[field] : null;
}

/** What nearly every setup object has: id, namespace, who made and changed it, and when. */
export function commonFacts(
  record: SObjectRecord,
): Pick<Component, 'orgId' | 'namespace' | 'createdDate' | 'createdBy' | 'lastModifiedDate' | 'lastModifiedBy'> {
  return {
    orgId: textOf(record.Id),
    namespace: textOf(record.NamespacePrefix),
    createdDate: dateOf(record.CreatedDate),
    createdBy: textOf(parentOf(record, 'CreatedBy', 'Name')),
    lastModifiedDate: dateOf(record.LastModifiedDate),
    lastModifiedBy: textOf(parentOf(record, 'LastModifiedBy', 'Name')),
  };
}

/** The fields of a query that `commonFacts` reads, without `Id`. */
export const COMMON_FIELDS = 'NamespacePrefix, CreatedDate, CreatedBy.Name, LastModifiedDate, LastModifiedBy.Name';
