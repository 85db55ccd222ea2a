import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { EngineFailure } from '../engine/failure.ts';

/** What PowerShell and some editors put in front of a text; nobody means it as part of a password. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** Reads secrets line by line; what was read is handed out once. */
export type SecretInput = {
  readonly password: () => Promise<string>;
  readonly token: () => Promise<string>;
  readonly backupPassword: () => Promise<string>;
};

/**
 * The password comes from `ORGBENCH_PASSWORD`, else from the first line of standard input; the token from the next line
 * (the first, when the variable gave the password), and so does a backup's own password unless `ORGBENCH_BACKUP_PASSWORD`
 * gives it. Secrets are never arguments: those show in the process list.
 */
export function createSecretInput(input: Readable, environment: NodeJS.ProcessEnv): SecretInput {
  let lines: AsyncIterator<string> | null = null;

  const nextLine = async (what: string, variable: string | null = null): Promise<string> => {
    const first = lines === null;
    lines ??= createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
    const next = await lines.next();
    const line = next.done === true ? '' : first ? next.value.replace(BYTE_ORDER_MARK, '') : next.value;
    if (line === '') {
      throw new EngineFailure(
        'bad-input',
        `No ${what} was given. Write it as a line to standard input${variable === null ? '' : ` or set ${variable}`}.`,
      );
    }
    return line;
  };

  const given = async (variable: string, what: string): Promise<string> => {
    const value = environment[variable];
    return value === undefined || value === '' ? nextLine(what, variable) : value;
  };

  return {
    password: () => given('ORGBENCH_PASSWORD', 'password'),
    token: () => nextLine('access token'),
    backupPassword: () => given('ORGBENCH_BACKUP_PASSWORD', 'password of the backup'),
  };
}
