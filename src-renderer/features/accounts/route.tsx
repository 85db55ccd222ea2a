import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/parents.ts';
import { AccountsScreen } from './accounts-screen.tsx';

export const accountsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'accounts',
  component: AccountsScreen,
});
