/**
 * Who may do what at the sample company. A line names a profile or permission set, then grants: `Object:rights` with
 * r(ead), c(reate), e(dit), d(elete), v(iew all), m(odify all), where `*` is every object and `Domain/` the objects
 * named there. `-Object.Field` keeps a field from the holder, `~Object.Field` makes it read-only.
 */
export const profileLines = `
System Administrator | Salesforce | ApiEnabled AssignPermissionSets AuthorApex CustomizeApplication DataExport CreateCustomizeReports ExportReport ManageDashbdsInPubFolders CreateReportFolders ManageReportsInPubFolders ManageUsers ModifyAllData ModifyMetadata RunFlow RunReports ScheduleReports TransferAnyEntity ViewAllData ViewAllUsers ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup ManagePvtRptsAndDashbds | *:rcedvm |
Standard User | Salesforce | ApiEnabled RunReports ExportReport RunFlow ViewRoles | *:r Account:rce Contact:rce Case:rce Installation:rce Site__c:rce Nonconformity:rce Corrective_Action:rce Production_Order:rce Manufactured_Unit:rce Subsidy_Application:rce Subsidy_Document:rce | -Account.Credit_Limit -Opportunity.Material_Cost -Opportunity.Labour_Cost
Sales User | Salesforce | ApiEnabled RunReports ExportReport RunFlow | Account:rce Contact:rce Lead:rced Opportunity:rced OpportunityLineItem:rced Quote:rce Campaign:r Site__c:rce Building:rce Installation:rce Site_Survey:rce Installer_Company:rce Heat_Pump_Model:r Model_Variant:r Product2:r Subsidy_Programme:r Subsidy_Application:r Service_Agreement:rc Sales_Region:r Trade_Fair_Visit:rce Partner_Certification:r | -Account.Credit_Limit ~Account.Open_Balance -OpportunityLineItem.Cost_Price
Service Manager | Salesforce | ApiEnabled RunReports ExportReport ScheduleReports RunFlow ViewRoles ManageReportsInPubFolders | Account:re Contact:rce Case:rcedv Asset:rcev WorkOrder:rcedv ServiceAppointment:rcedv Site__c:rcev Building:r Service_Visit:rcedv Service_Visit_Task:rced Maintenance_Plan:rcedv Maintenance_Task_Template:rced Fault_Code:rce Diagnosis:rce Refrigerant_Log:rc Technician:rcedv Technician_Skill:rced Work_Shift:rced Technician_Absence:rced Skill:rce Tool:rced Warranty_Registration:rv Warranty_Claim:rv Service_Agreement:rcev Invoice:r Parts_Request:rcev Spare_Part:r Stock_Level:r Gateway:rv Alarm:rcev Customer_Feedback:rcev | -Account.Credit_Limit
Service User | Salesforce | ApiEnabled RunReports RunFlow | Account:r Contact:re Case:rce Asset:re WorkOrder:rce ServiceAppointment:rce Site__c:re Service_Visit:rce Service_Visit_Task:rce Maintenance_Plan:re Fault_Code:r Refrigerant_Log:rc Technician:r Warranty_Registration:r Service_Agreement:r Parts_Request:rce Parts_Request_Line:rce Spare_Part:r Stock_Level:r Gateway:r Alarm:re Customer_Feedback:r | -Account.Credit_Limit -Account.Open_Balance -Technician.Hourly_Cost -Technician.Emergency_Contact
Integration User | Salesforce Integration | ApiEnabled ApiUserOnly | *:rce |
Read Only | Salesforce | RunReports | Account:r Contact:r Case:r Installation:r Site__c:r | -Account.Credit_Limit
Partner Community User | Partner Community | ApiEnabled RunReports | Account:r Lead:re Installation:re Warranty_Registration:rc Warranty_Claim:rce Claim_Line:rce Spare_Part:r Parts_Request:rce Training_Session:r | -Spare_Part.Purchase_Price -Warranty_Claim.Fraud_Score -Warranty_Claim.Assessor_Notes -Installation.Internal_Notes
`;

/**
 * `Name | Label | who month | user permissions | grants | fields | classes | description`; `session` before the label,
 * `!` before a custom permission among the classes.
 */
export const setLines = `
Warranty_Assessor | Warranty Assessor | fiona 2018-02 | | Warranty_Claim:rcedv Claim_Line:rced Warranty_Registration:rcev Warranty_Term:rce Goodwill_Decision:rce Return_Shipment:rce Recall_Campaign:r Recall_Unit:re | | WarrantyClaimService | Decides claims of installers.
Goodwill_Approval | Goodwill Approval | gareth 2019-07 | | Goodwill_Decision:rcedv | | !Approve_Goodwill | May approve goodwill above the first level.
Subsidy_Desk | Subsidy Desk | judith 2018-10 | | Subsidy_Programme:rced Subsidy_Application:rcedv Subsidy_Document:rced Energy_Certificate:rce | | SubsidyCalculator | Files applications for customers.
Dispatch | Dispatch | judith 2018-06 | | WorkOrder:rcedv ServiceAppointment:rcedv Work_Shift:rced Technician_Absence:rce Service_Visit:rcev Maintenance_Plan:rcev | | | Plans visits and shifts.
Parts_Logistics | Parts Logistics | stefan 2018-01 | | Spare_Part:rcedv Warehouse:rced Stock_Level:rcedv Stock_Movement:rcv Parts_Request:rcedv Parts_Request_Line:rced Supplier:rcev Return_Shipment:rced | ~Spare_Part.Purchase_Price | StockService | Stores and vans.
Quality_Management | Quality Management | owen 2018-03 | | Nonconformity:rcedv Corrective_Action:rced Quality_Inspection:rced Supplier_Audit:rced Supplier:rev Component:re Production_Batch:rce | | |
Production_Planning | Production Planning | marta 2018-03 | | Production_Order:rcedv Manufactured_Unit:rcev Bill_of_Materials_Line:rced Component:rce Production_Batch:rce Firmware_Version:r | | |
Telemetry_Engineer | Telemetry Engineer | judith 2019-10 | | Gateway:rcedv Telemetry_Day:rv Alarm:rcedv Alarm_Rule:rced Remote_Command:rcev Firmware_Version:rced Efficiency_Report:rv Diagnosis:rce | | TelemetryIngest AlarmRouter RemoteCommandService | Looks after connected units.
Remote_Control | session Remote Control of Units | rosalind 2021-05 | | Remote_Command:rce | | RemoteCommandService !Send_Remote_Command | Only in a session that was confirmed with a second factor.
Finance_Billing | Finance and Billing | nadia 2018-07 | ExportReport | Invoice:rcedv Invoice_Line:rced Payment:rcedv Dunning_Notice:rced Billing_Schedule:rcedv Service_Agreement:rev Account:re | Account.Credit_Limit | InvoiceBuilder | Invoices, payments and reminders.
Cost_Viewer | Cost and Margin | judith 2020-02 | | Opportunity:r OpportunityLineItem:r Installation:r | | | Sees purchase costs and margins.
Partner_Management | Partner Management | helen 2019-03 | | Installer_Company:rcedv Partner_Certification:rced Partner_Tier_Review:rced Training_Course:rced Training_Session:rced Training_Attendance:rced Lead:rev | | PartnerPortalController |
Report_Builder | Report Builder | judith 2020-08 | CreateCustomizeReports ManageReportsInPubFolders ManageDashbdsInPubFolders ViewPublicReports ViewPublicDashboards ScheduleReports | | | | May change reports and dashboards in public folders.
Metadata_Reader | Metadata Reader | tomasz 2022-09 | ApiEnabled ViewSetup ViewRoles | | | | Reads the setup of the org through the API and no data.
Data_Export_2020 | Data Export 2020 | fiona 2020-06 | DataExport ViewAllData | | | DataCleanup2020 !Skip_Validation | For the clean-up of 2020. Nobody should have it any more.
ZZ_Test_Access | ZZ Test Access | priya 2021-11 | | Test_Calculator:rced | | |
`;

/** `Name | Label | who month | members | muted grants | description` */
export const groupLines = `
Warranty_Team | Warranty Team | gareth 2021-03 | Warranty_Assessor Goodwill_Approval Report_Builder | Goodwill_Decision:d Recall_Unit:e | Everything a claims assessor needs.
Service_Planning | Service Planning | marcus 2021-03 | Dispatch Parts_Logistics | Supplier:cev Spare_Part:d | Dispatchers who also order parts.
Plant_Leads | Plant Leads | judith 2021-10 | Quality_Management Production_Planning | |
Partner_Desk | Partner Desk | helen 2022-02 | Partner_Management Report_Builder | |
`;

/** `who: set or +group, until date` */
export const assignmentLines = `
gareth: +Warranty_Team
leon: Warranty_Assessor
lena: Subsidy_Desk
priya: Subsidy_Desk until 2022-06-30; ZZ_Test_Access; Metadata_Reader
beata: +Service_Planning
dominic: Dispatch; Report_Builder
stefan: Parts_Logistics
owen: +Plant_Leads
marta: +Plant_Leads
rosalind: Telemetry_Engineer; Remote_Control
nadia: Finance_Billing; Cost_Viewer
helen: +Partner_Desk
callum: Cost_Viewer; Report_Builder
ingrid: Cost_Viewer until 2025-12-31
marcus: Report_Builder; Goodwill_Approval until 2027-03-31
colin: Data_Export_2020 until 2020-12-31; Metadata_Reader
fiona: Data_Export_2020
jerome: Report_Builder until 2026-12-31
tomasz: Metadata_Reader
`;
