import { type ChildProcess, type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { isAlive } from './processes.ts';

export const INSTALLED_FOLDER = '/opt/Orgbench';
export const INSTALLED_APP = `${INSTALLED_FOLDER}/orgbench`;

/** An account that every Debian has and that may do nothing special. */
export const ORDINARY_USER = 65_534;
const AS_ORDINARY_USER = [`--reuid=${ORDINARY_USER}`, `--regid=${ORDINARY_USER}`, '--clear-groups', '--inh-caps=-all'];

/** Says that what is installed came from a test, and from which process: two test runs must not install over another. */
const MARK = join(tmpdir(), 'orgbench-installed-by-a-test');
const WAIT_FOR_OTHER_MS = 120_000;

/**
 * Installs the package as the system does it, with what it depends on.
 *
 * @throws Error when Orgbench is installed here and not by a test: it would be replaced and then removed.
 */
export async function installDeb(deb: string): Promise<void> {
  await takeMark();
  apt('install', '--no-install-recommends', '--reinstall', '--allow-downgrades', deb);
}

/** Removes the package as the system does it. */
export function removePackage(): void {
  apt('purge', 'orgbench');
}

/** Removes the package, when it is still there, and what a test added to its folder; only if a test installed it. */
export function removeDeb(): void {
  if (!existsSync(MARK) || readFileSync(MARK, 'utf8') !== String(process.pid)) return;
  if (existsSync(INSTALLED_APP)) removePackage();
  rmSync(INSTALLED_FOLDER, { recursive: true, force: true });
  rmSync(MARK, { force: true });
}

function apt(...args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['-y', '-q', '-o', 'DPkg::Lock::Timeout=60', ...args], { env, stdio: 'pipe' });
}

async function takeMark(): Promise<void> {
  if (existsSync(INSTALLED_FOLDER) && !existsSync(MARK)) {
    throw new Error('Orgbench is installed on this system, and this test would remove it. Remove it first.');
  }
  await vi.waitFor(
    () => {
      const owner = existsSync(MARK) ? Number(readFileSync(MARK, 'utf8')) : 0;
      // What a dead run left installed is replaced.
      if (owner > 0 && isAlive(owner)) throw new Error(`Process ${owner} keeps Orgbench installed for its tests.`);
      writeFileSync(MARK, String(process.pid));
    },
    { timeout: WAIT_FOR_OTHER_MS, interval: 250 },
  );
}

export type OrdinaryUser = {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** A program that starts the one given to it as this user, for what wants the path of a binary. */
  readonly launcher: (program: string) => string;
  readonly spawn: (
    program: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => ChildProcessWithoutNullStreams;
  readonly remove: () => void;
};

/** A home for the ordinary user, who may draw on the display of the tests. */
export function ordinaryUser(): OrdinaryUser {
  const home = mkdtempSync(join(tmpdir(), 'orgbench-user-'));
  chownSync(home, ORDINARY_USER, ORDINARY_USER);
  const { DISPLAY = '', XAUTHORITY, PATH = '' } = process.env;
  const env: Record<string, string> = { HOME: home, TMPDIR: home, PATH, DISPLAY, LANG: 'C.UTF-8' };
  if (XAUTHORITY !== undefined && existsSync(XAUTHORITY)) {
    env['XAUTHORITY'] = join(home, '.Xauthority');
    copyFileSync(XAUTHORITY, env['XAUTHORITY']);
    chownSync(env['XAUTHORITY'], ORDINARY_USER, ORDINARY_USER);
  }
  return {
    home,
    env,
    launcher: (program) => {
      const path = join(home, 'launch');
      writeFileSync(path, `#!/bin/sh\nexec setpriv ${AS_ORDINARY_USER.join(' ')} ${program} "$@"\n`, { mode: 0o755 });
      return path;
    },
    spawn: (program, args, extraEnv = {}) =>
      spawn('setpriv', [...AS_ORDINARY_USER, program, ...args], { cwd: home, env: { ...env, ...extraEnv } }),
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Ends a program that was started and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
}

/** One field of /proc/<pid>/status, such as `Seccomp`; null when there is no such process any more. */
export function statusOf(pid: number, field: string): string | null {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return null;
  return new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(readFileSync(path, 'utf8'))?.[1] ?? null;
}

type ListedProcess = { readonly pid: number; readonly parent: number; readonly command: string };

/** This process's descendants of now: what it started, and what those started. */
export function descendants(pid: number): readonly ListedProcess[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line): readonly ListedProcess[] => {
      const [, own, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined ? [] : [{ pid: Number(own), parent: Number(parent), command }];
    });
  const below = (parent: number): readonly ListedProcess[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}
