/** Standard objects of sales and marketing: names, types, lengths and picklist values as a new org has them. */
export const salesObjects = `
% Account; Account; Accounts; 001
* Id IsDeleted OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastActivityDate LastViewedDate LastReferencedDate
MasterRecordId = Master Record ID: reference Account n
Name = Account Name: string 255 cu name
Type = Account Type: picklist 40 ncu [Prospect; Customer - Direct; Customer - Channel; Channel Partner / Reseller; Installation Partner; Technology Partner; Other]
ParentId = Parent Account ID: reference Account ncu
@ Billing
@ Shipping
Phone = Account Phone: phone 40 ncu
Fax = Account Fax: phone 40 ncu
AccountNumber: string 40 ncu
Website: url 255 ncu
PhotoUrl = Photo URL: url 255 n
Sic = SIC Code: string 20 ncu
Industry: picklist 40 ncu [Agriculture; Apparel; Banking; Biotechnology; Chemicals; Communications; Construction; Consulting; Education; Electronics; Energy; Engineering; Entertainment; Environmental; Finance; Food & Beverage; Government; Healthcare; Hospitality; Insurance; Machinery; Manufacturing; Media; Not For Profit; Recreation; Retail; Shipping; Technology; Telecommunications; Transportation; Utilities; Other]
AnnualRevenue: currency 18.2 ncu
NumberOfEmployees = Employees: int ncu
Ownership: picklist 40 ncu [Public; Private; Subsidiary; Other]
TickerSymbol: string 20 ncu
Description = Account Description: textarea 32000 ncu
Rating = Account Rating: picklist 40 ncu [Hot; Warm; Cold]
Site = Account Site: string 80 ncu
IsPartner = Partner Account: boolean u
IsCustomerPortal = Customer Portal Account: boolean u
ChannelProgramName: string 255 n
ChannelProgramLevelName: string 255 n
Jigsaw = Data.com Key: string 20 ncu
JigsawCompanyId = Jigsaw Company ID: string 20 n
CleanStatus: picklist 40 ncu [Matched=In Sync; Different; Acknowledged=Reviewed; NotFound=Not Found; Inactive; Pending=Not Compared; SelectMatch=Select Match; Skipped]
AccountSource: picklist 40 ncu [Web; Phone Inquiry; Partner Referral; Purchased List; Other]
DunsNumber = D-U-N-S Number: string 9 ncu
Tradestyle: string 255 ncu
NaicsCode = NAICS Code: string 8 ncu
NaicsDesc = NAICS Description: string 120 ncu
YearStarted: string 4 ncu
SicDesc = SIC Description: string 80 ncu

% Contact; Contact; Contacts; 003
* Id IsDeleted OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastActivityDate LastViewedDate LastReferencedDate
MasterRecordId = Master Record ID: reference Contact n
AccountId = Account ID: reference Account ncu
LastName: string 80 cu
FirstName: string 40 ncu
Salutation: picklist 40 ncu [Mr.; Ms.; Mrs.; Dr.; Prof.]
Name = Full Name: string 121 - name
@ Other
@ Mailing
Phone = Business Phone: phone 40 ncu
Fax = Business Fax: phone 40 ncu
MobilePhone: phone 40 ncu
HomePhone: phone 40 ncu
OtherPhone: phone 40 ncu
AssistantPhone = Asst. Phone: phone 40 ncu
ReportsToId = Reports To ID: reference Contact ncu
Email: email 80 ncu
Title: string 128 ncu
Department: string 80 ncu
AssistantName = Assistant's Name: string 40 ncu
LeadSource: picklist 255 ncu [Web; Phone Inquiry; Partner Referral; Purchased List; Other]
Birthdate: date ncu
Description = Contact Description: textarea 32000 ncu
LastCURequestDate = Last Stay-in-Touch Request Date: datetime n
LastCUUpdateDate = Last Stay-in-Touch Save Date: datetime n
EmailBouncedReason: string 255 ncu
EmailBouncedDate: datetime ncu
IsEmailBounced: boolean -
PhotoUrl = Photo URL: url 255 n
Jigsaw = Data.com Key: string 20 ncu
JigsawContactId = Jigsaw Contact ID: string 20 n
CleanStatus: picklist 40 ncu [Matched=In Sync; Different; Acknowledged=Reviewed; NotFound=Not Found; Inactive; Pending=Not Compared; SelectMatch=Select Match; Skipped]
IndividualId = Individual ID: reference Individual ncu

% Lead; Lead; Leads; 00Q
* Id IsDeleted OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastActivityDate LastViewedDate LastReferencedDate
MasterRecordId = Master Record ID: reference Lead n
LastName: string 80 cu
FirstName: string 40 ncu
Salutation: picklist 40 ncu [Mr.; Ms.; Mrs.; Dr.; Prof.; Mx.]
Name = Full Name: string 121 - name
Title: string 128 ncu
Company: string 255 cu
@
Phone: phone 40 ncu
MobilePhone: phone 40 ncu
Fax: phone 40 ncu
Email: email 80 ncu
Website: url 255 ncu
PhotoUrl = Photo URL: url 255 n
Description: textarea 32000 ncu
LeadSource: picklist 255 ncu [Web; Phone Inquiry; Partner Referral; Purchased List; Other]
Status: picklist 255 cu [Open - Not Contacted*; Working - Contacted; Closed - Converted; Closed - Not Converted]
Industry: picklist 255 ncu [Agriculture; Apparel; Banking; Biotechnology; Chemicals; Communications; Construction; Consulting; Education; Electronics; Energy; Engineering; Entertainment; Environmental; Finance; Food & Beverage; Government; Healthcare; Hospitality; Insurance; Machinery; Manufacturing; Media; Not For Profit; Recreation; Retail; Shipping; Technology; Telecommunications; Transportation; Utilities; Other]
Rating: picklist 255 ncu [Hot; Warm; Cold]
AnnualRevenue: currency 18.2 ncu
NumberOfEmployees = Employees: int ncu
IsConverted = Converted: boolean c
ConvertedDate: date n
ConvertedAccountId = Converted Account ID: reference Account n
ConvertedContactId = Converted Contact ID: reference Contact n
ConvertedOpportunityId = Converted Opportunity ID: reference Opportunity n
IsUnreadByOwner = Unread By Owner: boolean cu
Jigsaw = Data.com Key: string 20 ncu
JigsawContactId = Jigsaw Contact ID: string 20 n
CleanStatus: picklist 40 ncu [Matched=In Sync; Different; Acknowledged=Reviewed; NotFound=Not Found; Inactive; Pending=Not Compared; SelectMatch=Select Match; Skipped]
CompanyDunsNumber = Company D-U-N-S Number: string 9 ncu
EmailBouncedReason: string 255 nu
EmailBouncedDate: datetime nu
IndividualId = Individual ID: reference Individual ncu

% Opportunity; Opportunity; Opportunities; 006
* Id IsDeleted OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastActivityDate LastViewedDate LastReferencedDate
AccountId = Account ID: reference Account ncu
IsPrivate = Private: boolean cu
Name: string 120 cu name
Description: textarea 32000 ncu
StageName = Stage: picklist 255 cu [Prospecting; Qualification; Needs Analysis; Value Proposition; Id. Decision Makers; Perception Analysis; Proposal/Price Quote; Negotiation/Review; Closed Won; Closed Lost]
Amount: currency 18.2 ncu
Probability = Probability (%): percent 3.2 ncu
ExpectedRevenue = Expected Amount: currency 18.2 n
TotalOpportunityQuantity = Quantity: double 18.2 ncu
CloseDate: date cu
Type = Opportunity Type: picklist 255 ncu [Existing Customer - Upgrade; Existing Customer - Replacement; Existing Customer - Downgrade; New Customer]
NextStep: string 255 ncu
LeadSource: picklist 255 ncu [Web; Phone Inquiry; Partner Referral; Purchased List; Other]
IsClosed = Closed: boolean -
IsWon = Won: boolean -
ForecastCategory: picklist 40 - [Omitted; Pipeline; BestCase=Best Case; MostLikely=Most Likely; Forecast=Commit; Closed]
ForecastCategoryName = Forecast Category: picklist 255 ncu [Omitted; Pipeline; Best Case; Commit; Closed]
CampaignId = Campaign ID: reference Campaign ncu
HasOpportunityLineItem = Has Line Item: boolean -
Pricebook2Id = Price Book ID: reference Pricebook2 ncu
LastStageChangeDate: datetime n
FiscalQuarter: int n
FiscalYear: int n
Fiscal = Fiscal Period: string 6 n
ContactId = Contact ID: reference Contact nc
HasOpenActivity: boolean -
HasOverdueTask: boolean -
LastAmountChangedHistoryId = Opportunity History ID: reference OpportunityHistory n
LastCloseDateChangedHistoryId = Opportunity History ID: reference OpportunityHistory n

% OpportunityLineItem; Opportunity Product; Opportunity Products; 00k
* Id CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp IsDeleted
OpportunityId = Opportunity ID: reference Opportunity c
SortOrder: int ncu
PricebookEntryId = Price Book Entry ID: reference PricebookEntry nc
Product2Id = Product ID: reference Product2 nc
ProductCode: string 255 n
Name = Opportunity Product Name: string 376 n name
Quantity: double 12.2 cu
TotalPrice: currency 18.2 ncu
UnitPrice = Sales Price: currency 18.2 ncu
ListPrice: currency 18.2 n
ServiceDate = Date: date ncu
Description = Line Description: string 255 ncu

% OpportunityContactRole; Opportunity Contact Role; Opportunity Contact Roles; 00K
* Id CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp IsDeleted
OpportunityId = Opportunity ID: reference Opportunity c
ContactId = Contact ID: reference Contact cu
Role: picklist 40 ncu [Business User; Decision Maker; Economic Buyer; Economic Decision Maker; Evaluator; Executive Sponsor; Influencer; Technical Buyer; Other]
IsPrimary = Primary: boolean cu

% Campaign; Campaign; Campaigns; 701
* Id IsDeleted OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastActivityDate LastViewedDate LastReferencedDate
Name = Campaign Name: string 80 cu name
ParentId = Parent Campaign ID: reference Campaign ncu
Type: picklist 255 ncu [Event; Demo Signup / Trial; Email; Referral Program; Search; Social Media; Thought Leadership; Website Direct; Other]
Status: picklist 255 ncu [In Progress; Completed; Aborted; Planned]
StartDate: date ncu
EndDate: date ncu
ExpectedRevenue = Expected Revenue in Campaign: currency 18.2 ncu
BudgetedCost = Budgeted Cost in Campaign: currency 18.2 ncu
ActualCost = Actual Cost in Campaign: currency 18.2 ncu
ExpectedResponse = Expected Response (%): percent 18.2 ncu
NumberSent = Num Sent in Campaign: double 18.0 ncu
IsActive = Active: boolean cu
Description: textarea 32000 ncu
NumberOfLeads = Leads in Campaign: int -
NumberOfConvertedLeads = Converted Leads in Campaign: int -
NumberOfContacts = Contacts in Campaign: int -
NumberOfResponses = Responses in Campaign: int -
NumberOfOpportunities = Opportunities in Campaign: int -
NumberOfWonOpportunities = Won Opportunities in Campaign: int -
AmountAllOpportunities = Value Opportunities in Campaign: currency 18.2 -
AmountWonOpportunities = Value Won Opportunities in Campaign: currency 18.2 -
CampaignMemberRecordTypeId = Campaign Member Record Type ID: reference RecordType ncu

% CampaignMember; Campaign Member; Campaign Members; 00v
* Id IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp
CampaignId = Campaign ID: reference Campaign c
LeadId = Lead ID: reference Lead nc
ContactId = Contact ID: reference Contact nc
Status: picklist 40 ncu [Sent*; Responded]
HasResponded = Responded: boolean -
FirstRespondedDate: date n
Salutation: picklist 255 n [Mr.; Ms.; Mrs.; Dr.; Prof.]
Name = Full Name: string 255 n name
FirstName: string 40 n
LastName: string 80 n
Title: string 128 n
Street: textarea 255 n
City: string 40 n
State = State/Province: string 80 n
PostalCode = Zip/Postal Code: string 20 n
Country: string 80 n
Email: email 80 n
Phone: phone 40 n
Fax: phone 40 n
MobilePhone: phone 40 n
Description: textarea 32000 n
DoNotCall: boolean -
HasOptedOutOfEmail = Email Opt Out: boolean -
HasOptedOutOfFax = Fax Opt Out: boolean -
LeadSource: picklist 255 n [Web; Phone Inquiry; Partner Referral; Purchased List; Other]
CompanyOrAccount = Company (Account): string 255 n
Type: string 40 n
LeadOrContactId = Related Record ID: reference Account,Contact,Lead n
LeadOrContactOwnerId = Related Record Owner ID: reference Group,User n
`;
