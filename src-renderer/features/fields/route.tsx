import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { parseFieldSearch } from './field-search.ts';
import { FieldsScreen } from './fields-screen.tsx';

export const fieldsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'fields',
  validateSearch: parseFieldSearch,
  component: FieldsScreen,
});
