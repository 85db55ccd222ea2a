import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp } from '../support/app.ts';
import type { OrdinaryUser } from '../support/installed-app.ts';
import {
  descendants,
  end,
  INSTALLED_APP,
  INSTALLED_FOLDER,
  installDeb,
  ORDINARY_USER,
  ordinaryUser,
  removeDeb,
  removePackage,
  statusOf,
} from '../support/installed-app.ts';
import { answerSaveDialog, button, exportDictionary, gridOf, setUp, waitUntilRead } from '../support/person.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * The Debian package, installed by the system's own tool and used by an ordinary user with the operating system's
 * sandbox on. `npm test` makes the package and says where; installing it takes root.
 */

const deb = process.env['ORGBENCH_PACKAGED_DEB'] ?? '';
const isRoot = process.getuid?.() === 0;
if (deb !== '' && !isRoot) console.warn('Not run as root: the Debian package is not installed, its tests are skipped.');

const PASSWORD = 'lamp tundra velvet quarry';
const QUIET = ['--disable-gpu', '--log-level=3'];

describe.runIf(deb !== '' && isRoot)('the installed Debian package', () => {
  let user: OrdinaryUser;
  beforeAll(async () => {
    user = ordinaryUser();
    await installDeb(deb);
  }, 180_000);
  afterAll(() => {
    user.remove();
    removeDeb();
  }, 60_000);

  it('brings a menu entry that starts the app, its icons, its licence and a sandbox helper of root', () => {
    const entry = readFileSync('/usr/share/applications/orgbench.desktop', 'utf8');
    expect(entry).toContain(`\nExec=${INSTALLED_APP} %U\n`);
    expect(entry).toContain('\nIcon=orgbench\n');
    for (const size of [16, 48, 256]) {
      expect(existsSync(`/usr/share/icons/hicolor/${size}x${size}/apps/orgbench.png`)).toBe(true);
    }
    expect(readFileSync('/usr/share/doc/orgbench/copyright', 'utf8')).toContain('MIT License');
    const helper = statSync(`${INSTALLED_FOLDER}/chrome-sandbox`);
    expect([helper.uid, helper.mode & 0o7777]).toEqual([0, 0o4755]);
    const program = statSync(INSTALLED_APP);
    expect([program.uid, program.mode & 0o7777]).toEqual([0, 0o755]);
  });

  it('starts as it ships for an ordinary user, its pages inside the sandbox of the operating system', async () => {
    const app = user.spawn(INSTALLED_APP, QUIET);
    try {
      const pages = () => descendants(app.pid ?? 0).filter(({ command }) => command.includes('--type=renderer'));
      await expect.poll(() => pages().length, { timeout: 20_000 }).toBeGreaterThan(0);
      const engine = () => descendants(app.pid ?? 0).filter(({ command }) => /engine\.js|node\.mojom/.test(command));
      await expect.poll(() => engine().length, { timeout: 20_000 }).toBeGreaterThan(0);
      const everything = descendants(app.pid ?? 0);
      expect(everything.filter(({ command }) => command.includes('--no-sandbox'))).toEqual([]);
      for (const { pid } of everything)
        expect(statusOf(pid, 'Uid') ?? `${ORDINARY_USER}`).toContain(`${ORDINARY_USER}`);
      // A page's system calls are filtered, it can gain no right, and it sees no process but its own.
      // One that ended meanwhile has no status; all that are there are looked at.
      const confined = () =>
        pages()
          .map(({ pid }) => [statusOf(pid, 'Seccomp'), statusOf(pid, 'NoNewPrivs'), statusOf(pid, 'NSpid')] as const)
          .filter(([seccomp]) => seccomp !== null)
          .map(([seccomp, rights, ids]) => ({ seccomp, rights, ownProcesses: (ids ?? '').split(/\s+/).length > 1 }));
      await expect.poll(() => confined().length).toBeGreaterThan(0);
      const strict = { seccomp: '2', rights: '1', ownProcesses: true };
      await expect.poll(() => confined().filter((page) => JSON.stringify(page) !== JSON.stringify(strict))).toEqual([]);
    } finally {
      await end(app);
    }
  });

  it('does the main job on the command line, for an ordinary user', async () => {
    const dataDir = join(user.home, 'vault');
    const orgbench = async (args: readonly string[], input = ''): Promise<Record<string, unknown>> => {
      const child = user.spawn('/usr/bin/orgbench', [...args, '--data-dir', dataDir, '--json'], {
        ORGBENCH_PASSWORD: PASSWORD,
        // What the user has set for programs of their own does not reach this one.
        NODE_OPTIONS: '--require=/there/is/no/such/file.cjs',
      });
      child.stdin.end(`${input}\n`);
      const closed = once(child, 'close');
      const [out, problems] = await Promise.all([text(child.stdout), text(child.stderr)]);
      expect(await closed, problems).toEqual([0, null]);
      return JSON.parse(out) as Record<string, unknown>;
    };
    const org = user.spawn('/usr/bin/orgbench', ['sample-org', '--port', '0']);
    try {
      const [line] = (await once(createInterface({ input: org.stdout }), 'line')) as [string];
      const { instanceUrl, accessToken } = JSON.parse(line) as { instanceUrl: string; accessToken: string };
      await orgbench(['vault', 'create', '--device-secret', 'none']);
      await orgbench(['connect', '--name', 'Sample', '--instance-url', instanceUrl], accessToken);
      const synced = await orgbench(['sync', 'Sample', '--all']);
      const workbook = join(user.home, 'dictionary.xlsx');
      await orgbench(['export', 'dictionary', 'Sample', '--to', 'xlsx', '--out', workbook]);
      const [sheet] = await readSheets(workbook);
      expect(sheet?.data.length).toBe(Number(synced['fields']) + 1);
    } finally {
      await end(org);
    }
  });

  it('does the main job in the window, for an ordinary user inside the sandbox', async () => {
    // The fuse that tests need, in the very files that were installed; nothing else is changed.
    await flipFuses(INSTALLED_APP, {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    });
    mkdirSync(`${INSTALLED_FOLDER}/resources/e2e`);
    const running = await launchApp({
      packaged: user.launcher(INSTALLED_APP),
      sandboxed: true,
      dataDir: join(user.home, 'profile'),
      env: user.env,
    });
    try {
      const pagePid = await running.app.evaluate(({ webContents }) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL().startsWith('app://page'))
          ?.getOSProcessId(),
      );
      expect(statusOf(pagePid ?? 0, 'Seccomp')).toBe('2');
      const page = await setUp(running, PASSWORD);
      await button(page, 'Connect the sample org').click();
      await page.getByRole('button', { name: /^Read \d+ objects$/ }).click();
      await waitUntilRead(page);
      await gridOf(page, 'Fields').getByRole('gridcell', { name: 'AccountNumber' }).first().waitFor();

      await button(page, 'Export…').click();
      const dialog = page.getByRole('dialog', { name: 'Export the field grid' });
      await dialog.getByRole('radio', { name: 'All fields' }).check();
      const workbook = join(user.home, 'from-the-window.xlsx');
      await answerSaveDialog(running.app, workbook);
      await exportDictionary(dialog);
      const [, sheet] = await readSheets(workbook);
      expect(sheet?.data.length).toBeGreaterThan(1_000);
      expect(statSync(workbook).uid).toBe(ORDINARY_USER);
      expect(running.problems).toEqual([]);
    } finally {
      await running.close();
    }
  });

  it('is gone when it is removed, and leaves the vault of the user', () => {
    removePackage();
    for (const path of [INSTALLED_APP, '/usr/bin/orgbench', '/usr/share/applications/orgbench.desktop']) {
      expect(existsSync(path), path).toBe(false);
    }
    expect(existsSync(join(user.home, 'vault', 'vault.json'))).toBe(true);
  });
});
