import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/parents.ts';
import { LedgerScreen } from './ledger-screen.tsx';
import { type LedgerSearch, ledgerSearchParams } from './ledger-search.ts';

export const ledgerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'ledger',
  validateSearch: (search): LedgerSearch => ledgerSearchParams.parse(search),
  component: LedgerScreen,
});
