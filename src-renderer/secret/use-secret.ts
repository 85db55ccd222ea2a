import { useCallback, useEffect, useRef, useState } from 'react';
import type { SecretContext } from '../../src-preload/contract/bridge.ts';
import type { Failure } from '../../src-preload/contract/errors.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { secretBridge } from './bridge.ts';

export type SecretSession = {
  readonly context: SecretContext;
  readonly busy: boolean;
  /** Why the last attempt was refused; null before one and while one runs. */
  readonly failure: Failure | null;
  /** When another password is accepted, in the clock of this page; 0 when now. */
  readonly waitUntilMs: number;
  readonly submit: (payload: SecretPayload) => void;
  readonly dismiss: () => void;
};

type State = {
  readonly context: SecretContext | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly waitUntilMs: number;
};

/** One secret page's talk with the shell. A channel opens one sealed secret, so each refusal asks for a new one. */
export function useSecret(): { readonly session: SecretSession | null; readonly failure: Failure | null } {
  const [state, setState] = useState<State>({ context: null, busy: false, failure: null, waitUntilMs: 0 });
  const started = useRef(false);

  const renew = useCallback(async (refusal: Failure | null): Promise<void> => {
    const answer = await secretBridge().context();
    setState((old) => {
      if (!answer.ok) return { ...old, busy: false, failure: refusal ?? answer.error };
      const waitMs = Math.max(answer.value.retryAfterMs, refusal?.retryAfterMs ?? 0);
      return {
        context: answer.value,
        busy: false,
        failure: refusal,
        waitUntilMs: waitMs > 0 ? Date.now() + waitMs : 0,
      };
    });
  }, []);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void renew(null);
  }, [renew]);

  const { context } = state;
  const submit = useCallback(
    (payload: SecretPayload): void => {
      if (context === null) return;
      setState((old) => ({ ...old, busy: true, failure: null }));
      void (async () => {
        const sealed = await sealForEngine(context.publicKey, context.channelId, payload);
        const answer = await secretBridge().submit(sealed);
        // After success the shell ends this process; the busy state stays until then.
        if (!answer.ok) await renew(answer.error);
      })();
    },
    [context, renew],
  );

  if (context === null) return { session: null, failure: state.failure };
  const { busy, failure, waitUntilMs } = state;
  return {
    session: { context, busy, failure, waitUntilMs, submit, dismiss: () => secretBridge().dismiss() },
    failure: null,
  };
}
