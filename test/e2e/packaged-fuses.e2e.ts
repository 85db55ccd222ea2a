import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it } from 'vitest';

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
    const native = files.filter((path) => path.endsWith('.node'));
    expect(native).toHaveLength(2);
  });

  it('keeps the engine outside the archive, where a Node of its own can read it', () => {
    const unpacked = `${archive(app)}.unpacked`;
    expect(existsSync(join(unpacked, 'out', 'main', 'engine.js'))).toBe(true);
    expect(getRawHeader(archive(app)).headerString).toContain('"unpacked":true');
  });
});

function archive(binary: string): string {
  return join(dirname(binary), 'resources', 'app.asar');
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
