import type { FromEngine, HostQuestionName, ToEngine } from '../engine/messages.ts';
import { ANSWER_MAX_CHARS, failureText } from '../ipc/envelope.ts';
import type { Child } from './child.ts';
import { nextRestart } from './restart-policy.ts';

export type EngineState = 'starting' | 'running' | 'gone' | 'failed';

type Deps = {
  readonly dataDir: string;
  readonly start: (listeners: {
    onMessage: (message: unknown) => void;
    onExit: (code: number | null) => void;
  }) => Child;
  /** Answers a question of the engine's: JSON text of the value. Throws an Error whose message may be shown. */
  readonly answer: (question: HostQuestionName, inputText: string) => Promise<string>;
  readonly onEvent: (text: string) => void;
  /** `gone` comes before the `starting` of the restart that follows it. */
  readonly onState: (state: EngineState) => void;
  readonly now: () => number;
};

export type EngineHost = {
  /** Sends a call. The answer is the JSON text of an envelope and never rejects. */
  readonly call: (method: string, inputText: string, hostPath?: string | null) => PendingCall;
  readonly cancel: (id: string) => void;
  /** Gives a redacted line to the engine's error log; false when no engine is there to take it. */
  readonly failed: (line: object) => boolean;
  readonly start: () => void;
  /** Ends the engine's process and with it every key it held; calls in flight fail. Resolves when it is gone. */
  readonly stop: () => Promise<void>;
  readonly pid: () => number | undefined;
};

export type PendingCall = { readonly id: string; readonly answer: Promise<string> };

/** How long an engine that was asked to close may take to finish its last write before it is killed. */
const CLOSE_TIME_MS = 3000;
/** How long a new engine waits for the one before it, or the command line, to free the data folder. */
const LOCK_WAIT_MS = 3000;
const GONE = 'The part of Orgbench that holds your data stopped before it could answer. Unlock Orgbench and try again.';

/** Starts the engine's process, relays calls to it, and starts it again when it dies, within bounds. */
export function createEngineHost(deps: Deps): EngineHost {
  const pending = new Map<string, (text: string) => void>();
  let child: Child | null = null;
  let isReady = false;
  let closing: { readonly done: Promise<void>; readonly resolve: () => void } | null = null;
  let restarts: readonly number[] = [];
  let lastId = 0;

  const post = (message: ToEngine): void => child?.post(message);

  const settle = (id: string, text: string): void => {
    pending.get(id)?.(text);
    pending.delete(id);
  };

  const tell = async (id: string, question: HostQuestionName, inputText: string): Promise<void> => {
    const asker = child;
    const told = await deps.answer(question, inputText).then(
      (value) => ({ ok: true, value }),
      (error: unknown) => ({ ok: false, value: error instanceof Error ? error.message : 'The question failed.' }),
    );
    // An answer must not reach the engine that was started after the one that asked.
    if (child === asker) post({ kind: 'told', id, ...told });
  };

  const onMessage = (raw: unknown): void => {
    const message = raw as FromEngine; // Both ends are built together; the page's door is the one that validates.
    switch (message.kind) {
      case 'ready':
        isReady = true;
        deps.onState('running');
        return;
      case 'answer':
        if (message.text.length <= ANSWER_MAX_CHARS) settle(message.id, message.text);
        else settle(message.id, failureText('too-large', 'The answer is too large to show. Ask for fewer rows.'));
        return;
      case 'event':
        deps.onEvent(message.text);
        return;
      case 'ask':
        void tell(message.id, message.question, message.input);
        return;
    }
  };

  const onExit = (): void => {
    child = null;
    isReady = false;
    for (const id of pending.keys()) settle(id, failureText('engine-gone', GONE, true));
    if (closing !== null) {
      closing.resolve();
      closing = null;
      return;
    }
    const next = nextRestart(restarts, deps.now());
    if (next === null) {
      deps.onState('failed');
      return;
    }
    restarts = next;
    deps.onState('gone');
    start(true);
  };

  const start = (restarted = false): void => {
    if (child !== null) return;
    deps.onState('starting');
    const started = deps.start({
      // Messages and the exit of a process that was replaced are no longer of interest.
      onMessage: (message) => {
        if (child === started) onMessage(message);
      },
      onExit: () => {
        if (child === started) onExit();
      },
    });
    child = started;
    post({
      kind: 'start',
      dataDir: deps.dataDir,
      program: 'Orgbench',
      options: { lockWaitMs: LOCK_WAIT_MS, useKeychain: true, ...(restarted ? { restarted } : {}) },
    });
  };

  return {
    call: (method, inputText, hostPath = null) => {
      lastId += 1;
      const id = `c${lastId}`;
      if (child === null || closing !== null)
        return { id, answer: Promise.resolve(failureText('engine-gone', GONE, true)) };
      const answer = new Promise<string>((resolve) => pending.set(id, resolve));
      post({ kind: 'call', id, method, input: inputText, hostPath });
      return { id, answer };
    },
    cancel: (id) => {
      if (pending.has(id)) post({ kind: 'cancel', id });
    },
    failed: (line) => {
      if (child === null || !isReady || closing !== null) return false;
      post({ kind: 'failed', line });
      return true;
    },
    start: () => start(),
    stop: async () => {
      if (closing !== null) return closing.done;
      const ending = child;
      if (ending === null) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      closing = { done: promise, resolve };
      const timer = setTimeout(() => ending.kill(), CLOSE_TIME_MS);
      post({ kind: 'close' });
      await promise;
      clearTimeout(timer);
    },
    pid: () => child?.pid(),
  };
}
