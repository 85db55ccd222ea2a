import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Entry of the command line.
 *
 * The native store needs Node-API 10 (Node 22.14 or 24). On an older Node this file runs itself again with the Node
 * that the packages bring, so it must stay loadable by Node 20: everything else is imported only after the check.
 */

const NODE_API_NEEDED = 10;

function packagedNode(): string | null {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name, 'bin', file);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return null;
  }
}

function runAgainWith(node: string): void {
  // The extra channel ends with this process, even when it is killed: the child then ends too and holds no lock.
  const child = spawn(node, [import.meta.filename, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128);
  });
}

if (Number(process.versions['napi']) >= NODE_API_NEEDED) {
  process.on('disconnect', () => process.exit(1));
  const { endOnInterruption } = await import('./interruption.ts');
  const cancelled = (): void => {
    process.stderr.write('orgbench: Cancelled.\n');
    process.exit(1);
  };
  endOnInterruption(process, cancelled, () => performance.now());
  const { runCommandLine, unexpectedLine } = await import('./run.ts');
  // Node would print the error with its message, and a script's output may be kept where others read it.
  const fail = (error: unknown): void => {
    process.stderr.write(`orgbench: unexpected: ${unexpectedLine(error)}.\n`);
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
  });
  // An open standard input or a kept connection must not keep a finished command alive.
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  process.exit();
} else {
  const node = packagedNode();
  if (node === null) {
    process.stderr.write(
      `orgbench needs Node 22.14 or newer; this is ${process.version}, and no packaged Node was found. Run "npm ci" in the Orgbench folder, or install Node 24.\n`,
    );
    process.exitCode = 1;
  } else {
    runAgainWith(node);
  }
}
