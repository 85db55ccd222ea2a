import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { AnalysisScreen } from './analysis-screen.tsx';
import { parseAnalysisSearch } from './analysis-search.ts';

export const reportAnalysisRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'report-analysis',
  validateSearch: parseAnalysisSearch,
  component: AnalysisScreen,
});
