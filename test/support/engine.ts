import { onTestFinished } from 'vitest';
import { createEngine, type Engine, type EngineDeps } from '../../src-main/engine/create-engine.ts';
import { TEST_POLICY, testHost } from './engine-parts.ts';

export { TEST_PASSWORD, TEST_POLICY, testHost } from './engine-parts.ts';

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
