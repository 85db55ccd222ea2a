import type { Component } from '../../../domain/areas/component.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import { commonFacts, textOf } from '../record-facts.ts';

/**
 * A component of a setup object with DeveloperName (or Name) and MasterLabel (or Label), as the Metadata API names it:
 * with the prefix of its package.
 */
export function setupComponent(type: string, record: SObjectRecord, facts: Component['facts']): Component {
  const common = commonFacts(record);
  const name = textOf(record.DeveloperName) ?? textOf(record.Name) ?? '';
  const prefix = common.namespace === null ? '' : `${common.namespace}__`;
  return {
    ...common,
    type,
    name: name.startsWith(prefix) ? name : `${prefix}${name}`,
    label: textOf(record.MasterLabel) ?? textOf(record.Label) ?? name,
    object: null,
    description: textOf(record.Description),
    facts,
    searchText: null,
    unknown: [],
  };
}
