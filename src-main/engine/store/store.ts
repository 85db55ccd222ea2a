import { createAccountsRepository } from './accounts-repository.ts';
import { createAnalyticsRepository } from './analytics-repository.ts';
import { createAreaStore } from './areas/index.ts';
import { createBackupRepository } from './backup-repository.ts';
import { createCatalogStore } from './catalog/index.ts';
import { createConnectionsRepository } from './connections-repository.ts';
import type { Database } from './database.ts';
import { storeDamaged } from './store-failure.ts';
import { createErrorLogRepository } from './error-log-repository.ts';
import { createExportsRepository } from './exports-repository.ts';
import { createCompaction } from './compaction.ts';
import { createEverythingRepository } from './everything-repository.ts';
import { createRetentionRepository } from './retention-repository.ts';
import { createJobsRepository } from './jobs-repository.ts';
import { createLedgerRepository } from './ledger-repository.ts';
import { createOrgCallsRepository } from './org-calls-repository.ts';
import { createPreflightRepository } from './preflight-repository.ts';
import { createPresetsRepository } from './presets-repository.ts';
import { createSettingsRepository } from './settings-repository.ts';
import { createTimesRepository } from './times-repository.ts';

/** One repository per family of tables over one open database. SQL lives only behind these. */
export function createStore(db: Database) {
  return {
    settings: createSettingsRepository(db),
    connections: createConnectionsRepository(db),
    ledger: createLedgerRepository(db),
    orgCalls: createOrgCallsRepository(db),
    jobs: createJobsRepository(db),
    errorLog: createErrorLogRepository(db),
    times: createTimesRepository(db),
    accounts: createAccountsRepository(db),
    exports: createExportsRepository(db),
    presets: createPresetsRepository(db),
    preflight: createPreflightRepository(db),
    catalog: createCatalogStore(db),
    areas: createAreaStore(db),
    analytics: createAnalyticsRepository(db),
    backup: createBackupRepository(db),
    retention: createRetentionRepository(db),
    everything: createEverythingRepository(db),
    compaction: createCompaction(db),
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
