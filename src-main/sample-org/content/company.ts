import type { BundleOrganization, BundleUser } from '../bundle.ts';

/** The Organization record of the sample company. */
export const organization: BundleOrganization = {
  Name: 'Halvern Heat Pumps',
  OrganizationType: 'Enterprise Edition',
  InstanceName: 'EU47',
  IsSandbox: false,
  Street: '14 Weir Lane',
  City: 'Leeds',
  PostalCode: 'LS10 1QT',
  Country: 'GB',
  Phone: '+44 113 496 0180',
  PrimaryContact: 'Judith Marlowe',
  LanguageLocaleKey: 'en_US',
  DefaultLocaleSidKey: 'en_GB',
  TimeZoneSidKey: 'Europe/London',
  FiscalYearStartMonth: 1,
  TrialExpirationDate: null,
  NamespacePrefix: null,
  CreatedDate: '2017-02-13T09:12:44.000Z',
};

/** First name; last name; title; department; profile; created; last login; user type when it is not Standard, or `inactive`. */
const people = `
Judith; Marlowe; Head of Business Applications; IT; System Administrator; 2017-02-13; 2026-11-20
Tomasz; Zielinski; Salesforce Administrator; IT; System Administrator; 2019-04-01; 2026-11-20
Priya; Raman; Business Analyst; IT; Standard User; 2021-09-06; 2026-11-19
Callum; Fairbairn; Sales Manager North; Sales; Sales User; 2017-03-20; 2026-11-18
Ingrid; Solheim; Key Account Manager; Sales; Sales User; 2018-08-13; 2026-11-17
Marcus; Oyelaran; Head of Service; Service; Service Manager; 2017-03-20; 2026-11-20
Beata; Nowak; Dispatcher; Service; Service User; 2020-03-02; 2026-11-20
Gareth; Pryce; Claims Assessor; Warranty; Service User; 2017-08-21; 2026-11-19
Lena; Brandt; Subsidy Desk Lead; Sales Support; Standard User; 2018-09-17; 2026-11-16
Owen; Haddow; Quality Manager; Quality; Standard User; 2018-02-05; 2025-06-27; inactive
Fiona; Callaghan; Salesforce Administrator; IT; System Administrator; 2017-02-13; 2022-01-31; inactive
Rupert; Ainsley; Sales Manager South; Sales; Sales User; 2017-03-20; 2023-10-12; inactive
Nadia; Ferreira; Head of Finance; Finance; Standard User; 2018-06-04; 2026-11-18
Stefan; Lindholm; Parts Logistics Lead; Logistics; Service User; 2017-05-15; 2026-11-19
Helen; Arkwright; Partner Manager; Sales; Sales User; 2019-02-11; 2026-11-20
Dominic; Achebe; Field Service Supervisor; Service; Service Manager; 2020-09-01; 2026-11-20
Marta; Wisniewska; Production Planner; Production; Standard User; 2018-02-05; 2026-11-17
Aoife; Brennan; Sales Representative Ireland; Sales; Sales User; 2021-05-03; 2026-11-18
Sven; Ostergaard; Sales Representative Denmark; Sales; Sales User; 2022-01-17; 2026-11-13
Rosalind; Keane; Telemetry Engineer; Service; Service User; 2019-09-16; 2026-11-19
Jerome; Whitcombe; Marketing Manager; Marketing; Sales User; 2023-04-03; 2026-11-12
Colin; Baird; Data Analyst; IT; Standard User; 2019-01-14; 2024-08-30; inactive
Petra; Vogt; Marketing Manager; Marketing; Sales User; 2018-03-05; 2023-03-31; inactive
Leon; Castellane; Service Trainer; Service; Service User; 2018-09-03; 2025-02-14; inactive
ERP; Integration; Interface user; IT; Integration User; 2018-02-05; 2026-11-20
Automated; Process; ; ; ; 2017-02-13; ; AutomatedProcess
`;

/** The user name of somebody of the company by first name in lower case, `judith`. @throws Error for nobody's name */
export function usernameOf(firstName: string): string {
  const found = companyUsers().find((user) => user.firstName?.toLowerCase() === firstName);
  if (found === undefined) throw new Error(`Nobody at the sample company is called "${firstName}".`);
  return found.username;
}

/** The people of the sample company; some have left. */
export function companyUsers(): readonly BundleUser[] {
  return people
    .trim()
    .split('\n')
    .map((line) => {
      const parts = line.split(';').map((part) => part.trim());
      const [firstName = '', lastName = '', title, department, profileName = '', created, login, state] = parts;
      const mailbox = `${firstName}.${lastName}`.toLowerCase();
      return {
        username: `${mailbox}@halvern.example`,
        firstName,
        lastName,
        email: `${mailbox}@halvern.example`,
        alias: `${firstName[0] ?? ''}${lastName}`.toLowerCase().slice(0, 8),
        ...(title && { title }),
        ...(department && { department }),
        profileName,
        userType: state && state !== 'inactive' ? state : 'Standard',
        ...(state !== 'inactive' && { active: true }),
        createdDate: `${created}T08:30:00.000Z`,
        ...(login && { lastLoginDate: `${login}T07:48:00.000Z` }),
      };
    });
}
