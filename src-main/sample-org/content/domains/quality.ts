/** Quality: nonconformities, measures, inspections, audits and feedback. */
export const quality = `
# Nonconformity__c; Nonconformity; Nonconformities; 2018-02; auto NC-{00000} Nonconformity Number, private, history, feed, activities
> A deviation found in production, at a supplier or in the field.
! Close_Needs_Cause | A nonconformity can be closed only with a root cause. | Root_Cause__c | {AND(ISPICKVAL(Status__c, "Closed"), ISBLANK(Root_Cause__c))}
Title: text 120 req | Short text that says what is wrong.
Origin: pick [Incoming goods; Production; Final test; Field; Customer; Audit] | Where it was found.
Severity: pick [Minor*; Major; Critical] track | Critical ones stop delivery at once.
Status: pick [New*; Analysis; Measures; Check of effect; Closed] track |  | Closing needs a proven cause and an effect check.
Component: ref Component__c | Part with the fault.
Supplier: ref Supplier__c | Supplier who delivered the part.
Model: ref Heat_Pump_Model__c
Production_Batch: ref Production_Batch__c | Batch with the fault, if known.
Found_On: date req | Day on which it was noticed.
Found_By: ref User
Quantity_Affected: num 8.0 | Pieces with the fault.
Quantity_Checked: num 8.0 | Pieces that were looked at.
Immediate_Action: long 4000 | What was done on the first day.
Root_Cause_Method: pick [5 Why; Fishbone; Fault tree; Test] | How the cause was found.
Root_Cause: long 8000 | Cause that was proven, not suspected.
Cost: money 12.2 |  | Internal and external costs so far. Updated at closing.
Responsible: ref User | Leader of the team that works on it.
Due_Date: date
Closed_On: date
Days_Open: fx num 5.0 {IF(ISBLANK(Closed_On__c), TODAY(), Closed_On__c) - Found_On__c} |  | Days between finding and closing, or until today.
Open_Measures: count Corrective_Action__c via Nonconformity__c [Status__c notEqual Done] | Measures that are not done.
Report_8D = 8D Report: url | Link to the 8D report for customer or supplier.
Repeat_of: ref Nonconformity__c | Earlier record with the same cause.

# Corrective_Action__c; Corrective Action; Corrective Actions; 2018-02; auto CA-{00000} Action Number
> A measure against the cause of a nonconformity.
Nonconformity: master Nonconformity__c
Action_Type: pick [Containment; Corrective; Preventive] | Containment limits the damage, corrective removes the cause, preventive protects other products.
Measure: long 4000 req | What will be changed.
Responsible: ref User | Who has to carry it out.
Due_Date: date req | Day on which it must be finished.
Status: pick [Open*; In progress; Done; Rejected] track
Done_On: date
Effect_Checked_On: date | At least four weeks after it was done.
Effective: pick [Not checked*; Yes; No] |  | Answered at the check of effect; No opens a new action.
Evidence_Link: url
Overdue: fx check {AND(NOT(ISPICKVAL(Status__c, "Done")), Due_Date__c < TODAY())} |  | True for open actions past their due date.

# Quality_Inspection__c; Quality Inspection; Quality Inspections; 2019-01; auto QI-{000000} Inspection Number, history
> An inspection of incoming goods or of finished units.
Inspection_Type: pick [Incoming; In process; Final; Field sample] req | When in the process the inspection takes place.
Component: ref Component__c | Part that was inspected.
Manufactured_Unit: ref Manufactured_Unit__c
Supplier: ref Supplier__c
Inspected_On: date
Inspector: ref User | Who did the inspection.
Sample_Size: num 5.0 | Pieces that were checked.
Lot_Size: num 8.0 | Pieces in the delivery.
Defects_Found: num 5.0 | Pieces that did not pass.
Defect_Share: fx pct 6.3 {IF(Sample_Size__c = 0, 0, Defects_Found__c / Sample_Size__c)} | Defects divided by sample size.
Result: pick [Accepted; Accepted with deviation; Sorted; Rejected] track |  | Rejected lots are blocked in the ERP system by the interface.
Inspection_Plan: text 20 | Number and revision of the plan.
Measured_Values: long 16000
Deviation_Approved_By: ref User |  | Head of quality for safety-critical parts.
Nonconformity: ref Nonconformity__c | Record that was opened because of the result.

# Supplier_Audit__c; Supplier Audit; Supplier Audits; 2019-06; auto AUD-{0000} Audit Number
> A visit to a supplier with a score.
Supplier: master Supplier__c
Audit_Date: date req | First day of the audit.
Audit_Type: pick [System; Process; Product; Follow-up] | What was looked at.
Lead_Auditor: ref User | Who led the audit.
Score: pct 5.2 | Share of points.
Rating: fx text {IF(Score__c >= 0.9, "A", IF(Score__c >= 0.75, "B", "C"))} | A from 90 percent, B from 75 percent.
Major_Findings: num 3.0 | Findings that must be closed within 30 days.
Minor_Findings: num 3.0
Next_Audit_Due: date |  | Set from the rating: one year for C, two for B, three for A.
Report_Link: url
Summary: long 8000
Supplier_Agreed_On: date

# Customer_Feedback__c; Customer Feedback; Customer Feedback; 2020-02; auto FB-{000000} Feedback Number, private
> Answers to the survey after installation, service visits and calls.
Account: ref Account
Contact: ref Contact
Installation: ref Installation__c
Service_Visit: ref Service_Visit__c | Visit that was rated.
Survey: pick [Installation; Service visit; Phone call; Yearly] | What the questions were about.
Sent_At: datetime | When the link was sent.
Answered_At: datetime | When the last page was submitted.
Recommendation: num 2.0 | From 0 to 10: would you recommend us?
Promoter_Group: fx text {IF(ISBLANK(Recommendation__c), "", IF(Recommendation__c >= 9, "Promoter", IF(Recommendation__c >= 7, "Passive", "Detractor")))} | Group for the Net Promoter Score.
Friendliness: num 1.0 | One to five stars.
Punctuality: num 1.0 | One to five stars.
Cleanliness: num 1.0
Comment: long 8000 |  | Free text as written by the customer. Not corrected.
Call_Back_Wanted: check track | The customer asks for a call.
Called_Back_On: date
Published: check | The customer allows us to quote the comment.
Language: text 5
`;
