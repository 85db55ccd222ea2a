// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import type { AppState } from '../../../src-preload/contract/app.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { LockedCover } from './locked-cover.tsx';

const LOCKED: AppState = { vault: 'locked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] };
const ASKED = { method: 'app.askSecret', input: { purpose: 'unlock', connectionId: null } };

/** The state as the shell tells it at a start: its own password page is open, then closed. */
function ClosedByPerson() {
  const [closed, setClosed] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setClosed(true)}>
        The person closes the password page
      </button>
      <LockedCover state={{ ...LOCKED, secretOpen: closed ? null : 'unlock' }} />
    </>
  );
}

describe('the locked window', () => {
  it('asks for the password by itself, once', async () => {
    const bridge = installFakeBridge({ 'app.askSecret': () => ({}) });
    renderPart(<LockedCover state={LOCKED} />);
    await waitFor(() => expect(bridge.calls).toEqual([ASKED]));
  });

  it('does not ask again when the person closed the page that was open before this one, and offers it', async () => {
    const bridge = installFakeBridge({ 'app.askSecret': () => ({}) });
    renderPart(<ClosedByPerson />);
    fireEvent.click(await screen.findByText('The person closes the password page'));
    expect(bridge.calls).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    await waitFor(() => expect(bridge.calls).toEqual([ASKED]));
  });
});
