/** Installer companies, their certificates and training. */
export const partners = `
# Installer_Company__c; Installer Company; Installer Companies; 2017-03; name Company Name, private, history, feed, activities
> A company that sells or installs our units. Own installation teams are kept here too, with tier Own.
& Partner = Partner | Independent installer with a partner agreement.
= Tier__c: Registered*; Silver; Gold; Blocked
& Own_Team = Own team | Teams employed by Halvern.
= Tier__c: Own*
! Tier_Needs_Certificate | A Gold partner needs at least two certified people. | Tier__c | {AND(ISPICKVAL(Tier__c, "Gold"), Certified_People__c < 2)} | Agreed in the partner programme of 2021.
Account: ref Account | Account under which the partner buys from us.
Main_Contact: ref Contact | Person for all questions about the partnership.
Tier: pick [Registered*; Silver; Gold; Own; Blocked] track | Level in the partner programme; decides discount and leads.
Partner_Since: date
Agreement_Signed_On: date | Date of the current partner agreement.
Agreement_Expires_On: date | Reminder goes out 60 days before.
Partner_Manager: ref User |  | Our person for this partner. Owner of the yearly review.
Discount_Rate: pct 5.2 class Confidential | Basic discount on units.
Certified_People: num 4.0 |  | Count of valid certificates, refreshed every night.
Installations_This_Year: num 5.0 |  | Commissioned installations in this calendar year, counted every night.
Target_This_Year: num 5.0 | Units agreed for this calendar year.
Target_Reached: fx pct 5.2 {IF(Target_This_Year__c = 0, 0, Installations_This_Year__c / Target_This_Year__c)} | Installations divided by target.
Service_Area: area | Postcodes in which the partner works, separated by commas.
Max_Distance_Km = Max. Distance (km): num 4.0 | How far the partner drives to a customer.
Takes_Service_Jobs: check | The partner also does maintenance and repairs for us.
Emergency_Phone: phone | Reached outside of office hours.
Insurance_Valid_Until: date | Public liability insurance.
Insurance_Sum: money 14.2
Trade_Register_Number: text 30
VAT_Number: text 20 | Value added tax number for credit notes.
Average_Rating: num 3.2 | Mean of customer ratings over twelve months.
Complaint_Count: num 4.0 |  | Complaint cases of the last twelve months.
Portal_Enabled: check | People of this company can log in to the partner portal.
Last_Portal_Login: datetime
Website: url
Logo_Link: url
Lead_Quota: num 4.0 | Leads a month that the partner wants to get.
Blocked_Reason: area | Why no more leads are sent.
Tier_Old: text 20 @2018-03 |  | Level before the programme of 2021. Kept for comparison, no longer filled.
Partner_Level: text 20 @2017-08

# Partner_Certification__c; Partner Certification; Partner Certifications; 2017-05; auto CERT-{00000} Certificate Number, history
> Proof that a person at a partner may install or service a series.
Installer_Company: master Installer_Company__c
Contact: ref Contact | Person who holds the certificate.
Certificate_Type: pick [Installation HA; Installation HG; Service; Refrigerant handling; Electrical] req | What the person may do.
Level: pick dep Certificate_Type__c [Basic<Installation HA,Installation HG>; Advanced<Installation HA,Installation HG,Service>; Category I<Refrigerant handling>; Category II<Refrigerant handling>; Restricted<Electrical>; Full<Electrical>] | The choice depends on the certificate type.
Issued_On: date req | Date on the certificate.
Valid_Until: date req | Refresher training is needed before this day.
Valid: fx check {Valid_Until__c >= TODAY()} |  | True until the day of expiry.
Training_Session: ref Training_Session__c | Session in which the test was passed.
Test_Score: pct 5.2 | Score in the final test.
Document_Link: url
Revoked: check track | The certificate was withdrawn before its end.
Revoked_Reason: area

# Training_Course__c; Training Course; Training Courses; 2018-02; name Course Title, read
> A course in the academy's programme.
Course_Code: text 10 req unique ext | Short code in the programme.
Audience: multi [Installer; Service technician; Planner; Sales; Call centre] | For whom the course is made.
Duration_Days: num 4.1
Delivery: pick [Leeds academy; On site; Online; Blended] | Where the course takes place.
Max_Participants: num 3.0 | Seats in one session.
Price_per_Person: money 8.2 | Free for Gold partners.
Leads_to_Certificate: pick [None; Installation HA; Installation HG; Service; Refrigerant handling]
Prerequisites: area | Courses or experience that are needed first.
Content: html 32000 | Programme as shown on the website.
Language: pick [English*; German; Polish; Danish]
Active: check on
Course_Owner: ref User

# Training_Session__c; Training Session; Training Sessions; 2018-02; auto TS-{00000} Session Number, activities
> A course on certain days at one place.
Training_Course: master Training_Course__c
Start_Date: date req | First day.
End_Date: date
Location: text 120 | Address, room or link.
Trainer: ref User | Who leads the session.
Second_Trainer: ref User
Status: pick [Planned*; Confirmed; Full; Held; Cancelled] |  | Confirmed from six registrations on.
Registered: count Training_Attendance__c via Training_Session__c |  | Registrations without those on the waiting list.
Free_Seats: fx num 4.0 {Training_Course__r.Max_Participants__c - Registered__c} | Seats that can be booked.
Registration_Deadline: date
Average_Feedback: num 3.2 | From the feedback forms, one to five.
Meeting_Link: url
Catering_Ordered: check

# Training_Attendance__c; Training Attendance; Training Attendances; 2018-02; auto TA-{000000} Attendance Number
> A person in a session.
Training_Session: master Training_Session__c
Participant: ref Contact | Person who takes part.
Installer_Company: ref Installer_Company__c
Attendance_Status: pick [Registered*; Waiting list; Attended; No show; Cancelled] |  | No shows are charged unless they cancel a week before.
Test_Score: pct 5.2 | Share of right answers.
Passed: fx check {Test_Score__c >= 0.7} | At least 70 percent.
Invoice_Needed: check
Feedback: long 4000
Certificate_Printed: check

# Partner_Tier_Review__c; Partner Tier Review; Partner Tier Reviews; 2021-06; auto PTR-{00000} Review Number
> Yearly decision about a partner's tier.
Installer_Company: master Installer_Company__c
Review_Year: num 4.0 req | Calendar year that is reviewed.
Proposed_Tier: pick [Registered; Silver; Gold; Blocked] |  | Calculated from units, claims and rating.
Decided_Tier: pick [Registered; Silver; Gold; Blocked] | Tier for the coming year.
Units_Installed: num 5.0 | Units in the reviewed year.
Claim_Rate: pct 5.2 | Warranty claims divided by installed units.
Average_Rating: num 3.2
Decision_Reason: long 4000 | Needed when the decision differs from the proposal.
Decided_By: ref User
Decided_On: date
Partner_Informed_On: date | Day on which the letter was sent.
`;
