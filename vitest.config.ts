import { defineConfig } from 'vitest/config';

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
  },
});
