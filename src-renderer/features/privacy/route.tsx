import { Navigate, createRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { rootRoute } from '../../app/parents.ts';
import { AnalyticsScreen } from './analytics-screen.tsx';
import { BackupScreen } from './backup-screen.tsx';
import { HelpScreen } from './help-screen.tsx';
import { KeptScreen } from './kept-screen.tsx';
import { LogScreen } from './log-screen.tsx';
import { PrivacyLayout } from './privacy-layout.tsx';
import { ReportScreen } from './report-screen.tsx';
import { RightsScreen } from './rights-screen.tsx';

const logSearch = z.object({
  text: z.coerce.string().max(200).optional().catch(undefined),
  page: z.number().int().min(0).optional().catch(undefined),
});
type LogSearch = z.infer<typeof logSearch>;

/** Its type is written out: inferred, it would depend on the routes that it is one of. */
function ToKept(): ReactNode {
  return <Navigate to="/privacy/kept" replace />;
}

const parent = createRoute({ getParentRoute: () => rootRoute, path: 'privacy', component: PrivacyLayout });
const getParentRoute = (): typeof parent => parent;

/*
 * A constant for each: where they are made inside the list, the type of the whole tree depends on itself.
 */
const indexRoute = createRoute({ getParentRoute, path: '/', component: ToKept });
const keptRoute = createRoute({ getParentRoute, path: 'kept', component: KeptScreen });
const analyticsRoute = createRoute({ getParentRoute, path: 'analytics', component: AnalyticsScreen });
const logRoute = createRoute({
  getParentRoute,
  path: 'log',
  validateSearch: (search): LogSearch => logSearch.parse(search),
  component: LogScreen,
});
const backupRoute = createRoute({ getParentRoute, path: 'backup', component: BackupScreen });
const rightsRoute = createRoute({ getParentRoute, path: 'rights', component: RightsScreen });
const reportRoute = createRoute({ getParentRoute, path: 'report', component: ReportScreen });
const helpRoute = createRoute({ getParentRoute, path: 'help', component: HelpScreen });

export const privacyRoute = parent.addChildren([
  indexRoute,
  keptRoute,
  analyticsRoute,
  logRoute,
  backupRoute,
  rightsRoute,
  reportRoute,
  helpRoute,
]);
