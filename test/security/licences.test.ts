import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '..', '..', 'scripts', 'notices.mjs');
const check = (...args: readonly string[]) =>
  spawnSync(process.execPath, [script, '--check', ...args], { encoding: 'utf8' });

describe('licences of third parties', () => {
  it('are all on the list, and the notices name every package that ships', () => {
    const { status, stderr } = check();
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('are refused when a package that ships has another licence', async () => {
    const root = await mkdtemp(join(tmpdir(), 'orgbench-licences-'));
    try {
      await mkdir(join(root, 'out', 'packages'), { recursive: true });
      await writeFile(join(root, 'out', 'packages', 'main.json'), JSON.stringify(['node_modules/bundled']));
      await writeFile(join(root, 'package.json'), JSON.stringify({ dependencies: { native: '1.0.0' } }));
      await plantPackage(root, 'bundled', 'AGPL-3.0-only');
      await plantPackage(root, 'native', 'MIT OR GPL-3.0-only');
      await writeFile(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }));
      const { status, stderr } = check('--root', root);
      expect(stderr).not.toContain('native@1.0.0');
      expect(stderr).toContain('bundled@1.0.0 (shipped) has the licence "AGPL-3.0-only"');
      expect(stderr).toContain('out of date');
      expect(status).toBe(1);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});

async function plantPackage(root: string, name: string, license: string) {
  const folder = join(root, 'node_modules', name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', license }));
}
