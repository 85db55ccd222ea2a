/** Warranty, claims and recalls. */
export const warranty = `
# Warranty_Registration__c; Warranty Registration; Warranty Registrations; 2017-05; auto WR-{000000} Registration Number, private, history
> Registration of a unit for warranty by the installer or the customer. The term is chosen by a rule when the record is saved.
! Registration_In_Time | A registration must reach us within 90 days of commissioning. | Registered_On__c | {Registered_On__c - Commissioned_On__c > 90} | Warranty Settings hold the exception list.
Asset: ref Asset req block | Unit that is registered.
Account: ref Account | Owner of the unit.
Warranty_Term: ref Warranty_Term__c | Term that applies, chosen by rule.
Commissioned_On: date req | Start of the warranty.
Registered_On: date | Day on which the registration reached us.
Registered_By: pick [Installer; Customer; Halvern] | Who registered the unit.
Expires_On: fx date {ADDMONTHS(Commissioned_On__c, Warranty_Term__r.Duration_Months__c)} | Last day of the warranty.
In_Warranty: fx check {AND(NOT(Void__c), TODAY() <= Expires_On__c)} | Whether a claim can be filed today.
Extended_Until: date | End after a paid extension.
Extension_Agreement: ref Service_Agreement__c
Void: check track | The warranty was withdrawn.
Void_Reason: pick [No maintenance; Unauthorised repair; Wrong installation; False statement] | Told to the customer in the letter.
Proof_of_Maintenance: check | Maintenance records were handed in.
Installer_Company: ref Installer_Company__c
Commissioning_Report: ref Commissioning_Report__c |  | Found by asset. Empty for units of independent installers.
Channel: pick [Portal; Paper form; Phone; Import] |  | How the registration came in.
Letter_Sent_On: date
Serial_Number: text 11 | As typed by the person who registered.
Import_Row: num 8.0 @2017-06

# Warranty_Term__c; Halvern Warranty Term; Halvern Warranty Terms; 2017-05; name Term, read
> A set of warranty conditions for a series and country.
Duration_Months: num 3.0 req | Length from commissioning.
Series: multi [HA; HG; HW] | Series with these conditions.
Country: pick [GB=United Kingdom; IE=Ireland; DK=Denmark; DE=Germany; PL=Poland] | Country in which the conditions apply.
Covers_Parts: check on | Spare parts are free.
Covers_Labour: check | Working time is paid as well.
Covers_Travel: check | Travel of the technician is paid.
Compressor_Months: num 3.0 | Longer cover for the compressor only.
Requires_Maintenance: check on | Yearly maintenance by a certified partner is a condition.
Valid_From: date
Valid_Until: date
Conditions_Text: html 32000 | Conditions as printed in the booklet.
Legal_Approval_On: date

# Warranty_Claim__c; Warranty Claim; Warranty Claims; 2017-08; auto WC-{000000} Claim Number, private, history, feed, activities
> A claim for parts, labour or travel under warranty, from an installer or from the own service.
& Partner_Claim = Partner claim | Filed by an installer in the portal.
= Claim_Status__c: Draft*; Submitted; In review; Part requested; Approved; Partly approved; Rejected; Paid
= Claim_Type__c: Part*; Part and labour; Complete unit
= Rejection_Reason__c: Out of warranty; No proof of maintenance; Installation error; Misuse; Duplicate claim; Part not returned
& Own_Service = Own service | Opened from a service visit of our technicians.
= Claim_Status__c: Draft*; In review; Approved; Rejected
= Claim_Type__c: Part; Part and labour*; Labour only; Complete unit
= Rejection_Reason__c: Out of warranty; Misuse; Duplicate claim
& Transport_Damage = Transport damage | Damage found at delivery; passed on to the carrier.
= Claim_Status__c: Submitted*; In review; Approved; Rejected; Paid
= Claim_Type__c: Transport*
= Supplier_Recovery__c: Possible*; Claimed; Recovered
! Decision_Needs_Reason | Give a reason when a claim is rejected. | Rejection_Reason__c | {AND(ISPICKVAL(Claim_Status__c, "Rejected"), ISBLANK(TEXT(Rejection_Reason__c)))}
! Amount_Not_Negative | The claimed amount cannot be negative. | Claimed_Labour__c | {OR(Claimed_Labour__c < 0, Claimed_Travel__c < 0)}
Warranty_Registration: ref Warranty_Registration__c req block | Registration under which the claim is made.
Asset: ref Asset | Unit with the failure.
Service_Visit: ref Service_Visit__c | Visit in which the fault was repaired.
Installer_Company: ref Installer_Company__c | Partner who files the claim.
Claim_Status: pick [Draft*; Submitted; In review; Part requested; Approved; Partly approved; Rejected; Paid] track | Step in the process. |  Partners see every value except In review.
Claim_Type: pick [Part; Part and labour; Labour only; Complete unit; Transport] | What is claimed.
Failure_Date: date req | Day on which the fault appeared.
Submitted_On: date |  | Set when the status changes to Submitted.
Decided_On: date
Decided_By: ref User |  | User who approved or rejected the claim.
Days_to_Decision: fx num 5.0 {Decided_On__c - Submitted_On__c} | Target: ten working days.
Failure_Group: pick [Refrigerant circuit; Hydraulics; Electronics; Casing; Accessories] | Main group of the failed part.
Failure_Mode: pick dep Failure_Group__c [Leak<Refrigerant circuit,Hydraulics>; Compressor noise<Refrigerant circuit>; No compression<Refrigerant circuit>; Pump blocked<Hydraulics>; Valve stuck<Hydraulics>; Board without function<Electronics>; Display broken<Electronics>; Sensor drift<Electronics>; Corrosion<Casing,Accessories>; Vibration<Casing>; Missing part<Accessories>] | How it failed; the choice depends on the group.
Fault_Code: ref Fault_Code__c | Code that the unit showed.
Operating_Hours: num 8.0 | Compressor hours at the time of the failure.
Claimed_Parts: sum Claim_Line__c.Claimed_Amount__c via Warranty_Claim__c as money | Sum of all claim lines.
Claimed_Labour: money 10.2 | Working time at the agreed rate.
Claimed_Travel: money 10.2 | Travel at the flat rate of the country.
Claimed_Total: fx money 12.2 {Claimed_Parts__c + Claimed_Labour__c + Claimed_Travel__c} | Parts, labour and travel together.
Approved_Total: sum Claim_Line__c.Approved_Amount__c via Warranty_Claim__c as money | What will be paid.
Rejection_Reason: pick [Out of warranty; No proof of maintenance; Installation error; Misuse; Duplicate claim; Part not returned] | Printed in the letter to the partner.
Part_Return_Required: check | The failed part must come back for analysis.
Part_Returned_On: date
Return_Shipment: ref Return_Shipment__c | Shipment with which the failed part came back.
Supplier_Recovery: pick [Not possible; Possible; Claimed; Recovered] track | Whether the supplier of the part pays.
Recovered_Amount: money 10.2 class Confidential |  | What the supplier paid back.
Nonconformity: ref Nonconformity__c | Quality record when the fault is systematic.
Credit_Note_Number: text 16 |  | Filled by the ERP interface when the credit note is posted.
Fraud_Score: num 5.2 class Restricted hidden |  | Score of the plausibility check; hidden from everybody but the claims team.
Assessor_Notes: long 16000
Claim_Comment: area
Claim_Comments: area @2018-02 |  | Imported from the old claims database in 2018. Use Claim Comment.

# Claim_Line__c; Claim Line; Claim Lines; 2017-08; auto CL-{0000000} Line Number
> One part on a warranty claim.
Warranty_Claim: master Warranty_Claim__c
Spare_Part: ref Spare_Part__c | Part that was replaced.
Quantity: num 6.2 req | Pieces that were replaced.
Unit_Price: money 10.2 | Price on the day of the repair.
Claimed_Amount: money 10.2 | Amount that the partner asks for, without tax.
Approved_Amount: money 10.2 | May be lower than claimed when a flat rate applies.
Line_Decision: pick [Open*; Approved; Reduced; Rejected] |  | Set by the assessor. Reduced lines need a remark.
Failed_Serial: text 24 | Serial number of the failed part.
New_Serial: text 24
Analysis_Result: pick [Not analysed; Confirmed; No fault found; Damaged by customer] | Result of the laboratory for the returned part.
Remark: text 255

# Goodwill_Decision__c; Goodwill Decision; Goodwill Decisions; 2019-06; auto GW-{00000} Decision Number, private
> A payment or free repair outside of the warranty, with its reason and who agreed.
Warranty_Claim: ref Warranty_Claim__c | Rejected claim that the decision follows.
Account: ref Account
Amount: money 10.2 req | Value that we carry.
Customer_Share: pct 5.2 | Part that the customer pays.
Reason: pick [Good customer; Known weakness; Long waiting time; Legal settlement; Press] | Main reason for paying.
Approved_By: ref User |  | Checked against the approval limit of the user.
Approved_On: date
Approval_Level: fx text {IF(Amount__c > 2000, "Director", IF(Amount__c > 500, "Head of service", "Team lead"))} | Who has to agree, from the amount.
Cost_Centre: text 10
Explanation: long 4000 | Why we pay although we do not have to.

# Recall_Campaign__c; Recall Campaign; Recall Campaigns; 2018-09; auto RC-{0000} Campaign Number, private, history, feed
> A field action in which all units of a batch are checked or changed.
Title: text 120 req | Name of the campaign in letters.
Severity: pick [Safety; Function; Comfort; Documentation] track | Safety campaigns are reported to the authority.
Status: pick [Planned*; Running; Completed; Stopped] |  | Completed when 95 percent of the units are done.
Nonconformity: ref Nonconformity__c
Affected_Model: ref Heat_Pump_Model__c | Model with affected units.
Serial_From: text 11 | First affected serial number.
Serial_To: text 11 | Last affected serial number.
Units_Affected: count Recall_Unit__c via Recall_Campaign__c |  | Number of units on the campaign.
Units_Done: count Recall_Unit__c via Recall_Campaign__c [Unit_Status__c equals Done] | Units that were checked or changed.
Completion_Rate: fx pct 5.2 {IF(Units_Affected__c = 0, 0, Units_Done__c / Units_Affected__c)} | Done divided by affected units.
Start_Date: date
Target_Date: date | Day on which 95 percent should be done.
Measure: long 16000 | What the technician has to do, step by step.
Spare_Part: ref Spare_Part__c | Part that is exchanged.
Time_per_Unit_Minutes: num 4.0
Budget: money 12.2 | Approved budget for parts, labour and letters.
Authority_Notified_On: date | Only for safety campaigns.
Customer_Letter: url

# Recall_Unit__c; Recall Unit; Recall Units; 2018-09; auto RU-{000000} Recall Unit Number
> One unit in a recall campaign.
Recall_Campaign: master Recall_Campaign__c
Asset: ref Asset | Unit at the customer.
Manufactured_Unit: ref Manufactured_Unit__c | For units that are still in the warehouse.
Unit_Status: pick [Open*; Customer informed; Appointment made; Done; Customer refuses; Not found] restrict |  | Refusals need a signed document.
Customer_Informed_On: date
Letter_Count: num 2.0 | Letters sent; after the third the case goes to the legal team.
Service_Visit: ref Service_Visit__c
Done_On: date | Day on which the measure was carried out.
Finding: pick [Affected and changed; Checked and fine; Already changed] | What the technician saw.
Refusal_Document: url
`;
