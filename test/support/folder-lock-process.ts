import { closeSync, openSync, rmSync } from 'node:fs';
import { acquireFolderLock } from '../../src-main/engine/store/folder-lock.ts';

/**
 * Takes the lock of the folder argv[2] argv[4] times and gives it up or releases it, in turns. While it has the lock it
 * holds the file argv[3], which fails when another process is in as well: exit code 1.
 */
const [, , dataDir = '', marker = '', rounds = '0'] = process.argv;
for (let round = 0; round < Number(rounds); round += 1) {
  const lock = await acquireFolderLock(dataDir, { waitMs: 30_000, program: 'test' });
  closeSync(openSync(marker, 'wx'));
  await new Promise((resolve) => setImmediate(resolve));
  rmSync(marker);
  if (round % 3 === 2) lock.release();
  else lock.giveUp();
}
