import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagesAreCurrent } from './packages.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-packages-'));
  await mkdir(join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const one = { version: '1.0.0', integrity: 'sha512-a' };
const write = (path: string, packages: unknown) => writeFile(join(folder, path), JSON.stringify({ packages }));
const wanted = (packages: Readonly<Record<string, unknown>>) => write('package-lock.json', { '': {}, ...packages });
const present = (packages: Readonly<Record<string, unknown>>) => write('node_modules/.package-lock.json', packages);

describe('packages are installed again', () => {
  it('not when they are those of the lockfile, whatever optional ones of other systems are absent', async () => {
    await wanted({ 'node_modules/a': one, 'node_modules/b': { ...one, optional: true } });
    await present({ 'node_modules/a': one });
    expect(packagesAreCurrent(folder)).toBe(true);
  });

  it('when one has another version or another content', async () => {
    await wanted({ 'node_modules/a': one });
    await present({ 'node_modules/a': { ...one, version: '1.0.1' } });
    expect(packagesAreCurrent(folder)).toBe(false);
    await present({ 'node_modules/a': { ...one, integrity: 'sha512-b' } });
    expect(packagesAreCurrent(folder)).toBe(false);
  });

  it('when an installation did not come to its end', async () => {
    await wanted({ 'node_modules/a': one });
    expect(packagesAreCurrent(folder)).toBe(false);
  });
});
