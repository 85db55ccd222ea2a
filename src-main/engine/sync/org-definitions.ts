import { type EntityDefinitionRow, entityDefinitionRow } from '../../domain/metadata/definition-facts.ts';
import { shortId, toUtc } from '../../domain/metadata/api-names.ts';
import { CATALOG_ROWS, QUERIES_PER_CALL, soqlList } from '../../domain/reading/definition-chunks.ts';
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

export type OrgDefinitions = {
  readonly entities: ReadonlyMap<string, EntityDefinitionRow>;
  readonly dates: ReadonlyMap<string, ObjectDates>;
  /** The API name of an object, by the id that custom fields know it by. */
  readonly objectOfId: (id: string) => string | undefined;
  /** False when a part could not be read; it is then asked for again next time. */
  readonly whole: boolean;
};

const ENTITY_NAMES = 150;
export const CUSTOM_OBJECT_COLUMNS = 'Id, CreatedDate, LastModifiedDate';
export const ENTITY_COLUMNS = 'DurableId, QualifiedApiName, Label, Description, LastModifiedDate';

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

/** Reads EntityDefinition and CustomObject of the objects in scope. */
export async function readOrgDefinitions(run: SyncRun, scope: DefinitionScope): Promise<OrgDefinitions> {
  const unknown = (name: string, reason: string | null): void => {
    if (reason === null) run.catalog.snapshots.clearUnknown(run.connectionKey, DEFINITION_AREA, name);
    else run.catalog.snapshots.putUnknown(run.connectionKey, { area: DEFINITION_AREA, name, reason });
  };
  const entityRows: SObjectRecord[] = [];
  const objectRows: SObjectRecord[] = [];
  let whole = true;

  const readObjects = async (): Promise<void> => {
    const newer = ` AND LastModifiedDate > ${scope.since}`;
    const named = batches(scope.changed, ENTITY_NAMES).map((names) => entityQuery(names, newer));
    const changed = scope.full.length === 0 && named.length > 1 ? await changedEntities(run, scope) : null;
    if (changed !== null) {
      entityRows.push(...changed);
      unknown('EntityDefinition', null);
      return;
    }
    const queries = [...batches(scope.full, ENTITY_NAMES).map((names) => entityQuery(names, '')), ...named];
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
  try {
    await readObjects();
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    unknown('EntityDefinition', error.message);
    whole = false;
  }

  const entities = new Map<string, EntityDefinitionRow>();
  const nameOfId = new Map<string, string>();
  for (const record of entityRows) {
    const row = entityDefinitionRow(record);
    if (row === null) continue;
    entities.set(row.name, row);
    if (row.durableId !== null) nameOfId.set(shortId(row.durableId), row.name);
  }

  const dates = new Map<string, ObjectDates>();
  for (const record of objectRows) {
    const name = nameOfId.get(shortId(String(record['Id'])));
    if (name === undefined) continue;
    dates.set(name, { createdDate: toUtc(record['CreatedDate']), lastModifiedDate: toUtc(record['LastModifiedDate']) });
  }
  return { entities, dates, objectOfId: (id) => nameOfId.get(shortId(id)), whole };
}

/** All that changed, in one query; null where the org refuses it or has more of them than an answer may name. */
async function changedEntities(run: SyncRun, { since }: DefinitionScope): Promise<readonly SObjectRecord[] | null> {
  const soql = `SELECT ${ENTITY_COLUMNS} FROM EntityDefinition WHERE LastModifiedDate > ${since} LIMIT ${CATALOG_ROWS}`;
  const [answer] = await run.client.toolingMany([soql], { signal: run.signal });
  await betweenAnswers(run);
  return answer?.state === 'read' && answer.records.length < CATALOG_ROWS ? answer.records : null;
}

function entityQuery(names: readonly string[], newer: string): string {
  return `SELECT ${ENTITY_COLUMNS} FROM EntityDefinition WHERE QualifiedApiName IN (${soqlList(names)})${newer}`;
}
