import { type Socket, connect as connectTcp, isIP } from 'node:net';
import { type PeerCertificate, type TLSSocket, connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';
import { AttemptError, attemptErrorOf } from './attempt-error.ts';
import { certificateTrouble, checkName, tlsTrouble } from './connection-trouble.ts';
import type { ProxyAddress } from './proxy-address.ts';
import { openTunnel } from './proxy-tunnel.ts';
import { secureContext } from './trust.ts';

const CONNECT_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_PROBE_MS = 60_000;

/**
 * Opens the connections of a pool: every socket that the engine sends anything on begins here.
 *
 * undici's own connector is not used, because it leaves the check of certificates to the environment
 * (`NODE_TLS_REJECT_UNAUTHORIZED`) and says neither who issued a certificate nor what a proxy answered.
 */
export function createConnector(proxy: ProxyAddress | null): buildConnector.connector {
  return ({ hostname, port, protocol }, done) => {
    const target = { hostname, port: portOf(port, protocol), secure: protocol === 'https:' };
    open(target, proxy).then(
      (socket) => done(null, socket),
      (error: unknown) => done(attemptErrorOf(error), null),
    );
  };
}

type Target = { readonly hostname: string; readonly port: number; readonly secure: boolean };

async function open(target: Target, proxy: ProxyAddress | null): Promise<Socket | TLSSocket> {
  if (proxy === null) {
    const socket = await openTcp(target.hostname, target.port);
    return target.secure ? startTls(socket, target.hostname, false) : socket;
  }
  const toProxy = await openToProxy(proxy);
  await openTunnel(toProxy, `${target.hostname}:${target.port}`, proxy);
  return target.secure ? startTls(toProxy, target.hostname, true) : toProxy;
}

async function openToProxy(proxy: ProxyAddress): Promise<Socket> {
  let socket: Socket;
  try {
    socket = await openTcp(proxy.hostname, proxy.port);
  } catch (error) {
    throw proxyError(proxy, attemptErrorOf(error));
  }
  // A proxy with a bad certificate is refused like any other host, in its own words.
  return proxy.secure ? startTls(socket, proxy.hostname, false, proxy.shown) : socket;
}

function proxyError(proxy: ProxyAddress, error: AttemptError): AttemptError {
  const kind = error.problem === 'unknown-host' ? 'unknown-host' : error.problem === 'timeout' ? 'silent' : 'refused';
  const trouble = { kind, proxy: proxy.shown } as const;
  return new AttemptError('proxy-gone', error.cause, { about: 'proxy', trouble });
}

function openTcp(hostname: string, port: number): Promise<Socket> {
  const socket = connectTcp({ host: hostname, port, noDelay: true });
  socket.setKeepAlive(true, KEEP_ALIVE_PROBE_MS);
  return settled(socket, 'connect', (error) => error);
}

/**
 * Encrypts a socket and checks who is at the other end.
 *
 * `rejectUnauthorized` is said outright: left out, an environment variable could turn the check off.
 */
function startTls(socket: Socket, hostname: string, throughProxy: boolean, shown = hostname): Promise<TLSSocket> {
  const secured = connectTls({
    socket,
    host: hostname,
    // A server name must not be an address (RFC 6066, 3).
    servername: isIP(hostname) === 0 ? hostname : '',
    secureContext: secureContext(),
    rejectUnauthorized: true,
    checkServerIdentity: checkName,
    ALPNProtocols: ['http/1.1'],
  });
  let peer: PeerCertificate | null = null;
  let shaken = false;
  // Comes before Node judges the certificate, and only to name its issuer: the judgement is Node's.
  secured.prependOnceListener('secure', () => {
    shaken = true;
    peer = secured.getPeerCertificate();
  });
  return settled(secured, 'secureConnect', (error) => {
    const code = codeOf(error);
    if (shaken) return new AttemptError('certificate', error, certificateTrouble(shown, code, peer));
    const trouble = tlsTrouble(code, throughProxy);
    return trouble === null ? error : new AttemptError('tls', error, trouble);
  });
}

/** Waits for the event that says that the socket can be used. One that cannot in time is destroyed. */
function settled<T extends Socket>(
  socket: T,
  event: 'connect' | 'secureConnect',
  explain: (error: Error) => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new AttemptError('timeout'));
      socket.destroy();
    }, CONNECT_TIMEOUT_MS);
    socket.once(event, () => {
      clearTimeout(timer);
      resolve(socket);
    });
    // Stays for good: an error that comes before the pool listens must not end the process.
    socket.on('error', (error: Error) => {
      clearTimeout(timer);
      reject(explain(error));
    });
    socket.once('close', () => {
      clearTimeout(timer);
      reject(new AttemptError('cut'));
    });
  });
}

function portOf(port: string, protocol: string): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

function codeOf(error: Error): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}
