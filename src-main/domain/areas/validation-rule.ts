import type { Component, UsageFact } from './component.ts';
import { namesInFormula } from './formula-fields.ts';
import { fieldsOfPath, type OrgSchema } from './formula-schema.ts';
import { textOf } from './metadata-json.ts';

/** What only the whole record of a validation rule has. */
export const VALIDATION_RULE_FACTS = ['formula'] as const;

/**
 * Adds the formula to a rule.
 *
 * @param metadata the Metadata API's ValidationRule
 */
export function withValidationFormula<T extends Component>(rule: T, metadata: unknown): T {
  const formula = textOf(metadata, 'errorConditionFormula');
  const message = textOf(metadata, 'errorMessage');
  return {
    ...rule,
    facts: { ...rule.facts, formula },
    searchText: [formula, message].filter((text) => text !== null).join('\n') || null,
  };
}

/** What a validation rule uses: its object, what its formula names, the field that shows its message. */
export function validationRuleUses(rule: Component, schema: OrgSchema): readonly UsageFact[] {
  const { object, name } = rule;
  if (object === null) return [];
  const from = { fromType: 'ValidationRule', fromName: name };
  const { formula, errorField } = rule.facts;
  const named = typeof formula === 'string' ? namesInFormula(formula, object, schema) : [];
  const shown = typeof errorField === 'string' ? fieldsOfPath(schema, object, [errorField]) : [];
  return [
    { ...from, toType: 'CustomObject', toName: object, via: 'object' },
    ...named.map((thing) => ({ ...from, ...thing, via: 'formula' })),
    ...shown.map((toName) => ({ ...from, toType: 'CustomField', toName, via: 'errorDisplayField' })),
  ];
}
