import { type IncomingMessage, type ServerResponse, request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';

export type TlsFront = { readonly port: number; readonly served: () => number; readonly close: () => Promise<void> };

/** An HTTPS server on loopback; the certificate and the versions of TLS are the test's. */
export async function startTlsServer(
  options: TlsOptions,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TlsFront> {
  let served = 0;
  const server = createServer(options, (request, response) => {
    served += 1;
    answer(request, response);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    served: () => served,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Puts TLS and a real name before an org of this computer, as Salesforce's edge does: requests go on as they come, and
 * where an answer names the org's own address, the real name stands instead.
 */
export function startTlsFront(options: TlsOptions, orgAddress: string, realOrigin: string): Promise<TlsFront> {
  const org = new URL(orgAddress);
  return startTlsServer(options, (request, response) => {
    // Unpacked, so that the address can be exchanged in it.
    const { host: _host, 'accept-encoding': _encoding, ...headers } = request.headers;
    const onwards = httpRequest(
      { host: org.hostname, port: org.port, method: request.method, path: request.url, headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = Buffer.from(Buffer.concat(chunks).toString('utf8').replaceAll(org.origin, realOrigin));
          const { 'content-length': _length, ...rest } = answer.headers;
          response.writeHead(answer.statusCode ?? 502, {
            ...rest,
            ...(body.length === 0 ? {} : { 'content-length': body.length }),
          });
          response.end(body);
        });
      },
    );
    onwards.on('error', () => response.destroy());
    request.pipe(onwards);
  });
}
