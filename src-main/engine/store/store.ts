import { type CatalogStore, createCatalogStore } from './catalog/index.ts';
import { createConnectionsRepository } from './connections-repository.ts';
import type { Database } from './database.ts';
import { storeDamaged } from './store-failure.ts';
import { createLedgerRepository } from './ledger-repository.ts';
import { createSettingsRepository } from './settings-repository.ts';

/** One repository per family of tables over one open database. SQL lives only behind these. */
export function createStore(db: Database) {
  let catalog: CatalogStore | null = null;
  return {
    settings: createSettingsRepository(db),
    connections: createConnectionsRepository(db),
    ledger: createLedgerRepository(db),
    get catalog() {
      catalog ??= createCatalogStore(db);
      return catalog;
    },
    /**
     * Reads the whole file: every page must decrypt (each has its own authentication code) and every index fit its
     * table. Takes about a second for 100 MB. Throws `store-damaged`.
     */
    checkIntegrity: (): void => {
      const answer = String(db.pragma('integrity_check(1)', { simple: true }));
      if (answer !== 'ok') throw storeDamaged(undefined, 'its parts do not fit together');
    },
  };
}
export type Store = ReturnType<typeof createStore>;
