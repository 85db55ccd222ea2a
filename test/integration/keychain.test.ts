import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BUILT_CLI, runCli } from '../support/command-line.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PASSWORD = { ORGBENCH_PASSWORD: 'correct horse battery staple' };
const hasKeyring = ['/usr/bin/gnome-keyring-daemon', '/usr/bin/dbus-run-session'].every((path) => existsSync(path));

type Result = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs commands one after another in one session with a real keychain. */
async function inKeychainSession(home: string, commands: readonly (readonly string[])[]): Promise<Result> {
  const { DISPLAY: _display, DBUS_SESSION_BUS_ADDRESS: _bus, ...environment } = process.env;
  const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
  const script = commands.map((args) => [process.execPath, BUILT_CLI, ...args].map(quoted).join(' ')).join(' && ');
  const helper = join(import.meta.dirname, '../support/with-keychain.sh');
  const args = ['--', 'bash', helper, home, 'bash', '-c', script];
  try {
    const { stdout, stderr } = await promisify(execFile)('dbus-run-session', args, {
      env: { ...environment, ...PASSWORD },
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Result;
    return { code, stdout, stderr };
  }
}

describe.skipIf(!hasKeyring)('a vault whose device secret is in the real keychain', () => {
  it('opens with that keychain and with no other, and a missing keychain is no wrong password', async () => {
    const folder = tempFolder();
    const home = join(folder, 'home');
    const otherHome = join(folder, 'other');
    for (const one of [home, otherHome]) mkdirSync(one);
    const vault = ['--data-dir', join(folder, 'vault'), '--json'];

    const first = await inKeychainSession(home, [
      ['vault', 'create', '--device-secret', 'keychain', ...vault],
      ['vault', 'check', ...vault],
    ]);
    expect(first, first.stderr).toMatchObject({ code: 0 });
    expect(
      first.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([
      { ok: true, deviceSecret: 'keychain' },
      { ok: true, deviceSecret: 'keychain' },
    ]);
    // The secret itself is nowhere in the folder.
    expect(JSON.parse(readFileSync(join(folder, 'vault', 'vault.json'), 'utf8'))).not.toMatchObject({
      deviceSecret: { secret: expect.anything() },
    });

    const elsewhere = await inKeychainSession(otherHome, [['vault', 'check', ...vault]]);
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.stderr).toContain('keychain');

    const without = await runCli(['vault', 'check', ...vault], {
      environment: { ...PASSWORD, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', DISPLAY: '' },
    });
    expect(without.code).toBe(1);
    expect(without.stderr).toContain('keychain');

    const again = await inKeychainSession(home, [['vault', 'check', ...vault]]);
    expect(again, again.stderr).toMatchObject({ code: 0 });
  }, 60_000);

  it('is chosen by itself where there is a keychain, and done without where there is none', async () => {
    const folder = tempFolder();
    const home = join(folder, 'home');
    mkdirSync(home);
    const withOne = await inKeychainSession(home, [['vault', 'create', '--data-dir', join(folder, 'a'), '--json']]);
    expect(JSON.parse(withOne.stdout)).toMatchObject({ deviceSecret: 'keychain' });
    const withNone = await runCli(['vault', 'create', '--data-dir', join(folder, 'b'), '--json'], {
      environment: { ...PASSWORD, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', DISPLAY: '' },
    });
    expect(JSON.parse(withNone.stdout)).toMatchObject({ deviceSecret: 'none' });
  }, 60_000);
});
