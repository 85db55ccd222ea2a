/** The encrypted store inside a data folder; its log and copies begin with the same name. */
export const STORE_FILE = 'store.db';
