import type { BundleField, BundleObject } from '../bundle.ts';
import { describeChildRelationships } from '../describe/child-relationships.ts';
import { describeField } from '../describe/describe-field.ts';
import { objectTraits } from '../describe/object-traits.ts';
import { entityDurableId } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { emptyId } from './entity-table.ts';
import { fieldDurableId } from './field-tables.ts';
import { columns, sameKey } from './table.ts';
import type { EqualityFilter, Row, Table } from './table.ts';

/*
 * Further objects of the catalog: relationships, what a user may do with objects and fields, limits of an object. Each
 * answers only where the query says of which object, so its rows are made for that object alone.
 */

/** Objects that a filter names, by Id or API name, under the path of the Id and that of the name. */
function objectsOf(model: OrgModel, filter: EqualityFilter, path: string): readonly BundleObject[] {
  const relation = path.replace(/id$/, '');
  const names = filter.get(path) ?? filter.get(`${relation}.durableid`) ?? filter.get(`${relation}.qualifiedapiname`);
  if (names === undefined) return [];
  const wanted = new Set(names.map(sameKey));
  return model.bundle.sobjects.filter(
    (object) => wanted.has(sameKey(entityDurableId(object))) || wanted.has(object.name.toLowerCase()),
  );
}

function pathsOf(...paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => [
    path,
    `${path.replace(/id$/, '')}.durableid`,
    `${path.replace(/id$/, '')}.qualifiedapiname`,
  ]);
}

/** The object that a DurableId of the form `Object.Thing` begins with. */
function byDurableId(model: OrgModel, filter: EqualityFilter): readonly BundleObject[] {
  const homes = (filter.get('durableid') ?? []).map((id) => sameKey(id.split('.')[0] ?? ''));
  return model.bundle.sobjects.filter((object) => homes.includes(sameKey(entityDurableId(object))));
}

const entityRelation = { name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' };

const relationshipColumns = [
  ...columns('Id:id', 'DurableId', 'ChildSobjectId', 'FieldId', 'IsCascadeDelete:boolean'),
  ...columns('IsDeprecatedAndHidden:boolean', 'IsRestrictedDelete:boolean'),
];

/** Relationships of parents, each once. */
function relationshipRows(model: OrgModel, parents: readonly BundleObject[]): readonly Row[] {
  return parents.flatMap((parent) =>
    describeChildRelationships(model, parent).flatMap((relationship): readonly Row[] => {
      const child = model.object(relationship.childSObject);
      const field = child?.fields.find(({ name }) => name === relationship.field);
      if (child === undefined || field === undefined) return [];
      const fieldId = fieldDurableId(child, field);
      const parentId = entityDurableId(parent);
      return [
        {
          Id: emptyId,
          DurableId: `${parentId}.${fieldId}`,
          ChildSobjectId: entityDurableId(child),
          FieldId: fieldId,
          IsCascadeDelete: relationship.cascadeDelete,
          IsDeprecatedAndHidden: relationship.deprecatedAndHidden,
          IsRestrictedDelete: relationship.restrictedDelete,
          JunctionIdListNames: { names: [] },
          ParentSobjectId: parentId,
          RelationshipInfoId: `${fieldId}`,
          RelationshipName: relationship.relationshipName,
        },
      ];
    }),
  );
}

/** Which objects have a lookup to an object: the parent's side. */
const relationshipDomainTable: Table = {
  name: 'RelationshipDomain',
  label: 'Relationship Domain',
  keyPrefix: '0Jv',
  key: 'DurableId',
  columns: [
    ...relationshipColumns,
    ...columns('JunctionIdListNames:complexvalue', 'ParentSobjectId', 'RelationshipInfoId', 'RelationshipName'),
  ],
  relations: [
    { name: 'ChildSobject', target: 'EntityDefinition', via: 'ChildSobjectId' },
    { name: 'ParentSobject', target: 'EntityDefinition', via: 'ParentSobjectId' },
    { name: 'Field', target: 'FieldDefinition', via: 'FieldId' },
    { name: 'RelationshipInfo', target: 'RelationshipInfo', via: 'RelationshipInfoId' },
  ],
  isCatalog: true,
  reified: { paths: [...pathsOf('parentsobjectid'), 'durableid'], named: 'ParentSobjectId,DurableId' },
  rows: (model, filter) =>
    relationshipRows(model, [...objectsOf(model, filter, 'parentsobjectid'), ...byDurableId(model, filter)]),
};

/** Lookups of an object: the child's side. */
const relationshipInfoTable: Table = {
  name: 'RelationshipInfo',
  label: 'Relationship',
  keyPrefix: '0Ju',
  key: 'DurableId',
  columns: relationshipColumns,
  relations: [
    { name: 'ChildSobject', target: 'EntityDefinition', via: 'ChildSobjectId' },
    { name: 'Field', target: 'FieldDefinition', via: 'FieldId' },
  ],
  isCatalog: true,
  reified: { paths: [...pathsOf('childsobjectid'), 'durableid'], named: 'ChildSobjectId,DurableId' },
  rows: (model, filter) =>
    [...objectsOf(model, filter, 'childsobjectid'), ...byDurableId(model, filter)].flatMap((child) =>
      child.fields
        .filter(({ referenceTo = [], hiddenFromDescribe }) => referenceTo.length > 0 && hiddenFromDescribe !== true)
        .map((field) => ({
          Id: emptyId,
          DurableId: fieldDurableId(child, field),
          ChildSobjectId: entityDurableId(child),
          FieldId: fieldDurableId(child, field),
          IsCascadeDelete: field.masterDetail === true || field.deleteConstraint === 'Cascade',
          IsDeprecatedAndHidden: false,
          IsRestrictedDelete: field.deleteConstraint === 'Restrict',
        })),
    ),
};

/** What the user who asks may do with an object. Others than the running user are not known here. */
const userEntityAccessTable: Table = {
  name: 'UserEntityAccess',
  label: 'User Entity Access',
  keyPrefix: '07u',
  key: 'DurableId',
  columns: [
    ...columns('Id:id', 'DurableId', 'EntityDefinitionId', 'UserId:reference', 'IsActivateable:boolean'),
    ...columns('IsCreatable:boolean', 'IsDeletable:boolean', 'IsEditable:boolean', 'IsFlsUpdatable:boolean'),
    ...columns('IsMergeable:boolean', 'IsReadable:boolean', 'IsUndeletable:boolean', 'IsUpdatable:boolean'),
  ],
  relations: [entityRelation, { name: 'User', target: 'User', via: 'UserId' }],
  isCatalog: true,
  reified: { paths: [...pathsOf('entitydefinitionid'), 'durableid'], named: 'EntityDefinitionId,DurableId' },
  rows: (model, filter) =>
    [...objectsOf(model, filter, 'entitydefinitionid'), ...byDurableId(model, filter)].map((object) => {
      const traits = objectTraits(model, object);
      const id = entityDurableId(object);
      return {
        Id: emptyId,
        DurableId: `${id}.${model.runningUser.Id.slice(0, 15)}`,
        EntityDefinitionId: id,
        UserId: model.runningUser.Id,
        IsActivateable: false,
        IsCreatable: traits.createable,
        IsDeletable: traits.deletable,
        IsEditable: traits.updateable,
        IsFlsUpdatable: traits.updateable,
        IsMergeable: traits.mergeable,
        IsReadable: traits.queryable,
        IsUndeletable: traits.undeletable,
        IsUpdatable: traits.updateable,
      };
    }),
};

function fieldAccessRow(model: OrgModel, object: BundleObject, field: BundleField): Row {
  const described = describeField(object, field);
  const fieldId = fieldDurableId(object, field);
  const isSeen = field.hiddenFromDescribe !== true;
  return {
    Id: emptyId,
    DurableId: `${fieldId}.${model.runningUser.Id.slice(0, 15)}`,
    EntityDefinitionId: entityDurableId(object),
    FieldDefinitionId: fieldId,
    UserId: model.runningUser.Id,
    IsAccessible: isSeen,
    IsCreatable: isSeen && described.createable,
    IsUpdatable: isSeen && described.updateable,
  };
}

/** What the user who asks may do with the fields of an object. */
const userFieldAccessTable: Table = {
  name: 'UserFieldAccess',
  label: 'User Field Access',
  keyPrefix: '4fp',
  key: 'DurableId',
  columns: [
    ...columns('Id:id', 'DurableId', 'EntityDefinitionId', 'FieldDefinitionId', 'UserId:reference'),
    ...columns('IsAccessible:boolean', 'IsCreatable:boolean', 'IsUpdatable:boolean'),
  ],
  relations: [
    entityRelation,
    { name: 'FieldDefinition', target: 'FieldDefinition', via: 'FieldDefinitionId' },
    { name: 'User', target: 'User', via: 'UserId' },
  ],
  isCatalog: true,
  reified: { paths: [...pathsOf('entitydefinitionid'), 'durableid'], named: 'EntityDefinitionId,DurableId' },
  rows: (model, filter) =>
    [...objectsOf(model, filter, 'entitydefinitionid'), ...byDurableId(model, filter)].flatMap((object) =>
      object.fields.map((field) => fieldAccessRow(model, object, field)),
    ),
};

/** Limits of an object in the order of Setup: how many there may be, and how many of the object's there are. */
const limitKinds: readonly (readonly [
  type: string,
  label: string,
  most: number,
  used: (model: OrgModel, object: BundleObject) => number,
])[] = [
  ['ActiveLookupFilters', 'Active Lookup Filters', 5, (_model, { fields }) => count(fields, activeFilter)],
  [
    'ActiveRules',
    'Active Rules',
    50,
    (model, { name }) => (model.bundle.workflow ?? []).filter((one) => one.object === name && one.active).length,
  ],
  [
    'ActiveValidationRules',
    'Active Validation Rules',
    500,
    (_model, { validationRules }) => validationRules.filter(({ active }) => active === true).length,
  ],
  ['ApprovalProcesses', 'Approval Processes', 300, () => 0],
  ['CbsSharingRules', 'Criteria-Based Sharing Rules', 50, () => 0],
  ['CustomFields', 'Custom Fields', 800, (_model, { fields }) => count(fields, ({ custom }) => custom === true)],
  ['CustomRelationship', 'Custom Relationship Fields', 40, (_model, { fields }) => count(fields, customLookup)],
  ['RollupSummary', 'Roll-up Summary Fields', 40, (_model, { fields }) => count(fields, isRollup)],
  ['SharingRules', 'Sharing Rules (Both Owner- and Criteria-based)', 300, () => 0],
  [
    'TotalRules',
    'Total Rules',
    500,
    (model, { name }) => (model.bundle.workflow ?? []).filter((one) => one.object === name && !one.kind).length,
  ],
  ['VLookup', 'Maximum VLOOKUP Functions', 10, () => 0],
];

function count(fields: readonly BundleField[], has: (field: BundleField) => boolean): number {
  return fields.filter(has).length;
}

function activeFilter({ lookupFilter }: BundleField): boolean {
  return lookupFilter !== undefined && lookupFilter.active !== false;
}

function isRollup({ summary }: BundleField): boolean {
  return summary !== undefined;
}

function customLookup({ custom, type }: BundleField): boolean {
  return custom === true && type === 'reference';
}

/** How much of what an object may have is still free. */
const entityLimitTable: Table = {
  name: 'EntityLimit',
  label: 'Entity Limit',
  keyPrefix: '07o',
  key: 'DurableId',
  columns: columns('Id:id', 'DurableId', 'EntityDefinitionId', 'Label', 'Max:int', 'Remaining:int', 'Type:picklist'),
  relations: [entityRelation],
  isCatalog: true,
  reified: { paths: [...pathsOf('entitydefinitionid'), 'durableid'], named: 'EntityDefinitionId,DurableId' },
  rows: (model, filter) =>
    [...objectsOf(model, filter, 'entitydefinitionid'), ...byDurableId(model, filter)].flatMap((object) =>
      limitKinds.map(([type, label, most, used]) => ({
        Id: emptyId,
        DurableId: `${entityDurableId(object)}.${type}`,
        EntityDefinitionId: entityDurableId(object),
        Label: label,
        Max: most,
        Remaining: Math.max(0, most - used(model, object)),
        Type: type,
      })),
    ),
};

export const furtherCatalogTables: readonly Table[] = [
  relationshipDomainTable,
  relationshipInfoTable,
  userEntityAccessTable,
  userFieldAccessTable,
  entityLimitTable,
];
