// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import type { AccessHolder, ObjectRights } from '../../../src-preload/contract/access.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { sampleArea } from '../../testing/area-samples.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { sampleConnection, sampleSyncStatus } from '../../testing/samples.ts';

const holder = (rest: Partial<AccessHolder> = {}): AccessHolder => ({
  kind: 'profile',
  name: 'Sales User',
  label: 'Sales User',
  license: null,
  assigned: 8,
  sessionBased: false,
  outdated: false,
  ...rest,
});
const ADA = '005000000000001';
const QUOTES = holder({ kind: 'permission set', name: 'Quotes', label: 'Quotes', sessionBased: true, assigned: null });
const rights = (rest: Partial<ObjectRights> = {}): ObjectRights => ({
  read: false,
  create: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
  viewAllFields: false,
  ...rest,
});

type Drawn = {
  readonly holders?: readonly AccessHolder[];
  readonly gaps?: readonly string[];
  readonly address?: string;
  readonly ofField?: Partial<Output<'access.ofField'>>;
  readonly area?: Partial<AreaStatus>;
};

function draw({ holders = [holder(), QUOTES], gaps = [], address = '', ofField = {}, area = {} }: Drawn = {}) {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'areas.list': () => ({ areas: [sampleArea('access', area)], everChosen: true }),
    'sync.status': () => sampleSyncStatus(),
    'catalog.objects': () => ({ objects: [] }),
    'access.subjects': () => ({
      holders: [...holders],
      users: [
        { id: ADA, name: 'Ada Lund', active: true, profile: 'Sales User' },
        { id: '005000000000003', name: 'Kim Twin', active: true, profile: 'Sales User' },
        { id: '005000000000004', name: 'Kim Twin', active: false, profile: null },
      ],
      gaps: [...gaps],
    }),
    'access.objectMatrix': () => ({
      holders: [...holders],
      rows: [
        { object: 'Account', label: 'Account', rights: [rights({ read: true, edit: true }), null] },
        {
          object: 'Site__c',
          label: 'Site',
          rights: [rights(), rights({ read: true, viewAll: true, modifyAll: true })],
        },
      ],
      gaps: [...gaps],
    }),
    'access.fieldMatrix': () => ({
      holders: [...holders],
      rows: [
        { field: 'Name', label: 'Account name', rights: [null, null] },
        { field: 'Fax', label: 'Fax number', rights: ['edit', 'none'] },
      ],
      gaps: [],
    }),
    'access.ofField': () => ({ holders: [], users: [], gaps: [], ...ofField }),
  });
  renderAt(`/org/c1/access${address}`);
  return bridge;
}

describe('the matrix of objects', () => {
  it('says each cell in words, with its object and holder, and tells none from unknown', async () => {
    draw();
    const matrix = await screen.findByRole('grid', { name: /Objects by profile/ });
    expect(within(matrix).getByText('Account, Sales User (Profile): read, edit')).toBeTruthy();
    expect(within(matrix).getByText('Account, Quotes (Permission set): unknown')).toBeTruthy();
    expect(within(matrix).getByText('Site, Sales User (Profile): no access')).toBeTruthy();
    expect(within(matrix).getByText('Site, Quotes (Permission set): read, view all, modify all')).toBeTruthy();
    expect(within(matrix).getByText('Permission set · session-based')).toBeTruthy();
  });

  it('is walked with the arrow keys, and an object opens its fields with Enter', async () => {
    draw();
    const matrix = await screen.findByRole('grid', { name: /Objects by profile/ });
    matrix.focus();
    fireEvent.keyDown(matrix, { key: 'ArrowDown' });
    fireEvent.keyDown(matrix, { key: 'ArrowRight' });
    const active = document.getElementById(matrix.getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent).toContain('Account, Sales User (Profile): read, edit');
    fireEvent.keyDown(matrix, { key: 'ArrowLeft' });
    fireEvent.keyDown(matrix, { key: 'Enter' });
    const fields = await screen.findByRole('grid', { name: /Fields of Account/ });
    expect(within(fields).getByText('Fax number, Sales User (Profile): read and edit')).toBeTruthy();
    expect(within(fields).getByText(/Account name, Sales User \(Profile\): takes no field permission/)).toBeTruthy();
  });

  it('shows a part of very many columns, says how many are not shown, and goes on to them', async () => {
    const many = Array.from({ length: 70 }, (_, at) =>
      holder({ kind: 'permission set', name: `Set_${at}`, label: `Set ${at}` }),
    );
    const bridge = draw({ holders: many });
    const asked = () => bridge.calls.findLast(({ method }) => method === 'access.objectMatrix')?.input;
    expect(await screen.findByText('Columns 1–60 of 70; 10 are not shown')).toBeTruthy();
    expect(asked()).toMatchObject({ holders: many.slice(0, 60).map(({ kind, name }) => ({ kind, name })) });
    fireEvent.click(screen.getByRole('button', { name: 'Next columns' }));
    expect(await screen.findByText('Columns 61–70 of 70; 60 are not shown')).toBeTruthy();
    expect(asked()).toMatchObject({ holders: many.slice(60).map(({ kind, name }) => ({ kind, name })) });
    expect(screen.getByRole('button', { name: 'Next columns' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('shows only holders of one kind where that is asked for', async () => {
    const bridge = draw();
    fireEvent.click(await screen.findByRole('button', { name: /^Profiles, sets and groups:/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Sets only' }));
    expect(await screen.findByRole('button', { name: 'Profiles, sets and groups: Sets only' })).toBeTruthy();
    expect(bridge.calls.findLast(({ method }) => method === 'access.objectMatrix')?.input).toMatchObject({
      holders: [{ kind: 'permission set', name: 'Quotes' }],
    });
  });

  it('is narrowed by text', async () => {
    draw({ address: '?q=site' });
    const matrix = await screen.findByRole('grid', { name: /Objects by profile/ });
    expect(within(matrix).getAllByRole('rowheader')).toHaveLength(1);
  });

  it('says above it why the answer may be incomplete', async () => {
    draw({ gaps: ['Permissions were not read to their end.', 'Users were not read.'] });
    expect(await screen.findByText('This answer may be incomplete')).toBeTruthy();
    expect(screen.getByText('Permissions were not read to their end.')).toBeTruthy();
    expect(screen.getByText('Users were not read.')).toBeTruthy();
  });

  it('offers to choose what to read where permissions were never read', async () => {
    draw({ holders: [], gaps: ['Permissions were not read to their end.'] });
    expect(await screen.findByRole('heading', { name: 'Permissions were not read yet' })).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.queryByRole('link', { name: 'Check permissions' })).toBeNull();
  });

  it('says when permissions were read', async () => {
    draw({ area: { readAt: new Date().toISOString() } });
    expect(await screen.findByText(/^Profiles and permission sets read just now/)).toBeTruthy();
  });

  it('says why permissions could not be read, and leads to the check of permissions', async () => {
    const unknown = [{ area: 'catalog: access', name: 'PermissionSet', reason: 'Salesforce does not show it.' }];
    draw({ holders: [], gaps: ['Permissions were not read.'], area: { state: 'unknown', unknown } });
    expect(await screen.findByRole('heading', { name: 'Permissions could not be read' })).toBeTruthy();
    expect(screen.getByText(/^Salesforce does not show it\..*View Setup and Configuration/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Check permissions' })).toBeTruthy();
  });
});

describe('who sees a field', () => {
  const FIELD = '?view=field&object=Account&field=Fax';

  it('is said in a sentence', async () => {
    const user = { id: ADA, name: 'Ada Lund', active: true, profile: 'Sales User', paths: [] };
    draw({
      address: FIELD,
      ofField: {
        users: [
          { ...user, read: true, edit: true, inSession: { read: true, edit: true } },
          { ...user, id: '005000000000002', read: false, edit: false, inSession: { read: true, edit: false } },
        ],
      },
    });
    expect(
      await screen.findByText(/1 active user can see it, 1 of them can edit it\. 1 more only in a session/),
    ).toBeTruthy();
  });

  it('is unknown, not nobody, where users were not read', async () => {
    draw({
      address: FIELD,
      ofField: { holders: [{ holder: holder(), read: true, edit: false, paths: [] }], gaps: ['Users were not read.'] },
    });
    expect(await screen.findByText('Users are unknown: they were not read.')).toBeTruthy();
  });
});

describe('effective access', () => {
  it('begins with the question whose', async () => {
    draw({ address: '?view=effective' });
    expect(await screen.findByRole('heading', { name: 'Whose access?' })).toBeTruthy();
  });
});

describe('whose access', () => {
  it('is asked by name and profile, and by id where two people have the same name', async () => {
    draw({ address: '?view=effective' });
    fireEvent.click(await screen.findByRole('combobox', { name: 'User' }));
    const names = (await screen.findAllByRole('option', { hidden: true })).map(({ textContent }) => textContent);
    expect(names).toEqual([
      'Ada Lund · Sales User',
      'Kim Twin · 005000000000003 · Sales User',
      'Kim Twin · 005000000000004 · inactive',
    ]);
  });
});
