import { entryLine, redact } from '../engine/privacy/error-log/redact.ts';

/**
 * Tells a console that the shell met an unexpected error: what kind and where in the code. Its message stays out, as in
 * the engine: a console may be kept in a file.
 */
export function printError(thrown: unknown): void {
  console.error(entryLine(redact(910, thrown)));
}
