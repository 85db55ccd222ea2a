import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { AreasScreen } from './areas-screen.tsx';

export const areasRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'areas',
  component: AreasScreen,
});
