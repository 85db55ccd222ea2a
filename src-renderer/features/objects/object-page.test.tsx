// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';
import type { Failure } from '../../../src-preload/contract/errors.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleConnection, sampleSyncStatus } from '../../testing/samples.ts';

const READ_AT = '2026-11-23T10:00:00Z';
const NONE = { state: 'read' as const, readAt: READ_AT, rows: [], unknown: [] };
const recordType = (name: string, values: readonly string[], defaultValue: string | null = null) => ({
  name: `Account.${name}`,
  label: name,
  active: true,
  picklists: [{ field: 'Industry', values: [...values], defaultValue }],
});

const detail = (rest: Partial<ObjectDetail> = {}): ObjectDetail => ({
  name: 'Account',
  label: 'Account',
  labelPlural: 'Accounts',
  kind: 'standard',
  custom: false,
  namespace: null,
  keyPrefix: '001',
  description: null,
  fieldCount: 9,
  customFieldCount: 0,
  recordTypeCount: 2,
  createdDate: null,
  lastModifiedDate: null,
  readAt: READ_AT,
  unknown: [],
  vanished: false,
  recordTypes: [],
  childRelationships: [],
  parents: [],
  validity: { queryable: true, createable: true, updateable: true, deletable: true, searchable: true },
  recordTypePicklists: NONE,
  layouts: NONE,
  limits: NONE,
  population: 'How many records have a value in a field is not read.',
  ...rest,
});

function draw(answer: ObjectDetail | Failure, tab = ''): void {
  installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'sync.status': () => sampleSyncStatus(),
    'catalog.objects': () => ({ objects: [] }),
    'catalog.object': () => answer,
  });
  renderAt(`/org/c1/object/Account${tab === '' ? '' : `?tab=${tab}`}`);
}

describe('the page of an object', () => {
  it('says that field population is not read, and why', async () => {
    draw(detail());
    expect(await screen.findByText(/^How many records have a value in a field is not read/)).toBeTruthy();
  });

  it('shows which record type offers which value, and only what differs when asked', async () => {
    const rows = [recordType('Customer', ['Energy', 'Housing'], 'Energy'), recordType('Partner', ['Energy'])];
    draw(detail({ recordTypePicklists: { ...NONE, rows } }), 'picklists');
    const grid = await screen.findByRole('grid', { name: 'Picklist values of Account by record type' });
    expect(within(grid).getByText('Industry, Energy, Customer: default')).toBeTruthy();
    expect(within(grid).getByText('Industry, Housing, Partner: not offered')).toBeTruthy();
    fireEvent.click(screen.getByRole('switch', { name: 'Only values that differ' }));
    const values = (): readonly (string | null)[] =>
      screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
    await waitFor(() => expect(values()).toEqual(['HousingIndustry']));
  });

  it('shows which profile sees which layout', async () => {
    const rows = [
      {
        name: 'Account-Sales',
        label: 'Sales layout',
        fieldCount: 18,
        assignments: [{ recordType: 'Master', profiles: ['Sales User'] }],
      },
    ];
    draw(detail({ layouts: { ...NONE, rows } }), 'layouts');
    expect(await screen.findByText('Sales User, No record type: Sales layout')).toBeTruthy();
    expect(screen.getByText('1 profile, 1 record type')).toBeTruthy();
  });

  it('shows limits, the fullest first, and an unknown one as unknown', async () => {
    const rows = [
      { name: 'Rules', label: 'Rules', max: 100, remaining: 99, used: 1 },
      { name: 'Fields', label: 'Custom fields', max: 500, remaining: 20, used: 480 },
      { name: 'Odd', label: 'Odd', max: null, remaining: null, used: null },
    ];
    draw(detail({ limits: { ...NONE, rows } }), 'limits');
    await screen.findByText('480');
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
      'Custom fields',
      'Rules',
      'Odd',
    ]);
    expect(screen.getAllByText('unknown')).toHaveLength(3);
  });

  it('tells a part that was not read from one that is empty, and says why it was refused', async () => {
    draw(detail({ limits: { ...NONE, readAt: null, state: 'never' } }), 'limits');
    expect(await screen.findByRole('heading', { name: 'Object limits: not read yet' })).toBeTruthy();
  });

  it('says why the org refused a part, and counts nothing there', async () => {
    const unknown = [{ name: 'Layouts', reason: 'The org answered INSUFFICIENT_ACCESS.' }];
    draw(detail({ layouts: { ...NONE, state: 'unknown', unknown } }), 'layouts');
    expect(await screen.findByRole('heading', { name: 'Layouts: could not be read' })).toBeTruthy();
    expect(screen.getByText(/^Layouts: The org answered INSUFFICIENT_ACCESS\. Usually needed: .+/)).toBeTruthy();
    expect(screen.queryByText(/^No page layout/)).toBeNull();
    expect(screen.getByRole('tab', { name: 'Page layouts' })).toBeTruthy();
  });

  it('says that an object was not read, where an address names one', async () => {
    draw({ code: 'not-found', message: 'There is no object Account.', retryable: false });
    expect(await screen.findByRole('heading', { name: 'This object was not read' })).toBeTruthy();
  });
});
