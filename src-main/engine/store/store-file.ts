/** The encrypted store inside a data folder; its log and copies begin with the same name. */
export const STORE_FILE = 'store.db';
/** What encrypts every page of it: ChaCha20-Poly1305 as SQLite3 Multiple Ciphers has it. */
export const STORE_CIPHER = 'chacha20';
