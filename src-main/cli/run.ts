import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { EngineFailure } from '../engine/failure.ts';
import { redact } from '../engine/privacy/error-log/redact.ts';
import { nameStoreFailure } from '../engine/store/store-failure.ts';
import { type Command, parseCommand } from './arguments.ts';
import { createOutput, type Streams, writeAll } from './output.ts';
import { BundleError } from '../sample-org/bundle.ts';
import { runReportCommand } from './report-command.ts';
import { createSecretInput } from './secret-input.ts';
import { runSampleOrg } from './sample-org-command.ts';
import { USAGE, UsageError } from './usage.ts';
import { type CommandEnd, runVaultCommand } from './vault-commands.ts';

export type CommandLineIo = Streams & {
  readonly stdin: Readable;
  readonly environment: NodeJS.ProcessEnv;
};

export const EXIT = { done: 0, failed: 1, usage: 2, partly: 3 } as const;

/** The version in the package.json that this file belongs to, built or not. */
function version(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return String((JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown }).version);
    if (dirname(folder) === folder) return 'without a version';
  }
}

function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, ' ').trim();
}

/** Where it was and what kind of error; its message may hold anything, and the line may end up in a log of others. */
export function unexpectedLine(error: unknown): string {
  const { code, place } = redact(910, error);
  return place === '' ? code : `${code} at ${place}`;
}

/** What failed, as one line. Only what nobody foresaw is called unexpected. */
function failureLine(thrown: unknown): string {
  const error = nameStoreFailure(thrown);
  if (error instanceof EngineFailure || error instanceof BundleError) return oneLine(error);
  if (error instanceof Error && error.name === 'AbortError') return 'Cancelled.';
  return `unexpected: ${unexpectedLine(error)}. "orgbench log" shows it again.`;
}

/**
 * Runs one command of the command line and answers with the exit code: 0 done, 1 failed with one line on standard error,
 * 2 not understood, 3 done but for something that the result names.
 */
export async function runCommandLine(argv: readonly string[], io: CommandLineIo): Promise<number> {
  let command: Command;
  try {
    command = parseCommand(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`orgbench: ${oneLine(error)}\n`);
    return EXIT.usage;
  }
  let readerLeft = false;
  // `orgbench fields … | head` closes the pipe early: the reader has what it wanted, so that is no failure.
  io.stdout.on('error', (error: NodeJS.ErrnoException) => {
    readerLeft ||= error.code === 'EPIPE';
  });
  try {
    return (await execute(command, io)) === 'partly' ? EXIT.partly : EXIT.done;
  } catch (error) {
    if (readerLeft) return EXIT.done;
    io.stderr.write(`orgbench: ${failureLine(error)}\n`);
    return EXIT.failed;
  }
}

async function execute(command: Command, io: CommandLineIo): Promise<CommandEnd> {
  switch (command.kind) {
    case 'help':
      return writeAll(io.stdout, USAGE);
    case 'version':
      return writeAll(io.stdout, `orgbench ${version()}\n`);
    case 'sample-org':
      return runSampleOrg(command, io);
    case 'privacy-report':
      return runReportCommand(command, io);
    default:
      return runVaultCommand(command, {
        secrets: createSecretInput(io.stdin, io.environment),
        output: createOutput(io, command.json),
        environment: io.environment,
      });
  }
}
