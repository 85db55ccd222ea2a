// `npm start`: installs what is missing, builds, and opens the app; without a display it does the main job in the
// terminal instead (scripts/lib/headless.mjs). Arguments after `--` go to the app.
import { build } from './build.mjs';
import { hasDisplay } from './lib/display.mjs';
import { headlessMainJob } from './lib/headless.mjs';
import { root } from './lib/packages.mjs';
import { run } from './lib/run.mjs';
import { ensureElectron } from './runtime.mjs';
import { ensureSystem } from './system.mjs';

try {
  process.exitCode = hasDisplay() ? await openApp(process.argv.slice(2)) : await withoutDisplay();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function openApp(appArguments) {
  const missing = await ensureSystem(['app', 'prepare']);
  if (missing.length > 0) console.error('Electron may not start without them.');
  const electron = await ensureElectron();
  await mustBuild();
  const switches = [];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    // Chromium refuses to run as root with its sandbox.
    console.error('Started as root: the operating system sandbox of the pages is off (--no-sandbox).');
    switches.push('--no-sandbox');
  }
  console.log(`Opening Orgbench on Electron ${electron.version}.`);
  return (await run(electron.path, [...switches, root, ...appArguments])).code;
}

/** The window's runtime and its libraries are not fetched here: nothing would be drawn with them. */
async function withoutDisplay() {
  console.log('There is no display (DISPLAY and WAYLAND_DISPLAY are not set), so no window is opened.');
  console.log('Instead: the sample org is read into a temporary vault and its data dictionary is written.');
  await mustBuild();
  return headlessMainJob();
}

async function mustBuild() {
  if ((await build()) !== 0) throw new Error('The build failed, see above.');
}
