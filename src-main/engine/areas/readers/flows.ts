import type { Component } from '../../../domain/areas/component.ts';
import { FLOW_FACTS, flowUses, withFlowDefinition } from '../../../domain/areas/flow-definition.ts';
import { type FlowVersion, versionInUse, versionsOf, withVersions } from '../../../domain/areas/flow-versions.ts';
import { shortId } from '../../../domain/metadata/api-names.ts';
import { nextWatermark } from '../../../domain/reading/watermark.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeContext } from '../../sync/sync-run.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import type { EntityNames } from '../entity-names.ts';
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
  const nameOf = await run.entityNames();
  const complete = definitionKeeper(run, DEFINITIONS);
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
    component: (record) => {
      const flow = complete(flowOf(record, nameOf));
      return withVersions(flow, versionsOf(flow));
    },
  });
  const versions = await readVersions(run, (run.watermark as { readonly versions?: string } | null)?.versions ?? null);
  await readDefinitions(run, DEFINITIONS);
  const schema = orgSchemaOf(run);
  await writeUsage(run, 'flows', 'Flow', (flow) => flowUses(flow, schema));
  return { versions, usage: usageMark(run) };
};

function flowOf(record: SObjectRecord, nameOf: EntityNames): Component {
  const namespace = textOf(record.NamespacePrefix);
  const apiName = textOf(record.ApiName) ?? '';
  const prefix = namespace === null ? '' : `${namespace}__`;
  return {
    type: 'Flow',
    name: apiName.startsWith(prefix) ? apiName : `${prefix}${apiName}`,
    label: textOf(record.Label) ?? apiName,
    object: nameOf(textOf(record.TriggerObjectOrEventId)),
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

/** Reads the versions that are new or changed, and notices those that are gone. Answers up to when changes are in the store. */
async function readVersions(run: AreaRun, since: string | null): Promise<string | null> {
  const options = { tooling: true, purpose: 'automation', signal: run.signal } as const;
  const changed = new Map<string, FlowVersion[]>();
  let newest: string | null = null;
  try {
    const where = since === null ? '' : ` WHERE LastModifiedDate > ${since}`;
    for await (const records of run.client.query(`SELECT ${VERSION_FIELDS} FROM Flow${where}`, options)) {
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
    if (since !== null) await dropGone(run, options);
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
  options: { readonly tooling: true; readonly purpose: 'automation'; readonly signal: AbortSignal },
): Promise<void> {
  let kept = 0;
  for (const page of run.areas.components.pagesOf(run.connectionKey, 'Flow')) {
    for (const flow of page) kept += versionsOf(flow).length;
    await betweenAnswers(run);
  }
  if ((await run.client.count('Flow', options)) === kept) return;
  const there = new Set<string>();
  for await (const records of run.client.query('SELECT Id FROM Flow', options)) {
    for (const { Id } of records) there.add(idOf(Id) ?? '');
  }
  await merge(run, new Map(), ({ id }) => there.has(id));
}
