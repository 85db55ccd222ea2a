import type { Connection } from '../../src-preload/contract/connections.ts';
import type { EventName } from '../../src-preload/contract/names.ts';
import type { GatewayRequest } from '../../src-main/engine/network/gateway-types.ts';
import type { CallContext } from '../../src-main/engine/ports.ts';
import { createConnectionsService } from '../../src-main/engine/salesforce/connections-service.ts';
import { createConnectionsRepository } from '../../src-main/engine/store/connections-repository.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { OrgApp } from '../../src-main/sample-org/oauth/apps.ts';
import { defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import { followSignIn, freePorts } from './browser-person.ts';
import { gatewayKit, testSealer } from './network.ts';
import { sampleOrgForTest } from './sample-org.ts';

export const bundle = createSampleBundle();
type Page = Awaited<ReturnType<typeof followSignIn>>;

/** An org with one registered app, and the connections of an Orgbench whose person uses that app. */
export async function oauthKit(app: Partial<OrgApp> = {}, chosen: { readonly timeoutMs?: number } = {}) {
  const ports = await freePorts(4);
  const callbackUrls = ports.map((port) => `http://localhost:${port}/OauthRedirect`);
  const org = await sampleOrgForTest({
    bundle,
    oauth: { apps: [{ clientId: defaultClientId, callbackUrls, ...app }], approval: 'allow' },
  });
  const network = gatewayKit();
  /** Every request as it is handed to the gateway, so that a test can look at the store at that moment. */
  const asked: {
    before: (request: GatewayRequest) => void;
    /** What happens before the request goes out. */
    hold: (request: GatewayRequest) => Promise<void>;
  } = { before: () => {}, hold: () => Promise.resolve() };
  const gateway = {
    request: async (request: GatewayRequest) => {
      asked.before(request);
      await asked.hold(request);
      return network.gateway.request(request);
    },
    tryAgain: network.gateway.tryAgain,
    endRecords: network.gateway.endRecords,
  };
  const connections = createConnectionsRepository(network.db);
  const sealer = testSealer();
  const person = {
    clientId: defaultClientId,
    signInDays: 30,
    clock: Date.now(),
    /** Whether the system has a browser. */
    open: (): Promise<void> => Promise.resolve(),
    /** What the person does with the page that was opened. */
    browse: (url: string): Promise<Page> => followSignIn(url),
  };
  const opened: string[] = [];
  const pages: Promise<Page>[] = [];
  const events: EventName[] = [];
  const start = () =>
    createConnectionsService({
      store: { connections },
      gateway,
      sealer,
      now: () => person.clock,
      emit: (event) => events.push(event),
      preferences: () => ({ oauthClientId: person.clientId, signInDays: person.signInDays }),
      browser: { ports, ...chosen },
      host: {
        openExternal: async (url) => {
          await person.open();
          opened.push(url);
          pages.push(person.browse(url));
        },
        sampleOrg: () => Promise.reject(new Error('this test has no embedded sample org')),
      },
    });
  const service = start();
  const context = (signal = new AbortController().signal): CallContext => ({ signal, hostPath: null });
  return {
    ...network,
    org,
    asked,
    ports,
    person,
    opened,
    pages,
    events,
    connections,
    service,
    /** The service anew over the same store, as after a lock. */
    start,
    context,
    signIn: async (
      overrides: { readonly connectionId?: string; readonly loginUrl?: string; readonly name?: string } = {},
      signal?: AbortSignal,
    ): Promise<Connection> => {
      const input = { name: 'Main', group: '', colour: '', loginUrl: org.instanceUrl, connectionId: null };
      return service.handlers['connections.signInWithBrowser']({ ...input, ...overrides }, context(signal));
    },
    read: async (id: string) => (await service.openClient(id, 'sync')).describeGlobal(),
    tokenRequests: () => org.requests().filter(({ path }) => path === '/services/oauth2/token').length,
  };
}
export type OAuthKit = Awaited<ReturnType<typeof oauthKit>>;
