import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../../test/support/network.ts';
import { tempFolder } from '../../../../test/support/temp-folder.ts';
import { EngineFailure } from '../../failure.ts';
import type { CallContext } from '../../ports.ts';
import { createErrorLogRepository } from '../../store/error-log-repository.ts';
import { clockNotice } from './clock-notice.ts';
import { createErrorLog } from './error-log.ts';
import { createErrorLogService } from './error-log-service.ts';
import { descriptionOf, EVENTS } from './events.ts';
import { LAST_CRASH_FILE, writeLastCrash } from './last-crash.ts';
import { redact } from './redact.ts';

const context: CallContext = { signal: new AbortController().signal, hostPath: null };
const START = Date.parse('2026-03-01T10:00:00.000Z');
const DAY_MS = 24 * 3_600_000;

function kit() {
  const dataDir = tempFolder();
  const lines: string[] = [];
  const clock = { time: START };
  const sink = createErrorLog({ dataDir, now: () => clock.time, log: (line) => lines.push(line) });
  const store = createErrorLogRepository(openStore());
  return { dataDir, lines, clock, sink, store, service: createErrorLogService({ errorLog: store }) };
}

const list = (service: ReturnType<typeof createErrorLogService>, text = '', offset = 0, limit = 100) =>
  service['log.list']({ offset, limit, text }, context);

describe('the events', () => {
  it('have numbers of their own, in rising order, each with a sentence', () => {
    const numbers = EVENTS.map(({ event }) => event);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    for (const { description } of EVENTS) expect(description).toMatch(/^[A-Z].*\.$/);
    expect(descriptionOf(999)).toBe('An event that this version does not know.');
  });
});

describe('the error log', () => {
  it('counts the same again within a day, and begins a new line the day after', async () => {
    const { sink, store, clock, service } = kit();
    sink.open(store);
    const failure = new EngineFailure('disk-full', 'x');
    const full = () => sink.failed(failure, 'disk-full', null);
    full();
    clock.time += 3_600_000;
    full();
    clock.time += DAY_MS;
    full();
    expect(await list(service)).toMatchObject({
      total: 2,
      entries: [
        { event: 213, code: 'disk-full', count: 1, description: 'The disk was full.', at: '2026-03-02T11:00:00.000Z' },
        { event: 213, count: 2, at: '2026-03-01T11:00:00.000Z' },
      ],
    });
  });

  it('leaves out what a person meets in normal use', async () => {
    const { sink, store, service } = kit();
    sink.open(store);
    for (const code of ['wrong-password', 'cancelled', 'nothing-to-do', 'vault-locked'] as const) {
      sink.failed(new EngineFailure(code, 'x'), code, null);
    }
    expect(await list(service)).toEqual({ entries: [], total: 0 });
  });

  it('finds by event, code, trace id and words, page by page, and is emptied without giving a number twice', async () => {
    const { sink, store, service } = kit();
    sink.open(store);
    sink.failed(new TypeError('x'), 'internal', 'b3c61f43-9c0f-4d5c-bb4a-0e5f3a6d2a11');
    sink.jobFailed('export', new EngineFailure('export-failed', 'x'), 'not a trace id');
    sink.pageFailed({ name: 'TypeError', place: 'TypeError: x\n    at f (app://page/assets/index-a1.js:12:345)' });
    for (const [text, event] of [
      ['910', 910],
      ['B3C61F43', 910],
      ['an export ended', 510],
      ['page:12:345', 610],
    ] as const) {
      expect(await list(service, text)).toMatchObject({ total: 1, entries: [{ event }] });
    }
    expect((await list(service, '', 1, 1)).entries).toHaveLength(1);
    const last = Math.max(...(await list(service)).entries.map(({ id }) => id));
    await service['log.clear']({}, context);
    expect((await list(service)).total).toBe(0);
    sink.restarted();
    expect((await list(service)).entries[0]?.id).toBeGreaterThan(last);
  });

  it('keeps at most 50 lines in memory while locked and writes them at the unlock', async () => {
    const { sink, store, clock, service, dataDir } = kit();
    const failure = new EngineFailure('vault-damaged', 'x');
    for (let day = 0; day < 60; day += 1) {
      sink.failed(failure, 'vault-damaged', null);
      sink.failed(failure, 'vault-damaged', null);
      clock.time += DAY_MS;
    }
    expect(existsSync(join(dataDir, LAST_CRASH_FILE))).toBe(false);
    sink.openTemporary(createErrorLogRepository(openStore()));
    sink.close();
    sink.open(store);
    const { entries, total } = await list(service);
    expect(total).toBe(50);
    expect(new Set(entries.map(({ count }) => count))).toEqual(new Set([2]));
    sink.close();
    sink.open(store);
    expect((await list(service)).total).toBe(50);
  });

  it('takes over what an engine that ended left, once, and nothing else that lies there', async () => {
    const { sink, store, service, dataDir } = kit();
    const file = join(dataDir, LAST_CRASH_FILE);
    writeLastCrash(dataDir, { entry: redact(920, new RangeError('a secret')), at: '2026-02-28T09:00:00.000Z' });
    expect(readFileSync(file, 'utf8')).not.toContain('a secret');
    sink.open(store);
    expect(existsSync(file)).toBe(false);
    expect(await list(service)).toMatchObject({
      entries: [{ event: 920, code: 'RangeError', at: '2026-02-28T09:00:00.000Z', count: 1 }],
    });
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"event":920,"code":"Jane Doe","place":"","at":"2026-02-28T09:00:00Z"}',
    ]) {
      writeFileSync(file, text);
      sink.open(store);
      expect(existsSync(file)).toBe(false);
    }
    expect((await list(service)).total).toBe(1);
  });

  it('does not grow with what a page makes up', async () => {
    const { sink, store, service } = kit();
    sink.open(store);
    for (let line = 1; line <= 1000; line += 1) sink.pageFailed({ name: 'Error', place: `app://page/a.js:${line}:1` });
    const { entries, total } = await list(service);
    expect(total).toBe(201);
    expect(entries.find(({ place }) => place === '')?.count).toBe(800);
  });

  it('keeps a line in memory that the disk has no room for', async () => {
    const { sink, store, service } = kit();
    sink.open({
      ...store,
      add: () => {
        throw new Error('database or disk is full');
      },
    });
    sink.restarted();
    sink.close();
    sink.open(store);
    expect(await list(service)).toMatchObject({ entries: [{ event: 921 }] });
  });
});

describe('the notice about the clock', () => {
  it('is given when the store has something from more than a day ahead', () => {
    expect(clockNotice(null, START)).toBeNull();
    expect(clockNotice(new Date(START - 365 * DAY_MS).toISOString(), START)).toBeNull();
    expect(clockNotice(new Date(START + DAY_MS / 2).toISOString(), START)).toBeNull();
    expect(clockNotice(new Date(START + 365 * DAY_MS).toISOString(), START)).toContain('is of 2027-03-01');
  });
});
