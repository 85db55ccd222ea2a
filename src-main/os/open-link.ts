import { shell } from 'electron';
import { ShellFailure } from '../ipc/envelope.ts';
import { knownLink } from './known-links.ts';

/**
 * The one door to the system's browser.
 *
 * @throws ShellFailure `not-allowed` for anything but an https page of a known host.
 */
export async function openLink(address: string): Promise<void> {
  const link = knownLink(address);
  if (link === null) {
    throw new ShellFailure(
      'not-allowed',
      'This link was not opened, because it does not lead to a page of Salesforce over https. Copy it to open it yourself.',
    );
  }
  await shell.openExternal(link);
}
