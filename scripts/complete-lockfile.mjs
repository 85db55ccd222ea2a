// `node scripts/node24.mjs complete-lockfile`: after a change of dependencies, adds what npm left out.
//
// Tools such as the linter name one optional binary package for each system. A registry mirror that does not serve all
// of them makes npm write a lockfile without those, and `npm ci` then refuses that lockfile on every system. The added
// entries carry version and system but no hash, because the package itself cannot be read from such a mirror.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/packages.mjs';

const file = join(root, 'package-lock.json');
const lockfile = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lockfile;
const systemPattern =
  /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-([a-z]+))?$/;

let added = 0;
for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(name, path)) continue;
    const system = systemPattern.exec(name);
    if (system === null || !/^\d+\.\d+\.\d+\S*$/.test(version)) {
      console.error(
        `${name}@${version}, wanted by ${path}, is not in the lockfile and its name does not tell its system.`,
      );
      process.exitCode = 1;
      continue;
    }
    const [, os, cpu, kind = ''] = system;
    packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(entry.dev === true ? { dev: true } : {}),
      ...(os === 'linux' ? { libc: [kind.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
      optional: true,
      os: [os],
    };
    added += 1;
  }
}
const [rootPath, ...others] = Object.keys(packages);
others.sort((a, b) => a.localeCompare(b, 'en'));
lockfile.packages = Object.fromEntries([rootPath, ...others].map((path) => [path, packages[path]]));
if (added > 0) writeFileSync(file, `${JSON.stringify(lockfile, undefined, 2)}\n`);
console.log(`${added} entries added to package-lock.json.`);

/** Follows Node's search: from the package that wants it up to the top folder. */
function isLocked(name, from) {
  const folders = from
    .split('/node_modules/')
    .map((_, depth, parts) => parts.slice(0, parts.length - depth).join('/node_modules/'));
  return [...folders, ''].some(
    (folder) => packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined,
  );
}
