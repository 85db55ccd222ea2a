import type { BundleUser, OrgBundle } from './bundle.ts';
import { salesforceDateTime } from './dates.ts';
import { mintId } from './ids.ts';

/** A User record. Key names are the field names of the User object. */
export interface OrgUser {
  readonly Id: string;
  readonly Username: string;
  readonly FirstName: string | null;
  readonly LastName: string;
  readonly Name: string;
  readonly Email: string;
  readonly Alias: string;
  readonly Title: string | null;
  readonly Department: string | null;
  readonly IsActive: boolean;
  readonly UserType: string;
  readonly ProfileId: string;
  readonly ProfileName: string;
  readonly CreatedDate: string;
  readonly LastLoginDate: string | null;
}

/** The Organization record: the keys of a recorded GET of it, in the order recorded. */
export type OrganizationRecord = Readonly<Record<string, unknown>> & {
  readonly Id: string;
  readonly Name: string;
};

export interface People {
  readonly organization: OrganizationRecord;
  readonly users: readonly OrgUser[];
  readonly runningUser: OrgUser;
}

/** For a bundle without users: the person who set the org up, one colleague, and one who left. */
const mintedUsers: readonly BundleUser[] = [
  {
    username: 'admin@sample-org.example',
    firstName: 'Alex',
    lastName: 'Winter',
    email: 'admin@sample-org.example',
    alias: 'awint',
    title: 'Salesforce administrator',
    profileName: 'System Administrator',
    userType: 'Standard',
    active: true,
  },
  {
    username: 'integration@sample-org.example',
    firstName: 'Integration',
    lastName: 'User',
    email: 'integration@sample-org.example',
    alias: 'integ',
    profileName: 'Minimum Access - API Only Integrations',
    userType: 'Standard',
    active: true,
  },
  {
    username: 'former.admin@sample-org.example',
    firstName: 'Robin',
    lastName: 'Keller',
    email: 'former.admin@sample-org.example',
    alias: 'rkell',
    profileName: 'System Administrator',
    userType: 'Standard',
  },
];

const foundedAt = '2018-03-19T08:12:41Z';

/** Users and the Organization record, taken from the bundle where it has them and minted where it has none. */
export function mintPeople(bundle: OrgBundle): People {
  const given = bundle.org.users;
  const users = (given === undefined || given.length === 0 ? mintedUsers : given).map(asUser);
  const admin = users.find((user) => user.IsActive && user.ProfileName === 'System Administrator');
  const runningUser = admin ?? users.find((user) => user.IsActive) ?? users[0];
  if (runningUser === undefined) throw new Error('The bundle names no user and none could be minted.');
  return { organization: organizationRecord(bundle, runningUser), users, runningUser };
}

function asUser(user: BundleUser): OrgUser {
  return {
    Id: mintId('005', user.username),
    Username: user.username,
    FirstName: user.firstName ?? null,
    LastName: user.lastName,
    Name: user.firstName === undefined ? user.lastName : `${user.firstName} ${user.lastName}`,
    Email: user.email,
    Alias: user.alias,
    Title: user.title ?? null,
    Department: user.department ?? null,
    IsActive: user.active === true,
    UserType: user.userType,
    ProfileId: mintId('00e', user.profileName),
    ProfileName: user.profileName,
    CreatedDate: salesforceDateTime(user.createdDate ?? foundedAt),
    LastLoginDate: user.lastLoginDate === undefined ? null : salesforceDateTime(user.lastLoginDate),
  };
}

function organizationRecord(bundle: OrgBundle, runningUser: OrgUser): OrganizationRecord {
  const facts = bundle.org.organization;
  const createdDate = salesforceDateTime(facts?.CreatedDate ?? foundedAt);
  const place = {
    street: facts?.Street ?? null,
    city: facts?.City ?? null,
    state: null,
    postalCode: facts?.PostalCode ?? null,
    country: facts?.Country ?? (facts === undefined ? 'US' : null),
  };
  return {
    Id: mintId('00D', bundle.org.name),
    Name: facts?.Name ?? bundle.org.name,
    Division: null,
    Street: place.street,
    City: place.city,
    State: place.state,
    PostalCode: place.postalCode,
    Country: place.country,
    Latitude: null,
    Longitude: null,
    GeocodeAccuracy: null,
    Address: { ...place, geocodeAccuracy: null, latitude: null, longitude: null },
    Phone: facts?.Phone ?? null,
    Fax: null,
    PrimaryContact: facts?.PrimaryContact ?? runningUser.Name,
    DefaultLocaleSidKey: facts?.DefaultLocaleSidKey ?? 'en_US',
    TimeZoneSidKey: facts?.TimeZoneSidKey ?? 'America/Los_Angeles',
    LanguageLocaleKey: facts?.LanguageLocaleKey ?? 'en_US',
    ReceivesInfoEmails: true,
    ReceivesAdminInfoEmails: true,
    PreferencesRequireOpportunityProducts: false,
    PreferencesTransactionSecurityPolicy: false,
    PreferencesTerminateOldestSession: false,
    PreferencesConsentManagementEnabled: false,
    PreferencesAutoSelectIndividualOnMerge: false,
    PreferencesLightningLoginEnabled: true,
    PreferencesOnlyLLPermUserAllowed: false,
    FiscalYearStartMonth: facts?.FiscalYearStartMonth ?? 1,
    UsesStartDateAsFiscalYearName: false,
    DefaultAccountAccess: 'Edit',
    DefaultContactAccess: 'ControlledByParent',
    DefaultOpportunityAccess: 'None',
    DefaultLeadAccess: 'ReadEditTransfer',
    DefaultCaseAccess: 'ReadEditTransfer',
    DefaultCalendarAccess: 'HideDetailsInsert',
    DefaultPricebookAccess: 'ReadSelect',
    DefaultCampaignAccess: 'All',
    DelegatedAuthenticationServiceUrl: null,
    SystemModstamp: createdDate,
    ComplianceBccEmail: null,
    UiSkin: 'Theme3',
    SignupCountryIsoCode: place.country ?? 'US',
    TrialExpirationDate: facts?.TrialExpirationDate ?? null,
    NumKnowledgeService: 2,
    OrganizationType: facts?.OrganizationType ?? 'Enterprise Edition',
    NamespacePrefix: facts?.NamespacePrefix ?? null,
    InstanceName: facts?.InstanceName ?? 'SWE42',
    IsSandbox: facts?.IsSandbox ?? false,
    WebToCaseDefaultOrigin: 'Web',
    MonthlyPageViewsUsed: 0,
    MonthlyPageViewsEntitlement: 0,
    IsReadOnly: false,
    CreatedDate: createdDate,
    CreatedById: runningUser.Id,
    LastModifiedDate: createdDate,
    LastModifiedById: runningUser.Id,
  };
}
