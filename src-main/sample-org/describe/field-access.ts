import type { BundleField, BundleObject } from '../bundle.ts';

/** What may be done with a field, as describe says it. */
export interface FieldAccess {
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly permissionable: boolean;
}

/** The service fills these itself; nobody sets them. */
const systemFields = new Set([
  'Id',
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'LastActivityDate',
  'LastViewedDate',
  'LastReferencedDate',
  'ReplayId',
  'EventUuid',
]);

const personNameParts = new Set(['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix']);

const systemFieldsThatMayBeEmpty = new Set(['LastActivityDate', 'LastViewedDate', 'LastReferencedDate', 'ReplayId']);

/**
 * Access of a field. Flags that the bundle states are served as they stand; the rest follows the platform's rules, in
 * such a way that a field is required (not nillable, createable, no default on create, not a checkbox) exactly when
 * the bundle says so.
 */
export function fieldAccess(object: BundleObject, field: BundleField): FieldAccess {
  const required = field.required === true && field.type !== 'boolean';
  const nillable = field.nillable ?? mayBeEmpty(field, required);
  const createable = required || (field.createable ?? maySet(object, field));
  const updateable = field.updateable ?? (createable && !isFixedAfterCreation(field));
  return {
    nillable: nillable && !required,
    createable,
    updateable,
    // Whatever must have a value and is not asked for gets one from the service.
    defaultedOnCreate: !required && (!nillable || (field.picklistValues ?? []).some((value) => value.default === true)),
    permissionable: isPermissionable(object, field, required, createable, nillable),
  };
}

function mayBeEmpty(field: BundleField, required: boolean): boolean {
  if (required || field.type === 'boolean' || field.type === 'id') return false;
  if (field.calculated === true) return true;
  if (field.masterDetail === true || field.autoNumberFormat !== undefined) return false;
  if (field.name === 'OwnerId' || field.name === 'SetupOwnerId') return false;
  return !systemFields.has(field.name) || systemFieldsThatMayBeEmpty.has(field.name);
}

function maySet(object: BundleObject, field: BundleField): boolean {
  if (field.calculated === true || field.summary !== undefined || field.autoNumberFormat !== undefined) return false;
  if (field.type === 'id' || field.type === 'address' || field.type === 'location') return false;
  if (systemFields.has(field.name)) return false;
  // Custom metadata records are changed by deploying, never through the data API.
  return object.kind !== 'customMetadata';
}

function isFixedAfterCreation(field: BundleField): boolean {
  return field.masterDetail === true && field.reparentable !== true;
}

/** Required, system and identifying fields are visible to all, so field-level security does not list them. */
function isPermissionable(
  object: BundleObject,
  field: BundleField,
  required: boolean,
  createable: boolean,
  nillable: boolean,
): boolean {
  if (required || field.nameField === true || systemFields.has(field.name)) return false;
  if (field.masterDetail === true || field.name === 'OwnerId' || field.name === 'RecordTypeId') return false;
  if (field.custom === true || field.type === 'address') return true;
  if (personNameParts.has(field.name) && object.fields.some((other) => other.name === 'LastName')) return false;
  return createable && nillable;
}
