import type { Failure } from '../../src-preload/contract/errors.ts';
import type { EventValue, Input, Output } from '../../src-preload/contract/index.ts';
import type { EventName, MethodName } from '../../src-preload/contract/names.ts';

type Answers = { readonly [M in MethodName]?: (input: Input<M>) => Output<M> | Failure };

export type FakeBridge = {
  /** Every call so far: method and input. */
  readonly calls: readonly { readonly method: MethodName; readonly input: unknown }[];
  readonly cancelled: readonly string[];
  /** From now on this method does not answer until it is cancelled. */
  readonly hold: (method: MethodName) => void;
  readonly send: <E extends EventName>(event: E, value: EventValue<E>) => void;
};

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && 'code' in value && 'retryable' in value;

/** Stands in for the shell in component tests: texts in, texts out, as the preload does it. */
export function installFakeBridge(answers: Answers): FakeBridge {
  const calls: { method: MethodName; input: unknown }[] = [];
  const cancelled: string[] = [];
  const held = new Set<MethodName>();
  const waiting = new Map<string, () => void>();
  const listeners = new Map<EventName, Set<(text: string) => void>>();
  const answer = (method: MethodName, input: unknown): unknown => {
    const given = answers[method] as ((input: unknown) => unknown) | undefined;
    if (given === undefined) {
      return { ok: false, error: { code: 'not-found', message: `No answer for ${method}.`, retryable: false } };
    }
    const value = given(input);
    return isFailure(value) ? { ok: false, error: value } : { ok: true, value };
  };
  const bridge: typeof window.orgbench = {
    call: async (method, inputText, callId) => {
      const input: unknown = JSON.parse(inputText);
      calls.push({ method, input });
      if (held.has(method)) {
        await new Promise<void>((resolve) => void waiting.set(callId ?? '', resolve));
        const error: Failure = { code: 'cancelled', message: 'Cancelled.', retryable: false };
        return JSON.stringify({ ok: false, error });
      }
      return JSON.stringify(answer(method, input));
    },
    cancel: (callId) => {
      cancelled.push(callId);
      waiting.get(callId)?.();
    },
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => void set.delete(listener);
    },
  };
  Object.defineProperty(window, 'orgbench', { value: bridge, configurable: true });
  return {
    calls,
    cancelled,
    hold: (method) => void held.add(method),
    send: (event, value) => {
      for (const listener of listeners.get(event) ?? []) listener(JSON.stringify(value));
    },
  };
}
