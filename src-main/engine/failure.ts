import type { ErrorCode, Failure } from '../../src-preload/contract/errors.ts';

type FailureOptions = {
  readonly retryable?: boolean;
  readonly action?: string;
  readonly retryAfterMs?: number;
  /** An address that helps. */
  readonly link?: string;
  readonly cause?: unknown;
};

/** The one error that carries a code of the contract; anything else that is thrown becomes `internal` at the door. */
export class EngineFailure extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly action: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly link: string | undefined;

  constructor(code: ErrorCode, message: string, options: FailureOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'EngineFailure';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.action = options.action;
    this.retryAfterMs = options.retryAfterMs;
    this.link = options.link;
  }
}

/**
 * Turns whatever was thrown into what may cross a door.
 *
 * The text of an unexpected error can hold anything (a path, a token in a URL), so it stays behind: only its trace id
 * goes out.
 */
export function toFailure(thrown: unknown, traceId: string): Failure {
  if (thrown instanceof EngineFailure) {
    return {
      code: thrown.code,
      message: thrown.message,
      retryable: thrown.retryable,
      ...(thrown.action === undefined ? {} : { action: thrown.action }),
      ...(thrown.retryAfterMs === undefined ? {} : { retryAfterMs: thrown.retryAfterMs }),
      ...(thrown.link === undefined ? {} : { link: thrown.link }),
      traceId,
    };
  }
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return { code: 'cancelled', message: 'Cancelled.', retryable: true, traceId };
  }
  return {
    code: 'internal',
    message: `Something failed inside Orgbench. The details are in the local log under ${traceId}.`,
    retryable: false,
    traceId,
  };
}
