// `npm run dev`: the app with its page served by Vite, so that edits show at once. Tests never use this.
import { runPackageOnDisplay } from './lib/display.mjs';
import { ensureElectron } from './runtime.mjs';

const electron = await ensureElectron();
const env = { ELECTRON_EXEC_PATH: electron.path, ELECTRON_MAJOR_VER: electron.version.split('.')[0] };
// Chromium refuses to run as root with its sandbox.
if (process.platform === 'linux' && process.getuid?.() === 0) env.NO_SANDBOX = '1';
const { code } = await runPackageOnDisplay(
  'electron-vite/bin/electron-vite.js',
  ['dev', '--', ...process.argv.slice(2)],
  { env },
);
process.exit(code);
