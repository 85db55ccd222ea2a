/** Reports of sales, marketing and the partner team. The notation is in `report-notation.ts`. */
export const salesReports = `
# Sales; Sales; -; Public; judith; 2017-03
Open Pipeline by Stage | S Opportunity | Name Account +Amount CloseDate Owner | StageName | IsClosed = False |  | callum 2017-06 2026-11-20 | Everything that is still open, with the total of each stage.
Pipeline by Owner and Month | M Opportunity | +Amount | Owner x CloseDate/Month | IsClosed = False | CloseDate CURFY | callum 2018-01 2026-11-19 | For the Monday call.
Won This Year | S Opportunity | Name Account +Amount CloseDate Project_Type | CloseDate/Month | IsWon = True | CloseDate CURY | callum 2017-09 2026-11-20
Lost Deals by Reason | S Opportunity | Name +Amount Lost_Detail Competitor Owner | Lost_Reason | StageName = Closed Lost | CloseDate CURY | callum 2018-04 2026-10-02 | Used in the quarterly loss review.
Lost Reason by Quarter | M Opportunity | +Amount | Lost_Reason x CloseDate/FiscalQuarter | StageName = Closed Lost | CloseDate CURFY | ingrid 2021-01 2026-09-30
Offers Older Than Their Date | T Opportunity | Name Account Amount Offer_Sent_On Offer_Valid_Until Owner |  | IsClosed = False; Offer_Valid_Until < 2026-11-01 |  | tomasz 2022-03 2026-11-16 | Offers that should be renewed or closed.
Discounts Above 8 Percent | T Opportunity | Name Amount Discount_Requested Discount_Approved_By Owner |  | Discount_Requested > 8 | CreatedDate CURY | callum 2019-05 2026-11-12
Margin by Project Type | S Opportunity | Name +Amount +Material_Cost +Labour_Cost | Project_Type | IsWon = True | CloseDate CURFY | judith 2020-02 2026-11-09
Opportunities Without Site Survey | T Opportunity | Name StageName Amount Site Owner |  | IsClosed = False; Site_Survey = - |  | callum 2019-10 2026-11-18 | An offer for an installation needs a survey.
Large Housing Projects | T Opportunity | Name Account Number_of_Units Amount StageName CloseDate |  | Number_of_Units > 10 |  | ingrid 2018-09 2026-11-17
Sales Forecast 2019 | M Opportunity | +Amount | Owner x CloseDate/Month | Amount > 5000 | CloseDate CUSTOM | rupert 2019-01 2019-12-20
Old Probability Check | T Opportunity | Name Probability Old_Probability Amount |  | Old_Probability > 0 |  | fiona 2018-02 2018-06-11
Handover Waiting | T Opportunity | Name Account CloseDate Handover_to_Project_On Owner |  | IsWon = True; Handover_to_Project_On = - | CloseDate LAST90 | callum 2022-05 2026-11-20
# Sales_Customers; Customers; Sales; Public; judith; 2018-02
Accounts by Segment | S Account | Name BillingCity Units_Installed +Open_Balance | Customer_Segment |  |  | judith 2018-02 2026-11-13
Customers by Region | S Account | Name Customer_Segment BillingCity Key_Account_Manager | Service_Region |  |  | ingrid 2020-05 2026-10-28
Credit Block | T Account | Name Customer_Number Open_Balance Credit_Limit Payment_Terms |  | Credit_Block = True |  | nadia 2018-10 2026-11-18 | No deliveries to these customers.
Accounts Without Customer Number | T Account | Name Owner CreatedDate Data_Source |  | Customer_Number = - |  | tomasz 2019-03 2026-11-10
Marketing Consent | S Account | Name Marketing_Consent_On Invoice_Email | Marketing_Consent |  |  | petra 2018-06 2023-03-14 | Before every mailing.
Old Region Leftovers | T Account | Name Old_Region Service_Region |  | Old_Region != - |  | fiona 2020-06 2020-11-03
Contacts by Preferred Channel | S Contact | FirstName LastName Account Email Phone | Preferred_Channel |  |  | priya 2021-11 2026-03-12
Portal Users | T Contact | FirstName LastName Account Email Portal_Registered_On App_Installed |  | Portal_User = True |  | rosalind 2020-10 2026-11-06
Bounced E-mails | T Contact | FirstName LastName Email EmailBouncedDate |  | EmailBouncedDate != - |  | petra 2019-01 2022-12-01
# Sales_Leads; Leads and Campaigns; Sales; Shared; petra; 2018-03
New Leads This Week | T Lead | FirstName LastName Company City PostalCode LeadSource Lead_Grade |  |  | CreatedDate THISWEEK | jerome 2023-05 2026-11-20
Leads by Source and Grade | M Lead | Email | LeadSource x Lead_Grade |  | CreatedDate CURY | jerome 2023-05 2026-11-12
Lead Answer Times of Partners | S Lead | LastName Routed_At Partner_Answer Status | Routed_to_Partner | Routed_to_Partner != - | CreatedDate LAST90 | helen 2021-08 2026-11-19 | Leads without an answer after 48 hours go to the next partner.
Suspected Duplicates | T Lead | FirstName LastName Email Phone Duplicate_Suspected |  | Duplicate_Suspected = True |  | tomasz 2022-10 2026-11-02
Cost per Campaign | S Campaign | Name StartDate BudgetedCost +ActualCost Agency | Type |  | StartDate CURY | jerome 2023-06 2026-10-30
Trade Fair Visits | S Trade_Fair_Visit | Name Visit_Day Lead Follow_Up | Fair_Name |  |  | petra 2018-05 2023-02-27
# Partners; Partners; -; Shared; helen; 2019-03
Partner Ranking | T Installer_Company | Name Tier Installations_This_Year Target_This_Year Average_Rating Complaint_Count |  | Tier != Blocked |  | helen 2019-03 2026-11-20
Partners by Tier | S Installer_Company | Name Partner_Since +Installations_This_Year Average_Rating | Tier |  |  | helen 2019-03 2026-11-16
Agreements That Expire | T Installer_Company | Name Agreement_Expires_On Partner_Manager Insurance_Valid_Until |  |  | Agreement_Expires_On NEXT90 | helen 2020-01 2026-11-13
Certificates That Run Out | S Partner_Certification | Name Contact Certificate_Type Level Valid_Until | Installer_Company | Revoked = False | Valid_Until NEXT90 | helen 2020-01 2026-11-17
Training Results | S Training_Attendance | Participant Installer_Company Attendance_Status ~Test_Score | Training_Session |  |  | leon 2018-10 2025-01-30
Tier Reviews by Year | M Partner_Tier_Review | ~Average_Rating | Decided_Tier x Review_Year |  |  | helen 2021-12 2025-12-09
`;
