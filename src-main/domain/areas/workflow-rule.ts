import { decodedName } from '../metadata/decoded-name.ts';
import type { Component, UsageFact } from './component.ts';
import { namesInFormula } from './formula-fields.ts';
import { fieldsOfPath, type OrgSchema } from './formula-schema.ts';
import { type MetadataJson, partsOf, textOf } from './metadata-json.ts';

/** What only the whole record of a workflow rule has. */
export const WORKFLOW_RULE_FACTS = [
  'active',
  'actions',
  'criteria',
  'criteriaLogic',
  'formula',
  'timeTriggers',
  'triggerType',
] as const;
/** The same for a field update. */
export const FIELD_UPDATE_FACTS = ['field', 'operation', 'formula', 'value', 'targetObject', 'reevaluates'] as const;

/** Metadata API types of what a rule can do. */
const ACTION_TYPES: Readonly<Record<string, string>> = {
  Alert: 'WorkflowAlert',
  FieldUpdate: 'WorkflowFieldUpdate',
  FlowAction: 'WorkflowFlowAction',
  OutboundMessage: 'WorkflowOutboundMessage',
  Send: 'WorkflowSend',
  Task: 'WorkflowTask',
};

type Criterion = { readonly field: string; readonly operation: string | null; readonly value: string | null };
type Action = { readonly name: string; readonly type: string | null };

/**
 * Adds to a workflow rule what its definition says.
 *
 * @param metadata the Metadata API's WorkflowRule
 */
export function withWorkflowRule<T extends Component>(rule: T, metadata: MetadataJson): T {
  const criteria = partsOf(metadata, 'criteriaItems').map(
    (item): Criterion => ({
      field: textOf(item, 'field') ?? '',
      operation: textOf(item, 'operation'),
      value: textOf(item, 'value') ?? textOf(item, 'valueField'),
    }),
  );
  const timed = partsOf(metadata, 'workflowTimeTriggers');
  const actions = [metadata, ...timed].flatMap((part) =>
    partsOf(part, 'actions').map((item): Action => ({ name: textOf(item, 'name') ?? '', type: textOf(item, 'type') })),
  );
  const formula = textOf(metadata, 'formula');
  const description = textOf(metadata, 'description');
  return {
    ...rule,
    description,
    facts: {
      ...rule.facts,
      active: metadata.active === true,
      triggerType: textOf(metadata, 'triggerType'),
      formula,
      criteria,
      criteriaLogic: textOf(metadata, 'booleanFilter'),
      actions,
      timeTriggers: timed.length,
    },
    searchText: [formula, ...criteria.map(({ field }) => field)].filter((text) => text !== null).join('\n') || null,
  };
}

/** What a workflow rule uses: its object, the fields of its criteria or formula, its actions. */
export function workflowRuleUses(rule: Component, schema: OrgSchema): readonly UsageFact[] {
  const { object, name, facts } = rule;
  if (object === null) return [];
  const from = { fromType: 'WorkflowRule', fromName: name };
  const criteria = listOf<Criterion>(facts.criteria).flatMap(({ field }) => {
    const [owner = '', ...path] = field.split('.');
    return path.length === 0 ? fieldsOfPath(schema, object, [field]) : fieldsOfPath(schema, owner, path);
  });
  const named = typeof facts.formula === 'string' ? namesInFormula(facts.formula, object, schema) : [];
  return [
    { ...from, toType: 'CustomObject', toName: object, via: 'object' },
    ...criteria.map((toName) => ({ ...from, toType: 'CustomField', toName, via: 'criteria' })),
    ...named.map((thing) => ({ ...from, ...thing, via: 'formula' })),
    ...listOf<Action>(facts.actions).flatMap((action) => {
      const toType = ACTION_TYPES[action.type ?? ''];
      return toType === undefined ? [] : [{ ...from, toType, toName: `${object}.${action.name}`, via: 'action' }];
    }),
  ];
}

/**
 * Adds to a field update what its definition says.
 *
 * @param metadata the Metadata API's WorkflowFieldUpdate
 */
export function withFieldUpdate<T extends Component>(update: T, metadata: MetadataJson): T {
  const formula = textOf(metadata, 'formula');
  const field = textOf(metadata, 'field');
  return {
    ...update,
    label: decodedName(textOf(metadata, 'name') ?? update.label),
    description: textOf(metadata, 'description'),
    facts: {
      ...update.facts,
      field,
      operation: textOf(metadata, 'operation'),
      formula,
      value: textOf(metadata, 'literalValue') ?? lookupValue(metadata),
      targetObject: textOf(metadata, 'targetObject'),
      reevaluates: metadata.reevaluateOnChange === true,
    },
    searchText: [field, formula].filter((text) => text !== null).join('\n') || null,
  };
}

/** A user is named by user name there, which often is an e-mail address: that it is a user is all that is kept. */
function lookupValue(metadata: MetadataJson): string | null {
  const value = textOf(metadata, 'lookupValue');
  const isUser = textOf(metadata, 'lookupValueType') === 'User' || value?.includes('@') === true;
  return isUser ? 'A user, whose user name is not kept' : value;
}

/** What a field update uses: its object, the field that it sets (of a parent where it says so), what its formula names. */
export function fieldUpdateUses(update: Component, schema: OrgSchema): readonly UsageFact[] {
  const { object, name, facts } = update;
  if (object === null) return [];
  const from = { fromType: 'WorkflowFieldUpdate', fromName: name };
  const { field, formula, targetObject } = facts;
  const parent = typeof targetObject === 'string' ? parentOf(schema, object, targetObject) : object;
  const updated = typeof field === 'string' ? fieldsOfPath(schema, parent, [field]) : [];
  const named = typeof formula === 'string' ? namesInFormula(formula, object, schema) : [];
  return [
    { ...from, toType: 'CustomObject', toName: object, via: 'object' },
    ...updated.map((toName) => ({ ...from, toType: 'CustomField', toName, via: 'updates' })),
    ...named.map((thing) => ({ ...from, ...thing, via: 'formula' })),
  ];
}

/** The object behind a lookup, which is named by its field or by its relationship. */
function parentOf(schema: OrgSchema, object: string, lookup: string): string {
  const found = schema.field(object, lookup) ?? schema.relationship(object, lookup);
  return found?.referenceTo[0] ?? lookup;
}

function listOf<T>(fact: unknown): readonly T[] {
  return Array.isArray(fact) ? (fact as readonly T[]) : [];
}
