import { randomUUID } from 'node:crypto';
import type { Envelope, ErrorCode, Failure } from '../../src-preload/contract/errors.ts';
import { printError } from './print-error.ts';

/** Answers of the engine above this size are not relayed: the page could not use them. */
export const ANSWER_MAX_CHARS = 64 * 1024 * 1024;

/** A failure that the shell itself answers. The message says what failed, why, and what to do next. */
export class ShellFailure extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, retryable = false) {
    super(message);
    this.name = 'ShellFailure';
    this.code = code;
    this.retryable = retryable;
  }
}

/** A failure that the engine answered to the shell's own question; it goes on to the page unchanged. */
export class RelayedFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'RelayedFailure';
    this.failure = failure;
  }
}

export function okText(value: unknown): string {
  return JSON.stringify({ ok: true, value } satisfies Envelope<unknown>);
}

export function failureText(
  code: ErrorCode,
  message: string,
  retryable = false,
  traceId: string = randomUUID(),
): string {
  const error: Failure = { code, message, retryable, traceId };
  return JSON.stringify({ ok: false, error } satisfies Envelope<never>);
}

/** Turns what a shell method threw into an answer; the text of an unexpected error stays in this process. */
export function thrownText(thrown: unknown): string {
  if (thrown instanceof RelayedFailure) return JSON.stringify({ ok: false, error: thrown.failure });
  if (thrown instanceof ShellFailure) return failureText(thrown.code, thrown.message, thrown.retryable);
  const traceId = randomUUID();
  printError(thrown, 910, traceId);
  const text = 'Something failed inside Orgbench. Start Orgbench again if it stays like this.';
  return failureText('internal', text, false, traceId);
}
