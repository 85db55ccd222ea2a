import type { Component, UsageFact } from './component.ts';
import { flowReferences, type FlowReference } from './flow-references.ts';
import { thingsOf } from './formula-fields.ts';
import type { OrgSchema } from './formula-schema.ts';
import { type MetadataJson, partOf, partsOf, textOf } from './metadata-json.ts';

/** What only the definition of a flow's version has. */
export const FLOW_FACTS = [
  'elementCount',
  'elementCounts',
  'elements',
  'entryFormula',
  'runInMode',
  'uses',
  'variables',
] as const;

/** Parts of a flow that do or read something, as against what they work with (variables, formulas, texts, …). */
const STEPS = new Set([
  'actionCalls',
  'apexPluginCalls',
  'assignments',
  'collectionProcessors',
  'customErrors',
  'decisions',
  'dynamicChoiceSets',
  'loops',
  'orchestratedStages',
  'recordCreates',
  'recordDeletes',
  'recordLookups',
  'recordRollbacks',
  'recordUpdates',
  'screens',
  'steps',
  'subflows',
  'transforms',
  'waits',
]);
/** Lists of a flow that are none of its elements. */
const NO_ELEMENTS = new Set(['processMetadataValues', 'customProperties']);

/**
 * Adds to a flow what the definition of its version says: its elements and variables, what starts it, and what they name.
 *
 * @param metadata the Metadata API's Flow
 */
export function withFlowDefinition<T extends Component>(flow: T, metadata: MetadataJson): T {
  const lists = Object.entries(metadata).flatMap(([type, value]) => {
    const parts = Array.isArray(value) && !NO_ELEMENTS.has(type) ? partsOf(metadata, type) : [];
    return parts.length === 0 ? [] : [{ type, parts }];
  });
  const start = partOf(metadata, 'start');
  const steps = lists.flatMap(({ type, parts }) =>
    STEPS.has(type)
      ? parts.map((part) => ({
          type,
          name: textOf(part, 'name') ?? '',
          label: textOf(part, 'label'),
          object: textOf(part, 'object'),
        }))
      : [],
  );
  const texts = lists.flatMap(({ parts }) => parts.flatMap((part) => [textOf(part, 'name'), textOf(part, 'label')]));
  return {
    ...flow,
    object: flow.object ?? triggeringObject(metadata),
    facts: {
      ...flow.facts,
      triggerType: flow.facts.triggerType ?? textOf(start, 'triggerType') ?? processValue(metadata, 'TriggerType'),
      recordTriggerType: flow.facts.recordTriggerType ?? textOf(start, 'recordTriggerType'),
      entryFormula: textOf(start, 'filterFormula'),
      runInMode: textOf(metadata, 'runInMode'),
      elementCount: steps.length,
      elementCounts: Object.fromEntries(lists.map(({ type, parts }) => [type, parts.length])),
      elements: steps,
      variables: partsOf(metadata, 'variables').map((variable) => ({
        name: textOf(variable, 'name') ?? '',
        dataType: textOf(variable, 'dataType'),
        objectType: textOf(variable, 'objectType'),
        isCollection: variable.isCollection === true,
        isInput: variable.isInput === true,
        isOutput: variable.isOutput === true,
      })),
      uses: flowReferences(metadata, flow.object ?? triggeringObject(metadata)).map(
        ({ via, object, path, component }) => [via, object, path, component],
      ),
    },
    searchText: [...new Set(texts)].filter((text) => text !== null).join('\n') || null,
  };
}

/** What starts a flow: the object of a record-triggered one, or of a process of Process Builder. */
function triggeringObject(metadata: MetadataJson): string | null {
  return textOf(partOf(metadata, 'start'), 'object') ?? processValue(metadata, 'ObjectType');
}

function processValue(metadata: MetadataJson, wanted: string): string | null {
  const value = partsOf(metadata, 'processMetadataValues').find((one) => textOf(one, 'name') === wanted);
  return value === undefined ? null : textOf(partOf(value, 'value'), 'stringValue');
}

/** What a flow uses: objects, fields, labels, other flows, Apex actions and components on its screens. */
export function flowUses(flow: Component, schema: OrgSchema): readonly UsageFact[] {
  const from = { fromType: 'Flow', fromName: flow.name };
  const { uses } = flow.facts;
  const kept = Array.isArray(uses) ? (uses as readonly (readonly [string, string, string, string])[]) : [];
  return kept.flatMap(([via, object, path, component]) =>
    thingsOfReference({ via, object, path, component }, schema).map((thing) => ({ ...from, ...thing, via })),
  );
}

function thingsOfReference(
  { object, path, component }: FlowReference,
  schema: OrgSchema,
): readonly Pick<UsageFact, 'toType' | 'toName'>[] {
  if (component !== '') return [{ toType: component, toName: path }];
  if (path === '') return [{ toType: 'CustomObject', toName: schema.object(object) ?? object }];
  return thingsOf(path.split('.'), object, schema);
}
