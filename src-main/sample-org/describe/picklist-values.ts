import type { BundleField, BundleObject, BundlePicklistValue } from '../bundle.ts';

/** A picklist value as describe shows it. */
export interface DescribedPicklistValue {
  readonly active: boolean;
  readonly defaultValue: boolean;
  readonly label: string;
  /** For a dependent picklist: which controlling values allow this one, as a base64 bitmap; otherwise null. */
  readonly validFor: string | null;
  readonly value: string;
}

/** Shapes the picklist values of a field; `object` is where its controlling field stands. */
export function describePicklistValues(object: BundleObject, field: BundleField): readonly DescribedPicklistValue[] {
  const controllers = controllingValues(object, field);
  return (field.picklistValues ?? []).map((value) => ({
    active: value.active !== false,
    defaultValue: value.default === true,
    label: value.label,
    validFor: controllers === undefined ? null : validForBitmap(controllers, value),
    value: value.value,
  }));
}

/** Values of the controlling field in the order of its describe; a checkbox counts as false, true. */
function controllingValues(object: BundleObject, field: BundleField): readonly string[] | undefined {
  if (field.controllerName === undefined) return undefined;
  const controller = object.fields.find((candidate) => candidate.name === field.controllerName);
  if (controller === undefined) return undefined;
  if (controller.type === 'boolean') return ['false', 'true'];
  return (controller.picklistValues ?? []).map((value) => value.value);
}

/**
 * One bit for each controlling value, the highest bit of the first byte first.
 * A value without a list of its own may be chosen with every controlling value.
 */
export function validForBitmap(controllers: readonly string[], value: BundlePicklistValue): string {
  const bytes = Buffer.alloc(Math.max(1, Math.ceil(controllers.length / 8)));
  const allowed = value.controllingValues === undefined ? undefined : new Set(value.controllingValues);
  controllers.forEach((controller, index) => {
    if (allowed === undefined || allowed.has(controller))
      bytes.writeUInt8(bytes.readUInt8(index >> 3) | (0x80 >> (index & 7)), index >> 3);
  });
  return bytes.toString('base64');
}
