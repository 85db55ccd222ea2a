import type { BundleNamed } from '../bundle-parts.ts';
import { usernameOf } from './company.ts';
import { datesFrom } from './release-calendar.ts';

/** `Type | who month`, then one thing a line: `Name = Label | Object | description`. */
const text = `
# FlexiPage | tomasz 2020-02
Installation_Record_Page = Installation Record Page | Installation__c | With the milestones and the map.
Service_Visit_Record_Page = Service Visit Record Page | Service_Visit__c |
Case_Record_Page_Hotline = Case Record Page Hotline | Case | For the hotline, with the phone diagnosis.
Account_Record_Page = Account Record Page | Account |
Asset_Record_Page = Asset Record Page | Asset | Readings of the last days beside the fields.
Opportunity_Record_Page = Opportunity Record Page | Opportunity |
Home_Dispatch = Home Page Dispatch | |
# LightningComponentBundle | tomasz 2020-11
visitReport = Visit Report | | Report for the customer with signature.
milestoneTimeline = Milestone Timeline | |
telemetryChart = Telemetry Chart | | Heat and electricity of the last thirty days.
partnerClaimForm = Partner Claim Form | |
stockFinder = Stock Finder | |
subsidyWizard = Subsidy Wizard | |
# AuraDefinitionBundle | fiona 2018-10
OldCustomerOnboarding = Old Customer Onboarding | |
SiteMap = Site Map | |
# ApexPage | fiona 2017-11
CommissioningReportPdf = Commissioning Report PDF | |
InvoicePdf = Invoice PDF | |
OldOnboarding = Old Onboarding | | Not linked any more.
# ApexComponent | fiona 2017-11
LetterHead = Letter Head | |
# WebLink | fiona 2017-10
Open_in_ERP = Open in ERP | Order | Opens the order in the ERP system.
Route_to_Site = Route to Site | Site__c |
Print_Commissioning_Report = Print Commissioning Report | Commissioning_Report__c |
# QuickActionDefinition | tomasz 2019-09
Start_Survey = Start Survey | Site_Survey__c |
Diagnose_by_Phone = Diagnose by Phone | Case |
Offer_Agreement = Offer Agreement | Opportunity |
Log_Visit = Log Visit | Service_Visit__c |
# CompactLayout | tomasz 2019-09
Installation_Compact = Installation Compact | Installation__c |
Visit_Compact = Visit Compact | Service_Visit__c |
# FieldSet | priya 2021-11
Survey_Questions = Survey Questions | Site_Survey__c | Shown by the guided survey.
Claim_Form_Fields = Claim Form Fields | Warranty_Claim__c | Shown in the partner portal.
# StaticResource | fiona 2017-11
HalvernLogo = Halvern Logo | |
LetterStyles = Letter Styles | |
# CustomTab | judith 2017-03
Installation__c = Installations | Installation__c |
Service_Visit__c = Service Visits | Service_Visit__c |
Warranty_Claim__c = Warranty Claims | Warranty_Claim__c |
Site__c = Sites | Site__c |
Spare_Part__c = Spare Parts | Spare_Part__c |
Subsidy_Application__c = Subsidy Applications | Subsidy_Application__c |
# CustomApplication | judith 2019-02
Halvern_Sales = Halvern Sales | |
Halvern_Service = Halvern Service | | For dispatch, hotline and technicians.
Halvern_Warranty = Halvern Warranty | |
Halvern_Plant = Halvern Plant | |
# CustomPermission | judith 2019-07
Approve_Goodwill = Approve Goodwill | | Goodwill above the first level may be approved.
Send_Remote_Command = Send Remote Command | | Remote commands may be sent to units of customers.
Skip_Validation = Skip Validation | | Data loads pass the validation rules.
# ExternalString | tomasz 2019-06
Installation_Late = The installation is late. | |
Claim_Out_Of_Warranty = The unit is out of warranty. | |
Visit_Not_Possible = A visit is not possible on this day. | |
Consent_Missing = The customer has not agreed to remote access. | |
# EmailTemplate | petra 2018-04
Offer_Sent = Your offer from Halvern | |
Visit_Reminder = We will be with you tomorrow | |
Warranty_Registered = Your warranty | |
Agreement_Ends = Your service agreement ends soon | |
Survey_Thanks = Thank you for the visit | |
# InstalledSubscriberPackage | judith 2020-03
fieldmile = Fieldmile Route Planning | | Plans the routes of the technicians.
`;

/** Pages, components, labels, tabs and the like of the sample company. */
export function sampleNamed(): readonly BundleNamed[] {
  let type = '';
  let [maker, month] = ['judith', '2017-03'];
  return text
    .trim()
    .split('\n')
    .flatMap((line): readonly BundleNamed[] => {
      if (line.startsWith('# ')) {
        const [kind = '', history = ''] = line.slice(2).split(' | ');
        type = kind;
        [maker = '', month = ''] = history.split(' ');
        return [];
      }
      const [head = '', object = '', description = ''] = line.split('|').map((part) => part.trim());
      const [name = '', label = ''] = head.split(' = ');
      return [
        {
          type,
          name,
          label,
          ...(object && { object }),
          ...(description && { description }),
          createdBy: usernameOf(maker),
          ...datesFrom(month, `${type} ${name}`),
        },
      ];
    });
}
