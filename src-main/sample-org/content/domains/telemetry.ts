/** Connected units: gateways, readings, alarms and remote commands. */
export const telemetry = `
# Gateway__c; Gateway; Gateways; 2019-06; name Gateway Id, private, history
> The device that connects a unit with the portal.
! Mac_Address | A MAC address has twelve hexadecimal digits in pairs. | MAC_Address__c | {AND(NOT(ISBLANK(MAC_Address__c)), NOT(REGEX(MAC_Address__c, "([0-9A-F]{2}:){5}[0-9A-F]{2}")))}
Asset: ref Asset | Unit to which the gateway is connected.
Site: ref Site__c
Hardware_Revision: pick [R1!; R2; R3*] | Printed on the back of the housing.
MAC_Address: text 17 unique ext | Six pairs of hexadecimal digits with colons.
SIM_Number: text 20 | Only for units without a network at the customer's house.
Connection_Type: pick [Ethernet; Wi-Fi; Mobile] | How the gateway reaches the internet.
Connection_Status: pick [Never seen*; Online; Offline; Retired] track |  | Online when a message came within the last four hours.
Last_Seen: datetime | Last message that arrived. |  Updated every 15 minutes at most, to save API calls.
Signal_Strength = Signal Strength (dBm): num 4.0
Firmware_Version: ref Firmware_Version__c | Firmware of the unit behind the gateway.
Gateway_Firmware: text 20
Update_Window: pick [Any time; 02:00-05:00*; Only with consent] | When updates may be installed.
Customer_Consent: check track | The customer agreed that readings are stored and used for service.
Consent_Given_On: date | Day on which the customer agreed.
Consent_Withdrawn_On: date | Readings older than this day are deleted.
Installed_On: date | Day of pairing.
Days_Offline: fx num 5.0 {IF(ISPICKVAL(Connection_Status__c, "Offline"), NOW() - Last_Seen__c, 0)} | Whole days without a message.
Data_Volume_MB = Data Volume (MB): num 8.2 |  | Mobile data in the current month.
Pairing_Code: secret 16 class Restricted |  | Shown once to the installer. Encrypted at rest.
Retired_Reason: pick [Replaced; Customer left; Broken]

# Telemetry_Day__c; Telemetry Day; Telemetry Days; 2019-09; auto TD-{000000000} Reading Number, private
> Readings of one unit for one day, added up by the portal. Kept for three years.
Gateway: ref Gateway__c req block | Gateway that sent the readings.
Asset: ref Asset
Reading_Date: date req | Day in the time zone of the site.
Heat_Produced_kWh = Heat Produced (kWh): num 9.2 | Heat for rooms and hot water.
Hot_Water_kWh = Heat for Hot Water (kWh): num 9.2 | Part of the heat that went to hot water.
Electricity_Used_kWh = Electricity Used (kWh): num 9.2 | All consumption of the unit with pumps and heater.
Heater_kWh = Electric Heater (kWh): num 9.2 | Part of the electricity that went to the electric heater.
Daily_COP = Daily COP: fx num 5.2 {IF(Electricity_Used_kWh__c = 0, 0, Heat_Produced_kWh__c / Electricity_Used_kWh__c)} | Heat produced divided by electricity used.
Compressor_Starts: num 5.0 | More than 30 a day means short cycling.
Compressor_Hours: num 5.2
Defrost_Count: num 4.0 | Times the outdoor unit was defrosted.
Mean_Outdoor_Temperature = Mean Outdoor Temperature (°C): num 5.1
Min_Outdoor_Temperature = Min. Outdoor Temperature (°C): num 5.1
Mean_Flow_Temperature = Mean Flow Temperature (°C): num 5.1 | Mean while the compressor ran.
Mean_Room_Temperature = Mean Room Temperature (°C): num 5.1
Minutes_Missing: num 5.0 | Minutes without readings.
Complete: fx check {Minutes_Missing__c < 60} |  | Fewer than 60 minutes are missing.
Load_Key: text 60 unique ext |  | Gateway and date; prevents double loading.

# Alarm__c; Alarm; Alarms; 2019-09; auto AL-{00000000} Alarm Number, private, activities, change
> A fault or a limit passed, reported by a unit.
Gateway: ref Gateway__c
Asset: ref Asset req block
Fault_Code: ref Fault_Code__c | Code that the unit sent.
Alarm_Rule: ref Alarm_Rule__c | Rule that raised the alarm; empty when the unit itself reported it.
Raised_At: datetime req | When the unit or the rule raised the alarm, in UTC.
Cleared_At: datetime | When the alarm went away by itself or was reset.
Duration_Hours: fx num 8.2 {(Cleared_At__c - Raised_At__c) * 24}
Severity: pick [Information; Warning; Fault; Lockout] track |  | Copied from the fault code, raised one step when the outdoor temperature is below -5 °C.
State: pick [New*; Acknowledged; Case opened; Cleared; Ignored] | Where the alarm stands. Cleared alarms are kept for two years.
Acknowledged_By: ref User
Case: ref Case | Case that was opened from the alarm.
Repeat_Count: num 5.0 | How often the same alarm came within 24 hours.
Outdoor_Temperature = Outdoor Temperature (°C): num 5.1
Snapshot: long 32000 |  | Readings at the time of the alarm as JSON, for the diagnosis page.
Customer_Notified_At: datetime |  | Time of the push message in the customer app.
Suppressed_By_Rule: check |  | The alarm came in the quiet months of its rule and opened no case.

# Alarm_Rule__c; Alarm Rule; Alarm Rules; 2020-03; name Rule Name, read, history
> A limit that the portal watches, with what happens when it is passed.
Measured_Quantity: pick [Flow temperature; Outdoor temperature; Daily COP; Compressor starts; System pressure; Offline hours] req | Reading that the rule looks at.
Comparison: pick [Above*; Below; Missing] | Whether values above or below the threshold raise the alarm.
Threshold: num 8.2 req | Limit in the unit of the measured quantity.
Duration_Minutes: num 5.0 | How long the limit must be passed.
Severity: pick [Information; Warning; Fault]
Series: multi [HA; HG; HW] | The rule applies to these series only.
Open_Case: check | A case is opened without anybody looking first.
Notify_Customer: check | Send a push message to the customer as well.
Notify_Installer: check | Only partners with portal access.
Quiet_Months: multi [May; June; July; August; September] | Months in which the rule rests.
Active: check on track
Alarms_Last_Month: num 8.0
Explanation: long 4000 |  | Why the rule exists and who asked for it.

# Remote_Command__c; Remote Command; Remote Commands; 2021-03; auto CMD-{0000000} Command Number, private
> A change of settings or a reset that was sent to a unit.
! Consent_Needed | The customer has not agreed to remote access. | Gateway__c | {NOT(Gateway__r.Customer_Consent__c)}
Gateway: ref Gateway__c req block | Gateway that receives the command.
Command: pick [Reset fault; Change heating curve; Change hot water setpoint; Night mode; Firmware update; Restart gateway] req restrict | What the unit should do.
Parameter: text 60
Old_Value: text 60 |  | Read from the unit before the change, so that it can be undone.
New_Value: text 60 | Value after the change.
Requested_By: ref User | Who sent the command.
Requested_At: datetime
Status: pick [Queued*; Sent; Confirmed; Failed; Timed out] track |  | Timed out after 15 minutes without an answer.
Answer: text 255 | Answer of the unit.
Case: ref Case
Customer_Agreed: check | The customer agreed on the phone to this change.
Rolled_Back: check

# Efficiency_Report__c; Efficiency Report; Efficiency Reports; 2022-02; auto ER-{000000} Report Number
> A year of a unit's readings as it is sent to the customer.
Asset: ref Asset req block
Report_Year: num 4.0 req | Calendar year of the readings.
Heat_Produced_kWh = Heat Produced (kWh): num 10.0 |  | Sum of all telemetry days of the year.
Electricity_Used_kWh = Electricity Used (kWh): num 10.0 |  | Sum of all telemetry days of the year, with the electric heater.
Seasonal_Performance: fx num 4.2 {IF(Electricity_Used_kWh__c = 0, 0, Heat_Produced_kWh__c / Electricity_Used_kWh__c)} | Heat divided by electricity over the year.
Expected_Performance: num 4.2 | Value from the planning documents.
Deviation: fx pct 5.2 {IF(Expected_Performance__c = 0, 0, Seasonal_Performance__c / Expected_Performance__c - 1)} | Measured against expected.
CO2_Saved_kg = CO2 Saved (kg): num 9.0 | Against the replaced heating.
Cost_Saved: money 10.2 | Against the replaced heating, at the tariff of the site.
Days_with_Data: num 3.0 |  | Reports with fewer than 300 days are not sent.
Advice: long 8000 | Up to three hints for the customer.
Sent_On: date
Opened_On: date
`;
