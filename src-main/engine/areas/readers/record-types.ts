import type { Component } from '../../../domain/areas/component.ts';
import { RECORD_TYPE_FACTS, withRecordType } from '../../../domain/areas/record-type.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import { booleanOf, commonFacts, textOf } from '../record-facts.ts';
import { readList } from '../read-list.ts';
import { type DefinitionSpec, definitionKeeper, metadataOf, readDefinitions } from './whole-records.ts';

/**
 * Record types, and the picklist values of each from its whole record.
 *
 * A value that is added to a picklist can join record types without a new date on them: so the values are asked for again
 * when a picklist of the object changed, too.
 */
export const readRecordTypes: AreaReader = async (run) => {
  const spec = definitionsOf(run);
  const complete = definitionKeeper(run, spec);
  const since = run.watermark as { readonly recordTypes?: string } | null;
  const recordTypes = await readList(run, {
    type: 'RecordType',
    sObject: 'RecordType',
    api: 'data',
    purpose: 'automation',
    fields: 'Name, DeveloperName, SobjectType, IsActive, Description',
    since: since?.recordTypes ?? null,
    component: (record) => complete(recordTypeOf(record)),
  });
  await readDefinitions(run, spec);
  return { recordTypes };
};

function definitionsOf(run: AreaRun): DefinitionSpec {
  const picklists = new Map<string, string>();
  const picklistsOf = (object: string): string => {
    const state = picklists.get(object) ?? run.catalog.picklistState(run.connectionKey, object);
    picklists.set(object, state);
    return state;
  };
  return {
    type: 'RecordType',
    sObject: 'RecordType',
    purpose: 'automation',
    facts: RECORD_TYPE_FACTS,
    stateOf: ({ lastModifiedDate, object }) => `${lastModifiedDate ?? ''} ${picklistsOf(object ?? '')}`,
    define: (recordType, record) => {
      const metadata = metadataOf(record);
      return metadata === null ? null : withRecordType(recordType, metadata);
    },
  };
}

function recordTypeOf(record: SObjectRecord): Component {
  const common = commonFacts(record);
  const local = textOf(record.DeveloperName) ?? '';
  const object = textOf(record.SobjectType);
  return {
    ...common,
    type: 'RecordType',
    name: `${object ?? ''}.${common.namespace === null ? local : `${common.namespace}__${local}`}`,
    label: textOf(record.Name) ?? local,
    object,
    description: textOf(record.Description),
    facts: { active: booleanOf(record.IsActive) },
    searchText: null,
    unknown: [],
  };
}
