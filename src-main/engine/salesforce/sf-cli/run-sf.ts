import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { findSf } from './find-sf.ts';

/** How a run ended; `stdout` may hold an access token and must not be written anywhere. */
export type SfRun =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: string }
  | { readonly kind: 'missing' | 'not started' | 'too long' };

/** Runs the Salesforce CLI. Rejects only when the signal aborts it. */
export type RunSf = (args: readonly string[], signal: AbortSignal) => Promise<SfRun>;

const SF_TIME_MS = 30_000;
const MAX_OUTPUT_BYTES = 8_000_000;

/** The system's `sf`, looked for anew at every run: it may be installed while Orgbench is open. No shell is involved. */
export const runSystemSf: RunSf = (args, signal) => {
  const found = findSf({ platform: process.platform, environment: process.env, isFile });
  if (found === null) return Promise.resolve({ kind: 'missing' });
  const options = {
    env: childEnvironment(found.path),
    timeout: SF_TIME_MS,
    killSignal: 'SIGKILL',
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
    encoding: 'utf8',
    signal,
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(found.command, [...found.before, ...args], options, (error, stdout) => {
      if (signal.aborted) reject(new DOMException('Cancelled.', 'AbortError'));
      else if (error === null) resolve({ kind: 'ended', code: 0, stdout });
      else if (typeof error.code === 'number') resolve({ kind: 'ended', code: error.code, stdout });
      else if (String(error.code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        resolve({ kind: 'ended', code: 1, stdout: '' });
      else resolve({ kind: error.killed === true ? 'too long' : 'not started' });
    });
    // Without an end of input a command that asks something would wait for an answer.
    child.stdin?.end();
  });
};

/** What the CLI needs of this process's environment: all but what is Orgbench's own or would change its Node. */
function childEnvironment(path: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:ORGBENCH_|ELECTRON_)/.test(name) && !/^(?:path|NODE_OPTIONS|SF_ACCESS_TOKEN)$/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: path,
    NO_COLOR: '1',
    // Its updater would go on in the background, on a run that nobody asked to update anything. Which of the two names
    // is heard depends on how the CLI is started.
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    // It would ask the package registry whether there is a newer one.
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_DISABLE_TELEMETRY: 'true',
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
