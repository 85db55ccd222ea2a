import { QueryClientProvider } from '@tanstack/react-query';
import {
  Outlet,
  RouterProvider,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router';
import { type RenderResult, cleanup, configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { createQueryClient } from '../api/queries.ts';
import { UiProvider } from '../ui/ui-provider.tsx';

afterEach(cleanup);
// A busy machine draws a grid more slowly than the usual second.
configure({ asyncUtilTimeout: 15_000 });

const ORG_PATHS = ['fields', 'choose', 'exports'] as const;
type OrgPath = (typeof ORG_PATHS)[number];

/** Draws a part of the page with what surrounds it in the app: looks, query cache, a router at an org's address. */
export function renderPart(part: ReactNode, path: OrgPath = 'fields'): RenderResult {
  const root = createRootRoute({ component: Outlet });
  const routes = ORG_PATHS.map((name) =>
    createRoute({
      getParentRoute: () => root,
      path: `org/$connectionId/${name}`,
      component: () => (name === path ? part : null),
    }),
  );
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: [`/org/c1/${path}`] }),
  });
  return render(
    <QueryClientProvider client={createQueryClient()}>
      <UiProvider scheme="light">
        <RouterProvider router={router as never} />
      </UiProvider>
    </QueryClientProvider>,
  );
}
