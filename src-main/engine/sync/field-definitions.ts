import { type FieldDefinitionRow, fieldDefinitionRow } from '../../domain/metadata/definition-facts.ts';
import {
  CATALOG_ROWS,
  type CountedObject,
  definitionChunks,
  soqlList,
} from '../../domain/reading/definition-chunks.ts';
import type { QueryResult } from '../salesforce/org-client.ts';
import type { ObjectDefinitions } from '../store/catalog/write.ts';
import { DEFINITION_AREA, isPartRefused, type OrgDefinitions } from './org-definitions.ts';
import { betweenAnswers, inLanes, LANES, type SyncRun, writeContext, writeInSlices } from './sync-run.ts';

export const FIELD_DEFINITION_AREA = 'field definitions';

export type FieldDefinitionScope = {
  readonly full: readonly CountedObject[];
  readonly changed: readonly CountedObject[];
  readonly since: string | null;
};

type Question = {
  readonly objects: readonly CountedObject[];
  readonly scope: 'full' | 'changed';
  /** Rows of one object that is too large for one answer: those after this DurableId. */
  readonly after: string | null;
  /** Rows of that object that earlier questions brought. */
  readonly before: readonly FieldDefinitionRow[];
};

type Write = {
  readonly definitions: ObjectDefinitions;
  /** FieldDefinition answered for the object. */
  readonly complete: boolean;
};

const QUERIES_PER_CALL = 5;
const COLUMNS =
  'DurableId, QualifiedApiName, EntityDefinition.QualifiedApiName, Label, Description, DataType, Length, Precision, ' +
  'Scale, IsIndexed, ReferenceTo, RelationshipName, LastModifiedDate';
/** Refusals of the whole object, not of one question. */
const AREA_CODES = new Set([
  'INVALID_TYPE',
  'INSUFFICIENT_ACCESS',
  'API_DISABLED_FOR_ORG',
  'FUNCTIONALITY_NOT_ENABLED',
]);

/**
 * Reads FieldDefinition and writes it, with the CustomField rows, object by object.
 *
 * A catalog object answers at most 2,000 rows and has no second page, so questions are cut by known field counts, and
 * one that comes back full is asked again in halves: never silently cut.
 *
 * @returns whether all was read, and objects that had newer definitions
 */
export async function readFieldDefinitions(
  run: SyncRun,
  scope: FieldDefinitionScope,
  org: OrgDefinitions,
): Promise<{ readonly whole: boolean; readonly changed: readonly string[]; readonly newest: string | null }> {
  const { catalog, client, signal } = run;
  const question = (objects: readonly CountedObject[], kind: Question['scope']): Question => ({
    objects,
    scope: kind,
    after: null,
    before: [],
  });
  const queue: Question[] = [
    ...definitionChunks(scope.full).map((objects) => question(objects, 'full')),
    // Newer rows are few, whatever the objects' sizes.
    ...definitionChunks(scope.changed.map(({ name }) => ({ name, fields: 0 }))).map((objects) =>
      question(objects, 'changed'),
    ),
  ];
  const total = scope.full.length + scope.changed.length;
  const changed = new Set<string>();
  let newest: string | null = null;
  let done = 0;
  let whole = true;
  let areaRefused: string | null = null;
  run.progress({ stage: 'definitions', done, total });

  const seen = (date: string | null): void => {
    if (date !== null && (newest === null || date > newest)) newest = date;
  };
  const writesOf = (
    { objects, scope: kind, before }: Question,
    rows: readonly FieldDefinitionRow[],
    complete: boolean,
  ): Write[] => {
    const writes: Write[] = [];
    const byObject = new Map<string, FieldDefinitionRow[]>();
    for (const row of [...before, ...rows]) {
      const list = byObject.get(row.object);
      if (list === undefined) byObject.set(row.object, [row]);
      else list.push(row);
    }
    for (const { name } of objects) {
      const fields = byObject.get(name) ?? [];
      const customFields = org.customFieldsOf(name);
      const entity = org.entities.get(name);
      const dates = org.dates.get(name);
      for (const row of fields) seen(row.lastModifiedDate);
      for (const row of customFields) seen(row.lastModifiedDate);
      seen(entity?.lastModifiedDate ?? null);
      const nothing = fields.length === 0 && customFields.length === 0 && entity === undefined;
      if (kind === 'changed' && nothing) continue;
      if (kind === 'changed') changed.add(name);
      const all = complete && org.whole && kind === 'full';
      writes.push({
        complete,
        definitions: { object: name, entity, dates, fields, customFields, scope: all ? 'full' : 'changed' },
      });
    }
    done += objects.length;
    return writes;
  };
  const save = ({ definitions, complete }: Write): void => {
    catalog.write.saveDefinitions(writeContext(run), definitions);
    if (complete) catalog.snapshots.clearUnknown(run.connectionKey, FIELD_DEFINITION_AREA, definitions.object);
  };

  const settle = (asked: Question, result: QueryResult): Write[] => {
    if (result.state === 'error') {
      if (asked.objects.length > 1 && !AREA_CODES.has(result.code)) {
        queue.push(...halves(asked));
        return [];
      }
      whole = false;
      if (AREA_CODES.has(result.code)) areaRefused = result.reason;
      else {
        for (const { name } of asked.objects) {
          const part = { area: FIELD_DEFINITION_AREA, name, reason: result.reason };
          catalog.snapshots.putUnknown(run.connectionKey, part);
        }
      }
      return writesOf(asked, [], false);
    }
    const only = asked.objects.length === 1 ? (asked.objects[0]?.name ?? null) : null;
    const rows = result.records.map((record) => fieldDefinitionRow(record, only)).filter((row) => row !== null);
    // Rows that do not say whose they are can be told apart only by asking for one object at a time.
    const nameless = rows.length < result.records.length && only === null;
    if (result.records.length < CATALOG_ROWS && !nameless) return writesOf(asked, rows, true);
    if (asked.objects.length > 1) {
      queue.push(...halves(asked));
    } else {
      const after = String(result.records.at(-1)?.['DurableId']);
      queue.push({ ...asked, after, before: [...asked.before, ...rows] });
    }
    return [];
  };

  try {
    await inLanes(LANES, async () => {
      signal.throwIfAborted();
      const call = queue.splice(0, QUERIES_PER_CALL);
      if (call.length === 0) return false;
      if (areaRefused !== null) {
        const writes = call.flatMap((asked) => writesOf(asked, [], false));
        await writeInSlices(run, writes, rowsOf, save);
        return true;
      }
      const results = await client
        .toolingMany(
          call.map((asked) => soqlOf(asked, scope.since)),
          { signal },
        )
        .catch((error: unknown) => {
          if (!isPartRefused(error)) throw error;
          return call.map(() => ({ state: 'error', code: 'INSUFFICIENT_ACCESS', reason: error.message }) as const);
        });
      const leftOut = { state: 'error', code: '', reason: 'The org left this query out.' } as const;
      const writes = call.flatMap((asked, index) => settle(asked, results[index] ?? leftOut));
      await writeInSlices(run, writes, rowsOf, save);
      run.progress({ stage: 'definitions', done, total });
      await betweenAnswers(run);
      return true;
    });
  } finally {
    const name = 'FieldDefinition';
    if (areaRefused === null) catalog.snapshots.clearUnknown(run.connectionKey, DEFINITION_AREA, name);
    else catalog.snapshots.putUnknown(run.connectionKey, { area: DEFINITION_AREA, name, reason: areaRefused });
  }
  return { whole: whole && org.whole, changed: [...changed], newest };
}

function rowsOf({ definitions }: Write): number {
  return Math.max(definitions.fields.length, definitions.customFields.length);
}

function halves(asked: Question): Question[] {
  const middle = Math.ceil(asked.objects.length / 2);
  return [asked.objects.slice(0, middle), asked.objects.slice(middle)].map((objects) => ({ ...asked, objects }));
}

function soqlOf({ objects, scope, after }: Question, since: string | null): string {
  const names = soqlList(objects.map(({ name }) => name));
  // Ordered only where an answer may be cut: then the next question goes on behind its last row.
  const single = objects.length === 1 ? ' ORDER BY DurableId' : '';
  return (
    `SELECT ${COLUMNS} FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName IN (${names})` +
    `${scope === 'changed' ? ` AND LastModifiedDate > ${since}` : ''}` +
    `${after === null ? '' : ` AND DurableId > '${after}'`}${single} LIMIT ${CATALOG_ROWS}`
  );
}
