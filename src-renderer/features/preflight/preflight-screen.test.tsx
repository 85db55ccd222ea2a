// @vitest-environment happy-dom
import { useQueryClient } from '@tanstack/react-query';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useEffect } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../src-preload/contract/errors.ts';
import type { Preflight, PreflightArea } from '../../../src-preload/contract/preflight.ts';
import { followEvents } from '../../api/events.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection } from '../../testing/samples.ts';
import { PreflightNotice } from './preflight-notice.tsx';
import { usePreflightStore } from './preflight-store.ts';
import { adminText } from './preflight-text.ts';
import { usePreflightAfterSignIn } from './use-preflight.ts';

const area = (rest: Partial<PreflightArea>): PreflightArea => ({
  id: 'api',
  title: 'API access',
  reads: 'The addresses of the API.',
  state: 'works',
  finding: 'The org answered.',
  missingPermission: null,
  consequence: '',
  ...rest,
});

const FOUND: Preflight = {
  connectionId: 'c1',
  at: '2026-11-23T09:00:00Z',
  username: 'ann@acme.example',
  areas: [
    area({}),
    area({
      id: 'definitions',
      title: 'Definitions',
      state: 'refused',
      finding: 'The org says that EntityDefinition does not exist for this user.',
      missingPermission: 'View Setup and Configuration',
      consequence: 'Descriptions are unknown. Labels and types are there.',
    }),
    area({ id: 'limits', title: 'API limit', state: 'failed', finding: 'The org answered with 503.' }),
  ],
  apiCalls: 11,
  scopes: null,
  scopesAsked: ['api', 'refresh_token'],
};
const ALL_WORKS: Preflight = { ...FOUND, areas: [area({}), area({ id: 'org', title: 'Facts of the org' })] };

afterEach(() => usePreflightStore.setState({ running: {}, errors: {} }));

function install(last: Preflight | null, run: Preflight | Failure = FOUND, connections = [sampleConnection()]) {
  return installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [...connections] }),
    'preflight.last': () => last,
    'preflight.run': () => run,
    'app.copyText': () => ({}),
  });
}

const runs = (bridge: FakeBridge): readonly unknown[] =>
  bridge.calls.filter(({ method }) => method === 'preflight.run').map(({ input }) => input);
const show = () => renderAt('/org/c1/permissions');

describe('permissions of a connection', () => {
  it('puts what does not work first, with the permission by its name in Setup', async () => {
    install(FOUND);
    show();
    await screen.findByRole('heading', { name: '1 of 3 areas work' });
    expect(
      screen.getByText(/^One permission is missing: View Setup and Configuration\. An administrator can give it/),
    ).toBeTruthy();
    const lines = within(screen.getByRole('list', { name: 'Areas' })).getAllByRole('listitem');
    expect(lines.map((one) => within(one).getByRole('heading').textContent)).toEqual([
      'Definitions',
      'API limit',
      'API access',
    ]);
    expect(lines.map(({ firstChild }) => firstChild?.textContent)).toEqual(['Refused', 'No answer', 'Works']);
    expect(lines[0]?.textContent).toContain('Without itDescriptions are unknown. Labels and types are there.');
    expect(lines[2]?.textContent).toContain('Read to find out: The addresses of the API.');
    expect(
      screen.getByText(/with 11 API requests\. The sign-in asks for the OAuth scopes api, refresh_token/),
    ).toBeTruthy();
  });

  it('calls what gave no answer unknown: neither fine nor refused', async () => {
    const silent = [
      area({ state: 'failed', finding: 'Status 503.', consequence: 'Check again later.' }),
      area({ id: 'limits', title: 'API limit', state: 'not tried', finding: 'Not tried.' }),
    ];
    install({ ...FOUND, areas: silent });
    show();
    await screen.findByRole('heading', { name: 'Nothing was found out' });
    expect(screen.getByText(/is unknown for 2 areas that gave no answer\.$/)).toBeTruthy();
    expect(screen.queryByText('No permission is missing.')).toBeNull();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)[0]).toContain(
      'What to doCheck again later.',
    );
    expect(adminText({ ...FOUND, areas: silent }, sampleConnection())).not.toContain('No permission is missing');
  });

  it('says plainly when everything works', async () => {
    install(ALL_WORKS);
    show();
    await screen.findByRole('heading', { name: 'All 2 areas work' });
    expect(screen.getByText('No permission is missing.')).toBeTruthy();
  });

  it('are checked on demand, and the check can be cancelled', async () => {
    const bridge = install(null);
    bridge.hold('preflight.run');
    show();
    const check = await screen.findByRole('button', { name: 'Check now' });
    check.focus();
    fireEvent.click(check);
    await screen.findByText('Asking Acme UAT about one area after the other…');
    const cancel = screen.getByRole('button', { name: 'Cancel' });
    expect(document.activeElement).toBe(cancel);
    fireEvent.click(cancel);
    const again = await screen.findByRole('button', { name: 'Check now' });
    expect(document.activeElement).toBe(again);
    expect(runs(bridge)).toEqual([{ connectionId: 'c1' }]);
    expect(bridge.cancelled).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows what a check found at once', async () => {
    install(null, ALL_WORKS);
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Check now' }));
    expect(await screen.findByRole('heading', { name: 'All 2 areas work' })).toBeTruthy();
  });

  it('keeps what was found before when a check fails, and says why', async () => {
    install(FOUND, { code: 'org-paused', message: 'Nothing is sent to acme for another 20 s.', retryable: true });
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Check again' }));
    await screen.findByText('Nothing is sent to acme for another 20 s.');
    expect(screen.getByRole('heading', { name: '1 of 3 areas work' })).toBeTruthy();
  });

  it('cannot be checked while signed out, and says so', async () => {
    install(FOUND, FOUND, [sampleConnection({ signedIn: false })]);
    show();
    const again = await screen.findByRole('button', { name: 'Check again' });
    expect((again as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByText(/^Sign in again to check/)).toBeTruthy();
  });

  it('are copied for the administrator, grouped by what is missing', async () => {
    const bridge = install(FOUND);
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Copy for the administrator' }));
    await waitFor(() => expect(bridge.calls.at(-1)?.method).toBe('app.copyText'));
    expect(adminText(FOUND, sampleConnection()).split('\n').slice(4)).toEqual([
      'Missing permissions, by their names in Setup:',
      '- View Setup and Configuration',
      '  Definitions: The org says that EntityDefinition does not exist for this user. Descriptions are unknown. Labels and types are there.',
      '',
      'Not readable for another reason:',
      '  API limit: The org answered with 503.',
      '',
      'What works: API access.',
      '',
      'OAuth scopes asked for: api, refresh_token.',
    ]);
  });
});

describe('after a sign-in', () => {
  function AfterSignIn() {
    const client = useQueryClient();
    useEffect(() => followEvents(client), [client]);
    usePreflightAfterSignIn();
    return null;
  }

  it('checks the connections that were signed in, and none that already was', async () => {
    let connections = [sampleConnection(), sampleConnection({ id: 'c2', signedIn: false })];
    const bridge = installFakeBridge({
      'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
      'connections.list': () => ({ connections }),
      'preflight.run': () => FOUND,
    });
    renderPart(<AfterSignIn />);
    const listed = (): number => bridge.calls.filter(({ method }) => method === 'connections.list').length;
    await waitFor(() => expect(listed()).toBe(1));
    connections = [sampleConnection(), sampleConnection({ id: 'c2' }), sampleConnection({ id: 'c3' })];
    bridge.send('connections.changed', {});
    await waitFor(() => expect(runs(bridge)).toEqual([{ connectionId: 'c2' }, { connectionId: 'c3' }]));
    bridge.send('connections.changed', {});
    await waitFor(() => expect(listed()).toBe(3));
    expect(runs(bridge)).toHaveLength(2);
  });

  it('does not say that no permission is missing where the org kept something back', async () => {
    install({ ...FOUND, areas: [area({}), area({ id: 'layouts', state: 'refused', finding: 'Left out.' })] });
    show();
    await screen.findByText(/^No permission is known to be missing\./);
    expect(screen.queryByText(/No permission is missing/)).toBeNull();
  });

  it('says on the next screen what is missing, and nothing when all works', async () => {
    install(FOUND);
    const { unmount } = renderPart(<PreflightNotice connection={sampleConnection()} />);
    await screen.findByText('One permission is missing in Acme UAT');
    expect(screen.getByText('View Setup and Configuration')).toBeTruthy();
    unmount();
    const bridge = install(ALL_WORKS);
    renderPart(<PreflightNotice connection={sampleConnection()} />);
    await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('preflight.last'));
    expect(screen.queryByRole('status')).toBeNull();
  });
});
