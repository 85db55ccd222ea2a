import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';

/*
 * Loaded before everything else (`--import`): notes who connects anywhere, who asks for the address of a name, and who
 * begins TLS, with the code that it was called from.
 */

export type Watched = {
  readonly what: 'connect' | 'lookup' | 'tls';
  /** `host:port` of a connection; the name of a look-up. */
  readonly target: string;
  /** Files of the call, innermost first, Node's own left out. */
  readonly files: readonly string[];
};

const seen: Watched[] = [];

/** Everything until now, oldest first. */
export function watchedSockets(): readonly Watched[] {
  return seen;
}

const load = createRequire(import.meta.url);
const net = load('node:net') as { Socket: { prototype: Socket } };
const dns = load('node:dns') as Record<string, unknown> & { promises: Record<string, unknown> };
const tls = load('node:tls') as Record<string, unknown>;

function note(what: Watched['what'], target: string): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const stack = new Error('watched').stack ?? '';
  Error.stackTraceLimit = limit;
  const files = [...stack.matchAll(/(?:file:\/\/|\()?(\/[^\s():]+):\d+:\d+/g)].map(([, file = '']) => file);
  seen.push({ what, target, files: files.filter((file) => file !== import.meta.filename) });
}

function wrap(holder: Record<string, unknown>, name: string, noteCall: (args: readonly unknown[]) => void): void {
  const original = holder[name];
  if (typeof original !== 'function') return;
  holder[name] = function watched(this: unknown, ...args: unknown[]): unknown {
    noteCall(args);
    return Reflect.apply(original, this, args) as unknown;
  };
}

/** The options of `connect(options)`, `connect(port, host)`, `connect(path)`, and of the array that net makes of them. */
function targetOf(args: readonly unknown[]): string {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as readonly unknown[]) : args;
  if (typeof first === 'object' && first !== null) {
    const { host, port, path } = first as { readonly host?: unknown; readonly port?: unknown; readonly path?: unknown };
    return port === undefined ? `path ${String(path)}` : `${String(host ?? 'localhost')}:${String(port)}`;
  }
  return `${typeof second === 'string' ? second : 'localhost'}:${String(first)}`;
}

wrap(net.Socket.prototype as unknown as Record<string, unknown>, 'connect', (args) => note('connect', targetOf(args)));
wrap(tls, 'connect', (args) => note('tls', targetOf(args)));
for (const holder of [dns, dns.promises]) {
  for (const name of Object.keys(holder)) {
    if (/^(?:lookup|resolve.*|reverse)$/.test(name)) wrap(holder, name, ([host]) => note('lookup', String(host)));
  }
}
syncBuiltinESMExports();
