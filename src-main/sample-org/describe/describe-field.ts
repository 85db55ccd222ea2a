import type { BundleField, BundleObject } from '../bundle.ts';
import { fieldAccess } from './field-access.ts';
import { typeFacts } from './field-types.ts';
import { describePicklistValues } from './picklist-values.ts';

/**
 * One field as `GET …/sobjects/{name}/describe` shows it: the exact keys of the recordings, in their order.
 * A number that the bundle does not state is 0, as the service has it for types without one.
 */
export function describeField(object: BundleObject, field: BundleField): Record<string, unknown> {
  const length = field.length ?? 0;
  const facts = typeFacts(field.type, length);
  const access = fieldAccess(object, field);
  const referenceTo = field.referenceTo ?? [];
  const isPolymorphic = referenceTo.length > 1;
  const isNameField = field.nameField === true || isStandardName(object, field);
  const dependsOn = object.fields.some((candidate) => candidate.name === field.controllerName);
  return {
    aggregatable: facts.aggregatable,
    aiPredictionField: false,
    autoNumber: isAutoNumber(object, field),
    byteLength: length * facts.bytesPerCharacter,
    calculated: field.calculated === true || field.formula !== undefined || field.summary !== undefined,
    calculatedFormula: field.formula ?? null,
    cascadeDelete: field.masterDetail === true,
    caseSensitive: false,
    compoundFieldName: compoundName(object, field),
    controllerName: field.controllerName ?? null,
    createable: access.createable,
    custom: field.custom === true,
    defaultValue: defaultValue(field),
    defaultValueFormula: defaultFormula(field),
    defaultedOnCreate: access.defaultedOnCreate,
    dependentPicklist: field.controllerName !== undefined && dependsOn,
    deprecatedAndHidden: false,
    digits: facts.digits,
    displayLocationInDecimal: field.type === 'location',
    encrypted: field.type === 'encryptedstring',
    externalId: field.externalId === true,
    extraTypeInfo: extraTypeInfo(object, field),
    filterable: facts.filterable,
    filteredLookupInfo:
      field.lookupFilter === undefined
        ? null
        : { controllingFields: [], dependent: false, optionalFilter: field.lookupFilter.active !== true },
    formulaTreatNullNumberAsZero: field.formulaTreatBlanksAs === 'BlankAsZero',
    groupable: facts.groupable && field.calculated !== true,
    highScaleNumber: false,
    htmlFormatted: field.metadataType === 'Html' || (field.formula ?? '').includes('HYPERLINK('),
    idLookup: field.type === 'id' || field.externalId === true || (isNameField && object.custom === true),
    inlineHelpText: field.helpText ?? null,
    label: field.label,
    length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: isNameField,
    namePointing: isPolymorphic,
    nillable: access.nillable,
    permissionable: access.permissionable,
    picklistValues: describePicklistValues(object, field),
    polymorphicForeignKey: isPolymorphic,
    precision: field.precision ?? 0,
    queryByDistance: field.type === 'address' || field.type === 'location',
    referenceTargetField: null,
    referenceTo,
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail === true ? relationshipOrder(object, field) : null,
    restrictedDelete: field.deleteConstraint === 'Restrict',
    restrictedPicklist: field.restrictedPicklist === true,
    scale: field.scale ?? 0,
    searchPrefilterable: isSearchPrefilterable(field),
    soapType: facts.soapType,
    sortable: facts.sortable,
    type: field.type,
    unique: field.unique === true,
    updateable: access.updateable,
    writeRequiresMasterRead: false,
  };
}

/** A person has a combined Name; elsewhere the name field is Name, or the one standard field that stands in for it. */
function isStandardName(object: BundleObject, field: BundleField): boolean {
  if (field.custom === true || object.fields.some((candidate) => candidate.nameField === true)) return false;
  const standIns: Readonly<Record<string, string>> = {
    Case: 'CaseNumber',
    Contract: 'ContractNumber',
    Event: 'Subject',
    Order: 'OrderNumber',
    Solution: 'SolutionName',
    Task: 'Subject',
    WorkOrder: 'WorkOrderNumber',
  };
  return field.name === (standIns[object.name] ?? 'Name');
}

/** The service numbers records whose name nobody may set (CaseNumber); a person's Name is put together instead. */
function isAutoNumber(object: BundleObject, field: BundleField): boolean {
  if (field.autoNumberFormat !== undefined) return true;
  const isFixed = field.type === 'string' && field.createable === false && field.nillable === false;
  return isFixed && isStandardName(object, field) && !isPerson(object);
}

function isPerson(object: BundleObject): boolean {
  return object.fields.some((candidate) => candidate.name === 'LastName');
}

function compoundName(object: BundleObject, field: BundleField): string | null {
  if (field.custom === true) return null;
  const part =
    /^(.*?)(Street|City|State|StateCode|PostalCode|Country|CountryCode|Latitude|Longitude|GeocodeAccuracy)$/.exec(
      field.name,
    );
  if (part !== null) {
    const address = `${part[1]}Address`;
    if (object.fields.some((candidate) => candidate.name === address && candidate.type === 'address')) return address;
  }
  return isPerson(object) && ['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix'].includes(field.name)
    ? 'Name'
    : null;
}

/** Only a checkbox and a picklist have a default that is a value; every other default is a formula. */
function defaultValue(field: BundleField): string | boolean | null {
  if (field.type === 'boolean') return field.calculated === true ? null : field.defaultValue === 'true';
  return field.picklistValues?.find((value) => value.default === true)?.value ?? null;
}

function defaultFormula(field: BundleField): string | null {
  return field.type === 'boolean' ? null : (field.defaultValue ?? null);
}

function extraTypeInfo(object: BundleObject, field: BundleField): string | null {
  if (field.type === 'textarea') return field.metadataType === 'Html' ? 'richtextarea' : 'plaintextarea';
  if (field.type === 'url' && field.name.endsWith('PhotoUrl')) return 'imageurl';
  return compoundName(object, field) === 'Name' ? 'personname' : null;
}

/** 0 for the object's first master-detail relationship, 1 for its second. */
function relationshipOrder(object: BundleObject, field: BundleField): number {
  return object.fields.filter((candidate) => candidate.masterDetail === true).findIndex((it) => it.name === field.name);
}

/** Look-ups by which a search may be narrowed: not those to people, not those every record must have. */
function isSearchPrefilterable(field: BundleField): boolean {
  const [first] = field.referenceTo ?? [];
  if (field.type !== 'reference' || first === undefined || field.nillable === false) return false;
  return !['User', 'Group', 'RecordType'].includes(first) && field.name !== 'MasterRecordId';
}
