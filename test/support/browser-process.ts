/*
 * What the operating system starts in place of a browser (test/support/fake-desktop.ts): opens the sign-in page whose
 * person has allowed the app, and the address that it leads to, as a browser does.
 */
import { followSignIn } from './browser-person.ts';

if (process.argv[1] === import.meta.filename) {
  await followSignIn(process.argv[2] ?? '');
}
