/** A file that breaks exactly one rule, and the code of the rule that must report it. */
export type Planted = { readonly file: string; readonly code: string; readonly rule: string };

const layers = 'orgbench(layers)';
const network = 'orgbench(network)';
const holes = 'orgbench(electron-holes)';
const bare = (specifier: string): string => `import '${specifier}';\n`;

const layerBreaches: readonly Planted[] = [
  ['src-renderer/features/a.ts', '../../src-main/domain/pure.ts'],
  ['src-renderer/features/b.ts', '../../src-preload/index.ts'],
  ['src-renderer/features/c.ts', 'electron'],
  ['src-renderer/features/d.ts', 'node:fs'],
  ['src-renderer/features/e.ts', 'undici'],
  ['src-preload/contract/a.ts', 'zustand'],
  ['src-preload/contract/b.ts', '../index.ts'],
  ['src-preload/contract/c.ts', 'node:path'],
  ['src-preload/contract/d.ts', 'electron'],
  ['src-preload/a.ts', '../src-main/domain/pure.ts'],
  ['src-preload/b.ts', 'zod'],
  ['src-main/domain/a.ts', 'zod'],
  ['src-main/domain/b.ts', 'node:crypto'],
  ['src-main/domain/c.ts', '../engine/store/index.ts'],
  ['src-main/domain/d.ts', '../../src-preload/contract/names.ts'],
  ['src-main/domain/e.ts', 'electron'],
  ['src-main/engine/vault/a.ts', 'electron'],
  ['src-main/cli/a.ts', 'electron'],
  ['src-main/sample-org/a.ts', 'electron'],
  ['src-main/engine/sync/a.ts', 'better-sqlite3'],
  ['src-main/engine/sync/b.ts', 'jsforce'],
  ['src-main/engine/sync/c.ts', 'jsforce/lib/api/metadata.js'],
  ['src-main/engine/sync/d.ts', '../../../src-renderer/main.ts'],
  ['src-main/engine/salesforce/a.ts', 'undici'],
  ['src-main/engine/salesforce/b.ts', 'node:http'],
  ['src-main/os/a.ts', 'https'],
  ['src-main/cli/b.ts', 'node:net'],
  ['src-main/cli/c.ts', '../../test/support/anything.ts'],
].map(([file = '', specifier = '']) => ({ file, code: bare(specifier), rule: layers }));

const otherLayerForms: readonly Planted[] = [
  {
    file: 'src-main/engine/sync/forms/dynamic.ts',
    code: `export const load = () => import('undici');\n`,
    rule: layers,
  },
  { file: 'src-main/engine/sync/forms/again.ts', code: `export { request } from 'node:http';\n`, rule: layers },
  { file: 'src-main/engine/sync/forms/all.ts', code: `export * from 'jsforce';\n`, rule: layers },
  {
    file: 'src-main/engine/sync/forms/type.ts',
    code: `export type { Database } from 'better-sqlite3';\n`,
    rule: layers,
  },
  {
    file: 'src-main/engine/sync/forms/inline.ts',
    code: `export type Dispatcher = import('undici').Dispatcher;\n`,
    rule: layers,
  },
  {
    file: 'src-main/engine/sync/forms/require.ts',
    code: `declare const require: (name: string) => unknown;\nexport const http = require('http');\n`,
    rule: layers,
  },
];

const networkBreaches: readonly Planted[] = [
  {
    file: 'src-main/engine/sync/fetch.ts',
    code: `export const read = () => fetch('https://a.invalid');\n`,
    rule: network,
  },
  {
    file: 'src-main/os/fetch.ts',
    code: `export const read = () => globalThis.fetch('https://a.invalid');\n`,
    rule: network,
  },
  {
    file: 'src-renderer/socket.ts',
    code: `export const open = () => new WebSocket('wss://a.invalid');\n`,
    rule: network,
  },
  { file: 'src-renderer/xhr.ts', code: `export const open = () => new window['XMLHttpRequest']();\n`, rule: network },
];

const electronBreaches: readonly Planted[] = [
  { file: 'src-main/windows/a.ts', code: `export const preferences = { nodeIntegration: true };\n`, rule: holes },
  { file: 'src-main/windows/b.ts', code: `export const preferences = { contextIsolation: false };\n`, rule: holes },
  { file: 'src-main/windows/c.ts', code: `export const preferences = { sandbox: false };\n`, rule: holes },
  { file: 'src-main/windows/d.ts', code: `export const preferences = { webSecurity: false };\n`, rule: holes },
  {
    file: 'src-main/windows/e.ts',
    code: `import type { BrowserWindow } from 'electron';\nexport const load = (window: BrowserWindow) => window.loadFile('a.html');\n`,
    rule: holes,
  },
  {
    file: 'src-main/windows/f.ts',
    code: `import { shell } from 'electron';\nexport const open = (url: string) => shell.openExternal(url);\n`,
    rule: holes,
  },
];

const anywhere: readonly Planted[] = [
  {
    file: 'src-main/any/eval.ts',
    code: `export const run = (text: string): unknown => eval(text);\n`,
    rule: 'eslint(no-eval)',
  },
  {
    file: 'src-main/any/function.ts',
    code: `export const run = (text: string): unknown => new Function(text);\n`,
    rule: 'eslint(no-new-func)',
  },
  {
    file: 'src-main/any/implied-eval.ts',
    code: `export const run = () => setTimeout('run()', 1);\n`,
    rule: 'no-implied-eval)',
  },
  {
    file: 'src-renderer/danger.tsx',
    code: `export const Danger = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;\n`,
    rule: 'react(no-danger)',
  },
  { file: 'src-main/any/default.ts', code: `export default 1;\n`, rule: 'import(no-default-export)' },
  {
    file: 'src-main/any/any.ts',
    code: `export const value = (input: any) => input;\n`,
    rule: 'typescript(no-explicit-any)',
  },
  {
    file: 'src-main/any/non-null.ts',
    code: `export const length = (text?: string) => text!.length;\n`,
    rule: 'typescript(no-non-null-assertion)',
  },
  {
    file: 'src-main/any/floating.ts',
    code: `const work = async () => 1;\nexport const start = () => {\n  work();\n};\n`,
    rule: 'typescript(no-floating-promises)',
  },
  {
    file: 'src-main/any/misused.ts',
    code: `const work = async () => true;\nexport const start = () => (work() ? 1 : 2);\n`,
    rule: 'typescript(no-misused-promises)',
  },
  {
    file: 'src-main/any/switch.ts',
    code: `export const size = (kind: 'a' | 'b') => {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};\n`,
    rule: 'typescript(switch-exhaustiveness-check)',
  },
  {
    file: 'src-main/any/type-import.ts',
    code: `import { Stats } from 'node:fs';\nexport const size = (stats: Stats) => stats.size;\n`,
    rule: 'typescript(consistent-type-imports)',
  },
  { file: 'src-main/any/empty-catch.ts', code: `try {\n  JSON.parse('');\n} catch {}\n`, rule: 'eslint(no-empty)' },
  {
    file: 'src-main/any/comment.ts',
    code: `// ${'to'}${'do'}: later\nexport const a = 1;\n`,
    rule: 'eslint(no-warning-comments)',
  },
  { file: 'src-main/any/long.ts', code: 'export {};\n'.padEnd(411, '\n'), rule: 'eslint(max-lines)' },
  {
    file: 'src-main/any/long-comment.test.ts',
    code: `export {};\n${'// a line\n'.repeat(400)}`,
    rule: 'eslint(max-lines)',
  },
  {
    file: 'src-main/any/cycle-a.ts',
    code: `import { b } from './cycle-b.ts';\nexport const a = () => b;\n`,
    rule: 'import(no-cycle)',
  },
  {
    file: 'src-main/any/cycle-b.ts',
    code: `import { a } from './cycle-a.ts';\nexport const b = () => a;\n`,
    rule: 'import(no-cycle)',
  },
  {
    file: 'src-main/any/focused.test.ts',
    code: `import { expect, it } from 'vitest';\nit.only('adds', () => expect(1 + 1).toBe(2));\n`,
    rule: 'no-focused-tests)',
  },
  {
    file: 'src-main/any/disabled.test.ts',
    code: `import { expect, it } from 'vitest';\nit.skip('adds', () => expect(1 + 1).toBe(2));\n`,
    rule: 'no-disabled-tests)',
  },
];

export const planted: readonly Planted[] = [
  ...layerBreaches,
  ...otherLayerForms,
  ...networkBreaches,
  ...electronBreaches,
  ...anywhere,
];

/** Files that look alike and break nothing. */
export const clean: readonly { readonly file: string; readonly code: string }[] = [
  { file: 'src-main/domain/pure.ts', code: `export const pure = 1;\n` },
  {
    file: 'src-main/domain/deep/uses.ts',
    code: `import { pure } from '../pure.ts';\nexport const twice = pure * 2;\n`,
  },
  { file: 'src-main/engine/store/index.ts', code: bare('better-sqlite3') },
  { file: 'src-main/engine/salesforce/index.ts', code: bare('jsforce') },
  {
    file: 'src-main/engine/network/index.ts',
    code: `import 'undici';\nexport const read = () => fetch('https://a.invalid');\n`,
  },
  { file: 'src-main/sample-org/index.ts', code: bare('node:http') },
  {
    file: 'src-main/os/index.ts',
    code: `import { shell } from 'electron';\nexport const open = (url: string) => shell.openExternal(url);\n`,
  },
  {
    file: 'src-main/windows/index.ts',
    code: `export const preferences = { nodeIntegration: false, sandbox: true };\n`,
  },
  {
    file: 'src-main/cli/index.ts',
    code: `import '../sample-org/index.ts';\nimport '../../src-preload/contract/names.ts';\n`,
  },
  { file: 'src-preload/contract/names.ts', code: bare('zod') },
  { file: 'src-preload/index.ts', code: `import 'electron';\nimport './contract/names.ts';\n` },
  {
    file: 'src-renderer/main.ts',
    code: `import 'react';\nimport '../src-preload/contract/names.ts';\nimport './features/list/grid.ts';\n`,
  },
  { file: 'src-renderer/features/list/grid.ts', code: `export const rows = async () => 1;\nvoid rows();\n` },
  { file: 'src-main/engine/sync/plan.test.ts', code: bare('node:http') },
  { file: 'src-main/any/exactly.ts', code: 'export {};\n'.padEnd(410, '\n') },
  {
    file: 'test/support/anything.ts',
    code: `import 'node:http';\nexport const read = () => fetch('http://127.0.0.1');\n`,
  },
  { file: 'some.config.ts', code: 'export default {};\n' },
];
