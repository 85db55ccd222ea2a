import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Tests start the engine, the command line and other people's clients some hundred times, and what each of these starts
// costs most is to compile the same files. Workers and what they start inherit it.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/orgbench-compiled');

export default defineConfig({
  test: {
    include: [
      'src-*/**/*.test.{ts,tsx}',
      'test/{clients,contract,integration,lint,security}/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    // Native SQLite and child processes do not share a worker's memory safely: one process for each test file.
    pool: 'forks',
    // By itself Vitest leaves one processor free, which of two is half of them.
    maxWorkers: '100%',
    testTimeout: 30_000,
    // A machine that is busy otherwise makes everything slower, not wrong: what is waited for may take as long as a test.
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    // Without a layout nothing can take the focus; Mantine says so with the whole tree of React, 6,000 lines a time.
    onConsoleLog: (log) => !log.startsWith('[@mantine/hooks/use-focus-trap]'),
  },
});
