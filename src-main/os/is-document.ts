import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { EXPORT_FORMATS } from '../../src-preload/contract/app.ts';

const EXTENSIONS: ReadonlySet<string> = new Set(EXPORT_FORMATS.map((format) => `.${format}`));

/**
 * Whether the system shows what lies at this path instead of running it: a file with the ending of an export, or a
 * folder. Null when nothing lies there.
 *
 * A person may give an export any name, and a file called `report.desktop` would be run.
 */
export function isDocument(path: string, platform: NodeJS.Platform = process.platform): boolean | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  // On macOS a folder with an ending can be a program.
  if (stat.isDirectory()) return platform !== 'darwin' || extname(path) === '';
  return EXTENSIONS.has(extname(path).toLowerCase());
}
