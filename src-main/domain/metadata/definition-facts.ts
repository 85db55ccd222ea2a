import { customFieldName, isCustomFieldName, namespaceOf, shortId, toUtc } from './api-names.ts';
import { FIELD_DEFINITION_FACTS } from './describe-facts.ts';
import type { FieldFacts } from './facts.ts';
import { FIELD_FLAG, flagBits, hasFlag } from './field-flags.ts';

/** A row of a Tooling query. */
type QueryRow = Readonly<Record<string, unknown>>;

export type EntityDefinitionRow = {
  readonly name: string;
  readonly durableId: string | null;
  readonly label: string | null;
  readonly description: string | null;
  readonly lastModifiedDate: string | null;
};

export type FieldDefinitionRow = {
  readonly object: string;
  readonly name: string;
  /** The 15 characters of the CustomField's id; null for a standard field. */
  readonly customFieldId: string | null;
  readonly label: string | null;
  readonly description: string | null;
  readonly dataType: string | null;
  readonly length: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly securityClassification: string | null;
  readonly complianceGroup: string | null;
  readonly indexed: boolean;
  readonly lastModifiedDate: string | null;
};

export type CustomFieldRow = {
  readonly id: string;
  /** Null when the org did not resolve the object; `tableId` then identifies it. */
  readonly object: string | null;
  readonly tableId: string | null;
  readonly name: string;
  readonly description: string | null;
  readonly helpText: string | null;
  readonly createdDate: string | null;
  readonly lastModifiedDate: string | null;
};

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function size(value: unknown): number | null {
  return typeof value === 'number' && value !== 0 ? value : null;
}

function parentName(value: unknown): string | null {
  return typeof value === 'object' && value !== null ? text((value as QueryRow)['QualifiedApiName']) : null;
}

export function entityDefinitionRow(row: QueryRow): EntityDefinitionRow | null {
  const name = text(row['QualifiedApiName']);
  if (name === null) return null;
  return {
    name,
    durableId: text(row['DurableId']),
    label: text(row['Label']) ?? text(row['MasterLabel']),
    description: text(row['Description']),
    lastModifiedDate: toUtc(row['LastModifiedDate']),
  };
}

function referenceTo(value: unknown): readonly string[] {
  const list = typeof value === 'object' && value !== null ? (value as QueryRow)['referenceTo'] : null;
  return Array.isArray(list) ? list.filter((name): name is string => typeof name === 'string') : [];
}

/**
 * A FieldDefinition; null when it does not say whose field it is.
 *
 * @param asked the object that was asked for, when it was only one: some orgs leave the parent out
 */
export function fieldDefinitionRow(row: QueryRow, asked: string | null = null): FieldDefinitionRow | null {
  const object = parentName(row['EntityDefinition']) ?? asked;
  const name = text(row['QualifiedApiName']);
  if (object === null || name === null) return null;
  const durableId = text(row['DurableId']) ?? '';
  const fieldId = durableId.slice(durableId.indexOf('.') + 1);
  return {
    object,
    name,
    customFieldId: fieldId.startsWith('00N') && fieldId.length >= 15 ? shortId(fieldId) : null,
    label: text(row['Label']) ?? text(row['MasterLabel']),
    description: text(row['Description']),
    dataType: text(row['DataType']),
    length: size(row['Length']),
    precision: size(row['Precision']),
    scale: size(row['Scale']),
    referenceTo: referenceTo(row['ReferenceTo']),
    relationshipName: text(row['RelationshipName']),
    securityClassification: text(row['SecurityClassification']),
    complianceGroup: text(row['ComplianceGroup']),
    indexed: row['IsIndexed'] === true,
    lastModifiedDate: toUtc(row['LastModifiedDate']),
  };
}

export function customFieldRow(row: QueryRow): CustomFieldRow | null {
  const id = text(row['Id']);
  const developerName = text(row['DeveloperName']);
  if (id === null || developerName === null) return null;
  const tableId = text(row['EntityDefinitionId']) ?? text(row['TableEnumOrId']);
  return {
    id: shortId(id),
    object: parentName(row['EntityDefinition']),
    tableId,
    name: customFieldName(developerName, text(row['NamespacePrefix'])),
    description: text(row['Description']),
    helpText: text(row['InlineHelpText']),
    createdDate: toUtc(row['CreatedDate']),
    lastModifiedDate: toUtc(row['LastModifiedDate']),
  };
}

/** The facts that definitions bring to a field, described or not. */
export type DefinedPart = Pick<
  FieldFacts,
  | 'label'
  | 'helpText'
  | 'description'
  | 'securityClassification'
  | 'complianceGroup'
  | 'dataType'
  | 'flags'
  | 'createdDate'
  | 'lastModifiedDate'
  | 'unknown'
>;

/**
 * Adds what FieldDefinition and CustomField know to a field.
 *
 * Absent rows leave what is already known. A standard field has no created date anywhere, and often no modified date:
 * those stay unknown, which is not the same as empty.
 */
export function withDefinition<T extends DefinedPart>(
  field: T,
  definition: FieldDefinitionRow | undefined,
  custom: CustomFieldRow | undefined,
): T {
  if (definition === undefined && custom === undefined) return field;
  const known = new Set<string>(['description']);
  if (definition !== undefined) known.add('securityClassification').add('complianceGroup');
  const createdDate = custom?.createdDate ?? field.createdDate;
  const lastModifiedDate = custom?.lastModifiedDate ?? definition?.lastModifiedDate ?? field.lastModifiedDate;
  if (createdDate !== null) known.add('createdDate');
  if (lastModifiedDate !== null) known.add('lastModifiedDate');
  const hidden = hasFlag(field.flags, FIELD_FLAG.noAccess);
  if (hidden && custom !== undefined) known.add('helpText');
  return {
    ...field,
    label: hidden ? (definition?.label ?? field.label) : field.label,
    helpText: hidden && custom !== undefined ? custom.helpText : field.helpText,
    description:
      custom === undefined
        ? (definition?.description ?? null)
        : (custom.description ?? definition?.description ?? null),
    // A class that was taken away again is empty now, so an absent definition is not the same as an empty one.
    securityClassification: definition === undefined ? field.securityClassification : definition.securityClassification,
    complianceGroup: definition === undefined ? field.complianceGroup : definition.complianceGroup,
    dataType: definition?.dataType ?? field.dataType,
    flags: definition?.indexed === true ? field.flags | FIELD_FLAG.indexed : field.flags,
    createdDate,
    lastModifiedDate,
    unknown: field.unknown.filter((fact) => !known.has(fact)),
  };
}

/** What only a describe says; unknown for a field that the describe leaves out. */
const DESCRIBE_ONLY_FACTS = [
  'type',
  'picklistCount',
  'required',
  'unique',
  'externalId',
  'formula',
  'defaultValue',
  'helpText',
] as const;

/**
 * A field that a definition names and the describe leaves out: field-level security hides it from the signed-in user.
 *
 * It is kept, with the badge "no field access", so that a dictionary does not silently miss it.
 */
export function hiddenField(
  object: string,
  name: string,
  definition: FieldDefinitionRow | undefined,
  custom: CustomFieldRow | undefined,
): FieldFacts {
  const sizes = definition === undefined ? ['length', 'precision', 'scale', 'referenceTo'] : [];
  const field: FieldFacts = {
    object,
    name,
    label: definition?.label ?? name,
    type: null,
    length: definition?.length ?? null,
    precision: definition?.precision ?? null,
    scale: definition?.scale ?? null,
    referenceTo: definition?.referenceTo ?? [],
    relationshipName: definition?.relationshipName ?? null,
    controllerName: null,
    picklistValues: null,
    formula: null,
    defaultValue: null,
    helpText: null,
    description: null,
    namespace: namespaceOf(name),
    securityClassification: null,
    complianceGroup: null,
    dataType: null,
    flags: flagBits(FIELD_FLAG, { noAccess: true, custom: isCustomFieldName(name) }),
    createdDate: null,
    lastModifiedDate: null,
    unknown: [
      ...DESCRIBE_ONLY_FACTS,
      ...sizes,
      ...(definition === undefined ? ['label'] : []),
      ...FIELD_DEFINITION_FACTS,
    ],
  };
  return withDefinition(field, definition, custom);
}

/**
 * A newly described field keeps what definitions said about its older version: a describe brings neither description
 * nor dates.
 */
export function carryDefinition(described: FieldFacts, stored: DefinedPart): FieldFacts {
  return {
    ...described,
    description: stored.description,
    securityClassification: stored.securityClassification,
    complianceGroup: stored.complianceGroup,
    dataType: stored.dataType,
    flags: described.flags | (stored.flags & FIELD_FLAG.indexed),
    createdDate: stored.createdDate,
    lastModifiedDate: stored.lastModifiedDate,
    unknown: described.unknown.filter((fact) => stored.unknown.includes(fact)),
  };
}
