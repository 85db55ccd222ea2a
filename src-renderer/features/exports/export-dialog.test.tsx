// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import type { Failure } from '../../../src-preload/contract/errors.ts';
import type { ExportConsent, ExportRecord } from '../../../src-preload/contract/exports.ts';
import type { Input } from '../../../src-preload/contract/index.ts';
import { type Preferences, PREFERENCE_NAMES, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { sampleAccount, sampleConsent, samplePreview, sampleRecord, sampleSpec } from '../../testing/export-samples.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection, sampleJob } from '../../testing/samples.ts';
import { ExportDialog } from './export-dialog.tsx';
import { type ExportStart, closeExport, openExport, useExportStore } from './export-store.ts';

const preferences = Object.fromEntries(
  PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]),
) as Preferences;
const REFUSED: Failure = { code: 'consent-needed', message: 'The data changed since it was shown.', retryable: false };

type World = {
  readonly accounts?: readonly Account[];
  readonly consent?: (input: Input<'exports.consent'>) => ExportConsent | Failure;
  readonly record?: ExportRecord;
  readonly preferences?: Partial<Preferences>;
  readonly start?: ExportStart;
};

function open(world: World = {}): FakeBridge {
  const record = world.record ?? sampleRecord();
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'preferences.read': () => ({
      ...preferences,
      googleClientId: 'g.apps.googleusercontent.com',
      googleClientSecret: 's',
      microsoftClientId: 'm',
      ...world.preferences,
    }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'accounts.list': () => ({ accounts: [...(world.accounts ?? [sampleAccount()])] }),
    'accounts.signIn': () => sampleAccount(),
    'exports.presets': () => ({ presets: [] }),
    'exports.preview': () => samplePreview(),
    'exports.consent': world.consent ?? (() => sampleConsent()),
    'exports.start': () => ({ jobId: 'j1', exportId: 'e1' }),
    'exports.resume': () => ({ jobId: 'j1' }),
    'exports.history': () => ({ exports: [record] }),
    'jobs.list': () => ({ jobs: [sampleJob({ kind: 'export', state: record.state })] }),
    'app.openLink': () => ({}),
    'app.chooseSaveTarget': () => ({ targetId: 't1', name: 'fields.xlsx' }),
  });
  renderPart(<ExportDialog current={sampleConnection()} />);
  act(() => openExport('c1', world.start));
  return bridge;
}

const sent = (bridge: FakeBridge, method: string): readonly unknown[] =>
  bridge.calls.filter((one) => one.method === method).map(({ input }) => input);
const press = async (name: string | RegExp): Promise<void> => {
  const button = await screen.findByRole<HTMLButtonElement>('button', { name });
  // The button that sends waits a moment, so that nobody sends by a double click.
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
};
const choose = async (place: string): Promise<void> => {
  fireEvent.click(await screen.findByRole('radio', { name: place }));
};

beforeEach(() => {
  closeExport();
  useExportStore.setState({ shown: null });
});

describe('exporting to a file', () => {
  it('asks for no consent, and says where it ended', async () => {
    const bridge = open({
      record: sampleRecord({
        destination: 'file',
        format: 'xlsx',
        link: null,
        hasFile: true,
        targetName: 'fields.xlsx',
      }),
    });
    await press('Export 412 fields to Excel…');
    expect(await screen.findByText('fields.xlsx is written')).toBeTruthy();
    expect(screen.getByText('412 rows · 1 sheet and a cover')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Open fields.xlsx' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Show in folder: fields.xlsx' })).toBeTruthy();
    expect(sent(bridge, 'exports.consent')).toEqual([]);
    expect(sent(bridge, 'exports.start')).toMatchObject([{ targetId: 't1', consentId: null }]);
  });

  it('offers the formats, and the switches that belong to them', async () => {
    open();
    fireEvent.click(await screen.findByRole('radio', { name: 'CSV' }));
    expect(screen.getByRole('switch', { name: /^Defuse formulas/ })).toBeTruthy();
    expect(screen.queryByRole('switch', { name: /^Cover sheet/ })).toBeNull();
    expect(await screen.findByRole('button', { name: 'Export 412 fields to CSV…' })).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    expect(screen.getByRole('radio', { name: 'One list per object' })).toBeTruthy();
  });
});

describe('sending to Google Sheets', () => {
  it('shows what leaves, from where, to where and as whom before anything is sent', async () => {
    const bridge = open();
    await choose('Google Sheets');
    await press('Look at what will be sent…');
    const send = await screen.findByRole<HTMLButtonElement>('button', {
      name: 'Send 412 rows to Google Sheets as you@example.com',
    });
    // The second click of a double click that opened this step must not send.
    expect(send.disabled).toBe(true);
    const dialog = screen.getByRole('dialog');
    for (const text of [
      'acme--uat.sandbox.my.salesforce.com',
      'New spreadsheet “Acme UAT data dictionary 2026-11-23” in Google Drive',
      'Email addresses in 3 cells of Description and Help text.',
      '4 fields have a security classification.',
      'You are responsible for the right to place this data there.',
      'Account Name',
      '2 cells are longer than 50,000 characters and will be cut.',
    ]) {
      expect(within(dialog).getByText(text)).toBeTruthy();
    }
    const heading = screen.getByRole('heading', { name: 'This will leave your computer' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(sent(bridge, 'exports.start')).toEqual([]);
    await press('Send 412 rows to Google Sheets as you@example.com');
    expect(await screen.findByText('Acme fields is in Google Sheets')).toBeTruthy();
    expect(sent(bridge, 'exports.start')).toEqual([
      { spec: expect.objectContaining({ cover: true }), targetId: null, consentId: 'k1' },
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Open Acme fields' }));
    await waitFor(() => expect(sent(bridge, 'app.openLink')).toEqual([{ url: sampleRecord().link }]));
  });

  it('says what was looked for when none of it was recognised', async () => {
    open({ consent: () => sampleConsent({ sensitive: [] }) });
    await choose('Google Sheets');
    await press('Look at what will be sent…');
    expect(await screen.findByText(/^Looked for user names, email addresses, record data/)).toBeTruthy();
  });

  it('asks for the consent of each export anew, and leads back to the settings', async () => {
    const bridge = open();
    await choose('Google Sheets');
    await press('Look at what will be sent…');
    await screen.findByRole('button', { name: /^Send 412 rows/ });
    await press('Back');
    await press('Look at what will be sent…');
    await screen.findByRole('button', { name: /^Send 412 rows/ });
    expect(sent(bridge, 'exports.consent')).toHaveLength(2);
    expect(sent(bridge, 'exports.start')).toEqual([]);
  });

  it('sends nothing that was shown too long ago', async () => {
    const shown = [sampleConsent({ expiresAt: '2026-01-01T00:00:00Z' }), sampleConsent({ consentId: 'k2' })];
    open({ consent: () => shown.shift() ?? REFUSED });
    await choose('Google Sheets');
    await press('Look at what will be sent…');
    await screen.findByText('This was shown a while ago and may be out of date.');
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull();
    await press('Look again');
    expect(await screen.findByRole('button', { name: /^Send 412 rows/ })).toBeTruthy();
  });

  it('leads to the making of a client id where there is none', async () => {
    open({ accounts: [], preferences: { googleClientId: '' } });
    await choose('Google Sheets');
    await press('Set up Google Sheets…');
    expect(await screen.findByText('How to make a client id for Google')).toBeTruthy();
    expect(screen.getByText(/every sign-in ends after 7 days/)).toBeTruthy();
    await press('Back');
    expect(await screen.findByRole('radio', { name: 'Google Sheets' })).toBeTruthy();
  });

  it('signs in where no account is, and can be left while the browser is open', async () => {
    const bridge = open({ accounts: [] });
    await choose('Google Sheets');
    await press('Sign in with Google…');
    await waitFor(() =>
      expect(sent(bridge, 'accounts.signIn')).toEqual([{ provider: 'google', accountId: null, access: 'ownFiles' }]),
    );
  });
});

describe('sending to Microsoft 365', () => {
  it('says why a personal account has no tabs and tables', async () => {
    open({ accounts: [sampleAccount({ id: 'm1', provider: 'microsoft', kind: 'personal' })] });
    await choose('Microsoft 365');
    const tab = await screen.findByRole<HTMLInputElement>('radio', { name: 'A tab of an existing workbook' });
    expect(tab.disabled).toBe(true);
    expect(screen.getByText(/only with a work or school account\. you@example\.com is a personal one/)).toBeTruthy();
  });

  it('asks for more access where another folder is wanted', async () => {
    const bridge = open({ accounts: [sampleAccount({ id: 'm1', provider: 'microsoft', kind: 'work' })] });
    await choose('Microsoft 365');
    fireEvent.click(await screen.findByRole('radio', { name: 'Another folder' }));
    await press('Allow shared files and SharePoint…');
    await waitFor(() =>
      expect(sent(bridge, 'accounts.signIn')).toEqual([{ provider: 'microsoft', accountId: 'm1', access: 'allFiles' }]),
    );
  });
});

describe('an export that did not come to its end', () => {
  const record = sampleRecord({
    state: 'failed',
    link: null,
    canResume: true,
    error: {
      code: 'admin-consent',
      message: 'Your organisation lets an administrator decide.',
      retryable: false,
      link: 'https://login.microsoftonline.com/common/adminconsent',
    },
  });

  it('says why, and gives the address that helps', async () => {
    const bridge = open({ record });
    await choose('Google Sheets');
    await press('Look at what will be sent…');
    await press(/^Send 412 rows/);
    expect(await screen.findByText('Your organisation lets an administrator decide.')).toBeTruthy();
    expect(screen.getByText('https://login.microsoftonline.com/common/adminconsent')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open the link' }));
    await waitFor(() => expect(sent(bridge, 'app.openLink')).toEqual([{ url: record.error?.link }]));
  });

  it('goes on only after it was shown again', async () => {
    const bridge = open({ record, start: { kind: 'resume', record } });
    await press(/^Send 412 rows/);
    await waitFor(() => expect(sent(bridge, 'exports.resume')).toEqual([{ exportId: 'e1', consentId: 'k1' }]));
    expect(sent(bridge, 'exports.consent')).toEqual([{ spec: sampleSpec() }]);
    expect(sent(bridge, 'exports.start')).toEqual([]);
  });
});
