import { open } from 'node:fs/promises';
import { defuseFormula, toCsvField } from '../../domain/sheets/cell-text.ts';
import type { Cell } from './xlsx-writer.ts';

const FLUSH_CHARS = 64 * 1024;
/** Without a byte order mark Excel reads UTF-8 as the system's code page. */
const BYTE_ORDER_MARK = '\ufeff';

export type CsvWriter = {
  readonly row: (cells: readonly Cell[]) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly abort: () => Promise<void>;
};

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.text;
  return String(cell);
}

/** Writes UTF-8 CSV with BOM, CRLF and RFC 4180 quotes to a new file at `path`. */
export async function createCsvWriter(path: string, options: { readonly defuse: boolean }): Promise<CsvWriter> {
  const file = await open(path, 'wx', 0o600);
  let buffer = BYTE_ORDER_MARK;

  const field = (cell: Cell): string => {
    const text = cellText(cell);
    return toCsvField(options.defuse && typeof cell !== 'number' ? defuseFormula(text) : text);
  };
  const flush = async (): Promise<void> => {
    const text = buffer;
    buffer = '';
    await file.write(text);
  };
  const row = async (cells: readonly Cell[]): Promise<void> => {
    buffer += `${cells.map(field).join(',')}\r\n`;
    if (buffer.length >= FLUSH_CHARS) await flush();
  };
  const close = async (): Promise<void> => {
    await flush();
    await file.sync();
    await file.close();
  };
  return { row, close, abort: () => file.close() };
}
