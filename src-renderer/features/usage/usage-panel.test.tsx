// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { UsageCoverage, UsageRow } from '../../../src-preload/contract/usage.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { FieldUsagePanel, UsagePanel } from './usage-panel.tsx';

const READ: UsageCoverage = {
  source: 'report definitions',
  state: 'read',
  readAt: '2026-11-23T10:00:00Z',
  reason: null,
};
const NOT_READ: UsageCoverage = { source: 'flows', state: 'not read', readAt: null, reason: 'Not chosen for reading.' };
const row = (rest: Partial<UsageRow> = {}): UsageRow => ({
  type: 'Report',
  name: 'Sales/Pipeline',
  label: 'Pipeline',
  shown: rest.label ?? rest.name ?? 'Pipeline',
  via: ['column', 'filter'],
  source: ['report definitions'],
  ...rest,
});

const drawField = (rows: readonly UsageRow[], coverage: readonly UsageCoverage[]) => {
  const bridge = installFakeBridge({
    'usage.ofField': () => ({ rows: [...rows], coverage: [...coverage] }),
    'app.copyText': () => ({}),
  });
  renderPart(<FieldUsagePanel connectionId="c1" object="Account" name="Fax" />);
  return bridge;
};

describe('where a field is used', () => {
  it('shows a name that is in no area as it is meant, and as the org writes it', async () => {
    const name = 'Account-Account %28Marketing%29 Layout';
    drawField([row({ type: 'Layout', name, label: null, shown: 'Account-Account (Marketing) Layout' })], [READ]);
    expect(await screen.findByText('Account-Account (Marketing) Layout')).toBeTruthy();
    expect(screen.getByTitle(name)).toBeTruthy();
  });

  it('names what uses it, how and where that was read, under the coverage', async () => {
    drawField([row()], [READ, NOT_READ]);
    expect(await screen.findByText('Pipeline')).toBeTruthy();
    expect(screen.getByText('column, filter')).toBeTruthy();
    expect(screen.getAllByText('report definitions').length).toBeGreaterThan(0);
    expect(screen.getByText(/^read 1 of 2 sources .*; flows: not read$/)).toBeTruthy();
    expect(screen.getByText('Not chosen for reading.')).toBeTruthy();
  });

  it('never claims that nothing uses it: an empty list says what it rests on', async () => {
    drawField([], [READ, NOT_READ]);
    expect(await screen.findByText('No use found in what was read.')).toBeTruthy();
    expect(screen.getByText(/A use in a source that was not read/)).toBeTruthy();
    expect(screen.queryByText(/^0/)).toBeNull();
  });

  it('says after a whole read, too, that what the org hides would not show', async () => {
    const reason = 'Reports in folders that the signed-in user may not see are not among them.';
    drawField([], [{ ...READ, reason }]);
    expect(await screen.findByText(/^Some uses could not show here; Sources says which/)).toBeTruthy();
    expect(screen.getByText(reason)).toBeTruthy();
  });

  it('is not known where no source was read', async () => {
    drawField([], [NOT_READ]);
    expect(await screen.findByText('Not known yet')).toBeTruthy();
    expect(screen.queryByText('No use found in what was read.')).toBeNull();
  });

  it('is copied as a table with its sources', async () => {
    const bridge = drawField([row()], [READ]);
    fireEvent.click(await screen.findByRole('button', { name: 'Copy as table' }));
    const copied = bridge.calls.find(({ method }) => method === 'app.copyText')?.input;
    expect(copied).toEqual({
      text: 'Type\tName\tLabel\tHow\tRead in\nReport\tSales/Pipeline\tPipeline\tcolumn, filter\treport definitions\n',
    });
  });
});

describe('a component', () => {
  it('shows both directions, and first the one that has something', async () => {
    installFakeBridge({
      'usage.ofComponent': () => ({
        usedBy: [],
        uses: [row({ type: 'CustomField', name: 'Account.Fax', label: 'Fax number' })],
        coverage: [READ],
        usesCoverage: [READ],
      }),
    });
    renderPart(<UsagePanel connectionId="c1" type="Report" name="Sales/Pipeline" />);
    expect(await screen.findByText('Fax number')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Used by · 0' }));
    expect(await screen.findByText('No use found in what was read.')).toBeTruthy();
  });

  it('counts no 0 while a source was not read', async () => {
    const unread = { ...READ, state: 'not read' as const, readAt: null, reason: 'Not chosen for reading.' };
    installFakeBridge({
      'usage.ofComponent': () => ({ usedBy: [], uses: [], coverage: [READ, unread], usesCoverage: [READ] }),
    });
    renderPart(<UsagePanel connectionId="c1" type="Report" name="Sales/Pipeline" />);
    expect(await screen.findByRole('radio', { name: 'Used by' })).toBeTruthy();
    // What it uses rests on its definition alone, which was read.
    expect(screen.getByRole('radio', { name: 'Uses · 0' })).toBeTruthy();
  });
});
