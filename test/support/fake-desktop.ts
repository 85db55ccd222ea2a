import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program that Linux starts to open a web page with the person's browser. */
export const PAGE_OPENER = 'xdg-open';

/**
 * The environment of an app on a desktop without a keychain and without services, whose browser signs in by itself.
 *
 * @param folder where the stand-in for the desktop's own program is written
 */
export function fakeDesktop(folder: string, display: string): Readonly<Record<string, string>> {
  const opener = join(folder, PAGE_OPENER);
  const browser = join(import.meta.dirname, 'browser-process.ts');
  writeFileSync(opener, `#!/bin/sh\nexec "${process.execPath}" --no-warnings "${browser}" "$1"\n`);
  chmodSync(opener, 0o755);
  return {
    DISPLAY: display,
    // On a desktop with Wayland a newer Electron would open its window there.
    XDG_SESSION_TYPE: 'x11',
    WAYLAND_DISPLAY: '',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/dev/null',
    PATH: [folder, process.env['PATH'] ?? ''].join(delimiter),
  };
}
