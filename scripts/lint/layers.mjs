// Which part of the code may import what. docs/ARCHITECTURE.md says why; test/lint/rules.test.ts proves each line.
// Tests are free: they are not shipped, and reaching across layers is what some of them are for.

const serverModules = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'undici'];

/** Folders that may import only the listed folders (their own included) and, if listed, packages. First match wins. */
export const closedLayers = [
  { folder: 'src-renderer/', folders: ['src-renderer/', 'src-preload/contract/'] },
  { folder: 'src-preload/contract/', folders: ['src-preload/contract/'], packages: ['zod'] },
  { folder: 'src-preload/', folders: ['src-preload/'], packages: ['electron'] },
  { folder: 'src-main/domain/', folders: ['src-main/domain/'], packages: [] },
  { folder: 'src-main/', folders: ['src-main/', 'src-preload/contract/', 'package.json', 'resources/'] },
];

/** Packages that only some folders may import. */
export const ownedPackages = [
  {
    packages: ['electron'],
    only: ['src-main/', 'src-preload/'],
    except: ['src-main/engine/', 'src-main/domain/', 'src-main/cli/', 'src-main/sample-org/', 'src-preload/contract/'],
    why: 'the engine and everything pure run without Electron',
  },
  { packages: ['better-sqlite3'], only: ['src-main/engine/store/'], why: 'SQL lives only in the store' },
  { packages: ['jsforce'], only: ['src-main/engine/salesforce/'], why: 'one place talks to Salesforce' },
  {
    packages: serverModules,
    only: ['src-main/engine/network/', 'src-main/sample-org/'],
    why: 'every request passes the gateway, which allows, guards and records it',
  },
];

/** Globals that reach the network without an import. */
export const networkGlobals = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'];
export const networkFolders = ['src-main/engine/network/', 'src-main/sample-org/'];

/** Does a page have any use for Node? It has none. */
export const nodeFreeFolders = ['src-renderer/', 'src-preload/'];

/** The one door through which addresses are handed to the browser. */
export const openExternalFolders = ['src-main/os/'];

export function isShippedCode(path) {
  return /^src-(main|preload|renderer)\//.test(path) && !/\.test\.tsx?$/.test(path);
}
