/*
 * The ways in which the shell tells of errors that need the real Electron: a token, a name and a path are planted in what
 * fails, then looked for on the console, in every file of the profile and in the error log. The other ways are in
 * test/security/error-ways.test.ts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ensureElectron } from '../../scripts/runtime.mjs';
import type { LogEntry } from '../../src-preload/contract/error-log.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { PLANTED, plantedIn } from '../support/planted-error.ts';
import { callPage, giveSecret } from '../support/secret.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PASSWORD = 'correct horse battery staple';
const SECRETS = PLANTED.join(' ');

async function open(dataDir: string): Promise<{ readonly running: RunningApp; readonly printed: () => string }> {
  const running = await launchApp({ dataDir });
  onTestFinished(() => running.close());
  let printed = '';
  for (const stream of [running.app.process().stdout, running.app.process().stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  await reaches(running.page(), { engine: 'running' });
  return { running, printed: () => printed };
}

async function reaches(page: Page, state: object): Promise<void> {
  await expect.poll(() => callPage(page, 'app.state', {}), { timeout: 15_000 }).toMatchObject({ value: state });
}

async function give(running: RunningApp, purpose: 'create-vault' | 'unlock'): Promise<void> {
  await callPage(running.page(), 'app.askSecret', { purpose, connectionId: null });
  const secret = { purpose, password: PASSWORD };
  const answer = await giveSecret(
    await running.secretPage(),
    purpose === 'unlock' ? { ...secret, purpose } : { ...secret, purpose, deviceSecret: 'none', acceptWeak: true },
  );
  expect(answer).toBeNull();
  await reaches(running.page(), { vault: 'unlocked', secretOpen: null });
}

async function log(running: RunningApp): Promise<readonly LogEntry[]> {
  const answer = await callPage(running.page(), 'log.list', { offset: 0, limit: 100, text: '' });
  return answer.ok ? answer.value.entries : [];
}
const eventsOf = (entries: readonly LogEntry[]): number[] => entries.map(({ event }) => event).toSorted();

/** Everything that lies in the profile, as one text. */
async function profile(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1').catch(() => ''));
  return (await Promise.all(texts)).join('\n');
}

describe('an error of the shell that nobody foresaw', () => {
  // @promise 2: what the shell prints and keeps of an error is a number, a kind and a place in the code
  it('is a numbered line on the console and in the log, without a word of what it said', async () => {
    const dataDir = tempFolder();
    const { running, printed } = await open(dataDir);
    await give(running, 'create-vault');

    // A page that does not load: the next one of the main window.
    const page = running.page();
    await running.app.evaluate(({ webContents }, secrets) => {
      const [one] = webContents.getAllWebContents().filter((contents) => contents.getURL().startsWith('app://page'));
      if (one === undefined) throw new Error('There is no page.');
      const prototype = Object.getPrototypeOf(one) as Electron.WebContents;
      const load = prototype.loadURL;
      prototype.loadURL = async function (this: Electron.WebContents, ...address) {
        prototype.loadURL = load;
        await load.apply(this, address);
        throw Object.assign(new Error(`ERR_FAILED loading ${secrets}`), { url: secrets });
      };
      one.forcefullyCrashRenderer();
    }, SECRETS);
    const fresh = await running.pageAfter(page);
    await reaches(fresh, { engine: 'running', vault: 'unlocked' });

    // The channel to a process fails.
    await running.app.evaluate((_, secrets) => {
      const { prototype } = process.getBuiltinModule('node:events').EventEmitter;
      const emit = prototype.emit;
      Object.assign(prototype, {
        // A process of ours, whether a utility process or a child, that is about to say something.
        emit(this: NodeJS.EventEmitter & { readonly pid?: unknown; readonly kill?: unknown }, ...event: [string]) {
          const isProcess = event[0] === 'message' && typeof this.pid === 'number' && typeof this.kill === 'function';
          if (!isProcess) return emit.apply(this, event);
          Object.assign(prototype, { emit });
          emit.call(this, 'error', new Error(secrets));
          return emit.apply(this, event);
        },
      });
    }, SECRETS);
    expect(await callPage(fresh, 'preferences.read', {})).toMatchObject({ ok: true });

    // Nobody catches.
    await running.app.evaluate((_, secrets) => {
      setTimeout(() => {
        throw new RangeError(secrets);
      });
      void Promise.reject(new TypeError(secrets));
    }, SECRETS);

    // A method of the shell fails: what the page is told has the trace id of the line.
    await running.app.evaluate(({ dialog }, secrets) => {
      dialog.showSaveDialog = () => Promise.reject(new Error(secrets));
    }, SECRETS);
    const answer = await callPage(fresh, 'app.chooseSaveTarget', {
      suggestedName: 'x.md',
      format: 'md',
      folder: false,
      kind: 'support',
    });
    if (answer.ok) throw new Error('The dialog did not fail.');
    expect(answer.error.code).toBe('internal');

    await expect.poll(async () => eventsOf(await log(running))).toEqual([620, 910, 931, 931, 932]);
    const entries = await log(running);
    expect(entries.find(({ event }) => event === 910)?.traceId).toBe(answer.error.traceId);
    for (const event of [620, 910, 931, 932]) expect(printed()).toMatch(new RegExp(`^event ${event} `, 'm'));
    expect(plantedIn(printed(), JSON.stringify([entries, answer]), await profile(dataDir))).toEqual([]);
  });

  // A packaged app takes no code before its own.
  const isBuild = process.env['ORGBENCH_E2E_APP'] === undefined;
  it.runIf(isBuild)(
    'that keeps the window from opening ends Orgbench, and is in the log after the next unlock',
    async () => {
      const dataDir = tempFolder();
      const first = await open(dataDir);
      await give(first.running, 'create-vault');
      await first.running.close();

      const root = resolve(import.meta.dirname, '../..');
      const planted = resolve(import.meta.dirname, '../support/planted-start.cjs');
      const { NODE_OPTIONS: _options, ...environment } = process.env;
      const child = spawn(
        (await ensureElectron()).path,
        ['-r', planted, '--disable-gpu', '--log-level=3', '--no-sandbox', root],
        { env: { ...environment, ORGBENCH_USER_DATA: dataDir, ORGBENCH_TEST_PLANTED: SECRETS } },
      );
      onTestFinished(() => void child.kill('SIGKILL'));
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
        });
      }
      await once(child, 'close');
      expect(child.exitCode).toBe(1);
      expect(printed).toMatch(/^event 930 Error/m);
      const left = await readFile(join(dataDir, 'data', 'last-crash.json'), 'utf8');
      expect(JSON.parse(left)).toMatchObject({ event: 930 });
      expect(plantedIn(printed, await profile(dataDir))).toEqual([]);

      const next = await open(dataDir);
      await give(next.running, 'unlock');
      const entries = await log(next.running);
      expect(entries).toMatchObject([{ event: 930, code: 'Error', place: expect.stringMatching(/^out\/main\//) }]);
      expect(plantedIn(JSON.stringify(entries))).toEqual([]);
    },
  );
});
