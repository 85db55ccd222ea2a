import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureSfCli } from '../../scripts/sf-cli.mjs';

/** The real CLI's entry; null, and a line that says why, where it cannot be fetched. With CI=true that is an error. */
export async function realSfCli(): Promise<string | null> {
  try {
    return await ensureSfCli();
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.error(`Tests with the Salesforce CLI are skipped. ${String(error)}`);
    return null;
  }
}

export type SfCli = {
  /** A PATH on which this CLI is the first `sf`. */
  readonly path: string;
  readonly signIn: (
    org: { readonly instanceUrl: string; readonly accessToken: string },
    alias: string,
  ) => Promise<void>;
  readonly remove: () => void;
};

/** The CLI with a home folder of its own, as the program `sf`. */
export function installSfCli(entry: string): SfCli {
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-sf-'));
  const program = join(folder, 'sf');
  mkdirSync(join(folder, 'home'));
  // The variables keep the CLI quiet and away from the keychain of whoever runs the test.
  const environment = `HOME='${join(folder, 'home')}' SF_USE_GENERIC_UNIX_KEYCHAIN=true SF_DISABLE_TELEMETRY=true`;
  writeFileSync(
    program,
    `#!/bin/sh\n${environment} SF_DISABLE_AUTOUPDATE=true exec '${process.execPath}' '${entry}' "$@"\n`,
  );
  chmodSync(program, 0o755);
  return {
    path: [folder, process.env['PATH'] ?? ''].join(delimiter),
    signIn: async ({ instanceUrl, accessToken }, alias) => {
      const args = ['org', 'login', 'access-token', '--instance-url', instanceUrl, '--no-prompt', '--alias', alias];
      await promisify(execFile)(program, args, { env: { ...process.env, SF_ACCESS_TOKEN: accessToken } });
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
