import type { Connection } from '../../src-preload/contract/connections.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { createAccountsService } from './accounts/accounts-service.ts';
import { createCatalogService } from './catalog/catalog-service.ts';
import { createBookMaker } from './exports/book-maker.ts';
import { createExportService } from './exports/export-service.ts';
import { createGoogleProvider } from './exports/google/google-provider.ts';
import { createMicrosoftProvider } from './exports/microsoft/microsoft-provider.ts';
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
  /** Where tests redirect whole origins to; empty in the product. */
  readonly endpoints?: Readonly<Record<string, string>> | undefined;
};

/** Everything that exists only while a store is open. Built on unlock, torn down on lock. */
export function createServices({ store, sealer, host, now, emit, endpoints = {} }: ServiceDeps) {
  let open = true;
  const gateway = createGateway({ ledger: store.ledger, host, now, isOpen: () => open, endpoints });
  const currentPreferences = () => readPreferences(store.settings);
  const jobs = createJobRunner({ jobs: store.jobs, now, emit });
  const connections = createConnectionsService({
    store,
    gateway,
    sealer,
    host,
    preferences: currentPreferences,
    now,
    emit,
    beforeRemove: (connectionId) => jobs.stop(connectionId),
  });
  const sync = createSyncService({ store, jobs, openClient: connections.openClient, now, emit });
  const { openExternal: openBrowser } = host;
  const toProviders = { gateway, preferences: currentPreferences, openBrowser, now };
  const accounts = createAccountsService({
    accounts: store.accounts,
    sealer,
    providers: { google: createGoogleProvider(toProviders), microsoft: createMicrosoftProvider(toProviders) },
    now,
    emit,
  });
  const exports = createExportService({
    store,
    jobs,
    accounts,
    makeBook: createBookMaker({
      catalog: store.catalog,
      ledger: store.ledger,
      connection: store.connections.get,
      appVersion: packageJson.version,
    }),
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
      ...accounts.handlers,
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
      accounts.close();
      await jobs.stop();
      connections.close();
      open = false;
      await connections.settled();
      await gateway.close();
    },
  };
}
export type EngineServices = ReturnType<typeof createServices>;
