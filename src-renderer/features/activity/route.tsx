import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../app/parents.ts';
import { ActivityScreen } from './activity-screen.tsx';

const searchParams = z.object({
  show: z.enum(['jobs', 'requests']).optional().catch(undefined),
  text: z.string().max(200).optional().catch(undefined),
  connection: z.string().max(64).optional().catch(undefined),
  page: z.number().int().min(0).optional().catch(undefined),
});

type ActivitySearch = z.infer<typeof searchParams>;

export const activityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'activity',
  validateSearch: (search): ActivitySearch => searchParams.parse(search),
  component: ActivityScreen,
});
