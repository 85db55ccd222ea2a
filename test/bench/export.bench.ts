/*
 * A workbook of 50,000 × 20 cells against exceljs (streaming, shared strings) and @e965/xlsx (in memory), each writing in
 * a process of its own, in turn. Goals: half of exceljs' time, 100 MB over idle, no pause over 50 ms, and no cell that is
 * another one after LibreOffice, where there is one, read the file and saved it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LARGE_COLUMNS, largeBook, largeRows } from '../support/large-book.ts';
import { findLibreOffice, readSheets, resaveWithLibreOffice } from '../support/workbook.ts';

const ROWS = 50_000;
const MEGABYTE = 1024 * 1024;

const SIDES = ['orgbench', 'orgbench, in memory', 'exceljs', '@e965/xlsx'] as const;
type Side = (typeof SIDES)[number];
type Measured = { readonly ms: number; readonly overIdleMb: number; readonly fileMb: number; readonly pauseMs: number };

type Row = {
  readonly what: string;
  readonly seconds: number;
  readonly 'of exceljs': string;
  readonly 'over idle MB': number;
  readonly 'file MB': number;
  readonly 'file of exceljs': string;
  readonly 'longest pause ms': number;
  readonly 'cells LibreOffice changes': number | string;
};

/** Runs the bench: rows of medians. `ORGBENCH_BENCH_RUNS` is how often each side is measured, five times at least. */
export async function run(): Promise<readonly Row[]> {
  const rounds = Math.max(5, Number(process.env['ORGBENCH_BENCH_RUNS'] ?? 5));
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-bench-'));
  try {
    const all = new Map<Side, Measured[]>(SIDES.map((side) => [side, []]));
    for (let round = 0; round < rounds; round += 1)
      for (const [side, list] of all) list.push(await measure(side, join(folder, `${round}-${list.length}.xlsx`)));
    const theirs = medians(all.get('exceljs') ?? []);
    const changed = await cellsChanged(folder);
    return [...all].map(([side, list]) => {
      const { ms, overIdleMb, fileMb, pauseMs } = medians(list);
      return {
        what: `${side}: ${(ROWS * LARGE_COLUMNS.length).toLocaleString('en')} cells`,
        seconds: Number((ms / 1000).toFixed(2)),
        'of exceljs': (ms / theirs.ms).toFixed(2),
        'over idle MB': Math.round(overIdleMb),
        'file MB': Number(fileMb.toFixed(2)),
        'file of exceljs': (fileMb / theirs.fileMb).toFixed(2),
        'longest pause ms': Math.round(pauseMs),
        'cells LibreOffice changes': side === 'orgbench' ? changed : '-',
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Cells of our workbook that differ from what was to be written once LibreOffice read and saved it. */
async function cellsChanged(folder: string): Promise<number | string> {
  const office = await findLibreOffice();
  if (office === null) return 'no LibreOffice';
  const path = join(folder, 'checked.xlsx');
  await (await prepare('orgbench'))(path);
  const [sheet] = await readSheets(await resaveWithLibreOffice(office, path, join(folder, 'office')));
  const read = (sheet?.data ?? []).slice(1);
  let changed = 0;
  let index = 0;
  for (const cells of largeRows(ROWS)) {
    const row = read[index] ?? [];
    index += 1;
    changed += cells.filter((cell, column) => (cell === '' ? null : cell) !== (row[column] ?? null)).length;
  }
  return changed + Math.max(0, read.length - ROWS);
}

async function measure(side: Side, path: string): Promise<Measured> {
  const child = spawn(process.execPath, ['--expose-gc', import.meta.filename, side, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  rmSync(path, { force: true });
  if (code !== 0) throw new Error(`Measuring "${side}" failed.`);
  return JSON.parse(output) as Measured;
}

function medians(list: readonly Measured[]): Measured {
  const middle = (of: (one: Measured) => number): number =>
    list.map(of).toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN;
  return {
    ms: middle((one) => one.ms),
    overIdleMb: middle((one) => one.overIdleMb),
    fileMb: middle((one) => one.fileMb),
    pauseMs: middle((one) => one.pauseMs),
  };
}

/** What one side writes; libraries are loaded before the clock starts. Resolves to the size of the file in bytes. */
async function prepare(side: Side): Promise<(path: string) => Promise<number>> {
  const watch = { signal: new AbortController().signal, onRows: () => undefined };
  if (side === 'exceljs') {
    const { default: exceljs } = await import('exceljs');
    return async (path) => {
      const workbook = new exceljs.stream.xlsx.WorkbookWriter({
        filename: path,
        useSharedStrings: true,
        useStyles: true,
      });
      const sheet = workbook.addWorksheet('Fields', { views: [{ state: 'frozen', ySplit: 1 }] });
      sheet.columns = LARGE_COLUMNS.map(({ header, width }) => ({ header, width }));
      sheet.autoFilter = { from: 'A1', to: { row: ROWS + 1, column: LARGE_COLUMNS.length } };
      for (const cells of largeRows(ROWS)) sheet.addRow(cells).commit();
      sheet.commit();
      await workbook.commit();
      return statSync(path).size;
    };
  }
  if (side === '@e965/xlsx') {
    const { utils, write } = await import('@e965/xlsx');
    return async (path) => {
      const sheet = utils.aoa_to_sheet([
        LARGE_COLUMNS.map(({ header }) => header),
        ...[...largeRows(ROWS)].map((row) => [...row]),
      ]);
      const book = utils.book_new();
      utils.book_append_sheet(book, sheet, 'Fields');
      writeFileSync(
        path,
        write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer,
      );
      return statSync(path).size;
    };
  }
  if (side === 'orgbench') {
    const { writeBookToFile } = await import('../../src-main/engine/exports/files/write-book.ts');
    return async (path) => {
      await writeBookToFile(largeBook(ROWS), { format: 'xlsx', defuse: false }, path, watch);
      return statSync(path).size;
    };
  }
  const { workbookBytes } = await import('../../src-main/engine/exports/workbook-bytes.ts');
  return async () => (await workbookBytes(largeBook(ROWS), {}, watch)).bytes.length;
}

/** In the child process. */
async function child(side: Side, path: string): Promise<void> {
  const write = await prepare(side);
  globalThis.gc?.();
  const idleMb = process.memoryUsage().rss / MEGABYTE;
  let last = performance.now();
  let pauseMs = 0;
  const beat = setInterval(() => {
    const now = performance.now();
    pauseMs = Math.max(pauseMs, now - last);
    last = now;
  }, 1);
  const from = performance.now();
  const bytes = await write(path);
  const ms = performance.now() - from;
  clearInterval(beat);
  // Who never let go was paused to the end.
  pauseMs = Math.max(pauseMs, performance.now() - last);
  // maxRSS is in kilobytes.
  const overIdleMb = process.resourceUsage().maxRSS / 1024 - idleMb;
  process.stdout.write(JSON.stringify({ ms, overIdleMb, fileMb: bytes / 1e6, pauseMs } satisfies Measured));
}

if (import.meta.main) {
  const [side = '', path = ''] = process.argv.slice(2);
  const known = SIDES.find((one) => one === side);
  if (known === undefined) throw new Error('Run this with: npm run bench -- export');
  await child(known, path);
}
