import { isCustomFieldName, namespaceOf } from './api-names.ts';
import type { DescribedFacts, FieldFacts, ObjectFacts, PicklistValueFacts } from './facts.ts';
import { FIELD_FLAG, flagBits, OBJECT_FLAG } from './field-flags.ts';
import { kindOf, type ListedObject } from './object-kind.ts';

/*
 * The parts of Salesforce's sObject describe that are kept
 * (developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-describe.html).
 * Every key may be absent: an older API version or an unusual object leaves some out.
 */
type DescribedPicklistValue = {
  readonly value?: string | null;
  readonly label?: string | null;
  readonly active?: boolean;
  readonly defaultValue?: boolean;
  readonly validFor?: string | null;
};

export type DescribedField = {
  readonly name: string;
  readonly label?: string | null;
  readonly type: string;
  readonly length?: number | null;
  readonly precision?: number | null;
  readonly scale?: number | null;
  readonly referenceTo?: readonly string[] | null;
  readonly relationshipName?: string | null;
  readonly controllerName?: string | null;
  readonly picklistValues?: readonly DescribedPicklistValue[] | null;
  readonly calculatedFormula?: string | null;
  readonly defaultValue?: unknown;
  readonly defaultValueFormula?: string | null;
  readonly inlineHelpText?: string | null;
  readonly custom?: boolean;
  readonly nillable?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly defaultedOnCreate?: boolean;
  readonly unique?: boolean;
  readonly externalId?: boolean;
  readonly calculated?: boolean;
  readonly cascadeDelete?: boolean;
  readonly restrictedPicklist?: boolean;
  readonly nameField?: boolean;
  readonly dependentPicklist?: boolean;
  readonly encrypted?: boolean;
  readonly autoNumber?: boolean;
  readonly permissionable?: boolean;
};

export type DescribedObject = ListedObject & {
  readonly label?: string | null;
  readonly labelPlural?: string | null;
  readonly keyPrefix?: string | null;
  readonly queryable?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly deletable?: boolean;
  readonly searchable?: boolean;
  readonly fields: readonly DescribedField[];
  readonly recordTypeInfos?:
    | readonly {
        readonly name?: string | null;
        readonly developerName?: string | null;
        readonly active?: boolean;
        readonly available?: boolean;
        readonly defaultRecordTypeMapping?: boolean;
        readonly master?: boolean;
      }[]
    | null;
  readonly childRelationships?:
    | readonly {
        readonly childSObject?: string | null;
        readonly field?: string | null;
        readonly relationshipName?: string | null;
        readonly cascadeDelete?: boolean;
      }[]
    | null;
};

const PICKLIST_TYPES = new Set(['picklist', 'multipicklist', 'combobox']);
const SCALED_TYPES = new Set(['double', 'currency', 'percent', 'location']);
/** Not in a describe; they stay unknown until a definition brings them. */
const DEFINITION_FACTS = ['description', 'createdDate', 'lastModifiedDate'] as const;
/** The same for a field. */
export const FIELD_DEFINITION_FACTS = [...DEFINITION_FACTS, 'securityClassification', 'complianceGroup'] as const;

/** Empty text and null are the same: nothing was entered. */
function text(value: string | null | undefined): string | null {
  return value === undefined || value === null || value === '' ? null : value;
}

/** A describe says 0 where a size has no meaning. */
function size(value: number | null | undefined): number | null {
  return value === undefined || value === null || value === 0 ? null : value;
}

/** Required: not nillable, createable, no default on create, and not a checkbox (which always has a value). */
export function isRequired(field: DescribedField): boolean {
  return (
    field.nillable === false &&
    field.createable === true &&
    field.defaultedOnCreate !== true &&
    field.type !== 'boolean'
  );
}

function defaultOf(field: DescribedField): string | null {
  const formula = text(field.defaultValueFormula);
  if (formula !== null) return formula;
  const value = field.defaultValue;
  if (typeof value === 'string') return text(value);
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : null;
}

function picklistOf(field: DescribedField): PicklistValueFacts[] | null {
  const values = field.picklistValues ?? [];
  if (values.length === 0 && !PICKLIST_TYPES.has(field.type)) return null;
  return values.map((value) => ({
    value: value.value ?? '',
    label: value.label ?? value.value ?? '',
    active: value.active !== false,
    isDefault: value.defaultValue === true,
    validFor: value.validFor ?? null,
  }));
}

/** One field of a describe. Description and dates are unknown so far. */
export function fieldFacts(object: string, field: DescribedField): FieldFacts {
  const formula = text(field.calculatedFormula);
  const calculated = field.calculated === true;
  const precision = size(field.precision);
  return {
    object,
    name: field.name,
    label: field.label ?? field.name,
    type: field.type,
    length: size(field.length),
    precision,
    scale: precision !== null || SCALED_TYPES.has(field.type) ? (field.scale ?? null) : size(field.scale),
    referenceTo: field.referenceTo ?? [],
    relationshipName: text(field.relationshipName),
    controllerName: text(field.controllerName),
    picklistValues: picklistOf(field),
    formula,
    defaultValue: defaultOf(field),
    helpText: text(field.inlineHelpText),
    description: null,
    namespace: namespaceOf(field.name),
    securityClassification: null,
    complianceGroup: null,
    dataType: null,
    flags: flagBits(FIELD_FLAG, {
      custom: field.custom ?? isCustomFieldName(field.name),
      required: isRequired(field),
      unique: field.unique,
      externalId: field.externalId,
      createable: field.createable,
      updateable: field.updateable,
      nillable: field.nillable,
      calculated,
      cascadeDelete: field.cascadeDelete,
      restrictedPicklist: field.restrictedPicklist,
      nameField: field.nameField,
      dependent: field.dependentPicklist,
      encrypted: field.encrypted,
      autoNumber: field.autoNumber,
      formula: formula !== null,
      // A roll-up summary is calculated and has no formula; so have some standard fields, which are no roll-ups.
      rollUp: calculated && formula === null && field.custom === true,
      openToAll: field.permissionable === false,
    }),
    createdDate: null,
    lastModifiedDate: null,
    unknown: [...FIELD_DEFINITION_FACTS],
  };
}

function objectFacts(body: DescribedObject): ObjectFacts {
  return {
    name: body.name,
    label: body.label ?? body.name,
    labelPlural: text(body.labelPlural),
    kind: kindOf(body),
    namespace: namespaceOf(body.name),
    keyPrefix: text(body.keyPrefix),
    description: null,
    flags: flagBits(OBJECT_FLAG, {
      custom: body.custom,
      queryable: body.queryable,
      createable: body.createable,
      updateable: body.updateable,
      deletable: body.deletable,
      searchable: body.searchable,
    }),
    createdDate: null,
    lastModifiedDate: null,
    unknown: [...DEFINITION_FACTS],
  };
}

/** What is kept of one sObject describe. */
export function describeFacts(body: DescribedObject): DescribedFacts {
  return {
    object: objectFacts(body),
    fields: body.fields.map((field) => fieldFacts(body.name, field)),
    recordTypes: (body.recordTypeInfos ?? []).map((info) => ({
      name: info.developerName ?? info.name ?? '',
      label: info.name ?? info.developerName ?? '',
      active: info.active ?? info.available ?? true,
      isDefault: info.defaultRecordTypeMapping === true,
      master: info.master === true,
    })),
    childRelationships: (body.childRelationships ?? []).map((child) => ({
      childObject: child.childSObject ?? '',
      field: child.field ?? '',
      relationshipName: text(child.relationshipName),
      cascadeDelete: child.cascadeDelete === true,
    })),
  };
}
