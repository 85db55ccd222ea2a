/** Custom fields, record types and rules on standard objects. */
export const standardExtensions = `
+ Account; 2017-03
& Private_Customer = Private customer | Home owners.
= Type: Prospect*; Customer - Direct; Other
= AccountSource: Web*; Phone Inquiry; Partner Referral
= Customer_Segment__c: Home owner*
= Payment_Terms__c: 14 days*; Prepayment
= Price_List__c: Retail*
= Heating_Today__c: Gas; Oil; Electric; District heating; Heat pump; Unknown*
& Business_Customer = Business customer | Housing companies, builders, public bodies.
= Type: Prospect*; Customer - Direct; Customer - Channel; Other
= AccountSource: Web; Phone Inquiry; Partner Referral; Purchased List; Other
= Customer_Segment__c: Housing company*; Builder; Public body
= Payment_Terms__c: 14 days; 30 days*; 60 days
= Price_List__c: Retail; Project*
= Heating_Today__c: Gas; Oil; Electric; District heating; Heat pump; Unknown
& Partner = Partner | Installers and wholesalers.
= Type: Channel Partner / Reseller; Installation Partner*; Technology Partner
= AccountSource: Partner Referral; Other
= Customer_Segment__c: Installer*; Wholesaler
= Payment_Terms__c: 30 days*; 60 days
= Price_List__c: Partner*
! Customer_Number_Fixed | The customer number cannot be changed. | Customer_Number__c | {AND(NOT(ISNEW()), ISCHANGED(Customer_Number__c), NOT(ISBLANK(PRIORVALUE(Customer_Number__c))))}
! VAT_For_Business | Business customers need a VAT number. | VAT_Number__c | {AND(RecordType.DeveloperName = "Business_Customer", ISBLANK(VAT_Number__c))} | Needed for invoices within the EU.
Customer_Number: text 10 unique ext | Number in the ERP system, on every invoice.
Customer_Segment: pick [Home owner*; Housing company; Builder; Public body; Installer; Wholesaler] track |  | Decides price list and sales team. Set when the account is created and reviewed once a year.
VAT_Number: text 20 | Value added tax number with country letters, without spaces.
Credit_Limit: money 12.2 class Confidential | Open invoices above this stop deliveries.
Credit_Block: check track | Set by finance; no new orders.
Open_Balance: money 12.2 |  | Filled from the ERP system every night.
Payment_Terms: pick [14 days; 30 days*; 60 days; Prepayment] | Days until an invoice is due, as agreed with finance.
Price_List: pick [Retail; Partner; Project; Wholesale!]
Units_Installed: num 6.0 | Units of ours that the customer owns.
First_Installation_On: date
Has_Service_Agreement: check |  | Ticked by a flow while at least one service agreement is active.
Service_Region: ref Sales_Region__c | Region that looks after the customer.
Key_Account_Manager: ref User | Personal contact for customers with more than 50 units.
Housing_Units: num 7.0 | Flats owned by a housing company.
Heating_Today: pick [Gas; Oil; Electric; District heating; Heat pump; Unknown] | Main heating of the house today, asked in the first call.
Marketing_Consent: pick [Not asked*; Given; Refused; Withdrawn] track | Consent for letters and e-mails.
Marketing_Consent_On: date | Day on which the consent was given or withdrawn.
Data_Source: pick [Website; Partner; Trade fair; Import; Phone; Acquisition 2021] |  | First source of the record. Not changed after a merge.
Net_Promoter_Score: num 3.0 |  | Last answer to the recommendation question, from -100 to 100 for companies.
Legacy_Customer_Id: text 20
Old_Region: text 40 |  | Region before the reorganisation of 2020.
Customer_No = Customer No.: text 12 @2018-03
Invoice_Email: email | Where invoices are sent.
Dunning_Stop_Until: date | No reminders are sent before this day.
Satisfaction_Index: fx num 4.1 {IF(ISBLANK(Net_Promoter_Score__c), 0, (Net_Promoter_Score__c + 100) / 20)}

+ Contact; 2017-03
! Email_Or_Phone | Enter an e-mail address or a phone number. | Email | {AND(ISBLANK(Email), ISBLANK(Phone), ISBLANK(MobilePhone))}
Preferred_Channel: pick [Phone*; E-mail; Text message; Letter] | How the person wants to be reached.
Preferred_Language: pick [English*; German; Polish; Danish] | Language for letters, e-mails and calls.
Role_in_Household: pick [Owner; Tenant; Family member; Property manager] | What the person is to the house.
Portal_User: check | Has access to the customer portal.
Portal_Registered_On: date
App_Installed: check
Newsletter: check
Consent_Phone: check track | The person agreed to be called for marketing.
Consent_Recorded_By: ref User |  | User who took down the consent on the phone. Empty for web forms.
Installer_Company: ref Installer_Company__c | Employer, for people at partners.
Trade_Qualification: pick [None; Plumber; Electrician; Refrigeration; Engineer] | Highest qualification, for people at partners.
Academy_Number: text 10 unique ext |  | Number of the person in the training system.
Do_Not_Visit_Before: time | Earliest time of day for visits.
Salutation_Text: text 80 @2017-08 |  | Salutation for letters where the standard one does not fit.
Test_Contact: check
Old_Mobile: phone

+ Lead; 2017-05
! Postcode_For_Routing | Enter the postcode: leads are routed by it. | PostalCode | {AND(ISBLANK(PostalCode), ISPICKVAL(Status, "Working - Contacted"))}
Interest: multi [Air source; Ground source; Hot water; Service; Solar combination] | What the person asked about.
Property_Type: pick [Detached house; Semi-detached house; Terraced house; Flat; Commercial] | Kind of house, asked in the form.
Year_Built: num 4.0
Heated_Area = Heated Area (m²): num 7.1 | As stated by the person.
Heating_Today: pick [Gas; Oil; Electric; District heating; Other] | What heats the house today.
Heating_Age_Years: num 3.0 | Age of the present heating.
Owner_Occupied: check
Planned_For: pick [Now; Within 6 months; Within a year; Later; Only information] | When the person wants to decide.
Budget_Range: pick [Below 10,000; 10,000-20,000; 20,000-30,000; Above 30,000; Unknown] | What the person wants to spend, before subsidy.
Subsidy_Interest: check
Routed_to_Partner: ref Installer_Company__c | Partner who got the lead.
Routed_At: datetime |  | When the lead was sent to the partner.
Partner_Answer: pick [Waiting*; Accepted; Declined; No answer] track |  | Leads without an answer after 48 hours go to the next partner.
Website_Form: text 60 |  | Name of the form on the website.
Campaign_Code: text 30
Click_Id: text 100 |  | Identifier of the advertisement click, for the agency.
Duplicate_Suspected: check |  | Set by the matching job. Look before calling.
Lead_Grade: pick [A; B; C; D] | From the scoring model.
Old_Lead_Score: num 5.0

+ Opportunity; 2017-03
& New_Installation = New installation | Sale of a unit with installation.
= Type: Existing Customer - Upgrade; Existing Customer - Replacement; New Customer*
= LeadSource: Web; Phone Inquiry; Partner Referral; Purchased List; Other
= Project_Type__c: Replacement*; New building; Extension; Boiler hybrid
= Financing__c: Own money; Bank loan; Leasing; Rent; Unclear*
= Lost_Reason__c: Price; Delivery time; Technology; Subsidy refused; Competitor; No decision
& Unit_Only = Unit only | Sale to partners without installation.
= Type: Existing Customer - Replacement*; New Customer
= LeadSource: Partner Referral*; Other
= Project_Type__c: Replacement*; New building
= Financing__c: Own money*
= Lost_Reason__c: Price; Delivery time; Competitor; No decision
& Service_Sale = Service agreement | Sale of an agreement for a unit that runs already.
= Type: Existing Customer - Upgrade*; Existing Customer - Downgrade
= LeadSource: Web; Phone Inquiry
= Financing__c: Own money*; Rent
= Lost_Reason__c: Price; Competitor; No decision
! Lost_Reason_Required | Choose a reason when an opportunity is lost. | Lost_Reason__c | {AND(ISPICKVAL(StageName, "Closed Lost"), ISBLANK(TEXT(Lost_Reason__c)))}
! Survey_Before_Offer | An offer for an installation needs a site survey. | Site_Survey__c | {AND(RecordType.DeveloperName = "New_Installation", ISPICKVAL(StageName, "Proposal/Price Quote"), ISBLANK(Site_Survey__c))}
Site: ref Site__c | House or building for which the offer is made.
Site_Survey: ref Site_Survey__c | Survey on which the offer stands.
Proposed_Variant: ref Model_Variant__c | Variant in the offer.
Number_of_Units: num 4.0 | Units in the offer, more than one for cascades.
Installer_Company: ref Installer_Company__c | Partner who would install.
Heat_Load_kW = Heat Load (kW): num 6.2 | From the heat loss calculation.
Flow_Temperature_Class: pick [35 °C; 45 °C; 55 °C; 65 °C]
Project_Type: pick [Replacement*; New building; Extension; Boiler hybrid] | Replacement of an old heating or a new building.
Subsidy_Programme: ref Subsidy_Programme__c | Programme that the customer wants to use.
Expected_Subsidy: money 12.2 | Shown on the offer, without guarantee.
Customer_Share: fx money 14.2 {Amount - Expected_Subsidy__c} | Price minus expected subsidy.
Material_Cost: money 12.2 class Confidential |  | Purchase value of all material, from the configurator.
Labour_Cost: money 12.2 class Confidential |  | Planned hours at internal rates.
Gross_Margin: fx pct 5.2 {IF(Amount = 0, 0, (Amount - Material_Cost__c - Labour_Cost__c) / Amount)} | Margin before overhead.
Discount_Requested: pct 5.2 |  | Above 8 percent the sales manager has to agree.
Discount_Approved_By: ref User
Offer_Valid_Until: date | Last day on which the customer can accept.
Offer_Sent_On: date | Day on which the offer went out.
Financing: pick [Own money; Bank loan; Leasing; Rent; Unclear] | How the customer wants to pay.
Competitor: pick [Gas boiler; Other heat pump brand; Pellets; District heating; None known] | Main alternative that the customer considers.
Competitor_Brand: text 60
Lost_Reason: pick [Price; Delivery time; Technology; Subsidy refused; Competitor; No decision] track |  | Chosen once at closing. Used in the quarterly loss review.
Lost_Detail: pick dep Lost_Reason__c [Unit price<Price>; Installation price<Price>; More than 12 weeks<Delivery time>; Flow temperature<Technology>; Noise<Technology>; Space<Technology>; Income limit<Subsidy refused>; Budget used up<Subsidy refused>; Cheaper offer<Competitor>; Local installer<Competitor>; Postponed<No decision>] | The choice depends on the lost reason.
Handover_to_Project_On: date
Service_Agreement_Offered: check | An agreement was offered together with the unit.
Old_Probability: pct 5.2
ZZ_Margin_Check: check

+ OpportunityLineItem; 2018-02
Model_Variant: ref Model_Variant__c | Exact variant; the product stands for the model only.
Delivery_Week: text 7 | Promised calendar week, for example 2026-W14.
Cost_Price: money 12.2 class Confidential |  | Cost of one piece on the day of the offer.
Line_Margin: fx pct 5.2 {IF(TotalPrice = 0, 0, (TotalPrice - Cost_Price__c * Quantity) / TotalPrice)}
Optional_Item: check | Printed on the offer as an option, not added to the total.
Configurator_Line_Id: text 36

+ Case; 2017-05
& Fault = Fault report | Something does not work.
= Type: Mechanical; Electrical; Electronic; Structural; Other
= Origin: Phone*; Email; Web
= Priority: High; Medium*; Low
= Channel_Detail__c: Hotline*; E-mail; Web form; App; Partner portal; Telemetry
= Product_Area__c: Heat pump*; Controls; Hot water; Gateway and app
& Question = Question | Settings, bills, energy use.
= Type: Other*
= Origin: Phone; Email*; Web
= Priority: Medium; Low*
= Channel_Detail__c: Hotline; E-mail*; Web form; App
= Product_Area__c: Heat pump; Controls; Hot water; Gateway and app; Bill; Partner
& Complaint = Complaint | A customer is not satisfied.
= Type: Other*
= Origin: Phone; Email; Web
= Priority: High*; Medium
= Channel_Detail__c: Hotline; E-mail; Web form; Partner portal
= Product_Area__c: Heat pump; Bill; Partner
= Complaint_Cause__c: Waiting time; Staff; Price; Quality; Information
! Asset_For_Fault | Choose the unit before a fault report is closed. | AssetId | {AND(RecordType.DeveloperName = "Fault", IsClosed, ISBLANK(AssetId))}
Site: ref Site__c | House that the call is about.
Fault_Code: ref Fault_Code__c | Code that the customer reads from the display.
Heating_Down: check track | No heating at all: highest priority from October to April.
Hot_Water_Down: check | No hot water at all.
Vulnerable_Household: check | Small children, ill or elderly people in the house.
Alarm: ref Alarm__c | Alarm from which the case was opened.
Channel_Detail: pick [Hotline; E-mail; Web form; App; Partner portal; Telemetry] |  | Finer than Case Origin; set by the phone system and the web form.
Product_Area: pick [Heat pump; Controls; Hot water; Gateway and app; Bill; Partner] | What the customer has a problem with.
Problem: pick dep Product_Area__c [No heat<Heat pump>; Noise<Heat pump,Hot water>; High consumption<Heat pump>; Wrong temperature<Controls,Hot water>; Display<Controls>; No hot water<Hot water>; Offline<Gateway and app>; Login<Gateway and app>; Wrong amount<Bill>; Late invoice<Bill>; Order status<Partner>; Training<Partner>] | The choice depends on the product area.
Service_Visit: ref Service_Visit__c | Visit that was planned for the case.
Solved_by_Phone: check | Solved in the first call.
Visit_Needed_By: datetime |  | Latest arrival from the agreement's response time and the season.
SLA_Hours = SLA (Hours): num 5.1 | Response time from the agreement.
SLA_Missed: fx check {NOW() > CreatedDate + SLA_Hours__c / 24} | The promised response time has passed.
Complaint_Cause: pick [Waiting time; Staff; Price; Quality; Information] | Main cause, chosen when the complaint is closed.
Compensation: money 8.2
Legal_Hold: check
Call_Recording_Link: url
Reopened_Count: num 3.0 |  | How often the case went from Closed back to another status.
Language: pick [English*; German; Polish; Danish]
Old_Ticket_Number: text 20 |  | Number in the ticket system before 2017.
Weather_Alert: text 40

+ Asset; 2017-03
! Serial_Format | A serial number has two letters and nine digits. | SerialNumber | {AND(NOT(ISBLANK(SerialNumber)), NOT(REGEX(SerialNumber, "[A-Z]{2}[0-9]{9}")))}
Model_Variant: ref Model_Variant__c | Variant on the rating plate.
Manufactured_Unit: ref Manufactured_Unit__c | Unit record of the plant.
Site: ref Site__c |  | Filled from the installation; follows the unit when it is moved.
Building: ref Building__c
Installation: ref Installation__c | Project in which the unit was installed.
Installed_by: ref Installer_Company__c
Commissioned_On: date track | Date of the signed commissioning report.
Operating_Hours: num 8.0 | Compressor hours from the last reading.
Compressor_Starts: num 8.0
Last_Reading_At: datetime |  | Time of the last telemetry message that contained operating hours.
Gateway: ref Gateway__c
Connected: check |  | A gateway is paired and has been online within the last 30 days.
Firmware_Version: ref Firmware_Version__c | Version that the unit reported last.
Refrigerant_Charge = Refrigerant Charge (kg): num 5.3 | Charge with later additions.
Next_Leak_Check: date | Required by law above 5 t of CO2 equivalent.
Warranty_Until: date |  | Last day of warranty, copied from the registration by a flow.
In_Warranty: fx check {Warranty_Until__c >= TODAY()}
Service_Agreement: ref Service_Agreement__c | Agreement under which the unit is serviced today.
Last_Maintenance: date | Date of the last completed maintenance visit.
Next_Maintenance: date | Due date from the maintenance plan.
Lifetime_COP = Lifetime COP: num 4.2 | Since commissioning, from telemetry.
Replaced_by_Asset: ref Asset | New unit after an exchange.
Serial_No: text 20 @2018-06 |  | Copy of the serial number for an old report type. Use Serial Number.
Asset_Colour: text 20 @2017-09
Deprecated_Warranty_Flag: check @2017-05

+ WorkOrder; 2018-02
Site: ref Site__c | Where the work is done.
Technician: ref Technician__c | Who is planned for the job.
Service_Visit: ref Service_Visit__c | Report of the visit.
Order_Kind: pick [Maintenance; Repair; Commissioning; Recall; Inspection] | Decides the checklist.
Promised_Window: pick [08-10; 10-12; 12-14; 14-16; 16-18] | Window told to the customer.
Confirmed_by_Customer: check | The customer confirmed by text message.
Parts_Ready: check |  | All requested parts are in the van or depot.
Billable: check on | Off for warranty, goodwill and agreement work.
Estimated_Cost: money 10.2 | Told to the customer before the visit.
Purchase_Order_Number: text 30
Cancel_Reason: pick [Customer; Technician ill; Parts missing; Weather; Duplicate] | Why the job did not take place.
Second_Technician: ref Technician__c | For lifting work or drives above 4 hours.
Dispatcher_Notes: area |  | Internal notes of planning. Not shown to the technician.

+ Product2; 2017-05
Product_Group: pick [Heat pump; Tank; Accessory; Spare part; Service; Training] | Main group in reports.
Brand: pick [Halvern*; Trade goods]
Gross_Weight = Gross Weight (kg): num 8.2 | With packaging and pallet.
Pallet_Places: num 4.1 | Pallet places that one piece needs in the truck.
Minimum_Quantity: num 6.0 | Smallest quantity that can be ordered.
Discount_Group: pick [A; B; C; Net] |  | Links to the discount table in the ERP system.
ERP_Material_Number: text 18 unique ext |  | Key for the product interface. Must never be reused.
Discontinued_On: date | Last day on which the product could be ordered.
Successor_Product: ref Product2 | Product to offer instead.
Energy_Label_Link: url
Web_Visible: check | Shown in the online shop.
Catalogue_Page: num 4.0

+ Order; 2018-02
Delivery_Terms: pick [EXW; DAP; Self pick-up]
Requested_Delivery: date | Day the customer asked for.
Confirmed_Delivery: date track | Date promised by logistics.
Delivery_Contact: ref Contact
Crane_Needed: check | The truck needs a crane for unloading.
Installation: ref Installation__c | Project that needs the goods.
ERP_Order_Number: text 12 unique ext |  | Filled when the ERP system has accepted the order.
Delivery_Block: check | The goods must not leave the warehouse.
Delivery_Block_Reason: pick [Credit; Technical clarification; Customer not ready; Export control] | Who can lift the block depends on the reason.

+ Campaign; 2018-06
Region: ref Sales_Region__c | Region that pays for the campaign.
Programme_Code: text 12 | Subsidy programme that the campaign is about.
Target_Segment: multi [Home owner; Housing company; Builder; Installer] | Who the campaign speaks to.
Cost_per_Lead: fx money 10.2 {IF(NumberOfLeads = 0, 0, ActualCost / NumberOfLeads)} | Actual cost divided by leads.
Agency: text 60
Landing_Page: url

+ Quote; 2019-01
Heat_Loss_Calculation: ref Heat_Loss_Calculation__c | Calculation that the offer is based on.
Expected_Subsidy: money 12.2
Payback_Years: num 4.1 | Years until the savings have paid the price, from the savings calculation.
Savings_per_Year: money 10.2 | Energy costs saved each year at today's prices.
Accepted_Online: check |  | The customer accepted through the link in the e-mail.
Accepted_At: datetime

+ Contract; 2019-03
Framework_Discount: pct 5.2 | Discount for housing companies under a framework contract.
Yearly_Volume_Units: num 6.0 | Units that the customer wants to order in a year.
Review_Date: date
Penalty_Clause: check

+ User; 2018-02
Employee_Number: text 10 |  | From the payroll system. Used to match technicians.
Region: ref Sales_Region__c | Region for record sharing.
Approval_Limit: money 10.2 | Up to this amount the user may approve goodwill and discounts.
Phone_Extension: text 6
Dispatcher_Board: check

+ Task; 2019-06
Call_Result: pick [Reached; Not reached; Voice mail; Wrong number; Call back wanted] | How the call ended.
Site: ref Site__c
Minutes_Spent: num 5.0

+ ServiceAppointment; 2020-03
Customer_Confirmed: check
Parking_Note: area | Where the van can stand.
Text_Message_Sent_At: datetime | When the reminder was sent to the customer's phone.
`;
