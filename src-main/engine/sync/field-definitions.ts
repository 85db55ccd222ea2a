import type { FieldDefinitionRow } from '../../domain/metadata/definition-facts.ts';
import {
  CATALOG_ROWS,
  type CountedObject,
  definitionChunks,
  QUERIES_PER_CALL,
  QUESTIONS_PER_CALL,
} from '../../domain/reading/definition-chunks.ts';
import type { ObjectDefinitions } from '../store/catalog/write.ts';
import { createCustomFields, type CustomFieldsOf } from './custom-fields.ts';
import {
  askFields,
  type FieldAnswer,
  further,
  halves,
  type Question,
  question,
  refusedAnswer,
} from './field-questions.ts';
import type { FieldsAhead } from './fields-ahead.ts';
import type { HeldDescribes } from './held-describes.ts';
import { DESCRIBE_AREA } from './read-describes.ts';
import { DEFINITION_AREA, type OrgDefinitions } from './org-definitions.ts';
import { betweenAnswers, inLanes, LANES, type SyncRun, writeContext, writeInSlices } from './sync-run.ts';

export const FIELD_DEFINITION_AREA = 'field definitions';

export type FieldDefinitionScope = {
  readonly full: readonly CountedObject[];
  readonly changed: readonly CountedObject[];
  readonly since: string | null;
};

/** What reading field definitions came to. */
export type FieldDefinitionsRead = {
  /** Objects of which everything newer than asked was answered. */
  readonly caughtUp: readonly string[];
  /** Objects that had newer definitions. */
  readonly changed: readonly string[];
  /** The newest LastModifiedDate. */
  readonly newest: string | null;
  /** Why the org gives no FieldDefinition at all. */
  readonly refused: string | null;
  /** Objects whose definitions were asked for completely, whatever came of it. */
  readonly asked: ReadonlySet<string>;
};

type Write = {
  readonly definitions: ObjectDefinitions;
  /** FieldDefinition answered for the object. */
  readonly complete: boolean;
};

/** Refusals of the whole object, not of one question. */
const AREA_CODES = new Set([
  'INVALID_TYPE',
  'INSUFFICIENT_ACCESS',
  'API_DISABLED_FOR_ORG',
  'FUNCTIONALITY_NOT_ENABLED',
]);

/** As often as this the same refusal, and no answer yet: the org means the question and not one of its objects. */
const SAME_REFUSALS = 16;

/**
 * Reads FieldDefinition and CustomField and writes them object by object.
 *
 * A catalog object answers at most 2,000 rows and has no second page, so questions are cut by known field counts, and
 * one that comes back full is asked again in halves: never silently cut.
 *
 * @param orgOf what was read of the objects; called when it is needed, since it may be under way still
 * @param ahead calls that go out while objects are still being described; progress is then theirs
 * @param held describes that are written together with their definitions
 * @param refused what an earlier part of this read was told of FieldDefinition as a whole
 */
export async function readFieldDefinitions(
  run: SyncRun,
  scope: FieldDefinitionScope,
  orgOf: () => Promise<OrgDefinitions>,
  {
    ahead = null,
    held = null,
    refused = null,
  }: {
    readonly ahead?: FieldsAhead | null;
    readonly held?: HeldDescribes | null;
    readonly refused?: string | null;
  } = {},
): Promise<FieldDefinitionsRead> {
  const { catalog, signal } = run;
  const queue: Question[] = [
    ...definitionChunks(scope.full).map((objects) => question(objects, 'full')),
    // Newer rows are few, whatever the objects' sizes.
    ...definitionChunks(scope.changed.map(({ name }) => ({ name, fields: 0 }))).map((objects) =>
      question(objects, 'changed'),
    ),
  ];
  const total = scope.full.length + scope.changed.length;
  const changed = new Set<string>();
  const caughtUp: string[] = [];
  const asked = new Set<string>();
  let newest: string | null = null;
  let done = 0;
  let areaRefused = refused;
  let answered = false;
  const refusals = new Map<string, number>();
  const unknown = catalog.snapshots.unknownParts(run.connectionKey);
  const refusedBefore = new Set(unknown.filter(({ area }) => area === FIELD_DEFINITION_AREA).map(({ name }) => name));
  const custom = createCustomFields(run, orgOf);
  // Asked for in one turn with the first of the questions below, which it may share a call with.
  const changedFields = scope.changed.length === 0 ? null : custom.changedSince(scope.since);
  // It is thrown where the answer is waited for.
  changedFields?.catch(() => undefined);
  const progress = (): void => {
    if (ahead === null) run.progress({ stage: 'definitions', done, total });
  };
  progress();

  const seen = (date: string | null): void => {
    if (date !== null && (newest === null || date > newest)) newest = date;
  };
  const writesOf = async (
    { objects, scope: kind }: Question,
    rows: readonly FieldDefinitionRow[],
    complete: boolean,
    customFieldsOf: CustomFieldsOf | null,
  ): Promise<Write[]> => {
    const writes: Write[] = [];
    const org = await orgOf();
    const whole = complete && org.whole && customFieldsOf !== null;
    const byObject = Map.groupBy(rows, ({ object }) => object);
    for (const { name } of objects) {
      if (kind === 'full') asked.add(name);
      else if (whole) caughtUp.push(name);
      const fields = byObject.get(name) ?? [];
      const customFields = customFieldsOf?.(name) ?? [];
      const entity = org.entities.get(name);
      const dates = org.dates.get(name);
      for (const row of fields) seen(row.lastModifiedDate);
      for (const row of customFields) seen(row.lastModifiedDate);
      seen(entity?.lastModifiedDate ?? null);
      const nothing = fields.length === 0 && customFields.length === 0 && entity === undefined;
      // Where nothing is newer there is nothing to write, unless an earlier refusal is made good by this answer.
      if (kind === 'changed' && nothing && !(complete && refusedBefore.has(name))) continue;
      if (kind === 'changed' && !nothing) changed.add(name);
      const all = whole && kind === 'full';
      writes.push({
        complete,
        definitions: { object: name, entity, dates, fields, customFields, scope: all ? 'full' : 'changed' },
      });
    }
    done += objects.length;
    return writes;
  };
  const save = ({ definitions, complete }: Write): void => {
    const describe = held?.take(definitions.object);
    if (describe === undefined) catalog.write.saveDefinitions(writeContext(run), definitions);
    else {
      catalog.write.saveWhole(writeContext(run), describe.facts, describe.lastModified, definitions);
      catalog.snapshots.clearUnknown(run.connectionKey, DESCRIBE_AREA, definitions.object);
    }
    if (complete) catalog.snapshots.clearUnknown(run.connectionKey, FIELD_DEFINITION_AREA, definitions.object);
  };

  const settle = async (asked: Question, answer: FieldAnswer): Promise<Write[]> => {
    const { fields } = answer;
    const customFieldsOf = async (): Promise<CustomFieldsOf | null> =>
      asked.scope === 'changed' ? changedFields : custom.of(answer.customFields);
    if (fields.state === 'error') {
      const times = (refusals.get(fields.reason) ?? 0) + 1;
      refusals.set(fields.reason, times);
      const isWhole = AREA_CODES.has(fields.code) || (!answered && times >= SAME_REFUSALS);
      if (asked.objects.length > 1 && !isWhole) {
        queue.push(...halves(asked));
        return [];
      }
      if (isWhole) areaRefused = fields.reason;
      else {
        for (const { name } of asked.objects) {
          const part = { area: FIELD_DEFINITION_AREA, name, reason: fields.reason };
          catalog.snapshots.putUnknown(run.connectionKey, part);
        }
      }
      return writesOf(asked, asked.earlier?.rows ?? [], false, await customFieldsOf());
    }
    answered = true;
    if (fields.records >= CATALOG_ROWS || fields.nameless) {
      queue.push(...further(asked, answer));
      return [];
    }
    return writesOf(asked, fields.rows, true, await customFieldsOf());
  };

  try {
    await inLanes(LANES, async () => {
      signal.throwIfAborted();
      const early = queue.length === 0 ? ((await ahead?.next()) ?? null) : null;
      const call = early?.questions ?? nextCall(queue);
      if (call.length === 0) return false;
      const reason = early === null ? areaRefused : null;
      const answers =
        reason === null
          ? await (early?.answers ?? askFields(run, call, scope.since))
          : call.map(() => refusedAnswer('INSUFFICIENT_ACCESS', reason));
      const writes: Write[] = [];
      for (const [index, asked] of call.entries()) {
        const answer = answers[index];
        if (answer !== undefined) writes.push(...(await settle(asked, answer)));
      }
      await writeInSlices(run, writes, rowsOf, save);
      progress();
      await betweenAnswers(run);
      return true;
    });
    await changedFields;
  } finally {
    for (const [name, reason] of [
      ['FieldDefinition', areaRefused],
      ['CustomField', custom.refused()],
    ] as const) {
      if (reason === null) catalog.snapshots.clearUnknown(run.connectionKey, DEFINITION_AREA, name);
      else catalog.snapshots.putUnknown(run.connectionKey, { area: DEFINITION_AREA, name, reason });
    }
  }
  return { caughtUp, changed: [...changed], newest, refused: areaRefused, asked };
}

/** A question for all rows is a query of two kinds of definitions, one for changed rows of one. */
function nextCall(queue: Question[]): readonly Question[] {
  const others = queue.findIndex(({ scope }) => scope !== 'changed');
  const changed = others === -1 ? queue.length : others;
  return queue.splice(0, changed === 0 ? QUESTIONS_PER_CALL : Math.min(changed, QUERIES_PER_CALL));
}

function rowsOf({ definitions }: Write): number {
  return Math.max(definitions.fields.length, definitions.customFields.length);
}
