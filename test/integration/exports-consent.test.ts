import { describe, expect, it } from 'vitest';
import type { ExportSpec } from '../../src-preload/contract/exports.ts';
import { type SendingRig, openSendingRig } from '../support/sending-rig.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { callContext } from '../support/sync-rig.ts';

const ORG = smallOrg([
  customObject('Pump__c', [
    textField('Serial__c', { description: 'Ask bo@plates.example or BO@plates.example, never the plate.' }),
    textField('Margin__c', { description: 'Owned by carla@finance.example' }),
  ]),
  customObject('Visit__c', [textField('Report__c', { description: 'What was done' })]),
]);

const MINUTE_MS = 60_000;
const refusal = { code: 'consent-needed', message: expect.stringContaining('Nothing was sent.') };

/** What could have left: calls of the provider and requests in the ledger. */
function sentBy(rig: SendingRig) {
  const { total } = rig.store.ledger.list({ offset: 0, limit: 1, text: '', connectionId: null });
  return { calls: [...rig.google.calls, ...rig.microsoft.calls], files: rig.google.files().length, requests: total };
}

function cellsOf(rig: SendingRig): unknown[][] {
  const query = { connectionId: rig.connectionId, objects: null, quick: '', filters: [], sort: [] };
  return rig.store.catalog
    .fieldPage(query, 0, 1000)
    .rows.map(({ object, name, label, description, unknown }) => [
      object,
      name,
      label,
      unknown.includes('description') ? 'unknown' : description,
    ]);
}

describe('what is shown before anything leaves the computer', () => {
  it('says how much, of which org, to whom, where to, and what is delicate in it, without a request', async () => {
    const rig = await openSendingRig(ORG);
    const before = sentBy(rig);
    const consent = await rig.consent(rig.spec());
    expect(consent).toMatchObject({
      accountName: 'ann@example.com',
      destination: 'New spreadsheet "Fields of May" in Google Drive',
      org: { name: 'Small org', host: new URL(rig.org.instanceUrl).host },
      expiresAt: '2026-05-01T08:10:00.000Z',
      preview: {
        rows: cellsOf(rig).length,
        sheets: 1,
        headers: ['Object API name', 'API name', 'Label', 'Description'],
      },
    });
    expect(consent.preview.sample).toHaveLength(Math.min(8, cellsOf(rig).length));
    const emails = consent.sensitive.find(({ kind }) => kind === 'emailAddresses');
    expect(emails).toEqual({ kind: 'emailAddresses', text: '2 e-mail addresses, in Description.', count: 2 });
    expect(consent.sensitive.map(({ kind }) => kind)).not.toContain('recordData');
    expect(sentBy(rig)).toEqual(before);
  });

  it('names the user of the org and its address where a cell holds them', async () => {
    const first = await openSendingRig(ORG);
    const user = first.store.connections.list()[0]?.user;
    const text = `Made by ${user?.username ?? ''}, see ${first.org.instanceUrl}/setup`;
    first.org.replaceBundle(smallOrg([customObject('Pump__c', [textField('Serial__c', { description: text })])]));
    await first.read();
    const { sensitive } = await first.consent(first.spec());
    expect(sensitive).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'userNames',
          count: 1,
          text: expect.stringContaining('in 1 cell (Description)'),
        }),
        expect.objectContaining({ kind: 'orgAddress', count: 1, text: expect.stringContaining('127.0.0.1') }),
      ]),
    );
  });

  it('counts the fields that the org has classified, by level, whether or not the column is among those sent', async () => {
    const rig = await openSendingRig(
      smallOrg([
        customObject('Pump__c', [
          textField('Salary__c', { securityClassification: 'Restricted' }),
          textField('Phone__c', { securityClassification: 'Confidential' }),
          textField('Home__c', { securityClassification: 'Confidential' }),
          textField('Hidden__c', { hiddenFromDescribe: true }),
        ]),
      ]),
    );
    const { sensitive, preview } = await rig.consent(rig.spec({ source: rig.source({ columns: ['name'] }) }));
    expect(preview.notes).toEqual(['1 part of the org could not be read; cells that depend on it say "unknown".']);
    const part = sensitive.find(({ kind }) => kind === 'classified');
    expect(part?.count).toBe(3);
    expect(part?.text).toContain('3 fields that the org has classified:');
    expect(part?.text).toContain('Confidential (2)');
    expect(part?.text).toContain('Restricted (1)');
  });

  it('is not asked for a file, and not given for nothing, another provider or several sheets in one tab', async () => {
    const rig = await openSendingRig(ORG);
    const file: ExportSpec = rig.spec({ destination: { kind: 'file', format: 'csv' } });
    await expect(rig.consent(file)).rejects.toMatchObject({ code: 'bad-input' });
    const query = { connectionId: rig.connectionId, objects: null, quick: 'no such field', filters: [], sort: [] };
    const nothing = rig.spec({ source: { kind: 'fields', query, columns: ['name'], headers: 'label' } });
    await expect(rig.consent(nothing)).rejects.toMatchObject({ code: 'nothing-to-do' });
    const target = { kind: 'new', name: 'x', folder: null, ifExists: 'fail' } as const;
    const microsoft = rig.spec({ destination: { kind: 'microsoft', accountId: rig.account.id, target } });
    await expect(rig.consent(microsoft)).rejects.toMatchObject({ code: 'bad-input' });
    const tab = { kind: 'tab', fileId: 'f', fileName: 'F', tabId: null, tabName: 'T' } as const;
    const manySheets = rig.spec({
      source: {
        kind: 'dictionary',
        query: { ...query, quick: '' },
        layout: 'perObject',
        columns: ['name'],
        headers: 'api',
      },
      destination: { kind: 'google', accountId: rig.account.id, target: tab },
    });
    await expect(rig.consent(manySheets)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('is refused for an account that was signed out', async () => {
    const rig = await openSendingRig(ORG);
    rig.accounts.signedInHandle(rig.account.id).signedOut('Google withdrew the sign-in.');
    await expect(rig.consent(rig.spec())).rejects.toMatchObject({ code: 'account-signed-out' });
  });
});

// @promise 6: nothing leaves for Google or Microsoft without a consent for exactly this export
describe('an export to an account', () => {
  it('sends every cell that was agreed to, once', async () => {
    const rig = await openSendingRig(ORG);
    const { consentId } = await rig.consent(rig.spec());
    const { exportId, jobId } = await rig.start(rig.spec(), consentId);
    const record = await rig.ended(exportId);
    expect(rig.google.files()).toEqual([expect.objectContaining({ rows: cellsOf(rig), isWhole: true })]);
    expect(record).toMatchObject({
      state: 'done',
      title: 'Fields of Org',
      connectionName: 'Org',
      destination: 'google',
      accountName: 'ann@example.com',
      link: expect.stringMatching(/^https:\/\/paper\.example\//),
      rows: cellsOf(rig).length,
      canResume: false,
      hasFile: false,
      spec: rig.spec(),
      error: null,
    });
    expect(rig.job(jobId)).toMatchObject({ state: 'done', title: 'Fields of Org to Google Sheets' });
    expect(rig.google.calls).toEqual(['check', 'send']);
  });

  const stale: readonly (readonly [
    string,
    (rig: SendingRig) => Promise<{ spec: ExportSpec; consentId: string | null }>,
  ])[] = [
    ['without a consent', async (rig) => ({ spec: rig.spec(), consentId: null })],
    ['with a made-up one', async (rig) => ({ spec: rig.spec(), consentId: 'a-made-up-consent' })],
    [
      'with one for other columns',
      async (rig) => ({
        spec: rig.spec(),
        consentId: (await rig.consent(rig.spec({ source: rig.source({ columns: ['name'] }) }))).consentId,
      }),
    ],
    [
      'with one for another file',
      async (rig) => {
        const target = { kind: 'new', title: 'Another' } as const;
        const other = rig.spec({ destination: { kind: 'google', accountId: rig.account.id, target } });
        return { spec: other, consentId: (await rig.consent(rig.spec())).consentId };
      },
    ],
    [
      'with one that is older than ten minutes',
      async (rig) => {
        const { consentId } = await rig.consent(rig.spec());
        rig.clock.atMs += 10 * MINUTE_MS + 1;
        return { spec: rig.spec(), consentId };
      },
    ],
    [
      'with one from before the last lock',
      async (rig) => {
        const { consentId } = await rig.consent(rig.spec());
        rig.unlock();
        return { spec: rig.spec(), consentId };
      },
    ],
    [
      'after the data have changed',
      async (rig) => {
        const { consentId } = await rig.consent(rig.spec());
        rig.org.replaceBundle(smallOrg([customObject('Pump__c', [textField('Serial__c', { label: 'Other' })])]));
        rig.clock.atMs += MINUTE_MS;
        await rig.read();
        return { spec: rig.spec(), consentId };
      },
    ],
  ];
  it.each(stale)('%s is refused and sends nothing', async (_name, prepare) => {
    const rig = await openSendingRig(ORG);
    const { spec, consentId } = await prepare(rig);
    const before = sentBy(rig);
    await expect(rig.start(spec, consentId)).rejects.toMatchObject(refusal);
    expect(sentBy(rig)).toEqual(before);
    expect(rig.google.calls).toEqual([]);
    expect(rig.handlers()['exports.history']({ connectionId: null, limit: 9 }, callContext())).toEqual({ exports: [] });
  });

  it('needs a new consent for every time', async () => {
    const rig = await openSendingRig(ORG);
    const { consentId } = await rig.consent(rig.spec());
    const { exportId } = await rig.start(rig.spec(), consentId);
    await rig.ended(exportId);
    await expect(rig.start(rig.spec(), consentId)).rejects.toMatchObject(refusal);
    expect(rig.google.files()).toHaveLength(1);
  });

  it('uses a consent up when it is tried with other settings', async () => {
    const rig = await openSendingRig(ORG);
    const { consentId } = await rig.consent(rig.spec());
    await expect(rig.start(rig.spec({ cover: true }), consentId)).rejects.toMatchObject(refusal);
    await expect(rig.start(rig.spec(), consentId)).rejects.toMatchObject(refusal);
  });

  it('starts once when the same consent is given twice at the same time', async () => {
    const rig = await openSendingRig(ORG);
    const { consentId } = await rig.consent(rig.spec());
    const both = await Promise.allSettled([rig.start(rig.spec(), consentId), rig.start(rig.spec(), consentId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
