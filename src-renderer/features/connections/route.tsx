import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/parents.ts';
import { ConnectionsScreen } from './connections-screen.tsx';

export const connectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'connections',
  component: ConnectionsScreen,
});
