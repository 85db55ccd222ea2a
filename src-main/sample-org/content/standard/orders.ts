/** Standard objects of products, orders and assets. */
export const orderObjects = `
% Product2; Product; Products; 01t
* Id CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp IsDeleted LastViewedDate LastReferencedDate
Name = Product Name: string 255 cu name
ProductCode: string 255 ncu
Description = Product Description: textarea 4000 ncu
IsActive = Active: boolean cu
Family = Product Family: picklist 255 ncu [Heat pumps; Tanks; Accessories; Spare parts; Services; Training]
ExternalDataSourceId = External Data Source ID: reference ExternalDataSource ncu
ExternalId = External ID: string 255 ncu
DisplayUrl: url 1000 ncu
QuantityUnitOfMeasure: picklist 255 ncu [Each]
IsArchived = Archived: boolean -
StockKeepingUnit = Product SKU: string 180 ncu

% Pricebook2; Price Book; Price Books; 01s
* Id IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
Name = Price Book Name: string 255 cu name
IsActive = Active: boolean cu
IsArchived = Archived: boolean -
Description: string 255 ncu
IsStandard = Is Standard Price Book: boolean -

% PricebookEntry; Price Book Entry; Price Book Entries; 01u
* Id CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp IsDeleted
Name = Product Name: string 255 n name
Pricebook2Id = Price Book ID: reference Pricebook2 c
Product2Id = Product ID: reference Product2 c
UnitPrice = List Price: currency 18.2 cu
IsActive = Active: boolean cu
UseStandardPrice: boolean cu
ProductCode: string 255 n

% Order; Order; Orders; 801
* Id OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById IsDeleted SystemModstamp LastViewedDate LastReferencedDate
ContractId = Contract ID: reference Contract ncu
AccountId = Account ID: reference Account ncu
Pricebook2Id = Price Book ID: reference Pricebook2 ncu
OriginalOrderId = Original Order ID: reference Order n
EffectiveDate = Order Start Date: date cu
EndDate = Order End Date: date ncu
IsReductionOrder = Reduction Order: boolean -
Status: picklist 100 cu [Draft*; Activated]
Description: textarea 32000 ncu
CustomerAuthorizedById = Customer Authorized By ID: reference Contact ncu
CompanyAuthorizedById = Company Authorized By ID: reference User ncu
Type = Order Type: picklist 255 ncu [Project; Stock; Spare parts]
@ Billing
@ Shipping
ActivatedDate: datetime ncu
ActivatedById = Activated By ID: reference User ncu
StatusCode = Status Category: picklist 40 - [Draft; Activated; Canceled; Expired; Superseded]
OrderNumber: string 30 - name auto {00000000}
TotalAmount = Order Amount: currency 18.2 -

% OrderItem; Order Product; Order Products; 802
* Id IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp
Product2Id = Product ID: reference Product2 nc
OrderId = Order ID: reference Order c
PricebookEntryId = Price Book Entry ID: reference PricebookEntry nc
OriginalOrderItemId = Original Order Item ID: reference OrderItem n
AvailableQuantity: double 18.2 n
Quantity: double 18.2 cu
UnitPrice = Sales Price: currency 18.2 ncu
ListPrice: currency 18.2 n
TotalPrice: currency 18.2 n
ServiceDate = Start Date: date ncu
EndDate: date ncu
Description: string 255 ncu
OrderItemNumber: string 30 - name auto {00000000}

% Contract; Contract; Contracts; 800
* Id OwnerId IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastActivityDate LastViewedDate LastReferencedDate
AccountId = Account ID: reference Account cu
OwnerExpirationNotice: picklist 40 ncu [15; 30; 45; 60; 90; 120]
StartDate = Contract Start Date: date ncu
EndDate = Contract End Date: date n
@ Billing
@ Shipping
ContractTerm = Contract Term (months): int ncu
Status: picklist 100 cu [Draft*; In Approval Process; Activated]
CompanySignedId = Company Signed By ID: reference User ncu
CompanySignedDate: date ncu
CustomerSignedId = Customer Signed By ID: reference Contact ncu
CustomerSignedTitle: string 40 ncu
CustomerSignedDate: date ncu
SpecialTerms: textarea 4000 ncu
ActivatedById = Activated By ID: reference User ncu
ActivatedDate: datetime ncu
StatusCode = Status Category: picklist 40 - [Draft; InApproval; Activated; Terminated; Expired]
Description: textarea 32000 ncu
ContractNumber: string 30 - name auto {00000000}
LastApprovedDate: datetime n

% Asset; Asset; Assets; 02i
* Id CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp IsDeleted OwnerId LastViewedDate LastReferencedDate
ContactId = Contact ID: reference Contact ncu
AccountId = Account ID: reference Account ncu
ParentId = Parent Asset ID: reference Asset ncu
RootAssetId = Root Asset ID: reference Asset n
Product2Id = Product ID: reference Product2 ncu
ProductCode: string 255 n
IsCompetitorProduct = Competitor Asset: boolean cu
Name = Asset Name: string 255 cu name
SerialNumber: string 80 ncu
InstallDate: date ncu
PurchaseDate: date ncu
UsageEndDate: date ncu
Status: picklist 255 ncu [Purchased; Shipped; Installed; Registered; Obsolete]
Price: currency 18.2 ncu
Quantity: double 12.2 ncu
Description: textarea 32000 ncu
AssetProvidedById = Asset Provided By ID: reference Account ncu
AssetServicedById = Asset Serviced By ID: reference Account ncu
IsInternal = Internal: boolean cu
AssetLevel: int n
StockKeepingUnit = Product SKU: string 180 n

% Solution; Solution; Solutions; 501
* Id IsDeleted OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
SolutionNumber: string 30 - auto {00000000}
SolutionName = Solution Title: string 255 cu name
IsPublished = Public: boolean cu
IsPublishedInPublicKb = Visible in Public Knowledge Base: boolean cu
Status: picklist 255 cu [Draft*; Reviewed; Duplicate]
IsReviewed = Reviewed: boolean -
SolutionNote = Solution Details: textarea 32000 ncu
TimesUsed: int -
IsHtml = Is Html: boolean -

% Quote; Quote; Quotes; 0Q0
* Id OwnerId IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
Name = Quote Name: string 255 cu name
OpportunityId = Opportunity ID: reference Opportunity c
AccountId = Account ID: reference Account n
ContactId = Contact ID: reference Contact ncu
ContractId = Contract ID: reference Contract ncu
Pricebook2Id = Price Book ID: reference Pricebook2 ncu
QuoteNumber: string 30 - auto {00000000}
IsSyncing = Syncing: boolean -
Status: picklist 255 ncu [Draft*; Needs Review; In Review; Approved; Rejected; Presented; Accepted; Denied]
ExpirationDate: date ncu
Description: textarea 32000 ncu
Subtotal: currency 18.2 n
TotalPrice: currency 18.2 n
Discount: percent 3.2 n
GrandTotal: currency 18.2 n
Tax: currency 18.2 ncu
ShippingHandling = Shipping and Handling: currency 18.2 ncu
LineItemCount = Line Items: int n
@ Billing
@ Shipping
BillingName = Bill To Name: string 255 ncu
ShippingName = Ship To Name: string 255 ncu
Email: email 80 ncu
Phone: phone 40 ncu
Fax: phone 40 ncu
`;
