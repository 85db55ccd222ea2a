import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { parseAccessSearch } from './access-search.ts';
import { AccessScreen } from './access-screen.tsx';

export const accessRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'access',
  validateSearch: parseAccessSearch,
  component: AccessScreen,
});
