import type { Envelope } from '../../src-preload/contract/errors.ts';
import type { AnyEngineMethod, Input, Output } from '../../src-preload/contract/index.ts';
import { RelayedFailure } from '../ipc/envelope.ts';
import type { EngineHost } from './engine-host.ts';

export type AskEngine = <M extends AnyEngineMethod>(method: M, input: Input<M>) => Promise<Output<M>>;

/**
 * For the few questions the shell asks for itself (the state of the vault, the preferences, starting a sample session).
 *
 * The engine has already parsed its output against the contract.
 */
export function createEngineClient(engine: EngineHost): AskEngine {
  return async <M extends AnyEngineMethod>(method: M, input: Input<M>): Promise<Output<M>> => {
    const text = await engine.call(method, JSON.stringify(input)).answer;
    const envelope = JSON.parse(text) as Envelope<Output<M>>;
    if (!envelope.ok) throw new RelayedFailure(envelope.error);
    return envelope.value;
  };
}
