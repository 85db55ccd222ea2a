import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { tempFolder } from './temp-folder.ts';

export type Traced = {
  readonly stdout: string;
  /** Every internet address that the process and its children talked to or tried to, as `host:port`. */
  readonly addresses: readonly string[];
  /**
   * Local sockets that were there to talk to, by path: a name service that answers for DNS has one. Looking up a user of the
   * computer tries the same socket, so one that is not there says nothing; a name is then asked of port 53, which is an address.
   */
  readonly sockets: readonly string[];
  /** What the process and its children opened for writing, made, renamed, linked or removed. */
  readonly written: readonly string[];
};

export type TraceOptions = {
  /** Added to the environment of the test. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Where the trace goes while it is read; absent: a folder of the running test. */
  readonly logFolder?: string;
};

type NodeOptions = {
  /** Added to the environment of the process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of Node. */
  readonly flags?: readonly string[];
};

const CALLS = [
  'connect,sendto,sendmsg,sendmmsg',
  'open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir',
];
const INTERNET = /sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/g;
const LOCAL = /sun_path=@?"([^"]+)"(?!.*\) = -1 (?:ENOENT|ECONNREFUSED))/g;
/** A call that changes files and did not fail: its name and its arguments. */
const CHANGES =
  /^\d+\s+(open|openat|creat|mkdir|mkdirat|rename\w*|link|linkat|symlink\w*|unlink|unlinkat|rmdir)\((.*)\)\s+= \d/gm;
const OPENED_FOR_WRITING = /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)/;

/** Runs a file of the project with Node under strace and reads what it talked to. */
export function traceNetwork(
  file: string,
  args: readonly string[],
  { environment = {}, flags = [] }: NodeOptions = {},
): Promise<Traced> {
  return traceProgram(process.execPath, ['--no-warnings', ...flags, file, ...args], { env: environment });
}

/** Runs a program under strace and reads what it talked to and which files it changed. @throws if it fails */
export async function traceProgram(
  program: string,
  args: readonly string[],
  { env = {}, cwd = process.cwd(), logFolder = tempFolder() }: TraceOptions = {},
): Promise<Traced> {
  const log = join(logFolder, 'trace.txt');
  // Only the calls that are looked at stop the process: a program that reads thousands of files is not slowed by the rest.
  const strace = ['-f', '--seccomp-bpf', '-s', '512', '-e', `trace=${CALLS.join(',')}`, '-o', log, program, ...args];
  const options = { env: { ...process.env, ...env }, cwd, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)('strace', strace, options);
  const text = readFileSync(log, 'utf8');
  const addresses = [...text.matchAll(INTERNET)].map(([, port = '', v4, v6]) => `${v4 ?? v6 ?? ''}:${port}`);
  return {
    stdout,
    addresses: [...new Set(addresses)],
    sockets: [...new Set([...text.matchAll(LOCAL)].map(([, path = '']) => path))],
    written: [
      ...new Set([...text.matchAll(CHANGES)].flatMap(([, call = '', given = '']) => changed(call, given, cwd))),
    ],
  };
}

function changed(call: string, given: string, cwd: string): readonly string[] {
  if (call.startsWith('open') && !OPENED_FOR_WRITING.test(given)) return [];
  return [...given.matchAll(/"([^"]*)"/g)].map(([, path = '']) => resolve(cwd, path));
}

/** Whether a trace has a question for the address of a name: to a DNS server, or to a local service that asks one. */
export function asksForNames({ addresses, sockets }: Pick<Traced, 'addresses' | 'sockets'>): boolean {
  return addresses.some((one) => one.endsWith(':53')) || sockets.some((path) => /nscd|resolve|avahi/.test(path));
}
