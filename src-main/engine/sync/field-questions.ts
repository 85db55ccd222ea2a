import { type FieldDefinitionRow, fieldDefinitionRow } from '../../domain/metadata/definition-facts.ts';
import { CATALOG_ROWS, type CountedObject, soqlList } from '../../domain/reading/definition-chunks.ts';
import type { QueryResult } from '../salesforce/org-client.ts';
import { type CustomFieldAnswer, customFieldAnswer, customFieldsQuestion } from './custom-fields.ts';
import { isPartRefused } from './org-definitions.ts';
import type { SyncRun } from './sync-run.ts';

/**
 * One query of FieldDefinition. Where all rows are asked for, one of CustomField goes with it, so that what arrives can
 * be written at once.
 */
export type Question = {
  readonly objects: readonly CountedObject[];
  readonly scope: 'full' | 'changed';
  /** Of one object that is too large for one answer; null: nothing of it was asked for before. */
  readonly earlier: EarlierRows | null;
};

type EarlierRows = {
  /** The rows after this DurableId are asked for. */
  readonly after: string;
  readonly rows: readonly FieldDefinitionRow[];
  readonly customFields: CustomFieldAnswer;
};

/** An answer without what is not kept of it: answers wait for others, and their records are several times as large. */
export type FieldAnswer = {
  readonly fields:
    | {
        readonly state: 'read';
        /** With those of earlier questions. */
        readonly rows: readonly FieldDefinitionRow[];
        /** Records in the answer; more than its rows when some did not say whose field they are. */
        readonly records: number;
        readonly nameless: boolean;
        readonly lastDurableId: string;
      }
    | Extract<QueryResult, { state: 'error' }>;
  readonly customFields: CustomFieldAnswer;
};

export const FIELD_DEFINITION_COLUMNS =
  'DurableId, QualifiedApiName, EntityDefinition.QualifiedApiName, Label, Description, DataType, Length, Precision, ' +
  'Scale, IsIndexed, ReferenceTo, RelationshipName, SecurityClassification, ComplianceGroup, LastModifiedDate';

const NOT_ASKED = { state: 'error', code: '', reason: 'It was not asked for.' } as const;
const LEFT_OUT = { state: 'error', code: '', reason: 'The org left this query out.' } as const;

export function question(objects: readonly CountedObject[], scope: Question['scope']): Question {
  return { objects, scope, earlier: null };
}

/** The answer of an org that is known to refuse FieldDefinition. */
export function refusedAnswer(code: string, reason: string): FieldAnswer {
  return { fields: { state: 'error', code, reason }, customFields: NOT_ASKED };
}

/** Asks up to two questions in one call. Throws what stops the read; what the org refuses is an answer. */
export async function askFields(
  run: SyncRun,
  questions: readonly Question[],
  since: string | null,
): Promise<readonly FieldAnswer[]> {
  const calls = questions.map((asked) => queriesOf(asked, since));
  let results: readonly QueryResult[];
  try {
    results = await run.client.toolingMany(calls.flat(), { signal: run.signal });
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    const { message } = error;
    return questions.map(() => refusedAnswer('INSUFFICIENT_ACCESS', message));
  }
  let at = 0;
  return questions.map((asked, index) => {
    const from = at;
    at += calls[index]?.length ?? 0;
    const customFields = at - from > 1 ? customFieldAnswer(results[from + 1] ?? LEFT_OUT) : null;
    return answerOf(asked, results[from] ?? LEFT_OUT, customFields);
  });
}

/** The name of the only object that was asked for: some orgs leave the parent out of its rows. */
function onlyObject({ objects }: Question): string | null {
  return objects.length === 1 ? (objects[0]?.name ?? null) : null;
}

/** What remains to be asked when an answer came back full. */
export function further(asked: Question, answer: FieldAnswer): Question[] {
  const { fields, customFields } = answer;
  if (asked.objects.length > 1 || fields.state === 'error') return halves(asked);
  return [{ ...asked, earlier: { after: fields.lastDurableId, rows: fields.rows, customFields } }];
}

export function halves(asked: Question): Question[] {
  const middle = Math.ceil(asked.objects.length / 2);
  return [asked.objects.slice(0, middle), asked.objects.slice(middle)].map((objects) => ({ ...asked, objects }));
}

function answerOf(asked: Question, result: QueryResult, custom: CustomFieldAnswer | null): FieldAnswer {
  const customFields = custom ?? asked.earlier?.customFields ?? NOT_ASKED;
  if (result.state === 'error') return { fields: result, customFields };
  const only = onlyObject(asked);
  const rows = result.records.map((record) => fieldDefinitionRow(record, only)).filter((row) => row !== null);
  return {
    fields: {
      state: 'read',
      rows: [...(asked.earlier?.rows ?? []), ...rows],
      records: result.records.length,
      // Rows that do not say whose they are can be told apart only by asking for one object at a time.
      nameless: rows.length < result.records.length && only === null,
      lastDurableId: String(result.records.at(-1)?.['DurableId']),
    },
    customFields,
  };
}

function queriesOf({ objects, scope, earlier }: Question, since: string | null): string[] {
  const all = objects.map(({ name }) => name);
  const names = soqlList(all);
  // Ordered only where an answer may be cut: then the next question goes on behind its last row.
  const single = objects.length === 1 ? ' ORDER BY DurableId' : '';
  const fields =
    `SELECT ${FIELD_DEFINITION_COLUMNS} FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName IN (${names})` +
    `${scope === 'changed' ? ` AND LastModifiedDate > ${since}` : ''}` +
    `${earlier === null ? '' : ` AND DurableId > '${earlier.after}'`}${single} LIMIT ${CATALOG_ROWS}`;
  return scope === 'full' && earlier === null ? [fields, customFieldsQuestion(all)] : [fields];
}
