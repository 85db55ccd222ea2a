// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Notifications, notifications } from '@mantine/notifications';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { type Account, PROVIDERS } from '../../../src-preload/contract/accounts.ts';
import type { Failure } from '../../../src-preload/contract/errors.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { type Preferences, PREFERENCE_NAMES, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { sampleAccount } from '../../testing/export-samples.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { AccountsScreen } from './accounts-screen.tsx';
import { cancelSignIn } from './sign-in-run.ts';

const fallback = Object.fromEntries(
  PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]),
) as Preferences;
const IDS = { googleClientId: 'g.apps.googleusercontent.com', googleClientSecret: 's', microsoftClientId: 'm' };

type World = {
  readonly accounts?: readonly Account[];
  readonly preferences?: Partial<Preferences>;
  readonly signIn?: (() => Account | Failure) | 'never';
  readonly signOut?: Output<'accounts.signOut'>;
};

function draw({ accounts = [], preferences = IDS, signIn, signOut }: World = {}): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'preferences.read': () => ({ ...fallback, ...preferences }),
    'preferences.write': ({ set }) => ({ ...fallback, ...preferences, ...set }),
    'accounts.list': () => ({ accounts: [...accounts] }),
    ...(signIn === 'never' ? {} : { 'accounts.signIn': signIn ?? (() => sampleAccount()) }),
    'accounts.signOut': () => signOut ?? { revoked: true, reason: null },
    'app.openLink': () => ({}),
    'app.copyText': () => ({}),
  });
  if (signIn === 'never') bridge.hold('accounts.signIn');
  renderPart(<Visit />);
  return bridge;
}

/** The page, as somebody opens, leaves and opens it. */
function Visit() {
  const [here, setHere] = useState(true);
  return (
    <>
      <Notifications />
      <button type="button" onClick={() => setHere(!here)}>
        {here ? 'Leave' : 'Come back'}
      </button>
      {here ? <AccountsScreen /> : null}
    </>
  );
}

const sent = (bridge: FakeBridge, method: string): readonly unknown[] =>
  bridge.calls.filter((one) => one.method === method).map(({ input }) => input);
const section = async (name: 'Google' | 'Microsoft'): Promise<HTMLElement> => screen.findByRole('region', { name });
/** Clicks once the preferences have come and the button can be pressed. */
async function press(where: HTMLElement, name: string): Promise<void> {
  const button = within(where).getByRole<HTMLButtonElement>('button', { name });
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
}

afterEach(() => {
  for (const provider of PROVIDERS) cancelSignIn(provider);
  notifications.clean();
});

describe('accounts', () => {
  it('cannot sign in before there is a client id, and show how one is made', async () => {
    const bridge = draw({ preferences: {} });
    const google = await section('Google');
    expect(within(google).getByRole<HTMLButtonElement>('button', { name: 'Sign in with Google…' }).disabled).toBe(true);
    expect(within(google).getByText(/every sign-in ends after 7 days/)).toBeTruthy();
    const microsoft = await section('Microsoft');
    expect(within(microsoft).getByText(/^Allow public client flows: Yes/)).toBeTruthy();
    fireEvent.click(within(microsoft).getByRole('button', { name: 'Open App registrations' }));
    await waitFor(() => expect(JSON.stringify(sent(bridge, 'app.openLink'))).toContain('https://entra.microsoft.com/'));
  });

  it('keep a client id that can be one, and say why another cannot', async () => {
    const bridge = draw({ preferences: {} });
    const field = await screen.findByLabelText('Application (client) ID');
    fireEvent.change(field, { target: { value: 'no id/' } });
    expect(await screen.findByText(/^This is not an application id/)).toBeTruthy();
    // A secret's id has the letters of one, but not the shape.
    fireEvent.change(field, { target: { value: '00001111-aaaa-2222-bbbb-3333cccc444' } });
    expect(screen.getByText(/^This is not an application id, so it is not kept/)).toBeTruthy();
    expect(sent(bridge, 'preferences.write')).toEqual([]);
    fireEvent.change(field, { target: { value: '00001111-aaaa-2222-bbbb-3333cccc4444 ' } });
    await waitFor(() =>
      expect(sent(bridge, 'preferences.write')).toEqual([
        { set: { microsoftClientId: '00001111-aaaa-2222-bbbb-3333cccc4444' }, reset: [] },
      ]),
    );
    const google = await screen.findByLabelText('Google client id');
    fireEvent.change(google, { target: { value: '12345' } });
    expect(await screen.findByText('Client ids of Google end with .apps.googleusercontent.com.')).toBeTruthy();
  });

  it('show who is signed in, with which access, and why one is not', async () => {
    const bridge = draw({
      accounts: [
        sampleAccount({ signedIn: false, signedOutReason: 'Google no longer accepts the sign-in.' }),
        sampleAccount({ id: 'm1', provider: 'microsoft', name: 'adele@contoso.com', kind: 'work', access: 'myFiles' }),
      ],
    });
    const google = await screen.findByRole('article', { name: 'you@example.com' });
    expect(within(google).getByText('Google no longer accepts the sign-in.')).toBeTruthy();
    expect(within(google).getByText('Files that Orgbench made (drive.file)')).toBeTruthy();
    const adele = screen.getByRole('article', { name: 'adele@contoso.com' });
    expect(within(adele).getByText('My OneDrive (Files.ReadWrite)')).toBeTruthy();
    expect(within(adele).getByText('Work or school')).toBeTruthy();
    await press(google, 'Sign in again…');
    await waitFor(() =>
      expect(sent(bridge, 'accounts.signIn')).toEqual([{ provider: 'google', accountId: 'a1', access: 'ownFiles' }]),
    );
  });

  it('say what went wrong in the browser, with the address that helps an administrator', async () => {
    draw({
      signIn: () => ({
        code: 'admin-consent',
        message: 'Contoso lets only administrators allow apps.',
        retryable: false,
        link: 'https://login.microsoftonline.com/contoso/adminconsent',
      }),
    });
    await press(await section('Microsoft'), 'Sign in with Microsoft…');
    expect(await screen.findByText('Contoso lets only administrators allow apps.')).toBeTruthy();
    expect(screen.getByText('https://login.microsoftonline.com/contoso/adminconsent')).toBeTruthy();
  });

  it('say after signing out whether the provider was told', async () => {
    const reason = 'Google could not be reached, so it was not told.';
    const bridge = draw({ accounts: [sampleAccount()], signOut: { revoked: false, reason } });
    fireEvent.click(await screen.findByRole('button', { name: 'More for you@example.com' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/^Google is asked to revoke the access/)).toBeTruthy();
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'Sign out' })));
    expect(sent(bridge, 'accounts.signOut')).toEqual([{ id: 'a1' }]);
    expect(await screen.findByText(`you@example.com is signed out here. ${reason}`)).toBeTruthy();
  });

  it('say of an account that was signed out already only that it is gone', async () => {
    draw({
      accounts: [sampleAccount({ signedIn: false, signedOutReason: 'It was revoked. Sign in again.' })],
      signOut: { revoked: false, reason: null },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'More for you@example.com' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove you@example.com' });
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' })));
    expect(await screen.findByText(/is removed from this computer\. It was signed out already\.$/)).toBeTruthy();
  });

  it('open one page however often the button is clicked, and say what to do about an error there', async () => {
    const bridge = draw({ accounts: [sampleAccount()], signIn: 'never' });
    const again = within(await screen.findByRole('article')).getByRole<HTMLButtonElement>('button', {
      name: 'Sign in again…',
    });
    await waitFor(() => expect(again.disabled).toBe(false));
    fireEvent.click(again);
    fireEvent.click(again);
    expect(await screen.findByText(/If the browser shows an error instead .*invalid_client/)).toBeTruthy();
    expect(again.disabled).toBe(true);
    expect(sent(bridge, 'accounts.signIn')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel the sign-in' }));
    await waitFor(() => expect(again.disabled).toBe(false));
    expect(bridge.cancelled).toHaveLength(1);
  });

  it('keep a sign-in waiting when the page is left, say so, and show it again', async () => {
    const bridge = draw({ accounts: [sampleAccount()], signIn: 'never' });
    await press(await section('Google'), 'Sign in again…');
    await screen.findByText('Go on in the browser');
    fireEvent.click(screen.getByRole('button', { name: 'Leave' }));
    expect(await screen.findByText('The sign-in at Google still waits for the browser.')).toBeTruthy();
    expect(screen.queryByText('Go on in the browser')).toBeNull();
    expect(bridge.cancelled).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Come back' }));
    expect(await screen.findByText('Go on in the browser')).toBeTruthy();
    fireEvent.click(within(await section('Google')).getByRole('button', { name: 'Cancel the sign-in' }));
    expect(bridge.cancelled).toHaveLength(1);
    await waitFor(() => expect(screen.queryByText(/still waits for the browser/)).toBeNull());
  });
});
