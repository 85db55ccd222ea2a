import type { Socket } from 'node:net';
import { AttemptError } from './attempt-error.ts';
import type { ProxyTrouble } from './connection-trouble.ts';
import type { ProxyAddress } from './proxy-address.ts';

/** The proxy looks up a name and connects in this time; its own limits are of this order. */
const ANSWER_TIMEOUT_MS = 30_000;
const MAX_HEAD_BYTES = 16 * 1024;
const HEAD_END = '\r\n\r\n';

/**
 * Asks an HTTP proxy for a tunnel to `host:port` (RFC 9110, 9.3.6). When it resolves, what is written to the socket
 * arrives at the host. Otherwise the socket is destroyed and an AttemptError says why.
 */
export async function openTunnel(socket: Socket, target: string, proxy: ProxyAddress): Promise<void> {
  const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
  if (proxy.authorization !== null) lines.push(`Proxy-Authorization: ${proxy.authorization}`);
  try {
    const answer = readHead(socket, proxy.shown);
    socket.write(`${lines.join('\r\n')}${HEAD_END}`);
    const problem = judge(await answer, proxy);
    if (problem !== null) throw problem;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

type Head = { readonly text: string; readonly rest: number };

function readHead(socket: Socket, shown: string): Promise<Head> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const end = (): void => {
      clearTimeout(timer);
      socket.off('readable', read);
      socket.off('end', cut);
      socket.off('close', cut);
    };
    const fail = (kind: 'silent' | 'cut' | 'no-proxy'): void => {
      end();
      reject(proxyProblem({ kind, proxy: shown }));
    };
    const cut = (): void => fail('cut');
    // Not by 'data': TLS takes the socket over next and must find it as it was.
    const read = (): void => {
      for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) {
        bytes = Buffer.concat([bytes, chunk]);
      }
      const at = bytes.indexOf(HEAD_END);
      if (at === -1 ? bytes.length > MAX_HEAD_BYTES || !looksLikeHttp(bytes) : at > MAX_HEAD_BYTES) {
        fail('no-proxy');
      } else if (at !== -1) {
        end();
        resolve({ text: bytes.toString('latin1', 0, at), rest: bytes.length - at - HEAD_END.length });
      }
    };
    const timer = setTimeout(() => fail('silent'), ANSWER_TIMEOUT_MS);
    socket.on('readable', read);
    socket.once('end', cut);
    socket.once('close', cut);
  });
}

function looksLikeHttp(bytes: Buffer): boolean {
  return 'HTTP/1.'.startsWith(bytes.toString('latin1', 0, 7));
}

function judge({ text, rest }: Head, proxy: ProxyAddress): AttemptError | null {
  const { shown } = proxy;
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(text)?.[1]);
  if (Number.isNaN(status)) return proxyProblem({ kind: 'no-proxy', proxy: shown });
  if (status === 407) {
    const basic = /^proxy-authenticate:.*\bbasic\b/im.test(text);
    return proxyProblem({ kind: 'sign-in', proxy: shown, given: proxy.authorization !== null, basic });
  }
  if (status < 200 || status > 299) return proxyProblem({ kind: 'status', proxy: shown, status });
  // The host says nothing before it is spoken to, so this is a page of the proxy, or of whatever poses as one.
  return rest > 0 ? proxyProblem({ kind: 'no-proxy', proxy: shown }) : null;
}

/** A gateway error passes; a refusal is an answer. */
const PASSING_STATUS: ReadonlySet<number> = new Set([502, 503, 504]);

function proxyProblem(trouble: ProxyTrouble): AttemptError {
  const passes =
    trouble.kind === 'silent' ||
    trouble.kind === 'cut' ||
    (trouble.kind === 'status' && PASSING_STATUS.has(trouble.status));
  const problem = trouble.kind === 'sign-in' ? 'proxy-sign-in' : passes ? 'proxy-gone' : 'proxy';
  return new AttemptError(problem, undefined, { about: 'proxy', trouble });
}
