import { type IncomingMessage, createServer } from 'node:http';
import { type Server as HttpsServer, createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, type Socket, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Certificate } from './local-ca.ts';

/** What a proxy does with a request for a tunnel, once it has let it in. */
export type ProxyManner =
  | { readonly kind: 'tunnel' }
  /** Answers with this status, and a page as such proxies have. */
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Says yes and sends a page instead of the host's bytes. */
  | { readonly kind: 'page' }
  /** Bytes that are not HTTP. */
  | { readonly kind: 'noise' }
  | { readonly kind: 'cut' }
  /** Says yes and hangs up when the client begins. */
  | { readonly kind: 'cut later' }
  | { readonly kind: 'silent' };

export type ProxyOptions = {
  /** `host:port` → port of this computer that it really leads to. */
  readonly hosts?: Readonly<Record<string, number>>;
  readonly manner?: ProxyManner;
  /** Wanted name and password (Basic). */
  readonly account?: { readonly name: string; readonly password: string };
  /** Schemes that it asks for instead of Basic. */
  readonly schemes?: string;
  /** Reached by TLS with this certificate. */
  readonly tls?: Certificate;
};

export type LocalProxy = {
  readonly port: number;
  /** `http://127.0.0.1:port`, or https. */
  readonly address: string;
  /** `host:port` of every tunnel that was asked for, and whether it was made. */
  readonly tunnels: { readonly target: string; readonly made: boolean }[];
  /** Requests that were no CONNECT. */
  readonly others: string[];
  /** The Proxy-Authorization header of each request for a tunnel; empty where there was none. */
  readonly authorizations: string[];
  readonly setManner: (manner: ProxyManner) => void;
  readonly close: () => Promise<void>;
};

/** A real HTTP proxy on loopback. It connects to nothing but the ports that the test names. */
export async function startLocalProxy(options: ProxyOptions = {}): Promise<LocalProxy> {
  let manner = options.manner ?? { kind: 'tunnel' };
  const tunnels: LocalProxy['tunnels'][number][] = [];
  const others: string[] = [];
  const authorizations: string[] = [];
  const sockets = new Set<Duplex>();
  const server = options.tls === undefined ? createServer() : createHttpsServer({ ...options.tls });

  const isLetIn = ({ headers }: IncomingMessage): boolean => {
    if (options.schemes !== undefined) return false;
    if (options.account === undefined) return true;
    const { name, password } = options.account;
    return headers['proxy-authorization'] === `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  };
  server.on('request', (request, response) => {
    others.push(`${request.method} ${request.url}`);
    response.writeHead(400).end();
  });
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => undefined);
    const target = request.url ?? '';
    authorizations.push(request.headers['proxy-authorization'] ?? '');
    const port = options.hosts?.[target];
    const letIn = isLetIn(request);
    const made = letIn && manner.kind === 'tunnel' && port !== undefined;
    tunnels.push({ target, made });
    if (!letIn) refuse(client, 407, { 'Proxy-Authenticate': options.schemes ?? 'Basic realm="test"' });
    else if (manner.kind !== 'tunnel') misbehave(client, manner);
    else if (port === undefined) refuse(client, 502);
    else join(client, port, head, sockets);
  });
  const keep = (socket: Duplex): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  server.on('connection', keep);
  if (options.tls !== undefined) (server as HttpsServer).on('secureConnection', keep);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    address: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    tunnels,
    others,
    authorizations,
    setManner: (next) => {
      manner = next;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The same, gone when the test has finished. */
export async function localProxy(options: ProxyOptions = {}): Promise<LocalProxy> {
  const proxy = await startLocalProxy(options);
  onTestFinished(() => proxy.close());
  return proxy;
}

const PAGE = '<html><body>This network wants you to read its terms.</body></html>';

function refuse(client: Duplex, status: number, headers: Readonly<Record<string, string>> = {}): void {
  const lines = Object.entries({ 'Content-Type': 'text/html', 'Content-Length': `${PAGE.length}`, ...headers });
  client.end(`HTTP/1.1 ${status} Refused\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n${PAGE}`);
}

function misbehave(client: Duplex, manner: Exclude<ProxyManner, { kind: 'tunnel' }>): void {
  switch (manner.kind) {
    case 'answer':
      return refuse(client, manner.status, manner.headers);
    case 'page':
      return refuse(client, 200);
    case 'noise':
      client.end('SSH-2.0-OpenSSH_9.2\r\n');
      return;
    case 'cut':
      client.destroy();
      return;
    case 'cut later':
      client.once('data', () => client.destroy());
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      return;
    case 'silent':
      return;
  }
}

function join(client: Duplex, port: number, head: Buffer, sockets: Set<Duplex>): void {
  const upstream: Socket = connect({ host: '127.0.0.1', port }, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) upstream.write(head);
    client.pipe(upstream).pipe(client);
  });
  sockets.add(upstream);
  upstream.on('error', () => client.destroy());
  upstream.on('close', () => {
    sockets.delete(upstream);
    client.destroy();
  });
  client.on('close', () => upstream.destroy());
}
