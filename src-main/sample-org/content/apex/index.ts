import type { BundleApexClass, BundleApexTrigger, BundleDependency } from '../../bundle-parts.ts';
import type { BundleObject } from '../../bundle.ts';
import { usernameOf } from '../company.ts';
import { datesFrom, hashOf } from '../release-calendar.ts';
import { fieldFinder } from '../reports/report-codes.ts';

/** `Name | lines | who month | fields and objects it uses | classes it uses`; a test class ends with `Test`. */
const classLines = `
InstallationTriggerHandler | 148 | tomasz 2019-06 | Installation.Status Installation.Project_Manager | InstallationService BypassSettings
InstallationService | 412 | tomasz 2019-06 | Installation.Planned_Start Installation.Planned_End Installation.Model_Variant Installation_Milestone.Planned_Date Model_Variant.Lead_Time_Days | InstallationSelector
InstallationSelector | 96 | tomasz 2019-06 | Installation.Account Installation.Site Installation.Status |
InstallationServiceTest | 231 | tomasz 2019-06 | Installation.Status Site__c.Account | InstallationService TestDataFactory
ServiceVisitTriggerHandler | 122 | tomasz 2020-03 | Service_Visit.Visit_Status | ServiceVisitService BypassSettings
ServiceVisitService | 530 | tomasz 2020-03 | Service_Visit.Fault_Code Service_Visit.Parts_Value Service_Visit.Billable Service_Visit.Invoice Invoice.Net_Amount | InvoiceBuilder
ServiceVisitServiceTest | 298 | tomasz 2020-03 | Service_Visit.Visit_Status | ServiceVisitService TestDataFactory
VisitReportController | 187 | tomasz 2020-11 | Service_Visit.Work_Done Service_Visit.Customer_Signed_At |
VisitReportControllerTest | 88 | tomasz 2020-11 | | VisitReportController TestDataFactory
WarrantyClaimTriggerHandler | 104 | fiona 2018-03 | Warranty_Claim.Claim_Status | WarrantyClaimService BypassSettings
WarrantyClaimService | 618 | fiona 2018-03 | Warranty_Claim.Claimed_Parts Warranty_Claim.Claimed_Labour Warranty_Claim.Approved_Total Claim_Line.Approved_Amount Warranty_Term.Covers_Parts Warranty_Term.Covers_Labour | WarrantyRules
WarrantyRules | 203 | tomasz 2019-08 | Warranty_Rule__mdt | 
WarrantyClaimServiceTest | 344 | fiona 2018-03 | | WarrantyClaimService TestDataFactory
InvoiceBuilder | 275 | tomasz 2020-05 | Invoice.Invoice_Type Invoice.Due_Date Invoice_Line.Net_Amount Service_Agreement.Yearly_Fee Account.Payment_Terms | 
InvoiceBuilderTest | 160 | tomasz 2020-05 | | InvoiceBuilder TestDataFactory
BillingRunBatch | 141 | tomasz 2020-05 | Billing_Schedule.Next_Invoice_Date Billing_Schedule.Status Billing_Schedule.Last_Run_Message | InvoiceBuilder
BillingRunScheduler | 18 | tomasz 2020-05 | | BillingRunBatch
BillingRunBatchTest | 97 | tomasz 2020-05 | | BillingRunBatch BillingRunScheduler TestDataFactory
ErpOrderInterface | 388 | fiona 2018-06 | Order.ERP_Order_Number Order.Delivery_Block Integration_Endpoint__c | ErpClient
ErpCustomerInterface | 244 | fiona 2018-06 | Account.Customer_Number Account.Open_Balance Account.Credit_Block | ErpClient
ErpClient | 156 | fiona 2018-06 | Integration_Endpoint__c | IntegrationException
ErpInterfaceTest | 312 | fiona 2018-06 | | ErpOrderInterface ErpCustomerInterface ErpClientMock TestDataFactory
ErpClientMock | 44 | fiona 2018-06 | |
IntegrationException | 3 | fiona 2018-06 | |
TelemetryIngest | 467 | rosalind 2019-10 | Telemetry_Day.Heat_Produced_kWh Telemetry_Day.Electricity_Used_kWh Telemetry_Day.Load_Key Gateway.Last_Seen Telemetry_Settings__c |
TelemetryIngestTest | 210 | rosalind 2019-10 | | TelemetryIngest TestDataFactory
AlarmRouter | 198 | rosalind 2020-04 | Alarm.Severity Alarm_Rule.Threshold Alarm_Rule.Open_Case Alarm_Routing__mdt |
AlarmRouterTest | 122 | rosalind 2020-04 | | AlarmRouter TestDataFactory
RemoteCommandService | 175 | rosalind 2021-05 | Remote_Command.Command Remote_Command.Status Gateway.Customer_Consent | IntegrationException
RemoteCommandServiceTest | 108 | rosalind 2021-05 | | RemoteCommandService TestDataFactory
PartnerPortalController | 356 | tomasz 2021-09 | Installer_Company.Tier Installer_Company.Lead_Quota Lead.Partner_Answer Warranty_Claim.Claim_Status |
PartnerPortalControllerTest | 189 | tomasz 2021-09 | | PartnerPortalController TestDataFactory
LeadRouting | 231 | tomasz 2021-08 | Lead.Routed_to_Partner Lead.Interest Installer_Company.Service_Area Installer_Company.Max_Distance_Km |
LeadRoutingTest | 142 | tomasz 2021-08 | | LeadRouting TestDataFactory
SubsidyCalculator | 164 | lena 2019-03 | Subsidy_Programme.Base_Rate Subsidy_Programme.Max_Rate Subsidy_Programme.Max_Amount Subsidy_Application.Eligible_Costs Country_Setting__mdt |
SubsidyCalculatorTest | 131 | lena 2019-03 | | SubsidyCalculator TestDataFactory
HeatLossCalculator | 289 | priya 2021-11 | Heat_Loss_Calculation.Recommended_Variant Room_Heat_Demand.Heat_Demand_W |
HeatLossCalculatorTest | 176 | priya 2021-11 | | HeatLossCalculator TestDataFactory
StockService | 302 | stefan 2018-08 | Stock_Level.On_Hand Stock_Level.Reserved Stock_Movement.Quantity Stock_Movement.Movement_Type |
StockServiceTest | 187 | stefan 2018-08 | | StockService TestDataFactory
MaintenancePlanBatch | 134 | judith 2020-04 | Maintenance_Plan.Last_Visit Maintenance_Plan.Interval_Months |
MaintenancePlanBatchTest | 76 | judith 2020-04 | | MaintenancePlanBatch TestDataFactory
BypassSettings | 27 | tomasz 2021-02 | Bypass_Automation__c |
TestDataFactory | 640 | fiona 2018-03 | Installation.Account Service_Visit.Asset Warranty_Claim.Asset |
OldOnboardingController | 210 | fiona 2018-05 | Account.Customer_No Account.Old_Region |
DataCleanup2020 | 58 | fiona 2020-06 | Account.Old_Region Account.Service_Region |
fieldmile__RouteOptimizer | 900 | judith 2020-04 | |
fieldmile__GeocodeJob | 240 | judith 2020-04 | |
fieldmile__StopTriggerHandler | 180 | judith 2020-04 | |
`;

/** `Name | Object | events | who month | handler` */
const triggerLines = `
InstallationTrigger | Installation | before insert, before update, after insert, after update | tomasz 2019-06 | InstallationTriggerHandler
ServiceVisitTrigger | Service_Visit | before insert, before update, after update | tomasz 2020-03 | ServiceVisitTriggerHandler
WarrantyClaimTrigger | Warranty_Claim | before insert, before update, after update, after delete | fiona 2018-03 | WarrantyClaimTriggerHandler
StockMovementTrigger | Stock_Movement | after insert, after delete, after undelete | stefan 2018-08 | StockService
LeadTrigger | Lead | before insert, after update | tomasz 2021-08 | LeadRouting
OrderTrigger | Order | after update | fiona 2018-06 | ErpOrderInterface
TelemetryAlarmTrigger | Telemetry_Alarm__e | after insert | rosalind 2020-04 | AlarmRouter
OldAccountTrigger | Account | before update | fiona 2018-05 | OldOnboardingController
`;

function partsOf(lines: string): readonly (readonly string[])[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()));
}

function codeOf(name: string, lines: number, history: string): BundleApexClass {
  const [maker = '', month = ''] = history.split(' ');
  const year = Number(month.slice(0, 4));
  return {
    name,
    apiVersion: `${Math.min(65, 39 + (year - 2017) * 3 + (hashOf(name) % 4))}.0`,
    // What nobody needs any more was switched off, not removed.
    status: name.startsWith('OldAccount') ? 'Inactive' : 'Active',
    lines,
    ...(name.endsWith('Test') && { isTest: true }),
    createdBy: usernameOf(maker),
    ...datesFrom(month, `apex ${name}`),
  };
}

/** Apex classes of the sample company, those of its package among them. */
export function sampleApexClasses(): readonly BundleApexClass[] {
  return partsOf(classLines).map(([name = '', lines = '', history = '']) => codeOf(name, Number(lines), history));
}

export function sampleApexTriggers(sobjects: readonly BundleObject[]): readonly BundleApexTrigger[] {
  const finder = fieldFinder(sobjects);
  return partsOf(triggerLines).map(([name = '', object = '', events = '', history = '']) => ({
    ...codeOf(name, 9, history),
    object: finder.object(object).name,
    events: events.split(', '),
  }));
}

/** What the code uses: fields with their objects, other classes. @throws Error for a field the org lacks */
export function apexDependencies(sobjects: readonly BundleObject[]): readonly BundleDependency[] {
  const finder = fieldFinder(sobjects);
  const found: BundleDependency[] = [];
  for (const [name = '', , , uses = '', classes = ''] of partsOf(classLines)) {
    const from = { type: 'ApexClass', name };
    const objects = new Set<string>();
    for (const use of uses.split(/\s+/).filter(Boolean)) {
      const [objectName = '', fieldName] = use.split('.');
      const object = finder.object(objectName);
      objects.add(object.name);
      if (fieldName === undefined) continue;
      const field = finder.field(object, fieldName);
      found.push({ from, to: { type: 'CustomField', name: `${object.name}.${field.name}` }, via: ['code'] });
    }
    for (const object of objects) found.push({ from, to: { type: 'CustomObject', name: object }, via: ['code'] });
    for (const used of classes.split(/\s+/).filter(Boolean))
      found.push({ from, to: { type: 'ApexClass', name: used }, via: ['code'] });
  }
  for (const [name = '', object = '', , , handler = ''] of partsOf(triggerLines)) {
    const from = { type: 'ApexTrigger', name };
    found.push({ from, to: { type: 'CustomObject', name: finder.object(object).name }, via: ['object'] });
    found.push({ from, to: { type: 'ApexClass', name: handler }, via: ['code'] });
  }
  return found;
}
