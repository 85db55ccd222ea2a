import { createCatalogService } from '../../src-main/engine/catalog/catalog-service.ts';
import { createJobRunner } from '../../src-main/engine/jobs/job-runner.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import type { Gateway } from '../../src-main/engine/network/gateway-types.ts';
import type { CallContext, Emit, SecretSealer } from '../../src-main/engine/ports.ts';
import { createConnectionsService } from '../../src-main/engine/salesforce/connections-service.ts';
import { createAreaStore } from '../../src-main/engine/store/areas/index.ts';
import { createCatalogStore } from '../../src-main/engine/store/catalog/index.ts';
import { createConnectionsRepository } from '../../src-main/engine/store/connections-repository.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createJobsRepository } from '../../src-main/engine/store/jobs-repository.ts';
import { createLedgerRepository } from '../../src-main/engine/store/ledger-repository.ts';
import { createSyncService } from '../../src-main/engine/sync/sync-service.ts';

/** The store is encrypted as a whole; the second sealing is the vault's business and has its own tests. */
const plainSealer: SecretSealer = {
  seal: (_binding, plaintext) => new TextEncoder().encode(plaintext),
  open: (_binding, box) => new TextDecoder().decode(box),
};

export type SyncRigOptions = {
  readonly path: string;
  readonly key: Uint8Array;
  readonly emit?: Emit;
  readonly now?: () => number;
  /** How long an answer is waited for; as the gateway does when absent. */
  readonly timeoutMs?: number;
  /** For browser sign-ins: the app, where the browser is awaited, and what opens it. */
  readonly oauth?: {
    readonly clientId: string;
    readonly ports: readonly number[];
    readonly openBrowser: (url: string) => Promise<void>;
  };
};

/** Everything that reads an org into a store, put together as the engine does; usable in a child process too. */
export function openSyncRig({ path, key, emit = () => {}, now = Date.now, timeoutMs, oauth }: SyncRigOptions) {
  const db = openDatabase(path, key);
  const ledger = createLedgerRepository(db);
  const wholeGateway = createGateway({
    ledger,
    now,
    host: { proxyFor: async () => null },
    isOpen: () => true,
    onlySalesforce: () => false,
    wait: async () => {},
  });
  const gateway: Gateway =
    timeoutMs === undefined
      ? wholeGateway
      : { ...wholeGateway, request: (request) => wholeGateway.request({ timeoutMs, ...request }) };
  const catalog = createCatalogStore(db);
  const areas = createAreaStore(db);
  const store = { catalog, areas, connections: createConnectionsRepository(db) };
  const jobs = createJobRunner({ jobs: createJobsRepository(db), now, emit });
  const connections = createConnectionsService({
    store,
    gateway,
    sealer: plainSealer,
    preferences: () => ({ oauthClientId: oauth?.clientId ?? '', signInDays: 30 }),
    ...(oauth === undefined ? {} : { browser: { ports: oauth.ports } }),
    host: {
      openExternal: oauth?.openBrowser ?? (async () => {}),
      sampleOrg: async () => {
        throw new Error('this rig has no embedded sample org');
      },
    },
    now,
    emit,
  });
  const sync = createSyncService({ store, jobs, openClient: connections.openClient, now, emit });
  const service = createCatalogService({ store });
  return {
    db,
    ledger,
    catalog,
    areas,
    jobs,
    connections,
    sync,
    service,
    async connect(org: { readonly instanceUrl: string; readonly accessToken: string }, name = 'Org'): Promise<string> {
      const look = { name, group: '', colour: '', notes: '' };
      const { id } = await connections.connectWithToken({
        ...look,
        instanceUrl: org.instanceUrl,
        token: org.accessToken,
      });
      return id;
    },
    async close(): Promise<void> {
      await jobs.stop();
      await gateway.close();
      db.close();
    },
  };
}
export type SyncRig = ReturnType<typeof openSyncRig>;

export function callContext(signal: AbortSignal = new AbortController().signal): CallContext {
  return { signal, hostPath: null };
}
