import type { Handlers } from '../ports.ts';
import type { LedgerRepository } from '../store/ledger-repository.ts';

/** Answers what the Activity page and `orgbench ledger` ask. */
export function createLedgerService(deps: { readonly ledger: Pick<LedgerRepository, 'list' | 'totals'> }): {
  readonly handlers: Handlers<'ledger.list' | 'ledger.totals'>;
} {
  return {
    handlers: {
      'ledger.list': (query) => deps.ledger.list(query),
      'ledger.totals': () => {
        const totals = deps.ledger.totals();
        return { ...totals, byPurpose: [...totals.byPurpose], hosts: [...totals.hosts] };
      },
    },
  };
}
