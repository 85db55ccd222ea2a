import { randomUUID } from 'node:crypto';
import { createEngine, type Engine } from './create-engine.ts';
import { EngineFailure } from './failure.ts';
import type { FromEngine, HostQuestionName, ToEngine } from './messages.ts';
import type { HostQuestions } from './ports.ts';
import { writeLastCrash } from './privacy/error-log/last-crash.ts';
import { entryLine, redact } from './privacy/error-log/redact.ts';
import { readTestEndpoints } from './test-endpoints.ts';

/*
 * The engine as a process of its own: an Electron utility process, or a Node child where Electron's Node is too old for
 * the store. Same file, same messages; only the port differs. The process ends when its parent goes.
 */

type Port = {
  readonly send: (message: FromEngine) => void;
  readonly listen: (hear: (message: ToEngine) => void) => void;
  readonly onGone: (end: () => void) => void;
};

/** The part of Electron's `process.parentPort` that is used; the engine does not import electron. */
type ParentPort = {
  readonly postMessage: (message: FromEngine) => void;
  readonly on: (event: 'message', hear: (event: { readonly data: ToEngine }) => void) => void;
};

function findPort(): Port {
  const parentPort = 'parentPort' in process ? (process.parentPort as ParentPort | undefined) : undefined;
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      listen: (hear) => parentPort.on('message', (event) => hear(event.data)),
      // Electron ends a utility process together with its parent.
      onGone: () => {},
    };
  }
  return {
    send: (message) => {
      // A parent that was killed is noticed here before its `disconnect`, which closes the engine in order. Unheard, this
      // failure would end the process as one that nobody foresaw.
      if (process.connected) process.send?.(message, () => undefined);
    },
    listen: (hear) => process.on('message', (message) => hear(message as ToEngine)),
    onGone: (end) => process.on('disconnect', end),
  };
}

function createHost(port: Port) {
  const waiting = new Map<string, { resolve: (text: string) => void; reject: (error: Error) => void }>();
  let last = 0;
  const ask = (question: HostQuestionName, input: unknown): Promise<unknown> => {
    last += 1;
    const id = `q${last}`;
    return new Promise<string>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      port.send({ kind: 'ask', id, question, input: JSON.stringify(input) });
    }).then((text) => JSON.parse(text));
  };
  const questions: HostQuestions = {
    proxyFor: async (url) => {
      const proxy = await ask('proxyFor', { url });
      return typeof proxy === 'string' ? proxy : null;
    },
    openExternal: async (url) => {
      await ask('openExternal', { url });
    },
    notify: async (title, body) => {
      await ask('notify', { title, body });
    },
    sampleOrg: async () => (await ask('sampleOrg', {})) as Awaited<ReturnType<HostQuestions['sampleOrg']>>,
  };
  return {
    questions,
    told: (message: Extract<ToEngine, { kind: 'told' }>) => {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) asked?.resolve(message.value);
      else asked?.reject(new EngineFailure('internal', message.value));
    },
  };
}

function main(): void {
  let dataDir: string | null = null;
  // Node would print the message of what nobody caught, which may hold a secret, and go on in an unknown state.
  process.on('uncaughtException', (error) => {
    const entry = redact(920, error, randomUUID());
    process.stderr.write(`${entryLine(entry)}\n`);
    try {
      if (dataDir !== null) writeLastCrash(dataDir, { entry, at: new Date().toISOString() });
    } finally {
      process.exit(1);
    }
  });
  const port = findPort();
  const host = createHost(port);
  const running = new Map<string, AbortController>();
  let engine: Engine | null = null;

  const end = () => {
    for (const controller of running.values()) controller.abort();
    // Whatever closing meets, the process must not outlive its parent with keys in it.
    void (engine?.close() ?? Promise.resolve()).finally(() => process.exit(0));
  };

  const answer = async (message: Extract<ToEngine, { kind: 'call' }>): Promise<void> => {
    if (engine === null) return;
    const controller = new AbortController();
    running.set(message.id, controller);
    const context = { hostPath: message.hostPath, signal: controller.signal };
    const text = await engine.call(message.method, parseInput(message.input), context);
    running.delete(message.id);
    port.send({ kind: 'answer', id: message.id, text });
  };

  port.listen((message) => {
    switch (message.kind) {
      case 'start':
        if (engine !== null) return;
        ({ dataDir } = message);
        engine = createEngine({
          dataDir,
          program: message.program,
          lockWaitMs: message.options.lockWaitMs,
          host: host.questions,
          emit: (event, value) => port.send({ kind: 'event', text: JSON.stringify({ event, value }) }),
          ...(message.options.useKeychain ? {} : { keychain: null }),
          endpoints: readTestEndpoints(process.env, import.meta.dirname),
          log: (line) => process.stderr.write(`${line}\n`),
          restarted: message.options.restarted === true,
        });
        // Another program may hold the folder: then there is nothing to clear, and unlocking will say so.
        engine.clearLeftovers().catch(() => undefined);
        port.send({ kind: 'ready' });
        return;
      case 'call':
        void answer(message);
        return;
      case 'cancel':
        running.get(message.id)?.abort();
        return;
      case 'told':
        host.told(message);
        return;
      case 'failed':
        engine?.shellFailed(message.line);
        return;
      case 'close':
        end();
        return;
    }
  });
  port.onGone(end);
}

function parseInput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The door refuses it by its schema.
    return undefined;
  }
}

main();
