/*
 * The attack: whoever can send messages to the shell forges a call. From another page, from a frame inside the page, from a
 * page that was led elsewhere; with names that every object has, with values that are no texts, with texts that are no
 * JSON, far too long or nested ten thousand times. Behind the doors stand the shell's methods and the engine; here they
 * only note that they were asked.
 */
import fc from 'fast-check';
import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { contract } from '../../src-preload/contract/index.ts';
import { ENGINE_METHODS, SHELL_METHODS, SHELL_ONLY_METHODS } from '../../src-preload/contract/names.ts';
import { PAGE_CHANNELS, SECRET_CHANNELS } from '../../src-preload/contract/channels.ts';
import type { AskEngine } from '../../src-main/engine-host/engine-client.ts';
import { ShellFailure } from '../../src-main/ipc/envelope.ts';
import { openPageDoor } from '../../src-main/ipc/page-door.ts';
import { openSecretDoor } from '../../src-main/ipc/secret-door.ts';
import type { ShellMethods } from '../../src-main/ipc/shell-methods.ts';

const CASES = process.env['ORGBENCH_LONG'] === '1' ? 10_000 : 500;
const PAGE_METHODS: readonly string[] = [...SHELL_METHODS, ...ENGINE_METHODS];
const INSIDE = /\n\s+at |\bnode:|file:\/\/|\.tsx?:\d+|node_modules|\/home\//;

type Sender = { readonly sender: object; readonly senderFrame: object | null };
type Listener = (event: Sender, ...args: readonly unknown[]) => unknown;
type Answer = { readonly ok: boolean; readonly error?: { readonly code: string; readonly message: string } };

/** A page's contents with the listeners that a door puts on them. */
function fakeContents() {
  const listeners = new Map<string, Listener>();
  const put = (channel: string, listener: Listener): void => void listeners.set(channel, listener);
  const contents = { ipc: { handle: put, on: put }, once: () => {} };
  const send = async (event: Sender, channel: string, ...args: readonly unknown[]): Promise<unknown> =>
    listeners.get(channel)?.(event, ...args);
  return { contents, send, channels: () => [...listeners.keys()] };
}

function openBoth() {
  const asked: string[] = [];
  const page = fakeContents();
  const note =
    (name: string) =>
    (...args: readonly unknown[]): unknown => {
      asked.push(name);
      return args.length === 0 ? {} : Promise.resolve({});
    };
  openPageDoor(page.contents as unknown as WebContents, {
    origin: 'app://page',
    shell: Object.fromEntries(SHELL_METHODS.map((name) => [name, note(name)])) as unknown as ShellMethods,
    engine: {
      call: (method: string) => {
        asked.push(method);
        return { id: 'c1', answer: Promise.resolve('{"ok":true,"value":{}}') };
      },
      cancel: () => void asked.push('cancel'),
      failed: () => true,
      start: () => {},
      stop: async () => {},
      pid: () => undefined,
    },
    pathOf: () => {
      throw new ShellFailure('not-found', 'Choose where to save once more.');
    },
    isCovered: () => false,
    onAnswered: () => {},
  });
  const secret = fakeContents();
  openSecretDoor(secret.contents as unknown as WebContents, {
    origin: 'app://secret',
    purpose: 'unlock',
    connectionId: null,
    file: null,
    ask: note('ask') as unknown as AskEngine,
    chooseKitTarget: async () => {
      asked.push('chooseKitTarget');
      return null;
    },
    submit: async () => {
      asked.push('submit');
      return { text: '{"ok":true,"value":{}}', accepted: false };
    },
    onAccepted: () => void asked.push('accepted'),
    onDismissed: () => void asked.push('dismissed'),
  });
  const top = (origin: string) => ({ parent: null, origin });
  return {
    asked,
    page,
    secret,
    fromPage: { sender: page.contents, senderFrame: top('app://page') },
    fromSecret: { sender: secret.contents, senderFrame: top('app://secret') },
    top,
  };
}

const parse = (text: unknown): Answer => JSON.parse(String(text)) as Answer;

/** What structured clone carries across processes, where a text is expected. */
const noTexts: readonly unknown[] = [
  undefined,
  null,
  7,
  Number.NaN,
  2n ** 80n,
  true,
  new Date(0),
  new Map([['toString', 'catalog.fields']]),
  new Set(['app.state']),
  new Uint8Array(32),
  new ArrayBuffer(16),
  /(a+)+$/,
  new Error('text of an error'),
  ['app.state'],
  { toString: 'app.state' },
  (() => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    return loop;
  })(),
].map((value) => structuredClone(value));

/** What is read at a member that a getter makes: structured clone reads it in the sender's process and sends a value. */
const withGetter = structuredClone(
  Object.defineProperty({}, 'method', { enumerable: true, get: () => 'vault.submitSecret' }),
);

const json = fc.oneof(
  fc.json({ maxDepth: 5 }),
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify({ __proto__: null, value, id: value, query: value })),
);
const inputTexts = fc.oneof(
  { weight: 6, arbitrary: json },
  { weight: 2, arbitrary: fc.string({ maxLength: 200, unit: 'binary' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '{"__proto__":{"isAdmin":true}}',
      '{"constructor":{"prototype":{"isAdmin":true}}}',
      '['.repeat(10_000),
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      `${'{"query":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      `{"id":"${'x'.repeat(100_000)}"}`,
      `{"set":{"${'k'.repeat(100_000)}":1},"reset":[]}`,
      '{"id":1e999,"limit":-0,"offset":1e308}',
      '\u0000',
      '',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...noTexts, withGetter) },
);

// @promise 3: a forged call from another page, another frame or another origin reaches nothing
describe('a sender that is not the page itself', () => {
  it('is refused by every channel of both doors, and nothing behind them is asked', async () => {
    const doors = openBoth();
    const { page, secret, top, asked } = doors;
    const strangers = (own: object, origin: string): readonly Sender[] => [
      { sender: {}, senderFrame: top(origin) },
      { sender: own, senderFrame: null },
      { sender: own, senderFrame: { parent: top(origin), origin } },
      { sender: own, senderFrame: { parent: top('https://evil.example'), origin } },
      ...['null', 'https://evil.example', 'app://evil', 'app://page.evil', 'APP://PAGE', 'file://', ''].map(
        (other) => ({
          sender: own,
          senderFrame: top(other),
        }),
      ),
      // Each door to the other page.
      doors.fromPage.sender === own ? doors.fromSecret : doors.fromPage,
    ];
    const refusals: string[] = [];
    for (const [door, origin] of [
      [page, 'app://page'],
      [secret, 'app://secret'],
    ] as const) {
      for (const stranger of strangers(door.contents, origin)) {
        for (const channel of door.channels()) {
          const text = await door.send(stranger, channel, 'p1', 'app.state', '{}');
          if (text !== undefined) refusals.push(parse(text).error?.code ?? 'taken');
        }
      }
    }
    expect(new Set(refusals)).toEqual(new Set(['not-allowed']));
    expect(refusals.length).toBeGreaterThan(50);
    expect(asked).toEqual([]);
    // The same call from the page itself is taken: the refusals above are about who asks.
    expect(parse(await page.send(doors.fromPage, PAGE_CHANNELS.call, 'p1', 'app.state', '{}')).ok).toBe(true);
    expect(asked).toEqual(['app.state']);
  });
});

// @promise 3: a call with a name, an id or an input of any other kind is refused before anything is asked
describe('the door of the page', () => {
  it.each(PAGE_METHODS)(
    '%s passes on what its schema allows and nothing else',
    async (method) => {
      const { page, fromPage, asked } = openBoth();
      const schema = contract[method as keyof typeof contract].input;
      await fc.assert(
        fc.asyncProperty(inputTexts, async (input) => {
          asked.length = 0;
          const { ok, error } = parse(await page.send(fromPage, PAGE_CHANNELS.call, 'p1', method, input));
          const isValid = typeof input === 'string' && isJsonFor(schema, input);
          if (isValid) return;
          expect(ok).toBe(false);
          expect(['bad-input', 'too-large']).toContain(error?.code);
          expect((error?.message ?? '').length).toBeLessThan(500);
          expect(error?.message).not.toMatch(INSIDE);
          expect(asked).toEqual([]);
        }),
        { numRuns: CASES },
      );
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('isAdmin');
    },
    600_000,
  );

  it('knows no other name, whatever kind of value the name is', async () => {
    const { page, fromPage, asked } = openBoth();
    const named = [
      ...SHELL_ONLY_METHODS,
      ...Object.getOwnPropertyNames(Object.prototype),
      ...Object.getOwnPropertyNames(Map.prototype),
      '',
      'app.state ',
      'APP.STATE',
      'app.state\u0000',
      ['app.state'],
    ];
    for (const method of [...named, ...noTexts, withGetter]) {
      const answer = parse(await page.send(fromPage, PAGE_CHANNELS.call, 'p1', method, '{}'));
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    }
    for (const callId of [...noTexts, '', 'a b', '../x', 'x'.repeat(65), '__proto__\n']) {
      const answer = parse(await page.send(fromPage, PAGE_CHANNELS.call, callId, 'app.state', '{}'));
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
      await page.send(fromPage, PAGE_CHANNELS.cancel, callId);
    }
    expect(asked).toEqual([]);
  });

  it('does not read an input of more than 24 million characters', async () => {
    const { page, fromPage, asked } = openBoth();
    const text = `"${'x'.repeat(24_000_000)}"`;
    const answer = parse(await page.send(fromPage, PAGE_CHANNELS.call, 'p1', 'app.copyText', text));
    expect(answer).toMatchObject({ ok: false, error: { code: 'too-large' } });
    expect(asked).toEqual([]);
  });
});

// @promise 3: the secret page's door takes a sealed secret and nothing else
describe('the door of the secret page', () => {
  it('takes a sealed secret and nothing else', async () => {
    const { secret, fromSecret, asked } = openBoth();
    const sealed = { channelId: 'channel-1', ephemeralPublicKey: 'k', nonce: 'n', ciphertext: 'c' };
    const attempts: readonly unknown[] = [
      ...noTexts,
      withGetter,
      JSON.stringify(sealed),
      { ...sealed, hostPath: '/etc/passwd' },
      { ...sealed, channelId: 'short' },
      { ...sealed, ciphertext: 'x'.repeat(10_000_000) },
      { ...sealed, nonce: { length: 3 } },
      structuredClone(Object.create(sealed)),
    ];
    for (const input of attempts) {
      const answer = parse(await secret.send(fromSecret, SECRET_CHANNELS.submit, input));
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
      expect(answer.error?.message).not.toMatch(INSIDE);
    }
    expect(asked).toEqual([]);
    expect(parse(await secret.send(fromSecret, SECRET_CHANNELS.submit, sealed)).ok).toBe(true);
    expect(asked).toEqual(['submit']);
  });
});

function isJsonFor(schema: (typeof contract)[keyof typeof contract]['input'], text: string): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false; // Not JSON.
  }
}
