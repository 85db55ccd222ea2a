/** Standard objects of the platform: users, profiles, the organization, files, views of flows. */
export const platformObjects = `
% User; User; Users; 005
* Id CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
Username: string 80 cu
LastName: string 80 cu
FirstName: string 40 ncu
Name = Full Name: string 121 - name
CompanyName: string 80 ncu
Division: string 80 ncu
Department: string 80 ncu
Title: string 80 ncu
Street: textarea 255 ncu
City: string 40 ncu
State = State/Province: string 80 ncu
PostalCode = Zip/Postal Code: string 20 ncu
Country: string 80 ncu
Latitude: double 18.15 ncu
Longitude: double 18.15 ncu
Email: email 128 cu
EmailPreferencesAutoBcc = AutoBcc: boolean cu
EmailPreferencesAutoBccStayInTouch = AutoBccStayInTouch: boolean cu
EmailPreferencesStayInTouchReminder = StayInTouchReminder: boolean cu
SenderEmail = Email Sender Address: email 80 ncu
SenderName = Email Sender Name: string 80 ncu
Signature = Email Signature: string 1333 ncu
StayInTouchSubject = Stay-in-Touch Email Subject: string 80 ncu
StayInTouchSignature = Stay-in-Touch Email Signature: string 512 ncu
StayInTouchNote = Stay-in-Touch Email Note: string 512 ncu
Phone: phone 40 ncu
Fax: phone 40 ncu
MobilePhone = Mobile: phone 40 ncu
Alias: string 8 cu
CommunityNickname = Nickname: string 40 cu
IsActive = Active: boolean cu
TimeZoneSidKey = Time Zone: picklist 40 cu total 426 [Europe/London=(GMT+00:00) Greenwich Mean Time (Europe/London)*; Europe/Dublin=(GMT+00:00) Greenwich Mean Time (Europe/Dublin); Europe/Copenhagen=(GMT+01:00) Central European Standard Time (Europe/Copenhagen); Europe/Berlin=(GMT+01:00) Central European Standard Time (Europe/Berlin); Europe/Warsaw=(GMT+01:00) Central European Standard Time (Europe/Warsaw); America/New_York=(GMT-05:00) Eastern Standard Time (America/New_York)]
UserRoleId = Role ID: reference UserRole ncu
LocaleSidKey = Locale: picklist 40 cu total 231 [en_GB=English (United Kingdom)*; en_IE=English (Ireland); en_US=English (United States); da_DK=Danish (Denmark); de_DE=German (Germany); pl_PL=Polish (Poland)]
ReceivesInfoEmails = Info Emails: boolean cu
ReceivesAdminInfoEmails = Admin Info Emails: boolean cu
EmailEncodingKey = Email Encoding: picklist 40 cu [UTF-8=Unicode (UTF-8); ISO-8859-1=General US & Western Europe (ISO-8859-1, ISO-LATIN-1); Shift_JIS=Japanese (Shift-JIS); ISO-2022-JP=Japanese (JIS); EUC-JP=Japanese (EUC); ks_c_5601-1987=Korean (ks_c_5601-1987); Big5=Traditional Chinese (Big5); GB2312=Simplified Chinese (GB2312); Big5-HKSCS=Traditional Chinese Hong Kong (Big5-HKSCS); x-SJIS_0213=Japanese (Shift-JIS_2004)]
ProfileId = Profile ID: reference Profile cu
UserType: picklist 40 n [Standard; PowerPartner=Partner; PowerCustomerSuccess=Customer Portal Manager; CustomerSuccess=Customer Portal User; Guest; AutomatedProcess=Automated Process; CloudIntegrationUser=Cloud Integration User]
LanguageLocaleKey = Language: picklist 40 cu [en_US=English; de=German; es=Spanish; fr=French; it=Italian; ja=Japanese; sv=Swedish; ko=Korean; zh_TW=Chinese (Traditional); zh_CN=Chinese (Simplified); pt_BR=Portuguese (Brazilian); nl_NL=Dutch; da=Danish; th=Thai; fi=Finnish; ru=Russian]
EmployeeNumber: string 20 ncu
DelegatedApproverId = Delegated Approver ID: reference Group,User ncu
ManagerId = Manager ID: reference User ncu
LastLoginDate = Last Login: datetime n
LastPasswordChangeDate = Last Password Change or Reset: datetime n
OfflineTrialExpirationDate = Offline Edition Trial Expiration Date: datetime n
OfflinePdaTrialExpirationDate = Sales Anywhere Trial Expiration Date: datetime n
UserPermissionsMarketingUser = Marketing User: boolean cu
UserPermissionsOfflineUser = Offline User: boolean cu
UserPermissionsMobileUser = Apex Mobile User: boolean cu
UserPermissionsSFContentUser = Salesforce CRM Content User: boolean cu
UserPermissionsKnowledgeUser = Knowledge User: boolean cu
UserPermissionsInteractionUser = Flow User: boolean cu
UserPermissionsSupportUser = Service Cloud User: boolean cu
ForecastEnabled = Allow Forecasting: boolean cu
UserPreferencesActivityRemindersPopup = ActivityRemindersPopup: boolean cu
UserPreferencesEventRemindersCheckboxDefault = EventRemindersCheckboxDefault: boolean cu
UserPreferencesTaskRemindersCheckboxDefault = TaskRemindersCheckboxDefault: boolean cu
UserPreferencesHideChatterOnboardingSplash = HideChatterOnboardingSplash: boolean cu
UserPreferencesShowEmailToExternalUsers = ShowEmailToExternalUsers: boolean cu
ContactId = Contact ID: reference Contact nc
AccountId = Account ID: reference Account n
CallCenterId = Call Center ID: reference CallCenter ncu
Extension: phone 40 ncu
FederationIdentifier = SAML Federation ID: string 512 ncu

% UserRole; Role; Roles; 00E
* Id LastModifiedDate LastModifiedById SystemModstamp
Name: string 80 cu name
ParentRoleId = Parent Role ID: reference UserRole ncu
RollupDescription = Description: string 80 ncu
OpportunityAccessForAccountOwner: picklist 40 cu [None; Read; Edit]
CaseAccessForAccountOwner: picklist 40 ncu [None; Read; Edit]
ContactAccessForAccountOwner: picklist 40 n [None; Read; Edit]
ForecastUserId = Forecast User ID: reference User ncu
MayForecastManagerShare: boolean -
DeveloperName: string 80 ncu
PortalAccountId = Portal Account ID: reference Account n
PortalType: picklist 40 n [None; CustomerPortal; Partner]
PortalRole: picklist 40 n [Executive; Manager; Worker; PersonAccount]
PortalAccountOwnerId = Portal Account Owner ID: reference User n

% Profile; Profile; Profiles; 00e
* Id CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
Name: string 255 cu name
PermissionsEditTask = Edit Tasks: boolean cu
PermissionsExportReport = Export Reports: boolean cu
PermissionsManageUsers = Manage Users: boolean cu
PermissionsModifyAllData = Modify All Data: boolean cu
PermissionsCustomizeApplication = Customize Application: boolean cu
PermissionsRunReports = Run Reports: boolean cu
PermissionsViewSetup = View Setup and Configuration: boolean cu
PermissionsImportLeads = Import Leads: boolean cu
PermissionsViewAllData = View All Data: boolean cu
PermissionsAuthorApex = Author Apex: boolean cu
PermissionsApiEnabled = API Enabled: boolean cu
UserLicenseId = User License ID: reference UserLicense -
UserType: picklist 40 n [Standard; PowerPartner; PowerCustomerSuccess; CustomerSuccess; Guest; CspLitePortal; CsnOnly; SelfService]
Description: string 255 ncu

% RecordType; Record Type; Record Types; 012
* Id CreatedById CreatedDate LastModifiedById LastModifiedDate SystemModstamp
Name: string 80 cu name
DeveloperName = Record Type Name: string 80 cu
NamespacePrefix: string 15 n
Description: string 255 ncu
BusinessProcessId = Business Process ID: reference BusinessProcess ncu
SobjectType = SObject Type Name: string 40 c
IsActive = Active: boolean cu

% Organization; Organization; Organizations; 00D
* Id SystemModstamp CreatedDate CreatedById LastModifiedDate LastModifiedById
Name: string 80 cu name
Division: string 80 ncu
@
Phone: phone 40 ncu
Fax: phone 40 ncu
PrimaryContact: string 80 ncu
DefaultLocaleSidKey = Locale: picklist 40 cu total 231 [en_GB=English (United Kingdom); en_IE=English (Ireland); en_US=English (United States); da_DK=Danish (Denmark); de_DE=German (Germany); pl_PL=Polish (Poland)]
TimeZoneSidKey = Time Zone: picklist 40 cu total 426 [Europe/London=(GMT+00:00) Greenwich Mean Time (Europe/London); Europe/Berlin=(GMT+01:00) Central European Standard Time (Europe/Berlin); America/New_York=(GMT-05:00) Eastern Standard Time (America/New_York)]
LanguageLocaleKey = Language: picklist 40 cu [en_US=English; de=German; da=Danish; pl=Polish]
ReceivesInfoEmails: boolean cu
ReceivesAdminInfoEmails: boolean cu
PreferencesRequireOpportunityProducts: boolean cu
PreferencesConsentManagementEnabled = ConsentManagementEnabled: boolean cu
PreferencesIndividualAutoCreateEnabled: boolean cu
PreferencesAutoSelectIndividualOnMerge = AutoSelectIndividualOnMerge: boolean cu
PreferencesLightningLoginEnabled = LightningLoginEnabled: boolean cu
PreferencesOnlyLLPermUserAllowed = OnlyLLPermUserAllowed: boolean cu
FiscalYearStartMonth: int n
UsesStartDateAsFiscalYearName: boolean -
DefaultAccountAccess: picklist 40 n [None; Read; Edit; ControlledByLeadOrContact; ControlledByCampaign]
DefaultContactAccess: picklist 40 n [None; Read; Edit; ControlledByParent]
DefaultOpportunityAccess: picklist 40 n [None; Read; Edit; ControlledByLeadOrContact; ControlledByCampaign]
DefaultLeadAccess: picklist 40 n [None; Read; Edit; ReadEditTransfer]
DefaultCaseAccess: picklist 40 n [None; Read; Edit; ReadEditTransfer]
DefaultCalendarAccess: picklist 40 n [HideDetails; HideDetailsInsert; ShowDetails; ShowDetailsInsert; AllowEdits]
DefaultPricebookAccess: picklist 40 n [None; Read; ReadSelect]
DefaultCampaignAccess: picklist 40 n [None; Read; Edit; All]
ComplianceBccEmail: email 80 n
UiSkin: picklist 40 ncu [Theme1; Theme2; PortalDefault; Webstore; Theme3]
SignupCountryIsoCode: string 2 n
TrialExpirationDate: datetime n
NumKnowledgeService = Knowledge Licenses: int n
OrganizationType = Edition: picklist 40 n [Team Edition; Professional Edition; Enterprise Edition; Developer Edition; Personal Edition; Unlimited Edition; Contact Manager Edition; Base Edition]
NamespacePrefix: string 15 n
InstanceName: string 5 n
IsSandbox = Is Sandbox: boolean -
WebToCaseDefaultOrigin: string 40 ncu
MonthlyPageViewsUsed: int n
MonthlyPageViewsEntitlement: int n
IsReadOnly = Read Only: boolean -

% ContentVersion; Content Version; Content Versions; 068
* Id IsDeleted OwnerId CreatedById CreatedDate LastModifiedById LastModifiedDate SystemModstamp
ContentDocumentId = ContentDocument ID: reference ContentDocument c
IsLatest = Is Latest: boolean -
ContentUrl: url 1333 ncu
ContentBodyId = Content Body ID: reference ContentBody n
VersionNumber: string 20 n
Title: string 255 cu name
Description: textarea 1000 ncu
ReasonForChange: string 1000 ncu
SharingOption = Prevent others from sharing and unsharing: picklist 40 cu [A=Allowed*; R=Restricted]
SharingPrivacy = File Privacy on Records: picklist 40 cu [N=Visible to Anyone With Record Access*; P=Private on Records]
PathOnClient: string 500 nc
RatingCount: int n
ContentModifiedDate: datetime n
ContentModifiedById = Content Modified By ID: reference User n
PositiveRatingCount: int n
NegativeRatingCount: int n
FeaturedContentBoost: int n
FeaturedContentDate: date n
TagCsv = Tags: textarea 2000 ncu
FileType: string 20 -
PublishStatus: picklist 40 - [U=Upload Interrupted; P=Public; R=Personal Library]
VersionData: base64 ncu
ContentSize: int n
FileExtension: string 40 n
FirstPublishLocationId = First Publish Location ID: reference Account,Asset,Campaign,Case,ContentWorkspace,Contract,Opportunity,Order,Product2,User,WorkOrder nc
Origin = Content Origin: picklist 40 c [C=Content; H=Chatter*]
ContentLocation: picklist 40 c [S=Salesforce*; E=External; L=Social Customer Service]
TextPreview: string 255 n
ExternalDocumentInfo1: string 1000 ncu
ExternalDocumentInfo2: string 1000 ncu
ExternalDataSourceId = External Data Source ID: reference ExternalDataSource ncu
Checksum: string 50 n
IsMajorVersion = Major Version: boolean -
IsAssetEnabled = Asset Enabled: boolean -

% ContentDocument; Content Document; Content Documents; 069
* Id CreatedById CreatedDate LastModifiedById LastModifiedDate IsDeleted OwnerId SystemModstamp LastViewedDate LastReferencedDate
IsArchived = Archived: boolean -
ArchivedById = Archived By ID: reference User n
ArchivedDate: date n
Title: string 255 cu name
PublishStatus: picklist 40 - [U=Upload Interrupted; P=Public; R=Personal Library]
LatestPublishedVersionId = Latest Published Version ID: reference ContentVersion n
ParentId = Parent ID: reference ContentWorkspace ncu
Description: textarea 1000 ncu
ContentSize: int n
FileType: string 20 n
FileExtension: string 40 n
SharingOption = Prevent others from sharing and unsharing: picklist 40 u [A=Allowed*; R=Restricted]
SharingPrivacy = File Privacy on Records: picklist 40 u [N=Visible to Anyone With Record Access*; P=Private on Records]
ContentModifiedDate: datetime n
ContentAssetId = Content Asset ID: reference ContentAsset ncu
% FlowDefinitionView; Flow Definition; Flow Definitions; 3dd
* Id
DurableId: string 255 n
ApiName = Flow API Name: string 255 n
Label = Flow Label: string 255 n name
Description: string 4000 n
ProcessType: picklist 255 n [AutoLaunchedFlow=Autolaunched Flow; Flow=Screen Flow; Workflow=Workflow; CustomEvent=Custom Event; InvocableProcess=Invocable Process]
TriggerType = Trigger: picklist 255 n [Scheduled; RecordBeforeSave=Record—Run Before Save; RecordAfterSave=Record—Run After Save; RecordBeforeDelete=Record—Run Before Delete; PlatformEvent=Platform Event]
NamespacePrefix = Namespace Prefix: string 15 n
ActiveVersionId = Active Version ID: string 255 n
LatestVersionId = Latest Version ID: string 255 n
LastModifiedBy = Last Modified By: string 255 n
IsActive = Active: boolean -
IsOutOfDate = Out of Date: boolean -
LastModifiedDate = Last Modified Date: datetime n
IsTemplate = Template: boolean -
IsOverridable = Overridable: boolean -
OverriddenById = Overridden By ID: string 255 n
OverriddenFlowId = Overridden Flow ID: string 255 n
SourceTemplateId = Source Template ID: string 255 n
IsSwingFlow = Swing Flow: boolean -
Builder: string 255 n
ManageableState = Package State: picklist 255 n [beta; deleted; deprecated; installed; released; unmanaged]
InstalledPackageName = Installed Package: string 255 n
TriggerObjectOrEventLabel = Triggering Object or Platform Event Label: string 255 n
TriggerObjectOrEventId = Triggering Object or Platform Event ID: string 255 n
RecordTriggerType = Record Trigger: picklist 255 n [Create; Update; CreateAndUpdate=Create and Update; Delete]
HasAsyncAfterCommitPath = Has Asynchronous Path: boolean -
VersionNumber = Version Number: int n
TriggerOrder = Trigger Order: int n
Environments: multipicklist 255 n [Default; Slack]
% FlowVersionView; Flow Version; Flow Versions; 3de
* Id
DurableId: string 255 n
FlowDefinitionViewId = Flow Definition View ID: reference FlowDefinitionView n
Label = Flow Label: string 255 n name
Description: string 4000 n
Status: picklist 255 n [Active; Draft; Obsolete; InvalidDraft=Invalid Draft]
VersionNumber = Version Number: int n
ProcessType: picklist 255 n [AutoLaunchedFlow=Autolaunched Flow; Flow=Screen Flow; Workflow=Workflow]
IsTemplate = Template: boolean -
RunInMode = Run in Mode: picklist 255 n [DefaultMode=Default; SystemModeWithSharing=System Context With Sharing; SystemModeWithoutSharing=System Context Without Sharing]
LastModifiedDate = Last Modified Date: datetime n
ApiVersion = API Version: double 18.1 n
ApiVersionRuntime = API Version for Running the Flow: double 18.1 n
ProgressStatus = Progress Status: string 255 n
`;
