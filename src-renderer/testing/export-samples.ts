import type { Account } from '../../src-preload/contract/accounts.ts';
import type { ExportConsent, ExportPreview, ExportRecord, ExportSpec } from '../../src-preload/contract/exports.ts';

export const sampleAccount = (rest: Partial<Account> = {}): Account => ({
  id: 'a1',
  provider: 'google',
  name: 'you@example.com',
  person: 'Yoko Ullmann',
  kind: 'unknown',
  access: 'ownFiles',
  signedIn: true,
  signedOutReason: null,
  createdAt: '2026-11-01T08:00:00Z',
  lastUsedAt: null,
  ...rest,
});

export const samplePreview = (rest: Partial<ExportPreview> = {}): ExportPreview => ({
  rows: 412,
  sheets: 1,
  cover: false,
  cells: 8652,
  headers: ['Object', 'Field label'],
  sample: [
    ['Account', 'Account Name'],
    ['Account', 'Fax'],
  ],
  notes: ['2 cells are longer than 50,000 characters and will be cut.'],
  suggestedName: 'Acme UAT data dictionary 2026-11-23.xlsx',
  ...rest,
});

export const sampleConsent = (rest: Partial<ExportConsent> = {}): ExportConsent => ({
  consentId: 'k1',
  preview: samplePreview(),
  org: { connectionName: 'Acme UAT', name: 'Acme Ltd', type: 'sandbox', host: 'acme--uat.sandbox.my.salesforce.com' },
  accountName: 'you@example.com',
  destination: 'New spreadsheet “Acme UAT data dictionary 2026-11-23” in Google Drive',
  sensitive: [
    { kind: 'emailAddresses', text: 'Email addresses in 3 cells of Description and Help text.', count: 3 },
    { kind: 'classified', text: '4 fields have a security classification.', count: 4 },
  ],
  expiresAt: '2999-01-01T00:00:00Z',
  ...rest,
});

export const sampleSpec = (rest: Partial<ExportSpec> = {}): ExportSpec => ({
  source: {
    kind: 'dictionary',
    query: { connectionId: 'c1', objects: null, quick: '', filters: [], sort: [] },
    layout: 'one',
    columns: ['object', 'label'],
    headers: 'label',
  },
  destination: { kind: 'google', accountId: 'a1', target: { kind: 'new', title: 'Acme fields' } },
  cover: true,
  defuse: false,
  ...rest,
});

export const sampleRecord = (rest: Partial<ExportRecord> = {}): ExportRecord => ({
  id: 'e1',
  jobId: 'j1',
  state: 'done',
  title: 'Data dictionary of Acme UAT',
  connectionId: 'c1',
  connectionName: 'Acme UAT',
  destination: 'google',
  format: null,
  targetName: 'Acme fields',
  accountName: 'you@example.com',
  link: 'https://docs.google.com/spreadsheets/d/1Ab/edit',
  hasFile: false,
  rows: 412,
  sheets: 1,
  cutCells: 0,
  startedAt: '2026-11-23T08:00:00Z',
  finishedAt: '2026-11-23T08:00:04Z',
  error: null,
  canResume: false,
  hasLeftover: false,
  spec: sampleSpec(),
  ...rest,
});
