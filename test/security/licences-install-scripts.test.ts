/*
 * The attack: a package, or a package of a package, runs a program of its own on the computer of whoever installs it (the
 * way most attacks on package registries went). Nothing may run while packages are installed, and a package that would
 * like to is on this list, with what its script does and why Orgbench does without it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Name → why it is here although it would like to run something, and why it need not. */
const WOULD_RUN: Readonly<Record<string, string>> = {
  '@github/keytar': 'looks for its compiled part; what it would fetch comes inside the package (prebuilds)',
  'better-sqlite3-multiple-ciphers': 'npm would compile what has a binding.gyp; the compiled part is in the package',
  'core-js': 'prints a request for donations; comes with a tool that is not shipped',
  'core-js-pure': 'prints a request for donations; comes with a tool that is not shipped',
  'electron-winstaller': 'chooses a 7-Zip for Windows installers, which are made without it',
};

type Manifest = { readonly name: string; readonly scripts?: Readonly<Record<string, string>> };
type Locked = {
  readonly hasInstallScript?: boolean;
  readonly name?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
};

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const locked = Object.entries(
  (readJson('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> }).packages,
).filter(([path]) => path !== '');
const nameOf = ([path, { name }]: readonly [string, Locked]): string =>
  name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Packages that would run something when they are installed: by a script, or because npm compiles them. */
function wouldRun(): readonly string[] {
  const names = locked.filter((entry) => {
    const folder = join(root, entry[0]);
    const manifest = join(folder, 'package.json');
    if (entry[1].hasInstallScript === true) return true;
    if (!existsSync(manifest)) return false;
    const { scripts = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    return ['preinstall', 'install', 'postinstall'].some((name) => name in scripts) || isCompiled(folder);
  });
  return [...new Set(names.map(nameOf))].toSorted();
}

const isCompiled = (folder: string): boolean => existsSync(join(folder, 'binding.gyp'));

describe('installing the packages', () => {
  it('runs no script of any package', () => {
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
    const { scripts } = readJson('package.json') as { readonly scripts: Readonly<Record<string, string>> };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });

  it('would run scripts of these packages only, each looked at', () => {
    expect(wouldRun()).toEqual(Object.keys(WOULD_RUN).toSorted());
  });

  it('is refused one by one to packages that ship or that ask for it in a tool', () => {
    const { allowScripts } = readJson('package.json') as { readonly allowScripts: Readonly<Record<string, boolean>> };
    expect(Object.entries(allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([]);
    expect(Object.keys(allowScripts).filter((name) => !(name in WOULD_RUN))).toEqual([]);
  });

  it('takes what ships, and every tool that runs here, by its hash and from a registry', () => {
    // Binaries of tools for other systems have no hash where a mirror does not serve them (scripts/complete-lockfile.mjs).
    const isToolOfAnotherSystem = ({ dev, optional, os }: Locked): boolean =>
      dev === true && optional === true && os !== undefined;
    const odd = locked.filter(
      ([path, entry]) =>
        (entry.resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(entry.resolved)) ||
        (!(entry.integrity ?? '').startsWith('sha512-') &&
          (!isToolOfAnotherSystem(entry) || existsSync(join(root, path)))),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });
});
