// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src-preload/contract/errors.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import type { LedgerRow } from '../../../src-preload/contract/ledger.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleConnection } from '../../testing/samples.ts';
import { useExportStore } from '../exports/export-store.ts';

const row = (rest: Partial<LedgerRow> = {}): LedgerRow => ({
  id: 7,
  at: '2026-11-23T09:00:00.000Z',
  purpose: 'describe',
  trigger: 'sync',
  connectionId: 'c1',
  connectionName: 'Acme UAT',
  method: 'POST',
  host: 'acme--uat.sandbox.my.salesforce.com',
  path: '/services/data/v68.0/composite',
  reads: 'Account, Contact',
  parts: 25,
  attempt: 2,
  state: 'done',
  status: 200,
  bytesIn: 48_200,
  bytesOut: 1400,
  ms: 312.4,
  error: null,
  ...rest,
});

const sums = { requests: 40, refused: 2, bytesIn: 2_100_000, bytesOut: 56_000 };
const TOTALS: Output<'ledger.totals'> = {
  byPurpose: [
    { purpose: 'limits', requests: 4, refused: 0, bytesIn: 900, bytesOut: 0 },
    { purpose: 'describe', ...sums },
  ],
  byDay: [{ day: '2026-11-23', ...sums }],
  byPurposeAndDay: [
    { day: '2026-11-23', purpose: 'describe', requests: 40 },
    { day: '2026-11-20', purpose: 'limits', requests: 4 },
  ],
  hosts: ['acme--uat.sandbox.my.salesforce.com', 'sheets.googleapis.com'],
  since: '2026-11-20T08:00:00Z',
};
type Org = Output<'ledger.summary'>['orgs'][number];
const ORG: Org = {
  connectionId: 'c1',
  name: 'Acme UAT',
  calls: 412,
  limit: 15_000,
  used: 3412,
  budget: 5000,
  budgetLeft: 4588,
  pausedUntil: null,
  sharedWith: [],
};

type World = {
  readonly rows?: readonly LedgerRow[];
  readonly total?: number;
  readonly orgs?: readonly Org[];
  readonly failure?: Failure;
};

function draw(address: string, { rows = [row()], total = rows.length, orgs = [ORG], failure }: World = {}): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'ledger.list': () => failure ?? { rows: [...rows], total },
    'ledger.totals': () => TOTALS,
    'ledger.summary': () => ({ purposes: ['describe', 'limits'], hosts: [...TOTALS.hosts], orgs: [...orgs] }),
    'app.copyText': () => ({}),
  });
  renderAt(address);
  return bridge;
}

const asked = (bridge: FakeBridge, method: 'ledger.list' | 'ledger.totals'): unknown =>
  bridge.calls.findLast((one) => one.method === method)?.input;

describe('the outbound ledger', () => {
  it('takes its whole filter from the address, for lines, sums and export alike', async () => {
    const filter = {
      text: 'composite',
      connectionId: 'c1',
      purpose: 'describe',
      host: 'sheets.googleapis.com',
      state: 'failed',
      fromDay: '2026-11-01',
      toDay: '2026-11-23',
    };
    const bridge = draw(
      '/ledger?text=composite&connection=c1&purpose=describe&host=sheets.googleapis.com&state=failed&from=2026-11-01&to=2026-11-23&page=2',
      { total: 400 },
    );
    await screen.findByRole('table', { name: 'Requests' });
    expect(asked(bridge, 'ledger.list')).toEqual({ offset: 200, limit: 100, ...filter });
    expect(asked(bridge, 'ledger.totals')).toEqual(filter);
    expect(useExportStore.getState().shown).toMatchObject({ kind: 'ledger', ...filter });
  });

  it('begins at the first page when the filter changes, and drops it whole', async () => {
    const bridge = draw('/ledger?purpose=limits&page=3', { total: 1000 });
    fireEvent.change(await screen.findByLabelText('From day'), { target: { value: '2026-11-02' } });
    await waitFor(() =>
      expect(asked(bridge, 'ledger.list')).toMatchObject({ offset: 0, purpose: 'limits', fromDay: '2026-11-02' }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Clear filter' }));
    await waitFor(() => expect(asked(bridge, 'ledger.list')).toMatchObject({ purpose: null, fromDay: null }));
    expect(screen.queryByRole('button', { name: 'Clear filter' })).toBeNull();
  });

  it('lets words and days be typed in any place, and asks once for both', async () => {
    const bridge = draw('/ledger?text=composite');
    const words = await screen.findByRole<HTMLInputElement>('textbox', { name: /^Filter by/ });
    fireEvent.change(words, { target: { value: 'acomposite' } });
    // The address follows later: the field must not wait for it.
    expect(words.value).toBe('acomposite');
    fireEvent.change(words, { target: { value: 'abcomposite' } });
    const day = screen.getByLabelText<HTMLInputElement>('From day');
    fireEvent.change(day, { target: { value: '0002-11-23' } });
    expect(day.value).toBe('0002-11-23');
    fireEvent.change(day, { target: { value: '2026-11-23' } });
    await waitFor(() =>
      expect(asked(bridge, 'ledger.list')).toMatchObject({ text: 'abcomposite', fromDay: '2026-11-23' }),
    );
    expect(bridge.calls.filter(({ input }) => JSON.stringify(input).includes('0002-'))).toEqual([]);
    const clear = screen.getByRole('button', { name: 'Clear filter' });
    clear.focus();
    fireEvent.click(clear);
    await waitFor(() => expect(words.value).toBe(''));
    expect(document.activeElement).toBe(words);
  });

  it('shows the last page when the address names one behind it', async () => {
    const bridge = draw('/ledger?page=5000', { total: 250 });
    await waitFor(() => expect(asked(bridge, 'ledger.list')).toMatchObject({ offset: 200 }));
  });

  it('does not tick off an answer that was a no', async () => {
    draw('/ledger', { rows: [row({ status: 503 })] });
    const mark = (await screen.findByText('503')).parentElement;
    expect([mark?.textContent, mark?.dataset['state']]).toEqual(['Done503', 'error']);
  });

  it('goes through the pages and says where it is', async () => {
    const bridge = draw('/ledger', { rows: [row(), row({ id: 8 })], total: 100_000 });
    await screen.findByText('1–2 of 100,000');
    const button = (name: string): HTMLElement => screen.getByRole('button', { name });
    expect(button('Newer').getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button('Newer'));
    fireEvent.click(button('Older'));
    await waitFor(() => expect(asked(bridge, 'ledger.list')).toMatchObject({ offset: 100 }));
    button('Oldest').focus();
    fireEvent.click(button('Oldest'));
    await waitFor(() => expect(asked(bridge, 'ledger.list')).toMatchObject({ offset: 99_900 }));
    await waitFor(() => expect(button('Older').getAttribute('aria-disabled')).toBe('true'));
    // It leads nowhere now, and keeps the focus all the same.
    expect(document.activeElement).toBe(button('Oldest'));
    fireEvent.click(button('Newest'));
    await waitFor(() => expect(button('Newer').getAttribute('aria-disabled')).toBe('true'));
  });

  it('tells a screen reader how many lines a filter leaves, and nothing before', async () => {
    draw('/ledger', { total: 412 });
    await screen.findByRole('table', { name: 'Requests' });
    expect(screen.queryByText('412 requests are listed.')).toBeNull();
    fireEvent.change(screen.getByLabelText('From day'), { target: { value: '2026-11-02' } });
    const said = await screen.findByText('412 requests are listed.');
    expect(said.getAttribute('role')).toBe('status');
  });

  it('opens a line to say all that is kept of it', async () => {
    const reason = 'The path is not on the list of what may be sent.';
    const bridge = draw('/ledger', {
      rows: [row({ state: 'refused', status: null, error: reason, ms: null, bytesIn: 0 })],
    });
    const opener = await screen.findByRole('button', { name: /details of request 7/ });
    expect(opener.closest('tr')?.textContent).toContain('Refused');
    fireEvent.click(opener);
    const valueOf = (name: string): string | null | undefined =>
      screen.getAllByText(name).find(({ tagName }) => tagName === 'DT')?.nextElementSibling?.textContent;
    expect(valueOf('Request')).toBe('POST acme--uat.sandbox.my.salesforce.com/services/data/v68.0/composite');
    expect(valueOf('Requests inside it')).toBe('25');
    expect(valueOf('Attempt')).toBe('2');
    expect(valueOf('Answer')).toBe('Refused, no answer');
    expect(valueOf('Why')).toBe(reason);
    fireEvent.click(screen.getByRole('button', { name: 'Copy details' }));
    await waitFor(() => expect(bridge.calls.at(-1)?.method).toBe('app.copyText'));
    expect(bridge.calls.at(-1)?.input).toMatchObject({ text: expect.stringContaining(`Why: ${reason}`) });
  });

  it('says what is kept how long, and that nothing was sent yet', async () => {
    draw('/ledger', { rows: [] });
    await screen.findByText('No request has been sent');
    expect(screen.queryByRole('button', { name: 'Export…' })).toBeNull();
  });

  it('says that nothing matches, and keeps the filter at hand', async () => {
    draw('/ledger?text=nothing', { rows: [] });
    await screen.findByText('No request matches the filter.');
    await screen.findByText(/^Lines are kept for 90 days/);
    expect(screen.getByRole('button', { name: 'Clear filter' })).toBeTruthy();
  });

  it('says why it could not be read', async () => {
    draw('/ledger', { failure: { code: 'disk-full', message: 'The disk has no room left.', retryable: true } });
    await screen.findByText('The disk has no room left.');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('the overview of the ledger', () => {
  it('shows the days as a picture with its numbers in words, and as a table that narrows down', async () => {
    const bridge = draw('/ledger?view=overview');
    const image = await screen.findByRole('img', { name: /^44 requests from 10 Nov 2026 to 23 Nov 2026; most on 23/ });
    expect(image.querySelectorAll('rect[data-series]')).toHaveLength(2);
    const told = [...image.querySelectorAll('title')].map(({ textContent }) => textContent);
    expect(told).toHaveLength(14);
    expect(told).toContain('20 Nov 2026: 4 requests\nlimits 4');
    fireEvent.click(screen.getByRole('radio', { name: 'Table' }));
    const day = await screen.findByRole('row', { name: /23 Nov 2026/ });
    expect(
      within(day)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['40', '40', '0']);
    fireEvent.click(within(day).getByRole('button'));
    await waitFor(() =>
      expect(asked(bridge, 'ledger.list')).toMatchObject({ fromDay: '2026-11-23', toDay: '2026-11-23' }),
    );
  });

  it('sums up by purpose, most first, and leads to the lines behind a sum', async () => {
    const bridge = draw('/ledger?view=overview');
    const part = await screen.findByRole('region', { name: 'By purpose' });
    const texts = within(part)
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => textContent);
    expect(texts).toEqual(['describe40256 kB2.1 MB', 'limits400 B900 B']);
    expect(within(part).getByRole('rowheader', { name: 'limits' })).toBeTruthy();
    const limits = within(part).getByRole('button', { name: 'limits', description: 'Show only limits' });
    fireEvent.click(limits);
    await screen.findByRole('table', { name: 'Requests' });
    expect(asked(bridge, 'ledger.list')).toMatchObject({ purpose: 'limits' });
  });

  it('says what Orgbench took of an org’s limit, what others took, and where it stops itself', async () => {
    draw('/ledger?view=overview');
    const meter = await screen.findByRole('meter', { name: 'API requests of Acme UAT in the last 24 hours' });
    expect(meter.getAttribute('aria-valuetext')).toBe('412 by Orgbench, 3,000 by others, of 15,000');
    expect(screen.getByText('Orgbench 412 (2.7 %), others 3,000, of 15,000 within 24 hours')).toBeTruthy();
    expect(screen.getByText('Orgbench stops at 5,000; 4,588 left.')).toBeTruthy();
  });

  it('never makes up a limit, and says when an org is paused or its budget is spent', async () => {
    draw('/ledger?view=overview', {
      orgs: [{ ...ORG, limit: null, used: null, budgetLeft: 0, pausedUntil: '2026-11-23T09:30:00Z' }],
    });
    await screen.findByText('Orgbench 412');
    expect(screen.queryByRole('meter')).toBeNull();
    expect(screen.getByText(/^The org has not said its limit yet/)).toBeTruthy();
    expect(screen.getByText('Orgbench stopped at 5,000: nothing is left for now.')).toBeTruthy();
    expect(screen.getByText(/^Paused until 23 Nov/)).toBeTruthy();
  });

  it('says that connections to one org share its limit and budget', async () => {
    const shared = [
      { ...ORG, sharedWith: ['Acme as administrator'] },
      { ...ORG, connectionId: 'c2', name: 'Acme as administrator', sharedWith: ['Acme UAT'] },
    ];
    draw('/ledger?view=overview', { orgs: shared });
    await screen.findByText(/^One org with Acme as administrator: .* the budget are of all together\.$/);
    expect(screen.getByText(/^One org with Acme UAT:/)).toBeTruthy();
  });

  it('lists every host that was contacted', async () => {
    draw('/ledger?view=overview');
    const part = await screen.findByRole('region', { name: 'Hosts contacted' });
    expect(
      within(part)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(TOTALS.hosts);
  });
});

describe('the Activity screen', () => {
  it('leads to the ledger, also from an address of before', async () => {
    draw('/activity?show=requests');
    expect(await screen.findByRole('heading', { name: 'Outbound ledger' })).toBeTruthy();
  });
});
