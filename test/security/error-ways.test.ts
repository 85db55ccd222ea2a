/*
 * Every way in which a process of Orgbench tells of an error that nobody foresaw: a token, a name and a path are planted in
 * the error, then looked for on the console, in last-crash.json and in the error log. The ways that need Electron are in
 * test/e2e/shell-errors.e2e.ts.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LogEntry } from '../../src-preload/contract/error-log.ts';
import type { ToEngine } from '../../src-main/engine/messages.ts';
import { LAST_CRASH_FILE } from '../../src-main/engine/privacy/error-log/last-crash.ts';
import { keepErrors, printError } from '../../src-main/ipc/print-error.ts';
import { thrownText } from '../../src-main/ipc/envelope.ts';
import { BUILT_CLI } from '../support/command-line.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { PLANTED, plantedError, plantedIn } from '../support/planted-error.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NEW = { password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true } as const;

async function folderWithVault(): Promise<string> {
  const dataDir = tempFolder();
  const engine = testEngine(dataDir);
  await engine.createVault(NEW);
  await engine.close();
  return dataDir;
}

/** The error log after the next unlock. */
async function logOf(dataDir: string): Promise<readonly LogEntry[]> {
  const engine = testEngine(dataDir);
  await engine.unlock(TEST_PASSWORD);
  const answer = (await ask(engine, 'log.list', { offset: 0, limit: 100, text: '' })) as {
    readonly value: { readonly entries: LogEntry[] };
  };
  await engine.close();
  return answer.value.entries;
}

const crashOf = (dataDir: string): string => readFileSync(join(dataDir, LAST_CRASH_FILE), 'utf8');

describe('an error that nobody caught in the engine', () => {
  // @promise 1: an error that ends the engine leaves a number, a kind and a place in the code, and nothing of its text
  it('leaves nothing of its text on the console, in last-crash.json or in the log', async () => {
    const dataDir = await folderWithVault();
    // The engine as it is, with one listener more that throws what it is sent.
    const thrower = `process.on('message', ({ planted }) => {
      if (planted === undefined) return;
      throw Object.assign(new RangeError(planted), { code: planted, path: planted });
    });`;
    const entry = resolve(import.meta.dirname, '../../src-main/engine/entry.ts');
    const child = fork(entry, [], {
      serialization: 'advanced',
      execArgv: ['--no-warnings', '--import', `data:text/javascript,${encodeURIComponent(thrower)}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    }
    const start: ToEngine = {
      kind: 'start',
      dataDir,
      program: 'test',
      options: { lockWaitMs: 1000, useKeychain: false },
    };
    child.send(start);
    await once(child, 'message');
    child.send({ kind: 'planted', planted: PLANTED.join(' ') });
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(printed).toMatch(/^event 920 [0-9a-f-]{36} RangeError$/m);
    const left = crashOf(dataDir);
    expect(JSON.parse(left)).toMatchObject({ event: 920, code: 'RangeError' });
    const log = await logOf(dataDir);
    expect(log).toMatchObject([{ event: 920, code: 'RangeError' }]);
    expect(plantedIn(printed, left, JSON.stringify(log))).toEqual([]);
  });
});

describe('an error that nobody caught in the command line', () => {
  it.each([
    ['thrown', 'throw error'],
    ['rejected', 'Promise.reject(error)'],
  ])('(%s) is one line without its text, and the exit code says that it failed', async (_way, fail) => {
    // While it runs: the command line's own code, not Node's, is to be heard.
    const thrower = `const wait = setInterval(() => {
      if (process.listenerCount('uncaughtException') === 0) return;
      clearInterval(wait);
      const error = new RangeError(process.env.ORGBENCH_TEST_PLANTED);
      ${fail};
    }, 20);`;
    const hook = ['--import', `data:text/javascript,${encodeURIComponent(thrower)}`];
    const child = spawn(process.execPath, [...hook, BUILT_CLI, 'sample-org'], {
      env: { ...process.env, ORGBENCH_TEST_PLANTED: PLANTED.join(' ') },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    await once(child, 'close');
    expect([child.exitCode, printed]).toEqual([1, 'orgbench: unexpected: RangeError.\n']);
  });
});

describe('an error that nobody foresaw in the shell', () => {
  const printed: string[] = [];
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(
      (...words: unknown[]) => void printed.push(words.map(String).join(' ')),
    );
  });
  afterEach(() => {
    vi.restoreAllMocks();
    printed.length = 0;
    keepErrors({ dataDir: null, tellEngine: () => false });
  });

  it('waits, without its text, in last-crash.json while no engine can take it, and is in the log after the unlock', async () => {
    const dataDir = await folderWithVault();
    keepErrors({ dataDir });
    printError(plantedError(), 930);
    const left = crashOf(dataDir);
    // What is waiting is not replaced by what follows from it.
    printError(plantedError(), 931);
    expect(crashOf(dataDir)).toBe(left);
    expect(printed.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
      'event 930 Error ENOENT',
      'event 931 Error ENOENT',
    ]);
    const log = await logOf(dataDir);
    expect(log).toMatchObject([{ event: 930, code: 'Error ENOENT', count: 1 }]);
    expect(existsSync(join(dataDir, LAST_CRASH_FILE))).toBe(false);
    expect(plantedIn(printed.join('\n'), left, JSON.stringify(log))).toEqual([]);
  });

  it('goes to the log of the engine that runs, found by the trace id that the person was shown', async () => {
    const dataDir = tempFolder();
    const engine = await startEngineChild(dataDir);
    const secret = {
      purpose: 'create-vault',
      password: TEST_PASSWORD,
      deviceSecret: 'none',
      acceptWeak: true,
    } as const;
    expect(await engine.submit(secret)).toMatchObject({ ok: true });
    keepErrors({
      dataDir,
      tellEngine: (line) => {
        engine.send({ kind: 'failed', line });
        return true;
      },
    });
    const shown = JSON.parse(thrownText(plantedError())) as { readonly error: { readonly traceId: string } };
    printError(plantedError(), 620);
    const answer = await engine.call('log.list', { offset: 0, limit: 10, text: '' });
    expect(answer).toMatchObject({
      value: {
        entries: [
          { event: 620, code: 'Error ENOENT' },
          { event: 910, code: 'Error ENOENT', traceId: shown.error.traceId },
        ],
      },
    });
    expect(existsSync(join(dataDir, LAST_CRASH_FILE))).toBe(false);
    expect(printed).toHaveLength(2);
    expect(printed[0]).toContain(shown.error.traceId);
    expect(plantedIn(printed.join('\n'), JSON.stringify([answer, shown]))).toEqual([]);
  });

  it('is not believed to have been redacted by the shell', async () => {
    const dataDir = await folderWithVault();
    const engine = testEngine(dataDir);
    await engine.unlock(TEST_PASSWORD);
    const [token = ''] = PLANTED;
    const line = { event: 931, code: 'Error', place: '', traceId: null };
    for (const one of [
      { ...line, code: token },
      { ...line, code: `Error ${token}` },
      { ...line, event: token },
      token,
      null,
    ]) {
      engine.shellFailed(one);
    }
    // A place that cannot be looked up, as in a packaged app, is left out and the rest is kept.
    engine.shellFailed({ ...line, place: `${token}:1`, traceId: token, more: token });
    const answer = await ask(engine, 'log.list', { offset: 0, limit: 10, text: '' });
    await engine.close();
    expect(answer).toMatchObject({
      value: { entries: [{ event: 931, code: 'Error', place: '', traceId: null }], total: 1 },
    });
    expect(plantedIn(JSON.stringify(answer))).toEqual([]);

    // The same for what lies in the file.
    writeFileSync(
      join(dataDir, LAST_CRASH_FILE),
      JSON.stringify({ ...line, event: 930, place: token, traceId: token, at: '2026-11-23T07:00:00.000Z' }),
    );
    const log = await logOf(dataDir);
    expect(log.map(({ event }) => event).toSorted()).toEqual([930, 931]);
    expect(plantedIn(JSON.stringify(log))).toEqual([]);
  });

  it('does no further harm when it cannot be kept', () => {
    keepErrors({
      tellEngine: () => {
        throw plantedError();
      },
    });
    expect(() => printError(plantedError())).not.toThrow();
    expect(plantedIn(printed.join('\n'))).toEqual([]);
  });
});
