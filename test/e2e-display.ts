// Before each file of end-to-end tests: a display in memory of its own. Windows of several files can then be open at once
// without taking the focus, the clipboard or the idle time from each other, or from the person at this computer.
import { afterAll, beforeAll } from 'vitest';
import { openScreen, type Screen } from './support/xdotool.ts';

let screen: Screen | undefined;

// A hook, because of a file whose tests are all skipped nothing is run, its end neither.
beforeAll(async () => {
  if (process.platform !== 'linux') return;
  screen = await openScreen();
  process.env['DISPLAY'] = screen.display;
  delete process.env['WAYLAND_DISPLAY'];
});

// Hooks run in the reverse order of their registration: after the file's own, which close its windows.
afterAll(() => screen?.close());
