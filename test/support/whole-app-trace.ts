import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One attempt to reach an internet address: a connect, or a datagram to a named address. */
export type Contact = {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `127.0.0.1:8080`, `[::1]:53`. */
  readonly address: string;
  /** The program that the process ran, by its file's name, or what Chromium runs it for. */
  readonly program: string;
};

export type TracedProgram = {
  /** Its end is the end of the program. */
  readonly process: ChildProcess;
  /** Every contact of the program and of all that it started, up to now; the programs of `cutOff` and their children not. */
  readonly contacts: () => readonly Contact[];
  /** Names of the programs that ran, without what was cut off. */
  readonly programs: () => readonly string[];
  /** Ends every process of it at once. */
  readonly kill: () => Promise<void>;
};

const CALLS = 'connect,sendto,sendmsg,sendmmsg,clone,clone3,fork,vfork,execve';
const CONTACT = /^(\d+\.\d+) (?:connect|sendto|sendmsg|sendmmsg)\(/;
const ADDRESS = /sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/g;
const STARTED = /^\d+\.\d+ (?:clone|clone3|fork|vfork)\(.* = (\d+)$/;
const RAN = /^\d+\.\d+ execve\("([^"]+)".* = 0$/;
/** Chromium starts its own processes as `/proc/self/exe`; what each is for stands in its arguments. */
const CHROMIUM = /^\d+\.\d+ execve\("[^"]+", \["[^"]+", "--type=([^"]+)"(?:, "--utility-sub-type=([^"]+)")?/;

/**
 * Starts a program under strace, with all that it starts.
 *
 * @param folder an empty folder for the trace: a file for each thread
 * @param cutOff file names of programs that are somebody else's, such as the system's browser
 */
export function startTraced(
  command: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
  cutOff: readonly string[],
): TracedProgram {
  const options = ['-ff', '--seccomp-bpf', '-ttt', '-s', '512', '-e', `trace=${CALLS}`, '-e', 'signal=none'];
  const args = [...options, '-o', join(folder, 'trace'), ...command];
  const strace = spawn('strace', args, {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own: strace that is ended alone leaves what it traces running.
    detached: true,
  });
  return {
    process: strace,
    contacts: () => ownThreads(folder, cutOff).flatMap((thread) => contactsOf(thread)),
    programs: () => [...new Set(ownThreads(folder, cutOff).flatMap(({ program }) => program))],
    kill: async () => {
      if (strace.exitCode !== null || strace.pid === undefined) return;
      const ended = once(strace, 'exit');
      process.kill(-strace.pid, 'SIGKILL');
      await ended;
    },
  };
}

type Thread = { readonly lines: readonly string[]; readonly program: string; readonly isOwn: boolean };

/** What each thread did, without those of a program that is cut off and of all that it started. */
function ownThreads(folder: string, cutOff: readonly string[]): readonly Thread[] {
  const linesOf = new Map<string, readonly string[]>();
  const starterOf = new Map<string, string>();
  for (const name of readdirSync(folder)) {
    const pid = /^trace\.(\d+)$/.exec(name)?.[1];
    if (pid === undefined) continue;
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    linesOf.set(pid, lines);
    for (const line of lines) {
      const started = STARTED.exec(line)?.[1];
      if (started !== undefined) starterOf.set(started, pid);
    }
  }
  const known = new Map<string, Thread>();
  const threadOf = (pid: string): Thread => {
    const before = known.get(pid);
    if (before !== undefined) return before;
    const starter = starterOf.get(pid);
    const parent = starter === undefined ? null : threadOf(starter);
    const lines = linesOf.get(pid) ?? [];
    const ran = lines.map((line) => RAN.exec(line)?.[1]).filter((path) => path !== undefined);
    const chromium = lines.map((line) => CHROMIUM.exec(line)).findLast((match) => match !== null);
    const program = chromium?.[2] ?? chromium?.[1] ?? basename(ran.at(-1) ?? parent?.program ?? 'unknown');
    const isCut = ran.some((path) => cutOff.includes(basename(path)));
    const thread = { lines, program, isOwn: (parent?.isOwn ?? true) && !isCut };
    known.set(pid, thread);
    return thread;
  };
  return [...linesOf.keys()].map(threadOf).filter(({ isOwn }) => isOwn);
}

function contactsOf({ lines, program }: Thread): readonly Contact[] {
  return lines.flatMap((line) => {
    const seconds = CONTACT.exec(line)?.[1];
    if (seconds === undefined) return [];
    const at = Number(seconds) * 1000;
    return [...line.matchAll(ADDRESS)].map(([, port = '', v4, v6]) => ({
      at,
      program,
      address: v6 === undefined ? `${v4 ?? ''}:${port}` : `[${v6}]:${port}`,
    }));
  });
}
