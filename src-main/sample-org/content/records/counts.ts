/**
 * How many records of each object the sample company has. Telemetry is more than one page of a query and more rows than
 * a report run shows.
 */
const counts = `
Account 420; Contact 560; Lead 260; Opportunity 640; OpportunityLineItem 900; Case 520; Asset 380; WorkOrder 460;
Order 300; OrderItem 520; Product2 44; Campaign 18; Task 400; Event 120; Contract 60; Quote 240; ServiceAppointment 320
Site__c 400; Building__c 430; Heating_Circuit__c 300; Site_Contact__c 240; Tariff__c 14; Sales_Region__c 12
Installation__c 340; Installation_Milestone__c 1300; Site_Survey__c 300; Heat_Loss_Calculation__c 260
Room_Heat_Demand__c 1500; Commissioning_Report__c 250; Permit__c 180
Service_Visit__c 900; Service_Visit_Task__c 1600; Maintenance_Task_Template__c 24; Maintenance_Plan__c 280
Fault_Code__c 60; Diagnosis__c 160; Refrigerant_Log__c 220; Callout_Rate__c 20
Warranty_Registration__c 330; Warranty_Term__c 12; Warranty_Claim__c 240; Claim_Line__c 420; Goodwill_Decision__c 40
Recall_Campaign__c 4; Recall_Unit__c 120
Service_Agreement__c 260; Agreement_Line__c 310; Billing_Schedule__c 250; Invoice__c 720; Invoice_Line__c 1400
Payment__c 640; Dunning_Notice__c 70
Spare_Part__c 90; Warehouse__c 22; Stock_Level__c 600; Stock_Movement__c 1500; Parts_Request__c 300
Parts_Request_Line__c 520; Supplier__c 26; Return_Shipment__c 60
Heat_Pump_Model__c 11; Model_Variant__c 44; Component__c 120; Bill_of_Materials_Line__c 480; Refrigerant__c 5
Production_Order__c 180; Manufactured_Unit__c 500; Production_Batch__c 90; Firmware_Version__c 16
Technician__c 34; Skill__c 14; Technician_Skill__c 110; Work_Shift__c 700; Technician_Absence__c 130; Tool__c 60
Installer_Company__c 75; Partner_Certification__c 160; Training_Course__c 12; Training_Session__c 60
Training_Attendance__c 340; Partner_Tier_Review__c 120
Nonconformity__c 90; Corrective_Action__c 150; Quality_Inspection__c 260; Supplier_Audit__c 30; Customer_Feedback__c 380
Gateway__c 340; Telemetry_Day__c 2400; Alarm__c 480; Alarm_Rule__c 18; Remote_Command__c 150; Efficiency_Report__c 300
Subsidy_Programme__c 14; Subsidy_Application__c 230; Subsidy_Document__c 700; Energy_Certificate__c 160
Flexibility_Enrolment__c 50
Old_Service_Call__c 200; Trade_Fair_Visit__c 80; Test_Calculator__c 2
fieldmile__Route__c 240; fieldmile__Stop__c 900; fieldmile__Vehicle__c 30; fieldmile__Driver_Log__c 300
`;

/** Object names with their numbers of records. */
export const recordCounts: Readonly<Record<string, number>> = Object.fromEntries(
  counts
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const [name = '', count = '0'] = entry.split(' ');
      return [name, Number(count)];
    }),
);
