import type { PicklistValueFacts } from './facts.ts';
import { decodeValidFor } from './valid-for.ts';

/** A value of the field that controls a dependent picklist. */
export type ControllingValue = { readonly value: string; readonly active: boolean };

/** What a checkbox offers a picklist that depends on it, in the order of the bitmaps. */
export const CHECKBOX: readonly ControllingValue[] = [
  { value: 'false', active: true },
  { value: 'true', active: true },
];

/** A controlling value, and the values that may be chosen under it. */
export type DependentValues = { readonly controlling: string; readonly values: readonly PicklistValueFacts[] };

/**
 * What a dependent picklist offers under each value of the field that controls it, inactive values aside.
 *
 * @param values of the dependent picklist, as its describe has them
 * @param controlling values of the controlling field, inactive ones too: the bitmaps count them
 */
export function dependentValues(
  values: readonly PicklistValueFacts[],
  controlling: readonly ControllingValue[],
): readonly DependentValues[] {
  const all = controlling.map(({ value }) => value);
  const under = new Map<string, PicklistValueFacts[]>(
    controlling.flatMap(({ value, active }) => (active ? [[value, []]] : [])),
  );
  for (const value of values) {
    if (!value.active || value.validFor === null) continue;
    for (const one of decodeValidFor(value.validFor, all)) under.get(one)?.push(value);
  }
  return [...under].map(([value, offered]) => ({ controlling: value, values: offered }));
}
