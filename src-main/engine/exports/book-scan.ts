import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Book, Cell, WrittenSheets } from '../../domain/sheets/book.ts';
import { cellText } from '../../domain/sheets/cells.ts';

/** What to look for beside e-mail addresses. */
export type ScanWords = {
  /** User names and display names of the orgs' users. */
  readonly users: readonly string[];
  /** Host names of the orgs. */
  readonly hosts: readonly string[];
};

/** Where something was found: how often, and in the columns of which headers. */
export type Found = { readonly count: number; readonly columns: readonly string[] };

export type BookScan = {
  /** SHA-256 over every sheet, header and cell: two books with the same one hold the same. */
  readonly fingerprint: string;
  /** Different addresses, ignoring case. */
  readonly emailAddresses: Found;
  /** Cells that name a user of the org. */
  readonly userNames: Found;
  /** Cells that hold or lead to an address of the org. */
  readonly orgAddresses: Found;
};

/** How many rows are read before others get their turn: well under a frame of the slowest book. */
const ROWS_PER_TURN = 200;
/** Covers and indexes are filled with what was written; for the scan that is nothing. */
const NOTHING_WRITTEN: WrittenSheets = { rows: new Map(), cutCells: 0 };

/**
 * Reads every cell of a book once, giving way to other work in between.
 *
 * Throws an AbortError when the signal fires.
 */
export async function scanBook(book: Book, words: ScanWords, signal: AbortSignal): Promise<BookScan> {
  const hash = createHash('sha256');
  const emails = new Set<string>();
  const emailColumns = new Set<string>();
  const users = createCounter();
  const hosts = createCounter();
  const namesUser = wordFinder(words.users);
  const wantedHosts = words.hosts.map((host) => host.toLowerCase());

  const look = (cell: Cell, column: string): void => {
    const text = typeof cell === 'string' || typeof cell === 'object' ? cellText(cell) : '';
    if (text === '') return;
    for (const address of emailAddressesIn(text)) {
      emails.add(address.toLowerCase());
      emailColumns.add(column);
    }
    if (namesUser(text)) users.found(column);
    const lower = `${text} ${urlOf(cell)}`.toLowerCase();
    if (wantedHosts.some((host) => lower.includes(host))) hosts.found(column);
  };

  let rows = 0;
  for (const sheet of book.sheets) {
    const headers = sheet.columns.map((column) => column.header);
    const nameOf = (index: number): string => (sheet.kind === 'data' ? (headers[index] ?? sheet.name) : sheet.name);
    hash.update(JSON.stringify([sheet.id, sheet.name, sheet.kind, sheet.title, headers, sheet.rowCount]));
    for (const cell of sheet.title ?? []) look(cell, sheet.name);
    for (const row of sheet.rows(NOTHING_WRITTEN)) {
      hash.update(JSON.stringify(row));
      row.forEach((cell, index) => look(cell, nameOf(index)));
      rows += 1;
      if (rows % ROWS_PER_TURN === 0) {
        await nextTurn();
        signal.throwIfAborted();
      }
    }
  }
  signal.throwIfAborted();
  return {
    fingerprint: hash.digest('hex'),
    emailAddresses: { count: emails.size, columns: [...emailColumns] },
    userNames: users.read(),
    orgAddresses: hosts.read(),
  };
}

function createCounter() {
  const columns = new Set<string>();
  let count = 0;
  return {
    found: (column: string): void => {
      count += 1;
      columns.add(column);
    },
    read: (): Found => ({ count, columns: [...columns] }),
  };
}

function urlOf(cell: Cell): string {
  return cell !== null && typeof cell === 'object' && cell.link.kind === 'url' ? cell.link.url : '';
}

/** RFC 5321: no local part is longer than 64, no domain longer than 255. */
const LOCAL_END = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;
const DOMAIN_START = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}/u;

/** Looks around each @ sign, so that a long text without one costs nothing and none costs more than its length. */
function emailAddressesIn(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const local = LOCAL_END.exec(text.slice(Math.max(0, at - 64), at))?.[0];
    const domain = DOMAIN_START.exec(text.slice(at + 1, at + 256))?.[0];
    if (local !== undefined && domain !== undefined) found.push(`${local}@${domain}`);
  }
  return found;
}

/** Whether a text holds one of the words as a whole word, ignoring case. */
function wordFinder(words: readonly string[]): (text: string) => boolean {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (escaped.length === 0) return () => false;
  const finder = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
  return (text) => finder.test(text);
}
