// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AppState } from '../../../src-preload/contract/app.ts';
import { type PreferenceName, type Preferences, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderAt } from '../../testing/render-at.tsx';

const STATE: AppState = { vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] };

function draw(address: string): FakeBridge {
  let now = Object.fromEntries(
    Object.entries(preferenceTable).map(([name, { fallback }]) => [name, fallback]),
  ) as unknown as Preferences;
  const bridge = installFakeBridge({
    'app.state': () => STATE,
    'connections.list': () => ({ connections: [] }),
    'preferences.read': () => now,
    'preferences.write': ({ set, reset }) => {
      const fallbacks = reset.map((name: PreferenceName) => [name, preferenceTable[name].fallback]);
      now = { ...now, ...set, ...Object.fromEntries(fallbacks) };
      return now;
    },
  });
  renderAt(address);
  return bridge;
}

const written = (bridge: FakeBridge): readonly unknown[] =>
  bridge.calls
    .filter(({ method }) => method === 'preferences.write')
    .map(({ input }) => (input as { set: unknown }).set);

describe('a number', () => {
  const field = async (): Promise<HTMLInputElement> => screen.findByLabelText(/^Unused sign-ins/);

  it('is stored when it is left, never the first digit on the way to it', async () => {
    const bridge = draw('/preferences');
    const days = await field();
    fireEvent.focus(days);
    fireEvent.change(days, { target: { value: '2' } });
    fireEvent.change(days, { target: { value: '20' } });
    expect(written(bridge)).toEqual([]);
    fireEvent.blur(days);
    await waitFor(() => expect(written(bridge)).toEqual([{ signInDays: 20 }]));
    expect((await field()).value).toBe('20 days');
  });

  it('is stored by Enter, which keeps the focus', async () => {
    const bridge = draw('/preferences');
    const days = await field();
    days.focus();
    fireEvent.change(days, { target: { value: '21' } });
    fireEvent.keyDown(days, { key: 'Enter' });
    await waitFor(() => expect(written(bridge)).toEqual([{ signInDays: 21 }]));
    expect(document.activeElement).toBe(await field());
  });

  it('outside of its limits becomes the limit, and emptied the number that holds', async () => {
    const bridge = draw('/preferences');
    const days = await field();
    fireEvent.change(days, { target: { value: '' } });
    fireEvent.blur(days);
    expect(days.value).toBe('30 days');
    fireEvent.change(days, { target: { value: '5000' } });
    fireEvent.blur(days);
    await waitFor(() => expect(written(bridge)).toEqual([{ signInDays: 90 }]));
  });
});

describe('the search', () => {
  it('finds the password, the kit, analytics and what is kept, which are no preferences of the table', async () => {
    for (const [words, name] of [
      ['password', 'Master password'],
      ['recovery kit', 'Recovery kit'],
      ['analytics', 'Product analytics'],
      ['how old', 'What is kept now'],
    ] as const) {
      draw(`/preferences?find=${encodeURIComponent(words)}`);
      await screen.findByText(name);
      expect(screen.queryByText('Row height')).toBeNull();
      cleanup();
    }
  });

  it('says when nothing is found', async () => {
    draw('/preferences?find=zzz');
    await screen.findByText(/zzz/);
    expect(screen.queryByText('Master password')).toBeNull();
  });
});
