/** What every grown org has: objects that nobody dares to delete. */
export const leftovers = `
# Old_Service_Call__c; Old Service Call; Old Service Calls; 2017-03; name Call Number, private
> Service calls from the system before 2017. Replaced by Service Visit; read only.
Customer_Number: text 12 |  | Number in the old system, not the ERP number.
Customer_Name: text 120
Call_Date: date
Technician_Name: text 60
Unit_Serial: text 20
Fault_Text: long 4000
Work_Text: long 4000
Amount: num 10.2
Paid: check
Migrated: check | Set when a service visit was made from this record.
Service_Visit: ref Service_Visit__c |  | Visit that was created from this call in the migration.

# ZZ_Import_Staging__c; ZZ Import Staging; ZZ Import Staging; 2017-05; auto Z-{0000000} Row, private
Row_Text_1: text 255
Row_Text_2: text 255
Row_Text_3: text 255
Row_Date: date
Row_Amount: num 16.4
Import_Status: text 20
Import_Error: long 4000
Batch: text 40 |  | Name of the file the row came from.

# Test_Calculator__c; Test Calculator; Test Calculators; 2019-11; name Test Name, indevelopment
Input_A: num 10.2
Input_B: num 10.2
Result: fx num 12.2 {Input_A__c * Input_B__c}
Checked_By: ref User

# Trade_Fair_Visit__c; Trade Fair Visit; Trade Fair Visits; 2018-01; auto TF-{0000} Visit Number
> Conversations at trade fairs. Last used in 2020; leads are now taken with the campaign form.
Fair_Name: text 80
Visit_Day: date
Lead: ref Lead
Contact: ref Contact
Interest: multi [Air source; Ground source; Hot water; Partner programme; Spare parts]
Conversation_Note: long 4000
Follow_Up: pick [None; Brochure; Call; Visit]
Badge_Scan: text 60
`;
