import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../app/parents.ts';
import { PreferencesScreen } from './preferences-screen.tsx';

const searchParams = z.object({ find: z.coerce.string().max(100).optional().catch(undefined) });
type PreferencesSearch = z.infer<typeof searchParams>;

export const preferencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'preferences',
  validateSearch: (search): PreferencesSearch => searchParams.parse(search),
  component: PreferencesScreen,
});
