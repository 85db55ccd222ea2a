import { PassThrough } from 'node:stream';
import type { Connection } from 'jsforce';
import type { HttpResponse } from 'jsforce/lib/types/common.js';

/** What jsforce may ask for; the gateway judges it like every other request. */
export type JsforceExchange = (request: {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
}) => Promise<HttpResponse>;

/** Loaded with the first use: about 120 ms that an unlock or the first screen does not pay. */
const load = async () => {
  const [connection, transport, request, promise] = await Promise.all([
    import('jsforce/lib/connection.js'),
    import('jsforce/lib/transport.js'),
    import('jsforce/lib/request.js'),
    import('jsforce/lib/util/promise.js'),
  ]);
  // As it comes, jsforce takes a proxy from the environment, follows redirects with the bearer token and repeats
  // requests. Its transport is replaced below; this keeps the rest of it quiet as well.
  request.setDefaults({ httpProxy: undefined, followRedirect: false, retry: { methods: [] } });
  return { connection, transport, promise };
};

/**
 * A jsforce connection whose every request goes through `exchange`; it opens no socket of its own and holds no token (the
 * gateway adds it).
 */
export async function jsforceConnection(
  origin: string,
  apiVersion: string,
  exchange: JsforceExchange,
): Promise<Connection> {
  const library = await load();
  const connection = new library.connection.Connection({
    instanceUrl: origin,
    version: apiVersion,
    // The constructor picks its proxy transport by this; the environment's proxy is the gateway's business.
    httpProxy: undefined,
    logLevel: 'NONE',
  });
  const transport = new library.transport.Transport();
  transport.httpRequest = (request) =>
    library.promise.StreamPromise.create(() => ({
      // jsforce can stream an answer; Orgbench reads answers whole, so nothing ever flows here.
      stream: new PassThrough(),
      promise: exchange({
        method: request.method,
        url: request.url,
        body: typeof request.body === 'string' ? request.body : null,
      }),
    }));
  connection._transport = transport;
  return connection;
}
