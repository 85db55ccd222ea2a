import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { ExportsScreen } from './exports-screen.tsx';
import { parseHistorySearch } from './history-search.ts';

export const exportsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'exports',
  validateSearch: parseHistorySearch,
  component: ExportsScreen,
});
