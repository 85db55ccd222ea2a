import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { parseObjectSearch } from './object-search.ts';
import { ObjectsScreen } from './objects-screen.tsx';

export const objectsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'objects',
  validateSearch: parseObjectSearch,
  component: ObjectsScreen,
});
