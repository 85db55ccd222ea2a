import { type FieldDefinitionRow, fieldDefinitionRow } from '../../domain/metadata/definition-facts.ts';
import { CATALOG_ROWS, type CountedObject, soqlList } from '../../domain/reading/definition-chunks.ts';
import type { QueryResult } from '../salesforce/org-client.ts';
import { isPartRefused } from './org-definitions.ts';
import type { SyncRun } from './sync-run.ts';

/** One query of FieldDefinition. */
export type Question = {
  readonly objects: readonly CountedObject[];
  readonly scope: 'full' | 'changed';
  /** Rows of one object that is too large for one answer: those after this DurableId. */
  readonly after: string | null;
  /** Rows of that object that earlier questions brought. */
  readonly before: readonly FieldDefinitionRow[];
};

/** An answer without what is not kept of it: answers wait for others, and their records are several times as large. */
export type FieldAnswer =
  | {
      readonly state: 'read';
      readonly rows: readonly FieldDefinitionRow[];
      /** Records in the answer; more than `rows` when some did not say whose field they are. */
      readonly records: number;
      readonly lastDurableId: string;
    }
  | Extract<QueryResult, { state: 'error' }>;

export const QUERIES_PER_CALL = 5;
export const FIELD_DEFINITION_COLUMNS =
  'DurableId, QualifiedApiName, EntityDefinition.QualifiedApiName, Label, Description, DataType, Length, Precision, ' +
  'Scale, IsIndexed, ReferenceTo, RelationshipName, SecurityClassification, ComplianceGroup, LastModifiedDate';

export function question(objects: readonly CountedObject[], scope: Question['scope']): Question {
  return { objects, scope, after: null, before: [] };
}

/** Asks up to five questions in one call. Throws what stops the read; what the org refuses is an answer. */
export async function askFields(
  run: SyncRun,
  questions: readonly Question[],
  since: string | null,
): Promise<readonly FieldAnswer[]> {
  const soql = questions.map((asked) => soqlOf(asked, since));
  const results = await run.client.toolingMany(soql, { signal: run.signal }).catch((error: unknown) => {
    if (!isPartRefused(error)) throw error;
    return questions.map(() => ({ state: 'error', code: 'INSUFFICIENT_ACCESS', reason: error.message }) as const);
  });
  const leftOut = { state: 'error', code: '', reason: 'The org left this query out.' } as const;
  return questions.map((asked, index) => answerOf(asked, results[index] ?? leftOut));
}

/** The name of the only object that was asked for: some orgs leave the parent out of its rows. */
export function onlyObject({ objects }: Question): string | null {
  return objects.length === 1 ? (objects[0]?.name ?? null) : null;
}

export function halves(asked: Question): Question[] {
  const middle = Math.ceil(asked.objects.length / 2);
  return [asked.objects.slice(0, middle), asked.objects.slice(middle)].map((objects) => ({ ...asked, objects }));
}

function answerOf(asked: Question, result: QueryResult): FieldAnswer {
  if (result.state === 'error') return result;
  const only = onlyObject(asked);
  return {
    state: 'read',
    rows: result.records.map((record) => fieldDefinitionRow(record, only)).filter((row) => row !== null),
    records: result.records.length,
    lastDurableId: String(result.records.at(-1)?.['DurableId']),
  };
}

function soqlOf({ objects, scope, after }: Question, since: string | null): string {
  const names = soqlList(objects.map(({ name }) => name));
  // Ordered only where an answer may be cut: then the next question goes on behind its last row.
  const single = objects.length === 1 ? ' ORDER BY DurableId' : '';
  return (
    `SELECT ${FIELD_DEFINITION_COLUMNS} FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName IN (${names})` +
    `${scope === 'changed' ? ` AND LastModifiedDate > ${since}` : ''}` +
    `${after === null ? '' : ` AND DurableId > '${after}'`}${single} LIMIT ${CATALOG_ROWS}`
  );
}
