import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { ExportsScreen } from './exports-screen.tsx';

export const exportsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'exports',
  component: ExportsScreen,
});
