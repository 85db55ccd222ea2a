import type { Named, NameOfId } from '../../../domain/areas/dependency-facts.ts';
import { customFieldName, shortId, toUtc } from '../../../domain/metadata/api-names.ts';
import { nextWatermark } from '../../../domain/reading/watermark.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { ComponentKey } from '../../store/areas/components.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { textOf } from '../record-facts.ts';

const FIELD_COLUMNS = 'Id, DeveloperName, NamespacePrefix, TableEnumOrId, LastModifiedDate';

/** Code that uses fields and is in no area, by the column of its name. Its changes are asked for by date. */
const OTHER_CODE = {
  ApexPage: 'Name',
  ApexComponent: 'Name',
  LightningComponentBundle: 'DeveloperName',
  AuraDefinitionBundle: 'DeveloperName',
} as const;

/** A component that uses others, whose dependencies are to be asked for again. */
export type ChangedUser = Named & { readonly id: string };

export type ChangedIds = {
  readonly users: readonly ChangedUser[];
  /** Up to when changes are known; the same as before where the org refused. */
  readonly since: string | null;
};

/** Reads the ids of all custom fields of the org, which nothing else keeps. Null where the org refuses. */
export async function readCustomFieldIds(run: AreaRun): Promise<string | null> {
  const nameOf = await run.entityNames();
  const { customFieldIds } = run.areas;
  let newest: string | null = null;
  let first = true;
  try {
    const soql = `SELECT ${FIELD_COLUMNS} FROM CustomField`;
    for await (const records of run.client.query(soql, options(run))) {
      if (first) run.catalog.transaction(() => customFieldIds.dropAll(run.connectionKey));
      first = false;
      await writeInSlices(
        run,
        records,
        () => 0,
        (record) => {
          putField(run, nameOf, record);
        },
      );
      newest = records.reduce(newerOf, newest);
      await betweenAnswers(run);
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown('CustomField', error.message);
    return null;
  }
  run.unknown('CustomField', null);
  return nextWatermark(newest, null, run.startedAtMs);
}

/**
 * Asks which custom fields and which code changed: five small questions in a call. A kind of code that the org does not
 * have, or does not show, has not changed.
 */
export async function readChangedIds(run: AreaRun, since: string): Promise<ChangedIds> {
  const newer = `WHERE LastModifiedDate > ${since}`;
  const code = Object.entries(OTHER_CODE);
  const queries = [
    `SELECT ${FIELD_COLUMNS} FROM CustomField ${newer}`,
    ...code.map(([type, name]) => `SELECT Id, ${name}, NamespacePrefix, LastModifiedDate FROM ${type} ${newer}`),
  ];
  const [fields, ...others] = await run.client.toolingMany(queries, { purpose: 'dependencies', signal: run.signal });
  const users: ChangedUser[] = [];
  if (fields === undefined || fields.state === 'error') {
    run.unknown('CustomField', fields?.reason ?? null);
    return { users, since };
  }
  run.unknown('CustomField', null);
  const nameOf = fields.records.length === 0 ? () => null : await run.entityNames();
  run.catalog.transaction(() => {
    for (const record of fields.records) {
      const put = putField(run, nameOf, record);
      if (put !== null) users.push(put);
    }
  });
  let newest = fields.records.reduce(newerOf, null);
  for (const [index, answer] of others.entries()) {
    const [type, column] = code[index] ?? [];
    if (answer.state === 'error' || type === undefined || column === undefined) continue;
    newest = answer.records.reduce(newerOf, newest);
    for (const record of answer.records) {
      const [id, name, namespace] = [textOf(record.Id), textOf(record[column]), textOf(record.NamespacePrefix)];
      if (id === null || name === null) continue;
      users.push({ id: shortId(id), type, name: namespace === null ? name : `${namespace}__${name}` });
    }
  }
  return { users, since: nextWatermark(newest, since, run.startedAtMs) };
}

/** Forgets fields that the org no longer has: those of objects that were read, which the objects no longer name. */
export function dropGoneFields(run: AreaRun): void {
  const { catalog, connectionKey: key } = run;
  const read = new Set(catalog.list.list(key).flatMap(({ name, readAt }) => (readAt === null ? [] : [name])));
  const there = new Map<string, ReadonlySet<string>>();
  const fieldsOf = (object: string): ReadonlySet<string> => {
    const known = there.get(object);
    if (known !== undefined) return known;
    const names = new Set((catalog.fieldNames(key, object)?.fields ?? []).map(({ name }) => name));
    there.set(object, names);
    return names;
  };
  catalog.transaction(() => {
    for (const { orgId, object, field } of run.areas.customFieldIds.list(key)) {
      if (!read.has(object) || fieldsOf(object).has(field)) continue;
      run.areas.customFieldIds.drop(key, orgId);
      run.areas.usage.dropFrom(key, 'CustomField', `${object}.${field}`);
    }
  });
}

/** What every id that the store knows stands for: custom fields, custom objects, components. */
export async function namesOfIds(run: AreaRun): Promise<ReadonlyMap<string, Named>> {
  const key = run.connectionKey;
  const names = new Map<string, Named>();
  for (const [id, name] of (await run.entityNames()).ids) names.set(id, { type: 'CustomObject', name });
  for (const { orgId, object, field } of run.areas.customFieldIds.list(key)) {
    names.set(orgId, { type: 'CustomField', name: `${object}.${field}` });
  }
  for (const { orgId, type, name } of run.areas.components.keys(key)) {
    if (isDependent(type)) names.set(orgId, { type, name });
  }
  return names;
}

export function finderOf(names: ReadonlyMap<string, Named>): NameOfId {
  return (id) => names.get(id) ?? null;
}

/** Users, folders and permissions are in no dependency. */
const NOT_DEPENDENT: ReadonlySet<string> = new Set([
  'User',
  'ReportFolder',
  'DashboardFolder',
  'Profile',
  'PermissionSet',
  'PermissionSetGroup',
  'MutingPermissionSet',
  'InstalledPackage',
  'ObjectLimit',
  'FieldDetail',
  'CustomSetting',
  'CustomMetadataType',
]);

export function isDependent(type: string): boolean {
  return !NOT_DEPENDENT.has(type);
}

/** The newest change of each type in the store: what the next read compares with. */
export function newestOfTypes(keys: readonly ComponentKey[]): Readonly<Record<string, string>> {
  const newest: Record<string, string> = {};
  for (const { type, lastModifiedDate } of keys) {
    if (lastModifiedDate === null || !isDependent(type)) continue;
    const known = newest[type];
    if (known === undefined || lastModifiedDate > known) newest[type] = lastModifiedDate;
  }
  return newest;
}

function options(run: AreaRun) {
  return { tooling: true, purpose: 'dependencies', signal: run.signal } as const;
}

function putField(
  run: AreaRun,
  nameOf: (entity: string | null) => string | null,
  record: SObjectRecord,
): ChangedUser | null {
  const [id, name] = [textOf(record.Id), textOf(record.DeveloperName)];
  const object = nameOf(textOf(record.TableEnumOrId));
  if (id === null || name === null || object === null) return null;
  const field = customFieldName(name, textOf(record.NamespacePrefix));
  run.areas.customFieldIds.put(run.connectionKey, { orgId: id, object, field });
  return { id: shortId(id), type: 'CustomField', name: `${object}.${field}` };
}

function newerOf(newest: string | null, record: SObjectRecord): string | null {
  const at = toUtc(record.LastModifiedDate);
  return at !== null && (newest === null || at > newest) ? at : newest;
}
