import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The recordings and bundles lie beside the repository, not in it: they are large and not ours. */
const sharedFolder = process.env.ORGBENCH_SHARED ?? join(import.meta.dirname, '..', '..', '..', 'shared');

/** Path of a file in the shared data folder, for example `real-org.json.gz`. */
export function sharedDataPath(...parts: readonly string[]): string {
  return join(sharedFolder, 'data', ...parts);
}

/**
 * Whether tests that need shared data run. Where the data is missing they are skipped and it is said; on a build
 * server (`CI=true`) the missing data is a failure, because nobody would notice the skipped tests there.
 * @throws Error on a build server without the data
 */
export function hasSharedData(): boolean {
  if (existsSync(sharedDataPath('real-org.json.gz')) && existsSync(sharedDataPath('real-responses'))) return true;
  const message = `Shared test data is missing: ${sharedDataPath()}`;
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`${message}. Tests that need it are skipped.`);
  return false;
}
