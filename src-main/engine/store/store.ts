import { createAccountsRepository } from './accounts-repository.ts';
import { createCatalogStore } from './catalog/index.ts';
import { createConnectionsRepository } from './connections-repository.ts';
import type { Database } from './database.ts';
import { storeDamaged } from './store-failure.ts';
import { createExportsRepository } from './exports-repository.ts';
import { createJobsRepository } from './jobs-repository.ts';
import { createLedgerRepository } from './ledger-repository.ts';
import { createPresetsRepository } from './presets-repository.ts';
import { createSettingsRepository } from './settings-repository.ts';

/** One repository per family of tables over one open database. SQL lives only behind these. */
export function createStore(db: Database) {
  return {
    settings: createSettingsRepository(db),
    connections: createConnectionsRepository(db),
    ledger: createLedgerRepository(db),
    jobs: createJobsRepository(db),
    accounts: createAccountsRepository(db),
    exports: createExportsRepository(db),
    presets: createPresetsRepository(db),
    catalog: createCatalogStore(db),
    /**
     * Walks every page of the file: each has an authentication code of its own, so a changed byte is found. Throws
     * `store-damaged`.
     */
    checkIntegrity: (): void => {
      const answer = String(db.pragma('quick_check(1)', { simple: true }));
      if (answer !== 'ok') throw storeDamaged(undefined, 'its parts do not fit together');
    },
  };
}
export type Store = ReturnType<typeof createStore>;
