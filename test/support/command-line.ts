import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The built command line, as a script would run it: `npm test` builds before it tests. */
export const BUILT_CLI = join(import.meta.dirname, '../../out/main/cli.js');

export type CliResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

type CliOptions = {
  /** Lines for standard input. */
  readonly input?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The Node to run it with; this one when absent. */
  readonly node?: string;
};

export function spawnCli(args: readonly string[], options: CliOptions = {}): ChildProcessWithoutNullStreams {
  const { ORGBENCH_PASSWORD: _password, ...environment } = process.env;
  const child = spawn(options.node ?? process.execPath, [BUILT_CLI, ...args], {
    env: { ...environment, ...options.environment },
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input === undefined ? '' : `${options.input.join('\n')}\n`);
  return child;
}

/** Runs one command to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const child = spawnCli(args, options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

export type CliOrg = {
  readonly instanceUrl: string;
  readonly accessToken: string;
  readonly pid: number;
  readonly stop: () => Promise<number | null>;
};

/** `orgbench sample-org` in a process of its own. */
export async function startCliOrg(args: readonly string[] = []): Promise<CliOrg> {
  const child = spawnCli(['sample-org', ...args]);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { instanceUrl, accessToken, pid } = JSON.parse(line) as Omit<CliOrg, 'stop'>;
  return {
    instanceUrl,
    accessToken,
    pid,
    stop: async () => {
      const closed = once(child, 'close');
      process.kill(pid, 'SIGTERM');
      const [code] = (await closed) as [number | null];
      return code;
    },
  };
}

/** Runs a command with `--json` and gives its document. Throws with what it wrote to standard error when it failed. */
export async function runCliJson<T = Record<string, unknown>>(
  args: readonly string[],
  options: CliOptions = {},
): Promise<T> {
  const { code, stdout, stderr } = await runCli(args, options);
  if (code !== 0) throw new Error(`orgbench ${args.slice(0, 2).join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
