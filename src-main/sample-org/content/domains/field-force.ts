/** Technicians, skills, shifts and tools. */
export const fieldForce = `
# Technician__c; Technician; Technicians; 2017-03; name Technician Name, private, history
> A person who visits customers: own employees and technicians of service partners.
& Employee = Employee | Employed by Halvern.
= Electrical_Qualification__c: None*; Restricted; Full
& Partner_Technician = Partner technician | Employed by a service partner.
= Electrical_Qualification__c: Restricted*; Full
User: ref User | Login of the technician.
Contact: ref Contact | For technicians of partners.
Installer_Company: ref Installer_Company__c
Employee_Number: text 10 unique ext | From the payroll system.
Home_Warehouse: ref Warehouse__c | Van stock of the technician.
Region: ref Sales_Region__c | Region in which the technician works.
Mobile_Phone: phone
Home_Position: geo class Confidential |  | Start of the daily route. Rounded to 1 km for privacy.
Hired_On: date | First day of work.
Left_On: date
Active: check on track
Weekly_Hours: num 4.1 | Contract hours a week.
On_Call: check | Takes part in the night and weekend rota.
Refrigerant_Certificate: text 30 | Number of the certificate for handling refrigerants.
Refrigerant_Certificate_Until: date | After this day no work on the refrigerant circuit.
Electrical_Qualification: pick [None; Restricted; Full] | Decides which electrical work is allowed.
Driving_Licence_Checked_On: date | Checked twice a year.
Skill_Count: count Technician_Skill__c via Technician__c |  | Skills on file.
Visits_This_Month: num 4.0
First_Time_Fix_Rate: pct 5.2 | Share of repairs solved in one visit, last 90 days.
Average_Rating: num 3.2
Hourly_Cost: money 8.2 class Restricted |  | Internal rate from controlling, for job costing.
Emergency_Contact: text 120 class Restricted | Whom to call after an accident.
Team: text 40

# Skill__c; Skill; Skills; 2018-02; name Skill Name, read
> Something a technician must be able to do for a kind of work.
Skill_Group: pick [Product; Trade; Safety; Language]
Needs_Certificate: check | A certificate must be on file.
Valid_Months: num 3.0 | Months until a refresher is needed; empty means for ever.
Explanation: area | What somebody with the skill can do.
Required_for_Series: multi [HA; HG; HW]
Active: check on

# Technician_Skill__c; Technician Skill; Technician Skills; 2018-02; auto TSK-{000000} Technician Skill Number
> A skill of a technician with its level.
Technician: master Technician__c
Skill: ref Skill__c req block | What the technician can do.
Level: pick [Learning; Independent*; Expert] | Independent technicians can be planned alone.
Acquired_On: date
Valid_Until: date
Expired: fx check {Valid_Until__c < TODAY()} | Planning no longer offers the technician for this skill.
Assessed_By: ref User
Certificate_Link: url

# Work_Shift__c; Work Shift; Work Shifts; 2018-06; auto SH-{0000000} Shift Number
> A working time of a technician on one day, used by route planning.
Technician: master Technician__c
Shift_Date: date req | Day on which the shift starts.
Start_Time: time
End_Time: time
Shift_Type: pick [Day*; Late; On call; Training] | On-call shifts are planned for emergencies only.
Break_Minutes: num 3.0 default 30 | Unpaid break.
Net_Hours: num 4.2 | Hours that can be planned.
Planned_Hours: num 4.2 |  | Hours of all appointments in the shift, with travel.
Utilisation: fx pct 5.2 {IF(Net_Hours__c = 0, 0, Planned_Hours__c / Net_Hours__c)} | Planned divided by net hours.
Swapped_With: ref Technician__c
Locked: check | Payroll has closed the month.

# Technician_Absence__c; Technician Absence; Technician Absences; 2018-06; auto AB-{00000} Absence Number, private
> Holidays, sickness and training of technicians.
Technician: master Technician__c
Absence_Type: pick [Holiday; Sickness; Parental leave; Training; Other] req | Kind of absence.
First_Day: date req | First day away.
Last_Day: date req
Days: fx num 4.0 {Last_Day__c - First_Day__c + 1} | Calendar days with the first and the last.
Approved: check track |  | Sickness needs no approval and is ticked at once.
Approved_By: ref User
Half_Day: check
Note: area

# Tool__c; Tool; Tools; 2019-09; name Tool Name
> Measuring devices and tools that must be calibrated.
Tool_Type: pick [Manometer; Vacuum pump; Leak detector; Scale; Multimeter; Recovery unit; Thermal camera; Torque wrench] | Kind of device.
Inventory_Number: text 12 unique ext | Number on the sticker.
Manufacturer: text 60
Serial_Number: text 30
Technician: ref Technician__c | Who has it now.
Purchased_On: date
Purchase_Value: money 10.2
Calibrated_On: date | Date of the last calibration.
Calibration_Interval_Months: num 3.0 | As given by the manufacturer.
Calibration_Due: fx date {ADDMONTHS(Calibrated_On__c, Calibration_Interval_Months__c)} | A tool past this day must not be used.
Calibration_Certificate: url
Status: pick [In use*; In calibration; Lost; Scrapped] track |  | Tools in calibration cannot be chosen in reports.
`;
