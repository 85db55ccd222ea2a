import { createHash } from 'node:crypto';
import type { Book, Cell, WrittenSheets } from '../../domain/sheets/book.ts';
import { cellText } from '../../domain/sheets/cells.ts';
import { createTurns } from '../turns.ts';

/** What to look for beside e-mail addresses. */
export type ScanWords = {
  /** User names and display names of those who are signed in: looked for anywhere in a cell. */
  readonly users: readonly string[];
  /** Names of the orgs' other users, as far as they were read: an org may have thousands, so that only a whole cell counts. */
  readonly people: readonly string[];
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
  /** Cells that name somebody who is signed in. */
  readonly userNames: Found;
  /** Cells that are the name of another user of the org, and which names these are. */
  readonly people: Found & { readonly names: readonly string[] };
  /** Cells that hold or lead to an address of the org. */
  readonly orgAddresses: Found;
};

/** Longer than any name of a user. */
const LONGEST_NAME = 255;
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
  const others = createCounter();
  const otherNames = new Set<string>();
  const people = new Set(words.people.map((name) => name.toLowerCase()));
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
    else if (people.size > 0 && text.length <= LONGEST_NAME && people.has(text.toLowerCase())) {
      others.found(column);
      otherNames.add(text);
    }
    const lower = `${text} ${urlOf(cell)}`.toLowerCase();
    if (wantedHosts.some((host) => lower.includes(host))) hosts.found(column);
  };

  const turns = createTurns(signal);
  for (const sheet of book.sheets) {
    const headers = sheet.columns.map((column) => column.header);
    const nameOf = (index: number): string => (sheet.kind === 'data' ? (headers[index] ?? sheet.name) : sheet.name);
    hash.update(JSON.stringify([sheet.id, sheet.name, sheet.kind, sheet.title, headers, sheet.rowCount]));
    for (const cell of sheet.title ?? []) look(cell, sheet.name);
    for (const row of sheet.rows(NOTHING_WRITTEN)) {
      hash.update(JSON.stringify(row));
      row.forEach((cell, index) => look(cell, nameOf(index)));
      await turns();
    }
  }
  signal.throwIfAborted();
  return {
    fingerprint: hash.digest('hex'),
    emailAddresses: { count: emails.size, columns: [...emailColumns] },
    userNames: users.read(),
    people: { ...others.read(), names: [...otherNames] },
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
