// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import type { Failure } from '../../../src-preload/contract/errors.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { sampleArea, sampleColumns, sampleDetail } from '../../testing/area-samples.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleConnection, sampleSyncStatus } from '../../testing/samples.ts';

type Drawn = {
  readonly status?: Partial<AreaStatus>;
  readonly page?: Output<'components.page'> | Failure;
  readonly one?: Output<'components.one'> | Failure;
  readonly address?: string;
  readonly group?: string;
  readonly running?: boolean;
  readonly synced?: Partial<Output<'sync.status'>>;
};

function draw({ status = {}, page, one, address = '', group = 'automation', running = false, synced = {} }: Drawn) {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'areas.list': () => ({ areas: [sampleArea('flows', status)], everChosen: true }),
    'areas.refresh': () => ({ jobId: 'j1' }),
    'sync.status': () => sampleSyncStatus(running ? { state: 'running' } : synced),
    'components.columns': () => ({ columns: sampleColumns }),
    'components.page': () => page ?? { rows: [], total: 0, unfiltered: 0 },
    'components.one': () => one ?? sampleDetail(),
    'components.link': () => ({ url: null, reason: 'The sample org has no Setup pages.' }),
    'usage.ofComponent': () => ({ uses: [], usedBy: [], coverage: [], usesCoverage: [] }),
  });
  renderAt(`/org/c1/catalog/${group}${address}`);
  return bridge;
}

const EMPTY = [
  ['not chosen', { chosen: false, state: 'never', readAt: null }, 'Flows: not chosen', 'Choose what to read'],
  ['chosen and not read', { state: 'never', readAt: null }, 'Flows: not read yet', 'Read now'],
  ['stopped', { state: 'stopped', readAt: null }, 'Reading stopped before its end', 'Go on reading'],
  ['refused', { state: 'unknown' }, 'Flows: could not be read', 'Try again'],
] as const;

describe('a list of components', () => {
  for (const [name, status, title, action] of EMPTY) {
    it(`${name}: says so and offers what changes it`, async () => {
      draw({ status });
      expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
      expect(screen.getByRole('button', { name: action })).toBeTruthy();
    });
  }

  for (const [chosen, action] of [
    [0, { role: 'link', name: 'Choose objects' }],
    [3, { role: 'button', name: 'Read metadata' }],
  ] as const) {
    it(`belongs to objects, of which ${chosen} are chosen and none was read: says so and offers what changes it`, async () => {
      const unknown = [{ area: 'catalog: object-limits', name: 'EntityLimit', reason: 'No object is read.' }];
      draw({
        status: { area: 'object-limits', state: 'unknown', unknown },
        address: '?type=ObjectLimit',
        group: 'setup',
        synced: { chosen, read: 0 },
      });
      expect(await screen.findByRole('heading', { name: 'Limits of objects: no objects were read' })).toBeTruthy();
      expect(screen.getAllByRole(action.role, { name: action.name }).length).toBeGreaterThan(0);
      expect(screen.queryByRole('button', { name: /Try again|Refresh/ })).toBeNull();
      expect(screen.queryByText(/Usually needed/)).toBeNull();
    });
  }

  it('says why the org refused, and which permission is usually needed', async () => {
    const reason = 'The org answered INSUFFICIENT_ACCESS.';
    draw({ status: { state: 'unknown', unknown: [{ area: 'catalog: flows', name: 'Flows', reason }] } });
    expect(await screen.findByText(/INSUFFICIENT_ACCESS\. Usually needed: View Setup and Configuration/)).toBeTruthy();
    expect(screen.getByText('How many there are is unknown')).toBeTruthy();
    expect(screen.queryByText(/^0 of/)).toBeNull();
  });

  it('says that the org has none only when it was read', async () => {
    draw({});
    expect(await screen.findByRole('heading', { name: 'Flows: none in this org' })).toBeTruthy();
  });

  it('claims no emptiness where a part could not be read', async () => {
    draw({ status: { state: 'partly', unknown: [{ area: 'catalog: flows', name: 'Flows', reason: 'Refused.' }] } });
    expect(await screen.findByRole('heading', { name: 'Flows: none found so far' })).toBeTruthy();
    expect(screen.getByText(/1 part of it could not be read, so there may be some\. Refused\./)).toBeTruthy();
  });

  it('claims no emptiness while rows are known to be there', async () => {
    const bridge = draw({ status: { counts: { Flow: 25 } } });
    expect(await screen.findByRole('link', { name: 'Flows 25' })).toBeTruthy();
    await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'components.page')).toBe(true));
    expect(screen.queryByText(/^0 of/)).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Flows: none in this org' })).toBeNull();
  });

  it('shows a failure with its reason', async () => {
    draw({ page: { code: 'internal', message: 'The store could not be read.', retryable: true } });
    expect(await screen.findByText('The store could not be read.')).toBeTruthy();
  });

  it('opens the drawer that the address names, with its parts', async () => {
    draw({ address: '?type=Flow&open=Agreement_Renewal', page: { rows: [], total: 0, unfiltered: 1 } });
    expect(await screen.findByRole('heading', { name: 'Agreement Renewal' })).toBeTruthy();
    expect(screen.getByText('ISCHANGED(Status__c)')).toBeTruthy();
    expect(screen.getByRole('cell', { name: 'Is due' })).toBeTruthy();
    expect(await screen.findByText('The sample org has no Setup pages.')).toBeTruthy();
  });

  it('says that a component is gone', async () => {
    const one = { code: 'not-found', message: 'Gone.', retryable: false } as const;
    draw({ address: '?open=Gone', one });
    expect(await screen.findByRole('heading', { name: 'It is not in the store any more' })).toBeTruthy();
  });
});
