import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

describe('the promises in docs/SECURITY.md', () => {
  it('are listed with the tests that hold them, as the tests say now', async () => {
    const script = join(root, 'scripts/security-table.mjs');
    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({ stderr: '' });
  });

  it('have at least one test each', async () => {
    const document = await readFile(join(root, 'docs/SECURITY.md'), 'utf8');
    expect(document).not.toContain('| no test yet |');
  });
});
