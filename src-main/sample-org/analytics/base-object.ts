import type { BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';

/** Report types of standard objects whose name does not begin with the object's. */
const standardTypes: Readonly<Record<string, string>> = {
  AccountList: 'Account',
  AccountOpportunity: 'Opportunity',
  Activity: 'Task',
  CampaignList: 'Campaign',
  CampaignContact: 'CampaignMember',
  CaseList: 'Case',
  ContactList: 'Contact',
  LeadList: 'Lead',
  OpportunityContact: 'OpportunityContactRole',
  OpportunityProduct: 'OpportunityLineItem',
  ProductList: 'Product2',
  UserList: 'User',
};

/**
 * The object whose records are the rows of a report type, or undefined where the org has no such type. In
 * `CustomEntity$Child@Child.Parent__c` and `OpportunityCustomEntity$Child` it is the child, as in the service: a
 * parent's columns repeat on each row.
 */
export function baseObjectOf(model: OrgModel, reportType: string): BundleObject | undefined {
  const [type = ''] = reportType.split('@');
  const custom = type.split('$').slice(1).at(-1);
  if (custom !== undefined) return model.object(custom);
  const made = model.bundle.reportTypes?.find(({ name }) => name === type || `${name}__c` === type);
  const name = made?.baseObject ?? standardTypes[type] ?? type;
  return model.object(name) ?? model.object(name.replace(/List$/, ''));
}

/** What the report type is called in lists. */
export function reportTypeLabel(model: OrgModel, reportType: string): string {
  const [type = '', lookup] = reportType.split('@');
  const made = model.bundle.reportTypes?.find(({ name }) => name === type || `${name}__c` === type);
  if (made !== undefined) return made.label;
  const base = baseObjectOf(model, reportType);
  const plural = base?.labelPlural ?? base?.label ?? type;
  const field = base?.fields.find(({ name }) => name === lookup?.split('.').at(-1));
  return field === undefined ? plural : `${plural} with ${field.label}`;
}

/** The lookup over which a report type shows a parent on each row: `…@Child.Parent__c`, `OpportunityCustomEntity$Child`. */
export function parentLookupOf(model: OrgModel, reportType: string): string | undefined {
  const [type = '', lookup] = reportType.split('@');
  if (lookup !== undefined) return lookup.split('.').at(-1);
  const parent = /^(\w+?)CustomEntity\$/.exec(type)?.[1];
  const base = baseObjectOf(model, reportType);
  return base?.fields.find(({ referenceTo }) => parent !== undefined && referenceTo?.includes(parent) === true)?.name;
}
