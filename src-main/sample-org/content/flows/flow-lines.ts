/**
 * The flows of the sample company, and its workflow rules. Notation of a flow:
 *
 *   Label | kind | Object | event | active/versions | who 2019-04 | reads and writes | description
 *
 * Kinds: before, after (record-triggered), screen, scheduled, auto, event, builder (Process Builder). `3/5` means that
 * version 3 of 5 is active, `-/2` that none is. Fields are `Object.Field`, with `=` in front where they are written.
 */
export const flowLines = `
Installation Set Lead Time | before | Installation | CreateAndUpdate | 4/4 | tomasz 2020-09 | Installation.Order_Date =Installation.Planned_End Installation.Planned_Start | Plans the end of a project from its start and the variant's lead time.
Installation Create Milestones | after | Installation | Create | 6/6 | tomasz 2020-09 | Installation.Planned_Start =Installation_Milestone.Step =Installation_Milestone.Sequence =Installation_Milestone.Planned_Date =Installation_Milestone.Installation | Makes the milestones of a new project from the template of its record type.
Installation Completed Register Warranty | after | Installation | Update | 3/4 | tomasz 2021-04 | Installation.Status Installation.Commissioning_Date =Warranty_Registration.Commissioned_On =Warranty_Registration.Asset =Warranty_Registration.Account | Starts the warranty when a project is handed over.
Service Visit Close Work Order | after | Service_Visit | Update | 9/9 | judith 2019-11 | Service_Visit.Visit_Status Service_Visit.Work_Order Service_Visit.Departed_At =WorkOrder.Status | Closes the work order with the visit report.
Service Visit Write Refrigerant Log | after | Service_Visit | Update | 2/2 | tomasz 2022-05 | Service_Visit.Asset Service_Visit.Technician =Refrigerant_Log.Asset | Keeps the log that the law asks for.
Case Set SLA | before | Case | CreateAndUpdate | 5/6 | tomasz 2021-01 | Case.Heating_Down Case.Vulnerable_Household =Case.SLA_Hours =Case.Visit_Needed_By | Hours until a visit, by what has failed and who lives there.
Case From Alarm | auto | Case |  | 3/3 | rosalind 2020-06 | Alarm.Asset Alarm.Fault_Code =Case.Alarm =Case.Fault_Code =Alarm.Case =Alarm.State | Opens a case for an alarm whose rule says so.
Alarm Received | event | Telemetry_Alarm__e | Create | 4/4 | rosalind 2020-06 | =Alarm.Gateway =Alarm.Fault_Code =Alarm.Severity =Alarm.Raised_At | Takes alarms from the platform event and looks up the rule.
Gateway Offline Check | scheduled | Gateway |  | 2/2 | rosalind 2021-02 | Gateway.Last_Seen Gateway.Connection_Status =Gateway.Connection_Status | Every night: gateways that were silent for a day are set offline.
Maintenance Due | scheduled | Maintenance_Plan |  | 7/8 | judith 2020-04 | Maintenance_Plan.Next_Due Maintenance_Plan.Status Maintenance_Plan.Asset =Maintenance_Plan.Work_Order_Opened =Maintenance_Plan.Work_Order =WorkOrder.Order_Kind | Opens work orders six weeks before maintenance is due.
Agreement Renewal | scheduled | Service_Agreement |  | 3/3 | judith 2020-10 | Service_Agreement.End_Date Service_Agreement.Auto_Renewal =Service_Agreement.Renewal_Count =Service_Agreement.Agreement_Status
Agreement Update Account | after | Service_Agreement | CreateAndUpdate | 2/2 | tomasz 2021-09 | Service_Agreement.Agreement_Status Service_Agreement.Account =Account.Has_Service_Agreement | Ticks the customer while at least one agreement is active.
Warranty Claim Check | before | Warranty_Claim | CreateAndUpdate | 8/8 | tomasz 2020-11 | Warranty_Claim.Failure_Date Warranty_Claim.Warranty_Registration Warranty_Claim.Fault_Code =Warranty_Claim.Claim_Status =Warranty_Claim.Fraud_Score | Rejects duplicates and claims out of warranty.
Warranty Claim Approval Notice | after | Warranty_Claim | Update | -/3 | fiona 2020-11 | Warranty_Claim.Claim_Status Warranty_Claim.Installer_Company | Replaced by the portal's own messages.
Lead Route to Partner | after | Lead | Create | 5/5 | tomasz 2021-08 | Lead.PostalCode Lead.Interest =Lead.Routed_to_Partner =Lead.Routed_At =Lead.Partner_Answer | Finds the partner for a postcode who has leads left this month.
Lead Partner Reminder | scheduled | Lead |  | 1/2 | helen 2022-02 | Lead.Routed_At Lead.Partner_Answer Lead.Routed_to_Partner
Opportunity Won Create Project | after | Opportunity | Update | 6/6 | judith 2019-12 | Opportunity.StageName Opportunity.Site Opportunity.Proposed_Variant =Installation.Opportunity =Installation.Site =Installation.Model_Variant =Opportunity.Handover_to_Project_On | Turns a won opportunity into a project.
Guided Survey | screen | Site_Survey |  | 11/12 | priya 2022-03 | =Site_Survey.Outdoor_Space_m2 =Site_Survey.Boiler_Room_Height =Site_Survey.Door_Width_Cm =Site_Survey.Fuse_Rating =Site_Survey.Result Building.Year_Built | Asks the surveyor step by step on the tablet.
Phone Diagnosis | screen | Case |  | 4/4 | dominic 2022-01 | Fault_Code.Customer_Advice Fault_Code.Remote_Reset_Possible =Case.Solved_by_Phone =Case.Problem | Questions for the hotline before a visit is planned.
Offer a Service Agreement | screen | Opportunity |  | 2/2 | callum 2021-05 | =Opportunity.Service_Agreement_Offered =Service_Agreement.Package =Service_Agreement.Yearly_Fee
Old Customer Onboarding | screen | Account |  | -/4 | fiona 2019-05 | Account.Customer_No =Account.Old_Region
Subsidy Missing Documents | after | Subsidy_Document | CreateAndUpdate | 3/3 | lena 2021-03 | Subsidy_Document.Document_Status =Subsidy_Application.Documents_Complete | Tells the desk when an application can be filed.
Invoice Overdue | scheduled | Invoice |  | 2/2 | nadia 2021-10 | Invoice.Due_Date Invoice.Paid_Amount =Invoice.Status =Invoice.Dunning_Level | Sets invoices overdue and raises the dunning level.
Parts Request Notify | builder | Parts_Request | CreateAndUpdate | 2/2 | fiona 2018-09 | Parts_Request.Status Parts_Request.Technician | Process from before flows. Still tells technicians that parts are on the way.
Site Owner Changed | after | Site__c | Update | -/1 | priya 2023-06 | Site__c.Account Site__c.Previous_Owner =Site__c.Ownership_Changed_On | Draft. Waits for the decision on data protection.
`;

/** `Name | Object | active or inactive | who month | {formula} | description` */
export const ruleLines = `
Notify Dispatcher on Urgent Case | Case | active | fiona 2017-09 | {AND(ISPICKVAL(Priority, "High"), Heating_Down__c)}
Claim Older Than 30 Days | Warranty_Claim__c | active | fiona 2018-03 | {AND(ISPICKVAL(Claim_Status__c, "In review"), TODAY() - Submitted_On__c > 30)} | Sends a task to the assessor.
Copy Old Region | Account | inactive | fiona 2018-05 | {NOT(ISBLANK(Old_Region__c))}
Agreement Signed E-mail | Service_Agreement__c | active | judith 2018-02 | {NOT(ISBLANK(Signed_On__c))}
Stock Alert | Stock_Level__c | inactive | fiona 2018-06 | {On_Hand__c - Reserved__c < Min_Level__c} | Replaced by a report subscription.
`;
