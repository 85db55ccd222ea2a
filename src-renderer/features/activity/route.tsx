import { createRoute, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../app/parents.ts';
import { ActivityScreen } from './activity-screen.tsx';

const searchParams = z.object({ show: z.literal('requests').optional().catch(undefined) });
type ActivitySearch = z.infer<typeof searchParams>;

export const activityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'activity',
  validateSearch: (search): ActivitySearch => searchParams.parse(search),
  // The ledger was a part of this screen once: links to it still lead there.
  beforeLoad: ({ search }) => {
    if (search.show === 'requests') throw redirect({ to: '/ledger', replace: true });
  },
  component: ActivityScreen,
});
