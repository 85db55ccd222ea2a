import { type CustomFieldRow, customFieldRow } from '../../domain/metadata/definition-facts.ts';
import { soqlList } from '../../domain/reading/definition-chunks.ts';
import type { QueryResult, SObjectRecord } from '../salesforce/org-client.ts';
import { isPartRefused, type OrgDefinitions } from './org-definitions.ts';
import { betweenAnswers, type SyncRun } from './sync-run.ts';

/** Custom fields of tasks and events belong to this object, which no list and no choice names. */
export const ACTIVITY = 'Activity';
const ACTIVITY_OBJECTS: ReadonlySet<string> = new Set(['Task', 'Event']);

export const CUSTOM_FIELD_COLUMNS =
  'Id, DeveloperName, NamespacePrefix, TableEnumOrId, EntityDefinitionId, EntityDefinition.QualifiedApiName, ' +
  'Description, InlineHelpText, CreatedDate, LastModifiedDate';
const ALL_CUSTOM_FIELDS = `SELECT ${CUSTOM_FIELD_COLUMNS} FROM CustomField`;

/** What the org says of the custom fields of some objects; an error where it does not take the question. */
export type CustomFieldAnswer =
  | { readonly state: 'read'; readonly rows: readonly CustomFieldRow[] }
  | Extract<QueryResult, { state: 'error' }>;

/** The custom fields of an object, by its API name. */
export type CustomFieldsOf = (object: string) => readonly CustomFieldRow[];

export type CustomFields = {
  /** Null where the org gives none at all. */
  readonly of: (answer: CustomFieldAnswer) => Promise<CustomFieldsOf | null>;
  /** Those with a newer definition. */
  readonly changedSince: (since: string | null) => Promise<CustomFieldsOf | null>;
  /** Why the org gives none. */
  readonly refused: () => string | null;
};

/** Asks for the custom fields of some objects. */
export function customFieldsQuestion(objects: readonly string[]): string {
  const activity = objects.some((name) => ACTIVITY_OBJECTS.has(name)) ? [ACTIVITY] : [];
  return `${ALL_CUSTOM_FIELDS} WHERE EntityDefinition.QualifiedApiName IN (${soqlList([...objects, ...activity])})`;
}

export function customFieldAnswer(result: QueryResult): CustomFieldAnswer {
  return result.state === 'error' ? result : { state: 'read', rows: rowsOf(result.records) };
}

/**
 * Custom fields from answers about some objects. Where the org does not take such a question, all of them are read once:
 * slower, not less.
 */
export function createCustomFields(run: SyncRun, orgOf: () => Promise<OrgDefinitions>): CustomFields {
  let all: Promise<CustomFieldsOf | null> | null = null;
  let refused: string | null = null;

  const read = async (soql: string): Promise<CustomFieldsOf> => {
    const rows: CustomFieldRow[] = [];
    for await (const page of run.client.query(soql, { tooling: true, signal: run.signal })) {
      rows.push(...rowsOf(page));
      await betweenAnswers(run);
    }
    return byObject(rows, await orgOf());
  };
  const readAll = async (): Promise<CustomFieldsOf | null> => {
    try {
      return await read(ALL_CUSTOM_FIELDS);
    } catch (error) {
      if (!isPartRefused(error)) throw error;
      refused = error.message;
      return null;
    }
  };
  const whole = (): Promise<CustomFieldsOf | null> => (all ??= readAll());

  return {
    of: async (answer) => (answer.state === 'error' ? whole() : byObject(answer.rows, await orgOf())),
    changedSince: async (since) => {
      try {
        return await read(`${ALL_CUSTOM_FIELDS} WHERE LastModifiedDate > ${since}`);
      } catch (error) {
        if (!isPartRefused(error)) throw error;
        return whole();
      }
    },
    refused: () => refused,
  };
}

function rowsOf(records: readonly SObjectRecord[]): CustomFieldRow[] {
  return records.map(customFieldRow).filter((row) => row !== null);
}

function byObject(rows: readonly CustomFieldRow[], org: OrgDefinitions): CustomFieldsOf {
  // Where the org did not resolve a field's object, its id does.
  const fields = Map.groupBy(
    rows,
    ({ object, tableId }) => object ?? (tableId === null ? null : (org.objectOfId(tableId) ?? tableId)),
  );
  return (object) => [
    ...(fields.get(object) ?? []),
    ...(ACTIVITY_OBJECTS.has(object) ? (fields.get(ACTIVITY) ?? []) : []),
  ];
}
