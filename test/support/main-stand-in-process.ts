import { fork } from 'node:child_process';
import { resolve } from 'node:path';

/*
 * Stands where the app's main process does: it starts the engine as a child of its own and carries messages to and fro.
 * A test kills it, its engine, or both. Asked for with `{ kind: 'which-engine' }`, it says the engine's process id.
 */

const entry = resolve(import.meta.dirname, '../../src-main/engine/entry.ts');
const engine = fork(entry, [], {
  serialization: 'advanced',
  execArgv: ['--no-warnings'],
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});

type Message = { readonly kind: string };

process.on('message', (message: Message) => {
  if (message.kind === 'which-engine') process.send?.({ kind: 'engine-pid', pid: engine.pid });
  else if (engine.connected) engine.send(message, () => {});
});
engine.on('message', (message) => {
  if (process.connected) process.send?.(message);
});
engine.on('exit', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
