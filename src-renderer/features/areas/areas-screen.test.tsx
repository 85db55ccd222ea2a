// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import { sampleArea } from '../../testing/area-samples.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleConnection, sampleJob, sampleSyncStatus } from '../../testing/samples.ts';

function draw(areas: readonly AreaStatus[], status = sampleSyncStatus(), signedIn = true): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection({ signedIn })] }),
    'areas.list': () => ({ areas: [...areas], everChosen: true }),
    'areas.choose': ({ areas: chosen }) => ({ chosen: chosen.length, removed: 117 }),
    'areas.refresh': () => ({ jobId: 'j1' }),
    'sync.status': () => status,
  });
  renderAt('/org/c1/areas');
  return bridge;
}

const changes = (bridge: FakeBridge) =>
  bridge.calls.filter(({ method }) => method === 'areas.choose' || method === 'areas.refresh');
const box = (name: string): HTMLElement => screen.getByRole('checkbox', { name });

describe('choosing areas', () => {
  it('says of each what is read, what it costs and which permission it needs', async () => {
    draw([sampleArea('apex', { counts: { ApexClass: 1240, ApexTrigger: 8 } })]);
    const area = within(await screen.findByRole('region', { name: 'Automation & code' }));
    expect(area.getByText(/No code is read/)).toBeTruthy();
    expect(area.getByText(/Needs: View Setup and Configuration/)).toBeTruthy();
    expect(area.getByText('Apex classes 1,240 · Apex triggers 8')).toBeTruthy();
  });

  it('offers to choose objects, not to read again, what is read for objects where none was', async () => {
    draw(
      [sampleArea('object-limits', { state: 'unknown' }), sampleArea('flows')],
      sampleSyncStatus({ chosen: 0, read: 0 }),
    );
    expect(await screen.findByRole('link', { name: 'Choose objects' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Refresh Flows' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Refresh Limits of objects' })).toBeNull();
  });

  it('reads what is added, and only that', async () => {
    const bridge = draw([sampleArea('reports'), sampleArea('flows', { chosen: false, state: 'never', readAt: null })]);
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Flows' }));
    expect(screen.getByText('1 area is read now: Flows.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Read 1 area' }));
    await waitFor(() =>
      expect(changes(bridge)).toEqual([
        { method: 'areas.choose', input: { connectionId: 'c1', areas: ['reports', 'flows'] } },
        { method: 'areas.refresh', input: { connectionId: 'c1', areas: ['flows'] } },
      ]),
    );
  });

  it('says how much a smaller choice deletes before it does', async () => {
    const bridge = draw([sampleArea('reports', { counts: { Report: 117 } }), sampleArea('flows')]);
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Reports' }));
    expect(screen.getByText(/is deleted from this computer: Reports \(117 entries\)/)).toBeTruthy();
    expect(changes(bridge)).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Delete 1 area' }));
    await waitFor(() =>
      expect(changes(bridge)).toEqual([{ method: 'areas.choose', input: { connectionId: 'c1', areas: ['flows'] } }]),
    );
  });

  it('goes on with what was stopped, and reads all again when nothing is left over', async () => {
    draw([sampleArea('reports'), sampleArea('flows', { state: 'stopped' })]);
    expect(await screen.findByText('Stopped before its end')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Read 1 area' })).toBeTruthy();
    fireEvent.click(box('Flows'));
    expect(screen.getByRole('button', { name: 'Delete 1 area' })).toBeTruthy();
  });

  it('shows why an area is unknown, never as nothing', async () => {
    const reason = 'The user may not read flows.';
    draw([
      sampleArea('flows', { state: 'unknown', unknown: [{ area: 'catalog: flows', name: 'Flows', reason }] }),
      sampleArea('apex', { state: 'partly', unknown: [{ area: 'catalog: apex', name: 'Triggers', reason: 'No.' }] }),
    ]);
    expect(await screen.findByText('Could not be read')).toBeTruthy();
    expect(screen.getByText(reason)).toBeTruthy();
    expect(screen.getAllByRole('button', { name: '1 part unknown' })).toHaveLength(2);
  });

  it('says in words that a complete read found none, where things are counted', async () => {
    draw([
      sampleArea('tabs', { counts: {} }),
      sampleArea('apps', { state: 'partly', counts: {} }),
      sampleArea('dependencies', { counts: {} }),
    ]);
    expect(await screen.findAllByText('None in this org')).toHaveLength(1);
  });

  it('shows which area a running read is at, and lets nothing be changed meanwhile', async () => {
    const job = sampleJob({
      progress: { stage: 'area flows', done: 150, total: 200, ratePerSecond: null, remainingMs: null },
    });
    draw([sampleArea('flows')], sampleSyncStatus({ state: 'running', job }));
    expect(await screen.findByText('Reading…')).toBeTruthy();
    expect((box('Flows') as HTMLInputElement).disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Choose all' })).toBeNull();
  });

  it('reads nothing without a sign-in, but still deletes', async () => {
    draw([sampleArea('reports'), sampleArea('flows')], sampleSyncStatus(), false);
    expect(await screen.findByText('Sign in to read.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Read 2 areas again' }).disabled).toBe(true);
    fireEvent.click(box('Flows'));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete 1 area' }).disabled).toBe(false);
  });
});
