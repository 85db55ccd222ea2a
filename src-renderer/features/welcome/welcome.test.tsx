// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { Welcome } from './welcome.tsx';

describe('the first screen', () => {
  it('opens the sample org with one click', async () => {
    const bridge = installFakeBridge({ 'app.startSample': () => ({ connectionId: 'c1', jobId: 'j1' }) });
    renderPart(<Welcome notice={null} secretOpen={false} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Open the sample org' }));
    await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'app.startSample', input: {} }));
  });

  it('sets up by asking for a master password in the secret page', async () => {
    const bridge = installFakeBridge({ 'app.askSecret': () => ({}) });
    renderPart(<Welcome notice={null} secretOpen={false} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Set up' }));
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({
        method: 'app.askSecret',
        input: { purpose: 'create-vault', connectionId: null },
      }),
    );
  });

  it('shows a failure with details to copy', async () => {
    const bridge = installFakeBridge({
      'app.startSample': () => ({ code: 'disk-full', message: 'No space left.', retryable: true, traceId: 't-9' }),
      'app.copyText': () => ({}),
    });
    renderPart(<Welcome notice="The engine stopped." secretOpen={false} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Open the sample org' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full');
    fireEvent.click(screen.getByRole('button', { name: 'Copy details' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
    expect(bridge.calls).toContainEqual({
      method: 'app.copyText',
      input: { text: 'Orgbench: disk-full\nNo space left.\ncall: app.startSample\ntrace: t-9' },
    });
  });
});
