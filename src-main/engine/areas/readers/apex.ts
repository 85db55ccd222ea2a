import type { Component } from '../../../domain/areas/component.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import { allOf } from '../../sync/all-of.ts';
import type { AreaReader } from '../area-run.ts';
import { namesWhenNeeded } from '../names-when-needed.ts';
import { booleanOf, commonFacts, numberOf, textOf } from '../record-facts.ts';
import { readList } from '../read-list.ts';

const CLASS_FIELDS = 'Name, ApiVersion, Status, IsValid, LengthWithoutComments';
const TRIGGER_EVENTS = {
  UsageBeforeInsert: 'before insert',
  UsageAfterInsert: 'after insert',
  UsageBeforeUpdate: 'before update',
  UsageAfterUpdate: 'after update',
  UsageBeforeDelete: 'before delete',
  UsageAfterDelete: 'after delete',
  UsageAfterUndelete: 'after undelete',
} as const;
const TRIGGER_FIELDS = `${CLASS_FIELDS}, TableEnumOrId, ${Object.keys(TRIGGER_EVENTS).join(', ')}`;

/** Apex classes and triggers: facts only. No body is asked for, and the gateway would refuse it. */
export const readApex: AreaReader = async (run) => {
  const names = namesWhenNeeded(run);
  const since = run.watermark as { readonly classes?: string; readonly triggers?: string } | null;
  const classes = readList(run, {
    type: 'ApexClass',
    sObject: 'ApexClass',
    api: 'tooling',
    purpose: 'code',
    fields: CLASS_FIELDS,
    since: since?.classes ?? null,
    component: (record) => code('ApexClass', record, null, {}),
  });
  const triggers = readList(run, {
    type: 'ApexTrigger',
    sObject: 'ApexTrigger',
    api: 'tooling',
    purpose: 'code',
    fields: TRIGGER_FIELDS,
    since: since?.triggers ?? null,
    ready: names.ready,
    component: (record) => {
      const events = Object.entries(TRIGGER_EVENTS).flatMap(([field, event]) =>
        record[field] === true ? [event] : [],
      );
      return code('ApexTrigger', record, names.of(textOf(record.TableEnumOrId)), { events });
    },
  });
  const [classesTo, triggersTo] = await allOf(classes, triggers);
  return { classes: classesTo, triggers: triggersTo };
};

function code(type: string, record: SObjectRecord, object: string | null, own: Component['facts']): Component {
  const common = commonFacts(record);
  const name = textOf(record.Name) ?? '';
  return {
    ...common,
    type,
    name: common.namespace === null ? name : `${common.namespace}__${name}`,
    label: name,
    object,
    description: null,
    facts: {
      ...own,
      apiVersion: numberOf(record.ApiVersion),
      status: textOf(record.Status),
      valid: booleanOf(record.IsValid),
      length: numberOf(record.LengthWithoutComments),
    },
    searchText: null,
    unknown: [],
  };
}
