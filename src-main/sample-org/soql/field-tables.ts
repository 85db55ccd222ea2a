import type { BundleField, BundleObject } from '../bundle.ts';
import { describeField } from '../describe/describe-field.ts';
import { customFieldId, datesOf, developerName, entityDurableId, namespaceOf } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { dataTypeText } from './data-type-text.ts';
import { emptyId } from './entity-table.ts';
import { columns, sameKey } from './table.ts';
import type { EqualityFilter, Row, Table } from './table.ts';

/** `Account.Name`, `Account.00N…` for a custom field, `01I….00N…` on a custom object; 15-character Ids. */
export function fieldDurableId(object: BundleObject, field: BundleField): string {
  const local = field.custom === true ? customFieldId(object, field).slice(0, 15) : field.name;
  return `${entityDurableId(object)}.${local}`;
}

/** The objects that the filter of a query names; the whole schema is never walked. */
function filteredObjects(model: OrgModel, filter: EqualityFilter): readonly BundleObject[] {
  const wanted = new Set<string>();
  const add = (values: readonly string[] | undefined): void => {
    for (const value of values ?? []) wanted.add(sameKey(value));
  };
  add(filter.get('entitydefinition.qualifiedapiname'));
  add(filter.get('entitydefinitionid'));
  add(filter.get('entitydefinition.durableid'));
  for (const path of ['durableid', 'fielddefinitionid', 'fielddefinition.durableid'])
    add(filter.get(path)?.map((id) => id.split('.')[0] ?? ''));
  return model.bundle.sobjects.filter(
    (object) => wanted.has(object.name.toLowerCase()) || wanted.has(sameKey(entityDurableId(object))),
  );
}

function rowsOf(
  shape: (model: OrgModel, object: BundleObject, field: BundleField) => Row,
): (model: OrgModel, filter: EqualityFilter) => readonly Row[] {
  return (model, filter) =>
    filteredObjects(model, filter).flatMap((object) => object.fields.map((field) => shape(model, object, field)));
}

/** What FieldDefinition and EntityParticle say alike. */
function common(object: BundleObject, field: BundleField): Row {
  const isCustom = field.custom === true;
  const local = field.type === 'reference' ? field.name.replace(/Id$/, '') : field.name;
  return {
    Id: emptyId,
    DurableId: fieldDurableId(object, field),
    EntityDefinitionId: entityDurableId(object),
    QualifiedApiName: field.name,
    DeveloperName: isCustom ? developerName(field.name) : local,
    MasterLabel: field.label,
    Label: field.label,
    NamespacePrefix: isCustom ? namespaceOf(field.name) : null,
    Length: field.length ?? 0,
    Precision: field.precision ?? 0,
    Scale: field.scale ?? 0,
    IsCalculated: field.calculated === true,
    RelationshipName: field.relationshipName ?? null,
    ReferenceTo: { referenceTo: field.referenceTo ?? [] },
    IsApiFilterable: true,
    IsApiSortable: true,
    IsApiGroupable: field.calculated !== true,
    IsListVisible: true,
    IsPolymorphicForeignKey: (field.referenceTo ?? []).length > 1,
  };
}

const commonColumns = [
  ...columns('Id:id', 'DurableId', 'EntityDefinitionId', 'QualifiedApiName', 'DeveloperName', 'MasterLabel', 'Label'),
  ...columns('NamespacePrefix', 'Length:int', 'Precision:int', 'Scale:int', 'IsCalculated:boolean'),
  ...columns('RelationshipName', 'ReferenceTo:complexvalue', 'IsApiFilterable:boolean', 'IsApiSortable:boolean'),
  ...columns('IsApiGroupable:boolean', 'IsListVisible:boolean', 'IsPolymorphicForeignKey:boolean'),
];

function fieldDefinitionRow(model: OrgModel, object: BundleObject, field: BundleField): Row {
  const isCustom = field.custom === true;
  const controller = object.fields.find((candidate) => candidate.name === field.controllerName);
  const described = describeField(object, field);
  return {
    ...common(object, field),
    Description: field.description ?? null,
    DataType: dataTypeText(object, field),
    IsIndexed: field.type === 'id' || field.type === 'reference' || field.externalId === true || field.unique === true,
    IsNillable: described.nillable,
    IsFieldHistoryTracked: field.trackHistory === true,
    IsNameField: described.nameField,
    ControllingFieldDefinitionId: controller === undefined ? null : fieldDurableId(object, controller),
    BusinessOwnerId: null,
    BusinessStatus: null,
    SecurityClassification: field.securityClassification ?? null,
    ComplianceGroup: null,
    // Only custom fields are dated by the service: a standard field's last change is not known.
    LastModifiedDate: isCustom ? datesOf(field, `${object.name}.${field.name}`).lastModifiedDate : null,
    LastModifiedById: isCustom ? model.runningUser.Id : null,
    PublisherId: isCustom ? (namespaceOf(field.name) ?? '<local>') : 'System',
    ExtraTypeInfo: described.extraTypeInfo,
    ValueTypeId: field.type,
  };
}

export const fieldDefinitionTable: Table = {
  name: 'FieldDefinition',
  label: 'Field Definition',
  keyPrefix: '4fe',
  key: 'DurableId',
  columns: [
    ...commonColumns,
    ...columns('Description:textarea', 'DataType', 'IsIndexed:boolean', 'IsNillable:boolean'),
    ...columns('IsFieldHistoryTracked:boolean', 'IsNameField:boolean', 'ControllingFieldDefinitionId'),
    ...columns('BusinessOwnerId:reference', 'BusinessStatus:picklist', 'SecurityClassification:picklist'),
    ...columns('ComplianceGroup:multipicklist', 'LastModifiedDate:datetime', 'LastModifiedById:reference'),
    ...columns('PublisherId', 'ExtraTypeInfo', 'ValueTypeId'),
  ],
  relations: [
    { name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' },
    { name: 'LastModifiedBy', target: 'User', via: 'LastModifiedById' },
  ],
  isCatalog: true,
  reified: {
    paths: ['entitydefinitionid', 'durableid', 'entitydefinition.qualifiedapiname', 'entitydefinition.durableid'],
    named: 'EntityDefinitionId,DurableId',
  },
  rows: rowsOf(fieldDefinitionRow),
};

function particleRow(_model: OrgModel, object: BundleObject, field: BundleField): Row {
  const described = describeField(object, field);
  return {
    ...common(object, field),
    FieldDefinitionId: fieldDurableId(object, field),
    Name: field.name,
    DataType: field.type,
    InlineHelpText: field.helpText ?? null,
    DefaultValueFormula: field.defaultValue ?? null,
    ByteLength: described.byteLength,
    Digits: described.digits,
    Mask: null,
    MaskType: null,
    IsUnique: described.unique,
    IsAutonumber: described.autoNumber,
    IsCreatable: described.createable,
    IsUpdatable: described.updateable,
    IsDefaultedOnCreate: described.defaultedOnCreate,
    IsPermissionable: described.permissionable,
    IsEncrypted: described.encrypted,
    IsDependentPicklist: described.dependentPicklist,
    IsDeprecatedAndHidden: false,
    IsNillable: described.nillable,
    IsNameField: described.nameField,
    IsIdLookup: described.idLookup,
    IsHtmlFormatted: described.htmlFormatted,
    IsCaseSensitive: false,
    ExtraTypeInfo: described.extraTypeInfo,
    ReferenceTargetField: null,
  };
}

export const entityParticleTable: Table = {
  name: 'EntityParticle',
  label: 'Entity Particle',
  keyPrefix: '0Nv',
  key: 'DurableId',
  columns: [
    ...commonColumns,
    ...columns('FieldDefinitionId', 'Name', 'DataType', 'InlineHelpText', 'DefaultValueFormula:textarea'),
    ...columns('ByteLength:int', 'Digits:int', 'Mask', 'MaskType', 'IsUnique:boolean', 'IsAutonumber:boolean'),
    ...columns('IsCreatable:boolean', 'IsUpdatable:boolean', 'IsDefaultedOnCreate:boolean', 'IsPermissionable:boolean'),
    ...columns('IsEncrypted:boolean', 'IsDependentPicklist:boolean', 'IsDeprecatedAndHidden:boolean'),
    ...columns('IsNillable:boolean', 'IsNameField:boolean', 'IsIdLookup:boolean', 'IsHtmlFormatted:boolean'),
    ...columns('IsCaseSensitive:boolean', 'ExtraTypeInfo', 'ReferenceTargetField'),
  ],
  relations: [{ name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }],
  isCatalog: true,
  reified: {
    paths: [
      'entitydefinitionid',
      'fielddefinitionid',
      'durableid',
      'entitydefinition.qualifiedapiname',
      'entitydefinition.durableid',
      'fielddefinition.durableid',
    ],
    named: 'EntityDefinitionId,FieldDefinitionId,DurableId',
  },
  rows: rowsOf(particleRow),
};
