import { describe, expect, it } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import { loadBundle, type OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { areaKit } from '../../support/area-kit.ts';
import { hasSharedData, sharedDataPath } from '../../support/shared-data.ts';

/** What a person types, what they look for, and why. `first`: the first hits; `among`: anywhere in the 50 shown. */
type Question = {
  readonly text: string;
  readonly why: string;
  readonly first: readonly string[];
  readonly among?: readonly string[];
};

/** Hits as `kind name`, a field with its object. */
async function finderOf(bundle: OrgBundle): Promise<(text: string) => readonly string[]> {
  const kit = await areaKit(bundle);
  await kit.read([...CATALOG_AREAS], 'all');
  return (text) =>
    kit.rig.catalog
      .search(kit.connectionId, text, 50)
      .hits.map(({ kind, object, name }) => `${kind} ${kind === 'field' ? `${object}.` : ''}${name}`);
}

const SAMPLE: readonly Question[] = [
  {
    text: 'account',
    why: 'the object, not one of the many lookups that are called like it',
    first: ['object Account'],
  },
  {
    text: 'warranty claim',
    why: 'the object of that label, then lookups to it, then what is made for it',
    first: ['object Warranty_Claim__c', 'field Claim_Line__c.Warranty_Claim__c'],
    among: ['Flow Warranty_Claim_Check', 'CustomTab Warranty_Claim__c'],
  },
  {
    text: 'warranty',
    why: 'the folder is called so; then objects that begin with it, without their histories and shares',
    first: [
      'ReportFolder Warranty',
      'object Warranty_Term__c',
      'object Warranty_Claim__c',
      'object Warranty_Rule__mdt',
    ],
  },
  {
    text: 'claim status',
    why: 'the field of that label, then reports about it',
    first: ['field Warranty_Claim__c.Claim_Status__c', 'Report Warranty/Open_Claims_by_Status'],
  },
  { text: 'claims by', why: 'a report, by how reports are called', first: ['Report Warranty/Claims_by_Failure_Group'] },
  {
    text: 'renew',
    why: 'fields and reports before the flow',
    first: [
      'field Service_Agreement__c.Renewal_Count__c',
      'field Service_Agreement__c.Auto_Renewal__c',
      'Report Finance/Agreements_to_Renew',
      'Flow Agreement_Renewal',
    ],
  },
  {
    text: 'case',
    why: 'the object before fields that are labelled so',
    first: ['object Case', 'field Alarm__c.Case__c'],
  },
  {
    text: 'Serial_No__c',
    why: 'a pasted API name',
    first: ['field Asset.Serial_No__c', 'field Manufactured_Unit__c.Serial_No__c'],
  },
  { text: 'AlarmRouter', why: 'a class by its name', first: ['ApexClass AlarmRouter'] },
  { text: '!report sales', why: 'a scope leaves out all else', first: [] },
];

const REAL: readonly Question[] = [
  {
    text: 'donation',
    why: 'what is called so, the record type before the class; then fields, and reports and dashboards are not crowded out',
    first: ['RecordType Opportunity.Donation', 'ApexClass Donation', 'field DataImport__c.Donation_Date__c'],
  },
  {
    text: 'payment',
    why: 'the object of that label, though its API name is a package word',
    first: [
      'object npe01__OppPayment__c',
      'field Allocation__c.Payment__c',
      'object Payment_Services_Configuration__c',
    ],
  },
  {
    text: 'recurring donation',
    why: 'the object, then lookups to it',
    first: ['object npe03__Recurring_Donation__c', 'field RecurringDonationChangeLog__c.RecurringDonation__c'],
  },
  { text: 'opportunity', why: 'the standard object', first: ['object Opportunity'] },
  {
    text: 'amount',
    why: "the standard field, the org's own ones, then those of packages",
    first: ['field Opportunity.Amount', 'field Account_Soft_Credit__c.Amount__c'],
  },
  {
    text: 'close date',
    why: 'the field of the object before that of its history and change event',
    first: ['field Opportunity.CloseDate', 'field Funding_Request__c.Close_Date__c'],
  },
  {
    text: 'campaign',
    why: 'the object before its lookups',
    first: ['object Campaign', 'field CampaignMember.CampaignId'],
  },
  {
    text: 'household',
    why: 'the object of the package',
    first: ['object npo02__Household__c', 'field Contact.npo02__Household__c'],
  },
  {
    text: 'level',
    why: 'object, then fields, before its settings',
    first: ['object Level__c', 'field Account.Level__c', 'field Contact.Level__c', 'object Levels_Settings__c'],
  },
  {
    text: 'batch',
    why: 'object and fields before hundreds of batch classes',
    first: ['object Batch__c', 'field Account.Batch__c', 'field Contact.Batch__c'],
  },
  { text: 'gau', why: 'an abbreviation in labels', first: ['object Allocation__c', 'object GAU_Expenditure__c'] },
  {
    text: 'allocation',
    why: 'objects before classes',
    first: ['object Allocation__c', 'object Allocations_Settings__c'],
  },
];

/** Every question whose answer is not as a person expects it, with what stood there. */
function surprises(found: (text: string) => readonly string[], questions: readonly Question[]): readonly string[] {
  return questions.flatMap(({ text, why, first, among = [] }) => {
    const hits = found(text);
    const isAsked = first.every((one, at) => hits[at] === one) && among.every((one) => hits.includes(one));
    return isAsked
      ? []
      : [
          `${text} (${why}): ${hits.slice(0, 6).join(', ')}; missing ${among.filter((one) => !hits.includes(one)).join(', ')}`,
        ];
  });
}

describe('the first hits of what people type', () => {
  it('are what they look for in the sample org', async () => {
    const found = await finderOf(createSampleBundle());
    expect(surprises(found, SAMPLE)).toEqual([]);
    expect(found('!report sales').every((one) => /^Report(Type)? /.test(one))).toBe(true);
  }, 60_000);

  it.skipIf(!hasSharedData())(
    'are what they look for in a real organisation',
    async () => {
      const found = await finderOf(await loadBundle(sharedDataPath('real-org.json.gz')));
      expect(surprises(found, REAL)).toEqual([]);
      const kinds = new Set(found('donation').map((one) => one.split(' ')[0]));
      for (const kind of ['field', 'Report', 'RecordType', 'Layout', 'ApexClass']) expect(kinds, kind).toContain(kind);
    },
    60_000,
  );
});
