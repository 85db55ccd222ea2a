import type { QueryResult } from '../../salesforce/org-client.ts';
import type { AreaRun } from '../area-run.ts';
import { askMany } from './access-answers.ts';
import type { AccessWatermark } from './access-watermark.ts';

/** What the org counts before rows are asked for; `changed` is null at a first read. */
export type Counts = { readonly total: QueryResult; readonly changed: QueryResult | null };

export type AccessCounts = {
  readonly sets: QueryResult;
  readonly objects: Counts;
  readonly fields: Counts;
  readonly assignments: Counts;
  /** Access to Apex classes, pages and others, in groups of holder and type. */
  readonly opens: QueryResult;
};

/** In two calls, what would be eight: nearly always nothing changed, and then nothing more is asked. */
export async function readAccessCounts(run: AreaRun, before: AccessWatermark): Promise<AccessCounts> {
  const total = (sObject: string): string => `SELECT COUNT() FROM ${sObject}`;
  const changed = (sObject: string, since: string | null): string =>
    since === null ? '' : `${total(sObject)} WHERE SystemModstamp > ${since}`;
  const queries = {
    sets: before.sets === null ? '' : total('PermissionSet'),
    objects: total('ObjectPermissions'),
    objectsChanged: changed('ObjectPermissions', before.objects),
    fields: total('FieldPermissions'),
    fieldsChanged: changed('FieldPermissions', before.fields),
    assignments: total('PermissionSetAssignment'),
    assignmentsChanged: changed('PermissionSetAssignment', before.assignments),
    opens: 'SELECT ParentId, SetupEntityType, COUNT(Id) n FROM SetupEntityAccess GROUP BY ParentId, SetupEntityType',
  };
  const asked = Object.entries(queries).filter(([, soql]) => soql !== '');
  const answers = await askMany<string>(run, Object.fromEntries(asked));
  const answer = (name: keyof typeof queries): QueryResult =>
    answers[name] ?? { state: 'read', records: [], totalSize: 0 };
  return {
    sets: answer('sets'),
    objects: { total: answer('objects'), changed: answers.objectsChanged ?? null },
    fields: { total: answer('fields'), changed: answers.fieldsChanged ?? null },
    assignments: { total: answer('assignments'), changed: answers.assignmentsChanged ?? null },
    opens: answer('opens'),
  };
}
