import { basename } from 'node:path';
import { shell } from 'electron';
import { ShellFailure } from '../ipc/envelope.ts';
import { isDocument } from './is-document.ts';

/**
 * Opens an exported file or folder with the system's program for it, or shows it in its folder.
 *
 * @throws ShellFailure `not-found` when it is gone or no program takes it, `not-allowed` when it might be run.
 */
export async function openExport(path: string, how: 'open' | 'reveal'): Promise<void> {
  const name = `"${basename(path)}"`;
  const isShown = isDocument(path);
  if (isShown === null) {
    throw new ShellFailure('not-found', `${name} was moved, renamed or deleted. Export it again.`);
  }
  if (how === 'reveal') {
    shell.showItemInFolder(path);
    return;
  }
  if (!isShown) {
    throw new ShellFailure(
      'not-allowed',
      `${name} does not have the ending of an export, so it is not opened. Show it in its folder and open it there.`,
    );
  }
  const problem = await shell.openPath(path);
  if (problem === '') return;
  throw new ShellFailure(
    'not-found',
    `${name} was not opened: no program on this computer took it. Show it in its folder and open it there.`,
    true,
  );
}
