import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-folder.ts';
import { saveBackup } from './backup-disk.ts';

it('writes no backup that is too large to be restored, and says how large it would be', async () => {
  const folder = tempFolder();
  const saved = saveBackup(
    join(folder, 'large.orgbench-backup'),
    new Uint8Array(512 * 1024 * 1024 + 1),
    new AbortController().signal,
  );
  await expect(saved).rejects.toMatchObject({ code: 'too-large', message: expect.stringContaining('513 MB') });
  expect(readdirSync(folder)).toEqual([]);
});
