import type { Input } from '../../src-preload/contract/index.ts';
import { CallError, call } from './client.ts';

/** As long as the contract takes; what is cut off are the outermost frames. */
const MAX_NAME_CHARS = 80;
const MAX_PLACE_CHARS = 2000;
/** A fault in every frame of an animation is one fault. */
const MAX_REPORTS = 50;

/**
 * Tells the engine of every error that this page did not handle: thrown, of a promise, or caught by the boundary around a
 * screen (main.tsx). Of the error go its name and the positions in its stack, never its message; the engine believes
 * neither and keeps what it can look up. Answers the function that stops it.
 */
export function followPageErrors(): () => void {
  let left = MAX_REPORTS;
  const report = (thrown: unknown): void => {
    if (!(thrown instanceof Error) || left === 0) return;
    // A call's failure was noted where it arose.
    if (thrown instanceof CallError) return;
    left -= 1;
    // An engine that does not answer costs one line.
    void call('log.report', describe(thrown)).catch(() => undefined);
  };
  const onError = (event: ErrorEvent): void => report(event.error);
  const onRejection = (event: PromiseRejectionEvent): void => report(event.reason);
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  return () => {
    window.removeEventListener('error', onError);
    window.removeEventListener('unhandledrejection', onRejection);
  };
}

/** The lines of the stack that name a position in a page; the message before them is left out. */
function describe({ name, stack = '' }: Error): Input<'log.report'> {
  const frames = stack.split('\n').filter((line) => /^\s+at .*app:\/\/\w+\/.*:\d+:\d+\)?$/.test(line));
  return { name: name.slice(0, MAX_NAME_CHARS), place: frames.join('\n').slice(0, MAX_PLACE_CHARS) };
}
