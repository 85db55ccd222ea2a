/** An installed managed package for route planning, with its namespace, and what it adds to standard objects. */
export const managedPackage = `
# fieldmile__Route__c; Route; Routes; 2020-03; auto RT-{000000} Route Number, private, ns fieldmile, package Fieldmile Route Planning
> A day's tour of one vehicle.
Route_Date: date req
Vehicle: ref fieldmile__Vehicle__c
Driver: ref User
Status: pick [Draft*; Optimised; Dispatched; Finished] restrict
Start_Location: geo
End_Location: geo
Planned_Distance = Planned Distance (km): num 8.2 | Distance after optimisation.
Driven_Distance = Driven Distance (km): num 8.2
Planned_Duration = Planned Duration (min): num 6.0
Stop_Count: count fieldmile__Stop__c via fieldmile__Route__c
Optimised_At: datetime | Last time the optimiser ran.
Optimiser_Message: area
Locked: check | A locked route is not optimised again.
Cost_Estimate: money 10.2

# fieldmile__Stop__c; Route Stop; Route Stops; 2020-03; auto ST-{0000000} Stop Number, ns fieldmile, package Fieldmile Route Planning
> One stop on a route.
Route: master fieldmile__Route__c
Sequence: num 4.0 req
Work_Order: ref WorkOrder
Account: ref Account
Position: geo
Window_Start: datetime | Earliest arrival promised to the customer.
Window_End: datetime
Planned_Arrival: datetime
Actual_Arrival: datetime
Service_Minutes: num 5.0
Delay_Minutes: fx num 6.0 {(fieldmile__Actual_Arrival__c - fieldmile__Planned_Arrival__c) * 1440} | Minutes later than planned.
Stop_Status: pick [Planned*; On the way; Arrived; Done; Skipped]
Skip_Reason: text 120
Geocode_Quality: pick [Exact; Street; Town; None]

# fieldmile__Vehicle__c; Vehicle; Vehicles; 2020-03; name Vehicle Name, ns fieldmile, package Fieldmile Route Planning
> A van or car that can be planned.
Licence_Plate: text 12 unique
Vehicle_Type: pick [Van*; Car; Truck; Electric van]
Payload = Payload (kg): num 6.0
Range = Range (km): num 5.0 | For electric vehicles: range on a winter day.
Home_Depot: text 60
Cost_per_Km: money 6.3
Odometer = Odometer (km): num 8.0
Next_Inspection: date
Tracker_Id: text 30 | Identifier of the tracking device.
In_Service: check on

# fieldmile__Driver_Log__c; Driver Log; Driver Logs; 2020-03; auto DL-{00000000} Log Number, private, ns fieldmile, package Fieldmile Route Planning
> Driving and resting times from the tracking device.
Vehicle: ref fieldmile__Vehicle__c
Driver: ref User
Logged_At: datetime
Event_Type: pick [Start; Stop; Break; Refuel; Charge]
Position: geo
Odometer = Odometer (km): num 8.0
Raw_Payload: long 4000

# fieldmile__Config__c; Fieldmile Configuration; Fieldmile Configuration; 2020-03; setting hierarchy, ns fieldmile, package Fieldmile Route Planning
> Settings of the route planning package.
Map_Provider: text 40
Max_Stops_per_Route: num 3.0
Optimiser_Timeout_Seconds: num 4.0 | The optimiser returns its best result after this time.
Use_Live_Traffic: check
Default_Service_Minutes: num 4.0
Debug_Logging: check

+ Account; 2020-03; ns fieldmile
Geocoded_At: datetime
Preferred_Window: pick [Morning; Afternoon; Any*] | Time of day in which the customer likes visits.

+ WorkOrder; 2020-03; ns fieldmile
Route: ref fieldmile__Route__c
Required_Skills: area
Estimated_Minutes: num 5.0 | Working time without travel.
Pinned: check | The optimiser does not move the work order.

+ User; 2020-03; ns fieldmile
Default_Vehicle: ref fieldmile__Vehicle__c
`;
