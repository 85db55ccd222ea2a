/** Which fields of a metadata-bearing sObject a query may name: all of them, or those listed. */
export type AllowedFields = 'all' | ReadonlySet<string>;

/** As Salesforce writes the names below, by their lower case: for people to read. */
const spelt = new Map<string, string>();
export const SPELLING: ReadonlyMap<string, string> = spelt;

/** A value is `all`, or the fields by commas. Keys are lower case because SOQL does not mind the case. */
function objects(table: Readonly<Record<string, string>>): ReadonlyMap<string, AllowedFields> {
  return new Map(
    Object.entries(table).map(([name, fields]): [string, AllowedFields] => {
      spelt.set(name.toLowerCase(), name);
      if (fields === 'all') return [name.toLowerCase(), 'all'];
      const names = fields.split(', ');
      for (const one of names) spelt.set(one.toLowerCase(), one);
      return [name.toLowerCase(), new Set(names.map((one) => one.toLowerCase()))];
    }),
  );
}

const DATES = 'CreatedDate, CreatedById, LastModifiedDate, LastModifiedById';
const PACKAGED = `Id, NamespacePrefix, ManageableState, ${DATES}`;
const ORGANIZATION =
  'Id, Name, OrganizationType, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, Country, LanguageLocaleKey, TimeZoneSidKey, CreatedDate';
const USER = 'Id, Name, IsActive, ProfileId, UserType, LastModifiedDate';
const PROFILE = 'Id, Name, Description, UserType, UserLicenseId, CreatedDate, LastModifiedDate';

/**
 * The sObjects whose rows describe the org and not its business. A query that reaches any other is refused while a
 * connection reads metadata only. Fields are named where others of the object could hold what people wrote or keep
 * (bodies of e-mails and files, code), or say more about a person than needed.
 */
export const DATA_OBJECTS: ReadonlyMap<string, AllowedFields> = objects({
  Organization: ORGANIZATION,
  User: USER,
  Profile: PROFILE,
  RecordType: 'all',
  Report: `Id, Name, DeveloperName, FolderName, OwnerId, Description, Format, LastRunDate, LastViewedDate, LastReferencedDate, ${DATES}, NamespacePrefix, IsDeleted, SystemModstamp`,
  Dashboard: `Id, Title, DeveloperName, FolderId, FolderName, Description, Type, RunningUserId, LeftSize, MiddleSize, RightSize, ${DATES}, LastViewedDate, LastReferencedDate, DashboardResultRefreshedDate, DashboardResultRunningUser, ChartTheme, ColorPalette, NamespacePrefix, IsDeleted`,
  DashboardComponent: 'Id, Name, DashboardId, CustomReportId',
  Folder: `Id, ParentId, Name, DeveloperName, AccessType, IsReadonly, Type, NamespacePrefix, ${DATES}`,
  FlowDefinitionView: 'all',
  FlowVersionView: 'all',
  PermissionSet: 'all',
  PermissionSetGroup: 'all',
  PermissionSetGroupComponent: 'all',
  MutingPermissionSet: 'all',
  PermissionSetAssignment:
    'Id, AssigneeId, PermissionSetId, PermissionSetGroupId, ExpirationDate, IsActive, SystemModstamp',
  UserLicense: 'Id, Name',
  ObjectPermissions: 'all',
  FieldPermissions: 'all',
  SetupEntityAccess: 'Id, ParentId, SetupEntityId, SetupEntityType',
  EmailTemplate: `Id, Name, DeveloperName, FolderId, FolderName, TemplateType, IsActive, Description, NamespacePrefix, ${DATES}`,
});

/**
 * What signing in asks instead: who signs in, to which org. A user name has the form of an e-mail address, and is asked
 * for here only.
 */
export const IDENTITY_OBJECTS: ReadonlyMap<string, AllowedFields> = objects({
  Organization: ORGANIZATION,
  User: 'Id, Name, Username',
});

export const TOOLING_OBJECTS: ReadonlyMap<string, AllowedFields> = objects({
  EntityDefinition: 'all',
  FieldDefinition: 'all',
  EntityParticle: 'all',
  RelationshipDomain: 'all',
  EntityLimit: 'all',
  UserEntityAccess: 'all',
  CustomField: 'all',
  CustomObject: 'all',
  ValidationRule: 'all',
  RecordType: 'all',
  StandardValueSet: 'all',
  GlobalValueSet: `DeveloperName, FullName, MasterLabel, Description, Metadata, ${PACKAGED}`,
  WorkflowFieldUpdate: `Name, FullName, SourceTableEnumOrId, EntityDefinitionId, Metadata, ${PACKAGED}`,
  WorkflowRule: `Name, FullName, TableEnumOrId, Metadata, ${PACKAGED}`,
  Flow: `DefinitionId, MasterLabel, FullName, ApiVersion, ProcessType, Status, VersionNumber, IsTemplate, Description, Metadata, ${PACKAGED}`,
  FlowDefinition: `DeveloperName, FullName, MasterLabel, Description, ActiveVersionId, LatestVersionId, ${PACKAGED}`,
  ApexClass: `Name, ApiVersion, Status, IsValid, LengthWithoutComments, ${PACKAGED}`,
  ApexTrigger: `Name, ApiVersion, Status, IsValid, LengthWithoutComments, TableEnumOrId, EntityDefinitionId, UsageBeforeInsert, UsageAfterInsert, UsageBeforeUpdate, UsageAfterUpdate, UsageBeforeDelete, UsageAfterDelete, UsageAfterUndelete, UsageIsBulk, ${PACKAGED}`,
  ApexPage: `Name, MasterLabel, Description, ApiVersion, ControllerType, ${PACKAGED}`,
  ApexComponent: `Name, MasterLabel, Description, ApiVersion, ControllerType, ${PACKAGED}`,
  LightningComponentBundle: `DeveloperName, MasterLabel, Description, ApiVersion, IsExposed, ${PACKAGED}`,
  AuraDefinitionBundle: `DeveloperName, MasterLabel, Description, ApiVersion, ${PACKAGED}`,
  StaticResource: `Name, ContentType, BodyLength, CacheControl, Description, ${PACKAGED}`,
  Layout: `Name, FullName, LayoutType, TableEnumOrId, EntityDefinitionId, Metadata, ${PACKAGED}`,
  ProfileLayout: 'Id, LayoutId, ProfileId, RecordTypeId, TableEnumOrId',
  FlexiPage: `DeveloperName, FullName, MasterLabel, Description, Type, EntityDefinitionId, ParentFlexiPage, Metadata, ${PACKAGED}`,
  CompactLayout: `DeveloperName, FullName, MasterLabel, SobjectType, Metadata, ${PACKAGED}`,
  FieldSet: `DeveloperName, FullName, MasterLabel, Description, EntityDefinitionId, Metadata, ${PACKAGED}`,
  QuickActionDefinition: `DeveloperName, FullName, MasterLabel, Label, Description, Type, SobjectType, TargetSobjectType, EntityDefinitionId, Metadata, ${PACKAGED}`,
  WebLink: `Name, FullName, MasterLabel, Description, LinkType, DisplayType, EntityDefinitionId, ${PACKAGED}`,
  CustomTab: `DeveloperName, FullName, MasterLabel, Description, Type, ${PACKAGED}`,
  CustomApplication: `DeveloperName, FullName, Label, Description, NavType, UiType, ${PACKAGED}`,
  ExternalString: `Name, MasterLabel, Category, Language, IsProtected, ${PACKAGED}`,
  InstalledSubscriberPackage: 'Id, SubscriberPackageId, SubscriberPackageVersionId',
  SubscriberPackage: 'Id, Name, NamespacePrefix, Description',
  SubscriberPackageVersion: 'Id, Name, MajorVersion, MinorVersion, PatchVersion, BuildNumber, IsBeta',
  MetadataComponentDependency: 'all',
  PermissionSet: 'all',
  Profile: PROFILE,
  User: USER,
});

/**
 * To which sObject a relationship name leads, for parent paths (`CreatedBy.Name`). Others are refused. A name that means
 * another object elsewhere is written with its own object before it.
 */
export const PARENT_RELATIONSHIPS: ReadonlyMap<string, string> = new Map([
  ['createdby', 'user'],
  ['lastmodifiedby', 'user'],
  ['profile', 'profile'],
  ['entitydefinition', 'entitydefinition'],
  ['fielddefinition', 'fielddefinition'],
  ['permissionset', 'permissionset'],
  ['permissionsetgroup', 'permissionsetgroup'],
  ['permissionsetassignment.assignee', 'user'],
  ['permissionset.license', 'userlicense'],
  ['profile.userlicense', 'userlicense'],
  ['objectpermissions.parent', 'permissionset'],
  ['fieldpermissions.parent', 'permissionset'],
  ['setupentityaccess.parent', 'permissionset'],
  ['folder.parent', 'folder'],
  ['dashboardcomponent.dashboard', 'dashboard'],
  ['dashboard.folder', 'folder'],
  ['dashboard.runninguser', 'user'],
  ['flow.definition', 'flowdefinition'],
  ['profilelayout.layout', 'layout'],
  ['profilelayout.recordtype', 'recordtype'],
  ['installedsubscriberpackage.subscriberpackage', 'subscriberpackage'],
  ['installedsubscriberpackage.subscriberpackageversion', 'subscriberpackageversion'],
]);
