import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { parseObjectPageSearch } from './object-page-search.ts';
import { ObjectPage } from './object-page.tsx';

export const objectRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'object/$name',
  validateSearch: parseObjectPageSearch,
  component: ObjectPage,
});
