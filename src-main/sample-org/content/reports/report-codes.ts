import type { BundleField, BundleObject } from '../../bundle.ts';

/** Report types of standard objects that have one of their own here; other objects get a custom report type. */
const standardTypes: Readonly<Record<string, string>> = {
  Opportunity: 'Opportunity',
  Account: 'AccountList',
  Contact: 'ContactList',
  Lead: 'LeadList',
  Case: 'CaseList',
  Campaign: 'CampaignList',
};

/** Column codes of standard report types where they are not the field's name in upper case. */
const standardCodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Opportunity: {
    Name: 'OPPORTUNITY_NAME',
    AccountId: 'ACCOUNT_NAME',
    OwnerId: 'FULL_NAME',
    ExpectedRevenue: 'EXP_AMOUNT',
    RecordTypeId: 'RECORDTYPE',
  },
  Account: {
    Name: 'ACCOUNT.NAME',
    OwnerId: 'USERS.NAME',
    BillingCity: 'ADDRESS1_CITY',
    BillingPostalCode: 'ADDRESS1_ZIP',
    BillingCountry: 'ADDRESS1_COUNTRY',
    Phone: 'PHONE1',
    LastModifiedDate: 'LAST_UPDATE',
    RecordTypeId: 'RECORDTYPE',
  },
  Contact: {
    AccountId: 'ACCOUNT.NAME',
    Phone: 'PHONE1',
    MobilePhone: 'PHONE3',
    MailingCity: 'ADDRESS2_CITY',
    OwnerId: 'OWNER_FULL_NAME',
  },
  Lead: { OwnerId: 'OWNER', City: 'ADDRESS1_CITY', PostalCode: 'ADDRESS1_ZIP' },
  Case: {
    OwnerId: 'OWNER',
    CreatedDate: 'CREATED_DATEONLY',
    ClosedDate: 'CLOSED_DATEONLY',
    AccountId: 'ACCOUNT.NAME',
    ContactId: 'CONTACT_NAME',
    IsClosed: 'CLOSED',
    RecordTypeId: 'RECORDTYPE',
  },
  Campaign: {
    Name: 'CAMPAIGN_NAME',
    Type: 'CAMPAIGN_TYPE',
    Status: 'CAMPAIGN_STATUS',
    StartDate: 'CAMPAIGN_START_DATE',
    BudgetedCost: 'CAMPAIGN_BUDGETED_COST',
    ActualCost: 'CAMPAIGN_ACTUAL_COST',
  },
};

const customCodes: Readonly<Record<string, string>> = {
  Name: 'CUST_NAME',
  CreatedDate: 'CUST_CREATED_DATE',
  LastModifiedDate: 'CUST_LAST_UPDATE',
  OwnerId: 'CUST_OWNER_NAME',
  RecordTypeId: 'CUST_RECORDTYPE',
};

/** Finds fields of the org by the short names that the report lines use. */
export interface FieldFinder {
  object(name: string): BundleObject;
  field(object: BundleObject, shortName: string): BundleField;
}

/** A finder over the org's objects. Its errors name what a line asks for and the org does not have. */
export function fieldFinder(sobjects: readonly BundleObject[]): FieldFinder {
  const objects = new Map(sobjects.map((object) => [object.name, object]));
  return {
    object(name) {
      const object = objects.get(name) ?? objects.get(`${name}__c`);
      if (object === undefined) throw new Error(`The sample company has no object "${name}".`);
      return object;
    },
    field(object, shortName) {
      for (const name of [shortName, `${shortName}__c`, `${shortName}Id`]) {
        const field = object.fields.find((candidate) => candidate.name === name);
        if (field !== undefined) return field;
      }
      throw new Error(`${object.name} of the sample company has no field "${shortName}".`);
    },
  };
}

export interface ReportTypeChoice {
  readonly reportType: string;
  readonly isMade: boolean;
}

/** The report type of a report: a standard one, the object's own, or one made by an administrator. */
export function reportTypeFor(object: BundleObject, usesParents: boolean): ReportTypeChoice {
  const standard = standardTypes[object.name];
  if (standard !== undefined && !usesParents) return { reportType: standard, isMade: false };
  if (object.custom === true && !usesParents) return { reportType: `CustomEntity$${object.name}`, isMade: false };
  return { reportType: `${madeTypeName(object)}__c`, isMade: true };
}

export function madeTypeName(object: BundleObject): string {
  return `${object.name.replace(/__c$/, '').replaceAll('__', '_')}_Details`;
}

/**
 * The column code of a field.
 * @param path short names from the base object on, `Account.Customer_Segment`
 */
export function columnCode(finder: FieldFinder, object: BundleObject, path: string, isMade: boolean): string {
  const names: string[] = [];
  let at = object;
  let field: BundleField | undefined;
  for (const step of path.split('.')) {
    field = finder.field(at, step);
    names.push(field.name);
    const target = field.referenceTo?.[0];
    if (names.length < path.split('.').length) at = finder.object(target === 'Group' ? 'User' : (target ?? ''));
  }
  if (isMade) return `${object.name}$${names.join('.')}`;
  const name = names[0] ?? '';
  if (field?.custom === true) return `${object.name}.${name}`;
  const own = object.custom === true ? customCodes[name] : standardCodes[object.name]?.[name];
  return own ?? name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
}
