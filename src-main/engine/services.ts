import { randomUUID } from 'node:crypto';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Job } from '../../src-preload/contract/jobs.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { createAccountsService } from './accounts/accounts-service.ts';
import { createCatalogService } from './catalog/catalog-service.ts';
import { createAccessService } from './areas/access-service.ts';
import { createAreasService } from './areas/areas-service.ts';
import { createComponentsService } from './areas/components-service.ts';
import { createReportAnalysisService } from './areas/report-analysis-service.ts';
import { createUsageService } from './areas/usage-service.ts';
import { createAreaAnswers } from './areas/area-answers.ts';
import { createBookMaker } from './exports/book-maker.ts';
import { createExportService } from './exports/export-service.ts';
import { createGoogleProvider } from './exports/google/google-provider.ts';
import { createMicrosoftProvider } from './exports/microsoft/microsoft-provider.ts';
import { createJobRepeater } from './jobs/job-repeater.ts';
import { createJobRunner } from './jobs/job-runner.ts';
import { createGateway } from './network/gateway.ts';
import { createLedgerService } from './network/ledger-service.ts';
import type { Clock, Emit, HostQuestions, SecretSealer } from './ports.ts';
import { createPreflightService } from './preflight/preflight-service.ts';
import { createPreferencesService, readPreference, readPreferences } from './preferences/preferences-service.ts';
import { createAnalyticsService } from './privacy/analytics/analytics-service.ts';
import { countConnections, countJobs } from './privacy/analytics/counted-work.ts';
import { createBackupService } from './privacy/backup/backup-service.ts';
import { backupSections } from './privacy/backup/sections/index.ts';
import { clockNotice } from './privacy/error-log/clock-notice.ts';
import { createErrorLogService } from './privacy/error-log/error-log-service.ts';
import { createReportService } from './privacy/report/report-service.ts';
import { createRetentionService } from './privacy/retention/retention-service.ts';
import { createSupportService } from './privacy/support/support-service.ts';
import { createRightsService } from './privacy/rights/rights-service.ts';
import { createConnectionsService, type TokenSignIn } from './salesforce/connections-service.ts';
import { runSystemSf } from './salesforce/sf-cli/run-sf.ts';
import { createSfImport } from './salesforce/sf-cli/sf-import.ts';
import type { Store } from './store/store.ts';
import { createSyncService } from './sync/sync-service.ts';
import type { VaultPolicy } from './vault/policy.ts';

type ServiceDeps = {
  readonly store: Store;
  readonly sealer: SecretSealer;
  readonly host: HostQuestions;
  readonly now: Clock;
  readonly emit: Emit;
  /** Told what a job failed of; for the error log. */
  readonly jobFailed?: (kind: Job['kind'], error: unknown, jobId: string) => void;
  /** How hard a backup's password is made to guess. */
  readonly policy: VaultPolicy;
  /** Where tests redirect whole origins to; empty in the product. */
  readonly endpoints?: Readonly<Record<string, string>> | undefined;
  /** Where counts of analytics may go; null: nowhere. */
  readonly analyticsAddress?: string | null;
  /** A sample session: nothing in it is counted. */
  readonly isSample?: boolean;
};

/** Everything that exists only while a store is open. Built on unlock, torn down on lock. */
export function createServices({ store, sealer, host, now, emit, policy, ...options }: ServiceDeps) {
  let open = true;
  const { endpoints = {}, analyticsAddress = null, isSample = false } = options;
  const currentPreferences = () => readPreferences(store.settings);
  const onlySalesforce = (): boolean => currentPreferences().onlySalesforce;
  const isOpen = (): boolean => open;
  const gateway = createGateway({
    ledger: store.ledger,
    host,
    now,
    isOpen,
    onlySalesforce,
    readsOf: store.connections.readsOf,
    earlierCalls: store.orgCalls,
    dailyCalls: () => readPreference(store.settings, 'orgDailyCalls'),
    analyticsAddress,
    endpoints,
  });
  const analytics = createAnalyticsService({
    analytics: store.analytics,
    gateway,
    address: analyticsAddress,
    onlySalesforce,
    isSample,
    now,
  });
  const toJobs = options.jobFailed === undefined ? {} : { onFailed: options.jobFailed };
  const jobs = countJobs(createJobRunner({ jobs: store.jobs, now, emit, ...toJobs }), analytics.count);
  const plainConnections = createConnectionsService({
    store,
    gateway,
    sealer,
    host,
    preferences: currentPreferences,
    now,
    emit,
    beforeRemove: (connectionId) => jobs.stop(connectionId),
    afterRemove: () => retention.compactNow(),
  });
  const connections = countConnections(plainConnections, analytics.count);
  const sync = createSyncService({
    store,
    jobs,
    openClient: connections.openClient,
    now,
    emit,
    ensureNotRemoving: (connectionId) => retention.ensureNotRemoving(connectionId),
  });
  const areas = createAreasService({
    store,
    jobs,
    emit,
    ensureNoSync: sync.ensureNoSync,
    startRead: sync.startAreas,
  });
  const preflight = createPreflightService({ store, openClient: connections.openClient, now });
  const { openExternal: openBrowser } = host;
  const toProviders = { gateway, preferences: currentPreferences, openBrowser, now };
  const accounts = createAccountsService({
    accounts: store.accounts,
    sealer,
    providers: { google: createGoogleProvider(toProviders), microsoft: createMicrosoftProvider(toProviders) },
    now,
    emit,
    onSignedIn: store.exports.adopt,
    onlySalesforce,
  });
  const exports = createExportService({
    store,
    jobs,
    accounts,
    answers: createAreaAnswers({ store, now }),
    makeBook: createBookMaker({
      catalog: store.catalog,
      areas: store.areas,
      ledger: store.ledger,
      connection: store.connections.get,
      appVersion: packageJson.version,
    }),
    now,
  });
  const backups = createBackupService({
    sections: backupSections(store, sealer, now),
    transaction: store.backup.transaction,
    jobs,
    policy,
    madeBy: `Orgbench ${packageJson.version}`,
    now,
    onRestored: () => {
      emit('preferences.changed', readPreferences(store.settings));
      emit('connections.changed', {});
      emit('accounts.changed', {});
    },
  });
  const retention = createRetentionService({
    store,
    jobs,
    preferences: currentPreferences,
    removeAccounts: async (signal) => {
      for (const { id } of store.accounts.list()) {
        await accounts.handlers['accounts.signOut']({ id }, { signal, hostPath: null });
      }
    },
    host,
    now,
    emit,
    failed: (error) => options.jobFailed?.('removal', error, randomUUID()),
  });
  const rights = createRightsService({
    tables: store.everything,
    jobs,
    accounts: accounts.handlers,
    preferences: currentPreferences,
    madeBy: `Orgbench ${packageJson.version}`,
    now,
  });
  analytics.count('start');
  // Everything that a damaged store can refuse comes first: a timer would outlive the refusal.
  const notice = clockNotice(store.times.newestAt(), now());
  retention.start();
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
      ...areas.handlers,
      ...createComponentsService({ store }).handlers,
      ...createReportAnalysisService({ store, now }).handlers,
      ...createUsageService({ store }).handlers,
      ...createAccessService({ store, now }).handlers,
      ...preflight.handlers,
      ...jobs.handlers,
      ...createJobRepeater({ jobs: store.jobs, repeatSync: sync.repeat }),
      ...retention.noticing(createCatalogService({ store }).handlers),
      ...accounts.handlers,
      ...exports.handlers,
      ...backups.handlers,
      ...retention.handlers,
      ...rights.handlers,
      ...createLedgerService({
        ledger: store.ledger,
        orgCalls: store.orgCalls,
        connections: store.connections.list,
        brakes: gateway,
        now,
      }).handlers,
      ...createErrorLogService({ errorLog: store.errorLog }),
      ...createSupportService({ store, preferences: currentPreferences, version: packageJson.version, now }),
      ...analytics.handlers,
      ...createReportService(),
    },
    store,
    /** What to say about the clock to whoever unlocked, or null. */
    clockNotice: notice,
    /** As the connections service does it; a null id means a new connection, as in the contract. */
    connectWithToken: (
      { connectionId, ...signIn }: Omit<TokenSignIn, 'connectionId'> & { readonly connectionId: string | null },
      signal?: AbortSignal,
    ): Promise<Connection> =>
      connections.connectWithToken({ ...signIn, ...(connectionId === null ? {} : { connectionId }) }, signal),
    backups: { make: backups.make, open: backups.open },
    retention: { opened: retention.opened, remove: retention.remove, look: retention.look },
    analytics: { count: analytics.count, sendIfDue: analytics.sendIfDue },
    exportEverything: rights.start,
    syncNow: sync.syncNow,
    checkIntegrity: store.checkIntegrity,
    /** Stops what runs and waits until nothing touches the store any more. */
    close: async (): Promise<void> => {
      accounts.close();
      retention.close();
      await analytics.close();
      await preflight.close();
      await jobs.stop();
      connections.close();
      open = false;
      await connections.settled();
      await gateway.close();
    },
  };
}
export type EngineServices = ReturnType<typeof createServices>;
