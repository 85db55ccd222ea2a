import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, createMemoryHistory, createRouter } from '@tanstack/react-router';
import { type RenderResult, cleanup, configure, render } from '@testing-library/react';
import { afterEach } from 'vitest';
import { createQueryClient } from '../api/queries.ts';
import { orgRoute, rootRoute } from '../app/parents.ts';
import { accessRoute } from '../features/access/route.tsx';
import { activityRoute } from '../features/activity/route.tsx';
import { areasRoute } from '../features/areas/route.tsx';
import { componentsRoute } from '../features/components/route.tsx';
import { ledgerRoute } from '../features/ledger/route.tsx';
import { objectRoute } from '../features/objects/object-route.tsx';
import { preflightRoute } from '../features/preflight/route.tsx';
import { preferencesRoute } from '../features/preferences/route.tsx';
import { privacyRoute } from '../features/privacy/route.tsx';
import { reportAnalysisRoute } from '../features/report-analysis/route.tsx';
import { UiProvider } from '../ui/ui-provider.tsx';

afterEach(cleanup);
// A busy machine draws a grid more slowly than the usual second.
configure({ asyncUtilTimeout: 15_000 });

/** Draws the screen of an address (`/privacy/log?text=x`) with the routes of the app, without the frame around them. */
export function renderAt(address: string): RenderResult {
  const router = createRouter({
    routeTree: rootRoute.addChildren([
      privacyRoute,
      preferencesRoute,
      activityRoute,
      ledgerRoute,
      orgRoute.addChildren([
        preflightRoute,
        areasRoute,
        componentsRoute,
        reportAnalysisRoute,
        accessRoute,
        objectRoute,
      ]),
    ]),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  return render(
    <QueryClientProvider client={createQueryClient()}>
      <UiProvider scheme="light">
        <RouterProvider router={router as never} />
      </UiProvider>
    </QueryClientProvider>,
  );
}
