import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { rightsOfProfile } from '../../src-main/sample-org/profile-rights.ts';
import { type Answer, ask, sampleOrgForTest } from '../support/sample-org.ts';

const bundle = createSampleBundle();

async function asProfile(profile: string): Promise<(path: string) => Promise<Answer>> {
  const org = await sampleOrgForTest({ bundle });
  const token = org.issueToken(rightsOfProfile(bundle, profile));
  return (path) => ask(org, path, { headers: { Authorization: `Bearer ${token}` } });
}

const soql = (text: string): string => `query?q=${encodeURIComponent(text)}`;

interface Global {
  readonly sobjects: readonly { readonly name: string }[];
}
interface Described {
  readonly fields: readonly { readonly name: string }[];
  readonly childRelationships: readonly { readonly childSObject: string }[];
}

describe('a user of a profile of the sample company', () => {
  it('is shown the objects that the profile lets read, and no history or sharing of the others', async () => {
    const get = await asProfile('Service User');
    const names = new Set(((await get('sobjects')).json as Global).sobjects.map(({ name }) => name));
    expect(names.has('Service_Visit__c')).toBe(true);
    expect(names.has('Service_Visit__History')).toBe(true);
    expect(names.has('Opportunity')).toBe(false);
    expect(names.has('Warranty_Claim__c')).toBe(false);
    expect(names.has('Warranty_Claim__History')).toBe(false);
    expect((await get('sobjects/Opportunity/describe')).status).toBe(404);
    expect((await get(soql('SELECT Id FROM Opportunity'))).text).toContain(
      "sObject type 'Opportunity' is not supported.",
    );
  });

  it('does not see a field that field-level security hides, in a describe or a query', async () => {
    const get = await asProfile('Service User');
    const account = (await get('sobjects/Account/describe')).json as Described;
    const names = account.fields.map(({ name }) => name);
    expect(names).toContain('Customer_Segment__c');
    expect(names).not.toContain('Credit_Limit__c');
    expect(account.childRelationships.map(({ childSObject }) => childSObject)).not.toContain('Opportunity');
    expect((await get(soql('SELECT Credit_Limit__c FROM Account'))).text).toContain("No such column 'Credit_Limit__c'");
    const one = (await get(soql('SELECT Id, Customer_Segment__c FROM Account LIMIT 1'))).json as {
      readonly records: readonly { readonly Id: string }[];
    };
    const record = (await get(`sobjects/Account/${one.records[0]?.Id ?? ''}`)).json;
    expect(record).toHaveProperty('Customer_Segment__c');
    expect(record).not.toHaveProperty('Credit_Limit__c');
  });

  it('sees all as an administrator, and what is asked inside a composite is held to the same', async () => {
    const org = await sampleOrgForTest({ bundle });
    const admin = rightsOfProfile(bundle, 'System Administrator');
    expect(admin.without).toEqual([]);
    expect(admin.absent).toEqual([]);
    const token = org.issueToken(rightsOfProfile(bundle, 'Service User'));
    const url = '/services/data/v68.0/sobjects/Opportunity/describe';
    const { json } = await ask(org, 'composite', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ compositeRequest: [{ referenceId: 'r0', method: 'GET', url }] }),
    });
    expect(json).toMatchObject({ compositeResponse: [{ httpStatusCode: 404 }] });
  });
});
