/** Where units stand: sites, buildings, heating circuits and tariffs. */
export const sites = `
# Site__c; Site; Sites; 2017-03; name Site Name, private, history, feed, activities
> An address with at least one building in which a unit stands or will stand. A customer can have several sites.
! Postcode_Format | Enter the postcode in the form used in the country. | Postal_Code__c | {AND(ISPICKVAL(Country__c, "GB"), NOT(REGEX(Postal_Code__c, "[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}")))}
Account: ref Account req block | Customer who owns or runs the site.
Site_Type: pick [Detached house*; Semi-detached house; Terraced house; Flat; Multi-family building; Commercial; Public] | Kind of property.
Street: text 120 req | Street and house number.
City: text 60 | Town or village.
Postal_Code: text 12 | In the form of the country.
County: text 60
Country: pick [GB=United Kingdom*; IE=Ireland; DK=Denmark; DE=Germany; PL=Poland]
Position: geo | Used for planning routes; filled from the address.
Altitude_m = Altitude (m): num 5.0 | Height above sea level; changes the design temperature.
Climate_Zone: pick [Colder; Average; Warmer] | Zone of the energy label.
Region: ref Sales_Region__c |  | Found by postcode. Change the postcode ranges of the region, not this field.
Building_Count: count Building__c via Site__c |  | Buildings on the site.
Heated_Area_Total = Heated Area, Total (m²): sum Building__c.Heated_Area__c via Site__c as num |  | Sum over all buildings.
Access_Notes: area | How to get in: gate, key box, parking.
Gate_Code: text 10 class Confidential |  | Never to be printed on work orders.
Dog_on_Site: check
Parking: pick [On site; Street; Restricted; None] | For vans with a trailer.
Listed_Building: check | Protected monument: outdoor units need a permission.
Conservation_Area: check | Outdoor units may need a planning permission.
Noise_Limit_Night = Noise Limit at Night (dB(A)): num 4.1 | Limit at the neighbour's window.
Grid_Operator: text 80 | Company that runs the electricity grid.
Meter_Point_Number: text 34 | Identifies the electricity connection.
Grid_Connection_kVA = Grid Connection (kVA): num 6.1 | Agreed power of the house connection.
Electricity_Tariff: ref Tariff__c | Tariff of the heat pump meter.
Solar_Power_kWp = Solar Power (kWp): num 6.2 | Peak power of the solar panels on site.
Battery_kWh = Battery (kWh): num 6.2 | Usable capacity of the home battery.
Electric_Car_Charger: check
Gas_Connection: pick [None; Active; Disconnected] | Whether the house still has gas.
Occupants: num 3.0 | Persons in the household.
Owner_Occupied: check on
Ownership_Changed_On: date | Last change of owner, from the customer service form.
Previous_Owner: ref Account | Customer before the last change of owner.
Preferred_Language: pick [English; German; Polish; Danish]
Photo_Link: url
Postcode: text 12 @2017-05 |  | Second postcode field from the 2017 import. Use Postal Code.
Test_Site: check @2018-09

# Building__c; Building; Buildings; 2017-05; name Building Name, history
> A building on a site with the values that matter for heating.
Site: master Site__c
Year_Built: num 4.0 | Year of completion.
Building_Standard: pick [Before 1919; 1919-1944; 1945-1964; 1965-1980; 1981-1990; 1991-2002; 2003-2013; After 2013; Passive house] | Building age class from the housing survey.
Last_Renovation: num 4.0 | Year of the last work on walls, roof or windows.
Heated_Area = Heated Area (m²): num 8.1 req | Floor area of all heated rooms.
Floors: num 2.0
Flats: num 4.0 | Number of flats, 1 for a house.
Wall_Construction: pick [Solid brick; Cavity wall; Timber frame; Concrete; Stone] | Construction of the outer walls, needed for the heat loss.
Wall_Insulation: pick [None; Cavity filled; Inside; Outside] | Where the insulation sits, if there is any.
Roof_Insulation_mm = Roof Insulation (mm): num 4.0 | Thickness over the upper ceiling or between the rafters.
Window_Glazing: pick [Single; Double; Triple; Mixed] | Most frequent glazing in the house.
Energy_Rating: pick [A; B; C; D; E; F; G] | From the energy performance certificate.
Energy_Certificate_Date: date
Yearly_Heat_Demand = Yearly Heat Demand (kWh): num 9.0 | From bills or from the certificate.
Heat_Demand_per_m2 = Heat Demand per m²: fx num 6.1 {IF(Heated_Area__c = 0, 0, Yearly_Heat_Demand__c / Heated_Area__c)} |  | Yearly heat demand divided by heated area.
Heat_Distribution: pick [Radiators; Underfloor heating; Both; Air] | How heat reaches the rooms.
Domestic_Hot_Water: pick [Central; Electric local; Gas local; Solar]
Ventilation: pick [Windows; Exhaust fan; Heat recovery] | How the house is ventilated. Decides the air change rate.
Basement: check

# Heating_Circuit__c; Heating Circuit; Heating Circuits; 2018-04; name Circuit Name
> A circuit with its own pump or mixer in a building.
Building: master Building__c
Asset: ref Asset | Unit that feeds the circuit.
Circuit_Type: pick [Unmixed; Mixed; Pool; Ventilation] | Mixed circuits have a three-way valve.
Emitter: pick [Radiators; Underfloor heating; Fan coils] | What gives off the heat.
Heating_Curve: num 3.1 | Slope at the last visit.
Max_Flow_Temperature = Max. Flow Temperature (°C): num 4.1 | Limit set in the controller to protect the floor.
Pump_Type: text 60
Room_Sensor: check | A room sensor corrects the flow temperature.
Pipe_Volume_l = Pipe Volume (l): num 6.1
Balanced_On: date | Date of the hydraulic balancing.
Zone_Valve_Count: num 3.0

# Site_Contact__c; Site Contact; Site Contacts; 2018-09; auto STC-{000000} Site Contact Number
> A person's role at a site: tenant, caretaker, owner.
Site: master Site__c
Contact: ref Contact req block | The person.
Role: pick [Owner; Tenant; Caretaker; Property manager; Neighbour with key] | What the person is to the site.
Primary: check |  | One for each site; enforced by a flow.
Reachable: pick [Mornings; Afternoons; Evenings; Weekends] | Best time to call.
Valid_From: date
Valid_Until: date
May_Sign: check | May sign service reports for the owner.

# Tariff__c; Electricity Tariff; Electricity Tariffs; 2020-02; name Tariff Name, read
> Electricity tariffs with the prices used in savings calculations.
Provider: text 80 | Company that sells the electricity.
Tariff_Type: pick [Flat*; Two-rate; Dynamic; Heat pump tariff] | How the price changes over the day.
Price_Day = Price, Day (ct/kWh): num 6.3 | Working price in the high period.
Price_Night = Price, Night (ct/kWh): num 6.3 | Working price in the low period.
Standing_Charge: money 8.2 | For each month.
Night_From: time
Night_Until: time
Price_Source: url
Valid_From: date | First day of the prices.
Valid_Until: date
Feed_In_Price = Feed-In Price (ct/kWh): num 6.3
Grid_Fee_Reduction: check | The grid operator grants a lower fee for switchable heat pumps.

# Sales_Region__c; Sales Region; Sales Regions; 2017-03; name Region, read
> Regions for sales and service with their people.
Region_Code: text 6 req unique ext | Short code on reports, for example GB-N.
Country: pick [GB=United Kingdom; IE=Ireland; DK=Denmark; DE=Germany; PL=Poland]
Regional_Manager: ref User | Approves discounts in the region.
Service_Manager: ref User | Approves goodwill in the region.
Parent_Region: ref Sales_Region__c | Region that this one belongs to.
Postcode_Ranges: long 8000 | One range on each line, for example LS1-LS29.
Yearly_Target: money 14.2
Active: check on
`;
