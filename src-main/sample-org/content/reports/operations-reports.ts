/** Reports of projects, parts, production, quality, finance and the subsidy desk. */
export const operationsReports = `
# Projects; Projects; -; Public; judith; 2017-05
Installations by Status | S Installation | Name Account Installer_Company Planned_Start Agreed_Price | Status |  |  | tomasz 2019-06 2026-11-20
Starts in the Next Weeks | T Installation | Name Account Site Model_Variant Planned_Start Project_Manager |  | Status = Scheduled | Planned_Start NEXT30 | priya 2021-10 2026-11-20
Installations by Region and Month | M Installation | +Agreed_Price | Site.Region x Planned_Start/Month | Status != Cancelled | Planned_Start CURY | judith 2019-02 2026-11-10
Late Milestones | S Installation_Milestone | Installation Planned_Date Actual_Date Responsible | Delay_Reason | Done = False; Planned_Date < 2026-11-15 |  | priya 2021-10 2026-11-18
Hours Planned and Booked | S Installation | Name Planned_Hours +Actual_Hours Project_Manager | Installer_Company | Actual_Hours > 0 | Actual_Start CURY | judith 2020-04 2026-10-22
Waiting for Permits | S Permit | Name Installation Authority_Name Filed_On Reference_Number | Permit_Type | Status = Filed |  | priya 2021-10 2026-11-13
Customer Ratings of Installers | S Installation | Name Account Installer_Company.Tier ~Customer_Rating | Installer_Company.Name | Customer_Rating > 0 | Handover_Date CURY | helen 2020-02 2026-11-12
Status Text Before 2019 | T Installation | Name Old_Status Status |  | Old_Status != - |  | fiona 2019-07 2019-09-04
Commissioning Without Balancing | T Commissioning_Report | Name Installation Technician Commissioned_On Hydraulic_Balancing_Done |  | Hydraulic_Balancing_Done = False | Commissioned_On LAST90 | lena 2019-06 2026-11-16
Assets by Model | S Asset | Name Account.Name Site SerialNumber InstallDate Status | Model_Variant |  |  | tomasz 2020-09 2026-11-06
Sites by Climate Zone | S Site__c | Name Account City Heated_Area_Total Solar_Power_kWp | Climate_Zone |  |  | colin 2019-04 2024-06-18
# Parts; Parts and Logistics; -; Public; stefan; 2017-05
Stock Below Minimum | S Stock_Level | Spare_Part On_Hand Reserved Min_Level Incoming | Warehouse | On_Hand < 5 |  | stefan 2017-09 2026-11-20
Stock Value by Warehouse | S Stock_Level | Spare_Part On_Hand +Stock_Value | Warehouse |  |  | stefan 2017-09 2026-11-03
Movements per Day | S Stock_Movement | Spare_Part Movement_Type +Quantity Booked_By | Moved_At/Day |  | Moved_At LAST7 | stefan 2018-01 2026-11-19
Count Differences | T Stock_Movement | Spare_Part From_Warehouse To_Warehouse Quantity Document_Number |  | Movement_Type = Count difference | Moved_At CURY | stefan 2018-01 2026-10-31
Open Parts Requests | S Parts_Request | Name Technician Needed_By Urgency Total_Value | Status | Status != Received |  | stefan 2018-07 2026-11-20
Express Deliveries | S Parts_Request | Name Carrier Service_Level +Total_Value | Service_Level | Urgency = Same day | CreatedDate CURY | stefan 2019-05 2026-11-09
Back Orders | T Parts_Request_Line | Parts_Request Spare_Part Quantity Expected_On |  | Back_Order = True |  | stefan 2018-07 2026-11-18
Old Part Numbers | T Spare_Part | Name Part_Number Old_Part_Number OldPartNumber |  |  |  | fiona 2018-01 -
Orders to Deliver | S Order | OrderNumber Account.Name Requested_Delivery Confirmed_Delivery +TotalAmount | Delivery_Terms | Status = Activated | Requested_Delivery NEXT30 | stefan 2019-11 2026-11-20
Delivery Blocks | T Order | OrderNumber Account.Name Delivery_Block_Reason TotalAmount |  | Delivery_Block = True |  | nadia 2019-11 2026-11-17
# Production; Production; -; Shared; marta; 2018-02
Plan by Line | S Production_Order | Name Variant Planned_Quantity Planned_Start Priority | Line | Order_Status = Released | Planned_Start NEXT30 | marta 2018-03 2026-11-17
Yield by Plant | M Production_Order | +Good_Quantity | Plant x Completed_At/Month | Order_Status = Completed | Completed_At CURY | marta 2018-03 2026-11-16
Scrap This Quarter | S Production_Order | Name Variant +Scrap_Quantity Shift_Leader | Plant | Scrap_Quantity > 0 | Completed_At CURQ | owen 2018-06 2025-06-02
Blocked Units | T Manufactured_Unit | Name Variant Blocked_Reason Final_Test_Result Warehouse |  | Blocked = True |  | marta 2018-06 2026-11-14
Test Results by Variant | S Manufactured_Unit | Name Final_Test_At ~Measured_COP Rework_Count | Variant | Final_Test_Result != Not tested |  | owen 2019-02 2025-04-25
# Quality; Quality; Production; Shared; owen; 2018-02
Open Nonconformities | S Nonconformity | Name Title Component Due_Date Responsible | Severity | Status != Closed |  | owen 2018-03 2025-06-20
Nonconformities by Origin and Month | M Nonconformity | +Cost | Origin x Found_On/Month |  | Found_On CURY | owen 2018-03 2025-06-23
Overdue Actions | T Corrective_Action | Name Nonconformity Responsible Due_Date Status |  | Status = Open; Due_Date < 2026-11-01 |  | judith 2025-07 2026-11-11
Audit Scores | S Supplier_Audit | Audit_Date Audit_Type ~Score Lead_Auditor | Supplier |  | Audit_Date CURY | owen 2019-07 2025-03-18
Feedback by Survey | S Customer_Feedback | Account Answered_At ~Recommendation Call_Back_Wanted | Survey |  | Answered_At CURY | marcus 2020-03 2026-11-18
# Finance; Finance; -; Hidden; nadia; 2018-06
Overdue Invoices | S Invoice | Name Account Due_Date Gross_Amount +Open_Amount Dunning_Level | Status | Status = Overdue |  | nadia 2018-07 2026-11-20
Revenue by Invoice Type | M Invoice | +Net_Amount | Invoice_Type x Invoice_Date/Month | Status != Draft | Invoice_Date CURY | nadia 2018-07 2026-11-02
Disputed Invoices | T Invoice | Name Account Net_Amount Dispute_Reason Invoice_Date |  | Disputed = True |  | nadia 2019-04 2026-11-16
Returned Payments | S Payment | Invoice Amount Received_On Bank_Reference | Return_Reason | Returned = True | Received_On LAST90 | nadia 2018-07 2026-10-20
Agreement Fees by Package | S Service_Agreement | Name Account +Yearly_Fee Start_Date End_Date | Package | Agreement_Status = Active |  | nadia 2018-07 2026-11-12
Agreements to Renew | T Service_Agreement | Name Account End_Date Auto_Renewal Yearly_Fee Sold_By |  | Agreement_Status = Active | End_Date NEXT90 | marcus 2019-02 2026-11-19
Cancelled Agreements | S Service_Agreement | Name Account Cancelled_On Yearly_Fee | Cancellation_Reason | Agreement_Status = Cancelled | Cancelled_On CURY | marcus 2019-02 2026-11-06
Billing on Hold | T Billing_Schedule | Service_Agreement Next_Invoice_Date Amount Hold_Reason |  | Status = On hold |  | nadia 2018-07 2026-11-18
# Subsidies; Subsidies; -; Public; lena; 2018-10
Applications by Status | S Subsidy_Application | Name Account Filed_On Eligible_Costs +Approved_Amount Case_Handler | Status |  |  | lena 2018-10 2026-11-16
Applications by Programme | S Subsidy_Application | Name Account Status +Eligible_Costs | Subsidy_Programme.Name |  | CreatedDate CURY | lena 2018-10 2026-11-12
Missing Documents | S Subsidy_Document | Document_Type Requested_On Reminder_Count | Subsidy_Application | Document_Status = Missing |  | lena 2018-10 2026-11-16
Rejections | S Subsidy_Application | Name Account Rejected_On Appeal_Filed | Rejection_Reason | Rejected_On != - |  | lena 2019-01 2026-07-30
# @callum
My Accounts to Call | T Account | Name Phone BillingCity LastModifiedDate |  | Customer_Segment = Housing company |  | callum 2022-11 2026-11-18
Commission Estimate | S Opportunity | Name Amount Gross_Margin CloseDate | CloseDate/Month | IsWon = True | CloseDate CURQ | callum 2023-01 2026-11-20
# @judith
Field Clean-Up Candidates | T Installation | Name Installer_Company_Text Old_Status LastModifiedDate |  |  |  | judith 2024-02 2026-11-14
# @rupert
South Pipeline Draft | T Opportunity | Name Amount CloseDate |  | Amount > 10000 |  | rupert 2021-05 2023-09-28
# unfiled$public
Copy of Open Pipeline by Stage | S Opportunity | Name Amount CloseDate | StageName | IsClosed = False |  | sven 2022-03 2022-03-21
Test | T Account | Name |  |  |  | priya 2021-10 -
Export for Agency | T Lead | FirstName LastName Email PostalCode Website_Form |  |  | CreatedDate PREVY | petra 2020-09 2022-11-30
Site Survey Dump | T Site_Survey | Name Site Survey_Date Result Surveyor_Remarks |  |  |  | colin 2022-02 2022-02-17
Sales and Service in One | J Case | CaseNumber Account Status |  |  |  | colin 2023-05 2024-01-09 | Joined report, never finished.
`;
