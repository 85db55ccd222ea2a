import {
  type CustomFieldRow,
  customFieldRow,
  type EntityDefinitionRow,
  entityDefinitionRow,
} from '../../domain/metadata/definition-facts.ts';
import { shortId, toUtc } from '../../domain/metadata/api-names.ts';
import { soqlList } from '../../domain/reading/definition-chunks.ts';
import { EngineFailure } from '../failure.ts';
import type { SObjectRecord } from '../salesforce/org-client.ts';
import type { ObjectDates } from '../store/catalog/write.ts';
import { betweenAnswers, type SyncRun } from './sync-run.ts';

export const DEFINITION_AREA = 'definitions';

/** Objects whose definitions are read completely, and those of which only newer rows are asked for. */
export type DefinitionScope = {
  readonly full: readonly string[];
  readonly changed: readonly string[];
  /** ISO 8601; set when `changed` has any. */
  readonly since: string | null;
};

/** Custom fields of tasks and events belong to this object, which no list and no choice names. */
export const ACTIVITY = 'Activity';
const ACTIVITY_OBJECTS: ReadonlySet<string> = new Set(['Task', 'Event']);

export type OrgDefinitions = {
  readonly entities: ReadonlyMap<string, EntityDefinitionRow>;
  readonly dates: ReadonlyMap<string, ObjectDates>;
  readonly customFieldsOf: (object: string) => readonly CustomFieldRow[];
  /** False when a part could not be read; it is then asked for again next time. */
  readonly whole: boolean;
};

const ENTITY_NAMES = 150;
const QUERIES_PER_CALL = 5;
/** Up to here CustomField is asked for by object; beyond, all of the org cost less than the names. */
const FILTERED_OBJECTS = 60;
/** Beyond, CustomField is read in parts side by side: the pages of one query can only be asked for one after another. */
const PARTED_OBJECTS = 250;
/** About a third of the names each, in orgs named in English. */
const NAME_PARTS = ["DeveloperName < 'F'", "DeveloperName >= 'F' AND DeveloperName < 'P'", "DeveloperName >= 'P'"];
export const CUSTOM_OBJECT_COLUMNS = 'Id, CreatedDate, LastModifiedDate';
export const ENTITY_COLUMNS = 'DurableId, QualifiedApiName, Label, Description, LastModifiedDate';
export const CUSTOM_FIELD_COLUMNS =
  'Id, DeveloperName, NamespacePrefix, TableEnumOrId, EntityDefinitionId, EntityDefinition.QualifiedApiName, ' +
  'Description, InlineHelpText, CreatedDate, LastModifiedDate';
const ALL_CUSTOM_FIELDS = `SELECT ${CUSTOM_FIELD_COLUMNS} FROM CustomField`;

/** Failures that mean "this org or user does not give this part", not "stop". */
export function isPartRefused(error: unknown): error is EngineFailure {
  return (
    error instanceof EngineFailure &&
    ['no-permission', 'org-refused', 'request-refused', 'too-large'].includes(error.code)
  );
}

function batches<T>(all: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let at = 0; at < all.length; at += size) result.push(all.slice(at, at + size));
  return result;
}

/** Reads EntityDefinition, CustomObject and CustomField of the objects in scope. */
export async function readOrgDefinitions(run: SyncRun, scope: DefinitionScope): Promise<OrgDefinitions> {
  const unknown = (name: string, reason: string | null): void => {
    if (reason === null) run.catalog.snapshots.clearUnknown(run.connectionKey, DEFINITION_AREA, name);
    else run.catalog.snapshots.putUnknown(run.connectionKey, { area: DEFINITION_AREA, name, reason });
  };
  const entityRows: SObjectRecord[] = [];
  const objectRows: SObjectRecord[] = [];
  const customFieldsOfTable = new Map<string, CustomFieldRow[]>();
  let whole = true;

  const readObjects = async (): Promise<void> => {
    const newer = ` AND LastModifiedDate > ${scope.since}`;
    const queries = [
      ...batches(scope.full, ENTITY_NAMES).map((names) => entityQuery(names, '')),
      ...batches(scope.changed, ENTITY_NAMES).map((names) => entityQuery(names, newer)),
    ];
    if (scope.full.some((name) => name.includes('__'))) {
      queries.push(`SELECT ${CUSTOM_OBJECT_COLUMNS} FROM CustomObject`);
    }
    const reasons = new Map<string, string | null>();
    for (const call of batches(queries, QUERIES_PER_CALL)) {
      const results = await run.client.toolingMany(call, { signal: run.signal });
      results.forEach((result, index) => {
        const isEntity = call[index]?.endsWith('FROM CustomObject') === false;
        const name = isEntity ? 'EntityDefinition' : 'CustomObject';
        if (result.state === 'error') reasons.set(name, result.reason);
        else {
          (isEntity ? entityRows : objectRows).push(...result.records);
          if (!reasons.has(name)) reasons.set(name, null);
        }
      });
      await betweenAnswers(run);
    }
    for (const [name, reason] of reasons) {
      unknown(name, reason);
      whole &&= reason === null;
    }
  };
  const readCustomFields = async (soql: string): Promise<void> => {
    for await (const page of run.client.query(soql, { tooling: true, signal: run.signal })) {
      for (const record of page) {
        const row = customFieldRow(record);
        const table = row === null ? null : (row.object ?? row.tableId);
        if (row === null || table === null) continue;
        const list = customFieldsOfTable.get(table);
        if (list === undefined) customFieldsOfTable.set(table, [row]);
        else list.push(row);
      }
      await betweenAnswers(run);
    }
  };

  const objectsRead = tolerated(readObjects, (reason) => {
    unknown('EntityDefinition', reason);
    whole = false;
  });
  const customFieldsRead = tolerated(
    async () => {
      const queries = customFieldQueries(scope);
      try {
        await allSettled(queries.map(readCustomFields));
      } catch (error) {
        // A filter that this org does not take must not cost the descriptions: the plain query is slower, not less.
        if (!isPartRefused(error) || queries.includes(ALL_CUSTOM_FIELDS)) throw error;
        customFieldsOfTable.clear();
        await readCustomFields(ALL_CUSTOM_FIELDS);
      }
      unknown('CustomField', null);
    },
    (reason) => {
      unknown('CustomField', reason);
      whole = false;
    },
  );
  await allSettled([objectsRead, customFieldsRead]);

  const entities = new Map<string, EntityDefinitionRow>();
  const nameOfId = new Map<string, string>();
  for (const record of entityRows) {
    const row = entityDefinitionRow(record);
    if (row === null) continue;
    entities.set(row.name, row);
    if (row.durableId !== null) nameOfId.set(shortId(row.durableId), row.name);
  }

  // Where the org did not resolve a field's object, its id does.
  const customFields = new Map<string, CustomFieldRow[]>();
  for (const [table, rows] of customFieldsOfTable) {
    const object = nameOfId.get(shortId(table)) ?? table;
    const list = customFields.get(object);
    if (list === undefined) customFields.set(object, rows);
    else list.push(...rows);
  }

  const dates = new Map<string, ObjectDates>();
  for (const record of objectRows) {
    const name = nameOfId.get(shortId(String(record['Id'])));
    if (name === undefined) continue;
    dates.set(name, { createdDate: toUtc(record['CreatedDate']), lastModifiedDate: toUtc(record['LastModifiedDate']) });
  }
  const customFieldsOf = (object: string): readonly CustomFieldRow[] => [
    ...(customFields.get(object) ?? []),
    ...(ACTIVITY_OBJECTS.has(object) ? (customFields.get(ACTIVITY) ?? []) : []),
  ];
  return { entities, dates, customFieldsOf, whole };
}

function entityQuery(names: readonly string[], newer: string): string {
  return `SELECT ${ENTITY_COLUMNS} FROM EntityDefinition WHERE QualifiedApiName IN (${soqlList(names)})${newer}`;
}

function customFieldQueries(scope: DefinitionScope): string[] {
  const select = ALL_CUSTOM_FIELDS;
  if (scope.full.length > PARTED_OBJECTS) {
    return NAME_PARTS.map((part) => `${select} WHERE ${part}`);
  }
  if (scope.full.length > FILTERED_OBJECTS) return [select];
  const queries: string[] = [];
  if (scope.full.length > 0) {
    const activity = scope.full.some((name) => ACTIVITY_OBJECTS.has(name)) ? [ACTIVITY] : [];
    const names = soqlList([...scope.full, ...activity]);
    queries.push(`${select} WHERE EntityDefinition.QualifiedApiName IN (${names})`);
  }
  if (scope.changed.length > 0) queries.push(`${select} WHERE LastModifiedDate > ${scope.since}`);
  return queries;
}

/** Waits for all, so that nothing goes on behind a failure; then throws the first. */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

async function tolerated(work: () => Promise<void>, refused: (reason: string) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    refused(error.message);
  }
}
