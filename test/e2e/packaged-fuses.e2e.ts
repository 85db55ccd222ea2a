import { createHash } from 'node:crypto';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { descendants, end, statusOf } from '../support/installed-app.ts';
import { tempFolder } from '../support/temp-folder.ts';

// The attack: somebody with the installed app, but without the password, uses its signed binary as a Node, a debugger
// or a host for other code. Fuses are bits in the binary that switch these ways off for good.

const app = process.env['ORGBENCH_PACKAGED_APP'] ?? '';
const testCopy = process.env['ORGBENCH_PACKAGED_TEST_COPY'] ?? '';
const on = FuseState.ENABLE;
const off = FuseState.DISABLE;

// `npm test` packages the app first and says where; on its own this file has nothing to look at.
describe.runIf(app !== '')('the packaged app', () => {
  it('has every fuse set', async () => {
    const fuses = await getCurrentFuseWire(app);
    expect(fuses[FuseV1Options.RunAsNode]).toBe(off);
    expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off);
    expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off);
    expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(on);
    expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(on);
    expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on);
    expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off);
  });

  it('differs from the copy that tests drive by the debugger fuse alone', async () => {
    const shipped = await getCurrentFuseWire(app);
    const driven = await getCurrentFuseWire(testCopy);
    expect(driven).toEqual({ ...shipped, [FuseV1Options.EnableNodeCliInspectArguments]: on });
    expect(await sha256(archive(testCopy))).toBe(await sha256(archive(app)));
    expect(existsSync(join(dirname(app), 'resources', 'e2e'))).toBe(false);
  });

  it('does not serve as a Node', () => {
    // As a Node it would print this and end; as an app without a display it ends with an error.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', DISPLAY: '', WAYLAND_DISPLAY: '' };
    const { stdout } = spawnSync(app, ['--no-sandbox', '-e', 'console.log("is a Node")'], {
      env,
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(stdout).not.toContain('is a Node');
  });

  it('contains neither sources, maps, tests nor the packages that are only bundled', () => {
    const files = listPackage(archive(app), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
    expect(files).toContain('/out/main/index.js');
    const packages = files.flatMap((path) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    expect(new Set(packages)).toEqual(new Set(['better-sqlite3', 'keytar']));
    expect(files.filter((path) => /\.(map|ts|tsx)$/.test(path) || /^\/(src-|test|scripts)/.test(path))).toEqual([]);
    const native = files.filter((path) => path.endsWith('.node')).map((path) => path.replace('/node_modules/', ''));
    const system = `${process.platform}-${process.arch}`;
    expect(native.toSorted()).toEqual([
      `better-sqlite3/prebuilds/${system}.node`,
      `keytar/prebuilds/${system}/keytar.node`,
    ]);
  });

  it('keeps the engine outside the archive, where a Node of its own can read it', () => {
    const unpacked = `${archive(app)}.unpacked`;
    expect(existsSync(join(unpacked, 'out', 'main', 'engine.js'))).toBe(true);
    expect(getRawHeader(archive(app)).headerString).toContain('"unpacked":true');
  });

  it('names a hash for every file in the header of its archive', () => {
    // Windows and macOS refuse an archive whose header or files do not match; Linux has no such check.
    const { header } = getRawHeader(archive(app));
    const files = filesOf(header.files as Listing);
    expect(files.length).toBeGreaterThan(20);
    for (const { integrity } of files) {
      expect(integrity?.algorithm).toBe('SHA256');
      expect(integrity?.hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it.each(['--remote-debugging-port=0', '--remote-debugging-pipe'])(
    'ends at once when started with %s',
    async (door) => {
      const started = start([door]);
      const [code] = (await once(started.child, 'close')) as [number | null];
      expect(code).toBe(1);
      expect(started.output()).toContain('Orgbench does not run with a remote debugger.');
      expect(started.output()).not.toContain('DevTools listening');
    },
  );

  it('opens no debugger and runs no foreign code, whatever switch, variable or signal asks for it', async () => {
    const folder = tempFolder();
    const planted = join(folder, 'planted.cjs');
    const trace = join(folder, 'trace');
    await writeFile(planted, `require('node:fs').appendFileSync(${JSON.stringify(trace)}, process.argv.join(' '));`);
    const started = start(['--inspect=127.0.0.1:0', '--inspect-brk=127.0.0.1:0', `--require=${planted}`], {
      NODE_OPTIONS: `--require=${planted} --inspect=127.0.0.1:0`,
    });
    const main = started.child.pid ?? 0;
    try {
      // It starts as ever: it does not stop for a debugger, and the engine runs.
      const engines = () => descendants(main).filter(({ command }) => /engine\.js|node\.mojom/.test(command));
      await expect.poll(() => engines().length, { timeout: 20_000 }).toBeGreaterThan(0);
      const pages = () => descendants(main).filter(({ command }) => command.includes('--type=renderer'));
      await expect.poll(() => pages().length, { timeout: 20_000 }).toBeGreaterThan(0);
      // On Unix SIGUSR1 opens the debugger of a Node that runs already. Ours does not wait for it.
      for (const { pid } of engines()) {
        const caught = BigInt(`0x${statusOf(pid, 'SigCgt') ?? '0'}`);
        expect(caught & (1n << BigInt(constants.signals.SIGUSR1 - 1))).toBe(0n);
        process.kill(pid, 'SIGUSR1');
      }
      expect(listening([main, ...descendants(main).map(({ pid }) => pid)])).toEqual([]);
      expect(started.output()).not.toMatch(/(Debugger|DevTools) listening/);
      expect(existsSync(trace)).toBe(false);
    } finally {
      await end(started.child);
    }
  });
});

/** Starts the shipped app with a profile of its own; as root its sandbox cannot start. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const profile = tempFolder();
  const child = spawn(app, ['--no-sandbox', '--disable-gpu', '--log-level=3', ...args], {
    env: { ...process.env, XDG_CONFIG_HOME: profile, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { child, output: () => output };
}

type Started = { readonly child: ChildProcess; readonly output: () => string };

/** The addresses at which one of these processes waits for TCP connections, as the kernel lists them. */
function listening(pids: readonly number[]): readonly string[] {
  const sockets = new Set(pids.flatMap(socketsOf));
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => readFileSync(path, 'utf8').split('\n').slice(1));
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(`socket:[${inode}]`))
    .map(([, address]) => address ?? '');
}

function socketsOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((descriptor) => readlinkSync(join(folder, descriptor)));
  } catch {
    return []; // It ended, or closed the descriptor, since it was listed.
  }
}

type Entry = { readonly files?: Listing; readonly integrity?: { readonly algorithm: string; readonly hash: string } };
type Listing = Readonly<Record<string, Entry>>;

function filesOf(listing: Listing): readonly Entry[] {
  return Object.values(listing).flatMap((entry) => (entry.files === undefined ? [entry] : filesOf(entry.files)));
}

function archive(binary: string): string {
  return join(dirname(binary), 'resources', 'app.asar');
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
