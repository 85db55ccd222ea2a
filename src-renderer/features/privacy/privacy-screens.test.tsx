// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AnalyticsStatus } from '../../../src-preload/contract/analytics.ts';
import type { AppState } from '../../../src-preload/contract/app.ts';
import type { LogEntry } from '../../../src-preload/contract/error-log.ts';
import type { KeptPart } from '../../../src-preload/contract/retention.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleJob } from '../../testing/samples.ts';

const STATE: AppState = { vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] };
type Answers = Parameters<typeof installFakeBridge>[0];

function draw(address: string, answers: Answers): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => STATE,
    'connections.list': () => ({ connections: [] }),
    'jobs.list': () => ({ jobs: [] }),
    ...answers,
  });
  renderAt(address);
  return bridge;
}

const inputsOf = (bridge: FakeBridge, method: string): readonly unknown[] =>
  bridge.calls.filter((call) => call.method === method).map(({ input }) => input);

const part = (rest: Partial<KeptPart>): KeptPart => ({
  name: 'ledger',
  id: null,
  title: 'Outbound ledger',
  rows: 18,
  bytes: 16_384,
  oldestAt: '2026-11-01T08:00:00Z',
  newestAt: '2026-11-23T08:00:00Z',
  period: '90 days after each request.',
  preference: 'ledgerDays',
  removedAt: null,
  ...rest,
});

describe('kept data', () => {
  const overview = {
    parts: [
      part({ rows: 0, bytes: 0, oldestAt: null, newestAt: null }),
      part({
        name: 'metadata',
        id: 'c1',
        title: 'Metadata of Acme',
        bytes: 2_400_000,
        removedAt: '2026-12-23T00:00:00.000Z',
      }),
    ],
    fileBytes: 3_000_000,
    freeBytes: 0,
  };

  it('says size, age and period, when something goes by itself, and offers nothing to remove where nothing is', async () => {
    draw('/privacy/kept', { 'retention.overview': () => overview });
    const metadata = await screen.findByRole('row', { name: /Metadata of Acme/ });
    expect(metadata.textContent).toContain('2.4 MB');
    expect(metadata.textContent).toContain('1 Nov 2026 – 23 Nov 2026');
    expect(metadata.textContent).toContain('Will be removed after 23 Dec 2026.');
    expect(screen.getByText('The encrypted store takes 3 MB on the disk.')).toBeDefined();
    const change = screen.getByRole('link', { name: 'Change the period of Outbound ledger' });
    expect(change.getAttribute('href')).toBe('/preferences?find=ledgerDays');
    expect(screen.getByRole('button', { name: 'Remove Outbound ledger' })).toHaveProperty('disabled', true);
  });

  it('removes only after it was said what goes', async () => {
    const bridge = draw('/privacy/kept', {
      'retention.overview': () => overview,
      'retention.remove': () => ({ jobId: 'j1' }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Remove Metadata of Acme' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove “Metadata of Acme”' });
    expect(dialog.textContent).toContain('Frees about 2.4 MB (18 rows).');
    expect(inputsOf(bridge, 'retention.remove')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Remove now' }));
    await waitFor(() =>
      expect(inputsOf(bridge, 'retention.remove')).toEqual([{ parts: [{ name: 'metadata', id: 'c1' }] }]),
    );
  });

  it('while something is removed shows how far that is, and starts nothing else', async () => {
    const progress = { stage: 'rows', done: 1, total: 4, ratePerSecond: null, remainingMs: null };
    draw('/privacy/kept', {
      'retention.overview': () => overview,
      'jobs.list': () => ({ jobs: [sampleJob({ kind: 'removal', connectionId: null, progress })] }),
    });
    const bar = await screen.findByRole('progressbar', { name: 'Removing and compacting' });
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    expect(screen.getByRole('button', { name: 'Remove Metadata of Acme' })).toHaveProperty('disabled', true);
  });
});

describe('product analytics', () => {
  const off: AnalyticsStatus = {
    on: false,
    asked: true,
    askNow: false,
    address: null,
    id: null,
    days: 0,
    lastSentAt: null,
    waiting: null,
  };
  const waiting = '{"id":"i1","days":[{"day":"2026-11-23","counts":{"search":1}}]}';

  it('without an address says so and never offers to send', async () => {
    draw('/privacy/analytics', { 'analytics.status': () => ({ ...off, on: true, id: 'i1', days: 1, waiting }) });
    await screen.findByText('This build has no address to send counts to: they stay on this computer.');
    expect(screen.getByRole('region', { name: 'Exactly what would be sent' }).textContent).toBe(waiting);
    expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull();
  });

  it('is switched by its switch alone, and shows nothing of what waits while it is off', async () => {
    const bridge = draw('/privacy/analytics', {
      'analytics.status': () => off,
      'analytics.switch': ({ on }) => ({ ...off, on, id: on ? 'i1' : null }),
    });
    const choice = await screen.findByRole('switch', { name: 'Count which features are used' });
    expect(screen.queryByText('On this computer')).toBeNull();
    fireEvent.click(choice);
    await screen.findByText('Nothing waits to be sent.');
    expect(inputsOf(bridge, 'analytics.switch')).toEqual([{ on: true }]);
  });

  it('cannot be switched on in a sample session', async () => {
    draw('/privacy/analytics', {
      'app.state': () => ({ ...STATE, vault: 'sample' }),
      'analytics.status': () => off,
    });
    await screen.findByText('A sample session is never counted.');
    expect(screen.getByRole('switch')).toHaveProperty('disabled', true);
  });
});

describe('the error log', () => {
  const entry = (id: number): LogEntry => ({
    id,
    at: '2026-11-23T08:00:00Z',
    event: 910,
    description: 'Something failed that nobody foresaw.',
    code: 'TypeError',
    place: 'src-main/engine/door.ts:30 answer',
    traceId: null,
    count: 1,
  });

  it('asks for the words in its address, and for one page at a time', async () => {
    const bridge = draw('/privacy/log?text=door&page=1', {
      'log.list': () => ({ entries: [entry(101)], total: 101 }),
    });
    await screen.findByText('101–101 of 101');
    expect(inputsOf(bridge, 'log.list')).toEqual([{ offset: 100, limit: 100, text: 'door' }]);
    expect(screen.getByRole('button', { name: 'Older' })).toHaveProperty('disabled', true);
  });

  it('says what became of it when it cannot be cleared', async () => {
    draw('/privacy/log', {
      'log.list': () => ({ entries: [entry(1)], total: 1 }),
      'log.clear': () => ({ code: 'disk-full', message: 'The disk is full.', retryable: true }) as never,
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Clear the log…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Clear the error log' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Clear' }));
    await within(dialog).findByText('The disk is full.');
    expect(screen.getByRole('table', { name: 'Entries of the error log' })).toBeDefined();
  });
});

describe('deleting everything', () => {
  it('takes nothing but the words', async () => {
    const bridge = draw('/privacy/rights', {
      'rights.deleteEverything': () => ({ revoked: [], notRevoked: [], folderRemoved: true, left: [] }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Delete everything…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete everything' });
    const words = within(dialog).getByRole('textbox');
    const last = within(dialog).getByRole('button', { name: 'Delete everything' });
    for (const typed of ['', 'delete', 'delete everything now']) {
      fireEvent.change(words, { target: { value: typed } });
      fireEvent.submit(words);
      expect(last).toHaveProperty('disabled', true);
    }
    expect(inputsOf(bridge, 'rights.deleteEverything')).toEqual([]);
    fireEvent.change(words, { target: { value: ' Delete Everything ' } });
    fireEvent.submit(words);
    await waitFor(() =>
      expect(inputsOf(bridge, 'rights.deleteEverything')).toEqual([{ confirm: 'delete everything' }]),
    );
  });

  it('says before what cannot be signed out as things are set', async () => {
    const reason = 'The preference "No network except Salesforce" is on.';
    draw('/privacy/rights', {
      'rights.cannotRevoke': () => ({ notRevocable: [{ name: 'jo@acme.example (Google)', reason }] }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Delete everything…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete everything' });
    const told = await within(dialog).findByRole('listitem');
    expect(told.textContent).toBe(`jo@acme.example (Google)${reason}`);
  });

  it('is not offered in a sample session, which keeps nothing', async () => {
    draw('/privacy/rights', { 'app.state': () => ({ ...STATE, vault: 'sample' }) });
    await screen.findByText('A sample session keeps nothing. Ending it deletes it.');
    expect(screen.queryByRole('button', { name: 'Delete everything…' })).toBeNull();
  });
});
