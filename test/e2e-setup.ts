import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureElectron } from '../scripts/runtime.mjs';

/**
 * Runs once before the end-to-end tests: tells them by ORGBENCH_ELECTRON which binary to start.
 *
 * @throws if there is no Electron or the app is not built.
 */
export async function setup(): Promise<void> {
  process.env['ORGBENCH_ELECTRON'] = (await ensureElectron()).path;
  const built = join(import.meta.dirname, '..', 'out', 'main', 'index.js');
  if (!existsSync(built)) throw new Error(`The app is not built (${built} is missing). Run "npm run build" first.`);
}
