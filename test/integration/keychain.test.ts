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
async function inKeychainSession(
  home: string,
  commands: readonly (readonly string[])[],
  more: readonly string[] = [],
): Promise<Result> {
  const { DISPLAY: _display, DBUS_SESSION_BUS_ADDRESS: _bus, ...environment } = process.env;
  const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
  const lines = [...commands.map((args) => [BUILT_CLI, ...args]), ...(more.length === 0 ? [] : [more])];
  const script = lines.map((args) => [process.execPath, ...args].map(quoted).join(' ')).join(' && ');
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

/** Arguments for a Node that does something to the keychain itself, as a person would with the system's own program. */
function keychainScript(body: string): readonly string[] {
  const root = join(import.meta.dirname, '../..');
  const head = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { createRequire } from 'node:module';
    const keytar = createRequire(${JSON.stringify(join(root, 'package.json'))})('keytar');
  `;
  return ['--input-type=module', '--eval', head + body];
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

  it('says in clear words that its entry is gone, counts that as no wrong password, and opens once it is back', async () => {
    const folder = tempFolder();
    const home = join(folder, 'home');
    mkdirSync(home);
    const dataDir = join(folder, 'vault');
    const vault = ['--data-dir', dataDir, '--json'];
    const made = await inKeychainSession(home, [['vault', 'create', '--device-secret', 'keychain', ...vault]]);
    expect(made, made.stderr).toMatchObject({ code: 0 });

    // Somebody tidies the keychain up, and keeps what was in it.
    const kept = join(folder, 'kept.json');
    await inKeychainSession(
      home,
      [],
      keychainScript(`
      const [one] = await keytar.findCredentials('Orgbench');
      writeFileSync(${JSON.stringify(kept)}, JSON.stringify(one));
      await keytar.deletePassword('Orgbench', one.account);
    `),
    );
    const before = readFileSync(join(dataDir, 'vault.json'), 'utf8');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const gone = await inKeychainSession(home, [['connections', ...vault]]);
      expect([gone.code, gone.stdout]).toEqual([1, '']);
      expect(gone.stderr).toMatch(
        /^orgbench: The operating system's keychain here does not have the device secret of this vault: its entry was removed.*recovery kit.*$/m,
      );
    }
    expect(existsSync(join(dataDir, 'attempts.json'))).toBe(false);
    expect(readFileSync(join(dataDir, 'vault.json'), 'utf8')).toBe(before);

    await inKeychainSession(
      home,
      [],
      keychainScript(`
      const { account, password } = JSON.parse(readFileSync(${JSON.stringify(kept)}, 'utf8'));
      await keytar.setPassword('Orgbench', account, password);
    `),
    );
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
