import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineContract } from '../../src-preload/contract/index.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { ask, TEST_PASSWORD, testEngine, testHost } from '../support/engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

/*
 * The attack: a script in the page calls every method with whatever it likes: wrong types, huge numbers, prototype
 * keys, cycles, nesting, extra members, what structured clone can carry and JSON cannot. The door must answer each with an
 * envelope, never fail inside, say nothing of where it runs, and leave everything as it was when it refused.
 */

const CASES = process.env.ORGBENCH_LONG === '1' ? 10_000 : 500;

/** Methods whose right input would end the vault that the others are tried on. */
const LEFT_OUT = new Set(['vault.reset', 'vault.openSample']);
const methods = Object.keys(engineContract).filter((method) => !LEFT_OUT.has(method));

/** Names of members in many inputs, and what an object has by itself. */
const KEYS = [
  'connectionId',
  'id',
  'query',
  'spec',
  'limit',
  'offset',
  'text',
  'names',
  'set',
  'targetId',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  'length',
];

function cyclic(): unknown {
  const loop: Record<string, unknown> = { id: 'a', names: [] };
  loop['query'] = loop;
  loop['names'] = [loop, loop];
  return loop;
}

function nested(depth: number, key: string | null): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = key === null ? [value] : { [key]: value };
  return value;
}

/** What the page's JSON cannot say but a message between processes can. */
const odd = fc.constantFrom<unknown>(
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2n ** 80n,
  new Date(Number.NaN),
  new Map([['id', 'x']]),
  new Set(['x']),
  new Uint8Array(64),
  new ArrayBuffer(8),
  /(a+)+$/,
  new Error('text of an error'),
  cyclic(),
  nested(20_000, null),
  nested(5000, 'query'),
  'x'.repeat(200_000),
  Object.create(null),
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'),
);

const members = fc.oneof(fc.jsonValue({ maxDepth: 3 }), odd);
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 6 }) },
  { weight: 4, arbitrary: fc.dictionary(fc.constantFrom(...KEYS), members) },
  { weight: 1, arbitrary: odd },
);

async function openEngine(dataDir: string): Promise<Engine> {
  const sampleOrg = async () => {
    throw new EngineFailure('org-unreachable', 'This test has no sample org.');
  };
  const engine = testEngine(dataDir, { host: { ...testHost, sampleOrg } });
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  return engine;
}

/** What a refused call must not change; the error log alone grows. */
async function stateOf(engine: Engine): Promise<string> {
  const questions = [
    ['vault.status', {}],
    ['connections.list', {}],
    ['accounts.list', {}],
    ['preferences.read', {}],
    ['jobs.list', { limit: 100 }],
    ['exports.presets', {}],
  ] as const;
  const answers = [];
  for (const [method, input] of questions) answers.push(await ask(engine, method, input));
  return JSON.stringify(answers);
}

type Answer = { readonly ok: boolean; readonly error?: { readonly code: string; readonly message: string } };

/** A place in the code, or a path of this computer. */
const INSIDE = /\n\s+at |\bnode:|file:\/\/|\.tsx?:\d+|node_modules/;

// @promise 3: any input to any method ends in a value or a named failure
describe('the door of the engine', () => {
  it.each(methods)(
    '%s answers any input with a value or a named failure, and a refusal changes nothing',
    async (method) => {
      const dataDir = tempFolder();
      const engine = await openEngine(dataDir);
      const before = await stateOf(engine);
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(hostile, async (input) => {
          const { ok, error } = (await ask(engine, method, input)) as Answer;
          if (ok) {
            taken += 1;
            return;
          }
          expect(error?.code ?? 'internal').not.toBe('internal');
          const message = error?.message ?? '';
          expect(message.length).toBeLessThan(2000);
          expect(message).not.toMatch(INSIDE);
          expect(message).not.toContain(dataDir);
        }),
        { numRuns: CASES },
      );
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('isAdmin');
      const after = await stateOf(engine);
      expect(taken > 0 || after === before, 'a refusal changed something').toBe(true);
    },
    600_000,
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'vault', 'catalog.', 'catalog.fields ', ''])(
    'does not know a method called %j',
    async (method) => {
      const engine = await openEngine(tempFolder());
      expect(await ask(engine, method, {})).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    },
  );
});
