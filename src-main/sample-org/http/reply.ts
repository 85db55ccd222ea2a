import type { BodyPart } from './body.ts';
import { textPart } from './body.ts';
import { faultAnswer } from './faults.ts';
import type { Fault } from './faults.ts';

/** An answer before it meets a socket. Parts of a composite are replies too, so nothing here knows about HTTP framing. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body (304, and an empty 200). */
  readonly body?: readonly BodyPart[];
}

export const jsonType = 'application/json;charset=UTF-8';

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'Content-Type': jsonType, ...headers }, body: [textPart(JSON.stringify(value))] };
}

export function text(status: number, value: string, contentType = 'text/html;charset=UTF-8'): Reply {
  return { status, headers: { 'Content-Type': contentType }, body: [textPart(value)] };
}

/** The service's error shape: a list of errors, each with a code and a message. */
export function failure(status: number, errorCode: string, message: string, more: Record<string, unknown> = {}): Reply {
  return json(status, [{ message, errorCode, ...more }]);
}

export function notFound(): Reply {
  return json(404, [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]);
}

/** The answer of a `status` or `html` fault. */
export function faultReply(fault: Fault, path: string): Reply {
  const { status, headers, body } = faultAnswer(fault, path);
  return { status, headers, body: [textPart(body)] };
}
