// @vitest-environment happy-dom
import { Notifications, notifications } from '@mantine/notifications';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExportRecord } from '../../../src-preload/contract/exports.ts';
import { type Preferences, PREFERENCE_NAMES, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { followCommands, useAppCommand } from '../../app/commands.ts';
import { sampleAccount, sampleConsent, samplePreview, sampleRecord } from '../../testing/export-samples.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection, sampleJob } from '../../testing/samples.ts';
import { cancelSignIn } from '../accounts/sign-in-run.ts';
import { looksLikeCloudLink } from './cloud-link.ts';
import { ExportDialog } from './export-dialog.tsx';
import { follow } from './export-end-notice.ts';
import { type ExportStart, closeExport, openExport, useExportStore } from './export-store.ts';

const preferences = Object.fromEntries(
  PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]),
) as Preferences;

type World = {
  readonly record?: ExportRecord;
  readonly accounts?: 'none' | 'one';
  readonly start?: ExportStart;
  readonly closed?: boolean;
};

let searches = 0;
let stop = (): void => {};

function Behind() {
  useAppCommand('search', () => {
    searches += 1;
  });
  return <button type="button">Behind</button>;
}

function open({ record = sampleRecord(), accounts = 'one', start, closed = false }: World = {}): FakeBridge {
  let isSignedIn = accounts === 'one';
  const gone = { code: 'not-found', message: 'This account is no longer there.', retryable: false } as const;
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'preferences.read': () => ({
      ...preferences,
      googleClientId: 'g',
      googleClientSecret: 's',
      microsoftClientId: 'm',
    }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'accounts.list': () => ({ accounts: isSignedIn ? [sampleAccount({ id: accounts === 'one' ? 'a1' : 'a9' })] : [] }),
    'accounts.signIn': () => {
      isSignedIn = true;
      return sampleAccount({ id: 'a9' });
    },
    'catalog.objects': () => ({ objects: [] }) as never,
    'exports.presets': () => ({ presets: [] }),
    'exports.preview': () => samplePreview({ cover: true }),
    'exports.consent': () => (isSignedIn ? sampleConsent() : gone),
    'exports.resume': () => ({ jobId: 'j1' }),
    'exports.history': () => ({ exports: [record] }),
    'jobs.list': () => ({ jobs: [sampleJob({ kind: 'export', state: record.state })] }),
    'app.openLink': () => ({}),
  });
  stop = followCommands();
  renderPart(
    <>
      <Notifications />
      <Behind />
      <ExportDialog current={sampleConnection()} />
    </>,
  );
  if (!closed) act(() => openExport('c1', start));
  return bridge;
}

const sent = (bridge: FakeBridge, method: string): readonly unknown[] =>
  bridge.calls.filter((one) => one.method === method).map(({ input }) => input);
const escape = (): void => void fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
const isOpen = (): boolean => useExportStore.getState().opened !== null;

beforeEach(() => {
  searches = 0;
  closeExport();
  useExportStore.setState({ shown: null });
});
afterEach(() => {
  stop();
  cancelSignIn('google');
  notifications.clean();
});

describe('the export dialog and the keyboard', () => {
  it('lets Escape close what is open inside it first', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Presets' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Save as…' }));
    const name = await screen.findByRole('textbox', { name: 'Name of the preset' });
    await waitFor(() => expect(document.activeElement === name).toBe(true));
    escape();
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Name of the preset' })).toBeNull());
    expect(isOpen()).toBe(true);

    fireEvent.click(screen.getByRole('radio', { name: 'Of some objects' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Objects to export/ }));
    const filter = await screen.findByRole('textbox', { name: 'Filter by label or API name' });
    filter.focus();
    escape();
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Filter by label or API name' })).toBeNull());
    expect(isOpen()).toBe(true);
    escape();
    expect(isOpen()).toBe(false);
  });

  it('keeps commands from what lies behind it', async () => {
    const bridge = open();
    await screen.findByRole('dialog');
    act(() => bridge.send('app.command', { command: 'search' }));
    expect(searches).toBe(0);
    act(closeExport);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    act(() => bridge.send('app.command', { command: 'search' }));
    expect(searches).toBe(1);
  });

  it('is one Tab stop for the columns: arrows, letters, and Alt to move one', async () => {
    open();
    const list = await screen.findByRole('group', { name: 'Columns to export, in their order' });
    const stops = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[tabindex="0"]')];
    expect(stops()).toHaveLength(1);
    const boxes = within(list).getAllByRole<HTMLInputElement>('checkbox');
    boxes[0]?.focus();
    const key = (name: string, rest: object = {}): void =>
      void fireEvent.keyDown(document.activeElement ?? list, { key: name, ...rest });
    const focused = (): string => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent ?? '';
    const names = (): string[] =>
      within(list)
        .getAllByRole<HTMLInputElement>('checkbox')
        .map((box) => box.labels?.[0]?.textContent ?? '');
    const before = names();
    key('ArrowDown');
    expect(focused()).toBe(before[1]);
    key('ArrowDown', { altKey: true });
    await waitFor(() => expect(names()[2]).toBe(before[1]));
    expect(focused()).toBe(before[1]);
    key('ArrowRight');
    expect(document.activeElement?.getAttribute('aria-label')).toBe(`Move ${before[1]} up`);
    key('End');
    key('ArrowLeft');
    expect(focused()).toBe(before.at(-1));
    key('p');
    key('i');
    expect(focused()).toBe('Picklist values');
    expect(stops()).toHaveLength(1);
  });

  it('says beside the button why nothing can be exported', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'None' }));
    expect(await screen.findAllByText('Choose at least one column.')).toHaveLength(2);
  });
});

describe('what the dialog says', () => {
  it('counts the cover, and names the connection before the org', async () => {
    open();
    expect(await screen.findByText('412 rows · 1 sheet and a cover')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Google Sheets' }));
    const review = await screen.findByRole<HTMLButtonElement>('button', { name: 'Look at what will be sent…' });
    await waitFor(() => expect(review.disabled).toBe(false));
    fireEvent.click(review);
    const from = (await screen.findByText('From')).nextElementSibling;
    expect(from?.textContent).toMatch(/^Acme UATAcme Ltd/);
  });

  it('offers ways on where the account was signed out meanwhile', async () => {
    const record = sampleRecord({ state: 'interrupted', link: null, canResume: true, hasLeftover: true });
    const bridge = open({ record, accounts: 'none', start: { kind: 'resume', record } });
    expect(await screen.findByText(/Sign in as the same person to go on where it stopped/)).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Choose another account…' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Sign in again…' }));
    const send = await screen.findByRole<HTMLButtonElement>('button', { name: /^Send 412 rows/ });
    await waitFor(() => expect(send.disabled).toBe(false));
    fireEvent.click(send);
    // The same person, so the export itself goes on, as the account of now.
    await waitFor(() => expect(sent(bridge, 'exports.resume')).toEqual([{ exportId: 'e1', consentId: 'k1' }]));
    expect(JSON.stringify(sent(bridge, 'exports.consent').at(-1))).toContain('"accountId":"a9"');
  });

  it('asks for a link of OneDrive or SharePoint', () => {
    expect(looksLikeCloudLink('https://contoso.sharepoint.com/:x:/s/team/Ab')).toBe(true);
    expect(looksLikeCloudLink(' https://1drv.ms/x/s!Ab ')).toBe(true);
    for (const other of ['https://example.com/a.xlsx', 'http://1drv.ms/x', 'https://sharepoint.com.example.net/', 'x'])
      expect(looksLikeCloudLink(other)).toBe(false);
  });
});

describe('an export that ends in the background', () => {
  const ended = (record: ExportRecord) => ({
    job: sampleJob({ id: record.jobId, kind: 'export', state: record.state }),
  });

  it('says so, with a way to open it', async () => {
    const record = sampleRecord();
    const bridge = open({ record, closed: true });
    await screen.findByText('Behind');
    act(() => bridge.send('job.progress', ended(record)));
    const toast = await screen.findByRole('alert');
    expect(within(toast).getByText('Acme fields is in Google Sheets')).toBeTruthy();
    fireEvent.click(within(toast).getByRole('button', { name: 'Open' }));
    await waitFor(() => expect(sent(bridge, 'app.openLink')).toEqual([{ url: record.link }]));
  });

  it('says why it failed, and leads to it', async () => {
    const error = { code: 'target-full', message: 'The Drive is full.', retryable: true } as const;
    const record = sampleRecord({ state: 'failed', link: null, error, hasLeftover: true, canResume: true });
    const bridge = open({ record, closed: true });
    await screen.findByText('Behind');
    act(() => bridge.send('job.progress', ended(record)));
    const toast = await screen.findByRole('alert');
    expect(within(toast).getByText('Acme fields was not exported')).toBeTruthy();
    expect(toast.textContent).toContain('The Drive is full. What was sent so far lies unfinished in Google Sheets');
    expect(within(toast).getByRole('button', { name: 'Show' })).toBeTruthy();
  });

  it('says nothing more while the dialog shows it, or when the person cancelled it', async () => {
    const record = sampleRecord({ state: 'cancelled', link: null });
    const bridge = open({ record, closed: true });
    await screen.findByText('Behind');
    act(() => bridge.send('job.progress', ended(record)));
    follow('j1');
    act(() => bridge.send('job.progress', ended(sampleRecord())));
    await waitFor(() => expect(sent(bridge, 'exports.history').length).toBeGreaterThan(0));
    await act(async () => {});
    expect(screen.queryByRole('alert')).toBeNull();
    follow(null);
  });
});
