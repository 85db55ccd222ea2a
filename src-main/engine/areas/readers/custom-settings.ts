import type { Component } from '../../../domain/areas/component.ts';
import { textOf as textAt } from '../../../domain/areas/metadata-json.ts';
import { namespaceOf } from '../../../domain/metadata/api-names.ts';
import { nextWatermark } from '../../../domain/reading/watermark.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import type { ListedRow } from '../../store/catalog/object-list.ts';
import { readList as readObjectList } from '../../sync/read-list.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeContext, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import { namesWhenNeeded } from '../names-when-needed.ts';
import { COMMON_FIELDS, commonFacts, textOf } from '../record-facts.ts';
import { listKeeper } from './list-keeper.ts';
import { type DefinitionSpec, metadataOf, readDefinitions } from './whole-records.ts';

/** By kind of object. */
const TYPES: Readonly<Record<string, { readonly type: string; readonly notRead: string }>> = {
  customSetting: {
    type: 'CustomSetting',
    notRead: 'The values of the setting are records. They are not read.',
  },
  customMetadata: {
    type: 'CustomMetadataType',
    notRead: 'The records of the type are not read.',
  },
};

/**
 * Custom settings and custom metadata types: what they are, and none of their records.
 *
 * The list of objects says which there are, CustomObject when they changed, and their definition who sees them.
 */
export const readCustomSettings: AreaReader = async (run) => {
  // Areas can be read without any object.
  if (run.catalog.list.state(run.connectionKey).listReadAt === null) await readObjectList(run);
  const since = (run.watermark as { readonly objects?: string } | null)?.objects ?? null;
  const { changed, reason, newest } = await readChanged(run, since);
  for (const [kind, { type, notRead }] of Object.entries(TYPES)) {
    const objects = run.catalog.list.list(run.connectionKey).filter((row) => row.kind === kind && !row.vanished);
    const spec = definitionSpec(type);
    const keep = listKeeper(run, spec);
    const stored = new Map(run.areas.components.ofType(run.connectionKey, type).map((one) => [one.name, one]));
    await writeInSlices(
      run,
      objects,
      () => 1,
      (row) => {
        const facts = changed.get(row.name) ?? null;
        const one = facts === null ? unchanged(stored.get(row.name)) : fromRecord(facts);
        run.areas.components.save(writeContext(run), run.area, keep(component(type, notRead, row, one)));
      },
    );
    run.catalog.transaction(() => run.areas.components.endUnseen(writeContext(run), type));
    // Without the list of them no definition can be asked for; that is said once, below.
    if (reason === null) await readDefinitions(run, spec);
  }
  run.unknown('CustomObject', reason);
  return reason === null ? { objects: nextWatermark(newest, since, run.startedAtMs) } : null;
};

type Known = Omit<Component, 'type' | 'name' | 'label' | 'object' | 'facts' | 'searchText' | 'unknown'>;

type Changed = {
  readonly changed: ReadonlyMap<string, SObjectRecord>;
  readonly newest: string | null;
  /** Why they could not be read; null: they could. */
  readonly reason: string | null;
};

async function readChanged(run: AreaRun, since: string | null): Promise<Changed> {
  const names = namesWhenNeeded(run);
  const changed = new Map<string, SObjectRecord>();
  let newest: string | null = null;
  const where = since === null ? '' : ` WHERE LastModifiedDate > ${since}`;
  const soql = `SELECT Id, Description, ${COMMON_FIELDS} FROM CustomObject${where}`;
  try {
    for await (const records of run.client.query(soql, { tooling: true, signal: run.signal })) {
      if (records.length > 0) await names.ready();
      for (const record of records) {
        const name = names.of(textOf(record.Id));
        if (name !== null) changed.set(name, record);
        const { lastModifiedDate } = commonFacts(record);
        if (lastModifiedDate !== null && (newest === null || lastModifiedDate > newest)) newest = lastModifiedDate;
      }
      await betweenAnswers(run);
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    return { changed, newest, reason: error.message };
  }
  return { changed, newest, reason: null };
}

function fromRecord(record: SObjectRecord): Known {
  return { ...commonFacts(record), description: textOf(record.Description) };
}

function unchanged(one: StoredComponent | undefined): Known | null {
  if (one === undefined || one.orgId === null) return null;
  const { orgId, namespace, description, createdDate, createdBy, lastModifiedDate, lastModifiedBy } = one;
  return { orgId, namespace, description, createdDate, createdBy, lastModifiedDate, lastModifiedBy };
}

const NOTHING: Known = {
  orgId: null,
  namespace: null,
  description: null,
  createdDate: null,
  createdBy: null,
  lastModifiedDate: null,
  lastModifiedBy: null,
};

function component(type: string, notRead: string, row: ListedRow, known: Known | null): Component {
  const isDescribed = row.readAt !== null;
  return {
    ...(known ?? NOTHING),
    type,
    name: row.name,
    label: row.label,
    object: row.name,
    namespace: namespaceOf(row.name),
    facts: { ...(isDescribed ? { fieldCount: row.fieldCount } : {}), notRead },
    searchText: null,
    unknown: [
      ...(isDescribed ? [] : ['fieldCount']),
      ...(known === null ? ['description', 'createdDate', 'lastModifiedDate'] : []),
    ],
  };
}

function definitionSpec(type: string): DefinitionSpec {
  return {
    type,
    notedAs: type,
    sObject: 'CustomObject',
    purpose: 'definitions',
    facts: type === 'CustomSetting' ? ['settingType', 'visibility'] : ['visibility'],
    define: ({ id: _id, readAt: _readAt, ...one }, record) => {
      const metadata = metadataOf(record);
      if (metadata === null) return null;
      const visibility = { visibility: textAt(metadata, 'visibility') };
      const facts =
        type === 'CustomSetting' ? { settingType: textAt(metadata, 'customSettingsType'), ...visibility } : visibility;
      return { ...one, facts: { ...one.facts, ...facts } };
    },
  };
}
