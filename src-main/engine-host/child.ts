import { fork } from 'node:child_process';
import { join, sep } from 'node:path';
import { app, utilityProcess } from 'electron';
import { printError } from '../ipc/print-error.ts';

/** A process of ours: the engine or the sample org, whichever way it runs. */
export type Child = {
  readonly pid: () => number | undefined;
  readonly post: (message: object) => void;
  readonly kill: () => void;
};

type Listeners = {
  readonly onMessage: (message: unknown) => void;
  /** Called once, also when the process could not be started. */
  readonly onExit: (code: number | null) => void;
};

/** The native SQLite module needs this Node-API; on an older one it ends the process without a message. */
const NEEDED_NODE_API = 10;

/**
 * Starts one of the built entries beside this file's own as a process of its own.
 *
 * A utility process where the runtime's Node-API is new enough, else a Node 24 that came as a package; both speak the
 * same messages.
 */
export function startChild(entry: 'engine' | 'sample-org', listeners: Listeners): Child {
  const file = join(app.getAppPath(), 'out', 'main', `${entry}.js`);
  return Number(process.versions.napi) >= NEEDED_NODE_API
    ? startUtility(file, entry, listeners)
    : startNode(file, listeners);
}

function startUtility(file: string, name: string, listeners: Listeners): Child {
  const child = utilityProcess.fork(file, [], { serviceName: `Orgbench ${name}`, env: childEnv(), stdio: 'inherit' });
  child.on('message', listeners.onMessage);
  child.once('exit', (code) => listeners.onExit(code));
  // V8 ends the process with a report that holds paths and environment variables; unheard it would be thrown here.
  child.on('error', () => printError(null, 932));
  return {
    pid: () => child.pid,
    post: (message) => child.postMessage(message),
    kill: () => {
      // Its own kill() asks politely; a process that hangs with keys in it must end.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}

function startNode(file: string, listeners: Listeners): Child {
  const child = fork(outsideArchive(file), [], {
    execPath: nodeBinary(),
    // The signal would open the debugger of a Node, and with it the keys, to any program of the same user.
    // A young generation of V8's own size takes 130 MB during a read.
    execArgv: ['--disable-sigusr1', '--max-semi-space-size=4'],
    env: childEnv(),
    // 'advanced' keeps undefined and typed arrays as a utility process does, so that both hosts behave alike.
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let ended = false;
  const end = (code: number | null): void => {
    if (ended) return;
    ended = true;
    listeners.onExit(code);
  };
  child.on('message', listeners.onMessage);
  child.once('exit', end);
  child.on('error', (error) => {
    printError(error, 932);
    if (child.pid === undefined) end(null);
  });
  return {
    pid: () => child.pid,
    post: (message) => {
      // A process that has just died closes the channel before its exit is known; `onExit` tells the caller.
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A Node that is not Electron's cannot read an asar archive; the entries are therefore unpacked beside it. */
function outsideArchive(file: string): string {
  return file.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
}

function nodeBinary(): string {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  if (app.isPackaged) return join(process.resourcesPath, executable);
  const packageName = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return join(app.getAppPath(), 'node_modules', packageName, 'bin', executable);
}

function childEnv(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    const changesNode = name === 'NODE_OPTIONS' || name.startsWith('ELECTRON_');
    if (value !== undefined && !changesNode) env[name] = value;
  }
  // A Node child does not know it; a support file names it.
  env['ORGBENCH_SHELL'] = `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}`;
  return env;
}
