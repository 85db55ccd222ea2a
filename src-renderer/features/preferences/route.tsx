import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/parents.ts';
import { PreferencesScreen } from './preferences-screen.tsx';

export const preferencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'preferences',
  component: PreferencesScreen,
});
