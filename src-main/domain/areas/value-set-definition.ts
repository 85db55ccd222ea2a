import { partsOf, textOf } from './metadata-json.ts';

export type ValueSetDefinition = {
  readonly sorted: boolean;
  readonly values: readonly {
    readonly value: string;
    readonly label: string;
    readonly active: boolean;
    readonly default: boolean;
  }[];
};

/**
 * Reads the Metadata API's GlobalValueSet.
 *
 * A value without `isActive` is active: the service writes it only where somebody deactivated the value.
 *
 * @param metadata `Metadata` of a Tooling GlobalValueSet
 */
export function valueSetDefinition(metadata: Readonly<Record<string, unknown>>): ValueSetDefinition {
  return {
    sorted: metadata['sorted'] === true,
    values: partsOf(metadata, 'customValue').flatMap((one) => {
      const value = textOf(one, 'valueName') ?? textOf(one, 'fullName');
      if (value === null) return [];
      const label = textOf(one, 'label') ?? value;
      return [{ value, label, active: one['isActive'] !== false, default: one['default'] === true }];
    }),
  };
}
