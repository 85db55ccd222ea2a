// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import { sampleArea } from '../../testing/area-samples.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { SearchGapsNote } from './search-gaps-note.tsx';

function draw(areas: readonly AreaStatus[], objects: number, orgName: string | null = null) {
  const bridge = installFakeBridge({
    'areas.list': () => ({ areas: [...areas], everChosen: true }),
    'catalog.overview': () => ({ objects, fields: 0, customObjects: 0, customFields: 0, undocumented: 0 }),
  });
  const { container } = renderPart(<SearchGapsNote connectionId="c1" orgName={orgName} scope={null} />);
  return { bridge, container };
}

const refused = { state: 'unknown', readAt: null } as const;

describe('under "nothing found"', () => {
  it('stands what was not read, and what was read in part only', async () => {
    draw([sampleArea('flows', refused), sampleArea('reports'), sampleArea('tabs', { state: 'partly' })], 0);
    const note = await screen.findByText(/^Not read, so not searched: Objects and fields, Flows\./);
    await waitFor(() => expect(note.textContent).toContain('Read in part only: Tabs.'));
  });

  it('stands which org it is about where several are searched, and how many more there are', async () => {
    const names = ['flows', 'apex', 'labels', 'tabs', 'apps', 'layouts', 'packages', 'users'] as const;
    draw(
      names.map((name) => sampleArea(name, refused)),
      3,
      'Acme live',
    );
    expect(await screen.findByText(/^Acme live: Not read, so not searched: Flows, .* and 2 more\.$/)).toBeTruthy();
  });

  it('stands nothing where all was read', async () => {
    const { bridge, container } = draw([sampleArea('flows')], 3);
    await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('areas.list'));
    expect(container.querySelector('p')).toBeNull();
  });
});
