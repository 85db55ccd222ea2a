import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempFolder } from './temp-folder.ts';

export type Traced = {
  readonly stdout: string;
  /** Every internet address that the process and its children talked to or tried to, as `host:port`. */
  readonly addresses: readonly string[];
  /** Local sockets, by path: a name service that answers for DNS has one. */
  readonly sockets: readonly string[];
};

const CALLS = 'connect,sendto,sendmsg,sendmmsg';
const INTERNET = /sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/g;
const LOCAL = /sun_path=@?"([^"]+)"/g;

type TraceOptions = {
  /** Added to the environment of the process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of Node. */
  readonly flags?: readonly string[];
};

/** Runs a file of the project with Node under strace and reads what it talked to. */
export async function traceNetwork(
  file: string,
  args: readonly string[],
  { environment = {}, flags = [] }: TraceOptions = {},
): Promise<Traced> {
  const log = join(tempFolder(), 'trace.txt');
  const strace = [
    '-f',
    '-s',
    '512',
    '-e',
    `trace=${CALLS}`,
    '-o',
    log,
    process.execPath,
    '--no-warnings',
    ...flags,
    file,
    ...args,
  ];
  const { stdout } = await promisify(execFile)('strace', strace, { env: { ...process.env, ...environment } });
  const text = readFileSync(log, 'utf8');
  const addresses = [...text.matchAll(INTERNET)].map(([, port = '', v4, v6]) => `${v4 ?? v6 ?? ''}:${port}`);
  return {
    stdout,
    addresses: [...new Set(addresses)],
    sockets: [...new Set([...text.matchAll(LOCAL)].map(([, path = '']) => path))],
  };
}

/** Whether a trace has a question for the address of a name: to a DNS server, or to a local service that asks one. */
export function asksForNames({ addresses, sockets }: Traced): boolean {
  return addresses.some((one) => one.endsWith(':53')) || sockets.some((path) => /nscd|resolve|avahi/.test(path));
}
