import type { Dispatcher } from 'undici';
import { readProxyAddress, settingError } from './proxy-address.ts';
import { isLoopbackHost } from './salesforce-hosts.ts';
import { createConnector } from './sockets.ts';

/** One pool of kept connections for each origin and proxy. */
export type Dispatchers = {
  /** Throws AttemptError when the proxy cannot be found out or used. */
  readonly for: (origin: string) => Promise<Dispatcher>;
  readonly close: () => Promise<void>;
};

/** Five requests of a sync are in flight at once; a page may ask for something besides. */
const CONNECTIONS = 8;
const KEEP_ALIVE_MS = 30_000;
/** A proxy configuration may change while the app runs; asking the host for every request would cost a round trip. */
const PROXY_ANSWER_MS = 30_000;

export function createDispatchers(proxyFor: (url: string) => Promise<string | null>, now: () => number): Dispatchers {
  const pools = new Map<string, Dispatcher>();
  const proxies = new Map<string, { readonly proxy: string | null; readonly at: number }>();

  const proxyOf = async (origin: string): Promise<string | null> => {
    // What stays on this computer never goes through a proxy, whatever the system says.
    if (isLoopbackHost(new URL(origin).hostname)) return null;
    const known = proxies.get(origin);
    if (known !== undefined && now() - known.at < PROXY_ANSWER_MS) return known.proxy;
    const proxy = await proxyFor(`${origin}/`).catch((error: unknown) => {
      throw settingError(error);
    });
    proxies.set(origin, { proxy, at: now() });
    return proxy;
  };

  return {
    for: async (origin) => {
      const proxy = await proxyOf(origin);
      const key = `${origin} ${proxy ?? ''}`;
      const known = pools.get(key);
      if (known !== undefined) return known;
      const undici = await import('undici');
      const again = pools.get(key);
      if (again !== undefined) return again;
      const created = new undici.Pool(origin, {
        connect: createConnector(proxy === null ? null : readProxyAddress(proxy)),
        connections: CONNECTIONS,
        pipelining: 1,
        allowH2: false,
        keepAliveTimeout: KEEP_ALIVE_MS,
        // The gateway has its own time-out for a whole attempt.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      pools.set(key, created);
      return created;
    },
    close: async () => {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map((pool) => pool.destroy()));
    },
  };
}
