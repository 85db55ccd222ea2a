import { acquireFolderLock } from '../../src-main/engine/store/folder-lock.ts';

/* Run as a child process: takes the lock of a data folder, says so, and keeps it until it is ended. */

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('usage: hold-folder <data folder>');
await acquireFolderLock(dataDir, { waitMs: 0, program: 'the holder' });
process.send?.('held');
setInterval(() => {}, 60_000);
