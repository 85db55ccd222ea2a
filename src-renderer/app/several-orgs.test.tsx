// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SearchHit } from '../../src-preload/contract/catalog.ts';
import { type Connection, ORG_TYPES } from '../../src-preload/contract/connections.ts';
import { type Preferences, PREFERENCE_NAMES, preferenceTable } from '../../src-preload/contract/preferences.ts';
import { SearchPalette } from '../features/search/search-palette.tsx';
import { closeSearch, openSearch } from '../features/search/search-store.ts';
import { installFakeBridge } from '../testing/fake-bridge.ts';
import { renderPart } from '../testing/render.tsx';
import { sampleConnection, sampleSyncStatus } from '../testing/samples.ts';
import { Shell } from './shell.tsx';

const LIVE = sampleConnection({ id: 'c2', name: 'Acme live', group: 'Acme', type: 'production' });
const UAT = sampleConnection({ group: 'Acme', colour: 'violet' });
const OWN = sampleConnection({ id: 'c3', name: 'Playground', type: 'developer', signedIn: false });

const hitIn = (org: Connection, name: string): SearchHit => ({
  connectionId: org.id,
  connectionName: org.name,
  kind: 'object',
  object: name,
  objectLabel: name,
  name,
  label: name,
  matchedIn: 'name',
  excerpt: null,
  type: null,
  fieldId: null,
});

function install(connections: readonly Connection[], hits: readonly SearchHit[] = []) {
  let preferences = Object.fromEntries(
    PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]),
  ) as Preferences;
  return installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [...connections] }),
    'preferences.read': () => preferences,
    'preferences.write': ({ set }) => {
      preferences = { ...preferences, ...(set as Partial<Preferences>) };
      return preferences;
    },
    'catalog.search': ({ connectionId }) => ({
      hits: hits.filter((hit) => connectionId === null || [connectionId].flat().includes(hit.connectionId)),
      more: false,
    }),
    'jobs.list': () => ({ jobs: [] }),
    'sync.status': () => sampleSyncStatus(),
  });
}

describe('the frame of the window', () => {
  it.each(ORG_TYPES)('%s: is drawn for production only, and the badge says the kind', async (type) => {
    install([sampleConnection({ type })]);
    const { container } = renderPart(<Shell />);
    const word = type[0]?.toUpperCase() + type.slice(1);
    const switcher = await screen.findByRole('button', { name: new RegExp(`Switch org.*Acme UAT.*${word}`) });
    expect(within(switcher).getByText(word)).toBeTruthy();
    const shell = container.querySelector('[data-org-type]');
    expect(shell?.getAttribute('data-org-type')).toBe(type);
    const rules = readFileSync(join(import.meta.dirname, 'shell.module.css'), 'utf8');
    const framed = [...rules.matchAll(/\.shell\[data-org-type="(\w+)"\]::after/g)].map(([, of]) => of);
    expect(framed.includes(type)).toBe(type === 'production');
  });
});

describe('search with several orgs', () => {
  const open = async (connections: readonly Connection[]) => {
    closeSearch();
    const bridge = install(connections, [hitIn(UAT, 'Invoice__c'), hitIn(LIVE, 'Invoice_Line__c')]);
    renderPart(<SearchPalette />);
    await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('connections.list'));
    openSearch();
    const input = await screen.findByRole('combobox', { name: 'Search everything' });
    return { bridge, input };
  };
  /** What the hits and actions say: marked parts of a name are elements of their own. */
  const options = (): readonly string[] => screen.queryAllByRole('option').map((one) => one.textContent ?? '');
  const type = (input: HTMLElement, value: string): void => void fireEvent.change(input, { target: { value } });
  const searched = (bridge: ReturnType<typeof install>): unknown =>
    bridge.calls.findLast(({ method }) => method === 'catalog.search')?.input;

  it('looks in the org on screen first; one switch looks in all, marks the hits, and is remembered', async () => {
    const { bridge, input } = await open([UAT, LIVE]);
    type(input, 'invoice');
    await waitFor(() => expect(options()).toEqual(['Invoice__cInvoice__cObject']));
    fireEvent.click(screen.getByRole('radio', { name: 'All orgs' }));
    await waitFor(() =>
      expect(options()).toEqual([
        'Invoice__cInvoice__cAcme UATSandboxObject',
        'Invoice_Line__cInvoice_Line__cAcme liveProductionObject',
      ]),
    );
    expect(searched(bridge)).toMatchObject({ connectionId: ['c1', 'c2'] });
    expect(bridge.calls).toContainEqual({
      method: 'preferences.write',
      input: { set: { searchScope: 'all' }, reset: [] },
    });
  });

  it('offers the other orgs by name', async () => {
    const { input } = await open([UAT, LIVE, OWN]);
    type(input, 'acme li');
    await waitFor(() => expect(options()).toEqual(['Open Acme liveProductionOrg']));
  });

  it('offers no choice where there is one org', async () => {
    const { bridge, input } = await open([UAT]);
    type(input, 'invoice');
    await waitFor(() => expect(options()).toEqual(['Invoice__cInvoice__cObject']));
    expect(screen.queryByRole('radio')).toBeNull();
    expect(searched(bridge)).toMatchObject({ connectionId: ['c1'] });
  });
});
