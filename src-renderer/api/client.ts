import type { Envelope, Failure } from '../../src-preload/contract/errors.ts';
import type { EventValue, Input, Output } from '../../src-preload/contract/index.ts';
import type { EventName, MethodName } from '../../src-preload/contract/names.ts';
import { bridge } from './bridge.ts';

/** A failure that the shell or the engine answered; `failure.code` decides what the page shows. */
export class CallError extends Error {
  readonly failure: Failure;
  readonly method: string;

  constructor(method: string, failure: Failure) {
    super(failure.message);
    this.name = 'CallError';
    this.method = method;
    this.failure = failure;
  }
}

let lastCall = 0;

/**
 * Asks the shell or the engine.
 *
 * @param signal cancels the call where it runs, not only here.
 * @throws CallError with the failure that came back.
 */
export async function call<M extends MethodName>(method: M, input: Input<M>, signal?: AbortSignal): Promise<Output<M>> {
  lastCall += 1;
  const callId = `p${lastCall}`;
  const cancel = (): void => bridge().cancel(callId);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const text = await bridge().call(method, JSON.stringify(input), callId);
    const envelope = JSON.parse(text) as Envelope<Output<M>>;
    if (!envelope.ok) throw new CallError(method, envelope.error);
    return envelope.value;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** Listens to an event; answers the function that stops it. */
export function listen<E extends EventName>(event: E, listener: (value: EventValue<E>) => void): () => void {
  return bridge().on(event, (text) => listener(JSON.parse(text) as EventValue<E>));
}

/** The failure inside anything that was thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallError) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, retryable: false };
}
