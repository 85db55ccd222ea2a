import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const PREFIX = 'sample-';

/** A folder for a store of which nothing is kept; mkdtemp gives it mode 0700. */
export function createTemporaryFolder(dataDir: string): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(dataDir, PREFIX));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Removes what a killed session left. Their keys were in memory only, so nobody can read them any more. */
export function removeTemporaryFolders(dataDir: string): void {
  for (const entry of readdirSync(dataDir, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name.startsWith(PREFIX)) {
      rmSync(join(dataDir, entry.name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
}
