/** Reports of the service department, the field force, warranty and telemetry. */
export const serviceReports = `
# Service; Service; -; Public; marcus; 2017-03
Open Cases by Priority | S Case | CaseNumber Subject Account Status Owner CreatedDate | Priority | IsClosed = False |  | marcus 2017-06 2026-11-20
Cases Closed per Month | S Case | CaseNumber Subject Product_Area | ClosedDate/Month | IsClosed = True | ClosedDate CURY | marcus 2017-06 2026-11-20
Cases by Product Area and Problem | M Case | SLA_Hours | Product_Area x Origin |  | CreatedDate CURY | rosalind 2021-03 2026-11-18
No Heat Cases | T Case | CaseNumber Account Site Vulnerable_Household Visit_Needed_By Owner |  | Heating_Down = True; IsClosed = False |  | beata 2020-11 2026-11-20 | Called every morning at seven.
Complaints With Compensation | S Case | CaseNumber Account Compensation Complaint_Cause | Complaint_Cause | Compensation > 0 | CreatedDate CURY | marcus 2019-02 2026-10-19
Reopened Cases | T Case | CaseNumber Subject Reopened_Count Status Owner |  | Reopened_Count > 1 |  | marcus 2020-03 2026-07-14
Visits This Month | S Service_Visit | Name Account Technician Visit_Reason Arrived_At | Visit_Status |  | Arrived_At THISMONTH | beata 2017-05 2026-11-20
First Visits That Solved It | S Service_Visit | Name Technician Root_Cause Fault_Code Follow_Up_Needed | Technician | Visit_Status = Completed | Arrived_At CURY | marcus 2018-03 2026-11-16
Visits by Region and Month | M Service_Visit | +Travel_Distance_Km | Site.Region x Arrived_At/Month | Visit_Status = Completed | Arrived_At CURY | dominic 2020-10 2026-11-12
Follow-Ups Without Date | T Service_Visit | Name Account Technician Open_Points Arrived_At |  | Follow_Up_Needed = True; Visit_Status = Completed |  | beata 2019-08 2026-11-20
Parts Used on Visits | S Service_Visit | Name Technician +Parts_Value Billable | Visit_Reason | Parts_Value > 0 | Arrived_At CURFY | stefan 2018-06 2026-10-27
Root Causes | M Service_Visit | Parts_Value | Root_Cause x Visit_Reason | Visit_Status = Completed | Arrived_At CURFY | gareth 2018-02 2026-11-13
Arrival Slot Before the App | T Service_Visit | Name Arrival_Slot Arrival_Window |  | Arrival_Slot != - |  | fiona 2018-03 2019-01-22
# Service_Planning; Planning; Service; Public; marcus; 2018-06
Work Orders for Tomorrow | S WorkOrder | WorkOrderNumber Account Subject Promised_Window Parts_Ready | Technician | Status != Closed |  | beata 2018-06 2026-11-20
Work Orders Without Parts | T WorkOrder | WorkOrderNumber Account Order_Kind Status Technician |  | Parts_Ready = False; Status = New |  | beata 2019-11 2026-11-20
Utilisation of Technicians | S Work_Shift | Shift_Date Shift_Type ~Planned_Hours | Technician | Shift_Type != Training | Shift_Date THISMONTH | dominic 2020-10 2026-11-18
Overdue Maintenance | T Maintenance_Plan | Name Asset Last_Visit Preferred_Month Preferred_Technician Status |  | Status = Active; Work_Order_Opened = False |  | beata 2018-09 2026-11-19
Expired Refrigerant Certificates | T Technician | Name Refrigerant_Certificate Refrigerant_Certificate_Until Region |  | Active = True; Refrigerant_Certificate_Until < 2026-12-31 |  | dominic 2020-10 2026-10-05
Skills per Technician | S Technician_Skill | Skill Level Acquired_On Valid_Until | Technician |  |  | leon 2018-10 2024-11-28
# Warranty; Warranty; -; Shared; gareth; 2017-09
Open Claims by Status | S Warranty_Claim | Name Installer_Company Submitted_On Claimed_Parts Claimed_Labour | Claim_Status | Claim_Status != Approved |  | gareth 2017-09 2026-11-19
Claims by Failure Group | M Warranty_Claim | +Approved_Total | Failure_Group x Failure_Date/Quarter |  | Failure_Date CURY | gareth 2018-01 2026-11-19
Rejected Claims | S Warranty_Claim | Name Installer_Company Decided_On Decided_By +Claimed_Parts | Rejection_Reason | Claim_Status = Rejected | Decided_On CURY | gareth 2018-01 2026-11-05
Claims After Many Hours | T Warranty_Claim | Name Installer_Company Operating_Hours Claimed_Parts Decided_By |  | Operating_Hours > 900 |  | gareth 2022-09 2026-10-16
Supplier Recovery | S Warranty_Claim | Name Failure_Mode +Recovered_Amount | Supplier_Recovery | Supplier_Recovery != Not possible |  | owen 2019-05 2025-05-12
Goodwill by Reason | S Goodwill_Decision | Name Account +Amount Approved_By | Reason |  | Approved_On CURY | gareth 2019-07 2026-11-02
Recall Progress | S Recall_Unit | Name | Recall_Campaign |  |  | owen 2018-11 2025-06-13
# Telemetry; Telemetry; -; Public; rosalind; 2019-10
Offline Gateways | T Gateway | Name Asset Site Last_Seen Signal_Strength Connection_Type |  | Connection_Status = Offline |  | rosalind 2019-10 2026-11-20
Gateways by Firmware | S Gateway | Name Hardware_Revision Update_Window Last_Seen | Firmware_Version |  |  | rosalind 2019-10 2026-11-17
Lockouts This Month | T Alarm | Name Asset Fault_Code Raised_At Cleared_At Outdoor_Temperature |  | Severity = Lockout | Raised_At THISMONTH | rosalind 2020-01 2026-11-20
Alarms by Severity and Month | M Alarm | Repeat_Count | Severity x Raised_At/Month |  | Raised_At CURY | rosalind 2020-01 2026-11-15
Daily Readings | T Telemetry_Day | Gateway Asset Reading_Date Heat_Produced_kWh Electricity_Used_kWh Compressor_Starts |  |  |  | rosalind 2020-01 2026-11-08 | More rows than a run on screen shows; export it.
Poor Efficiency | T Efficiency_Report | Asset Report_Year Heat_Produced_kWh Electricity_Used_kWh Expected_Performance |  | Expected_Performance < 3 |  | rosalind 2022-03 2026-02-11
Failed Remote Commands | S Remote_Command | Name Gateway Command Requested_By Answer | Status | Status = Failed | Requested_At LAST30 | rosalind 2021-04 2026-11-19
Readings With Gaps | T Telemetry_Day | Asset Reading_Date Minutes_Missing Gateway |  | Minutes_Missing > 60 | Reading_Date LAST30 | colin 2021-05 2024-07-30
`;
