import { customFieldRow, fieldDefinitionRow } from '../../domain/metadata/definition-facts.ts';
import { developerNameOf } from '../../domain/metadata/api-names.ts';
import { CATALOG_ROWS, soqlList } from '../../domain/reading/definition-chunks.ts';
import type { QueryResult, SObjectRecord } from '../salesforce/org-client.ts';
import { ACTIVITY } from './custom-fields.ts';
import { isPartRefused } from './org-definitions.ts';
import { betweenAnswers, type SyncRun } from './sync-run.ts';

type HiddenField = { readonly object: string; readonly name: string };

/** Object and field names of one question: well below what an address may have. */
const NAME_CHARS = 5000;
/** FieldDefinition and CustomField each. */
const GROUPS_PER_CALL = 2;

/**
 * Which of these objects have hidden fields in the store that the org may no longer have.
 *
 * No describe names a hidden field, and a deleted one has no date that a question for changes could find, so this asks
 * for them by name. Where the org does not answer, nothing is said to be gone.
 */
export async function objectsWithGoneFields(run: SyncRun, objects: readonly string[]): Promise<readonly string[]> {
  if (objects.length === 0) return [];
  const among = new Set(objects);
  const hidden = run.catalog.hiddenFields(run.connectionId).filter(({ object }) => among.has(object));
  const groups = groupsOf(hidden);
  const gone = new Set<string>();
  for (let at = 0; at < groups.length; at += GROUPS_PER_CALL) {
    const call = groups.slice(at, at + GROUPS_PER_CALL);
    const results = await ask(run, call.flatMap(questionsOf));
    call.forEach((group, index) => {
      const definitions = recordsOf(results[index * 2]);
      const customFields = recordsOf(results[index * 2 + 1]);
      if (definitions === null || customFields === null) return;
      const named = new Set([...definitions.map(definedName), ...customFields.map(customName)]);
      // Rows that do not say whose field they are count for every object.
      const isNamed = ({ object, name }: HiddenField): boolean =>
        named.has(`${object}.${name}`) || named.has(`.${name}`);
      for (const field of group) if (!isNamed(field)) gone.add(field.object);
    });
    await betweenAnswers(run);
  }
  return [...gone];
}

async function ask(run: SyncRun, soql: readonly string[]): Promise<readonly QueryResult[]> {
  try {
    return await run.client.toolingMany(soql, { signal: run.signal });
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    return [];
  }
}

function groupsOf(fields: readonly HiddenField[]): HiddenField[][] {
  const groups: HiddenField[][] = [];
  let chars = NAME_CHARS;
  for (const field of fields) {
    const more = field.object.length + field.name.length;
    if (chars + more > NAME_CHARS) {
      groups.push([]);
      chars = 0;
    }
    groups.at(-1)?.push(field);
    chars += more;
  }
  return groups;
}

function questionsOf(group: readonly HiddenField[]): string[] {
  const objects = [...new Set(group.map(({ object }) => object))];
  const names = [...new Set(group.map(({ name }) => name))];
  return [
    'SELECT QualifiedApiName, EntityDefinition.QualifiedApiName FROM FieldDefinition ' +
      `WHERE EntityDefinition.QualifiedApiName IN (${soqlList(objects)}) ` +
      `AND QualifiedApiName IN (${soqlList(names)}) LIMIT ${CATALOG_ROWS}`,
    'SELECT Id, DeveloperName, NamespacePrefix, EntityDefinition.QualifiedApiName FROM CustomField ' +
      `WHERE EntityDefinition.QualifiedApiName IN (${soqlList([...objects, ACTIVITY])}) ` +
      `AND DeveloperName IN (${soqlList(names.map(developerNameOf))}) LIMIT ${CATALOG_ROWS}`,
  ];
}

/** Null when the answer says nothing about what is missing from it. */
function recordsOf(result: QueryResult | undefined): readonly SObjectRecord[] | null {
  if (result?.state !== 'read') return null;
  const { records, totalSize } = result;
  return records.length < CATALOG_ROWS && records.length >= totalSize ? records : null;
}

function definedName(record: SObjectRecord): string {
  const row = fieldDefinitionRow(record);
  return row === null ? `.${String(record['QualifiedApiName'])}` : `${row.object}.${row.name}`;
}

function customName(record: SObjectRecord): string {
  const row = customFieldRow(record);
  const object = row?.object === ACTIVITY ? null : row?.object;
  return `${object ?? ''}.${row?.name ?? ''}`;
}
