import type { Component } from '../../../domain/areas/component.ts';
import {
  VALIDATION_RULE_FACTS,
  validationRuleUses,
  withValidationFormula,
} from '../../../domain/areas/validation-rule.ts';
import { decodedName } from '../../../domain/metadata/decoded-name.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { AreaReader } from '../area-run.ts';
import { orgSchemaOf } from '../org-schema.ts';
import { booleanOf, commonFacts, parentOf, textOf } from '../record-facts.ts';
import { readList } from '../read-list.ts';
import { usageMark, writeUsage } from '../write-usage.ts';
import { type DefinitionSpec, definitionKeeper, metadataOf, readDefinitions } from './whole-records.ts';

const DEFINITIONS: DefinitionSpec = {
  type: 'ValidationRule',
  sObject: 'ValidationRule',
  purpose: 'automation',
  facts: VALIDATION_RULE_FACTS,
  define: (component, record) => {
    const metadata = metadataOf(record);
    return metadata === null ? null : withValidationFormula(component, metadata);
  },
};

/** Validation rules: a list by query, and the formula of each from its whole record. */
export const readValidationRules: AreaReader = async (run) => {
  const complete = definitionKeeper(run, DEFINITIONS);
  const since = run.watermark as { readonly rules?: string } | null;
  const rules = await readList(run, {
    type: 'ValidationRule',
    sObject: 'ValidationRule',
    api: 'tooling',
    purpose: 'automation',
    fields: 'ValidationName, Active, Description, ErrorMessage, ErrorDisplayField, EntityDefinition.QualifiedApiName',
    since: since?.rules ?? null,
    component: (record) => complete(ruleOf(record)),
  });
  await readDefinitions(run, DEFINITIONS);
  const schema = orgSchemaOf(run);
  await writeUsage(run, 'validation rules', 'ValidationRule', (rule) => validationRuleUses(rule, schema));
  return { rules, usage: usageMark(run) };
};

function ruleOf(record: SObjectRecord): Component {
  const common = commonFacts(record);
  const local = textOf(record.ValidationName) ?? '';
  const ruleName = common.namespace === null ? local : `${common.namespace}__${local}`;
  const object = textOf(parentOf(record, 'EntityDefinition', 'QualifiedApiName'));
  return {
    ...common,
    type: 'ValidationRule',
    name: `${object ?? ''}.${ruleName}`,
    label: decodedName(local),
    object,
    description: textOf(record.Description),
    facts: {
      active: booleanOf(record.Active),
      errorMessage: textOf(record.ErrorMessage),
      errorField: textOf(record.ErrorDisplayField),
    },
    searchText: null,
    unknown: [],
  };
}
