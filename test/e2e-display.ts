// Before each file of end-to-end tests: a display in memory of its own. Windows of several files can then be open at once
// without taking the focus, the clipboard or the idle time from each other, or from the person at this computer.
import { afterAll, beforeAll } from 'vitest';
import { openScreen, type Screen } from './support/xdotool.ts';

let screen: Screen | undefined;

// In a hook, not at once: where all tests of a file are skipped, `afterAll` is skipped too and nobody would close it.
beforeAll(async () => {
  if (process.platform !== 'linux') return;
  screen = await openScreen();
  process.env['DISPLAY'] = screen.display;
  delete process.env['WAYLAND_DISPLAY'];
});

// Hooks run in the reverse order of their registration: after the file's own, which close its windows.
afterAll(() => screen?.close());
