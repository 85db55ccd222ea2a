// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleJob } from '../../testing/samples.ts';

type Answers = Parameters<typeof installFakeBridge>[0];

function draw(address: string, answers: Answers): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [] }),
    'jobs.list': () => ({ jobs: [] }),
    'app.chooseSaveTarget': () => ({ targetId: null, name: '' }),
    ...answers,
  });
  renderAt(address);
  return bridge;
}

const countOf = (bridge: FakeBridge, method: string): number =>
  bridge.calls.filter((call) => call.method === method).length;

const doubleClick = (button: HTMLElement): void => {
  fireEvent.click(button);
  fireEvent.click(button);
};

const LEDGER = {
  name: 'ledger',
  id: null,
  title: 'Outbound ledger',
  rows: 18,
  bytes: 16_384,
  oldestAt: null,
  newestAt: null,
  period: '90 days after each request.',
  preference: 'ledgerDays',
  removedAt: null,
} as const;

describe('a double click', () => {
  it('asks once where a backup goes, and can ask again afterwards', async () => {
    const sections = [{ name: 'preferences', title: 'Preferences', count: 1, canHoldSecrets: false }];
    const bridge = draw('/privacy/backup', { 'backup.sections': () => ({ sections }), 'backup.preview': () => null });
    await screen.findByRole('checkbox', { name: /^Preferences/ });
    doubleClick(screen.getByRole('button', { name: 'Make a backup…' }));
    await waitFor(() => expect(countOf(bridge, 'app.chooseSaveTarget')).toBe(1));
    await waitFor(() => {
      fireEvent.click(screen.getByRole('button', { name: 'Make a backup…' }));
      expect(countOf(bridge, 'app.chooseSaveTarget')).toBe(2);
    });
  });

  it('asks once where everything goes', async () => {
    const bridge = draw('/privacy/rights', {});
    doubleClick(await screen.findByRole('button', { name: 'Export everything…' }));
    await waitFor(() => expect(countOf(bridge, 'app.chooseSaveTarget')).toBe(1));
  });

  it('removes once, and what went wrong with it is said', async () => {
    const failed = sampleJob({
      id: 'j1',
      kind: 'removal',
      title: 'Remove kept data',
      state: 'failed',
      error: { code: 'disk-full', message: 'The disk is full.', retryable: true },
    });
    const bridge = draw('/privacy/kept', {
      'retention.overview': () => ({ parts: [LEDGER], fileBytes: 3_000_000, freeBytes: 0 }),
      'retention.remove': () => ({ jobId: 'j1' }),
      'jobs.list': () => ({ jobs: [failed] }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Remove Outbound ledger' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove “Outbound ledger”' });
    expect(screen.queryByText('The disk is full.')).toBeNull();
    doubleClick(within(dialog).getByRole('button', { name: 'Remove now' }));
    await screen.findByText('The disk is full.');
    expect(countOf(bridge, 'retention.remove')).toBe(1);
  });
});

describe('the words that confirm a deletion', () => {
  it('are typed anew after the dialog was closed', async () => {
    draw('/privacy/rights', { 'rights.cannotRevoke': () => ({ notRevocable: [] }) });
    fireEvent.click(await screen.findByRole('button', { name: 'Delete everything…' }));
    const field = async (): Promise<HTMLElement> => screen.findByRole('textbox', { name: /delete everything/ });
    fireEvent.change(await field(), { target: { value: 'delete everything' } });
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Delete everything…' }));
    expect(await field()).toHaveProperty('value', '');
  });
});
