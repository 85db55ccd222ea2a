/*
 * What reading the areas of the catalog asks of the sObjects, in the words of its queries; a test reads a whole org and
 * compares. `Metadata` is the whole definition of a component, which is asked for one component at a time.
 */

const MADE = 'CreatedDate, CreatedBy.Name, LastModifiedDate, LastModifiedBy.Name';
const COMPONENT = `NamespacePrefix, ${MADE}`;
const EVERY_PERMISSION = 'every column Permissions… that the org has';
const DEPENDENT = 'MetadataComponentId, MetadataComponentName, MetadataComponentType, MetadataComponentNamespace';
const REFERENCED =
  'RefMetadataComponentId, RefMetadataComponentName, RefMetadataComponentType, RefMetadataComponentNamespace';

/** By API and name. */
export const CATALOG_ASKED: Readonly<Record<string, string>> = {
  'data User': 'Id, Name, IsActive, UserType, ProfileId, Profile.Name, LastModifiedDate',
  'data Profile': `Id, Name, Description, UserType, UserLicense.Name, ${MADE}`,
  'data RecordType': `Id, Name, DeveloperName, SobjectType, IsActive, Description, ${COMPONENT}`,
  'data Report': `Id, Name, DeveloperName, FolderName, OwnerId, Description, Format, LastRunDate, CreatedById, LastModifiedById, ${COMPONENT}`,
  'data Dashboard': `Id, Title, DeveloperName, FolderId, FolderName, Description, Type, RunningUserId, RunningUser.Name, DashboardResultRefreshedDate, CreatedById, LastModifiedById, ${COMPONENT}`,
  'data DashboardComponent': 'Id, Name, DashboardId, CustomReportId',
  'data Folder': `Id, Name, DeveloperName, AccessType, IsReadonly, Type, ParentId, ${COMPONENT}`,
  'data FlowDefinitionView':
    'Id, DurableId, ApiName, Label, Description, ProcessType, TriggerType, TriggerObjectOrEventId, RecordTriggerType, TriggerOrder, ActiveVersionId, LatestVersionId, IsActive, IsOutOfDate, IsTemplate, Builder, InstalledPackageName, VersionNumber, NamespacePrefix, LastModifiedDate, LastModifiedBy',
  'data PermissionSet': `Id, Name, Label, Description, ProfileId, IsCustom, Type, PermissionSetGroupId, License.Name, HasActivationRequired, SystemModstamp, ${COMPONENT}, ${EVERY_PERMISSION}`,
  'data PermissionSetGroup': `Id, DeveloperName, MasterLabel, Description, Status, HasActivationRequired, ${COMPONENT}`,
  'data PermissionSetGroupComponent': 'PermissionSetGroupId, PermissionSetId',
  'data MutingPermissionSet': `Id, DeveloperName, MasterLabel, ${COMPONENT}, ${EVERY_PERMISSION}`,
  'data PermissionSetAssignment':
    'Id, AssigneeId, PermissionSetId, PermissionSetGroupId, ExpirationDate, IsActive, SystemModstamp',
  'data ObjectPermissions':
    'ParentId, SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete, PermissionsViewAllRecords, PermissionsModifyAllRecords, PermissionsViewAllFields, SystemModstamp',
  'data FieldPermissions': 'ParentId, SobjectType, Field, PermissionsRead, PermissionsEdit, SystemModstamp',
  'data SetupEntityAccess': 'ParentId, SetupEntityType',
  'tooling EntityLimit': 'EntityDefinition.QualifiedApiName, Label, Max, Remaining, Type',
  'tooling CustomField': 'Metadata',
  'tooling CustomObject': `DeveloperName, Description, Metadata, ${COMPONENT}`,
  'tooling RecordType': 'Metadata',
  'tooling ValidationRule': `Id, ValidationName, Active, Description, ErrorMessage, ErrorDisplayField, EntityDefinition.QualifiedApiName, Metadata, ${COMPONENT}`,
  'tooling WorkflowRule': `Id, Name, TableEnumOrId, Metadata, ${COMPONENT}`,
  'tooling WorkflowFieldUpdate': `Id, Name, SourceTableEnumOrId, Metadata, ${COMPONENT}`,
  'tooling Flow': `Id, DefinitionId, VersionNumber, Status, ApiVersion, Metadata, ${MADE}`,
  'tooling ApexClass': `Id, Name, ApiVersion, Status, IsValid, LengthWithoutComments, ${COMPONENT}`,
  'tooling ApexTrigger': `Id, Name, ApiVersion, Status, IsValid, LengthWithoutComments, TableEnumOrId, UsageBeforeInsert, UsageAfterInsert, UsageBeforeUpdate, UsageAfterUpdate, UsageBeforeDelete, UsageAfterDelete, UsageAfterUndelete, ${COMPONENT}`,
  'tooling ApexPage': 'Id, Name, NamespacePrefix, LastModifiedDate',
  'tooling ApexComponent': 'Id, Name, NamespacePrefix, LastModifiedDate',
  'tooling LightningComponentBundle': 'Id, DeveloperName, NamespacePrefix, LastModifiedDate',
  'tooling AuraDefinitionBundle': 'Id, DeveloperName, NamespacePrefix, LastModifiedDate',
  'tooling Layout': `Id, Name, LayoutType, TableEnumOrId, Metadata, ${COMPONENT}`,
  'tooling ProfileLayout': 'LayoutId, ProfileId, RecordTypeId',
  'tooling FlexiPage': `Id, DeveloperName, MasterLabel, Description, EntityDefinitionId, Type, Metadata, ${COMPONENT}`,
  'tooling GlobalValueSet': `Id, DeveloperName, Description, MasterLabel, Metadata, ${COMPONENT}`,
  'tooling ExternalString': `Id, Name, MasterLabel, Category, Language, IsProtected, ${COMPONENT}`,
  'tooling CustomTab': `Id, DeveloperName, MasterLabel, Description, Type, ${COMPONENT}`,
  'tooling CustomApplication': `Id, DeveloperName, Label, Description, NavType, UiType, Metadata, ${COMPONENT}`,
  'tooling InstalledSubscriberPackage':
    'Id, SubscriberPackageId, SubscriberPackage.Name, SubscriberPackage.NamespacePrefix, SubscriberPackage.Description, SubscriberPackageVersion.Name, SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion, SubscriberPackageVersion.PatchVersion, SubscriberPackageVersion.BuildNumber, SubscriberPackageVersion.IsBeta',
  'tooling MetadataComponentDependency': `${DEPENDENT}, ${REFERENCED}`,
};
