import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import readWorkbook from 'read-excel-file/node';

const run = promisify(execFile);

export type ReadCell = string | number | boolean | Date | null;
export type ReadSheet = { readonly sheet: string; readonly data: readonly (readonly ReadCell[])[] };

/** Every sheet of a workbook as a second, independent reader sees it. */
export async function readSheets(path: string): Promise<readonly ReadSheet[]> {
  return (await readWorkbook(path, { trim: false })) as unknown as readonly ReadSheet[];
}

const CENTRAL_HEADER = 0x02014b50;

/** One part of a workbook as text, found through the central directory as every reader does. */
export async function readEntry(path: string, name: string): Promise<string> {
  const bytes = await readFile(path);
  const end = bytes.length - 22;
  let at = bytes.readUInt32LE(end + 16);
  while (at < end && bytes.readUInt32LE(at) === CENTRAL_HEADER) {
    const [nameLength, compressed, local] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      return inflateRawSync(bytes.subarray(start, start + compressed)).toString('utf8');
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  throw new Error(`${basename(path)} has no part ${name}.`);
}

const OFFICE_PATHS = ['/usr/bin/soffice', '/usr/bin/libreoffice'];

/** Where LibreOffice is, or null: it is the third reader, on machines that have it. */
export async function findLibreOffice(): Promise<string | null> {
  for (const path of OFFICE_PATHS) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return null;
}

/**
 * Lets LibreOffice open files and save them in another format, all in one start; they lie in `outFolder` under their
 * names with the new extension. `inFilter` is how it reads them, e.g. every CSV column as text.
 */
export async function convertWithLibreOffice(
  office: string,
  paths: readonly string[],
  options: {
    readonly to: string;
    readonly outFolder: string;
    readonly profileFolder: string;
    readonly inFilter?: string;
  },
): Promise<void> {
  const { to, outFolder, profileFolder, inFilter } = options;
  const reading = inFilter === undefined ? [] : [`--infilter=${inFilter}`];
  await run(
    office,
    [
      `-env:UserInstallation=file://${profileFolder}`,
      '--headless',
      ...reading,
      '--convert-to',
      to,
      '--outdir',
      outFolder,
      ...paths,
    ],
    { timeout: 180_000 },
  );
}

/** Lets LibreOffice open a workbook and save it again; resolves to the new file. */
export async function resaveWithLibreOffice(office: string, path: string, profileFolder: string): Promise<string> {
  const outFolder = join(dirname(path), 'resaved');
  await convertWithLibreOffice(office, [path], { to: 'xlsx', outFolder, profileFolder });
  return join(outFolder, basename(path));
}
