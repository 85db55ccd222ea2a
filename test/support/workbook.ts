import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import readWorkbook from 'read-excel-file/node';

const run = promisify(execFile);

export type ReadCell = string | number | boolean | Date | null;
export type ReadSheet = { readonly sheet: string; readonly data: readonly (readonly ReadCell[])[] };

/** Every sheet of a workbook as a second, independent reader sees it. */
export async function readSheets(path: string): Promise<readonly ReadSheet[]> {
  return (await readWorkbook(path, { trim: false })) as unknown as readonly ReadSheet[];
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

/** Lets LibreOffice open a workbook and save it again, into `<name>.resaved.xlsx` beside it. */
export async function resaveWithLibreOffice(office: string, path: string, profileFolder: string): Promise<string> {
  const out = join(dirname(path), 'resaved');
  await run(
    office,
    [`-env:UserInstallation=file://${profileFolder}`, '--headless', '--convert-to', 'xlsx', '--outdir', out, path],
    { timeout: 180_000 },
  );
  return join(out, basename(path));
}
