import type { z } from 'zod';
import { contract } from '../../src-preload/contract/index.ts';
import type { MethodName } from '../../src-preload/contract/names.ts';
import { ENGINE_METHODS, SHELL_METHODS } from '../../src-preload/contract/names.ts';
import { ShellFailure } from './envelope.ts';

/** A little over the largest text that may be copied. */
const INPUT_MAX_CHARS = 24_000_000;
const CALL_ID = /^[\w-]{1,64}$/;

/** The page's methods only: names that the shell alone may use are not in it. */
const inputs: ReadonlyMap<string, z.ZodType> = new Map(
  [...SHELL_METHODS, ...ENGINE_METHODS].map((name) => [name, contract[name].input]),
);

export type PageCall = { readonly callId: string; readonly method: MethodName; readonly input: unknown };

/**
 * Checks what a page sent before anything is done with it.
 *
 * @throws ShellFailure `bad-input`. The message names the place, never the value: values can be long or private.
 */
export function parseCall(callId: unknown, method: unknown, inputText: unknown): PageCall {
  if (typeof callId !== 'string' || !CALL_ID.test(callId)) throw new ShellFailure('bad-input', 'The call has no id.');
  const schema = typeof method === 'string' ? inputs.get(method) : undefined;
  if (schema === undefined) throw new ShellFailure('bad-input', 'There is no such method.');
  if (typeof inputText !== 'string') throw new ShellFailure('bad-input', 'The input is not a text.');
  if (inputText.length > INPUT_MAX_CHARS) throw new ShellFailure('too-large', 'The input is too large.');
  const parsed = schema.safeParse(parseJson(inputText));
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new ShellFailure(
      'bad-input',
      `The input of ${String(method)} is not valid${place === '' ? '' : ` at ${place}`}.`,
    );
  }
  return { callId, method: method as MethodName, input: parsed.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ShellFailure('bad-input', 'The input is not JSON.');
  }
}
