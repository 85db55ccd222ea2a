import { randomUUID } from 'node:crypto';
import type { Envelope, ErrorCode } from '../../src-preload/contract/errors.ts';
import { type AnyEngineMethod, engineContract } from '../../src-preload/contract/index.ts';
import { EngineFailure, toFailure } from './failure.ts';
import type { CallContext, Handlers } from './ports.ts';
import { nameStoreFailure } from './store/store-failure.ts';

type DoorDeps = {
  /** What can be answered now: fewer methods while the vault is locked. */
  readonly handlers: () => Partial<Handlers<AnyEngineMethod>>;
  /** Told of every failure, with what was thrown; for the error log, which redacts it. */
  readonly failed: (thrown: unknown, code: ErrorCode, traceId: string) => void;
};

/**
 * The engine's door: own-property look-up of the method, strict parse of the input, service, parse of the output
 * (unknown keys are stripped: the last guard against leaking a secret), one JSON text.
 *
 * Never rejects: a failure is an envelope too.
 */
export function createDoor({ handlers, failed }: DoorDeps) {
  return async (method: string, input: unknown, context: CallContext): Promise<string> => {
    const traceId = randomUUID();
    try {
      const value = await untilAborted(answer(handlers(), method, input, context), context.signal);
      return JSON.stringify({ ok: true, value } satisfies Envelope<unknown>);
    } catch (thrown) {
      const error = toFailure(nameStoreFailure(thrown), traceId);
      failed(thrown, error.code, traceId);
      return JSON.stringify({ ok: false, error } satisfies Envelope<unknown>);
    }
  };
}

async function answer(
  handlers: Partial<Handlers<AnyEngineMethod>>,
  method: string,
  input: unknown,
  context: CallContext,
): Promise<unknown> {
  if (!isEngineMethod(method)) throw new EngineFailure('bad-input', 'The engine has no such method.');
  const schemas = engineContract[method];
  const parsed = schemas.input.safeParse(input);
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'input').join(', ');
    throw new EngineFailure('bad-input', `${method} was asked with a wrong input: ${where}.`);
  }
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (handler === undefined) throw new EngineFailure('vault-locked', 'Orgbench is locked. Unlock it and try again.');
  // The types of a method's input and handler belong together; TypeScript cannot follow that through the union.
  const call = handler as (input: unknown, context: CallContext) => unknown;
  return schemas.output.parse(await call(parsed.data, context));
}

function isEngineMethod(method: string): method is AnyEngineMethod {
  return Object.hasOwn(engineContract, method);
}

/** The caller gets its answer when it cancels, whether or not the service looks at the signal. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new DOMException('Cancelled.', 'AbortError'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
