import type { Readable } from 'node:stream';
import { EngineFailure } from '../engine/failure.ts';
import { type Command, parseCommand, USAGE, UsageError } from './arguments.ts';
import { createOutput, type Streams } from './output.ts';
import { createSecretInput } from './secret-input.ts';
import { runSampleOrg } from './sample-org-command.ts';
import { runVaultCommand } from './vault-commands.ts';

export type CommandLineIo = Streams & {
  readonly stdin: Readable;
  readonly environment: NodeJS.ProcessEnv;
};

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

declare const __ORGBENCH_VERSION__: string | undefined;

/** The version that the build wrote in; sources run by tests have none. */
function version(): string {
  return typeof __ORGBENCH_VERSION__ === 'string' ? __ORGBENCH_VERSION__ : 'from source';
}

function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, ' ').trim();
}

/**
 * Runs one command of the command line and answers with the exit code: 0 done, 1 failed with one line on standard error,
 * 2 not understood.
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
    await execute(command, io);
    return EXIT.done;
  } catch (error) {
    if (readerLeft) return EXIT.done;
    const code = error instanceof EngineFailure ? '' : 'unexpected: ';
    io.stderr.write(`orgbench: ${code}${oneLine(error)}\n`);
    return EXIT.failed;
  }
}

async function execute(command: Command, io: CommandLineIo): Promise<void> {
  switch (command.kind) {
    case 'help':
      io.stdout.write(USAGE);
      return;
    case 'version':
      io.stdout.write(`orgbench ${version()}\n`);
      return;
    case 'sample-org':
      return runSampleOrg(command, io);
    default:
      return runVaultCommand(command, {
        secrets: createSecretInput(io.stdin, io.environment),
        output: createOutput(io, command.json),
        environment: io.environment,
      });
  }
}
