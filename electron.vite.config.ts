import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const here = (path: string): string => resolve(import.meta.dirname, path);

// The floor is the oldest runtime that is supported (scripts/runtime.mjs: Electron 33). Left to itself, electron-vite
// takes the target from the Electron in package.json, and the built code then fails on the older one.
const nodeTarget = 'node20.18';
const pageTarget = 'chrome130';
// Everything is read from the disk: the size of a file costs next to nothing there.
const chunkSizeWarningLimit = 5_000;

/**
 * Where counts of product analytics go: given to the build, never to the built app. Without it nothing ever sends them.
 */
const analyticsAddress = process.env['ORGBENCH_ANALYTICS_ADDRESS'] ?? null;
if (analyticsAddress !== null && !/^https:\/\/[^/@\s]+\/\S*$/.test(analyticsAddress)) {
  throw new Error('ORGBENCH_ANALYTICS_ADDRESS is no https address with a path.');
}

/** The command line is started by its path: its built file needs the first line for the shell and the executable bit. */
const executableCli: Plugin = {
  name: 'executable-cli',
  generateBundle(_options, bundle) {
    const cli = bundle['cli.js'];
    if (cli?.type === 'chunk' && !cli.code.startsWith('#!')) cli.code = `#!/usr/bin/env node\n${cli.code}`;
  },
  async writeBundle(options) {
    if (options.dir !== undefined) await chmod(join(options.dir, 'cli.js'), 0o755);
  },
};

/** Writes down which packages went into a part of the app: scripts/notices.mjs names their licences. */
const bundledPackages = (part: string): Plugin => ({
  name: 'bundled-packages',
  async generateBundle() {
    const folders = [...this.getModuleIds()].map(packageFolder).filter((folder) => folder !== undefined);
    await mkdir(here('out/packages'), { recursive: true });
    await writeFile(here(`out/packages/${part}.json`), JSON.stringify([...new Set(folders)].sort(), undefined, 2));
  },
});

/** `/x/node_modules/@a/b/lib/c.js` → `node_modules/@a/b`; undefined for the project's own files. */
const packageFolder = (moduleId: string): string | undefined =>
  /\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(moduleId.replaceAll('\\', '/'))?.[1];

export default defineConfig({
  main: {
    plugins: [executableCli, bundledPackages('main')],
    define: { ORGBENCH_ANALYTICS_ADDRESS: JSON.stringify(analyticsAddress) },
    build: {
      outDir: 'out/main',
      target: nodeTarget,
      chunkSizeWarningLimit,
      // The native modules ("dependencies" of package.json) stay packages; everything else is bundled.
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: here('src-main/index.ts'),
          engine: here('src-main/engine/entry.ts'),
          cli: here('src-main/cli/main.ts'),
          'sample-org': here('src-main/sample-org/entry.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    plugins: [bundledPackages('preload')],
    build: {
      outDir: 'out/preload',
      target: nodeTarget,
      // A sandboxed preload can load neither packages nor chunks: each of the two is one file.
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: here('src-preload/index.ts'), secret: here('src-preload/secret.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src-renderer'),
    plugins: [react(), bundledPackages('renderer')],
    build: {
      outDir: here('out/renderer'),
      target: pageTarget,
      chunkSizeWarningLimit,
      minify: 'oxc',
      // Inlined fonts and workers would need data: and blob: in the content security policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: here('src-renderer/index.html'), secret: here('src-renderer/secret.html') } },
    },
  },
});
