import { app, shell } from 'electron';
import { mappedAddress, readTestEndpoints } from '../engine/test-endpoints.ts';
import { ShellFailure } from '../ipc/envelope.ts';
import { knownLink, signInLink } from './known-links.ts';
import { type MailDraft, mailDraftLink } from './mail-draft.ts';

/**
 * The page's door to the system's browser.
 *
 * @throws ShellFailure `not-allowed` for anything but an https page of a known host.
 */
export async function openLink(address: string): Promise<void> {
  const link = knownLink(address);
  if (link === null) {
    throw new ShellFailure(
      'not-allowed',
      'This link was not opened, because it does not lead to a page of Salesforce, Google or Microsoft over https. Copy it to open it yourself.',
    );
  }
  await openInBrowser(link);
}

/**
 * The engine's door to the system's browser.
 *
 * @throws ShellFailure `not-allowed` for anything but a page where somebody signs in.
 */
export async function openSignInPage(address: string): Promise<void> {
  const link = signInLink(address);
  if (link === null) {
    throw new ShellFailure('not-allowed', 'The browser was not opened, because the address is not a sign-in page.');
  }
  await openInBrowser(link);
}

/**
 * Opens a draft in the system's mail program. Nothing is sent: the person does that there, or does not.
 *
 * @throws ShellFailure `not-found` when the system has no mail program.
 */
export async function openMailDraft(draft: MailDraft): Promise<void> {
  try {
    await shell.openExternal(mailDraftLink(draft, process.platform));
  } catch {
    throw new ShellFailure(
      'not-found',
      'No mail program could be opened on this computer. Save the text as a file and attach it to an e-mail of yours.',
    );
  }
}

/** In the project's own folder a test's fake services stand in for the real ones, in the browser too. */
async function openInBrowser(link: string): Promise<void> {
  const endpoints = app.isPackaged ? {} : readTestEndpoints(process.env, import.meta.dirname);
  await shell.openExternal(mappedAddress(link, endpoints));
}
