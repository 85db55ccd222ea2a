/** Products and manufacturing: what is built, from what, and each unit that left the line. */
export const products = `
# Heat_Pump_Model__c; Heat Pump Model; Heat Pump Models; 2017-03; name Model Name, read, history
> A model as it stands in the catalogue, with the values declared for its energy label. One record for each model, not for each unit built.
& Air_Source = Air source | Outdoor units and monoblocks that take heat from the air.
= Series__c: HA*
= Heat_Source__c: Air*; Exhaust air
= Lifecycle_Status__c: In development*; Released; Phase-out; Discontinued
= Power_Supply__c: 230 V 1~; 400 V 3~*
& Ground_Source = Ground source | Brine-to-water units with borehole or collector.
= Series__c: HG*
= Heat_Source__c: Brine*; Ground water
= Lifecycle_Status__c: In development*; Released; Phase-out; Discontinued
= Power_Supply__c: 400 V 3~*
& Hot_Water = Hot water | Units that only make domestic hot water.
= Series__c: HW*
= Heat_Source__c: Air*; Exhaust air
= Lifecycle_Status__c: In development*; Released; Discontinued
= Power_Supply__c: 230 V 1~*
! Flow_Temperature_Range | The maximum flow temperature must be higher than the minimum. | Max_Flow_Temperature__c | {Max_Flow_Temperature__c <= Min_Flow_Temperature__c}
! Discontinued_Needs_Date | Enter the last order date when a model is discontinued. | Last_Order_Date__c | {AND(ISPICKVAL(Lifecycle_Status__c, "Discontinued"), ISBLANK(Last_Order_Date__c))} | Spare part planning needs the last order date.
Model_Code: text 20 req unique ext | Short code printed on the rating plate, for example HA-08-M. | Key of the model in the ERP system. Never changes once the first unit is built.
Product: ref Product2 | Sales product that this model is sold as.
Series: pick [HA; HG; HW; HX!] restrict | Product series. HX was sold until 2019.
Heat_Source: pick [Air*; Brine; Exhaust air; Ground water] | Where the unit takes its heat from.
Lifecycle_Status: pick [In development*; Released; Phase-out; Discontinued] track | In phase-out a model can still be ordered, but no new quotes should offer it. | Set by product management. Drives visibility in the configurator.
Release_Date: date | First day on which the model can be ordered.
Last_Order_Date: date | Last day on which orders are accepted.
Nominal_Heat_Output = Nominal Heat Output (kW): num 5.2 | Heat output at A7/W35 or B0/W35, in kilowatts.
Max_Flow_Temperature = Max. Flow Temperature (°C): num 4.1 | Highest flow temperature the unit reaches without the electric heater.
Min_Flow_Temperature = Min. Flow Temperature (°C): num 4.1 | Lowest temperature for floor heating and cooling.
SCOP_35 = SCOP at 35 °C: num 4.2 | Seasonal coefficient of performance for low temperature use. | Declared value from the test laboratory, average climate.
SCOP_55 = SCOP at 55 °C: num 4.2 | Seasonal coefficient of performance for medium temperature use. | Declared value from the test laboratory, average climate.
Energy_Class_35 = Energy Class at 35 °C: pick [A+++; A++; A+; A; B] | Class on the energy label for floor heating.
Energy_Class_55 = Energy Class at 55 °C: pick [A+++; A++; A+; A; B] | Class on the energy label for radiators.
Sound_Power_Level = Sound Power Level (dB(A)): num 4.1 | Outdoor unit at nominal load. Needed for planning permission.
Night_Mode_Sound_Power = Night Mode Sound Power (dB(A)): num 4.1 | Outdoor unit in night mode at reduced load.
Refrigerant: ref Refrigerant__c | Refrigerant the unit is filled with at the factory.
Refrigerant_Charge = Refrigerant Charge (kg): num 5.3 | Factory charge in kilograms.
CO2_Equivalent = CO2 Equivalent (t): fx num 8.3 {Refrigerant_Charge__c * Refrigerant__r.Global_Warming_Potential__c / 1000} | Charge times global warming potential, in tonnes. | Above 5 t a yearly leak check is required by law.
Leak_Check_Required: fx check {CO2_Equivalent__c >= 5} |  | True when the CO2 equivalent reaches the legal threshold for leak checks.
Power_Supply: pick [230 V 1~; 400 V 3~] | Supply of the outdoor unit.
Max_Current = Max. Current (A): num 4.1 | Design current for choosing the circuit breaker.
Weight_Kg = Weight (kg): num 6.1 | Weight of the outdoor unit without packaging.
Width_Mm = Width (mm): num 5.0
Height_Mm = Height (mm): num 5.0
Depth_Mm = Depth (mm): num 5.0
List_Price: money 10.2 | Recommended price without tax.
Noise_Level = Noise Level: num 4.1 @2018-01 |  | Duplicate of Sound Power Level from the 2018 price list import. Not maintained.
Units_Built: num 8.0 |  | Filled every night from the manufacturing system.
Brochure_Link: url |  | Page of the current brochure on the website.
Old_ERP_Code: text 18

# Model_Variant__c; Model Variant; Model Variants; 2017-03; name Variant Name
> A model in one colour, controller generation and power supply, as it can be ordered.
Model: master Heat_Pump_Model__c | Model that this is a variant of.
Article_Number: text 18 req unique ext | Number on the price list and on the packaging.
Controller_Generation: pick [G2!; G3; G4*] | Generation of the control board. G2 has no network connection.
Casing_Colour: pick [Anthracite*; White; Basalt grey; Customer colour]
Integrated_Heater = Integrated Heater (kW): num 4.1 | Output of the built-in electric heater.
Cooling_Enabled: check | The variant can cool through the heating circuit.
Smart_Grid_Ready: check on | Can be switched by the grid operator over two contacts.
Gross_Price: money 10.2 |  | List price without tax, from the ERP system.
Lead_Time_Days: num 4.0 | Usual time from order to dispatch, in working days.
Orderable_From: date | First day for orders.
Orderable_Until: date
EAN: text 13 unique | 13-digit article number for trade. | Assigned by the trade data team; do not invent numbers.
Replacement_Variant: ref Model_Variant__c | Variant to offer when this one is no longer orderable.
Configurator_Key: text 40 |  | Key of the variant in the online configurator.

# Component__c; Component; Components; 2017-05; name Component Name, history
> A bought or own-made part that goes into a unit on the line. Spare parts for the field are in Spare Part.
Component_Number: text 20 req unique ext | Drawing number with revision letter.
Component_Type: pick [Compressor; Heat exchanger; Expansion valve; Fan; Circulation pump; Control board; Sensor; Casing; Wiring harness; Other*] | Main group for purchasing.
Supplier: ref Supplier__c | Main source.
Second_Source: ref Supplier__c | Approved alternative supplier.
Standard_Cost: money 10.4 class Confidential | Cost used for the yearly calculation. | Visible to purchasing and finance only.
Unit_of_Measure: pick [Piece*; Metre; Kilogram; Litre]
Drawing_Revision: text 4 | Letter of the current revision.
Serial_Tracked: check | Each piece has its own serial number that is scanned at assembly.
RoHS_Declaration_Date: date | Date of the supplier's declaration of conformity.
Country_of_Origin: text 2 | Two-letter country code for customs.
Customs_Tariff_Number: text 11 | Needed for export papers.
Safety_Critical: check | Part of the pressure circuit or of electrical protection. | Changes need a release by the quality department.
Spare_Part: ref Spare_Part__c | Spare part that replaces this component in the field.
ZZ_Legacy_Group: text 30

# Bill_of_Materials_Line__c; Bill of Materials Line; Bill of Materials Lines; 2017-05; auto BOM-{000000} Line Number
> One component in the structure of a model variant.
Variant: master Model_Variant__c
Component: ref Component__c req block | Component that is built in.
Quantity: num 8.3 req | How many units of measure go into one unit.
Position: num 4.0 | Position number on the assembly drawing.
Assembly_Station: pick [Frame; Refrigerant circuit; Electrical; Casing; Final test] | Station on the line where the component is built in.
Valid_From: date | First production date with this line.
Valid_Until: date
Line_Cost: fx money 12.4 {Quantity__c * Component__r.Standard_Cost__c} | Quantity times standard cost.
Change_Number: text 12 | Engineering change that added or removed the line.
Is_Consumable: check

# Refrigerant__c; Refrigerant; Refrigerants; 2017-03; name Designation, read
> Refrigerants with the values that reports to the authorities need.
Global_Warming_Potential: num 6.0 req | Factor against CO2 over 100 years, from the regulation. | R290 counts 3, R410A counts 2088.
Safety_Class: pick [A1; A2L; A2; A3] | Toxicity and flammability class.
Flammable: fx check {NOT(ISPICKVAL(Safety_Class__c, "A1"))} |  | Everything except class A1.
Permitted_For_New_Units: check on | Off when the law no longer allows it in newly sold units.
Ban_Date: date | From this day on new units may not contain it.
Natural: check | Natural refrigerants need no phase-down quota.
Cylinder_Colour: text 30
Handling_Notes: long 5000 | What a technician must know before opening the circuit.
Stock_on_Hand_Kg = Stock on Hand (kg): num 8.2

# Production_Order__c; Production Order; Production Orders; 2018-02; auto PO-{0000000} Order Number, private, history, feed
> An order to the plant for a number of units of one variant. Created by the ERP interface every hour.
! Completed_After_Start | The completion cannot lie before the start. | Completed_At__c | {Completed_At__c < Started_At__c}
Variant: ref Model_Variant__c req block | What is built.
Plant: pick [Leeds*; Gdynia] | Where the units are built.
Line: pick dep Plant__c [Line 1<Leeds>; Line 2<Leeds>; Line 3<Leeds,Gdynia>; Test line<Gdynia>] | Assembly line; the choice depends on the plant.
Order_Status: pick [Planned*; Released; In progress; Completed; Cancelled] track |  | Follows the ERP system. Changes here are overwritten.
Planned_Quantity: num 6.0 req | Units to build.
Good_Quantity: count Manufactured_Unit__c via Production_Order__c [Final_Test_Result__c equals Passed] |  | Units that passed the final test.
Scrap_Quantity: num 6.0 | Units that were scrapped, as booked by the shift leader.
Yield: fx pct 5.2 {IF(Planned_Quantity__c = 0, 0, Good_Quantity__c / Planned_Quantity__c)} | Good units divided by planned units.
Planned_Start: date | First day in the plan.
Planned_End: date
Started_At: datetime |  | First scan at the first station.
Completed_At: datetime |  | Last scan at the final test.
Priority: pick [Normal*; Rush; Showcase] | Rush orders are sequenced first.
Sales_Order: ref Order | Customer order when the unit is built to order.
ERP_Order_Number: text 12 unique ext | Number of the order in the ERP system.
Planner: ref User | Who scheduled the order.
Shift_Leader: ref User
Interface_Message: long 2000 |  | Last answer of the ERP interface, for support.

# Manufactured_Unit__c; Manufactured Unit; Manufactured Units; 2018-02; name Serial Number, private, history, change
> One unit with its serial number, from assembly to delivery. Once installed it becomes an Asset.
! Serial_Number_Format | A serial number has two letters and nine digits. | Name | {NOT(REGEX(Name, "[A-Z]{2}[0-9]{9}"))} | Format of the rating plate since 2018.
Production_Order: master Production_Order__c | Order under which the unit was built.
Variant: ref Model_Variant__c | Variant that was built.
Asset: ref Asset | Asset that this unit became when it was installed.
Serial_Number: text 11 unique ext | Serial number from the rating plate.
Serial_No: text 20 @2018-02 | Serial number as typed by the warehouse. |  Kept for units from before the scanner roll-out.
Compressor_Serial: text 24 | Scanned at the refrigerant circuit station.
Control_Board_Serial: text 24
Firmware_Version: ref Firmware_Version__c | Firmware at the final test.
Assembled_On: date |  | Date of the last assembly station.
Final_Test_Result: pick [Passed; Passed after rework; Failed; Not tested*] track | Result of the end-of-line test.
Final_Test_At: datetime
Measured_COP = Measured COP: num 4.2 | Coefficient of performance measured on the test bench.
Leak_Rate = Leak Rate (g/a): num 6.3 | Result of the helium leak test in grams a year.
Refrigerant_Filled = Refrigerant Filled (kg): num 5.3 | Weighed at the filling station.
Rework_Count: num 2.0 |  | Times the unit went back from final test.
Released_By: ref User | Inspector who released the unit.
Dispatch_Date: date
Delivery_Note: text 16 | Number of the delivery note.
Warehouse: ref Warehouse__c | Where the unit lies until dispatch.
Age_Days = Age (Days): fx num 6.0 {TODAY() - Assembled_On__c} | Days since assembly.
Blocked: check track | A blocked unit must not leave the warehouse. | Set by quality together with a nonconformity.
Blocked_Reason: area | Why the unit must stay in the warehouse.
Test_Barcode: text 10 @2019-02

# Production_Batch__c; Production Batch; Production Batches; 2019-06; auto BATCH-{00000} Batch Number
> Deliveries of one component that were used together. Needed to find affected units in a recall.
Component: ref Component__c req block | Component that was delivered.
Supplier_Batch: text 40 req | Batch number printed by the supplier.
Received_On: date | Day of goods receipt.
Received_Quantity: num 10.2 | Quantity counted at goods receipt.
Used_From_Serial: text 11 | First unit built with this batch.
Used_To_Serial: text 11 | Last unit built with this batch.
Inspection: ref Quality_Inspection__c | Incoming inspection of the batch.
Released: check | Quality has released the batch for production.
Expiry_Date: date
Storage_Location: text 20

# Firmware_Version__c; Firmware Version; Firmware Versions; 2019-09; name Version, read, history
> Firmware of the control board with what changed and who may get it.
Controller_Generation: pick [G2!; G3; G4] req | Board that the firmware runs on.
Release_Channel: pick [Internal*; Field test; General] track | Field test goes to enrolled customers only.
Released_On: date | First day on which units could get the version.
Withdrawn_On: date | Set when the version must no longer be installed.
Release_Notes: html 32000 | What changed, in words for technicians.
Customer_Notes: long 4000 |  | Text of the message in the customer app.
Min_Bootloader: text 12 | Oldest boot loader that accepts the update.
Package_Size_Kb = Package Size (kB): num 8.0
Checksum: text 64 unique | SHA-256 of the package. | Compared by the gateway before it installs the update.
Mandatory: check | Installed at the next connection without asking.
Fixes_Fault_Codes: area | Fault codes that this version removes, separated by commas.
Units_on_Version: num 8.0 |  | Number of connected units that run the version, counted every night.
`;
