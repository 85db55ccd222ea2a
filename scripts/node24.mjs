// Runs another script of this folder on Node 24: `node scripts/node24.mjs <script> [arguments]`.
//
// The native SQLite module needs Node-API 10; on an older Node it ends the process without a message. A suitable Node
// therefore comes as an ordinary optional package, and every npm script starts here. This file itself must run on
// Node 20 and with no packages installed at all.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { installPackages, packagedNode, root } from './lib/packages.mjs';

// Only these promise to install what is missing; the others say what is missing and leave the folder alone.
const installing = new Set(['start', 'test', 'test-clients', 'package']);
const wantedMajor = 24;

const [name, ...args] = process.argv.slice(2);
const script = join(root, 'scripts', `${name}.mjs`);
if (name === undefined || !existsSync(script)) {
  console.error(`usage: node scripts/node24.mjs <script> [arguments]; there is no script "${name ?? ''}" in scripts/.`);
  process.exit(2);
}

if (installing.has(name)) installPackages();
else if (!existsSync(join(root, 'node_modules'))) {
  console.error('The packages are not installed. Run "npm ci" first.');
  process.exit(1);
}

const node = pickNode();
const binFolders = [dirname(node), join(root, 'node_modules', '.bin')];
const child = spawn(node, [script, ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: [...binFolders, process.env.PATH ?? ''].join(delimiter) },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Node could not be started from ${node}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));

function pickNode() {
  const packaged = packagedNode();
  if (packaged !== undefined) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath;
  console.error(
    `Node ${wantedMajor} or newer is needed and this is ${process.version}. ` +
      `There is no packaged Node for ${process.platform}-${process.arch} in node_modules: run "npm ci", ` +
      `or install Node ${wantedMajor} on this system.`,
  );
  process.exit(1);
}
