// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RestorePreview } from '../../../src-preload/contract/backup.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';

const PREVIEW: RestorePreview = {
  restoreId: 'r1',
  madeAt: '2026-11-01T08:00:00Z',
  madeBy: 'Orgbench 0.1.0',
  sections: [
    {
      name: 'preferences',
      title: 'Preferences',
      state: 'whole',
      items: [
        { id: 'density', title: 'An older name', change: 'replace', text: 'Is "compact", becomes "comfortable".' },
        { id: 'scheme', title: 'Colours', change: 'same', text: '' },
      ],
    },
    {
      name: 'connections',
      title: 'Connections',
      state: 'whole',
      items: [{ id: 'c1', title: 'Acme', change: 'add', text: '' }],
    },
    { name: 'exportPresets', title: 'Export presets', state: 'damaged', items: [] },
    { name: 'dashboards', title: 'Dashboards', state: 'unknown', items: [] },
    { name: 'exportHistory', title: 'Export history', state: 'whole', items: [] },
  ],
};

function draw(restore: () => unknown = () => ({ restored: 1, sections: 1 })): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [] }),
    'jobs.list': () => ({ jobs: [] }),
    'backup.sections': () => ({ sections: [] }),
    'backup.preview': () => PREVIEW,
    'backup.restore': () => restore() as never,
    'backup.closeRestore': () => ({}),
  });
  renderAt('/privacy/backup');
  return bridge;
}

describe('an opened backup', () => {
  it('shows what would change, what is damaged, what is newer, and what is not in it', async () => {
    draw();
    await screen.findByText('2 items chosen');
    // Under the name that the preference has in this version.
    expect(screen.getByRole('checkbox', { name: 'Row height' })).toHaveProperty('checked', true);
    expect(screen.getByRole('checkbox', { name: 'Colours' })).toHaveProperty('disabled', true);
    expect(screen.getByText('Is “Compact”, becomes “Comfortable”.')).toBeDefined();
    expect(screen.getByText(/^This part of the file is damaged/)).toBeDefined();
    expect(screen.getByText(/^This part was made by a newer Orgbench/)).toBeDefined();
    expect(screen.getByText('Not in this backup: Export history.')).toBeDefined();
  });

  it('restores what is chosen and nothing else', async () => {
    const bridge = draw();
    fireEvent.click(await screen.findByRole('checkbox', { name: 'All of Preferences' }));
    fireEvent.click(screen.getByRole('button', { name: 'Restore 1 item' }));
    await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'backup.closeRestore')).toBe(true));
    expect(bridge.calls.find(({ method }) => method === 'backup.restore')?.input).toEqual({
      restoreId: 'r1',
      choose: [{ section: 'connections', ids: ['c1'] }],
    });
  });

  it('restores nothing when nothing is chosen', async () => {
    draw();
    fireEvent.click(await screen.findByRole('checkbox', { name: 'All of Preferences' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Acme' }));
    await screen.findByText('Nothing chosen');
    expect(screen.getByRole('button', { name: 'Restore 0 items' })).toHaveProperty('disabled', true);
  });

  it('stays open, with the reason, when it cannot be restored', async () => {
    const bridge = draw(() => ({ code: 'disk-full', message: 'The disk is full.', retryable: true }));
    fireEvent.click(await screen.findByRole('button', { name: 'Restore 2 items' }));
    await screen.findByText('The disk is full.');
    expect(bridge.calls.some(({ method }) => method === 'backup.closeRestore')).toBe(false);
  });
});
