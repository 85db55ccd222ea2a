import https from 'node:https';
import { createRequire } from 'node:module';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { ensureIndependentClient } from '../../scripts/independent-client.mjs';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { createLocalCa } from './local-ca.ts';
import { startTlsFront } from './tls-front.ts';

type RestOptions = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** `raw` gives the whole answer with its body as a Buffer. */
  readonly responseType?: 'json' | 'raw';
};

/** What is used of node-salesforce-connection, a client that shares no code with jsforce. */
export type IndependentClient = {
  instanceHostname: string | null;
  sessionId: string | null;
  rest(path: string, options?: RestOptions): Promise<unknown>;
  soap(wsdl: unknown, method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown>;
  wsdl(apiVersion: string, apiName: 'Metadata'): unknown;
  oauthToken(hostname: string, request: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>;
  /** Its XML reader cannot know a list of one from a value: this makes a list of either. */
  asArray(value: unknown): readonly unknown[];
};

/** The client's class; null, and a line that says why, where it cannot be fetched. With CI=true that is an error. */
export async function independentClient(): Promise<(new () => IndependentClient) | null> {
  try {
    const file = await ensureIndependentClient();
    return createRequire(import.meta.url)(file) as new () => IndependentClient;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.error(`Tests with a second client are skipped. ${String(error)}`);
    return null;
  }
}

export type RealName = { readonly hostname: string; readonly close: () => Promise<void> };

/**
 * Gives an org a name of Salesforce's and TLS, for a client that knows nothing else. Until it is closed, every HTTPS
 * request of this process goes to this org, whatever host it names.
 */
export async function underARealName(org: SampleOrg, hostname = 'halvern.my.salesforce.com'): Promise<RealName> {
  const authority = createLocalCa('Tests of clients');
  const front = await startTlsFront(authority.issue({ names: [hostname] }), org.instanceUrl, `https://${hostname}`);
  const { globalAgent } = https;
  // The authority is trusted by this agent alone; without a `lookup` of its own the name would be asked for outside.
  const agent = new https.Agent({ ca: authority.cert, lookup: toLoopback });
  Object.assign(agent, { defaultPort: front.port });
  https.globalAgent = agent;
  return {
    hostname,
    close: async () => {
      https.globalAgent = globalAgent;
      agent.destroy();
      await front.close();
    },
  };
}

function toLoopback(
  _hostname: string,
  options: LookupOptions,
  done: (error: null, address: string | LookupAddress[], family?: number) => void,
): void {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
}
