import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu } from 'electron';
import type { Shell } from './compose.ts';
import { composeShell } from './compose.ts';
import { keepErrors, printError } from './ipc/print-error.ts';
import { declareAppScheme } from './protocol/app-scheme.ts';
import { hardenSession } from './protocol/harden-session.ts';
import { guardNavigation } from './windows/navigation-guards.ts';

/** A folder that only the tests' own copy of the packaged app has beside its code. */
const isTestCopy = app.isPackaged && existsSync(join(process.resourcesPath, 'e2e'));
const isForTests = !app.isPackaged || isTestCopy;

// A debugger port would let any program of this machine read everything the pages show.
const debuggerAsked = ['remote-debugging-port', 'remote-debugging-pipe'].some((name) =>
  app.commandLine.hasSwitch(name),
);
if (debuggerAsked && !isForTests) {
  console.error('Orgbench does not run with a remote debugger.');
  app.exit(1);
} else {
  try {
    start();
  } catch (error) {
    // Without this the app would stay, without a window.
    printError(error, 930);
    app.exit(1);
  }
}

function start(): void {
  // Electron would print such errors as they are and show them in a box; Node would print them and what they carry.
  process.on('uncaughtException', (error) => printError(error, 931));
  process.on('unhandledRejection', (reason) => printError(reason, 931));
  app.setName('Orgbench');
  const userData = process.env['ORGBENCH_USER_DATA'];
  if (isForTests && userData !== undefined && userData !== '') app.setPath('userData', userData);
  keepErrors({ dataDir: join(app.getPath('userData'), 'data') });
  // Chromium's own files in a folder of their own; the vault must not lie among what Chromium cleans up by itself.
  app.setPath('sessionData', join(app.getPath('userData'), 'chromium'));

  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }

  // Crash dumps hold memory, and so could hold what the vault protects.
  app.commandLine.appendSwitch('disable-breakpad');
  app.commandLine.appendSwitch('disable-features', 'SpareRendererForSitePerProcess,WebBluetooth');
  // enableSandbox() would undo --no-sandbox, which root (a container) needs; each view asks for its sandbox anyway.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareAppScheme();
  guardNavigation(app);
  app.on('session-created', (session) => hardenSession(session, { devtools: !app.isPackaged }));
  // Electron's default menu has items (reload, devtools) that this app does not offer.
  Menu.setApplicationMenu(null);

  let shell: Shell | null = null;
  app.on('second-instance', () => shell?.show());
  app.on('activate', () => shell?.show());
  app.on('window-all-closed', () => app.quit());

  let closed = false;
  app.on('will-quit', (event) => {
    if (closed || shell === null) return;
    // The engine finishes its last write before the app ends.
    event.preventDefault();
    closed = true;
    void shell.close().finally(() => app.quit());
  });

  // Not awaited at the top level: Electron becomes ready only after this module has been loaded.
  app
    .whenReady()
    .then(async () => {
      shell = await composeShell();
    })
    .catch((error: unknown) => {
      // An engine would forget the line: it ends with this process.
      keepErrors({ tellEngine: () => false });
      printError(error, 930);
      app.exit(1);
    });
}
