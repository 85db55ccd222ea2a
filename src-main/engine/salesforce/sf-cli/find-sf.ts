import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** A program and the arguments that stand before one's own. */
export type SfProgram = {
  readonly command: string;
  readonly before: readonly string[];
  /** What the program needs as its PATH: an `sf` from npm looks for `node` there. */
  readonly path: string;
};

type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isFile: (path: string) => boolean;
};

/**
 * Finds the Salesforce CLI: on PATH, then where its installers put it, since a program that was started from the
 * desktop does not have the PATH of the shell. Null when there is none.
 *
 * On Windows `sf` is a batch file, which only a shell can run; its Node and its script are started in its place.
 */
export function findSf({ platform, environment, isFile }: Surroundings): SfProgram | null {
  const paths = platform === 'win32' ? win32 : posix;
  const given = (name: string): string => environment[name] ?? '';
  // A folder relative to wherever the program was started could hold anybody's `sf`.
  const onPath = (given(platform === 'win32' && given('Path') !== '' ? 'Path' : 'PATH') || '')
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder));
  const folders = [...new Set([...onPath, ...usualFolders(platform, given)])];
  const path = folders.join(paths.delimiter);
  for (const folder of folders) {
    if (platform !== 'win32') {
      const command = posix.join(folder, 'sf');
      if (isFile(command)) return { command, before: [], path };
      continue;
    }
    if (!isFile(win32.join(folder, 'sf.cmd'))) continue;
    const script = WINDOWS_SCRIPTS.map((name) => win32.join(folder, name)).find(isFile);
    if (script === undefined) continue;
    const node = [win32.dirname(script), ...folders].map((one) => win32.join(one, 'node.exe')).find(isFile);
    if (node !== undefined) return { command: node, before: [script], path };
  }
  return null;
}

/** From the folder of `sf.cmd` to the script: within the installed program, beside it, and from npm. */
const WINDOWS_SCRIPTS = ['run.js', '..\\client\\bin\\run.js', 'node_modules\\@salesforce\\cli\\bin\\run.js'];

function usualFolders(platform: NodeJS.Platform, given: (name: string) => string): readonly string[] {
  if (platform === 'win32') {
    return [
      [given('LOCALAPPDATA'), 'sf\\client\\bin'],
      [given('LOCALAPPDATA'), 'sf\\bin'],
      [given('ProgramFiles'), 'sf\\bin'],
      [given('APPDATA'), 'npm'],
    ].flatMap(([base, rest]) => (base === undefined || base === '' ? [] : [win32.join(base, rest ?? '')]));
  }
  const home = given('HOME') || homedir();
  return ['/usr/local/bin', '/opt/homebrew/bin', posix.join(home, '.local/bin'), '/usr/bin'];
}
