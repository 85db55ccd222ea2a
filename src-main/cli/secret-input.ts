import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { EngineFailure } from '../engine/failure.ts';

/** Reads secrets line by line; what was read is handed out once. */
export type SecretInput = {
  readonly password: () => Promise<string>;
  readonly token: () => Promise<string>;
};

/**
 * The password comes from `ORGBENCH_PASSWORD`, else from the first line of standard input; the token from the next line
 * (the first, when the variable gave the password). Secrets are never arguments: those show in the process list.
 */
export function createSecretInput(input: Readable, environment: NodeJS.ProcessEnv): SecretInput {
  let lines: AsyncIterator<string> | null = null;

  const nextLine = async (what: string): Promise<string> => {
    lines ??= createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
    const next = await lines.next();
    if (next.done === true || next.value === '') {
      throw new EngineFailure(
        'bad-input',
        `No ${what} was given. Write it as a line to standard input${what === 'password' ? ' or set ORGBENCH_PASSWORD' : ''}.`,
      );
    }
    return next.value;
  };

  return {
    password: async () => {
      const fromEnvironment = environment['ORGBENCH_PASSWORD'];
      return fromEnvironment === undefined || fromEnvironment === '' ? nextLine('password') : fromEnvironment;
    },
    token: () => nextLine('access token'),
  };
}
