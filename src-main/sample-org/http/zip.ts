// The entry without worker threads: the one for Node declares a `require` of its own, which a bundle already has.
import { zipSync } from 'fflate/browser';

/** A file of a zip archive. */
export interface ZipFile {
  /** With forward slashes. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** The oldest date of the format, in the time zone that it is read in: archives of the same files are the same bytes. */
const oldest = new Date(1980, 0, 1);

/** A zip archive of the files, each deflated. Made for answers of a few megabytes: it is made in one piece. */
export function zip(files: readonly ZipFile[]): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), { mtime: oldest }));
}
