import { createHashHistory, createRoute, createRouter } from '@tanstack/react-router';
import { aboutRoute } from '../features/about/route.tsx';
import { accessRoute } from '../features/access/route.tsx';
import { accountsRoute } from '../features/accounts/route.tsx';
import { activityRoute } from '../features/activity/route.tsx';
import { connectionsRoute } from '../features/connections/route.tsx';
import { exportsRoute } from '../features/exports/route.tsx';
import { fieldsRoute } from '../features/fields/route.tsx';
import { ledgerRoute } from '../features/ledger/route.tsx';
import { areasRoute } from '../features/areas/route.tsx';
import { componentsRoute } from '../features/components/route.tsx';
import { chooseRoute } from '../features/objects-choice/route.tsx';
import { objectRoute } from '../features/objects/object-route.tsx';
import { objectsRoute } from '../features/objects/route.tsx';
import { preferencesRoute } from '../features/preferences/route.tsx';
import { preflightRoute } from '../features/preflight/route.tsx';
import { privacyRoute } from '../features/privacy/route.tsx';
import { reportAnalysisRoute } from '../features/report-analysis/route.tsx';
import { Home } from './home.tsx';
import { OrgLayout } from './org-layout.tsx';
import { NotFound, ScreenCrashed } from './not-found.tsx';
import { orgRoute, rootRoute } from './parents.ts';
import { Shell } from './shell.tsx';

const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home });

rootRoute.update({ component: Shell, notFoundComponent: NotFound });
orgRoute.update({ component: OrgLayout });

const routeTree = rootRoute.addChildren([
  homeRoute,
  orgRoute.addChildren([
    objectsRoute,
    objectRoute,
    fieldsRoute,
    componentsRoute,
    reportAnalysisRoute,
    accessRoute,
    exportsRoute,
    chooseRoute,
    areasRoute,
    preflightRoute,
  ]),
  connectionsRoute,
  activityRoute,
  ledgerRoute,
  accountsRoute,
  preferencesRoute,
  privacyRoute,
  aboutRoute,
]);

/** Addresses live in the hash: the page is one file of the app's own protocol. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPreload: false,
  defaultErrorComponent: ScreenCrashed,
  defaultPendingMinMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
