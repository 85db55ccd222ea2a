// A small stand-in for Electron's own default_app, so that the prepared runtime behaves like
// `electron [-r module] [switches] <folder or file> [arguments]`. See scripts/runtime.mjs.
import { app } from 'electron';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const target = readArguments(process.argv.slice(1));
if (target === undefined) {
  console.error('usage: electron [-r module] [switches] <folder or file> [arguments]');
  process.exit(1);
}

const entry = prepare(resolve(target));
process.defaultApp = true;
try {
  // Awaited on purpose: a packaged app's entry is awaited too, so an app that waits for `ready` at its top level
  // hangs here as it would hang there, and the tests see it.
  await import(pathToFileURL(entry).href);
} catch (error) {
  console.error(error);
  process.exit(1);
}

function readArguments(args) {
  for (let index = 0; index < args.length; index += 1) {
    const value = args[index];
    if (value === '-r' || value === '--require') {
      index += 1;
      require(resolve(args[index]));
    } else if (value === '-v' || value === '--version') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    } else if (!value.startsWith('-')) {
      return value;
    }
  }
  return undefined;
}

/** Sets what Electron sets from package.json and returns the file to load. */
function prepare(path) {
  if (!statSync(path).isDirectory()) {
    app.setAppPath(dirname(path));
    return path;
  }
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
  app.setAppPath(path);
  return join(path, manifest.main ?? 'index.js');
}
