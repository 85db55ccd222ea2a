import { CHECKBOX_VALUES, decodeValidFor } from '../metadata/valid-for.ts';
import type { PicklistValueFacts } from '../metadata/facts.ts';
import type { Component } from './component.ts';
import { type MetadataJson, partsOf, textOf } from './metadata-json.ts';

/** What only the whole record of a record type has. */
export const RECORD_TYPE_FACTS = [
  'picklists',
  'picklistCount',
  'defaults',
  'businessProcess',
  'compactLayout',
] as const;

/**
 * Adds to a record type the values that each picklist has in it.
 *
 * @param metadata the Metadata API's RecordType
 */
export function withRecordType<T extends Component>(recordType: T, metadata: MetadataJson): T {
  const picklists = partsOf(metadata, 'picklistValues').map((picklist) => {
    const values = partsOf(picklist, 'values');
    return {
      field: textOf(picklist, 'picklist') ?? '',
      values: values.map((value) => decoded(textOf(value, 'valueName') ?? '')),
      defaults: values.flatMap((value) => (value.default === true ? [decoded(textOf(value, 'valueName') ?? '')] : [])),
    };
  });
  return {
    ...recordType,
    facts: {
      ...recordType.facts,
      businessProcess: textOf(metadata, 'businessProcess'),
      compactLayout: textOf(metadata, 'compactLayoutAssignment'),
      picklistCount: picklists.length,
      picklists: Object.fromEntries(picklists.map(({ field, values }) => [field, values])),
      defaults: Object.fromEntries(
        picklists.flatMap(({ field, defaults }) => (defaults[0] === undefined ? [] : [[field, defaults[0]]])),
      ),
    },
  };
}

/** Names of values are written as in a web address: `Walk%2Din`. A value that only looks so is kept as it is. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

/** A value of a controlling field, and what a dependent picklist offers under it. */
export type DependentValues = { readonly controlling: string; readonly values: readonly string[] };

/**
 * What a dependent picklist offers under each value of the field that controls it, inactive values aside.
 *
 * @param values of the dependent picklist, as its describe has them
 * @param controlling values of the controlling picklist, inactive ones too: the describe counts them; null for a checkbox
 */
export function dependentValues(
  values: readonly PicklistValueFacts[],
  controlling: readonly PicklistValueFacts[] | null,
): readonly DependentValues[] {
  const all = controlling === null ? CHECKBOX_VALUES : controlling.map(({ value }) => value);
  const under = new Map<string, string[]>(
    all.flatMap((value, at) => (controlling === null || controlling[at]?.active === true ? [[value, []]] : [])),
  );
  for (const { value, active, validFor } of values) {
    if (!active || validFor === null) continue;
    for (const one of decodeValidFor(validFor, all)) under.get(one)?.push(value);
  }
  return [...under].map(([value, offered]) => ({ controlling: value, values: offered }));
}
