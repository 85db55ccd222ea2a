import type { Connection } from '../../src-preload/contract/connections.ts';
import { createCatalogService } from './catalog/catalog-service.ts';
import { createExportService } from './exports/export-service.ts';
import { createJobRunner } from './jobs/job-runner.ts';
import { createGateway } from './network/gateway.ts';
import { createLedgerService } from './network/ledger-service.ts';
import type { Clock, Emit, HostQuestions, SecretSealer } from './ports.ts';
import { createPreferencesService, readPreferences } from './preferences/preferences-service.ts';
import { createConnectionsService, type TokenSignIn } from './salesforce/connections-service.ts';
import { runSystemSf } from './salesforce/sf-cli/run-sf.ts';
import { createSfImport } from './salesforce/sf-cli/sf-import.ts';
import type { Store } from './store/store.ts';
import { createSyncService } from './sync/sync-service.ts';

type ServiceDeps = {
  readonly store: Store;
  readonly sealer: SecretSealer;
  readonly host: HostQuestions;
  readonly now: Clock;
  readonly emit: Emit;
};

/** Everything that exists only while a store is open. Built on unlock, torn down on lock. */
export function createServices({ store, sealer, host, now, emit }: ServiceDeps) {
  let open = true;
  const gateway = createGateway({ ledger: store.ledger, host, now, isOpen: () => open });
  const jobs = createJobRunner({ jobs: store.jobs, now, emit });
  const connections = createConnectionsService({
    store,
    gateway,
    sealer,
    host,
    preferences: () => readPreferences(store.settings),
    now,
    emit,
    beforeRemove: (connectionId) => jobs.stop(connectionId),
  });
  const sync = createSyncService({ store, jobs, openClient: connections.openClient, now, emit });
  const exports = createExportService({
    catalog: store.catalog,
    jobs,
    connectionName: (connectionId) => store.connections.get(connectionId).name,
    now,
  });
  return {
    /** Typed by the contract, method by method. */
    handlers: {
      ...createPreferencesService({ settings: store.settings, emit }),
      ...connections.handlers,
      ...createSfImport({
        runSf: runSystemSf,
        connections: store.connections,
        connectWithToken: connections.connectWithToken,
      }),
      ...sync.handlers,
      ...jobs.handlers,
      ...createCatalogService({ store }).handlers,
      ...exports.handlers,
      ...createLedgerService({ ledger: store.ledger }).handlers,
    },
    store,
    /** As the connections service does it; a null id means a new connection, as in the contract. */
    connectWithToken: (
      { connectionId, ...signIn }: Omit<TokenSignIn, 'connectionId'> & { readonly connectionId: string | null },
      signal?: AbortSignal,
    ): Promise<Connection> =>
      connections.connectWithToken({ ...signIn, ...(connectionId === null ? {} : { connectionId }) }, signal),
    syncNow: sync.syncNow,
    checkIntegrity: store.checkIntegrity,
    /** Stops what runs and waits until nothing touches the store any more. */
    close: async (): Promise<void> => {
      await jobs.stop();
      connections.close();
      open = false;
      await connections.settled();
      await gateway.close();
    },
  };
}
export type EngineServices = ReturnType<typeof createServices>;
