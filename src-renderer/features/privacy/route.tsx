import { Navigate, createRoute } from '@tanstack/react-router';
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

const parent = createRoute({ getParentRoute: () => rootRoute, path: 'privacy', component: PrivacyLayout });
const getParentRoute = (): typeof parent => parent;

export const privacyRoute = parent.addChildren([
  createRoute({ getParentRoute, path: '/', component: () => <Navigate to="/privacy/kept" replace /> }),
  createRoute({ getParentRoute, path: 'kept', component: KeptScreen }),
  createRoute({ getParentRoute, path: 'analytics', component: AnalyticsScreen }),
  createRoute({
    getParentRoute,
    path: 'log',
    validateSearch: (search): LogSearch => logSearch.parse(search),
    component: LogScreen,
  }),
  createRoute({ getParentRoute, path: 'backup', component: BackupScreen }),
  createRoute({ getParentRoute, path: 'rights', component: RightsScreen }),
  createRoute({ getParentRoute, path: 'report', component: ReportScreen }),
  createRoute({ getParentRoute, path: 'help', component: HelpScreen }),
]);
