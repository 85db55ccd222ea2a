// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExportRecord } from '../../../src-preload/contract/exports.ts';
import { sampleRecord, sampleSpec } from '../../testing/export-samples.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection, sampleJob } from '../../testing/samples.ts';
import { exportProgress } from './export-text.ts';
import { closeExport, useExportStore } from './export-store.ts';
import { ExportsScreen } from './exports-screen.tsx';
import { arrangeHistory } from './history-search.ts';

const FAILED = sampleRecord({
  id: 'e2',
  state: 'failed',
  targetName: 'Half way',
  link: null,
  canResume: true,
  startedAt: '2026-11-23T09:00:00Z',
  error: { code: 'throttled', message: 'Google still takes no more requests.', retryable: true },
});
const RUNNING = sampleRecord({
  id: 'e3',
  jobId: 'j3',
  state: 'running',
  targetName: 'On its way',
  link: null,
  startedAt: '2026-11-01T00:00:00Z',
});
const FILE = sampleRecord({
  id: 'e4',
  destination: 'file',
  format: 'csv',
  targetName: 'fields.csv',
  accountName: null,
  link: null,
  hasFile: true,
  cutCells: 2,
  startedAt: '2026-11-22T00:00:00Z',
});
const FOREIGN = sampleRecord({ id: 'e5', targetName: 'Unreadable', link: null, spec: null });

function draw(records: readonly ExportRecord[]): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'exports.history': () => ({ exports: [...records] }),
    'exports.forget': () => ({}),
    'jobs.list': () => ({
      jobs: [
        sampleJob({
          id: 'j3',
          kind: 'export',
          progress: { stage: 'waiting', done: 0, total: 10, ratePerSecond: null, remainingMs: null },
        }),
      ],
    }),
    'jobs.cancel': () => ({}),
    'app.openLink': () => ({}),
    'app.openExport': () => ({}),
    'app.copyText': () => ({}),
  });
  renderPart(<ExportsScreen />, 'exports');
  return bridge;
}

const sent = (bridge: FakeBridge, method: string): readonly unknown[] =>
  bridge.calls.filter((one) => one.method === method).map(({ input }) => input);
const rowOf = async (name: string): Promise<HTMLElement> => {
  const row = (await screen.findByText(name)).closest('tr');
  if (row === null) throw new Error(`${name} is in no row.`);
  return row;
};
const choose = async (title: string, item: string): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name: `More for ${title}` }));
  fireEvent.click(await screen.findByRole('menuitem', { name: item }));
};

beforeEach(() => {
  closeExport();
  useExportStore.setState({ shown: null });
});

describe('the history of exports', () => {
  it('has running ones on top and finds text in names and accounts', () => {
    const all = [FILE, FAILED, RUNNING, sampleRecord()];
    expect(arrangeHistory(all, '').map(({ id }) => id)).toEqual(['e3', 'e2', 'e1', 'e4']);
    expect(arrangeHistory(all, 'FIELDS.C').map(({ id }) => id)).toEqual(['e4']);
    expect(arrangeHistory(all, 'you@').map(({ id }) => id)).toEqual(['e3', 'e2', 'e1']);
  });

  it('says for whom a running one waits, and cancels it', async () => {
    const bridge = draw([RUNNING]);
    const row = await rowOf('On its way');
    expect(
      within(row).getByText('Waiting for Google, which takes no more for the moment · about 10 s left'),
    ).toBeTruthy();
    fireEvent.click(within(row).getByRole('button', { name: 'Cancel On its way' }));
    await waitFor(() => expect(sent(bridge, 'jobs.cancel')).toEqual([{ jobId: 'j3' }]));
  });

  it('opens what is online by its link, and what is a file with its program', async () => {
    const bridge = draw([sampleRecord(), FILE]);
    fireEvent.click(within(await rowOf('Acme fields')).getByRole('button', { name: 'Open Acme fields' }));
    const file = await rowOf('fields.csv');
    expect(within(file).getByText('412 rows · 1 sheet and a cover · 2 cells were too long and cut')).toBeTruthy();
    fireEvent.click(within(file).getByRole('button', { name: 'Open fields.csv' }));
    await choose('fields.csv', 'Show in folder');
    await waitFor(() =>
      expect(sent(bridge, 'app.openExport')).toEqual([
        { exportId: 'e4', how: 'open' },
        { exportId: 'e4', how: 'reveal' },
      ]),
    );
    expect(sent(bridge, 'app.openLink')).toEqual([{ url: sampleRecord().link }]);
    await choose('Acme fields', 'Copy link');
    await waitFor(() => expect(sent(bridge, 'app.copyText')).toEqual([{ text: sampleRecord().link }]));
  });

  it('repeats with the settings of then, and goes on with what stopped', async () => {
    draw([sampleRecord(), FAILED, FOREIGN]);
    await choose('Acme fields', 'Repeat…');
    expect(useExportStore.getState().opened?.start).toEqual({ kind: 'repeat', spec: sampleSpec() });
    const row = await rowOf('Half way');
    expect(within(row).getByText('Google still takes no more requests.')).toBeTruthy();
    fireEvent.click(within(row).getByRole('button', { name: 'Go on with Half way' }));
    expect(useExportStore.getState().opened?.start).toMatchObject({ kind: 'resume', record: { id: 'e2' } });
    const foreign = within(await rowOf('Unreadable')).getByRole<HTMLButtonElement>('button', { name: /^Repeat/ });
    expect(foreign.disabled).toBe(true);
  });

  it('asks before a line goes, and takes what lies unfinished at the provider along', async () => {
    const bridge = draw([sampleRecord(), { ...FAILED, hasLeftover: true }]);
    await choose('Acme fields', 'Remove from history…');
    const ask = await screen.findByRole('dialog', { name: 'Remove from history' });
    expect(within(ask).queryByRole('checkbox')).toBeNull();
    fireEvent.click(within(ask).getByRole('button', { name: 'Cancel' }));
    expect(sent(bridge, 'exports.forget')).toEqual([]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await choose('Half way', 'Remove from history…');
    const other = await screen.findByRole('dialog', { name: 'Remove from history' });
    expect(
      within(other).getByRole<HTMLInputElement>('checkbox', {
        name: 'Also remove the unfinished part from Google Sheets',
      }).checked,
    ).toBe(true);
    fireEvent.click(within(other).getByRole('button', { name: 'Remove from history' }));
    await waitFor(() => expect(sent(bridge, 'exports.forget')).toEqual([{ exportId: 'e2', discard: true }]));
  });

  it('says why one was interrupted, and what each left behind', async () => {
    const stopped = { link: null, error: null, finishedAt: '2026-11-23T09:10:00Z' } as const;
    const cancelled = { code: 'cancelled', message: 'Cancelled.', retryable: false } as const;
    draw([
      sampleRecord({ ...stopped, id: 'i1', targetName: 'Locked', state: 'interrupted', hasLeftover: true }),
      sampleRecord({ ...stopped, id: 'i2', targetName: 'Locked file', state: 'interrupted', destination: 'file' }),
      sampleRecord({ ...stopped, id: 'i3', targetName: 'Called off', state: 'cancelled', error: cancelled }),
      sampleRecord({
        ...stopped,
        id: 'i4',
        targetName: 'Called off badly',
        state: 'cancelled',
        hasLeftover: true,
        error: { ...cancelled, message: 'The export was cancelled, but what it had sent could not be removed.' },
      }),
    ]);
    const says = async (name: string): Promise<string> => (await rowOf(name)).textContent ?? '';
    expect(await says('Locked')).toContain('Orgbench was locked, closed or ended meanwhile. What was sent so far lies');
    expect(await says('Locked file')).toContain('meanwhile. No file was left behind.');
    expect(await says('Called off')).toContain('What had been sent was removed again.');
    expect(await says('Called off badly')).toContain('could not be removed.');
  });

  it('says how many rows a second are written', () => {
    const progress = { stage: 'rows', done: 1200, total: 3834, ratePerSecond: 410.4, remainingMs: 6400 };
    expect(exportProgress(sampleJob({ progress }), 'google', 0)).toBe(
      'Writing rows · 1,200 of 3,834 rows · 410 rows per second · about 7 s left',
    );
  });

  it('offers the first export where there is none', async () => {
    draw([]);
    fireEvent.click(await screen.findByRole('button', { name: 'Export the data dictionary' }));
    expect(useExportStore.getState().opened).toEqual({ connectionId: 'c1', start: { kind: 'new', grid: false } });
  });
});
