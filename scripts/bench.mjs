// `npm run bench [-- part of a name]`: runs the files test/bench/*.bench.{mjs,ts}, one process each.
//
// A bench file exports `run()`, which returns the rows of a table: `[{ what: 'open the vault', p50Ms: 1.2 }, …]`.
// One process each, so that one bench does not leave its heap and its warm caches to the next.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/packages.mjs';
import { run } from './lib/run.mjs';

const folder = join(root, 'test', 'bench');
const [first, ...rest] = process.argv.slice(2);

if (first === '--one') {
  const bench = await import(pathToFileURL(join(folder, rest[0])).href);
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} threads, ${Math.round(totalmem() / 1e9)} GB, ${process.platform}`;
  const loadBefore = loadavg()[0]?.toFixed(1);
  console.log(
    `\n${rest[0]}: ${machine}, Node ${process.versions.node}, load ${loadBefore}, ${new Date().toISOString()}`,
  );
  console.table(await bench.run());
} else {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const names = files.filter((name) => /\.bench\.(mjs|ts)$/.test(name) && name.includes(first ?? ''));
  let failed = 0;
  // A catalog of a million fields takes minutes to fill: the benches of one run share it.
  const shared =
    process.env['ORGBENCH_BENCH_STORE'] === undefined ? mkdtempSync(join(tmpdir(), 'orgbench-benches-')) : null;
  if (shared !== null) process.env['ORGBENCH_BENCH_STORE'] = shared;
  try {
    for (const name of names) {
      const { code } = await run(process.execPath, ['--expose-gc', import.meta.filename, '--one', name]);
      if (code !== 0) failed += 1;
    }
  } finally {
    if (shared !== null) rmSync(shared, { recursive: true, force: true });
  }
  console.log(`\n${names.length - failed} of ${names.length} benches ran. Node ${process.versions.node}.`);
  process.exit(failed === 0 && names.length > 0 ? 0 : 1);
}
