import type { Component } from '../../../domain/areas/component.ts';
import { FIELD_DETAIL_FACTS, fieldDetailUses, withFieldDetail } from '../../../domain/areas/field-detail.ts';
import { customFieldName, toUtc } from '../../../domain/metadata/api-names.ts';
import { FIELD_FLAG, hasFlag } from '../../../domain/metadata/field-flags.ts';
import { nextWatermark } from '../../../domain/reading/watermark.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { DetailedField } from '../../store/catalog/field-names.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeContext, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import { namesWhenNeeded } from '../names-when-needed.ts';
import { orgSchemaOf } from '../org-schema.ts';
import { dateOf, textOf } from '../record-facts.ts';
import { type DefinitionSpec, definitionKeeper, metadataOf, readDefinitions } from './whole-records.ts';

const TYPE = 'FieldDetail';
const SOURCE = 'roll-ups and lookup filters';
const DEFINITIONS: DefinitionSpec = {
  type: TYPE,
  sObject: 'CustomField',
  purpose: 'definitions',
  facts: FIELD_DETAIL_FACTS,
  sharesIds: true,
  define: (detail, record) => {
    const metadata = metadataOf(record);
    return metadata === null ? null : withFieldDetail(detail, metadata);
  },
};

type Watermark = {
  readonly fields: string | null;
  /** Fields of which the org has no CustomField row of their own, e.g. those of person accounts. */
  readonly without: readonly string[];
};

/**
 * What the describe does not say of roll-up summaries, lookups and master-details: what is summed up, and which filters
 * there are. Only of objects that are in the store; the ids to ask with come from CustomField.
 */
export const readFieldDetails: AreaReader = async (run) => {
  const { components } = run.areas;
  const key = run.connectionKey;
  const wanted = new Map(run.catalog.detailedFields(key).map((field) => [nameOf(field), field]));
  if (run.catalog.overview(run.connectionId).objects === 0) {
    run.unknown(
      'CustomField',
      'Roll-ups and lookup filters belong to fields, and no object is read. They come with the objects, once some are chosen.',
    );
    return null;
  }
  const before = run.watermark as Watermark | null;
  const known = new Set(components.ofType(key, TYPE).map(({ name }) => name));
  const left = new Set(before?.without);
  // An object that was read since the last time has fields that did not change since then.
  const isComplete = [...wanted.keys()].every((name) => known.has(name) || left.has(name));
  const since = isComplete ? (before?.fields ?? null) : null;
  const fields = await readIds(run, wanted, since);
  const stored = components.ofType(key, TYPE);
  run.catalog.transaction(() => {
    for (const { name } of stored) {
      if (!wanted.has(name)) components.end(writeContext(run), TYPE, name);
    }
    components.confirmAll(writeContext(run), TYPE);
  });
  await readDefinitions(run, DEFINITIONS);
  writeUses(run);
  const there = new Set(stored.map(({ name }) => name));
  return { fields, without: [...wanted.keys()].filter((name) => !there.has(name)) };
};

function nameOf({ object, name }: Pick<DetailedField, 'object' | 'name'>): string {
  return `${object}.${name}`;
}

/** Puts the ids of the wanted fields down. Answers up to when changes are in the store; as before where the org refuses. */
async function readIds(
  run: AreaRun,
  wanted: ReadonlyMap<string, DetailedField>,
  since: string | null,
): Promise<string | null> {
  const names = namesWhenNeeded(run);
  const complete = definitionKeeper(run, DEFINITIONS);
  const where = since === null ? '' : ` WHERE LastModifiedDate > ${since}`;
  const soql = `SELECT Id, DeveloperName, NamespacePrefix, TableEnumOrId, LastModifiedDate FROM CustomField${where}`;
  let newest: string | null = null;
  try {
    const pages = run.client.query(soql, { tooling: true, purpose: DEFINITIONS.purpose, signal: run.signal });
    for await (const records of pages) {
      if (records.length > 0) await names.ready();
      await writeInSlices(
        run,
        records,
        () => 1,
        (record) => {
          for (const field of fieldsOf(record, names.of(textOf(record.TableEnumOrId)), wanted)) {
            run.areas.components.save(writeContext(run), run.area, complete(detailOf(field, record)));
          }
        },
      );
      for (const record of records) {
        const at = toUtc(record.LastModifiedDate);
        if (at !== null && (newest === null || at > newest)) newest = at;
      }
      await betweenAnswers(run);
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown('CustomField', error.message);
    return since;
  }
  run.unknown('CustomField', null);
  return nextWatermark(newest, since, run.startedAtMs);
}

/** The wanted fields that a row stands for: a field of activities is one of tasks and of events. */
function fieldsOf(
  record: SObjectRecord,
  object: string | null,
  wanted: ReadonlyMap<string, DetailedField>,
): readonly DetailedField[] {
  const name = customFieldName(textOf(record.DeveloperName) ?? '', textOf(record.NamespacePrefix));
  const objects = object === 'Activity' ? ['Task', 'Event'] : [object ?? ''];
  return objects.flatMap((one) => wanted.get(nameOf({ object: one, name })) ?? []);
}

function detailOf(field: DetailedField, record: SObjectRecord): Component {
  const kind = hasFlag(field.flags, FIELD_FLAG.rollUp)
    ? 'Roll-up summary'
    : hasFlag(field.flags, FIELD_FLAG.cascadeDelete)
      ? 'Master-detail'
      : 'Lookup';
  return {
    type: TYPE,
    name: nameOf(field),
    label: field.label,
    object: field.object,
    namespace: textOf(record.NamespacePrefix),
    orgId: textOf(record.Id),
    description: null,
    createdDate: null,
    createdBy: null,
    lastModifiedDate: dateOf(record.LastModifiedDate),
    lastModifiedBy: null,
    facts: { kind, referenceTo: field.referenceTo, relationshipName: field.relationshipName },
    searchText: null,
    unknown: [],
  };
}

/** Fields are no components: what they use is replaced as a whole. */
function writeUses(run: AreaRun): void {
  const { components, usage } = run.areas;
  const schema = orgSchemaOf(run);
  const facts = components.ofType(run.connectionKey, TYPE).flatMap((detail) => fieldDetailUses(detail, schema));
  run.catalog.transaction(() => {
    usage.dropSource(run.connectionKey, SOURCE);
    usage.add(run.connectionKey, SOURCE, facts);
  });
}
