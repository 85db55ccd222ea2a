import { objectTraits } from '../describe/object-traits.ts';
import { mintId } from '../ids.ts';
import { entityDurableId, namespaceOf } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { audit, columns, onceForModel } from './table.ts';
import type { Column, Relation, Row, Table } from './table.ts';

/*
 * What the org has besides objects and fields. Bundles hold no reports, flows, Apex or dependencies, so those tables
 * are there and empty, as in a new org.
 */

interface Shape {
  readonly name: string;
  readonly label: string;
  readonly keyPrefix: string | null;
  readonly key?: string;
  readonly columns: readonly Column[];
  readonly relations?: readonly Relation[];
  readonly rows?: (model: OrgModel) => readonly Row[];
}

function table({ key = 'Id', relations = [], rows = () => [], ...shape }: Shape): Table {
  return { ...shape, key, relations: [...relations, ...audit.relations], isCatalog: false, rows: onceForModel(rows) };
}

const packaged = [...columns('NamespacePrefix', 'ManageableState:picklist'), ...audit.columns];

function madeByAdmin(model: OrgModel): Row {
  const at = model.organization.CreatedDate;
  const by = model.runningUser.Id;
  return { CreatedDate: at, CreatedById: by, LastModifiedDate: at, LastModifiedById: by, SystemModstamp: at };
}

/** The permission set that stands for a profile. */
function permissionSetId(profileName: string): string {
  return mintId('0PS', `profile ${profileName}`);
}

function profileNames(model: OrgModel): readonly string[] {
  return [...new Set(model.users.map((user) => user.ProfileName))];
}

const reportTable = table({
  name: 'Report',
  label: 'Report',
  keyPrefix: '00O',
  columns: [
    ...columns('Id:id', 'Name', 'DeveloperName', 'FolderName', 'OwnerId:reference', 'Description', 'Format:picklist'),
    ...columns('LastRunDate:datetime', 'LastViewedDate:datetime', 'LastReferencedDate:datetime', 'NamespacePrefix'),
    ...columns('IsDeleted:boolean'),
    ...audit.columns,
  ],
});

const dashboardTable = table({
  name: 'Dashboard',
  label: 'Dashboard',
  keyPrefix: '01Z',
  columns: [
    ...columns('Id:id', 'Title', 'DeveloperName', 'FolderId:reference', 'FolderName', 'Description', 'Type:picklist'),
    ...columns('RunningUserId:reference', 'LeftSize:picklist', 'MiddleSize:picklist', 'RightSize:picklist'),
    ...columns('LastViewedDate:datetime', 'LastReferencedDate:datetime', 'NamespacePrefix', 'IsDeleted:boolean'),
    ...audit.columns,
  ],
});

const flowDefinitionViewTable: Table = {
  name: 'FlowDefinitionView',
  label: 'Flow Definition',
  keyPrefix: '3dd',
  key: 'DurableId',
  columns: [
    ...columns('Id:id', 'DurableId', 'ApiName', 'Label', 'Description', 'ProcessType:picklist', 'TriggerType:picklist'),
    ...columns('ActiveVersionId', 'LatestVersionId', 'IsActive:boolean', 'IsTemplate:boolean', 'NamespacePrefix'),
    ...columns('ManageableState:picklist', 'LastModifiedDate:datetime', 'LastModifiedBy'),
  ],
  relations: [],
  isCatalog: false,
  rows: () => [],
};

const permissionSetTable = table({
  name: 'PermissionSet',
  label: 'Permission Set',
  keyPrefix: '0PS',
  columns: [
    ...columns('Id:id', 'Name', 'Label', 'Description', 'IsOwnedByProfile:boolean', 'ProfileId:reference'),
    ...columns('IsCustom:boolean', 'Type:picklist', 'LicenseId:reference', 'NamespacePrefix'),
    ...columns('HasActivationRequired:boolean', 'PermissionSetGroupId:reference'),
    ...audit.columns,
  ],
  relations: [{ name: 'Profile', target: 'Profile', via: 'ProfileId' }],
  rows: (model) =>
    profileNames(model).map((profile) => ({
      Id: permissionSetId(profile),
      Name: `X${mintId('00e', profile)}`,
      Label: `${mintId('00e', profile)}`,
      Description: null,
      IsOwnedByProfile: true,
      ProfileId: mintId('00e', profile),
      IsCustom: true,
      Type: 'Profile',
      LicenseId: null,
      NamespacePrefix: null,
      HasActivationRequired: false,
      PermissionSetGroupId: null,
      ...madeByAdmin(model),
    })),
});

/** The profile of the person who set the org up may do everything with every object. */
const objectPermissionsTable = table({
  name: 'ObjectPermissions',
  label: 'Object Permissions',
  keyPrefix: '110',
  columns: [
    ...columns('Id:id', 'ParentId:reference', 'SobjectType:picklist', 'PermissionsCreate:boolean'),
    ...columns('PermissionsRead:boolean', 'PermissionsEdit:boolean', 'PermissionsDelete:boolean'),
    ...columns('PermissionsViewAllRecords:boolean', 'PermissionsModifyAllRecords:boolean'),
    ...audit.columns,
  ],
  relations: [{ name: 'Parent', target: 'PermissionSet', via: 'ParentId' }],
  rows: (model) =>
    model.bundle.sobjects.flatMap((object) => {
      const traits = objectTraits(model, object);
      if (!traits.layoutable) return [];
      const parentId = permissionSetId(model.runningUser.ProfileName);
      return [
        {
          Id: mintId('110', `${parentId}.${object.name}`),
          ParentId: parentId,
          SobjectType: object.name,
          PermissionsCreate: traits.createable,
          PermissionsRead: true,
          PermissionsEdit: traits.updateable,
          PermissionsDelete: traits.deletable,
          PermissionsViewAllRecords: true,
          PermissionsModifyAllRecords: traits.updateable,
          ...madeByAdmin(model),
        },
      ];
    }),
});

const apexClassTable = table({
  name: 'ApexClass',
  label: 'Apex Class',
  keyPrefix: '01p',
  columns: [
    ...columns('Id:id', 'Name', 'ApiVersion:double', 'Status:picklist', 'IsValid:boolean'),
    ...columns('LengthWithoutComments:int', 'Body:textarea'),
    ...packaged,
  ],
});

/** Every object that has layouts has one of its name from the start. */
const layoutTable = table({
  name: 'Layout',
  label: 'Page Layout',
  keyPrefix: '00h',
  columns: [
    ...columns('Id:id', 'Name', 'LayoutType:picklist', 'TableEnumOrId:picklist', 'EntityDefinitionId'),
    ...packaged,
  ],
  relations: [{ name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }],
  rows: (model) =>
    model.bundle.sobjects.flatMap((object) =>
      objectTraits(model, object).layoutable
        ? [
            {
              Id: mintId('00h', `${object.name}.Layout`),
              Name: `${object.label} Layout`,
              LayoutType: 'Standard',
              TableEnumOrId: entityDurableId(object),
              EntityDefinitionId: entityDurableId(object),
              NamespacePrefix: namespaceOf(object.name),
              ManageableState: namespaceOf(object.name) === null ? 'unmanaged' : 'installed',
              ...madeByAdmin(model),
            },
          ]
        : [],
    ),
});

const dependencyTable: Table = {
  name: 'MetadataComponentDependency',
  label: 'Metadata Component Dependency',
  keyPrefix: null,
  key: 'Id',
  columns: [
    ...columns('Id:id', 'MetadataComponentId', 'MetadataComponentName', 'MetadataComponentType'),
    ...columns('MetadataComponentNamespace', 'RefMetadataComponentId', 'RefMetadataComponentName'),
    ...columns('RefMetadataComponentType', 'RefMetadataComponentNamespace'),
  ],
  relations: [],
  isCatalog: false,
  rows: () => [],
};

export const dataSetupTables: readonly Table[] = [
  reportTable,
  dashboardTable,
  flowDefinitionViewTable,
  permissionSetTable,
  objectPermissionsTable,
];
export const toolingSetupTables: readonly Table[] = [apexClassTable, layoutTable, dependencyTable];
