/** Energy programmes and subsidies. */
export const subsidies = `
# Subsidy_Programme__c; Subsidy Programme; Subsidy Programmes; 2018-09; name Programme Name, read, history
> A public programme that pays part of a heat pump. Maintained by the subsidy desk after each change of the rules.
Programme_Code: text 12 req unique ext | Short code on offers.
Country: pick [GB=United Kingdom; IE=Ireland; DK=Denmark; DE=Germany; PL=Poland]
Authority: text 120 | Office that pays.
Programme_Type: pick [Grant; Loan; Tax relief; Bonus] | How the money is paid.
Base_Rate: pct 5.2 | Share of the costs that is paid to everybody.
Max_Rate: pct 5.2 | Highest rate with all bonuses.
Max_Amount: money 12.2 | Upper limit for one house.
Fixed_Amount: money 12.2 | For programmes that pay the same to everybody.
Bonus_Natural_Refrigerant: pct 5.2 | Extra rate for units with natural refrigerant.
Bonus_Old_Boiler: pct 5.2 | Extra for replacing a boiler older than 20 years.
Income_Limit: money 12.2 | Highest household income for the full rate.
Opens_On: date
Closes_On: date
Application_Before_Order: check | The application must be filed before the order is signed. |  Sales gets a warning on the opportunity.
Budget_Status: pick [Open; Nearly used; Used up] track | As published by the authority.
Processing_Weeks: num 3.0 |  | Average of the last 50 decisions.
Required_Documents: multi [Offer; Energy certificate; Heat loss calculation; Balancing record; Invoice; Proof of payment; Land register; Identity] | Documents that the application asks for.
Website: url
Internal_Guide: html 32000 |  | How the desk files an application, step by step.
Last_Checked_On: date | Last time somebody compared the record with the website.

# Subsidy_Application__c; Subsidy Application; Subsidy Applications; 2018-09; auto SUB-{000000} Application Number, private, history, feed, activities
> An application for a customer, prepared by the subsidy desk.
! Approval_Amount | Enter the approved amount. | Approved_Amount__c | {AND(ISPICKVAL(Status__c, "Approved"), ISBLANK(Approved_Amount__c))}
! Before_Order | This programme wants the application before the order. | Filed_On__c | {AND(Subsidy_Programme__r.Application_Before_Order__c, Filed_On__c > Installation__r.Order_Date__c)} | Customers lost money in 2019 because of this.
Account: ref Account req block
Installation: ref Installation__c | Project that is paid in part.
Opportunity: ref Opportunity
Subsidy_Programme: ref Subsidy_Programme__c req block | Programme under which the application is filed.
Status: pick [Collecting documents*; Ready to file; Filed; Questions; Approved; Rejected; Proof handed in; Paid; Withdrawn] track |  | Each change sends a message to the customer.
Case_Handler: ref User | Person at the subsidy desk.
Filed_On: date | Day on which the authority received it.
File_Number: text 40 | Number given by the authority.
Eligible_Costs: money 12.2 | Costs that the programme accepts.
Applied_Rate: pct 5.2 | Rate with all bonuses.
Expected_Amount: fx money 12.2 {MIN(Eligible_Costs__c * Applied_Rate__c, Subsidy_Programme__r.Max_Amount__c)} | Costs times rate, up to the limit.
Approved_Amount: money 12.2 | Amount in the letter of approval.
Approved_On: date
Rejected_On: date
Rejection_Reason: pick [Deadline missed; Documents missing; Not eligible; Budget used up; Income too high] | As given by the authority.
Appeal_Filed: check
Approval_Valid_Until: date | The installation must be finished before this day.
Proof_Filed_On: date | Day on which invoices and records were handed in.
Paid_On: date
Paid_Amount: money 12.2 | What arrived; may differ from the approval.
Paid_to: pick [Customer*; Halvern] | Whose account gets the money.
Power_of_Attorney: check | The customer allows us to talk to the authority.
Household_Income: money 12.2 class Restricted | Only where the programme asks for it. |  Deleted one year after payment.
Documents_Complete: check |  | Ticked by a flow when no document is missing.
Missing_Documents: count Subsidy_Document__c via Subsidy_Application__c [Document_Status__c equals Missing] | Documents that have not arrived.
Days_Open: fx num 5.0 {TODAY() - DATEVALUE(CreatedDate)} |  | Days since the record was created.
Desk_Notes: long 16000
Subsidy_Amount_Old: num 12.2 @2018-10

# Subsidy_Document__c; Subsidy Document; Subsidy Documents; 2018-09; auto SD-{000000} Document Number
> A document that belongs to an application.
Subsidy_Application: master Subsidy_Application__c
Document_Type: pick [Offer; Energy certificate; Heat loss calculation; Balancing record; Invoice; Proof of payment; Land register; Identity] req | What the authority wants to see.
Document_Status: pick [Missing*; Requested; Received; Checked; Not valid] track |  | Checked means that a second person has looked at it.
Requested_On: date
Received_On: date | Day on which it arrived.
Checked_By: ref User
Reminder_Count: num 2.0 | Reminders sent to the customer.
File_Link: url
Remark: text 255

# Energy_Certificate__c; Energy Certificate; Energy Certificates; 2020-09; auto EC-{000000} Record Number
> Energy performance certificates of buildings before and after the installation.
Building: ref Building__c req block
Certificate_Number: text 30 unique | Number in the national register.
Issued_On: date
Valid_Until: date | Ten years after issue in most countries.
Assessor: text 80 | Person who issued the certificate.
Rating_Before: pick [A; B; C; D; E; F; G] | Rating with the old heating.
Rating_After: pick [A; B; C; D; E; F; G] | Rating with the heat pump.
Primary_Energy = Primary Energy (kWh/m²a): num 6.1 | Primary energy demand for each square metre and year.
CO2_Emissions = CO2 Emissions (kg/m²a): num 6.1
Purpose: pick [Sale; Rent; Subsidy; Renovation]
Cost: money 8.2
File_Link: url

# Flexibility_Enrolment__c; Flexibility Enrolment; Flexibility Enrolments; 2022-06; auto FLX-{00000} Enrolment Number, private, history
> A customer who lets the grid operator shift the heat pump's load for a yearly payment.
Account: ref Account
Site: ref Site__c req block
Gateway: ref Gateway__c | Gateway through which the load is switched.
Aggregator: text 80 | Company that bundles the units.
Status: pick [Requested*; Test phase; Active; Paused; Ended] track |  | Test phase lasts 14 days with one switching event each day.
Enrolled_On: date
Ended_On: date
Flexible_Power_kW = Flexible Power (kW): num 6.2 | Power that can be switched.
Max_Shift_Minutes: num 4.0 | Longest pause the customer accepts.
Events_This_Year: num 5.0 |  | Times the unit was switched this year.
Opt_Outs_This_Year: num 5.0 | Events in which the customer said no.
Yearly_Payment: money 8.2 | What the customer gets for taking part.
Comfort_Limit = Comfort Limit (°C): num 4.1 | The room must not become colder than this.
Contract_Link: url
`;
