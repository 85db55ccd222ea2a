import type { Component } from '../../../domain/areas/component.ts';
import { FLOW_FACTS, flowUses, withFlowDefinition } from '../../../domain/areas/flow-definition.ts';
import { type FlowVersion, versionInUse, versionsOf, withVersions } from '../../../domain/areas/flow-versions.ts';
import { shortId } from '../../../domain/metadata/api-names.ts';
import { nextWatermark } from '../../../domain/reading/watermark.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeContext } from '../../sync/sync-run.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import { namesWhenNeeded } from '../names-when-needed.ts';
import { orgSchemaOf } from '../org-schema.ts';
import { booleanOf, dateOf, numberOf, parentOf, textOf } from '../record-facts.ts';
import { readList } from '../read-list.ts';
import { usageMark, writeUsage } from '../write-usage.ts';
import { type DefinitionSpec, definitionKeeper, metadataOf, readDefinitions } from './whole-records.ts';

const VIEW_FIELDS =
  'DurableId, ApiName, Label, Description, ProcessType, TriggerType, TriggerObjectOrEventId, RecordTriggerType, TriggerOrder, ActiveVersionId, LatestVersionId, IsActive, IsOutOfDate, IsTemplate, Builder, InstalledPackageName, VersionNumber';
const VERSION_FIELDS =
  'Id, DefinitionId, VersionNumber, Status, ApiVersion, CreatedDate, CreatedBy.Name, LastModifiedDate, LastModifiedBy.Name';

const DEFINITIONS: DefinitionSpec = {
  type: 'Flow',
  sObject: 'Flow',
  purpose: 'automation',
  facts: FLOW_FACTS,
  // A flow can be some megabytes.
  firstBatch: 5,
  idOf: (flow) => versionInUse(flow)?.id ?? null,
  stateOf: (flow) => {
    const version = versionInUse(flow);
    return version === null ? null : `${version.id} ${version.lastModifiedDate ?? ''}`;
  },
  define: (flow, record) => {
    const metadata = metadataOf(record);
    return metadata === null ? null : withFlowDefinition(flow, metadata);
  },
};

/**
 * Flows: the list with what starts each, their versions, and the definition of the version in use (the active one, or the
 * latest where none is active).
 *
 * The list has no date that moves when a version is activated, so it is read whole each time; versions are not.
 */
export const readFlows: AreaReader = async (run) => {
  const since = (run.watermark as { readonly versions?: string } | null)?.versions ?? null;
  const asked = since === null ? null : askVersions(run, since);
  // It is thrown where the answer is waited for.
  asked?.catch(() => undefined);
  const complete = definitionKeeper(run, DEFINITIONS);
  const names = namesWhenNeeded(run);
  const listed = run.catalog.list.list(run.connectionKey).flatMap(({ name, vanished }) => (vanished ? [] : [name]));
  const objects = new Set(listed);
  const knownOf = (record: SObjectRecord): StoredComponent | null => sameVersions(run, record, objects);
  await readList(run, {
    type: 'Flow',
    sObject: 'FlowDefinitionView',
    api: 'data',
    purpose: 'automation',
    idField: 'DurableId',
    fields: VIEW_FIELDS,
    common: 'NamespacePrefix, LastModifiedDate, LastModifiedBy',
    stamp: null,
    since: null,
    ready: async (records) => {
      if (records.some((record) => knownOf(record) === null)) await names.ready();
    },
    component: (record) => {
      const known = knownOf(record);
      const object = known === null ? names.of(textOf(record.TriggerObjectOrEventId)) : known.object;
      const flow = complete(flowOf(record, object));
      return withVersions(flow, versionsOf(flow));
    },
  });
  const versions = await readVersions(run, since, await asked);
  await readDefinitions(run, DEFINITIONS);
  const schema = orgSchemaOf(run);
  await writeUsage(run, 'flows', 'Flow', (flow) => flowUses(flow, schema));
  return { versions, usage: usageMark(run) };
};

/**
 * The flow in the store, where it has the versions that the row has, since what starts it is a matter of its version; null
 * where the object that starts it is not known or has another name by now.
 */
function sameVersions(run: AreaRun, record: SObjectRecord, objects: ReadonlySet<string>): StoredComponent | null {
  const known = run.areas.components.byOrgId(run.connectionKey, shortId(textOf(record.DurableId) ?? ''));
  const { ActiveVersionId, LatestVersionId, LastModifiedDate, TriggerObjectOrEventId } = record;
  const isSame =
    known?.type === 'Flow' &&
    known.facts.activeVersionId === idOf(ActiveVersionId) &&
    known.facts.latestVersionId === idOf(LatestVersionId) &&
    known.lastModifiedDate === dateOf(LastModifiedDate);
  if (!isSame) return null;
  const isKnown = known.object === null ? textOf(TriggerObjectOrEventId) === null : objects.has(known.object);
  return isKnown ? known : null;
}

function flowOf(record: SObjectRecord, object: string | null): Component {
  const namespace = textOf(record.NamespacePrefix);
  const apiName = textOf(record.ApiName) ?? '';
  const prefix = namespace === null ? '' : `${namespace}__`;
  return {
    type: 'Flow',
    name: apiName.startsWith(prefix) ? apiName : `${prefix}${apiName}`,
    label: textOf(record.Label) ?? apiName,
    object,
    namespace,
    orgId: textOf(record.DurableId),
    description: textOf(record.Description),
    createdDate: null,
    createdBy: null,
    lastModifiedDate: dateOf(record.LastModifiedDate),
    lastModifiedBy: textOf(record.LastModifiedBy),
    facts: {
      processType: textOf(record.ProcessType),
      triggerType: textOf(record.TriggerType),
      recordTriggerType: textOf(record.RecordTriggerType),
      triggerOrder: numberOf(record.TriggerOrder),
      active: booleanOf(record.IsActive),
      outOfDate: booleanOf(record.IsOutOfDate),
      template: booleanOf(record.IsTemplate),
      builder: textOf(record.Builder),
      package: textOf(record.InstalledPackageName),
      activeVersionId: idOf(record.ActiveVersionId),
      latestVersionId: idOf(record.LatestVersionId),
    },
    searchText: null,
    unknown: [],
  };
}

function idOf(value: unknown): string | null {
  const id = textOf(value);
  return id === null ? null : shortId(id);
}

function versionOf(record: SObjectRecord): FlowVersion {
  return {
    id: idOf(record.Id) ?? '',
    number: numberOf(record.VersionNumber) ?? 0,
    status: textOf(record.Status),
    apiVersion: numberOf(record.ApiVersion),
    createdDate: dateOf(record.CreatedDate),
    createdBy: textOf(parentOf(record, 'CreatedBy', 'Name')),
    lastModifiedDate: dateOf(record.LastModifiedDate),
    lastModifiedBy: textOf(parentOf(record, 'LastModifiedBy', 'Name')),
  };
}

type AskedVersions = { readonly changed: readonly SObjectRecord[]; readonly counted: number };

/** Versions that changed, and how many there are: one call. Null where the org refuses either. */
async function askVersions(run: AreaRun, since: string): Promise<AskedVersions | null> {
  const queries = [`SELECT ${VERSION_FIELDS} FROM Flow WHERE LastModifiedDate > ${since}`, 'SELECT COUNT() FROM Flow'];
  try {
    const options = { purpose: 'automation', signal: run.signal } as const;
    const [changed, count] = await run.client.toolingMany(queries, options);
    if (changed?.state !== 'read' || count?.state !== 'read') return null;
    return { changed: changed.records, counted: count.totalSize };
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    return null;
  }
}

/** Reads the versions that are new or changed, and notices those that are gone. Answers up to when changes are in the store. */
async function readVersions(run: AreaRun, since: string | null, asked: AskedVersions | null): Promise<string | null> {
  const options = { tooling: true, purpose: 'automation', signal: run.signal } as const;
  const changed = new Map<string, FlowVersion[]>();
  let newest: string | null = null;
  try {
    const where = since === null ? '' : ` WHERE LastModifiedDate > ${since}`;
    const soql = `SELECT ${VERSION_FIELDS} FROM Flow${where}`;
    for await (const records of asked === null ? run.client.query(soql, options) : [asked.changed]) {
      for (const record of records) {
        const version = versionOf(record);
        const flow = idOf(record.DefinitionId) ?? '';
        changed.set(flow, [...(changed.get(flow) ?? []), version]);
        const at = version.lastModifiedDate;
        if (at !== null && (newest === null || at > newest)) newest = at;
      }
      await betweenAnswers(run);
    }
    await merge(run, changed, () => since !== null);
    if (since !== null) await dropGone(run, asked?.counted ?? null, options);
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown('Flow: versions', error.message);
    return since;
  }
  run.unknown('Flow: versions', null);
  return nextWatermark(newest, since, run.startedAtMs);
}

/** Writes versions into their flows, in place of those of the same id; of the others those that are to be kept stay. */
async function merge(
  run: AreaRun,
  changed: ReadonlyMap<string, readonly FlowVersion[]>,
  isKept: (version: FlowVersion) => boolean,
): Promise<void> {
  const { components } = run.areas;
  for (const page of components.pagesOf(run.connectionKey, 'Flow')) {
    run.catalog.transaction(() => {
      for (const stored of page) {
        const fresh = changed.get(stored.orgId ?? '') ?? [];
        const ids = new Set(fresh.map(({ id }) => id));
        const kept = versionsOf(stored).filter((version) => !ids.has(version.id) && isKept(version));
        if (fresh.length === 0 && kept.length === versionsOf(stored).length) continue;
        const { id: _id, readAt: _readAt, ...flow } = stored;
        components.save(writeContext(run), run.area, withVersions(flow, [...kept, ...fresh]));
      }
    });
    await betweenAnswers(run);
  }
}

async function dropGone(
  run: AreaRun,
  countedBefore: number | null,
  options: { readonly tooling: true; readonly purpose: 'automation'; readonly signal: AbortSignal },
): Promise<void> {
  let kept = 0;
  for (const page of run.areas.components.pagesOf(run.connectionKey, 'Flow')) {
    for (const flow of page) kept += versionsOf(flow).length;
    await betweenAnswers(run);
  }
  if ((countedBefore ?? (await run.client.count('Flow', options))) === kept) return;
  const there = new Set<string>();
  for await (const records of run.client.query('SELECT Id FROM Flow', options)) {
    for (const { Id } of records) there.add(idOf(Id) ?? '');
  }
  await merge(run, new Map(), ({ id }) => there.has(id));
}
