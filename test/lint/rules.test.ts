import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clean, planted } from './planted.ts';

// A linter says nothing about a rule whose name is misspelt or whose pattern never matches. So each rule is shown a
// breach here, in a folder laid out like the project and with the project's own configuration.

const root = join(import.meta.dirname, '..', '..');
const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string().default(''), filename: z.string(), message: z.string() })),
});

let folder = '';
const reported = new Map<string, readonly string[]>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-lint-'));
  for (const path of ['.oxlintrc.json', 'tsconfig.json', 'package.json', 'scripts/lint']) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const { file, code } of [...planted, ...clean]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), code);
  }
  const { diagnostics } = reportSchema.parse(JSON.parse(await lint(folder)));
  for (const { filename, code } of diagnostics) {
    const file = filename.replaceAll('\\', '/');
    reported.set(file, [...(reported.get(file) ?? []), code]);
  }
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the linter reports a planted breach', () => {
  it.each(planted)('$file: $rule', ({ file, rule }) => {
    expect(reported.get(file) ?? []).toEqual(expect.arrayContaining([expect.stringContaining(rule)]));
  });
});

describe('the linter says nothing about', () => {
  it.each(clean)('$file', ({ file }) => {
    expect(reported.get(file) ?? []).toEqual([]);
  });
});

function lint(cwd: string): Promise<string> {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [oxlint, '--type-aware', '--format=json'],
      { cwd, maxBuffer: 64 * 1024 * 1024 },
      // The exit code is 1 because breaches are found; no output at all means that the linter did not run.
      (error, stdout, stderr) => (stdout === '' ? reject(error ?? new Error(stderr)) : resolve(stdout)),
    );
  });
}
