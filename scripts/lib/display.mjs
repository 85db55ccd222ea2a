// Is there a screen to draw on?
import { run, runPackage } from './run.mjs';

export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Like runPackage, but inside an X server in memory where there is no display. */
export function runPackageOnDisplay(entry, args, options) {
  if (hasDisplay()) return runPackage(entry, args, options);
  const screen = '-screen 0 1600x1000x24 -nolisten tcp';
  return run('xvfb-run', ['-a', '-s', screen, process.execPath, `node_modules/${entry}`, ...args], options);
}
