import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src-preload/contract/error-log.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { tempFolder } from '../support/temp-folder.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';

const NEW = { password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true } as const;
const ALL = { offset: 0, limit: 100, text: '' };

async function logOf(engine: Engine): Promise<readonly LogEntry[]> {
  const { value } = (await ask(engine, 'log.list', ALL)) as { readonly value: { readonly entries: LogEntry[] } };
  return value.entries;
}

describe('the error log of an engine', () => {
  it('holds what failed unexpectedly, found by the trace id that the person was shown', async () => {
    const lines: string[] = [];
    const engine = testEngine(tempFolder(), {
      emit: () => {
        throw new RangeError('planted: 00D000000000001!AQEAQ, jo@acme.example');
      },
      log: (line) => lines.push(line),
    });
    await engine.createVault(NEW);
    const answer = await ask(engine, 'preferences.write', { set: { density: 'compact' }, reset: [] });
    const { error } = answer as { readonly error: { readonly code: string; readonly traceId: string } };
    expect(error.code).toBe('internal');
    const [entry, ...more] = await logOf(engine);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      event: 910,
      code: 'RangeError',
      traceId: error.traceId,
      count: 1,
      place: expect.stringContaining('src-main/engine/preferences/preferences-service.ts:'),
    });
    expect(lines).toHaveLength(1);
    expect(JSON.stringify([entry, lines, answer])).not.toMatch(/planted|00D0|acme/);
  });

  it('holds what happened while it was locked, in the store that is opened next and not in a sample session', async () => {
    const dataDir = tempFolder();
    const first = testEngine(dataDir);
    await first.createVault(NEW);
    await first.close();

    const engine = testEngine(dataDir, { restarted: true });
    const report = { name: 'TypeError', place: 'TypeError: Jo Doe\n    at x (app://page/assets/index-a1b2.js:3:77)' };
    expect(await ask(engine, 'log.report', report)).toMatchObject({ ok: true });
    expect(await ask(engine, 'log.list', ALL)).toMatchObject({ error: { code: 'vault-locked' } });
    await engine.openSample();
    expect(await logOf(engine)).toEqual([]);
    await engine.close();

    const second = testEngine(dataDir, { restarted: true });
    await ask(second, 'log.report', report);
    await second.unlock(TEST_PASSWORD);
    expect(await logOf(second)).toMatchObject([
      { event: 610, code: 'TypeError', place: 'page:3:77', count: 1 },
      { event: 921, place: '' },
    ]);
    await ask(second, 'log.clear', {});
    expect(await logOf(second)).toEqual([]);
  });

  it('says at the next unlock what ended the engine, which left nothing but that line', async () => {
    const dataDir = tempFolder();
    const made = testEngine(dataDir);
    await made.createVault(NEW);
    await made.close();

    const { child, exited } = await startEngineChild(dataDir);
    // No message at all: the engine's process cannot read it, and nobody catches that.
    child.send(null as unknown as object);
    await exited;
    expect(child.exitCode).toBe(1);
    const left = readFileSync(join(dataDir, 'last-crash.json'), 'utf8');
    expect(Object.keys(JSON.parse(left) as object).sort()).toEqual(['at', 'code', 'event', 'place', 'traceId']);

    const next = testEngine(dataDir);
    await next.unlock(TEST_PASSWORD);
    expect(existsSync(join(dataDir, 'last-crash.json'))).toBe(false);
    expect(await logOf(next)).toMatchObject([
      { event: 920, code: 'TypeError', place: expect.stringMatching(/^src-main\/engine\/entry\.ts:\d+/) },
    ]);
  });
});
