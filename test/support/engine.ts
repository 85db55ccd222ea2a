import { onTestFinished } from 'vitest';
import { createEngine, type Engine, type EngineDeps } from '../../src-main/engine/create-engine.ts';
import type { HostQuestions } from '../../src-main/engine/ports.ts';
import type { VaultPolicy } from '../../src-main/engine/vault/policy.ts';

export const TEST_PASSWORD = 'heron gravel tulip oxide';

/** Cheap keys, so that a test may open hundreds of vaults; the product's floor has a test of its own. */
export const TEST_POLICY: VaultPolicy = { lowestAcceptedCost: 4, minCost: 4, maxCost: 16, minGuessMs: 0 };

/** A host without a proxy, a browser or a sample org. */
export const testHost: HostQuestions = {
  proxyFor: async () => null,
  openExternal: async () => {},
  notify: async () => {},
  sampleOrg: async () => {
    throw new Error('this test has no sample org');
  },
};

/** An engine in this process, closed when the test has finished. */
export function testEngine(dataDir: string, overrides: Partial<EngineDeps> = {}): Engine {
  const engine = createEngine({
    dataDir,
    program: 'test',
    lockWaitMs: 0,
    keychain: null,
    policy: TEST_POLICY,
    emit: () => {},
    host: testHost,
    ...overrides,
  });
  onTestFinished(() => engine.close());
  return engine;
}

/** Asks by the engine's door and parses the one JSON text that comes back. */
export async function ask(engine: Engine, method: string, input: unknown): Promise<unknown> {
  const text = await engine.call(method, input, { hostPath: null, signal: new AbortController().signal });
  return JSON.parse(text);
}
