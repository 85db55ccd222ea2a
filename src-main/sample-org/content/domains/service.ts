/** Service and maintenance of installed units. */
export const service = `
# Service_Visit__c; Service Visit; Service Visits; 2017-03; auto SV-{0000000} Visit Number, private, history, feed, activities, change
> A visit of a technician to a customer. Work orders plan the work; this record holds what was found and done, as the report for the customer.
& Maintenance = Maintenance | Planned yearly or two-yearly visit.
= Visit_Status__c: Planned*; On the way; On site; Completed; Not at home; Cancelled
= Visit_Reason__c: Yearly maintenance*; Settings
= Filter_Condition__c: Clean; Slightly dirty; Dirty; Replaced
& Repair = Repair | Visit because of a fault.
= Visit_Status__c: Planned*; On the way; On site; Completed; Not at home; Cancelled
= Visit_Reason__c: Fault*; Noise complaint; High consumption; Recall
= Root_Cause__c: Wear; Installation error; Setting; Component failure; Power supply; Water quality; No fault found
= Filter_Condition__c: Clean; Dirty; Replaced
& Inspection = Legal inspection | Leak check or other inspection required by law.
= Visit_Status__c: Planned*; On site; Completed; Cancelled
= Visit_Reason__c: Legal inspection*
! Departure_After_Arrival | The departure must be later than the arrival. | Departed_At__c | {Departed_At__c <= Arrived_At__c}
! Fault_Code_For_Repair | A repair needs a fault code. | Fault_Code__c | {AND(RecordType.DeveloperName = "Repair", ISPICKVAL(Visit_Status__c, "Completed"), ISBLANK(Fault_Code__c))} | The yearly fault statistics depend on it.
Account: ref Account
Site: ref Site__c req block | House that was visited.
Asset: ref Asset | Unit that was worked on.
Case: ref Case | Case that led to the visit.
Work_Order: ref WorkOrder | Work order under which time and parts are booked.
Technician: ref Technician__c track | Who did the visit.
Service_Agreement: ref Service_Agreement__c | Agreement that covers the visit, if any.
Visit_Status: pick [Planned*; On the way; On site; Completed; Not at home; Cancelled] track | Set by the mobile app.
Visit_Reason: pick [Yearly maintenance; Fault; Noise complaint; High consumption; Settings; Recall; Legal inspection] | Main reason in the customer's words.
Arrived_At: datetime |  | Set by the app when the van stops within 100 m of the site.
Departed_At: datetime |  | Set by the app when the report is closed.
Time_on_Site = Time on Site (h): fx num 5.2 {(Departed_At__c - Arrived_At__c) * 24} | Hours between arrival and departure.
Travel_Time_Minutes: num 4.0 | Minutes from the previous stop.
Travel_Distance_Km = Travel Distance (km): num 6.1 | From the previous stop.
Fault_Code: ref Fault_Code__c | Code shown by the controller.
Root_Cause: pick [Wear; Installation error; Setting; Component failure; Power supply; Water quality; No fault found] | What really caused the fault. |  Asked for at completion. Feeds the quality report.
Work_Done: long 16000 | Text that is printed on the customer's report.
Open_Points: long 4000 | What has to be done later.
Follow_Up_Needed: check | A second visit is needed.
First_Time_Fix: fx check {AND(ISPICKVAL(Visit_Status__c, "Completed"), NOT(Follow_Up_Needed__c))} | The fault was solved in one visit. |  Key figure of the service department.
Parts_Value: money 10.2 |  | Value of the parts that were booked on the visit.
Billable: check on | Off for warranty, goodwill and agreement visits.
Invoice: ref Invoice__c | Invoice on which the visit was charged.
High_Pressure_Bar = High Pressure (bar): num 4.1 | Read at the service port or from the controller.
Low_Pressure_Bar = Low Pressure (bar): num 4.1 | Read at the service port or from the controller.
Flow_Temperature = Flow Temperature (°C): num 4.1 | After at least 15 minutes of operation.
Outdoor_Temperature = Outdoor Temperature (°C): num 4.1
Filter_Condition: pick [Clean; Slightly dirty; Dirty; Replaced] | Condition before cleaning.
Customer_Present: check | Somebody was at home.
Customer_Signed_At: datetime
Report_Sent_At: datetime | When the PDF report was e-mailed.
Technician_Rating: num 1.0 | One to five stars from the customer's link.
Arrival_Window: pick [08-10; 10-12; 12-14; 14-16; 16-18] | Two-hour window promised to the customer.
Arrival_Slot: text 20 @2017-06 |  | Free text before the arrival window existed. Some reports still show it.

# Service_Visit_Task__c; Service Visit Task; Service Visit Tasks; 2018-02; auto SVT-{0000000} Task Number
> A step on the checklist of a visit.
Service_Visit: master Service_Visit__c
Template: ref Maintenance_Task_Template__c | Template from which the task was copied.
Sequence: num 3.0 |  | Order on the checklist, taken over from the template.
Task_Result: pick [Open*; OK; Adjusted; Replaced; Not possible] restrict | What was done.
Measured_Value: num 10.3 | Only for tasks with a measurement.
Unit: text 10
Within_Limits: check |  | The measured value lies between the limits of the template.
Remark: area | Shown on the customer's report.
Photo_Taken: check
Minutes_Spent: num 4.0

# Maintenance_Task_Template__c; Maintenance Task Template; Maintenance Task Templates; 2018-02; name Task, read
> The library of checklist steps, by series.
Series: multi [HA; HG; HW] | Series for which the step applies.
Visit_Type: pick [Maintenance; Repair; Legal inspection] | Kind of visit in which the step is done.
Instruction: long 8000 | How to do the step, with limits.
Standard_Minutes: num 4.0 | Planned time for the step.
Needs_Measurement: check | The technician has to enter a value.
Lower_Limit: num 10.3 | Smallest value that is fine.
Upper_Limit: num 10.3 | Largest value that is fine.
Measurement_Unit: text 10
Needs_F_Gas_Certificate: check | Only technicians with a refrigerant certificate may do it.
Photo_Required: check | The step cannot be finished without a photo.
Active: check on

# Maintenance_Plan__c; Unit Maintenance Plan; Unit Maintenance Plans; 2018-06; auto MP-{000000} Plan Number, history
> When a unit is due for maintenance. One active plan for each asset; the nightly job opens work orders four weeks ahead.
Asset: ref Asset req block | Unit that the plan is for.
Service_Agreement: ref Service_Agreement__c
Interval_Months: pick [6; 12*; 24] req | Months between two visits.
Last_Visit: date | Filled when a maintenance visit is completed.
Next_Due: fx date {ADDMONTHS(Last_Visit__c, VALUE(TEXT(Interval_Months__c)))} | Last visit plus interval.
Overdue: fx check {Next_Due__c < TODAY()} | The visit should have taken place already.
Preferred_Month: pick [January; February; March; April; May; June; July; August; September; October; November; December] | Month in which the customer wants the visit.
Preferred_Technician: ref Technician__c | Asked for by the customer; planning tries to keep it.
Status: pick [Active*; Paused; Ended] track |  | Ended when the unit is taken out of service.
Pause_Reason: text 120 | Why no visits are planned.
Work_Order_Opened: check |  | The nightly job has opened the work order of the next visit.
Work_Order: ref WorkOrder | Work order of the next visit.
Access_Notes: area | Key box, dog, gate code.
Reminder_Sent_On: date

# Fault_Code__c; Fault Code; Fault Codes; 2017-05; name Code, read
> Faults that a controller can show, with first aid for the call centre.
Title: text 120 req | Text on the controller's display.
Controller_Generation: multi [G2; G3; G4]
Severity: pick [Information; Warning; Fault; Lockout] | A lockout stops the compressor until it is reset.
Category: pick [Refrigerant circuit; Hydraulics; Electrical; Sensor; Communication; Settings] | Where in the system the fault lies.
Likely_Cause: pick dep Category__c [Loss of charge<Refrigerant circuit>; Blocked expansion valve<Refrigerant circuit>; Iced evaporator<Refrigerant circuit>; Low flow<Hydraulics>; Air in the system<Hydraulics>; Dirty filter<Hydraulics>; Phase missing<Electrical>; Contactor worn<Electrical>; Sensor broken<Sensor>; Sensor not connected<Sensor>; Gateway offline<Communication>; Bus cable<Communication>; Wrong heating curve<Settings>] | Most frequent cause; the choice depends on the category.
Customer_Advice: long 4000 | What the call centre tells the customer before a visit is planned.
Technician_Advice: long 8000 |  | Steps in the order of likelihood. Maintained by technical support.
Remote_Reset_Possible: check | The call centre may reset the fault through the gateway.
Affects_Heating: check | The house becomes cold with this fault.
Needs_Visit_Within_Hours: num 4.0 | Response time when the heating is down.
Frequent_Spare_Part: ref Spare_Part__c | Part that solves the fault most often.
Deprecated: check | Code is no longer sent by current firmware.
Occurrences_Last_Year: num 8.0

# Diagnosis__c; Diagnosis; Diagnoses; 2021-03; auto DIA-{000000} Diagnosis Number
> A remote or on-site analysis of a fault, with what was measured and concluded.
Case: ref Case | Case for which the analysis was made.
Asset: ref Asset req block | Unit that was analysed.
Analyst: ref User
Started_At: datetime
Method: pick [Phone; Remote data; On site; Laboratory] | How the analysis was made.
Alarm: ref Alarm__c | Alarm that started the analysis.
Symptom: pick [No heating; No hot water; Noise; High consumption; Short cycling; Water leak; Error shown] | What the customer noticed.
Hypothesis: area | First guess, before measurements.
Conclusion: long 8000 | Result in words that the technician can use.
Confidence: pick [Low; Medium; High] | How sure the analyst is.
Recommended_Part: ref Spare_Part__c | Part the technician should bring.
Visit_Avoided: check | The fault was solved without a visit. |  Counts towards the savings of remote service.
Minutes_Spent: num 4.0

# Refrigerant_Log__c; Refrigerant Log Entry; Refrigerant Log Entries; 2018-09; auto RL-{000000} Entry Number, read
> Legal log of refrigerant filled or recovered at a unit. Entries are never deleted; a correction is a new entry.
! No_Change_After_Week | Entries older than seven days cannot be changed. Add a correction instead. |  | {AND(NOT(ISNEW()), TODAY() - DATEVALUE(CreatedDate) > 7)} | Required by the regulation on fluorinated gases.
Asset: ref Asset req block | Unit whose circuit was opened.
Service_Visit: ref Service_Visit__c
Refrigerant: ref Refrigerant__c req block | What was filled or recovered.
Action: pick [Filled; Recovered; Leak check; Disposal] req | What was done with the refrigerant.
Quantity_Kg = Quantity (kg): num 6.3 | Positive for filled, negative for recovered.
Cylinder_Number: text 20 | Number stamped on the cylinder.
Technician: ref Technician__c | Must hold a valid certificate on the day.
Certificate_Number: text 30 | Copied from the technician at the time of entry.
Leak_Found: check
Leak_Location: text 80 | Where the leak was.
Corrects_Entry: ref Refrigerant_Log__c | Entry that this one corrects.
Reported_to_Authority_On: date

# Callout_Rate__c; Call-Out Rate; Call-Out Rates; 2019-01; name Rate Name, read
> Prices for work and travel outside of agreements.
Country: pick [GB=United Kingdom*; IE=Ireland; DK=Denmark; DE=Germany; PL=Poland] | Country in which the rate is used.
Hourly_Rate: money 8.2 req | Price of one hour on site, without tax.
Travel_Flat_Fee: money 8.2 | Charged once for each visit.
Weekend_Surcharge: pct 5.2 | Added on Saturdays, Sundays and public holidays.
Night_Surcharge: pct 5.2 | From 20:00 to 06:00.
Valid_From: date req
Valid_Until: date
Customer_Group: pick [Private*; Business; Partner] |  | Partners get their rate from the framework contract when there is one.
Minimum_Minutes: num 4.0 | Shortest time that is charged.
`;
