/** Facts about standard objects that jsforce's typings do not have. */

/** API name and key prefix, the first three characters of a record's Id. */
export const keyPrefixes = `
AccountBrand 0TU; AccountContactRole 02Z; AccountPartner 00I; ActionLinkGroupTemplate 07g;
ActionLinkTemplate 07l; AdditionalNumber 04m; Announcement 0Bt; ApexClass 01p; ApexComponent 099;
ApexEmailNotification 06j; ApexLog 07L; ApexPage 066; ApexPageInfo 4ve; ApexTestQueueItem 709;
ApexTestResult 07M; ApexTestResultLimits 05n; ApexTestRunResult 05m; ApexTestSuite 05F; ApexTrigger 01q;
AppDefinition 06m; AppMenuItem 0DS; AppTabMember 06o; Approval 806; AssetRelationship 1AR; AssignmentRule 01Q;
AsyncApexJob 707; Attachment 00P; AuraDefinition 0Ad; AuraDefinitionBundle 0Ab; AuraDefinitionBundleInfo 0ab;
AuraDefinitionInfo 0ad; AuthConfig 07T; AuthConfigProviders 07U; AuthProvider 0SO; AuthSession 0Ak;
BackgroundOperation 08P; BrandTemplate 016; BrandingSet 0Lw; BrandingSetProperty 0Ly; BusinessHours 01m;
BusinessProcess 019; CallCenter 04v; CampaignInfluenceModel 03V; CampaignMemberStatus 01Y; CaseArticle 0gv;
CaseContactRole 03j; CaseExternalDocument 1OZ; CaseMilestone 555; CaseSolution 010; CaseSubjectParticle 0Oi;
CategoryData 02o; CategoryNode 02n; ChatterActivity 0ca; ChatterExtension 0MY; ChatterExtensionConfig 0Ob;
ClientBrowser 713; CollaborationGroup 0F9; CollaborationGroupMember 0FB; CollaborationGroupMemberRequest 0I5;
CollaborationGroupRecord 0Aa; CollaborationInvitation 0H1; ColorDefinition 05k; Community 09a;
ConnectedApplication 0H4; ContactRequest 0Tz; ContentAsset 03S; ContentBody 05T; ContentDistribution 05D;
ContentDistributionView 05H; ContentDocumentLink 06A; ContentDocumentSubscription 057; ContentFolder 07H;
ContentFolderLink 07v; ContentFolderMember 07I; ContentHubItem 0CH; ContentHubRepository 0XC;
ContentNotification 05V; ContentTagSubscription 05Q; ContentUserSubscription 05S; ContentVersionComment 05C;
ContentVersionRating 05J; ContentWorkspace 058; ContentWorkspaceDoc 059; ContentWorkspaceMember 05A;
ContentWorkspacePermission 05P; ContentWorkspaceSubscription 05R; ContractContactRole 02a;
ContractLineItem 811; CorsWhitelistEntry 074; CronJobDetail 08a; CronTrigger 08e; CspTrustedSite 08y;
CustomBrand 07W; CustomBrandAsset 07X; CustomHttpHeader 0XH; CustomObjectUserLicenseMetrics 3NA;
CustomPermission 0CP; CustomPermissionDependency 0PD; Dashboard 01Z; DashboardComponent 01a;
DataAssessmentFieldMetric 03Q; DataAssessmentMetric 03P; DataAssessmentValueMetric 03R;
DataIntegrationRecordPurchasePermission 0Gy; DataStatistics 05a; DataType 4dt; DatacloudAddress 07m;
DatasetExport 0Px; DatasetExportPart 0Py; Document 015; DocumentAttachmentMap 05X; Domain 0I4; DomainSite 0Jf;
DuplicateRecordItem 0GL; DuplicateRecordSet 0GK; DuplicateRule 0Bm; EmailCapture 06F; EmailDomainFilter 0T6;
EmailDomainKey 09P; EmailMessage 02s; EmailMessageRelation 0CZ; EmailRelay 26Z; EmailServicesAddress 093;
EmailServicesFunction 091; EmailStatus 018; EmailTemplate 00X; EmbeddedServiceDetail 0Lq;
EntitlementContact 0E7; EntitlementTemplate 551; EntityDefinition 4ie; EntityMilestone 1EM; EntityParticle 0Nv;
EntitySubscription 0E8; EventBusSubscriber 0Cd; EventLogFile 0AT; EventRelation 0RE; ExternalDataUserAuth 0XU;
ExternalSocialAccount 0AL; FeedAttachment 08M; FeedComment 0D7; FeedItem 0D5; FeedLike 0I0; FeedPollChoice 09A;
FeedPollVote 09B; FeedRevision 08U; FeedSignal 0QJ; FeedTrackedChange 0D6; FieldDefinition 4fe;
FieldPermissions 01k; FileSearchActivity 06h; FiscalYearSettings 022; FlexQueueItem 06i; FlowInterview 0Fo;
FlowRecordRelation 31z; FlowStageRelation 31y; Folder 00l; GrantedByLicense 06d; Group 00G; GroupMember 011;
Holiday 0C0; IconDefinition 09k; Idea 087; IdpEventLog 0Yu; Individual 0PK;
InstalledMobileApp 0El; Knowledge__ka kA0;
Knowledge__kav ka0; KnowledgeableUser 0in; LeadStatus 01J; LightningExperienceTheme 0S1; LinkedArticle 1WK;
ListEmail 0XB; ListEmailRecipientSource 0XD; ListView 00B; ListViewChart 0Dd; ListViewChartInstance 0De;
LoginGeo 04F; LoginIp 710; LogoutEventStream 0PH; Macro 0JZ; MacroInstruction 0Ji; MailmergeTemplate 01H;
MatchingRule 0JD; MatchingRuleItem 0JE; MilestoneType 557; NamedCredential 0XA; Note 002; OauthToken 0CQ;
ObjectPermissions 110; OpportunityCompetitor 00J; OrgLifecycleNotification 0OL; OrgWideEmailAddress 0D2;
OutgoingEmail 0Q1; OutgoingEmailRelation 0Q3; OwnerChangeOptionInfo 0Cy; PackageLicense 050; Period 026;
PermissionSet 0PS; PermissionSetAssignment 0Pa; PermissionSetLicense 0PL; PermissionSetLicenseAssign 2LA;
PicklistValueInfo 4pv; PlatformAction 0JV; PlatformCachePartition 0Er; PlatformCachePartitionType 0Ev;
ProcessDefinition 04a; ProcessInstance 04g; ProcessInstanceNode 0OO; ProcessInstanceStep 04h;
ProcessInstanceWorkitem 04i; ProcessNode 04b; ProductEntitlementTemplate 0E9; ProfileSkill 0Sk;
ProfileSkillEndorsement 0SE; ProfileSkillUser 0SM; Publisher 4pb; PushTopic 0IF; QueueSobject 03g;
QuickText 574; RecordAction 0Rw; RelationshipDomain 0Jv; RelationshipInfo 0Ju; Report 00O; SamlSsoConfig 0LE;
Scontrol 01N; SearchActivity 0JO; SearchLayout 4co; SearchPromotionRule 0MD; SecurityCustomBaseline 09v;
SessionPermSetActivation 5Pa; SetupAuditTrail 0Ym; SetupEntityAccess 0J0; Site 0DM; SiteDetail 0GV;
SlaProcess 552; SocialPersona 0SP; SocialPost 0ST; SourceChangeNotification 0Xv; Stamp 1ST;
StampAssignment 1SA; StaticResource 081; StreamingChannel 0M6; TabDefinition 0KD; TenantUsageEntitlement 0UT;
TestSuiteMembership 0Hd; ThirdPartyAccountLink 0Jr; TodayGoal 0Jz; Topic 0TO; TopicAssignment 0FT;
UserAppInfo 0Ds; UserAppMenuCustomization 0Nw; UserAppMenuItem 07p; UserEntityAccess 07u; UserFieldAccess 4fp;
UserLicense 100; UserListView 0Na; UserListViewCriterion 0JU; UserLogin 0Yw; UserPackageLicense 051;
UserPermissionAccess 0up; UserPreference 03u; UserProvAccount 0Ni; UserProvAccountStaging 0HY;
UserProvMockTarget 0HX; UserProvisioningConfig 0Je; UserProvisioningLog 0Hs; UserProvisioningRequest 0HP;
VerificationHistory 0Qt; VisualforceAccessMetrics 0OP; Vote 083; WaveAutoInstallRequest 0UZ;
WaveCompatibilityCheckItem 0OZ; WebLink 00b; WorkAccess 0W5; WorkBadge 0W2; WorkBadgeDefinition 0W1;
WorkThanks 0W0
`;

/** Standard objects that have page layouts, beside those written by hand. */
export const layoutableObjects = `
AccountBrand AssetRelationship CollaborationGroup ContactRequest ContractLineItem DuplicateRecordSet
EmailMessage EntityMilestone Group Idea Individual Knowledge__kav LinkedArticle ListEmail Macro Note QuickText
SocialPersona StreamingChannel UserProvisioningRequest WorkBadge WorkBadgeDefinition WorkThanks AppMenuItem
UserAppMenuItem
`;

/** Objects among those written by hand that have no page layouts. */
export const withoutLayout = `
User UserRole Profile RecordType Organization ContentVersion ContentDocument CaseComment PricebookEntry OpportunityContactRole
FlowDefinitionView FlowVersionView
`;

/** Child relationships to objects that the typings do not have: parent, then as in `standard-schema.json`. */
export const furtherChildren: Readonly<Record<string, string>> = {
  Account: 'ServiceAppointmentAccount:ServiceAppointment.AccountId Quotes:Quote.AccountId',
  Contact: 'ServiceAppointments:ServiceAppointment.ContactId Quotes:Quote.ContactId',
  Contract: 'Quotes:Quote.ContractId',
  Opportunity: 'Quotes:Quote.OpportunityId',
  WorkOrder: 'ServiceAppointments:ServiceAppointment.ParentRecordId',
  WorkOrderLineItem: 'ServiceAppointments:ServiceAppointment.ParentRecordId',
};
