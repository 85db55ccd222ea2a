/** Custom settings, custom metadata types and platform events. */
export const settings = `
# Warranty_Settings__c; Warranty Settings; Warranty Settings; 2017-08; setting hierarchy
> Limits of the warranty process, by profile or user.
Registration_Deadline_Days: num 4.0 | Days after commissioning in which a unit can be registered.
Auto_Approve_Limit: money 10.2 | Claims up to this amount are approved without review.
Part_Return_Limit: money 10.2 | Parts below this value need not come back.
Claims_Mailbox: email | Sender of letters about claims.
Bypass_Validation: check | Only for data loads. Switch off again afterwards.
Letter_Template_Id: text 18

# Telemetry_Settings__c; Telemetry Settings; Telemetry Settings; 2019-09; setting hierarchy
> How readings and alarms are handled.
Retention_Months: num 3.0 | Telemetry days older than this are deleted.
Offline_After_Hours: num 4.0 | Hours without a message until a gateway counts as offline.
Max_Cases_per_Day: num 5.0 | Stops a wave of cases when the portal has a fault.
Portal_Base_Url: url
Consent_Text_Version: text 10
Batch_Size: num 5.0 |  | Readings in one transaction of the load job.
Pause_Alarms_Until: datetime |  | Set during work on the portal; alarms are stored but open no cases.

# Integration_Endpoint__c; Integration Endpoint; Integration Endpoints; 2018-02; setting list
> Addresses of systems we talk to. Secrets are in named credentials, not here.
Endpoint_Url: url |  | Base address without a slash at the end.
Timeout_Ms = Timeout (ms): num 6.0 | Time after which a call is given up.
Active: check on | Off stops all calls to this system.
Retry_Count: num 2.0 | Attempts before the alert is sent.
Owner_Team: text 40 | Who gets the alert when calls fail.
Last_Failure_At: datetime
ZZ_Password_Old: text 40 |  | Emptied in 2019 when named credentials were introduced. Delete.

# Bypass_Automation__c; Bypass Automation; Bypass Automation; 2021-01; setting hierarchy
> Switches off automation for a user, for data loads.
Flows: check | Record-triggered flows end at once.
Validation_Rules: check |  | Validation rules that read this setting do not fire.
Triggers: check |  | Apex triggers return before their first query.
Reason: text 120

# Warranty_Rule__mdt; Warranty Rule; Warranty Rules; 2019-06; mdt
> Which warranty term applies for which series and country. Read when a registration is saved.
Series: pick [HA; HG; HW] | Series for which the rule applies.
Country_Code: text 2 req | Two-letter code of the country of installation.
Term_Name: text 80 req | Name of the warranty term record.
Valid_From: date
Valid_Until: date
Priority: num 3.0 | The lowest number wins.
Country_Setting: metaref Country_Setting__mdt |  | Settings of the country.

# Country_Setting__mdt; Country Setting; Country Settings; 2019-06; mdt
> Values that differ by country.
ISO_Code = ISO Code: text 2 req unique | Two letters, upper case.
Currency: text 3 | Three-letter currency code for price lists.
Default_Tax_Rate: pct 5.2
Emergency_Number: phone | Shown on service reports.
Date_Format: text 12
Cooling_Off_Days: num 3.0 | Days in which private customers can withdraw.
Legal_Entity: text 80 |  | Company name printed on offers and invoices in this country.

# Alarm_Routing__mdt; Alarm Routing; Alarm Routings; 2020-03; mdt
> To which queue an alarm goes.
Severity: text 20 req | Severity of the alarm, exactly as in the picklist on Alarm.
Queue_Developer_Name: text 80 req |  | Developer name of the queue that owns the new case.
Business_Hours_Only: check
Escalate_After_Minutes: num 5.0 | Minutes until the next level is informed.
Sms_Recipients: long 1000 |  | Phone numbers for text messages, one on each line.

# Telemetry_Alarm__e; Telemetry Alarm; Telemetry Alarms; 2019-09; event
> Published by the portal for each new alarm.
Gateway_Id: text 40 |  | MAC address without colons.
Fault_Code: text 20 |  | Code as text; looked up by the subscriber.
Severity: text 20
Raised_At: datetime
Snapshot: long 32000 | Readings as JSON.
Message_Id: text 36 |  | Prevents double processing.

# Unit_Shipped__e; Unit Shipped; Units Shipped; 2021-06; event
> Published by the ERP interface when a unit leaves the plant.
Serial_Number: text 11 | Serial number of the unit.
Article_Number: text 18
Delivery_Note: text 16
Shipped_At: datetime |  | Time of the loading scan.
`;
