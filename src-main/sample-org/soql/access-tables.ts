import type { BundleAccess } from '../bundle-parts.ts';
import { salesforceDateTime } from '../dates.ts';
import { mintId } from '../ids.ts';
import type { OrgModel } from '../org-model.ts';
import { groupId, groupSetId, holdersOf, mutingSetId, permissionSetId, profileSetId } from './access-model.ts';
import type { Holder } from './access-model.ts';
import { namedId } from './named-tables.ts';
import { foundingStamp, setupTable, splitNamespace, stampOf, userId } from './setup-kit.ts';
import { columns } from './table.ts';
import type { Column, Row, Table } from './table.ts';

/** User permissions that PermissionSet has a column for here, named as in the API without `Permissions`. */
const userPermissions = `
ApiEnabled ApiUserOnly AssignPermissionSets AuthorApex BulkApiHardDelete CustomizeApplication
DataExport CreateCustomizeReports ExportReport ManagePvtRptsAndDashbds ManageDashbdsInPubFolders
CreateReportFolders ManageReportsInPubFolders ManageUsers ModifyAllData ModifyMetadata RunFlow RunReports
ScheduleReports TransferAnyEntity ViewAllData ViewAllUsers ViewEncryptedData ViewPublicDashboards ViewPublicReports ViewRoles
ViewSetup
`
  .trim()
  .split(/\s+/);

const permissionColumns: readonly Column[] = columns(...userPermissions.map((name) => `Permissions${name}:boolean`));

function granted(access: BundleAccess): Row {
  const names = new Set((access.userPermissions ?? []).map((one) => (typeof one === 'string' ? one : one.name)));
  // What the bundle grants besides has a column where the bundle describes PermissionSet.
  return Object.fromEntries([...userPermissions, ...names].map((name) => [`Permissions${name}`, names.has(name)]));
}

const holderTypes = { profile: 'Profile', set: 'Regular', group: 'Group', muting: 'Regular' } as const;

function stampOfHolder(model: OrgModel, { kind, access, id }: Holder): Row {
  return kind === 'profile' && access.createdDate === undefined
    ? foundingStamp(model)
    : stampOf(model, access, `access ${id}`);
}

function permissionSetRow(model: OrgModel, holder: Holder): Row {
  const { id, kind, access, profileId, groupId: ownGroup } = holder;
  const { namespace, local } = splitNamespace(access.name);
  return {
    Id: id,
    // The service names the hidden set of a profile after the profile's Id.
    Name: kind === 'profile' ? `X${profileId ?? ''}` : kind === 'group' ? `X${ownGroup ?? ''}` : local,
    Label: kind === 'profile' ? profileId : (access.label ?? access.name),
    Description: access.description ?? null,
    IsOwnedByProfile: kind === 'profile',
    ProfileId: profileId,
    IsCustom: namespace === null,
    Type: access.activationRequired === true ? 'Session' : holderTypes[kind],
    LicenseId: access.license === undefined ? null : mintId('100', access.license),
    NamespacePrefix: namespace,
    HasActivationRequired: access.activationRequired === true,
    PermissionSetGroupId: ownGroup,
    ...granted(access),
    ...stampOfHolder(model, holder),
  };
}

export const permissionSetTable = setupTable({
  name: 'PermissionSet',
  label: 'Permission Set',
  keyPrefix: '0PS',
  columns: [
    ...columns('Id:id', 'Name', 'Label', 'Description', 'IsOwnedByProfile:boolean', 'ProfileId:reference'),
    ...columns('IsCustom:boolean', 'Type:picklist', 'LicenseId:reference', 'NamespacePrefix'),
    ...columns('HasActivationRequired:boolean', 'PermissionSetGroupId:reference'),
    ...permissionColumns,
  ],
  relations: [
    { name: 'Profile', target: 'Profile', via: 'ProfileId' },
    { name: 'PermissionSetGroup', target: 'PermissionSetGroup', via: 'PermissionSetGroupId' },
  ],
  rows: (model) =>
    holdersOf(model)
      .filter(({ kind }) => kind !== 'muting')
      .map((holder) => permissionSetRow(model, holder)),
});

const permissionSetGroupTable = setupTable({
  name: 'PermissionSetGroup',
  label: 'Permission Set Group',
  keyPrefix: '0PG',
  columns: [
    ...columns('Id:id', 'DeveloperName', 'MasterLabel', 'Language', 'NamespacePrefix', 'Description'),
    ...columns('Status:picklist', 'HasActivationRequired:boolean'),
  ],
  rows: (model) =>
    (model.bundle.permissionSetGroups ?? []).map((group) => ({
      Id: groupId(group.name),
      DeveloperName: group.name,
      MasterLabel: group.label,
      Language: 'en_US',
      NamespacePrefix: null,
      Description: group.description ?? null,
      Status: 'Updated',
      HasActivationRequired: false,
      ...stampOf(model, group, `group ${group.name}`),
    })),
});

const mutingPermissionSetTable = setupTable({
  name: 'MutingPermissionSet',
  label: 'Muting Permission Set',
  keyPrefix: '0QM',
  columns: [...columns('Id:id', 'DeveloperName', 'MasterLabel', 'Language', 'NamespacePrefix'), ...permissionColumns],
  rows: (model) =>
    holdersOf(model)
      .filter(({ kind }) => kind === 'muting')
      .map(({ id, access }) => ({
        Id: id,
        DeveloperName: access.name,
        MasterLabel: access.label ?? access.name,
        Language: 'en_US',
        NamespacePrefix: null,
        ...granted(access),
        ...stampOf(model, access, `muting ${id}`),
      })),
});

/** Members of groups; a group's muting permission set is one of them. */
const groupComponentTable = setupTable({
  name: 'PermissionSetGroupComponent',
  label: 'Permission Set Group Component',
  keyPrefix: '0PM',
  columns: columns('Id:id', 'PermissionSetGroupId:reference', 'PermissionSetId:reference'),
  relations: [
    { name: 'PermissionSetGroup', target: 'PermissionSetGroup', via: 'PermissionSetGroupId' },
    { name: 'PermissionSet', target: 'PermissionSet', via: 'PermissionSetId' },
  ],
  rows: (model) =>
    (model.bundle.permissionSetGroups ?? []).flatMap((group) => {
      const ids = group.members.map(permissionSetId);
      return [...ids, ...(group.muted === undefined ? [] : [mutingSetId(group.name)])].map((id) => ({
        Id: mintId('0PM', `${group.name}.${id}`),
        PermissionSetGroupId: groupId(group.name),
        PermissionSetId: id,
        ...stampOf(model, group, `group ${group.name}`),
      }));
    }),
});

/** Who has what. Everybody is assigned the permission set that stands for their profile. */
const assignmentTable: Table = {
  name: 'PermissionSetAssignment',
  label: 'Permission Set Assignment',
  keyPrefix: '0Pa',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'PermissionSetId:reference', 'PermissionSetGroupId:reference', 'AssigneeId:reference'),
    ...columns('ExpirationDate:datetime', 'IsActive:boolean', 'IsRevoked:boolean', 'SystemModstamp:datetime'),
  ],
  relations: [
    { name: 'PermissionSet', target: 'PermissionSet', via: 'PermissionSetId' },
    { name: 'PermissionSetGroup', target: 'PermissionSetGroup', via: 'PermissionSetGroupId' },
    { name: 'Assignee', target: 'User', via: 'AssigneeId' },
  ],
  isCatalog: false,
  rows: (model) => {
    const at = model.organization.CreatedDate;
    const row = (user: string, set: string, group: string | null, expires: string | undefined): Row => ({
      Id: mintId('0Pa', `${user}.${set}`),
      PermissionSetId: set,
      PermissionSetGroupId: group,
      AssigneeId: user,
      ExpirationDate: expires === undefined ? null : salesforceDateTime(expires),
      IsActive: expires === undefined || Date.parse(expires) > Date.now(),
      IsRevoked: false,
      SystemModstamp: at,
    });
    return [
      ...model.users
        .filter(({ ProfileName }) => ProfileName !== '')
        .map(({ Id, ProfileName }) => row(Id, profileSetId(ProfileName), null, undefined)),
      ...(model.bundle.assignments ?? []).map(({ username, permissionSet, group, expirationDate }) =>
        group === undefined
          ? row(userId(model, username), permissionSetId(permissionSet ?? ''), null, expirationDate)
          : row(userId(model, username), groupSetId(group), groupId(group), expirationDate),
      ),
    ];
  },
};

const objectPermissionsTable = setupTable({
  name: 'ObjectPermissions',
  label: 'Object Permissions',
  keyPrefix: '110',
  columns: [
    ...columns('Id:id', 'ParentId:reference', 'SobjectType:picklist', 'PermissionsCreate:boolean'),
    ...columns('PermissionsRead:boolean', 'PermissionsEdit:boolean', 'PermissionsDelete:boolean'),
    ...columns('PermissionsViewAllRecords:boolean', 'PermissionsModifyAllRecords:boolean'),
    ...columns('PermissionsViewAllFields:boolean'),
  ],
  relations: [{ name: 'Parent', target: 'PermissionSet', via: 'ParentId' }],
  rows: (model) =>
    holdersOf(model).flatMap((holder) => {
      const stamp = stampOfHolder(model, holder);
      return holder.objects().map((permission) => ({
        Id: mintId('110', `${holder.id}.${permission.object}`),
        ParentId: holder.id,
        SobjectType: permission.object,
        PermissionsCreate: permission.create === true,
        PermissionsRead: permission.read === true,
        PermissionsEdit: permission.edit === true,
        PermissionsDelete: permission.delete === true,
        PermissionsViewAllRecords: permission.viewAll === true,
        PermissionsModifyAllRecords: permission.modifyAll === true,
        PermissionsViewAllFields: false,
        ...stamp,
      }));
    }),
});

/** Field-level security: no row means no access. Fields that everybody must see never appear. */
const fieldPermissionsTable: Table = {
  name: 'FieldPermissions',
  label: 'Field Permissions',
  keyPrefix: '01k',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'ParentId:reference', 'SobjectType:picklist', 'Field:picklist', 'PermissionsEdit:boolean'),
    ...columns('PermissionsRead:boolean', 'SystemModstamp:datetime'),
  ],
  relations: [{ name: 'Parent', target: 'PermissionSet', via: 'ParentId' }],
  isCatalog: false,
  // There are tens of thousands: only what the query can want is made, and nothing is kept.
  rows(model, filter) {
    const objects = filter.get('sobjecttype')?.map((name) => name.toLowerCase());
    const parents = filter.get('parentid')?.map((id) => id.slice(0, 15));
    return holdersOf(model)
      .filter(({ id }) => parents === undefined || parents.includes(id.slice(0, 15)))
      .flatMap((holder) => {
        const { SystemModstamp } = stampOfHolder(model, holder);
        return holder
          .fields()
          .filter(({ field }) => objects === undefined || objects.includes(field.split('.')[0]?.toLowerCase() ?? ''))
          .map(({ field, readable, editable }) => ({
            Id: mintId('01k', `${holder.id}.${field}`),
            ParentId: holder.id,
            SobjectType: field.split('.')[0] ?? '',
            Field: field,
            PermissionsEdit: editable === true,
            PermissionsRead: readable === true,
            SystemModstamp,
          }));
      });
  },
};

/** What a holder opens besides objects and fields: the type of each thing and its Id. */
function setupEntities({ access }: Holder): readonly (readonly [type: string, id: string])[] {
  const named = (type: string, names: readonly string[]) =>
    names.map((name) => [type, type === 'ApexClass' ? mintId('01p', name) : namedId(type, name)] as const);
  return [
    ...named(
      'ApexClass',
      (access.classAccesses ?? []).map((one) => (typeof one === 'string' ? one : one.class)),
    ),
    ...named(
      'ApexPage',
      (access.pageAccesses ?? []).map((one) => (typeof one === 'string' ? one : one.page)),
    ),
    ...named('CustomPermission', access.customPermissions ?? []),
  ];
}

/** Apex classes, Visualforce pages and custom permissions that permission sets and profiles open. */
const setupEntityAccessTable: Table = {
  name: 'SetupEntityAccess',
  label: 'Setup Entity Access',
  keyPrefix: '0J0',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'ParentId:reference', 'SetupEntityId:reference', 'SetupEntityType:picklist'),
    ...columns('SystemModstamp:datetime'),
  ],
  relations: [{ name: 'Parent', target: 'PermissionSet', via: 'ParentId' }],
  isCatalog: false,
  rows: (model) =>
    holdersOf(model).flatMap((holder) =>
      setupEntities(holder).map(([type, id]) => ({
        Id: mintId('0J0', `${holder.id}.${id}`),
        ParentId: holder.id,
        SetupEntityId: id,
        SetupEntityType: type,
        SystemModstamp: stampOfHolder(model, holder).SystemModstamp,
      })),
    ),
};

export const accessTables: readonly Table[] = [
  permissionSetTable,
  permissionSetGroupTable,
  groupComponentTable,
  mutingPermissionSetTable,
  assignmentTable,
  objectPermissionsTable,
  fieldPermissionsTable,
  setupEntityAccessTable,
];
