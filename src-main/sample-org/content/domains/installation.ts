/** From the first visit to the running system. */
export const installation = `
# Installation__c; Installation; Installations; 2017-03; auto INS-{000000} Installation Number, private, history, feed, activities, change
> A project to install a heat pump at one site, from the signed order to handover. Opened automatically when an opportunity is won.
& Residential = Residential | One or two family homes.
= Status__c: Draft*; Survey; Design; Waiting for permit; Scheduled; In progress; Commissioned; Cancelled
= Cancellation_Reason__c: Customer withdrew; Financing refused; Permit refused; Technically not possible; Duplicate
= Replaced_Heating__c: Gas boiler; Oil boiler; Direct electric; Coal or wood; Older heat pump; None (new building)
= Hydraulic_Scheme__c: Direct*; Buffer in series; Buffer in parallel; Hybrid with boiler
= Foundation_Type__c: Concrete plinth*; Wall bracket
& Multi_Family = Multi-family building | Central heating of buildings with three or more flats.
= Status__c: Draft*; Survey; Design; Waiting for permit; Scheduled; In progress; Commissioned; Cancelled
= Cancellation_Reason__c: Financing refused; Permit refused; Technically not possible; Duplicate
= Replaced_Heating__c: Gas boiler*; Oil boiler; None (new building)
= Hydraulic_Scheme__c: Buffer in series; Buffer in parallel*; Hybrid with boiler
= Foundation_Type__c: Concrete plinth; Roof frame; Indoor*
& Commercial = Commercial | Offices, shops, schools and similar buildings.
= Status__c: Draft*; Design; Waiting for permit; Scheduled; In progress; Commissioned; Cancelled
= Cancellation_Reason__c: Financing refused; Permit refused; Technically not possible
= Replaced_Heating__c: Gas boiler; Oil boiler; Older heat pump; None (new building)
= Hydraulic_Scheme__c: Buffer in parallel*; Hybrid with boiler
= Foundation_Type__c: Concrete plinth; Roof frame*; Indoor
& -Retrofit_2017 = Retrofit (2017 process) | Replaced in 2019 by Residential.
= Status__c: Draft; Survey; In progress; Commissioned; Cancelled
= Replaced_Heating__c: Gas boiler; Oil boiler; Coal or wood
! Commissioned_Needs_Date | Enter the commissioning date before the status is set to Commissioned. | Commissioning_Date__c | {AND(ISPICKVAL(Status__c, "Commissioned"), ISBLANK(Commissioning_Date__c))}
! Installer_Required | Choose an installer company before work is scheduled. | Installer_Company__c | {AND(ISPICKVAL(Status__c, "Scheduled"), ISBLANK(Installer_Company__c))} | Own teams have an installer company record as well.
! -Old_Budget_Check | The agreed price must not exceed the budget. | Agreed_Price__c | {Agreed_Price__c > Customer_Budget__c} | Switched off in 2020: customers raise the budget during the project.
Account: ref Account req block | Customer who ordered the installation.
Opportunity: ref Opportunity | Opportunity from which the project was opened.
Site: ref Site__c | Where the heat pump is installed.
Primary_Contact: ref Contact | Person whom the project manager calls.
Model_Variant: ref Model_Variant__c | Variant that is installed.
Status: pick [Draft*; Survey; Design; Waiting for permit; Scheduled; In progress; Commissioned; Cancelled] track | Current step of the project. | Reports on lead time use the history of this field.
Sub_Status: pick dep Status__c [Appointment open<Survey>; Report pending<Survey>; Heat loss pending<Design>; Customer approval<Design>; Submitted<Waiting for permit>; Questions from authority<Waiting for permit>; Material missing<Scheduled>; Ready<Scheduled>; Hydraulics<In progress>; Electrical<In progress>; Punch list<In progress>] | Finer step; the choice depends on the status.
Cancellation_Reason: pick [Customer withdrew; Financing refused; Permit refused; Technically not possible; Duplicate] | Required when a project is cancelled.
Installer_Company: ref Installer_Company__c | Partner or own team that does the work.
Project_Manager: ref User track |  | Responsible from order to handover. A change is written to the history.
Order_Date: date | Date of the signed order.
Planned_Start: date | First day on site.
Planned_End: date
Actual_Start: date
Commissioning_Date: date track | Day on which the unit was put into operation. | Start of the warranty.
Handover_Date: date | Day on which the customer signed the handover.
Lead_Time_Days: fx num 5.0 {Commissioning_Date__c - Order_Date__c} | Days from order to commissioning.
Agreed_Price: money 12.2 | Price with the customer, without tax.
Customer_Budget: money 12.2 | What the customer told us before the offer.
Planned_Hours: num 6.1 | Working hours that were calculated.
Actual_Hours: sum Installation_Milestone__c.Hours_Booked__c via Installation__c as num |  | Hours booked on all milestones.
Open_Milestones: count Installation_Milestone__c via Installation__c [Done__c equals False] | Milestones that are not done.
Replaced_Heating: pick [Gas boiler; Oil boiler; Direct electric; Coal or wood; Older heat pump; None (new building)] | Heating that was there before. | Needed for subsidy applications.
Old_Boiler_Year: num 4.0 | Year of manufacture of the replaced boiler.
Old_Boiler_Disposed: check | The old boiler was taken away with a disposal certificate.
Oil_Tank_Removal: check
Buffer_Tank_Litres = Buffer Tank (l): num 5.0 | Volume of the buffer tank, 0 when there is none.
Hot_Water_Tank_Litres = Hot Water Tank (l): num 5.0 | Volume of the hot water tank.
Hydraulic_Scheme: pick [Direct; Buffer in series; Buffer in parallel; Hybrid with boiler] | Scheme from the planning manual.
Design_Flow_Temperature = Design Flow Temperature (°C): num 4.1 | Flow temperature on the coldest design day.
Electrical_Upgrade_Needed: check | The house connection must be strengthened before commissioning.
Grid_Operator_Approval: pick [Not needed; Requested; Approved; Refused] track |  | From 12 kW connected load the grid operator has to agree.
Foundation_Type: pick [Concrete plinth; Wall bracket; Roof frame; Indoor] | On what the outdoor unit stands.
Distance_to_Boundary = Distance to Boundary (m): num 5.2 | Shortest distance to the neighbour's plot.
Customer_Rating: num 1.0 | One to five stars from the handover form.
Installation_Folder: url | Link to drawings and photos.
Subsidy_Application: ref Subsidy_Application__c | Application that pays part of this project.
Margin_Percent = Margin (%): pct 5.2 class Restricted hidden | Contribution margin after completion. |  Calculated by controlling at month end. Sales must not see it.
Internal_Notes: long 32000 |  | Not visible to partners or customers.
Old_Status: text 40 |  | Status text before the 2019 process change. To be removed.
Installer_Company_Text: text 120 @2017-05

# Installation_Milestone__c; Installation Milestone; Installation Milestones; 2017-05; name Milestone
> A step of an installation with a planned and an actual date. Created from a template by record type.
Installation: master Installation__c
Step: pick [Survey done; Design approved; Permit granted; Material delivered; Foundation ready; Unit placed; Hydraulics done; Electrical done; Commissioned; Handover] req | Which step of the project.
Sequence: num 3.0 |  | Order of the steps, in tens.
Planned_Date: date |  | Calculated from the planned start when the installation is scheduled.
Actual_Date: date
Done: check | Tick when the step is finished.
Delay_Days: fx num 5.0 {IF(ISBLANK(Actual_Date__c), TODAY(), Actual_Date__c) - Planned_Date__c} | Days late; negative when early.
Delay_Reason: pick [Weather; Material; Customer; Permit; Staff; Other] |  | Asked for when a step is more than three days late.
Hours_Booked: num 6.1 | Hours of all people on this step.
Responsible: ref User | Who reports the step as done.
Notes: area

# Site_Survey__c; Site Survey; Site Surveys; 2017-03; auto SUR-{000000} Survey Number, private, history
> What a surveyor found at the house. One record for each visit; the last one counts.
! Outdoor_Space | Enter the free space for the outdoor unit. | Outdoor_Space_m2__c | {AND(ISPICKVAL(Result__c, "Suitable"), ISBLANK(Outdoor_Space_m2__c))}
Site: master Site__c | House that was surveyed.
Installation: ref Installation__c | Project for which the survey was made.
Surveyor: ref User req | Who was on site.
Survey_Date: date req | Day of the visit.
Result: pick [Suitable; Suitable with measures; Not suitable; Second visit needed] track | The surveyor's conclusion.
Measures_Needed: multi [New radiators; Larger pipes; Wall insulation; Roof insulation; New distribution board; Buffer tank; Sound screen] | Work that is needed before a heat pump makes sense.
Outdoor_Space_m2 = Outdoor Space (m²): num 5.1 | Free area for the outdoor unit with service clearance.
Boiler_Room_Height = Boiler Room Height (m): num 4.2 | Clear height; the indoor unit needs 2.05 m.
Door_Width_Cm = Door Width (cm): num 4.0 | Narrowest door on the way to the boiler room.
Fuse_Rating = Fuse Rating (A): num 4.0 | Rating of the main fuse.
Free_Slots_in_Board: num 3.0 | Free slots in the distribution board.
Network_Available: check | Network or mobile reception at the place of the controller.
Existing_Radiators: num 3.0 | Number of radiators in the house.
Underfloor_Heating: pick [None; Partly; Fully] | How much of the house has floor heating.
Supply_Pipe_Diameter = Supply Pipe Diameter (mm): num 4.0 | Outer diameter of the main supply pipe.
Water_Hardness = Water Hardness (°dH): num 4.1 | Measured with a test strip at the kitchen tap.
Asbestos_Suspected: check | Stop and report: no drilling before a specialist has looked.
Noise_Sensitive_Neighbour: check | The neighbour has complained about noise before.
Photo_Count: num 3.0 |  | Photos that were taken with the app.
Sketch_Link: url
Duration_Minutes: num 4.0 |  | From opening to signing the form in the app.
Weather: text 40
Surveyor_Remarks: long 8000 | Anything the planner should know.
Customer_Signature_At: datetime | When the customer signed on the tablet.
Test_Old_Form: check

# Heat_Loss_Calculation__c; Heat Loss Calculation; Heat Loss Calculations; 2018-04; auto HLC-{00000} Calculation Number, history
> Room by room heat loss of a building to the European standard; decides the size of the unit.
Building: ref Building__c req block | Building that was calculated.
Site_Survey: ref Site_Survey__c | Survey that supplied the measurements.
Version_Number: num 2.0 | Counts up with each recalculation.
Approved: check track | An approved calculation can no longer be changed.
Approved_By: ref User | Planner who checked the calculation.
Approved_On: date
Design_Outdoor_Temperature = Design Outdoor Temperature (°C): num 4.1 req | From the climate table by postcode.
Design_Indoor_Temperature = Design Indoor Temperature (°C): num 4.1 | Usual value is 20.
Total_Heat_Loss = Total Heat Loss (W): sum Room_Heat_Demand__c.Heat_Demand_W__c via Calculation__c as num | Sum over all rooms, in watts.
Heated_Area = Heated Area (m²): sum Room_Heat_Demand__c.Floor_Area__c via Calculation__c as num |  | Sum of the floor areas of all rooms.
Room_Count: count Room_Heat_Demand__c via Calculation__c
Specific_Heat_Loss = Specific Heat Loss (W/m²): fx num 6.1 {IF(Heated_Area__c = 0, 0, Total_Heat_Loss__c / Heated_Area__c)} | Heat loss for each square metre. |  Above 100 the house should be insulated first.
Air_Change_Rate: num 4.2 | Air changes an hour from the blower door test or the table.
Thermal_Bridge_Surcharge: pct 5.2 | Surcharge on the transmission losses.
Hot_Water_Surcharge_W = Hot Water Surcharge (W): num 6.0 | Added for domestic hot water by number of persons.
Recommended_Variant: ref Model_Variant__c | Smallest variant that covers the load.
Bivalence_Point = Bivalence Point (°C): num 4.1 | Outdoor temperature below which the heater helps.
Software_Version: text 20
Report_Link: url

# Room_Heat_Demand__c; Room Heat Demand; Room Heat Demands; 2018-04; name Room
> One room of a heat loss calculation.
Calculation: master Heat_Loss_Calculation__c
Floor: pick [Basement; Ground; First; Second; Attic] | Floor on which the room lies.
Room_Use: pick [Living; Bedroom; Kitchen; Bathroom; Hall; Storage; Other] | Decides the target temperature.
Floor_Area = Floor Area (m²): num 6.2 req | Inside measure.
Ceiling_Height = Ceiling Height (m): num 4.2
Target_Temperature = Target Temperature (°C): num 4.1 | Usual values: 20 in rooms, 24 in bathrooms.
Outer_Wall_Area = Outer Wall Area (m²): num 6.2
Window_Area = Window Area (m²): num 6.2
Window_U_Value: num 4.2 | W/(m²K) from the label or the building age.
Wall_U_Value: num 4.2 | Heat transfer of the outer wall in W/(m²K).
Heat_Demand_W = Heat Demand (W): num 6.0 | Result for this room.
Radiator_Output_W = Radiator Output (W): num 6.0 | Output of the existing radiator at the design flow temperature.
Radiator_Sufficient: fx check {Radiator_Output_W__c >= Heat_Demand_W__c} | The radiator can stay.

# Commissioning_Report__c; Commissioning Report; Commissioning Reports; 2017-05; auto COM-{000000} Report Number, private, history
> Measurements and settings when a unit is put into operation. The warranty starts with the signed report.
! Pressure_Plausible | The system pressure must lie between 0.5 and 3 bar. | System_Pressure__c | {OR(System_Pressure__c < 0.5, System_Pressure__c > 3)}
! Signature_Before_Submit | Both signatures are needed before the report is submitted. | Customer_Signed_At__c | {AND(Submitted__c, OR(ISBLANK(Customer_Signed_At__c), ISBLANK(Technician_Signed_At__c)))}
Installation: master Installation__c
Asset: ref Asset | Unit that was put into operation.
Technician: ref Technician__c req block | Who put the unit into operation.
Commissioned_On: date req | First day of operation. The warranty counts from here.
Submitted: check track |  | A submitted report is locked; only the quality team can reopen it.
Flow_Temperature = Flow Temperature (°C): num 4.1 | After 30 minutes of operation.
Return_Temperature = Return Temperature (°C): num 4.1 | Read together with the flow temperature.
Temperature_Spread = Temperature Spread (K): fx num 4.1 {Flow_Temperature__c - Return_Temperature__c} | Flow minus return; between 4 and 8 K is good.
Flow_Rate = Flow Rate (l/min): num 5.1 | Read at the flow meter.
System_Pressure = System Pressure (bar): num 3.1 | Pressure of the heating water when cold.
Refrigerant_Added = Refrigerant Added (kg): num 5.3 | Only if pipes are longer than the factory charge allows. |  Written to the refrigerant log by a flow.
Leak_Test_Passed: check | No leak was found with the detector after 10 minutes.
Insulation_Resistance = Insulation Resistance (MΩ): num 6.2 | At least 1 MΩ between phase and earth.
Earth_Connection_Checked: check
Heating_Curve: num 3.1 | Slope set in the controller.
Parallel_Shift = Parallel Shift (K): num 3.1 | Moves the heating curve up or down without changing its slope.
Hot_Water_Setpoint = Hot Water Setpoint (°C): num 4.1 | Usual value is 50. Above 55 the heater helps.
Legionella_Cycle: pick [Off; Weekly*; Daily] | Thermal disinfection of the hot water tank.
Filter_Cleaned: check | The filter was cleaned after the first hour of operation.
Hydraulic_Balancing_Done: check | Needed for the subsidy.
Balancing_Record_Link: url | Link to the record of the hydraulic balancing.
Gateway_Online: check | The gateway reported to the portal during commissioning.
Customer_Instructed: check | The customer was shown how to use the controller.
Technician_Signed_At: datetime
Customer_Signed_At: datetime
Remarks: long 8000
PDF_Document_Id: text 18 |  | Id of the signed report among the files.

# Permit__c; Permit; Permits; 2018-09; auto PER-{00000} Permit Number, history, activities
> A permission from an authority or grid operator that an installation waits for.
Installation: master Installation__c
Permit_Type: pick [Planning permission; Grid connection; Drilling; Water law; Monument protection; Noise report] req | What has to be allowed.
Authority_Name: text 120 | Office that decides.
Reference_Number: text 40 | Number under which the authority keeps the case.
Status: pick [To be filed*; Filed; Questions; Granted; Granted with conditions; Refused] track |  | Follows letters of the authority. The project manager keeps it up to date.
Filed_On: date | Day on which the application was complete.
Decided_On: date
Valid_Until: date | After this day the permit must be renewed.
Processing_Days: fx num 5.0 {Decided_On__c - Filed_On__c} | Days from filing to decision.
Conditions: long 4000 | Conditions in the words of the authority.
Fee: money 8.2 | Fee charged by the authority.
Fee_Payer: pick [Customer; Halvern; Installer]
`;
