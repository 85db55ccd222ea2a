/** Words from which records of the sample company are made. Nobody and nothing real is meant. */

const list = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s*;\s*/)
    .filter(Boolean);

export const firstNames = list(`
Amelia; Bruno; Cerys; Dominik; Elspeth; Farid; Greta; Hamish; Imogen; Jakub; Katrine; Leopold; Mairi; Niels; Orla;
Pawel; Quentin; Rhiannon; Sofie; Tobias; Una; Viggo; Wanda; Yusuf; Zofia; Alasdair; Bronwen; Casimir; Dagmar; Ewan
`);

export const lastNames = list(`
Abernethy; Bachmann; Cartwright; Dabrowski; Eastwick; Fenwick; Gorski; Holmgaard; Inglethorpe; Jessen; Kirkbride;
Lindqvist; Mossgrove; Norgaard; Oakshott; Pemberley; Quarrington; Rosendahl; Stanhope; Thornbury; Uldall; Vestergard;
Wolanski; Yarrowby; Zielonka; Ashdown; Birkbeck; Calderwood; Dunmore; Ellerby
`);

export const streets = list(`
Millrace Lane; Foundry Street; Orchard Close; Station Road; Quarry Hill; Chapel Row; Beacon Avenue; Tannery Court;
Harbour Walk; Larch Grove; Weavers Green; Priory Road; Kiln Lane; Meadow View; Granary Way; Ferry Bank
`);

/** City, postcode area, country. */
export const places = list(`
Leeds,LS8,GB; Harrogate,HG1,GB; York,YO24,GB; Sheffield,S11,GB; Durham,DH1,GB; Carlisle,CA2,GB; Bristol,BS6,GB;
Exeter,EX2,GB; Dublin,D06,IE; Cork,T12,IE; Galway,H91,IE; Aarhus,8000,DK; Odense,5000,DK; Flensburg,24937,DE;
Rostock,18055,DE; Gdynia,81-300,PL; Szczecin,70-200,PL
`).map((text) => {
  const [city = '', postcode = '', country = ''] = text.split(',');
  return { city, postcode, country };
});

export const companyHeads = list(`
Aireside; Calder Valley; Northgate; Solway; Thirlmere; Westmark; Eskdale; Kirkstone; Ravensworth; Lowmoor; Silverdale;
Brackenhall; Fellside; Gdynska; Nordhavn; Wharfedale
`);

export const companyTails = list(`
Housing Association; Heating Services; Property Management; Builders Merchants; Plumbing and Heating; Homes; Estates;
Installations; District Council; Wholesale; Energy Advice; Construction
`);

export const caseSubjects = list(`
No heating since this morning; Fault code on the display; Outdoor unit is loud at night; Hot water runs cold;
Question about the electricity bill; App shows no data; Please move the appointment; Pressure drops every week;
Controller restarts by itself; Radiator upstairs stays cold; Invoice does not match the offer; Technician did not come
`);

export const sentences = list(`
Called back and agreed on a date; Customer asks for a visit in the morning; Documents are complete;
Waiting for the answer of the grid operator; Checked on site, nothing to complain about; Part is on order;
Settled by phone; See the photos in the folder; Access through the side gate; Neighbour has the key
`);

export const terms = list(`
standard; as agreed; see order; per e-mail; by phone; checked; to be confirmed; repeat order
`);

export const models = list(`
HA 5; HA 8; HA 12; HA 16; HG 9; HG 14; HG 22; HW 2; HW 3; HX 30; HX 45
`);

export const parts = list(`
Circulation pump; Expansion valve; Fan motor; Flow sensor; Control board; Compressor; Pressure switch; Display unit;
Heat exchanger plate; Filter set; Three-way valve; Immersion heater; Gateway antenna; Safety valve; Defrost sensor
`);
