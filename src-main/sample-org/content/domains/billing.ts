/** Service agreements, invoices and payments. */
export const billing = `
# Service_Agreement__c; Service Agreement; Service Agreements; 2017-08; auto SA-{000000} Agreement Number, private, history, feed, activities
> A contract for maintenance, repairs or a longer warranty for one or more units.
& Maintenance_Only = Maintenance only | Yearly visit, repairs are charged.
= Package__c: Basic*; Comfort
= Term_Months__c: 12*; 24; 36
= Billing_Cycle__c: Yearly*; Half-yearly
= Payment_Method__c: Direct debit*; Transfer; Card
= Price_Index__c: None; Consumer prices*
& Full_Service = Full service | Maintenance, repairs and parts.
= Package__c: Comfort; Premium*; Fleet
= Term_Months__c: 24*; 36; 60
= Billing_Cycle__c: Yearly; Half-yearly; Quarterly; Monthly*
= Payment_Method__c: Direct debit*; Transfer
= Price_Index__c: Consumer prices*; Fixed 2 %
& Warranty_Extension = Warranty extension | Longer warranty without maintenance.
= Package__c: Basic*
= Term_Months__c: 60*; 120
= Billing_Cycle__c: Yearly*
= Payment_Method__c: Direct debit; Transfer; Card*
= Price_Index__c: None*
! End_After_Start | The end must be later than the start. | End_Date__c | {End_Date__c <= Start_Date__c}
! Cancel_Needs_Date | Enter the day on which the cancellation reached us. | Cancelled_On__c | {AND(ISPICKVAL(Agreement_Status__c, "Cancelled"), ISBLANK(Cancelled_On__c))}
Account: ref Account req block
Contact: ref Contact | Person to whom letters go.
Site: ref Site__c | Site of the units. Empty when they stand at several sites.
Agreement_Status: pick [Offer*; Active; In notice; Ended; Cancelled] track |  | In notice means cancelled but not yet ended.
Package: pick [Basic; Comfort; Premium; Fleet] | Package on the price list.
Response_Time: pick dep Package__c [72 hours<Basic>; 48 hours<Basic,Comfort>; 24 hours<Comfort,Premium>; 8 hours<Premium,Fleet>; 4 hours<Fleet>] | Promised time until a technician is on site; the choice depends on the package.
Start_Date: date req | First day of the agreement.
End_Date: date
Term_Months: pick [12*; 24; 36; 60; 120] | Fixed term before the first renewal.
Auto_Renewal: check on | Renews by twelve months unless cancelled in time.
Notice_Period_Months: num 2.0 | Months before the end in which it can be cancelled.
Cancelled_On: date | Day on which the cancellation arrived.
Cancellation_Reason: pick [Price; Moved; Unit replaced; Dissatisfied; Other provider; Deceased] | Asked for on the phone; helps the retention team.
Yearly_Fee: sum Agreement_Line__c.Yearly_Price__c via Service_Agreement__c as money | Sum over all units.
Unit_Count: count Agreement_Line__c via Service_Agreement__c |  | Units on the agreement.
Discount: pct 5.2 | Discount on the sum of all lines.
Price_Index: pick [None; Consumer prices; Fixed 2 %] | How the fee changes each year.
Next_Price_Change: date |  | Set once a year by the pricing job.
Billing_Cycle: pick [Yearly*; Half-yearly; Quarterly; Monthly]
Payment_Method: pick [Direct debit*; Transfer; Card] | How the fee is paid.
Mandate_Reference: text 35 | Reference of the direct debit mandate.
Sold_By: ref User | Who gets the internal commission.
Sold_by_Partner: ref Installer_Company__c | Partner who gets the commission.
Opportunity: ref Opportunity
Signed_On: date
Signed_Document: url
Renewal_Count: num 3.0 |  | How often the agreement has been renewed.
Health_Score: num 3.0 |  | From 0 to 100; low values go on the list of the retention team.
Contract_Old_Number: text 20 @2017-08
Agreement_Notes: long 8000

# Agreement_Line__c; Agreement Line; Agreement Lines; 2017-08; auto AGL-{0000000} Line Number
> One unit under a service agreement.
Service_Agreement: master Service_Agreement__c
Asset: ref Asset req block | Unit that is covered.
Covered_From: date req | First day of cover for this unit.
Covered_Until: date
Yearly_Price: money 10.2 req | Price for this unit, without tax.
Includes_Parts: check | Spare parts are free during repairs.
Includes_Labour: check on | Working time is free during repairs.
Deductible: money 8.2 | What the customer pays for each repair.
Visits_per_Year: num 2.0 | Maintenance visits that are included each year.
Visits_Done_This_Year: num 2.0 |  | Counted by the nightly job from completed service visits.

# Billing_Schedule__c; Billing Schedule; Billing Schedules; 2018-06; auto BS-{000000} Schedule Number
> When the next invoice of an agreement is due.
Service_Agreement: master Service_Agreement__c
Next_Invoice_Date: date req | The billing job writes the invoice on this day.
Period_Start: date | First day of the period that is invoiced.
Period_End: date
Amount: money 10.2 | Amount of the next invoice without tax.
Status: pick [Waiting*; Ready; Invoiced; On hold] track |  | Set to Ready by the job seven days before the invoice date.
Hold_Reason: text 120 | Why billing is stopped, for example an open complaint.
Last_Run_At: datetime |  | Last run of the nightly billing job that touched the record.
Last_Run_Message: area |  | Text that the billing job left at its last run.

# Invoice__c; Invoice; Invoices; 2017-08; auto INV-{0000000} Invoice Number, private, history
> A copy of the invoice in the ERP system, for the people on the phone. The ERP system is the book of record.
! Paid_Not_Above_Total | The paid amount exceeds the invoice. | Paid_Amount__c | {Paid_Amount__c > Gross_Amount__c}
Account: ref Account req block
Service_Agreement: ref Service_Agreement__c | Agreement that was invoiced.
Installation: ref Installation__c
Invoice_Type: pick [Agreement; Repair; Parts; Installation; Down payment; Credit note] req | What the invoice is for.
Invoice_Date: date req
Due_Date: date | Last day for payment.
Net_Amount: sum Invoice_Line__c.Net_Amount__c via Invoice__c as money |  | Sum of all lines without tax.
Tax_Amount: money 12.2 |  | Taken over from the ERP system. Not calculated here.
Gross_Amount: fx money 14.2 {Net_Amount__c + Tax_Amount__c} | Net plus tax.
Paid_Amount: sum Payment__c.Amount__c via Invoice__c as money | Sum of all payments.
Open_Amount: fx money 14.2 {Gross_Amount__c - Paid_Amount__c} | What is still to be paid.
Days_Overdue: fx num 5.0 {IF(Open_Amount__c > 0, TODAY() - Due_Date__c, 0)} | Days since the due date while something is open.
Status: pick [Draft*; Sent; Partly paid; Paid; Overdue; Written off] track |  | Follows payments and reminders; set to Overdue by the nightly job.
Dunning_Level: pick [0*; 1; 2; 3; Collection] track | Number of reminders sent.
Currency: pick [GBP*; EUR; DKK; PLN]
Tax_Rate: pick [20 %; 5 %; 0 %; 23 %; 25 %; 19 %] | Reduced for energy saving measures in some countries.
Purchase_Order_Number: text 30 | The customer's order number, printed on the invoice.
ERP_Document_Number: text 12 unique ext |  | Key for the interface.
Sent_By: pick [E-mail; Post; Portal]
PDF_Link: url
Disputed: check | The customer does not agree. Reminders stop.
Dispute_Reason: area | What the customer does not agree with.

# Invoice_Line__c; Invoice Line; Invoice Lines; 2017-08; auto IL-{00000000} Line Number
> One line of an invoice.
Invoice: master Invoice__c
Line_Number: num 4.0
Product: ref Product2 | Product or service that was sold.
Description: text 255 | Text on the printed invoice.
Quantity: num 10.2
Unit_Price: money 12.4 | Price of one unit before discount.
Discount: pct 5.2
Net_Amount: money 12.2 | After discount, without tax.
Cost_Centre: text 10 |  | Cost centre in the ERP system, from the product group.
Service_Visit: ref Service_Visit__c

# Payment__c; Payment; Payments; 2018-02; auto PAY-{0000000} Payment Number, history
> A payment that was matched to an invoice.
Invoice: master Invoice__c
Amount: money 12.2 req | Amount in the currency of the invoice.
Received_On: date req | Value date on the bank statement.
Method: pick [Direct debit; Transfer; Card; Cheque!; Offset] | How the money came.
Bank_Reference: text 60 | Text from the bank statement.
Returned: check track | The direct debit was returned by the bank.
Return_Reason: pick [No funds; Account closed; Objection]
Matched_By: pick [Automatic; By hand] |  | By hand when the payment reference was missing or wrong.

# Dunning_Notice__c; Dunning Notice; Dunning Notices; 2019-03; auto DN-{000000} Notice Number
> A reminder that was sent for open invoices.
Account: ref Account req block
Level: pick [1; 2; 3] req | First, second or third reminder.
Sent_On: date
Total_Open: money 12.2 | Sum of all invoices on the letter.
Fee: money 6.2 | Reminder fee on the letter.
New_Due_Date: date
Channel: pick [E-mail; Post] |  | Business customers get every reminder by e-mail, private customers the third by post.
Promise_to_Pay_On: date | Day that the customer named on the phone.
Call_Note: area
`;
