import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { PreflightScreen } from './preflight-screen.tsx';

export const preflightRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'permissions',
  component: PreflightScreen,
});
