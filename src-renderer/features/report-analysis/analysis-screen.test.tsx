// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { sampleArea } from '../../testing/area-samples.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleConnection, sampleSyncStatus } from '../../testing/samples.ts';

type Analysis = Output<'reports.analysis'>;
const READ_AT = '2026-11-23T10:00:00Z';

const analysis = (rest: Partial<Analysis> = {}): Analysis => ({
  reports: 3,
  dashboards: 1,
  readAt: { reports: READ_AT, dashboards: READ_AT },
  findings: [
    {
      kind: 'never run',
      type: 'Report',
      name: 'Sales/Old',
      label: 'Old',
      folder: 'Sales',
      why: 'Nobody has run it.',
      sure: 'likely',
      doubt: 'A dashboard shows it.',
      lastRunDate: null,
      lastModifiedDate: null,
    },
  ],
  charts: {
    lastRun: [
      { label: '2026-10', count: 2 },
      { label: 'never', count: 1 },
    ],
    created: [],
    folders: [{ label: 'Sales', fresh: 2, stale: 0, never: 1 }],
    formats: [{ label: 'Summary', count: 3 }],
    reportTypes: [],
  },
  fields: [{ field: 'Account.Name', label: 'Account name', reports: 2 }],
  descriptionsRead: true,
  gaps: ['One report could not be told.'],
  ...rest,
});

function draw(answer: Analysis, address = '', usersRead = true, areas: readonly AreaStatus[] = []) {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'areas.list': () => ({
      areas:
        areas.length > 0
          ? [...areas]
          : [sampleArea('reports', {}), sampleArea('users', { readAt: usersRead ? READ_AT : null })],
      everChosen: true,
    }),
    'sync.status': () => sampleSyncStatus(),
    'catalog.overview': () => ({ objects: 1, fields: 9, customObjects: 0, customFields: 0, undocumented: 0 }),
    'reports.analysis': () => answer,
    'components.link': () => ({ url: 'https://acme.example/r', reason: null }),
    'app.openLink': () => ({}),
    'areas.refresh': () => ({ jobId: 'j1' }),
  });
  renderAt(`/org/c1/report-analysis${address}`);
  return bridge;
}

describe('the analysis of reports', () => {
  it('counts each kind, and says where nothing can be told', async () => {
    draw(analysis(), '', false);
    expect(await screen.findByRole('button', { name: /^1\s*Never run\s*1 not certain$/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^unknown\s*Creator inactive\s*Users were not read\.$/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: '1 thing could not be told' })).toBeTruthy();
  });

  it('marks what is not certain on every kind, also where there may be more', async () => {
    const [one] = analysis().findings;
    if (one === undefined) throw new Error('no finding');
    draw(analysis({ findings: [one, { ...one, kind: 'component fails' }] }));
    expect(
      await screen.findByRole('button', { name: /^1\+\s*Component fails\s*1 not certain\s*Only what follows/ }),
    ).toBeTruthy();
    expect(screen.getByRole('button', { name: /^2\s*All findings\s*2 not certain$/ })).toBeTruthy();
  });

  it('says when what it is made from was read, what of it is unknown, and reads all of it again', async () => {
    const readAt = new Date().toISOString();
    const unknown = [{ area: 'catalog: reports', name: 'Report types', reason: 'The org does not list them.' }];
    const bridge = draw(analysis(), '', true, [
      sampleArea('reports', { readAt, state: 'partly', unknown }),
      sampleArea('dashboards', { readAt }),
      sampleArea('users', { chosen: false, readAt: null, state: 'never' }),
    ]);
    expect(await screen.findByText('Reports and dashboards read just now')).toBeTruthy();
    expect(screen.getByText('Users: not chosen')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Choose what to read' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '1 part unknown' }));
    expect(await screen.findByText('The org does not list them.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Refresh Reports and dashboards', hidden: true }));
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({
        method: 'areas.refresh',
        input: { connectionId: 'c1', areas: ['reports', 'dashboards'] },
      }),
    );
  });

  it('asks again for another number of days, and for none that is no number', async () => {
    const bridge = draw(analysis());
    const field = await screen.findByLabelText(/^Days without a run/);
    fireEvent.change(field, { target: { value: '0' } });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(field, { target: { value: '30' } });
    await waitFor(() =>
      expect(bridge.calls.filter(({ method }) => method === 'reports.analysis').map(({ input }) => input)).toEqual([
        { connectionId: 'c1', staleDays: 180 },
        { connectionId: 'c1', staleDays: 30 },
      ]),
    );
  });

  it('says of a finding why, how sure it is and what would make it certain, and opens it in the org', async () => {
    const bridge = draw(analysis(), '?open=never%20run%20Report%20Sales%2FOld');
    expect(await screen.findByText('Nobody has run it.')).toBeTruthy();
    expect(screen.getByText('likely')).toBeTruthy();
    expect(screen.getByText('A dashboard shows it.')).toBeTruthy();
    const open = screen.getByRole('button', { name: 'Open in Salesforce' });
    await waitFor(() => expect(open.getAttribute('aria-disabled')).toBe('false'));
    fireEvent.click(open);
    await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'app.openLink')).toBe(true));
  });

  it('draws charts, each of which is or becomes a table', async () => {
    draw(analysis(), '?view=charts');
    expect(await screen.findByRole('img', { name: /Reports by the age of their last run/ })).toBeTruthy();
    fireEvent.click(screen.getAllByRole('radio', { name: 'Table' })[0] ?? document.body);
    expect(await screen.findByRole('rowheader', { name: 'never' })).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: 'Sales' })).toBeTruthy();
  });

  it('offers to choose what to read where reports were never read', async () => {
    draw(analysis({ reports: 0, dashboards: 0, readAt: { reports: null, dashboards: null }, findings: [] }));
    expect(await screen.findByRole('heading', { name: 'Reports were not read yet' })).toBeTruthy();
  });
});
