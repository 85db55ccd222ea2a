// `npm run pictures`: takes the pictures of docs/images with the tests that go through the screens as a person does, in the
// built app.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.mjs';
import { runPackage } from './lib/run.mjs';
import { root } from './lib/packages.mjs';
import { smallPng } from './lib/small-png.mjs';

const folder = join(root, 'docs', 'images');
const testFile = (name) => `test/e2e/${name}.e2e.ts`;
const TESTS = [
  'new-user',
  'exports',
  'exports-kept',
  'privacy',
  'kept-data',
  'analytics',
  'backup-screens',
  'support',
  'ledger',
  'preflight',
  'proxy',
  'areas',
  'areas-refused',
  'access',
  'report-analysis',
  'several-orgs',
  'recovery',
  'browser-sign-in',
];

if ((await build()) !== 0) process.exit(1);
const { code } = await runPackage(
  'vitest/vitest.mjs',
  ['run', '--config', 'vitest.e2e.config.ts', ...TESTS.map(testFile)],
  { env: { ORGBENCH_PICTURES: '1' } },
);
for (const name of (await readdir(folder)).filter((one) => one.endsWith('.png'))) {
  const path = join(folder, name);
  const before = await readFile(path);
  if (before[25] === 3) continue; // Has a palette: is as it was.
  const after = smallPng(before);
  await writeFile(path, after);
  console.log(`${name}: ${Math.round(after.length / 1024)} kB, was ${Math.round(before.length / 1024)} kB`);
}
process.exit(code);
