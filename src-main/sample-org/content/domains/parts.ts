/** Spare parts, warehouses and suppliers. */
export const parts = `
# Spare_Part__c; Spare Part; Spare Parts; 2017-03; name Part Name, read, history
> A part that is sold or used in the field.
! Successor_Not_Itself | A part cannot be its own successor. | Successor__c | {Successor__c = Id}
Part_Number: text 18 req unique ext | Number on the label. |  Same number as in the ERP system.
Product: ref Product2 | Product on which the part is sold.
Part_Group: pick [Compressor; Fan; Pump; Valve; Electronics; Sensor; Seal; Casing; Accessory; Consumable] | Group on the price list.
Fits_Series: multi [HA; HG; HW; HX] | Series in which the part is used.
Sales_Price: money 10.2 | Price without tax for end customers.
Partner_Price: money 10.2 | Price for partners without further discount.
Purchase_Price: money 10.2 class Confidential | Last price paid. | Only for purchasing and controlling.
Partner_Discount: fx pct 5.2 {IF(Sales_Price__c = 0, 0, 1 - Partner_Price__c / Sales_Price__c)} |  | Difference between sales and partner price.
Weight_Kg = Weight (kg): num 6.2
Successor: ref Spare_Part__c | Part that replaces this one.
Supplier: ref Supplier__c | Main source of the part.
Supplier_Part_Number: text 40 | Number on the supplier's confirmation.
Availability: pick [In stock; On order; Phase-out; No longer available] track |  | Decides what the online shop shows.
Guaranteed_Until: date | Last day on which we promise delivery. |  Ten years after the last unit was built.
Reorder_Level: num 8.0 | Stock at which a new order is proposed.
Reorder_Quantity: num 8.0 | Quantity that is usually ordered.
Total_Stock: num 10.0 |  | Sum over all warehouses, filled every hour.
Dangerous_Goods: check | Needs special papers for transport.
Dangerous_Goods_Class: text 10 | Class and packing group for the transport papers.
Core_Charge: money 8.2 | Deposit that is paid back when the old part returns.
Serial_Required: check | The serial number is asked for at booking.
Install_Minutes: num 4.0 | Flat-rate time for replacement under warranty.
Instruction_Link: url
Image_Link: url
ABC_Class: pick [A; B; C] | By yearly turnover.
Last_Count_Date: date
Old_Part_Number: text 18
OldPartNumber = Old Part No.: text 20 @2018-04

# Warehouse__c; Warehouse; Warehouses; 2017-05; name Warehouse Name, read
> A place that keeps stock: central warehouses, partner depots and vans.
Warehouse_Code: text 6 req unique ext | Up to six letters and digits, for example LDS1 or V023.
Warehouse_Type: pick [Central; Regional; Van; Partner depot; Quarantine] | Vans are warehouses as well, one for each technician.
Street: text 120
City: text 60
Postal_Code: text 12
Country: pick [GB=United Kingdom; IE=Ireland; DK=Denmark; DE=Germany; PL=Poland] | Decides the calendar of working days.
Manager: ref User | Answers for the yearly count.
Technician: ref Technician__c | Only for vans.
Position: geo | Used for the nearest-stock search.
Cut_Off_Time: time | Orders before this time leave the same day.
Stock_Value: sum Stock_Level__c.Stock_Value__c via Warehouse__c as money | Value of all stock at purchase price.
Active: check on | Inactive warehouses cannot be chosen.

# Stock_Level__c; Stock Level; Stock Levels; 2017-05; auto SL-{0000000} Stock Level Number
> How many of a part lie in a warehouse now.
Warehouse: master Warehouse__c
Spare_Part: master Spare_Part__c
On_Hand: num 10.2 | Counted and booked quantity.
Reserved: num 10.2 | Promised to open requests.
Available: fx num 10.2 {On_Hand__c - Reserved__c} | On hand minus reserved.
Incoming: num 10.2 |  | Open purchase orders for this warehouse.
Min_Level: num 8.0 | Level below which the van or warehouse is refilled.
Below_Minimum: fx check {Available__c < Min_Level__c} |  | Available stock is lower than the minimum.
Stock_Value: money 12.2 | On hand at purchase price. | Refreshed every night: a roll-up cannot sum a formula over another object.
Bin_Location: text 16 | Aisle, shelf and bin.
Last_Movement_On: date
Last_Counted_On: date | Date of the last stock count.

# Stock_Movement__c; Stock Movement; Stock Movements; 2017-08; auto SM-{00000000} Movement Number, private
> A booking of parts into, out of or between warehouses.
Spare_Part: ref Spare_Part__c req block | Part that was moved.
From_Warehouse: ref Warehouse__c | Empty for receipts.
To_Warehouse: ref Warehouse__c | Empty for issues and scrap.
Movement_Type: pick [Receipt; Issue; Transfer; Return; Count difference; Scrap] req | What kind of booking it is.
Quantity: num 10.2 req | Always positive; the direction follows from the warehouses.
Moved_At: datetime
Service_Visit: ref Service_Visit__c | Visit in which the part was used.
Parts_Request: ref Parts_Request__c
Document_Number: text 20 | Delivery note or count sheet.
Booked_By: ref User
Reversal_of: ref Stock_Movement__c | Booking that this one takes back.
Scanner_Id: text 20 |  | Device that made the booking.

# Parts_Request__c; Parts Request; Parts Requests; 2018-06; auto PR-{000000} Request Number, private, history
> A technician or partner asks for parts.
! Delivery_Address | Enter a delivery address or choose a warehouse. | Deliver_to_Warehouse__c | {AND(ISBLANK(Deliver_to_Warehouse__c), ISBLANK(Delivery_Address__c))}
Work_Order: ref WorkOrder | Work order that needs the parts.
Technician: ref Technician__c | Who asked for the parts.
Installer_Company: ref Installer_Company__c
Status: pick [Draft*; Requested; Picking; Shipped; Received; Cancelled] track |  | Shipped is set by the warehouse scanner.
Urgency: pick [Normal*; Next day; Same day] | Same day only when the heating is down.
Needed_By: date | Latest day on which the parts are useful.
Deliver_to_Warehouse: ref Warehouse__c | Van or depot that receives the parts.
Delivery_Address: area | Only when it differs from warehouse and site.
Carrier: pick [Own van; Parcel; Courier; Freight] | Who transports the parts.
Service_Level: pick dep Carrier__c [Standard<Parcel,Freight>; Express before 10<Parcel>; Express before 12<Parcel>; Direct drive<Courier>; Night drop<Courier,Own van>; Next tour<Own van>] | The choice depends on the carrier.
Tracking_Number: text 40 |  | Filled by the carrier's interface.
Shipped_At: datetime
Received_At: datetime
Line_Count: count Parts_Request_Line__c via Parts_Request__c
Total_Value: sum Parts_Request_Line__c.Line_Value__c via Parts_Request__c as money |  | Sum of all line values.
Remark: area

# Parts_Request_Line__c; Parts Request Line; Parts Request Lines; 2018-06; auto PRL-{0000000} Line Number
> One part on a request.
Parts_Request: master Parts_Request__c
Spare_Part: ref Spare_Part__c req block | Part that is needed.
Quantity: num 8.2 req | Pieces that were asked for.
Picked_Quantity: num 8.2 | Pieces that were taken from the shelf.
Unit_Price: money 10.2
Line_Value: money 12.2 | Quantity times price, filled by a flow because roll-ups need a stored value.
Substitute_Allowed: check on | The warehouse may send the successor.
Back_Order: check | The part was not there; it follows later.
Expected_On: date

# Supplier__c; Supplier; Suppliers; 2017-05; name Supplier Name, private, history
> A company that delivers components or spare parts. Kept apart from accounts because sales must not see purchasing conditions.
Supplier_Number: text 10 req unique ext |  | Vendor number in the ERP system.
Supplier_Status: pick [Candidate*; Approved; Approved with conditions; Blocked] track | Only approved suppliers can be used on orders.
Contact_Name: text 80
Contact_Email: email | Address for orders and complaints.
Contact_Phone: phone
Country: text 2
Payment_Terms_Days: num 3.0 | Days until our payment is due.
Delivery_Terms: pick [EXW; FCA; DAP; DDP] | Terms from the framework contract.
Minimum_Order_Value: money 10.2 | Below it a surcharge is due.
Lead_Time_Weeks: num 3.0 | Agreed delivery time.
On_Time_Rate: pct 5.2 | Share of deliveries in the agreed week, over twelve months.
Defect_Rate_Ppm = Defect Rate (ppm): num 8.0 | Faulty parts for each million delivered.
Quality_Certificate: pick [ISO 9001; IATF 16949; None] | Certificate of the quality system.
Certificate_Valid_Until: date | Expiry of the quality certificate.
Last_Audit: max Supplier_Audit__c.Audit_Date__c via Supplier__c as date | Date of the last audit.
Framework_Contract: url
Yearly_Volume: money 14.2 class Confidential |  | Purchases of the last twelve months.
Bank_Account = IBAN: secret 34 class Restricted hidden | Account for payments. |  Encrypted; changed only with a second signature by finance.
Code_of_Conduct_Signed: check
Tax_Number: text 20

# Return_Shipment__c; Return Shipment; Return Shipments; 2019-03; auto RS-{00000} Return Number
> Parts that come back for analysis, repair or credit.
Installer_Company: ref Installer_Company__c
Return_Reason: pick [Warranty analysis; Core deposit; Wrong delivery; Not needed; Repair] req | Why the parts come back.
Status: pick [Announced*; In transit; Received; Inspected; Closed] track |  | Received is set by the goods receipt scanner.
Announced_On: date
Received_On: date
Parcel_Count: num 3.0 | Parcels on the label.
Tracking_Number: text 40 | From the return label.
Inspection_Result: pick [Fault confirmed; No fault found; Damaged in transit; Incomplete] | Filled by the returns desk.
Credit_Amount: money 10.2 | Amount of the credit note, without tax.
Inspector: ref User
Photos_Link: url
`;
