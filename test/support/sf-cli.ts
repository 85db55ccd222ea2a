import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureSfCli } from '../../scripts/sf-cli.mjs';
import { traceProgram } from './network-trace.ts';
import type { Traced } from './network-trace.ts';

/** The real CLI's entry; null, and a line that says why, where it cannot be fetched. With CI=true that is an error. */
export async function realSfCli(): Promise<string | null> {
  try {
    return await ensureSfCli();
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.error(`Tests with the Salesforce CLI are skipped. ${String(error)}`);
    return null;
  }
}

/** An org to sign in to. */
type Org = { readonly instanceUrl: string; readonly accessToken: string };

type CommandOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Absent: the home folder. */
  readonly cwd?: string;
};

export type SfCli = {
  /** The home folder, which holds everything the CLI may write. */
  readonly home: string;
  /** A PATH on which this CLI is the first `sf`. */
  readonly path: string;
  readonly signIn: (org: Org, alias: string) => Promise<void>;
  /** Runs a command. @throws where it ends with another code than 0; the error has `stdout` and `stderr` */
  readonly run: (args: readonly string[], options?: CommandOptions) => Promise<string>;
  /** Runs a command under strace, which has to be there. */
  readonly trace: (args: readonly string[], options?: CommandOptions) => Promise<Traced>;
  readonly remove: () => void;
};

/** The command that signs in with an access token; the token goes by the environment. */
export function signInArguments(instanceUrl: string, alias: string): readonly string[] {
  return ['org', 'login', 'access-token', '--instance-url', instanceUrl, '--no-prompt', '--alias', alias];
}

/** The CLI with a home folder of its own, as the program `sf`. */
export function installSfCli(entry: string): SfCli {
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-sf-'));
  const program = join(folder, 'sf');
  const home = join(folder, 'home');
  const traces = mkdtempSync(join(tmpdir(), 'orgbench-sf-trace-'));
  mkdirSync(home);
  // The variables keep the CLI quiet, plain (CI means colours to it) and away from the keychain and the folders of whoever runs
  // the test, from the list of users, where it would look for the shell that a build machine does not name, from the package
  // registry, which it would ask for newer versions of itself, and from the folder where the tests keep what was compiled.
  const environment = `HOME='${home}' SF_USE_GENERIC_UNIX_KEYCHAIN=true SF_DISABLE_TELEMETRY=true NO_COLOR=1 FORCE_COLOR=0 SHELL=/bin/sh`;
  const noUpdates = 'SF_DISABLE_AUTOUPDATE=true SF_SKIP_NEW_VERSION_CHECK=true';
  const folders = `XDG_CACHE_HOME='${home}/.cache' XDG_CONFIG_HOME='${home}/.config' XDG_DATA_HOME='${home}/.local/share'`;
  writeFileSync(
    program,
    `#!/bin/sh\nunset NODE_ENV CI NODE_COMPILE_CACHE\n${environment} ${folders} ${noUpdates} TMPDIR='${home}' exec '${process.execPath}' '${entry}' "$@"\n`,
  );
  chmodSync(program, 0o755);
  const run: SfCli['run'] = async (args, { env = {}, cwd = home } = {}) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    return (await promisify(execFile)(program, args, options)).stdout;
  };
  return {
    home,
    path: [folder, process.env['PATH'] ?? ''].join(delimiter),
    signIn: async ({ instanceUrl, accessToken }, alias) => {
      await run(signInArguments(instanceUrl, alias), { env: { SF_ACCESS_TOKEN: accessToken } });
    },
    run,
    trace: (args, { env = {}, cwd = home } = {}) => traceProgram(program, args, { env, cwd, logFolder: traces }),
    remove: () => {
      for (const one of [folder, traces]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
