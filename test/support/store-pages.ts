import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;
/** At the end of each page: 16 bytes of nonce and counter, 16 of the authentication code. */
const RESERVED_BYTES = 32;
const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The first bytes of the file are its salt and a part of SQLite's header in the clear. */
const PLAIN_START_BYTES = 24;

/**
 * Every page of a store and every frame of its write-ahead log in the clear, whether SQLite still uses it or not: free
 * pages, pages that a newer frame replaced, frames of the round before.
 *
 * Decrypts by itself (ChaCha20 as SQLite3 Multiple Ciphers does it: a key for each page from the first block, the page's
 * number in the counter) and so depends on nothing that SQLite would like to show.
 *
 * @param key of the store, 32 bytes
 */
export function decryptedPages(path: string, key: Uint8Array): { readonly file: Buffer[]; readonly log: Buffer[] } {
  const bytes = readFileSync(path);
  const file: Buffer[] = [];
  for (let start = 0; start + PAGE_BYTES <= bytes.length; start += PAGE_BYTES) {
    file.push(decrypt(key, start / PAGE_BYTES + 1, bytes.subarray(start, start + PAGE_BYTES)));
  }
  const logPath = `${path}-wal`;
  const frames = existsSync(logPath) ? readFileSync(logPath) : Buffer.alloc(0);
  const log: Buffer[] = [];
  const step = FRAME_HEADER_BYTES + PAGE_BYTES;
  for (let start = WAL_HEADER_BYTES; start + step <= frames.length; start += step) {
    const page = frames.subarray(start + FRAME_HEADER_BYTES, start + step);
    log.push(decrypt(key, frames.readUInt32BE(start), page));
  }
  return { file, log };
}

/** How many pages and frames hold one of the texts. */
export function pagesWith(
  path: string,
  key: Uint8Array,
  text: string,
): { readonly file: number; readonly log: number } {
  const { file, log } = decryptedPages(path, key);
  const holds = (page: Buffer): boolean => page.includes(text) || page.includes(text.toLowerCase());
  return { file: file.filter(holds).length, log: log.filter(holds).length };
}

function decrypt(key: Uint8Array, pageNumber: number, page: Buffer): Buffer {
  const end = page.length - RESERVED_BYTES;
  const nonce = page.subarray(end, end + 12);
  const counter = (page.readUInt32LE(end + 12) ^ pageNumber) >>> 0;
  const pageKey = chacha20(key, nonce, counter, Buffer.alloc(64)).subarray(32);
  const start = pageNumber === 1 ? PLAIN_START_BYTES : 0;
  const plain = chacha20(pageKey, nonce, (counter + 1) >>> 0, page.subarray(start, end));
  return Buffer.concat([page.subarray(0, start), plain]);
}

function chacha20(key: Uint8Array, nonce: Uint8Array, counter: number, data: Uint8Array): Buffer {
  const iv = Buffer.alloc(16);
  iv.writeUInt32LE(counter, 0);
  iv.set(nonce, 4);
  const cipher = createDecipheriv('chacha20', key, iv);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}
