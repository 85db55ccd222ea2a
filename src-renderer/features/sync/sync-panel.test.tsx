// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { sampleArea } from '../../testing/area-samples.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection, sampleJob, sampleSyncStatus } from '../../testing/samples.ts';
import { SyncPanel } from './sync-panel.tsx';

type Status = Output<'sync.status'>;

function draw(status: Partial<Status>, signedIn = true, areas: readonly AreaStatus[] = []) {
  const bridge = installFakeBridge({
    'sync.status': () => sampleSyncStatus(status),
    'areas.list': () => ({ areas: [...areas], everChosen: true }),
    'sync.start': () => ({ jobId: 'j2' }),
    'jobs.cancel': () => ({}),
    'app.askSecret': () => ({}),
  });
  renderPart(<SyncPanel connection={sampleConnection({ signedIn })} />);
  return bridge;
}

describe('the state of reading', () => {
  it('says nothing when everything is read and nothing is new', async () => {
    const bridge = draw({});
    await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('sync.status'));
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('never read: leads to choosing objects', async () => {
    draw({ state: 'never', chosen: 0, read: 0, lastReadAt: null });
    expect(await screen.findByText('Nothing has been read from Acme UAT yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Choose objects' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Read metadata' })).toBeNull();
  });

  it('running: shows stage, count, rate and remaining time, and cancels the job', async () => {
    const bridge = draw({ state: 'running', job: sampleJob() });
    expect(await screen.findByText('Describing objects · 120 of 312 · 41.5 per second · about 5 s left')).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe(String((120 / 312) * 100));
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'jobs.cancel', input: { jobId: 'j1' } }));
  });

  it('partly read: counts what is missing and lists it with the reasons', async () => {
    draw({
      state: 'partial',
      read: 311,
      unknown: [{ area: 'describe', name: 'Invoice__c', reason: 'The user may not see this object.' }],
    });
    expect(await screen.findByText('311 of 312 objects read; some parts could not be read')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show what is missing' }));
    expect(await screen.findByText('The user may not see this object.')).toBeTruthy();
    expect(screen.getByText('Invoice__c')).toBeTruthy();
  });

  it('partly read without any object: leads to choosing objects where reading again brings nothing', async () => {
    const unknown = [{ area: 'catalog: object-limits', name: 'EntityLimit', reason: 'No object is read.' }];
    draw({ state: 'partial', chosen: 0, read: 0, unknown }, true, [sampleArea('object-limits')]);
    expect(await screen.findByText('Some parts of Acme UAT could not be read')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Choose objects' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Read again' })).toBeNull();
  });

  it('partly read without any object: reads again what the org refused', async () => {
    const unknown = [{ area: 'catalog: flows', name: 'Flow', reason: 'The org refused it.' }];
    const bridge = draw({ state: 'partial', chosen: 0, read: 0, unknown }, true, [sampleArea('flows')]);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Choose objects' })).toBeNull());
    fireEvent.click(await screen.findByRole('button', { name: 'Read again' }));
    await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'sync.start', input: { connectionId: 'c1' } }));
  });

  for (const state of ['partial', 'offline', 'cancelled', 'failed'] as const) {
    it(`${state}, and nothing is chosen any more: leads to choosing objects and counts none`, async () => {
      draw({ state, chosen: 0, read: 0 });
      expect(await screen.findByRole('button', { name: 'Choose objects' })).toBeTruthy();
      expect(screen.queryByRole('button', { name: /Read again|Go on reading/ })).toBeNull();
      expect(screen.queryByText(/0 of 0/)).toBeNull();
    });
  }

  it('signed out in the middle: asks for a sign-in to this connection', async () => {
    const bridge = draw({ state: 'signed-out', read: 40 }, false);
    fireEvent.click(await screen.findByRole('button', { name: 'Sign in again' }));
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({
        method: 'app.askSecret',
        input: { purpose: 'access-token', connectionId: 'c1' },
      }),
    );
  });

  for (const [state, title, button] of [
    ['budget-stopped', 'Stopped at 90 % of the org’s daily API requests', 'Go on reading'],
    ['offline', 'Acme UAT cannot be reached', 'Read again'],
    ['cancelled', 'Reading was cancelled', 'Go on reading'],
    ['interrupted', 'Reading was interrupted', 'Go on reading'],
  ] as const) {
    it(`${state}: says so and goes on when asked`, async () => {
      const bridge = draw({ state, read: 40 });
      expect(await screen.findByText(title)).toBeTruthy();
      fireEvent.click(screen.getByRole('button', { name: button }));
      await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'sync.start', input: { connectionId: 'c1' } }));
    });
  }

  it('failed: shows the reason that the job ended with', async () => {
    draw({
      state: 'failed',
      read: 40,
      job: sampleJob({
        state: 'failed',
        error: { code: 'org-refused', message: 'The org answered 500 three times.', retryable: true },
      }),
    });
    expect(await screen.findByText('The org answered 500 three times. 40 of 312 objects are stored.')).toBeTruthy();
  });

  it('names objects that vanished and offers new ones without adding them', async () => {
    const bridge = draw({ vanished: ['A__c', 'B__c', 'C__c', 'D__c', 'E__c'], newObjects: 2 });
    expect(await screen.findByText('5 objects are no longer in Acme UAT')).toBeTruthy();
    expect(screen.getByText(/A__c, B__c, C__c and 2 more\./)).toBeTruthy();
    expect(screen.getByText('2 new objects in Acme UAT')).toBeTruthy();
    expect(bridge.calls.some(({ method }) => method === 'objects.choose')).toBe(false);
  });
});
