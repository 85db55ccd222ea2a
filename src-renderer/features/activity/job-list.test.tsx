// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleConnection, sampleJob } from '../../testing/samples.ts';

const DONE = sampleJob({
  id: 'j2',
  title: 'Read metadata of Acme UAT',
  state: 'done',
  finishedAt: '2026-11-23T06:00:08Z',
  counts: { objects: 144, fields: 3834, apiCalls: 14, bytesIn: 731_037, ms: 908, unknown: 3 },
  parameters: [{ name: 'objects', value: 'chosen' }],
  canRepeat: true,
});
const FAILED = sampleJob({
  id: 'j3',
  kind: 'export',
  title: 'Export fields',
  state: 'failed',
  finishedAt: '2026-11-23T06:00:08Z',
  error: { code: 'disk-full', message: 'The disk is full.', retryable: true, traceId: 't-77' },
});

function draw(jobs: readonly Job[]): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'jobs.list': () => ({ jobs: [...jobs] }),
    'jobs.repeat': () => ({ jobId: 'j9' }),
    'jobs.cancel': () => ({}),
  });
  renderAt('/activity');
  return bridge;
}

describe('the list of jobs', () => {
  it('says what a job was asked, how long it took and what came out, in words', async () => {
    draw([DONE]);
    fireEvent.click(await screen.findByRole('button', { name: 'Details of Read metadata of Acme UAT' }));
    const row = screen.getByRole('row', { name: /Read metadata/ });
    expect(row.textContent).toContain('8 s');
    expect(row.textContent).toContain('144 objects · 3,834 fields · 14 API requests · 731 kB received');
    expect(screen.getByText('Asked for').nextElementSibling?.textContent).toBe('objects: chosen');
    expect(screen.getByText('Came out').nextElementSibling?.textContent).toBe(
      '144 objects\n3,834 fields\n14 API requests\n731 kB received\n3 things that could not be read',
    );
  });

  it('repeats what can be repeated', async () => {
    const bridge = draw([DONE, FAILED]);
    fireEvent.click(await screen.findByRole('button', { name: 'Repeat Read metadata of Acme UAT' }));
    await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'jobs.repeat', input: { jobId: 'j2' } }));
    expect(screen.queryByRole('button', { name: 'Repeat Export fields' })).toBeNull();
  });

  it('says why a job failed, and the number to look for in the error log', async () => {
    draw([FAILED]);
    fireEvent.click(await screen.findByRole('button', { name: 'Details of Export fields' }));
    expect(screen.getByText('Failed because').nextElementSibling?.textContent).toBe('The disk is full.');
    expect(screen.getByText('Number of the entry in the error log').nextElementSibling?.textContent).toBe('t-77');
  });

  it('says in words what a backup was told, and what came of it', async () => {
    const backup = sampleJob({
      id: 'j4',
      kind: 'restore',
      title: 'Restore of a backup',
      state: 'done',
      finishedAt: '2026-11-23T06:00:08Z',
      counts: { restored: 2 },
      parameters: [
        { name: 'signIns', value: 'no' },
        { name: 'made', value: '2026-11-23T13:07:23.212Z' },
      ],
    });
    draw([backup]);
    const row = await screen.findByRole('row', { name: /Restore of a backup/ });
    expect(row.textContent).toContain('with sign-ins: no, backup made: 23 Nov 2026, ');
    expect(row.textContent).toContain('2 items restored');
  });
});
