import type { Preflight, PreflightArea } from '../../src-preload/contract/preflight.ts';
import { createPreflightService } from '../../src-main/engine/preflight/preflight-service.ts';
import { createConnectionsService } from '../../src-main/engine/salesforce/connections-service.ts';
import { createConnectionsRepository } from '../../src-main/engine/store/connections-repository.ts';
import { createPreflightRepository } from '../../src-main/engine/store/preflight-repository.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { Rights } from '../../src-main/sample-org/rights.ts';
import { gatewayKit, testSealer } from './network.ts';
import { sampleOrgForTest } from './sample-org.ts';

/** A sample org, a connection whose user lacks what is named, and the pre-flight of it. */
export async function preflightKit(rights?: Rights, bundle: OrgBundle = createSampleBundle()) {
  const org = await sampleOrgForTest({ bundle });
  const network = gatewayKit({ readsOf: (id) => store.connections.readsOf(id) });
  const store = {
    connections: createConnectionsRepository(network.db),
    preflight: createPreflightRepository(network.db),
  };
  const connections = createConnectionsService({
    store,
    gateway: network.gateway,
    sealer: testSealer(),
    now: Date.now,
    emit: () => {},
    preferences: () => ({ oauthClientId: '', signInDays: 30 }),
    host: {
      openExternal: async () => {},
      sampleOrg: async () => {
        throw new Error('this test has no embedded sample org');
      },
    },
  });
  // Signed in while everything was allowed: a sign-in that the org refuses is another test's business.
  const limited: { without: Rights['without']; absent?: readonly string[]; passwordExpired?: boolean } = {
    without: [],
  };
  const token = org.issueToken(limited);
  const look = { name: 'Org', group: '', colour: '', notes: '' };
  const { id: connectionId } = await connections.connectWithToken({ ...look, instanceUrl: org.instanceUrl, token });
  Object.assign(limited, rights);
  const service = createPreflightService({ store, openClient: connections.openClient, now: Date.now });
  const run = async (signal = new AbortController().signal): Promise<Preflight> =>
    service.handlers['preflight.run']({ connectionId }, { signal, hostPath: null });
  const last = async (): Promise<Preflight | null> =>
    service.handlers['preflight.last']({ connectionId }, { signal: new AbortController().signal, hostPath: null });
  return {
    ...network,
    org,
    connections,
    store,
    connectionId,
    service,
    run,
    last,
    /** Rows of the ledger that the pre-flight made, oldest first. */
    preflightRows: () => network.rows().filter((row) => row.trigger === 'preflight'),
  };
}

/** The area of that id. Throws when there is none. */
export function areaOf(found: Preflight, id: string): PreflightArea {
  const area = found.areas.find((one) => one.id === id);
  if (area === undefined) throw new Error(`there is no area ${id}`);
  return area;
}

/** The ids of the areas, by state. */
export function idsByState(found: Preflight): Readonly<Record<string, readonly string[]>> {
  const states = new Set(found.areas.map((one) => one.state));
  return Object.fromEntries(
    [...states].map((state) => [state, found.areas.filter((one) => one.state === state).map((one) => one.id)]),
  );
}
