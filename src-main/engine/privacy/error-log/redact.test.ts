import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../src-preload/contract/errors.ts';
import { openStore } from '../../../../test/support/network.ts';
import { tempFolder } from '../../../../test/support/temp-folder.ts';
import { EngineFailure } from '../../failure.ts';
import { createErrorLogRepository } from '../../store/error-log-repository.ts';
import { createErrorLog } from './error-log.ts';
import { checkedEntry, redact } from './redact.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFabcdef'.split('')), minLength: length, maxLength: length });
const word = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_'.split('')),
  minLength: 12,
  maxLength: 30,
});

/** What must never be written, as it turns up in messages of libraries, systems and orgs. */
const secret = fc.oneof(
  hex(40).map((text) => `00D000000000001!AQ${text}`),
  fc.tuple(hex(20), hex(30), hex(40)).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`),
  hex(60).map((text) => `5Aep861${text}`),
  word.map((text) => `${text}.my.salesforce.com`),
  word.map((text) => `${text}@${text}.example`),
  word.map((text) => `/home/${text}/.config/Orgbench/data`),
  word.map((text) => `C:\\Users\\${text}\\AppData`),
  word.map((text) => `SECRET_${text.toUpperCase()}`),
  word,
);

/** The ways in which an error can carry a text: each has shown up in a library. */
function carriers(text: string): readonly (() => unknown)[] {
  const withStack = (stack: string) => Object.assign(new Error('x'), { stack });
  const own = new Error('y').stack?.split('\n').at(-1) ?? '';
  return [
    () => text,
    () => ({ message: text, code: text }),
    () => new Error(text),
    () =>
      new Error(
        `x\n    at ${text} (${import.meta.filename}:1:1)\n    at ${text} (file:///${text}/src-main/engine/door.ts:1:1)`,
      ),
    () => new Error(`x\n    at /src-main/${text}.ts:1:1\n    at ${import.meta.dirname}/../${text}.ts:1:1`),
    () => Object.assign(new Error('x'), { name: text, code: text }),
    () => Object.assign(new Error('x'), { code: `ERR_${text}`, errno: text, path: text }),
    () => new Error('x', { cause: new Error(text, { cause: Object.assign(new TypeError(text), { code: text }) }) }),
    () => new AggregateError([new Error(text)], text),
    () => new EngineFailure('internal', text, { cause: new Error(text), link: text, action: text }),
    () => Object.assign(new EngineFailure('internal', text), { code: text }),
    () => withStack(text),
    () => withStack(`${text}\n    at ${text} (${import.meta.dirname}/redact.ts:1:1)\n${own}`),
    () => withStack(`Error: x\n    at async ${text}.${text} [as ${text}] (${import.meta.dirname}/redact.ts:9:9)`),
    () => withStack(`Error: x\n    at f (${import.meta.dirname}/redact.ts:${text}:1)`),
    () =>
      new Proxy(new Error(text), {
        get: () => {
          throw new Error(text);
        },
      }),
  ];
}

describe('the error log', () => {
  // @promise 2: the error log holds and prints nothing of what an error says, wherever the error carries it
  it('holds and prints nothing of what an error says, wherever the error carries it', () => {
    const errorLog = createErrorLogRepository(openStore());
    const printed: string[] = [];
    const sink = createErrorLog({ dataDir: tempFolder(), now: Date.now, log: (line) => printed.push(line) });
    sink.open(errorLog);
    fc.assert(
      fc.property(secret, fc.constantFrom(...ERROR_CODES), (text, code) => {
        for (const carry of carriers(text)) {
          sink.failed(carry(), code, text);
          sink.failed(carry(), 'internal', text);
          sink.jobFailed('sync', carry(), text);
        }
        sink.pageFailed({ name: text, place: `Error: ${text}\n    at ${text} (app://page/${text}.js:1:2)` });
        const written = JSON.stringify(errorLog.list()) + printed.join('\n');
        errorLog.clear();
        printed.length = 0;
        expect(written).not.toContain(text);
        expect(written).not.toContain(JSON.stringify(text).slice(1, -1));
        expect(written).toContain('"event":910');
      }),
      { numRuns: 150 },
    );
  });

  it('says where in the code it was', () => {
    const { place, code } = redact(
      910,
      thrownBy(() => checkedEntryOfProxy()),
    );
    expect(code).toBe('RangeError');
    expect(place.split(' < ')).toContainEqual(
      expect.stringMatching(/^src-main\/engine\/privacy\/error-log\/redact\.ts:\d+ checkedEntry$/),
    );
  });

  it('keeps the codes of the system and of the store', () => {
    expect(redact(910, Object.assign(new Error('x'), { code: 'ECONNRESET' })).code).toBe('Error ECONNRESET');
    const cause = Object.assign(new Error('x'), { code: 'UND_ERR_SOCKET' });
    expect(redact(910, new TypeError('fetch failed', { cause })).code).toBe('TypeError UND_ERR_SOCKET');
    expect(redact(213, Object.assign(new Error('x'), { code: 'SQLITE_FULL' })).code).toBe('disk-full');
  });

  it('takes from outside the store only what it could have written itself', () => {
    const entry = redact(
      920,
      thrownBy(() => checkedEntryOfProxy()),
      'b3c61f43-9c0f-4d5c-bb4a-0e5f3a6d2a11',
    );
    expect(checkedEntry(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
    fc.assert(
      fc.property(secret, (text) => {
        expect(checkedEntry({ ...entry, code: text })).toBeNull();
        expect(checkedEntry({ ...entry, code: `Error ${text}` })).toBeNull();
        expect(checkedEntry({ ...entry, place: `${entry.place} < ${text}` })).toBeNull();
        expect(checkedEntry({ ...entry, place: `${entry.place}${text}` })).toBeNull();
        expect(JSON.stringify(checkedEntry({ ...entry, traceId: text, more: text }))).not.toContain(text);
      }),
    );
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** Throws inside `checkedEntry`, a function of the app. */
function checkedEntryOfProxy(): unknown {
  return checkedEntry({
    get event(): never {
      throw new RangeError('x');
    },
  });
}
