import type { Component } from '../../../domain/areas/component.ts';
import {
  FIELD_UPDATE_FACTS,
  fieldUpdateUses,
  WORKFLOW_RULE_FACTS,
  withFieldUpdate,
  withWorkflowRule,
  workflowRuleUses,
} from '../../../domain/areas/workflow-rule.ts';
import { decodedName } from '../../../domain/metadata/decoded-name.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import { allOf } from '../../sync/all-of.ts';
import type { AreaReader } from '../area-run.ts';
import { namesWhenNeeded } from '../names-when-needed.ts';
import { orgSchemaOf } from '../org-schema.ts';
import { commonFacts, textOf } from '../record-facts.ts';
import { readList } from '../read-list.ts';
import { usageMark, writeUsage } from '../write-usage.ts';
import { type DefinitionSpec, definitionKeeper, metadataOf, readDefinitions } from './whole-records.ts';

const RULES: DefinitionSpec = {
  type: 'WorkflowRule',
  sObject: 'WorkflowRule',
  purpose: 'automation',
  facts: WORKFLOW_RULE_FACTS,
  namedBy: 'definition',
  define: (rule, record) => {
    const metadata = metadataOf(record);
    return metadata === null ? null : withWorkflowRule(named(rule, record), metadata);
  },
};
const UPDATES: DefinitionSpec = {
  type: 'WorkflowFieldUpdate',
  sObject: 'WorkflowFieldUpdate',
  purpose: 'automation',
  facts: FIELD_UPDATE_FACTS,
  namedBy: 'definition',
  define: (update, record) => {
    const metadata = metadataOf(record);
    return metadata === null ? null : withFieldUpdate(named(update, record), metadata);
  },
};

/** Workflow rules and their field updates: lists by query, and the definition of each from its whole record. */
export const readWorkflowRules: AreaReader = async (run) => {
  const names = namesWhenNeeded(run);
  const since = run.watermark as { readonly rules?: string; readonly updates?: string } | null;
  const read = (spec: DefinitionSpec, entityField: string, from: string | null): Promise<string | null> => {
    const complete = definitionKeeper(run, spec);
    return readList(run, {
      type: spec.type,
      sObject: spec.sObject,
      api: 'tooling',
      purpose: spec.purpose,
      fields: `Name, ${entityField}`,
      since: from,
      ready: names.ready,
      component: (record) => complete(partOf(spec.type, record, names.of(textOf(record[entityField])))),
    });
  };
  const [rules, updates] = await allOf(
    read(RULES, 'TableEnumOrId', since?.rules ?? null),
    read(UPDATES, 'SourceTableEnumOrId', since?.updates ?? null),
  );
  await readDefinitions(run, RULES);
  await readDefinitions(run, UPDATES);
  const schema = orgSchemaOf(run);
  await writeUsage(run, 'workflow rules', RULES.type, (rule) => workflowRuleUses(rule, schema));
  await writeUsage(run, 'workflow rules', UPDATES.type, (update) => fieldUpdateUses(update, schema));
  return { rules, updates, usage: usageMark(run) };
};

function partOf(type: string, record: SObjectRecord, object: string | null): Component {
  const common = commonFacts(record);
  const label = textOf(record.Name) ?? '';
  const prefix = common.namespace === null ? '' : `${common.namespace}__`;
  return {
    ...common,
    type,
    name: `${object ?? ''}.${prefix}${label}`,
    label: decodedName(label),
    object,
    description: null,
    facts: {},
    searchText: null,
    unknown: [],
  };
}

/** A list row has the label only; the API name, which encodes what a label may hold, stands in the whole record. */
function named<T extends Component>(component: T, record: SObjectRecord): T {
  return { ...component, name: textOf(record.FullName) ?? component.name };
}
