// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  type Preferences,
  PREFERENCE_NAMES,
  findPreferences,
  preferenceTable,
} from '../../../src-preload/contract/preferences.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection, sampleSyncStatus } from '../../testing/samples.ts';
import { SearchPalette } from './search-palette.tsx';
import { closeSearch, openSearch } from './search-store.ts';

async function search(typed: string) {
  closeSearch();
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'preferences.read': () =>
      Object.fromEntries(PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback])) as Preferences,
    'sync.status': () => sampleSyncStatus(),
  });
  renderPart(<SearchPalette />);
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('connections.list'));
  openSearch();
  const input = await screen.findByRole('combobox', { name: 'Search everything' });
  fireEvent.change(input, { target: { value: typed } });
  const titles = (): string[] => screen.queryAllByRole('option').map(({ textContent }) => textContent ?? '');
  return { bridge, titles };
}

describe('the search for what the app itself has', () => {
  it('lists all of it after a slash, and asks for nothing of the org', async () => {
    const { bridge, titles } = await search('/');
    await waitFor(() => expect(titles()).toContain('Lock nowAction'));
    expect(titles()).toContain('Go to objectsScreen');
    expect(titles().some((one) => /^Row height.*Setting$/.test(one))).toBe(true);
    expect(bridge.calls.some(({ method }) => method === 'catalog.search')).toBe(false);
  });

  it('is narrowed by words, those of a setting among them', async () => {
    const { titles } = await search('/row');
    await waitFor(() => expect(titles().length).toBeGreaterThan(0));
    expect(titles()[0]).toMatch(/^Row height/);
    expect(titles()).not.toContain('Lock nowAction');
  });

  it('finds screens and settings by /setup, and no action', async () => {
    const { titles } = await search('/setup');
    await waitFor(() => expect(titles()).toContain('Go to connectionsScreen'));
    expect(titles()[0]).toBe('Go to setupScreen');
    expect(titles().some((one) => one.endsWith('Setting'))).toBe(true);
    expect(titles().some((one) => one.endsWith('Action'))).toBe(false);
  });

  it('has an address for every setting that finds it on the screen', () => {
    for (const name of PREFERENCE_NAMES.filter((one) => preferenceTable[one].shown)) {
      expect(findPreferences(preferenceTable[name].title)).toContain(name);
    }
  });

  it('says that nothing matches, and names no area of the org that was not read', async () => {
    const { titles } = await search('/nosuchthing');
    expect(await screen.findByText('No action, screen or setting matches “nosuchthing”.')).toBeTruthy();
    expect(titles()).toEqual([]);
    expect(screen.queryByText(/not searched/)).toBeNull();
  });
});
