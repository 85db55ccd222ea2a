/** Standard objects of service and activities. */
export const serviceObjects = `
% Case; Case; Cases; 500
* Id IsDeleted OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
MasterRecordId = Master Record ID: reference Case n
CaseNumber: string 30 - name auto {00000000}
ContactId = Contact ID: reference Contact ncu
AccountId = Account ID: reference Account ncu
AssetId = Asset ID: reference Asset ncu
ParentId = Parent Case ID: reference Case ncu
SuppliedName = Name: string 80 ncu
SuppliedEmail = Email Address: email 80 ncu
SuppliedPhone = Phone: string 40 ncu
SuppliedCompany = Company: string 80 ncu
Type = Case Type: picklist 40 ncu [Mechanical; Electrical; Electronic; Structural; Other]
Status: picklist 40 ncu [New*; Working; Escalated; Closed]
Reason = Case Reason: picklist 40 ncu [Installation; Equipment Complexity; Performance; Breakdown; Equipment Design; Feedback; Other]
Origin = Case Origin: picklist 40 ncu [Phone; Email; Web]
Subject: string 255 ncu
Priority: picklist 40 ncu [High; Medium*; Low]
Description: textarea 32000 ncu
IsClosed = Closed: boolean -
ClosedDate: datetime n
IsEscalated = Escalated: boolean cu
ContactPhone: phone 40 n
ContactMobile: phone 40 n
ContactEmail: email 80 n
ContactFax: phone 40 n
Comments = Internal Comments: textarea 4000 ncu

% CaseComment; Case Comment; Case Comments; 00a
* Id CreatedById CreatedDate SystemModstamp LastModifiedDate LastModifiedById IsDeleted
ParentId = Parent ID: reference Case c
IsPublished = Published: boolean cu
CommentBody = Body: textarea 4000 ncu

% WorkOrder; Work Order; Work Orders; 0WO
* Id OwnerId IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
WorkOrderNumber: string 255 - name auto {00000000}
AccountId = Account ID: reference Account ncu
ContactId = Contact ID: reference Contact ncu
CaseId = Case ID: reference Case ncu
EntitlementId = Entitlement ID: reference Entitlement ncu
ServiceContractId = Service Contract ID: reference ServiceContract ncu
AssetId = Asset ID: reference Asset ncu
@
Description: textarea 32000 ncu
StartDate: datetime ncu
EndDate: datetime ncu
Subject: string 255 ncu
RootWorkOrderId = Root Work Order ID: reference WorkOrder n
Status: picklist 255 ncu [New*; In Progress; On Hold; Completed; Closed; Cannot Complete; Canceled]
Priority: picklist 40 ncu [Low*; Medium; High; Critical]
Tax: currency 18.2 ncu
Subtotal: currency 18.2 n
TotalPrice: currency 18.2 n
LineItemCount = Line Items: int n
Pricebook2Id = Price Book ID: reference Pricebook2 ncu
Discount: percent 18.2 n
GrandTotal: currency 18.2 n
ParentWorkOrderId = Parent Work Order ID: reference WorkOrder ncu
IsClosed = Closed: boolean -
IsStopped = Stopped: boolean cu
StopStartDate = Stopped Since: datetime n
SlaStartDate = Entitlement Process Start Time: datetime ncu
SlaExitDate = Entitlement Process End Time: datetime n
BusinessHoursId = Business Hours ID: reference BusinessHours ncu
MilestoneStatus: string 30 n
Duration: double 16.2 ncu
DurationType: picklist 255 ncu [Hours; Minutes]
DurationInMinutes: double 16.2 n
ServiceAppointmentCount: int n
StatusCategory: picklist 255 n [None; New; InProgress=In Progress; OnHold=On Hold; Completed; CannotComplete=Cannot Complete; Closed; Canceled]

% WorkOrderLineItem; Work Order Line Item; Work Order Line Items; 1WL
* Id IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
LineItemNumber: string 255 - name auto {00000000}
WorkOrderId = Work Order ID: reference WorkOrder c
ParentWorkOrderLineItemId = Parent Work Order Line Item ID: reference WorkOrderLineItem ncu
Product2Id = Product ID: reference Product2 ncu
AssetId = Asset ID: reference Asset ncu
OrderId = Order ID: reference Order ncu
RootWorkOrderLineItemId = Root Work Order Line Item ID: reference WorkOrderLineItem n
Description: textarea 32000 ncu
StartDate: datetime ncu
EndDate: datetime ncu
Status: picklist 255 ncu [New*; In Progress; On Hold; Completed; Closed; Cannot Complete; Canceled]
PricebookEntryId = Price Book Entry ID: reference PricebookEntry ncu
Quantity: double 18.2 ncu
UnitPrice = Sales Price: currency 18.2 ncu
Discount: percent 18.2 ncu
ListPrice: currency 18.2 n
Subtotal: currency 18.2 n
TotalPrice: currency 18.2 n
Duration: double 16.2 ncu
DurationType: picklist 255 ncu [Hours; Minutes]
DurationInMinutes: double 16.2 n
@
Subject: string 255 ncu
StatusCategory: picklist 255 n [None; New; InProgress=In Progress; OnHold=On Hold; Completed; CannotComplete=Cannot Complete; Closed; Canceled]
IsClosed = Closed: boolean -
Priority: picklist 40 ncu [Low*; Medium; High; Critical]
ServiceAppointmentCount: int n

% ServiceContract; Service Contract; Service Contracts; 810
* Id OwnerId IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
Name = Contract Name: string 255 cu name
AccountId = Account ID: reference Account ncu
ContactId = Contact ID: reference Contact ncu
Term = Term (months): int ncu
StartDate: date ncu
EndDate: date ncu
ActivationDate: datetime ncu
ApprovalStatus: picklist 40 ncu [Draft*; In Approval Process; Activated]
Description: textarea 32000 ncu
@ Billing
@ Shipping
Pricebook2Id = Price Book ID: reference Pricebook2 ncu
ShippingHandling = Shipping and Handling: currency 18.2 ncu
Tax: currency 18.2 ncu
Subtotal: currency 18.2 n
TotalPrice: currency 18.2 n
LineItemCount: int n
ContractNumber: string 30 - auto {00000000}
SpecialTerms: textarea 32000 ncu
Discount: percent 18.2 n
GrandTotal: currency 18.2 n
Status: picklist 255 n [Inactive; Active; Expired]
ParentServiceContractId = Parent Service Contract ID: reference ServiceContract ncu
RootServiceContractId = Root Service Contract ID: reference ServiceContract n

% Entitlement; Entitlement; Entitlements; 550
* Id IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
Name = Entitlement Name: string 255 cu name
AccountId = Account ID: reference Account cu
Type: picklist 40 ncu [Phone Support; Web Support]
ServiceContractId = Service Contract ID: reference ServiceContract ncu
ContractLineItemId = Contract Line Item ID: reference ContractLineItem ncu
AssetId = Asset ID: reference Asset ncu
StartDate: date ncu
EndDate: date ncu
SlaProcessId = Entitlement Process ID: reference SlaProcess ncu
BusinessHoursId = Business Hours ID: reference BusinessHours ncu
IsPerIncident = Per Incident: boolean cu
CasesPerEntitlement: int ncu
RemainingCases: int ncu
Status: picklist 255 n [Inactive; Active; Expired]

% Task; Task; Tasks; 00T
* Id IsDeleted OwnerId CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp
WhoId = Name ID: reference Contact,Lead ncu
WhatId = Related To ID: reference Account,Asset,Campaign,Case,Contract,Opportunity,Order,Product2,ServiceContract,Solution,WorkOrder ncu
Subject: combobox 255 ncu name [Call; Email; Send Letter; Send Quote; Other]
ActivityDate = Due Date Only: date ncu
Status: picklist 255 cu [Not Started*; In Progress; Completed; Waiting on someone else; Deferred]
Priority: picklist 255 cu [High; Normal*; Low]
IsHighPriority = High Priority: boolean -
Description: textarea 32000 ncu
Type: picklist 40 ncu [Call; Email; Meeting; Other]
AccountId = Account ID: reference Account n
IsClosed = Closed: boolean -
IsArchived = Archived: boolean -
CallDurationInSeconds = Call Duration: int ncu
CallType: picklist 40 ncu [Internal; Inbound; Outbound]
CallDisposition = Call Result: string 255 ncu
CallObject = Call Object Identifier: string 255 ncu
CompletedDateTime = Completed Date/Time: datetime n
ReminderDateTime = Reminder Date/Time: datetime ncu
IsReminderSet = Reminder Set: boolean cu
RecurrenceActivityId = Recurrence Activity ID: reference Task n
IsRecurrence = Create Recurring Series of Tasks: boolean c
RecurrenceStartDateOnly = Recurrence Start: date ncu
RecurrenceEndDateOnly = Recurrence End: date ncu
RecurrenceType: picklist 40 ncu [RecursDaily=Recurs Daily; RecursEveryWeekday=Recurs Every Weekday; RecursMonthly=Recurs Monthly; RecursMonthlyNth=Recurs Monthly Nth; RecursWeekly=Recurs Weekly; RecursYearly=Recurs Yearly; RecursYearlyNth=Recurs Yearly Nth]
RecurrenceInterval: int ncu
RecurrenceDayOfWeekMask = Recurrence Day of Week Mask: int ncu
RecurrenceDayOfMonth = Recurrence Day of Month: int ncu
RecurrenceInstance: picklist 40 ncu [First=1st; Second=2nd; Third=3rd; Fourth=4th; Last=last]
RecurrenceMonthOfYear = Recurrence Month of Year: picklist 40 ncu [January; February; March; April; May; June; July; August; September; October; November; December]
RecurrenceRegeneratedType = Repeat This Task: picklist 40 ncu [RecurrenceRegenerateAfterDueDate=After due date; RecurrenceRegenerateAfterToday=After date completed; RecurrenceRegenerated=Task Closed]
TaskSubtype: picklist 40 nc [Task*; Email; ListEmail=List Email; Call]

% Event; Event; Events; 00U
* Id OwnerId IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp
WhoId = Name ID: reference Contact,Lead ncu
WhatId = Related To ID: reference Account,Asset,Campaign,Case,Contract,Opportunity,Order,Product2,ServiceContract,Solution,WorkOrder ncu
Subject: combobox 255 ncu name [Call; Email; Meeting; Send Letter/Quote; Other]
Location: string 255 ncu
IsAllDayEvent = All-Day Event: boolean cu
ActivityDateTime = Due Date Time: datetime ncu
ActivityDate = Due Date Only: date ncu
DurationInMinutes = Duration: int ncu
StartDateTime: datetime ncu
EndDateTime: datetime ncu
EndDate: date n
Description: textarea 32000 ncu
AccountId = Account ID: reference Account n
IsPrivate = Private: boolean cu
ShowAs = Show Time As: picklist 40 ncu [Busy*; OutOfOffice=Out of Office; Free]
IsChild: boolean -
IsGroupEvent: boolean -
GroupEventType: picklist 40 n [0=Non-group Event*; 1=Group Event; 2=Proposed Event; 3=IsRecurrence2 Series Pattern]
IsArchived = Archived: boolean -
RecurrenceActivityId = Recurrence Activity ID: reference Event n
IsRecurrence = Create Recurring Series of Events: boolean c
RecurrenceStartDateTime = Recurrence Start: datetime ncu
RecurrenceEndDateOnly = Recurrence End: date ncu
RecurrenceType: picklist 40 ncu [RecursDaily=Recurs Daily; RecursEveryWeekday=Recurs Every Weekday; RecursMonthly=Recurs Monthly; RecursMonthlyNth=Recurs Monthly Nth; RecursWeekly=Recurs Weekly; RecursYearly=Recurs Yearly; RecursYearlyNth=Recurs Yearly Nth]
RecurrenceInterval: int ncu
RecurrenceDayOfWeekMask = Recurrence Day of Week Mask: int ncu
RecurrenceDayOfMonth = Recurrence Day of Month: int ncu
RecurrenceInstance: picklist 40 ncu [First=1st; Second=2nd; Third=3rd; Fourth=4th; Last=last]
RecurrenceMonthOfYear = Recurrence Month of Year: picklist 40 ncu [January; February; March; April; May; June; July; August; September; October; November; December]
ReminderDateTime = Reminder Date/Time: datetime ncu
IsReminderSet = Reminder Set: boolean cu
EventSubtype: picklist 40 nc [Event]
IsRecurrence2Exclusion = Historical Event, Not Following Recurrence: boolean -
Recurrence2PatternText = Recurrence Pattern: textarea 512 nc
Recurrence2PatternVersion = Pattern Version: picklist 40 n [1=RFC 5545 v4 RRULE; 2=RFC 5545 v4_2 RRULE]
IsRecurrence2 = Repeat: boolean -
IsRecurrence2Exception = Is Exception: boolean -
Recurrence2PatternStartDate = Recurrence Pattern Start Date: datetime n
Recurrence2PatternTimeZone = Recurrence Pattern Time Zone Reference: string 255 n

% ServiceAppointment; Service Appointment; Service Appointments; 08p
* Id OwnerId IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastViewedDate LastReferencedDate
AppointmentNumber: string 255 - name auto SA-{0000}
ParentRecordId = Parent Record ID: reference Account,Asset,Case,Lead,Opportunity,WorkOrder,WorkOrderLineItem c
ParentRecordType: string 50 n
ParentRecordStatusCategory = Parent Record Status Category: picklist 255 n [None; New; InProgress=In Progress; OnHold=On Hold; Completed; CannotComplete=Cannot Complete; Closed; Canceled]
AccountId = Account ID: reference Account n
ContactId = Contact ID: reference Contact ncu
Subject: string 255 ncu
Description: textarea 32000 ncu
Status: picklist 255 ncu [None*; Scheduled; Dispatched; In Progress; Cannot Complete; Completed; Canceled]
StatusCategory: picklist 255 n [None; Scheduled; Dispatched; InProgress=In Progress; CannotComplete=Cannot Complete; Completed; Canceled]
EarliestStartTime = Earliest Start Permitted: datetime cu
DueDate: datetime cu
Duration: double 16.2 ncu
DurationType: picklist 255 ncu [Hours*; Minutes]
DurationInMinutes: double 16.2 n
ArrivalWindowStartTime = Arrival Window Start: datetime ncu
ArrivalWindowEndTime = Arrival Window End: datetime ncu
SchedStartTime = Scheduled Start: datetime ncu
SchedEndTime = Scheduled End: datetime ncu
ActualStartTime = Actual Start: datetime ncu
ActualEndTime = Actual End: datetime ncu
ActualDuration = Actual Duration (Minutes): double 16.2 ncu
@
AppointmentType: picklist 255 ncu [Call; Video; On Site]
Comments: textarea 4000 ncu
`;
