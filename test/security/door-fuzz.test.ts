import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineContract } from '../../src-preload/contract/index.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

/*
 * The attack: a script in the page calls every method with whatever it likes: wrong types, huge numbers, prototype
 * keys, nesting, extra members. The door must answer each with an envelope, and never fail inside.
 */

const CASES = process.env.ORGBENCH_LONG === '1' ? 10_000 : 100;

/** Methods whose right input would end the vault that the others are tried on. */
const LEFT_OUT = new Set(['vault.reset', 'vault.openSample']);
const methods = Object.keys(engineContract).filter((method) => !LEFT_OUT.has(method));

const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  fc.dictionary(
    fc.constantFrom(
      'connectionId',
      'id',
      'query',
      'spec',
      'limit',
      'offset',
      'text',
      'names',
      '__proto__',
      'constructor',
    ),
    fc.jsonValue({ maxDepth: 3 }),
  ),
);

async function openEngine(): Promise<Engine> {
  const engine = testEngine(tempFolder());
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  return engine;
}

// @promise 3: any input to any method ends in a value or a named failure
describe('the door of the engine', () => {
  it.each(methods)(
    '%s answers any input with a value or a named failure',
    async (method) => {
      const engine = await openEngine();
      await fc.assert(
        fc.asyncProperty(hostile, async (input) => {
          const answer = (await ask(engine, method, input)) as { ok: boolean; error?: { code: string } };
          expect(answer.ok === true || (answer.error?.code ?? 'internal') !== 'internal').toBe(true);
        }),
        { numRuns: CASES },
      );
    },
    600_000,
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'vault', 'catalog.', 'catalog.fields ', ''])(
    'does not know a method called %j',
    async (method) => {
      const engine = await openEngine();
      expect(await ask(engine, method, {})).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    },
  );
});
