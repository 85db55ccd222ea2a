import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication, Page } from 'playwright-core';
import { _electron, errors } from 'playwright-core';
import { ensureElectron } from '../../scripts/runtime.mjs';

export type LaunchOptions = {
  /** The app's profile (vault, window state). Default: a fresh one that `close` removes. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder with package.json and out/. Default: ORGBENCH_E2E_ROOT, else this repository. */
  readonly root?: string;
  /** A packaged app to start instead of the build. Default: ORGBENCH_E2E_APP, when set. */
  readonly packaged?: string;
  /** Keeps the operating system's sandbox on: only for an app that does not run as root. */
  readonly sandboxed?: boolean;
};

type LaunchArguments = NonNullable<Parameters<typeof _electron.launch>[0]>;

export type RunningApp = {
  readonly app: ElectronApplication;
  readonly dataDir: string;
  /** The main page of now: locking replaces it, so ask again after a lock. */
  readonly page: () => Page;
  /** Waits for the main page that a lock (or a crash of the page) puts in place of this one. */
  readonly pageAfter: (old: Page) => Promise<Page>;
  /** The secret page: the one that is open, else the next that opens. It can be typed in like any page. */
  readonly secretPage: () => Promise<Page>;
  /** Messages of the pages' consoles that report an error or a breach of the content security policy. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
};

/** Switches that keep Chromium quiet and working in a container. As root its sandbox cannot start either. */
const QUIET = ['--disable-gpu', '--log-level=3'];
const ATTACH_TIME_MS = 15_000;
/** How long a page may take to open, and how often is looked for it. */
const OPEN_TIME_MS = 30_000;
const OPEN_PAUSE_MS = 20;
const MAX_ATTEMPTS = 3;
const PAGE = 'app://page/';
const SECRET = 'app://secret/';

/**
 * Starts the built app, or with ORGBENCH_E2E_APP the packaged copy at that path, with a profile of its own.
 *
 * Electron's views (the main page, the secret page) appear to Playwright as windows; they are told apart by address.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'orgbench-e2e-')));
  const packaged = options.packaged ?? process.env['ORGBENCH_E2E_APP'];
  const root = options.root ?? process.env['ORGBENCH_E2E_ROOT'] ?? join(import.meta.dirname, '..', '..');
  const switches = options.sandboxed === true ? QUIET : [...QUIET, '--no-sandbox'];
  const app = await launchAttached({
    executablePath: packaged ?? (await ensureElectron()).path,
    args:
      packaged === undefined
        ? ['-r', join(import.meta.dirname, 'hold-until-attached.cjs'), ...switches, root]
        : switches,
    chromiumSandbox: options.sandboxed === true,
    env: { ...ownEnv(), ORGBENCH_USER_DATA: dataDir, ...options.env },
  });
  const problems: string[] = [];
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  };
  for (const page of app.windows()) watch(page);
  app.on('window', watch);

  const at = (address: string, not?: Page): Page | undefined =>
    app.windows().findLast((page) => page !== not && !page.isClosed() && page.url().startsWith(address));
  // Asked again and again: a new view shows about:blank for a moment, and no event says that it has its address.
  const waitFor = async (address: string, not?: Page): Promise<Page> => {
    const until = performance.now() + OPEN_TIME_MS;
    for (;;) {
      const page = at(address, not);
      // A page that closes while it loads is not the one that is waited for.
      if (
        page !== undefined &&
        (await page.waitForLoadState().then(
          () => true,
          () => false,
        ))
      )
        return page;
      if (performance.now() > until) throw new Error(`No page of ${address} was opened in ${OPEN_TIME_MS} ms.`);
      await sleep(OPEN_PAUSE_MS);
    }
  };

  await app.firstWindow();
  const first = await waitFor(PAGE);
  await first.waitForLoadState('load');
  return {
    app,
    dataDir,
    page: () => {
      const page = at(PAGE);
      if (page === undefined) throw new Error('The main page is not open.');
      return page;
    },
    pageAfter: (old) => waitFor(PAGE, old),
    secretPage: () => waitFor(SECRET),
    problems,
    close: async () => {
      await app.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * A packaged app cannot be held (see hold-until-attached.cjs), so a start that Playwright does not get a hold of is
 * repeated; Playwright ends the process itself.
 */
async function launchAttached(options: LaunchArguments): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch({ ...options, timeout: ATTACH_TIME_MS });
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !(error instanceof errors.TimeoutError)) throw error;
    }
  }
}

function ownEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // Vitest's own settings would change how the app's processes run.
  return Object.fromEntries(entries.filter(([name]) => name !== 'NODE_OPTIONS' && name !== 'NODE_ENV'));
}
